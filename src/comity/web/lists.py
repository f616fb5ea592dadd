"""What the pages list, asked of the record. Every list has a stated order and an end."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol

from comity.vocabulary import CodedArticle

PAGE = 50  # rows of one page of a list


class Questionable(Protocol):
    """An open record, as far as the reading room needs it."""

    def rows(self, sql: str, values: Any = (), /) -> Iterator[tuple[Any, ...]]:
        """The answer's rows."""

    def article(self, prefix: str, /) -> CodedArticle:
        """The article with this id."""


class Line(NamedTuple):
    """A happening in a list."""

    id: str
    earliest: date | None
    latest: date | None
    type: str
    quad: str
    intensity: float
    status: str
    contexts: list[str]
    source: list[str]
    target: list[str]
    source_countries: list[str]
    target_countries: list[str]
    place: str | None
    articles: int
    outlets: int
    agencies: int
    words: str  # the sentence of its surest event


class Dyad(NamedTuple):
    """Two countries, in order of their codes, and what the record tells of them."""

    one: str
    other: str
    happenings: int
    cooperative: int
    conflictual: int


class Hit(NamedTuple):
    """An article that a search found."""

    id: str
    title: str | None
    outlet: str | None
    earliest: date | None
    latest: date | None
    text: str
    events: int


class Named(NamedTuple):
    """An actor that a search found, over all articles."""

    name: str
    code: str | None
    role: str | None
    articles: int


class Mentioned(NamedTuple):
    """An event of a happening with where it was told."""

    article: str
    event: str
    sentence: int
    words: str
    trigger_at: int  # characters of `words` before the trigger
    trigger_length: int
    status: str
    said_by: str | None
    time_words: str | None  # None: the day was read from tense and day of publication
    historical: bool
    rule: str
    confidence: float
    title: str | None
    outlet: str | None
    agency: str | None
    published_earliest: date | None
    published_latest: date | None

    @property
    def cut(self) -> tuple[str, str, str]:
        """The sentence up to the trigger, the trigger, the rest."""
        end = self.trigger_at + self.trigger_length
        return self.words[: self.trigger_at], self.words[self.trigger_at : end], self.words[end:]


LINES = """
select id, earliest, latest, type, quad, intensity, status, contexts, source, target,
    source_countries, target_countries, place, articles, outlets, agencies, words
from happenings where id in (select unnest($ids::varchar[]))
"""
RECENT = """
select id from happenings
where latest is not null and status in ('happened', 'ongoing', 'ended') and len(source) > 0
order by latest desc, earliest desc, outlets desc, id limit $limit
"""
DYADS = """
with acting as (
    select id, quad, unnest(source_countries) as who,
        case when len(target) = 0 then source_countries else target_countries end as upon
    from happenings where status in ('happened', 'ongoing', 'ended')
), pairs as (
    select distinct id, quad, least(who, whom) as one, greatest(who, whom) as other
    from (select id, quad, who, unnest(upon) as whom from acting) where who <> whom
)
select one, other, count(*) as happenings, count(*) filter (quad like '%cooperation'),
    count(*) filter (quad like '%conflict')
from pairs group by one, other order by happenings desc, one, other limit $limit
"""
MENTIONS = """
select e.article, e.id, e.sentence, e.words,
    e.trigger_start - e.sentence_start, e.trigger_end - e.trigger_start, e.status, e.said_by, e.time_words,
    e.historical, e.rule, e.confidence, a.title, a.outlet, a.agency, a.published_earliest, a.published_latest
from happening_mentions m join events e on e.article = m.article and e.id = m.event join articles a on a.id = e.article
where m.happening = $id
order by a.published_earliest nulls last, a.position, e.number
"""
SEARCH = """
with hits as (
    select id, list_bool_and([contains(strip_accents(lower(coalesce(title, ''))), word) for word in $words]) as titled
    from (select *, strip_accents(lower(concat_ws(' ', title, outlet, coded->>'$.text'))) as plain from articles)
    where list_bool_and([contains(plain, word) for word in $words])
    order by titled desc, published_latest desc nulls last, position limit $limit offset $offset
)
select id, title, outlet, published_earliest, published_latest, coded->>'$.text',
    (select count(*) from events where article = articles.id)
from hits join articles using (id)
order by titled desc, published_latest desc nulls last, position
"""
ACTORS = """
select name, code, mode(role order by role), count(*) as articles from actors
where list_bool_and([contains(strip_accents(lower(concat_ws(' ', name, code, role))), word) for word in $words])
group by name, code order by articles desc, name, code nulls last limit $limit
"""
INTERNATIONAL = {
    "EUR": "European Union",
    "IGO": "international organisations",
    "UNO": "United Nations",
    "NGO": "non-governmental organisations",
    "IMG": "international armed groups",
    "MNC": "multinational companies",
}
NAMES = """
select country, mode(name order by name) from actors where kind = 'country' and code = country
group by country order by country
"""


def lines(record: Questionable, ids: Sequence[str]) -> list[Line]:
    """The happenings with these ids, in the order of the ids."""
    found = {row[0]: Line(*row) for row in record.rows(LINES, {"ids": list(ids)})}
    return [found[identifier] for identifier in ids if identifier in found]


def recent(record: Questionable, limit: int = 12) -> list[Line]:
    """The latest happenings that were done, the newest first."""
    return lines(record, [row[0] for row in record.rows(RECENT, {"limit": limit})])


def busiest(record: Questionable, limit: int = 12) -> list[Dyad]:
    """The pairs of countries that most is told of, the busiest first."""
    return [Dyad(*row) for row in record.rows(DYADS, {"limit": limit})]


def mentions(record: Questionable, happening: str) -> list[Mentioned]:
    """The events that tell of a happening, by day of publication."""
    return [Mentioned(*row) for row in record.rows(MENTIONS, {"id": happening})]


def search(record: Questionable, query: str, page: int = 1) -> list[Hit]:
    """Articles in whose title, outlet or text every word occurs; those with all in the title first, then the newest.

    One more than a page is given, where there are more.
    """
    words = words_of(query)
    if not words:
        return []
    asked = {"words": words, "limit": PAGE + 1, "offset": (page - 1) * PAGE}
    return [Hit(*row) for row in record.rows(SEARCH, asked)]


def search_actors(record: Questionable, query: str, limit: int = 12) -> list[Named]:
    """Actors whose name, code or role has every word, those of most articles first."""
    words = words_of(query)
    return [Named(*row) for row in record.rows(ACTORS, {"words": words, "limit": limit})] if words else []


def words_of(query: str) -> list[str]:
    """The words of a search, as DuckDB's strip_accents(lower()) writes them; at most 12."""
    plain = unicodedata.normalize("NFD", query.lower())
    return "".join(c for c in plain if not unicodedata.combining(c)).split()[:12]


def names(record: Questionable) -> dict[str, str]:
    """Names of countries by code, as the record's articles give them most often, and of the international codes."""
    return INTERNATIONAL | dict(record.rows(NAMES))


def totals(record: Questionable) -> dict[str, int]:
    """How much the record holds, by table."""
    tables = ("articles", "events", "happenings", "quotes", "failures")
    counts = ", ".join(f"(select count(*) from {table})" for table in tables)
    return dict(zip(tables, next(record.rows(f"select {counts}")), strict=True))


def happenings_of(record: Questionable, article: str) -> dict[str, str]:
    """The happening of each event of an article, by event id."""
    return dict(record.rows("select event, happening from happening_mentions where article = $id", {"id": article}))


def exists(record: Questionable, table: str, identifier: str) -> bool:
    """Whether a table has a row with this id."""
    return any(record.rows(f"select 1 from {table} where id = $id", {"id": identifier}))
