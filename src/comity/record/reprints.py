"""Which articles of a record are reprints of which: found before happenings are grouped, which count their voices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from comity.happenings import Copy, Reprint, copy_of, find_reprints
from comity.record.corrections import as_read

if TYPE_CHECKING:
    from comity.record.store import Record

UNSIGNED = "select id from articles where id not in (select article from signatures) order by position"
COPIES = """
select a.id, a.published_earliest, a.published_latest, a.agency, s.signature
from articles a join signatures s on s.article = a.id
"""
MARKED = "select article, original, agency from reprints order by article"
ORIGIN = """
select a.id, a.title, a.outlet, a.published_earliest, a.published_latest, r.agency,
       (select count(*) from reprints o where o.original = r.original)
from reprints r join articles a on a.id = r.original
where r.article = ?
"""
TOGETHER = 200  # articles that get their signature at once


def mark_reprints(record: Record) -> list[str]:
    """Compare all articles and store which are reprints; the ids of those of which that has changed."""
    _sign(record)
    before = _marked(record)
    now = {reprint.article: reprint for reprint in _found(record)}
    changed = sorted(article for article in {*before, *now} if before.get(article) != now.get(article))
    if changed:
        record.execute("delete from reprints")
        rows = ({"article": one.article, "original": one.original, "agency": one.agency} for one in now.values())
        record.insert("reprints", rows)
    return changed


class Origin(NamedTuple):
    """The first of the near-identical articles of which one is, and who wrote them."""

    article: str
    title: str | None
    outlet: str | None
    earliest: date | None  # first and last possible day of its publication
    latest: date | None
    agency: str | None
    articles: int  # near-identical ones, the first among them


def origin_of(record: Record, article: str) -> Origin | None:
    """The article's origin; None: no other article is like it."""
    return next((Origin(*row) for row in record.rows(ORIGIN, [article])), None)


def check_reprints(record: Record) -> Iterator[str]:
    """Articles of which the record says something else than a comparison of all."""
    yield from (f"article {row[0]}: table signatures has it not" for row in record.rows(UNSIGNED))
    stored, wanted = _marked(record), {reprint.article: reprint for reprint in _found(record)}
    for article in sorted({*stored, *wanted}):
        if stored.get(article) != wanted.get(article):
            yield f"article {article}: table reprints does not say what a comparison says"


def _sign(record: Record) -> None:
    """Give every article that has none its signature."""
    ids = [row[0] for row in record.execute(UNSIGNED)]
    for begin in range(0, len(ids), TOGETHER):
        copies = map(copy_of, as_read(record, ids[begin : begin + TOGETHER]).values())
        record.insert("signatures", ({"article": copy.article, "signature": copy.signature} for copy in copies))


def _found(record: Record) -> tuple[Reprint, ...]:
    return find_reprints(Copy(*row) for row in record.execute(COPIES))


def _marked(record: Record) -> dict[str, Reprint]:
    return {row[0]: Reprint(*row) for row in record.execute(MARKED)}
