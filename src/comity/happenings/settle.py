"""Happenings read through what people ruled: these tell of one deed, these of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from comity.happenings.group import MOVED, Grouped, Reason
from comity.happenings.reports import Report
from comity.happenings.voices import count_voices
from comity.vocabulary import stable_id

Mention = tuple[str, str]  # article id, event id


class Ruling(Struct, frozen=True):
    """That the sides tell of one deed (two sides and more), or the one side of a deed of its own."""

    id: str
    sides: tuple[tuple[Mention, ...], ...]


class Settled(Struct, frozen=True):
    """A happening whose mentions are others than grouping gave it."""

    id: str
    like: str  # the happening whose type and days it has: itself, or the one that it was split from
    mentions: tuple[Mention, ...]  # sorted


def settle(grouped: Mapping[str, Iterable[Mention]], rulings: Iterable[Ruling]) -> tuple[list[Settled], set[str]]:
    """The happenings that differ from the grouped ones by the rulings, and the ids of those that are no more.

    Merger: the happenings that hold most of each side become the first of them, whole. Split: the mentions leave
    their happenings for one of their own, unless they have it already. Mentions that are not there count for nothing.
    """
    table = _Table(grouped)
    for ruling in rulings:
        sides = [[mention for mention in side if mention in table.homes] for side in ruling.sides]
        if len(ruling.sides) == 1:
            table.split(stable_id("split", ruling.id), sides[0])
        else:
            table.merge([side for side in sides if side])
    kept = {identifier: tuple(sorted(mentions)) for identifier, mentions in table.mentions.items() if mentions}
    changed = [
        Settled(identifier, table.like.get(identifier, identifier), mentions)
        for identifier, mentions in kept.items()
        if identifier not in grouped or mentions != tuple(sorted(grouped[identifier]))
    ]
    return changed, set(grouped) - set(kept)


class _Table:
    """Who sits where while the rulings are carried out."""

    def __init__(self, grouped: Mapping[str, Iterable[Mention]]) -> None:
        self.mentions: dict[str, set[Mention]] = {identifier: set(some) for identifier, some in grouped.items()}
        self.homes: dict[Mention, str] = {m: identifier for identifier, some in self.mentions.items() for m in some}
        self.like: dict[str, str] = {}  # of those split off

    def _most(self, side: Iterable[Mention]) -> str:
        """The happening that holds most of the side; of equals the first by id."""
        counts = Counter(self.homes[mention] for mention in side)
        return min(counts, key=lambda identifier: (-counts[identifier], identifier))

    def _move(self, mentions: Iterable[Mention], to: str) -> None:
        for mention in mentions:
            self.mentions[self.homes[mention]].discard(mention)
            self.mentions.setdefault(to, set()).add(mention)
            self.homes[mention] = to

    def merge(self, sides: Sequence[Sequence[Mention]]) -> None:
        homes = list(dict.fromkeys(map(self._most, sides)))
        for other in homes[1:]:
            self._move(sorted(self.mentions[other]), homes[0])

    def split(self, identifier: str, side: Sequence[Mention]) -> None:
        if not side or self.mentions[self._most(side)] == set(side):
            return
        home = self._most(side)
        self.like[identifier] = self.like.get(home, home)
        self._move(side, identifier)


def retold(settled: Settled, like: Grouped, reasons: Mapping[Mention, Reason], reports: Sequence[Report]) -> Grouped:
    """The settled happening: type, days and parties of the one that it is like, the rest from its reports.

    `reasons`: why grouping put each mention there where it was; of what was moved it is `MOVED`.
    """
    places = Counter(report.place for report in reports if report.place is not None)
    published = [report.published for report in reports if report.published is not None]
    stayed = set(like.happening.mentions) if settled.id == like.happening.id else set()
    happening = replace(
        like.happening,
        id=settled.id,
        place=min(places, key=lambda name: (-places[name], name)) if places else None,
        mentions=settled.mentions,
        outlets=len({report.outlet for report in reports} - {None}),
        agencies=len({report.agency for report in reports} - {None}),
    )
    return replace(
        like,
        happening=happening,
        reasons=tuple(reasons[mention] if mention in stayed else MOVED for mention in settled.mentions),
        voices=count_voices(reports),
        first_reported=min(published, default=None),
        last_reported=max(published, default=None),
    )
