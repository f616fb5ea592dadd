"""What a reader may ask of a dyad, out of the address of the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, cast
from urllib.parse import urlencode

from fastapi import Query
from msgspec import Struct, structs

from comity.faults import WrongCall
from comity.measures import DONE, Asked, By
from comity.vocabulary import Status


class Filters(Struct, frozen=True, kw_only=True):
    """By what period, over which days, which status, types and direction."""

    by: str = "year"
    since: date | None = None
    until: date | None = None
    status: tuple[str, ...] = DONE
    types: tuple[str, ...] = ()
    page: int = 1

    def asked(self, measure: str, source: str, target: str) -> Asked:
        """The question to a measure."""
        status = cast(tuple[Status, ...], self.status)
        by = cast(By, self.by)
        return Asked(
            measure=measure, source=source, target=target, by=by, since=self.since, until=self.until, status=status
        )

    def address(self, **changed: object) -> str:
        """The filters as the query of an address, those at their default left out."""
        now = structs.replace(self, **changed)
        usual = Filters()
        said: list[tuple[str, str]] = []
        for name in ("by", "since", "until", "page"):
            if getattr(now, name) != getattr(usual, name):
                said.append((name, str(getattr(now, name))))
        said += [("status", status) for status in now.status] if now.status != usual.status else []
        said += [("type", kind) for kind in now.types]
        return urlencode(said)


def filters(
    by: str = "year",
    since: str = "",
    until: str = "",
    status: Annotated[Sequence[str], Query()] = (),
    type: Annotated[Sequence[str], Query()] = (),
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Filters:
    """The filters of a request; empty fields of a form are no limits. Raises WrongCall for a day that is none."""
    return Filters(
        by=by or "year",
        since=_day(since),
        until=_day(until),
        status=tuple(filter(None, status)) or DONE,
        types=tuple(filter(None, type)),
        page=page,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise WrongCall("dyad", f'"{text[:40]}" is no day', remedy="write it as 2022-07-01") from error
