"""Mergers and splits carried out on the record's happenings, after grouping and before it is done anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from comity.happenings import MOVED, Grouped, Report, Ruling, deed_of, group, retold, settle
from comity.record.corrections import as_read, read_ledger
from comity.record.ledger import RULINGS, AboutEvent, find_event, in_force

if TYPE_CHECKING:
    from comity.record.store import Record

MENTIONS = "(select unnest(?::varchar[]) as article, unnest(?::varchar[]) as event)"
OF_MENTIONS = f"(e.article, e.id) in {MENTIONS}"
TOUCHED = f"""
select distinct happening from happening_mentions m
where reason = ? or (m.article, m.event) in {MENTIONS} order by happening
"""
OF_HAPPENINGS = """
exists (from happening_mentions m where m.article = e.article and m.event = e.id
        and m.happening in (select unnest(?::varchar[])))
"""


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


def _ruled(rulings: Sequence[Ruling]) -> tuple[list[str], list[str]]:
    """Articles and events that are ruled on, side by side, each pair once."""
    pairs = sorted({mention for ruling in rulings for side in ruling.sides for mention in side})
    return [article for article, _ in pairs], [event for _, event in pairs]


def dissolve(record: Record, rulings: Sequence[Ruling]) -> None:
    """Take out the happenings that rulings touch or have touched, with all of their deeds: they are grouped anew."""
    touched = [row[0] for row in record.execute(TOUCHED, [MOVED, *_ruled(rulings)])]
    if touched:
        deeds = list(dict.fromkeys(map(deed_of, record.reports_where(OF_HAPPENINGS, touched))))
        with record.transaction():
            record.remove_deeds(deeds)
            record.remove_happenings(touched)


def settled(
    record: Record, rulings: Sequence[Ruling], reports: Callable[[str, list[str]], Iterable[Report]]
) -> tuple[list[Grouped], list[str]]:
    """The happenings of all deeds that are ruled on, as the rulings have them, and these deeds.

    `reports` gives, for a type and the deeds, at least the reports of those deeds of the type.
    """
    ruled = list(record.reports_where(OF_MENTIONS, *_ruled(rulings)))
    deeds = list(dict.fromkeys(map(deed_of, ruled)))
    known = set(deeds)
    told = {
        (report.article, report.event): report
        for kind in dict.fromkeys(report.type for report in ruled)
        for report in reports(kind, deeds)
        if deed_of(report) in known
    }
    held = {one.happening.id: one for one in group(told.values())}
    changed, gone = settle({identifier: one.happening.mentions for identifier, one in held.items()}, rulings)
    reasons = {
        mention: reason
        for one in held.values()
        for mention, reason in zip(one.happening.mentions, one.reasons, strict=True)
    }
    kept = {identifier: one for identifier, one in held.items() if identifier not in gone}
    for one in changed:
        kept[one.id] = retold(one, held[one.like], reasons, [told[mention] for mention in one.mentions])
    return list(kept.values()), deeds
