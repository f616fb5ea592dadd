"""The happenings between two sides that a reader asked for, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from comity.web.lists import PAGE, Line, lines
from comity.web.question import Filters
from comity.web.room import Room


class Between(Struct, frozen=True, kw_only=True):
    """One page of the happenings, the latest first."""

    lines: list[Line]
    left_out: Mapping[str, str | None]  # by id of a line: why it is in no chart; None: it is in them
    total: int  # over all pages
    pages: int


def between(room: Room, source: str, target: str, asking: Filters) -> Between:
    """Those of the asked days, status and types; undated and vaguely dated ones too unless days were asked for."""
    out = {"status", "outside"} | ({"undated"} if asking.since or asking.until else set())
    found = room.counted(asking.asked("volume", source, target))
    wanted = [h for h in found if h.left_out not in out and (not asking.types or h.type in asking.types)]
    shown = wanted[(asking.page - 1) * PAGE : asking.page * PAGE]
    return Between(
        lines=lines(room.record, [happening.id for happening in shown]),
        left_out={happening.id: happening.left_out for happening in shown},
        total=len(wanted),
        pages=-(-len(wanted) // PAGE),
    )
