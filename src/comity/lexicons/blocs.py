"""Blocs: who belonged to the EU, NATO, the West, … and from which day to which."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from importlib.resources import files

from msgspec import Struct

from comity.faults import LexiconFault, WrongCall

_CODE = re.compile(r"[A-Z]{3}")


class Member(Struct, frozen=True, order=True):
    """One spell of membership. `member` is a country code, or the name of a collective that has no code."""

    member: str
    first_day: date | None  # included; None: always
    last_day: date | None  # included; None: still


class Blocs(Struct, frozen=True):
    """All blocs by name; a bloc within a bloc is already replaced by its members."""

    members: Mapping[str, tuple[Member, ...]]

    def side(self, name: str) -> tuple[Member, ...]:
        """One side of a dyad: the members of a bloc, or a single country code; raises WrongCall for anything else.

        >>> open_blocs().side("blr")
        (Member(member='BLR', first_day=None, last_day=None),)
        """
        upper = name.upper()
        if upper in self.members:
            return self.members[upper]
        if _CODE.fullmatch(upper):
            return (Member(upper, None, None),)
        near = get_close_matches(upper, self.members, n=1)
        remedy = f"did you mean {near[0]}?" if near else f"give a code such as BLR, or one of {', '.join(self.members)}"
        raise WrongCall("blocs", f'"{name}" is neither a country code of three letters nor a bloc', remedy=remedy)


def open_blocs() -> Blocs:
    """The blocs of data/blocs.csv, in order of their names; raises LexiconFault where a row does not hold."""
    text = (files("comity.lexicons") / "data" / "blocs.csv").read_text("utf-8")
    return read_blocs(text)


def read_blocs(text: str) -> Blocs:
    """Blocs from CSV with the columns bloc, member, first_day, last_day, cite."""
    rows: dict[str, list[Member]] = {}
    for line, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        rows.setdefault(row["bloc"], []).append(_member(row, line))
    return Blocs({name: tuple(sorted(_expand(name, rows), key=_order)) for name in sorted(rows)})


def _member(row: Mapping[str, str], line: int) -> Member:
    try:
        first, last = (date.fromisoformat(row[key]) if row[key] else None for key in ("first_day", "last_day"))
    except ValueError as error:
        raise LexiconFault("blocs", str(error), place=f"blocs.csv line {line}", remedy="write YYYY-MM-DD") from error
    if not row["cite"] or (first and last and last < first):
        raise LexiconFault("blocs", "no cite, or a spell that ends before it begins", place=f"blocs.csv line {line}")
    return Member(row["member"], first, last)


def _expand(name: str, rows: Mapping[str, list[Member]]) -> set[Member]:
    found: set[Member] = set()
    for member in rows[name]:
        found |= _expand(member.member, rows) if member.member in rows else {member}
    return found


def _order(member: Member) -> tuple[str, date, date]:
    return member.member, member.first_day or date.min, member.last_day or date.max
