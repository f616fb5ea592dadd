"""Who says what of a happening: who tells it as done, who denies it, what was kept apart and why."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from comity.record.store import Record

ACCOUNTS = """
select e.said_by, list(distinct coalesce(a.outlet, a.agency, 'outlet unknown')), count(distinct e.article)
from happening_mentions m
join events e on e.article = m.article and e.id = m.event join articles a on a.id = e.article
where m.happening = ? group by e.said_by order by count(distinct e.article) desc, e.said_by nulls first
"""
NEIGHBOURS = """
select n.id, n.status, n.earliest, n.latest, n.articles, h.status = n.status,
       n.id in (select denial from disagreements where happening = h.id)
       or n.id in (select happening from disagreements where denial = h.id) as disagrees
from happenings h join happenings n on n.deed = h.deed and n.id != h.id
where h.id = ?
order by disagrees desc,
         abs(coalesce(n.earliest, n.latest) - coalesce(h.earliest, h.latest)) nulls last, n.articles desc, n.id
"""


class Account(NamedTuple):
    """One who tells of a happening, and where."""

    speaker: str | None  # None: the outlets themselves
    outlets: list[str]
    articles: int


class Neighbour(NamedTuple):
    """Another happening of the same type and parties."""

    id: str
    status: str
    earliest: date | None
    latest: date | None
    articles: int
    same_status: bool
    disagrees: bool  # one of the two is the denial of the other


def accounts(record: Record, happening: str) -> list[Account]:
    """Who tells of the happening, those of most articles first."""
    rows = record.rows(ACCOUNTS, [happening])
    return [Account(speaker, sorted(outlets), articles) for speaker, outlets, articles in rows]


def neighbours(record: Record, happening: str) -> list[Neighbour]:
    """Happenings of the same deed in other days or of another standing: those that disagree, then by days between."""
    return [Neighbour(*row) for row in record.rows(NEIGHBOURS, [happening])]


def reasons(record: Record, happening: str) -> dict[tuple[str, str], str]:
    """For each (article, event) of the happening why it was put there."""
    rows = record.rows("select article, event, reason from happening_mentions where happening = ?", [happening])
    return {(article, event): reason for article, event, reason in rows}
