"""The happenings that the record's events come to, with what people ruled of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from comity.happenings import Ruling, Settled, group_reports, retold, settle
from comity.record.corrections import as_read, read_ledger
from comity.record.ledger import RULINGS, AboutEvent, find_event, in_force
from comity.vocabulary import Happening

if TYPE_CHECKING:
    from comity.record.store import Record

OF_MENTIONS = """
(e.article, e.id) in (select (a, i) from (select unnest(?::varchar[]) as a, unnest(?::varchar[]) as i))"""


def grouped(record: Record) -> Iterator[Sequence[Happening]]:
    """All happenings, one type after the other, so that memory is kept low; those that rulings touch at the end."""
    rulings = read_rulings(record)
    ruled = {mention for ruling in rulings for side in ruling.sides for mention in side}
    held: dict[str, Happening] = {}
    for kind in record.types():
        found = group_reports(record.reports(kind))
        touched = {h.id: h for h in found if not ruled.isdisjoint(h.mentions)} if ruled else {}
        yield [happening for happening in found if happening.id not in touched]
        held |= touched
    if held:
        changed, gone = settle({identifier: h.mentions for identifier, h in held.items()}, rulings)
        kept = {identifier: h for identifier, h in held.items() if identifier not in gone}
        kept |= {one.id: _retold(record, one, held) for one in changed}
        yield list(kept.values())


def _retold(record: Record, settled: Settled, held: dict[str, Happening]) -> Happening:
    articles, events = zip(*settled.mentions, strict=True)
    reports = list(record.reports_where(OF_MENTIONS, list(articles), list(events)))
    return retold(settled, held[settled.like], reports)


def read_rulings(record: Record) -> list[Ruling]:
    """The mergers and splits in force, their events as they are called now."""
    found = []
    for one in in_force(read_ledger(record)):
        if one.action not in RULINGS:
            continue
        articles = as_read(record, one.articles)
        sides: dict[int, list[tuple[str, str]]] = {}
        for about in one.about:
            if isinstance(about, AboutEvent):
                side = sides.setdefault(about.side, [])
                event = find_event(about, articles[about.article]) if about.article in articles else None
                if event is not None:
                    side.append((about.article, event.id))
        found.append(Ruling(one.id, tuple(tuple(side) for _, side in sorted(sides.items()))))
    return found
