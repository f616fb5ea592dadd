"""Questions to the record: what a selection takes, as typed rows, Arrow or a data frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from msgspec import Struct

from comity.faults import WrongCall
from comity.lexicons.blocs import Member, open_blocs

if TYPE_CHECKING:
    import pandas
    import pyarrow

    from comity.record.store import Record

Table = Literal["events", "happenings", "actors", "quotes", "claims", "provisions"]
NARRATOR = "narrator"  # said_by: only what the outlets say themselves


class Select(Struct, frozen=True, kw_only=True):
    """What a question is limited to; None and empty: no limit.

    A code selects by country ("RUS"), by bloc ("WEST"), by its beginning ("RUSGOV"), or with wildcards ("*MIL").
    """

    dyad: tuple[str, str] | None = None  # who acts, who is acted upon; acts of both together count too
    either_way: bool = False  # the dyad's other direction too
    actor: str | None = None  # code on either side
    since: date | None = None  # first day that the deed may be of; undated ones are left out
    until: date | None = None  # last day, included
    types: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    said_by: str | None = None  # part of the speaker's name, any case; "narrator": nobody
    min_confidence: float | None = None  # 0..1
    limit: int | None = None  # rows


class Clause(NamedTuple):
    """A condition in SQL with its values."""

    sql: str
    values: tuple[Any, ...] = ()


class Found:
    """What a question found: rows one by one (named tuples), or all as Arrow or a data frame. Asked when looked at."""

    def __init__(self, record: Record, table: Table, sql: str, values: tuple[Any, ...], limit: int | None) -> None:
        self._record, self.table, self._values, self.limit = record, table, values, limit
        self._all = sql
        self._sql = sql if limit is None else f"{sql} limit {int(limit)}"

    def __iter__(self) -> Iterator[Any]:
        row_type = ROW_TYPES[self.table]
        for row in self._record.rows(self._sql, self._values):
            yield row_type(*row)

    def __len__(self) -> int:
        """How many rows there are, within the limit."""
        total = self.total()
        return total if self.limit is None else min(total, self.limit)

    def total(self) -> int:
        """How many rows there would be without a limit."""
        ((count,),) = self._record.rows(f"select count(*) from ({self._all})", self._values)
        return int(count)

    def to_arrow(self) -> pyarrow.Table:
        """All rows as an Arrow table."""
        return self._record.to_arrow(self._sql, self._values)

    def df(self) -> pandas.DataFrame:
        """All rows as a pandas data frame; raises WrongCall where pandas is not installed."""
        try:
            import pandas  # noqa: F401
        except ImportError as error:
            raise WrongCall(
                "record", "pandas is not installed", remedy="pip install pandas, or use to_arrow()"
            ) from error
        return self.to_arrow().to_pandas()


class EventRow(NamedTuple):
    """An event with the codes of its actors, the sentence's words, and where it stands."""

    article: str
    id: str
    earliest: date | None
    latest: date | None
    source: list[str]
    target: list[str]
    type: str
    modes: list[str]
    contexts: list[str]
    cameo: str | None
    quad: str
    intensity: float
    status: str
    historical: bool
    said_by: str | None
    place: str | None
    confidence: float
    trigger: str
    words: str
    rule: str
    outlet: str | None
    agency: str | None
    published_earliest: date | None
    published_latest: date | None
    title: str | None
    url: str | None
    path: str | None


class HappeningRow(NamedTuple):
    """A happening with how many tell of it."""

    id: str
    earliest: date | None
    latest: date | None
    source: list[str]
    target: list[str]
    type: str
    contexts: list[str]
    quad: str
    intensity: float
    status: str
    place: str | None
    articles: int
    outlets: int
    agencies: int
    confidence: float
    words: str  # the sentence of its surest event


class ActorRow(NamedTuple):
    """An actor of one or more articles, by name and code."""

    name: str
    code: str | None
    country: str | None
    kind: str
    role: str | None  # the one given most often
    articles: int
    mentions: int


class QuoteRow(NamedTuple):
    """A quotation and who speaks."""

    article: str
    id: str
    published: date | None
    speaker: str | None
    speaker_code: str | None
    kind: str
    words: str
    outlet: str | None
    title: str | None


class ClaimRow(NamedTuple):
    """A causal claim and who makes it."""

    article: str
    id: str
    published: date | None
    cause: str
    kind: str
    effect: str
    cause_codes: list[str]
    effect_codes: list[str]
    said_by: str | None
    outlet: str | None
    title: str | None


class ProvisionRow(NamedTuple):
    """What an agreement lays down."""

    article: str
    id: str
    published: date | None
    agreement: str
    parties: list[str]
    dimension: str
    status: str
    words: str
    outlet: str | None
    title: str | None


ROW_TYPES: dict[Table, Any] = {
    "events": EventRow,
    "happenings": HappeningRow,
    "actors": ActorRow,
    "quotes": QuoteRow,
    "claims": ClaimRow,
    "provisions": ProvisionRow,
}

PUBLISHED = "if(a.published_earliest = a.published_latest, a.published_earliest, null) as published"
QUESTIONS: dict[Table, str] = {  # columns in the order of the row types
    "events": """
        select e.article, e.id, e.earliest, e.latest, e.source, e.target, e.type, e.modes, e.contexts, e.cameo, e.quad,
               e.intensity, e.status, e.historical, e.said_by, e.place, e.confidence,
               e.trigger_words as trigger, e.words, e.rule,
               a.outlet, a.agency, a.published_earliest, a.published_latest, a.title, a.url, a.path
        from events e join articles a on a.id = e.article
        where {conditions} order by coalesce(e.earliest, e.latest) nulls last, a.position, e.number""",
    "happenings": """
        select h.id, h.earliest, h.latest, h.source, h.target, h.type, h.contexts, h.quad, h.intensity, h.status,
               h.place, h.articles, h.outlets, h.agencies, h.confidence,
               (select e.words from happening_mentions m join events e on e.article = m.article and e.id = m.event
                where m.happening = h.id order by e.confidence desc, e.article, e.number limit 1) as words
        from happenings h
        where {conditions} order by coalesce(h.earliest, h.latest) nulls last, h.id""",
    "actors": """
        select x.name, x.code, x.country, x.kind, mode(x.role order by x.role) as role,
               count(distinct x.article)::bigint as articles, sum(x.mentions)::bigint as mentions
        from actors x join articles a on a.id = x.article
        where {conditions} group by all order by articles desc, mentions desc, x.name, x.code, x.kind""",
    "quotes": f"""
        select q.article, q.id, {PUBLISHED}, q.speaker, q.speaker_code, q.kind, q.words, a.outlet, a.title
        from quotes q join articles a on a.id = q.article
        where {{conditions}} order by published nulls last, a.position, q."start", q."end", q.id""",
    "claims": f"""
        select c.article, c.id, {PUBLISHED}, c.cause, c.kind, c.effect, c.cause_codes, c.effect_codes, c.said_by,
               a.outlet, a.title
        from claims c join articles a on a.id = c.article
        where {{conditions}} order by published nulls last, a.position, c.id""",
    "provisions": f"""
        select p.article, p.id, {PUBLISHED}, p.agreement, p.parties, p.dimension, p.status, p.words, a.outlet, a.title
        from provisions p join articles a on a.id = p.article
        where {{conditions}} order by published nulls last, a.position, p.id""",
}


def found(record: Record, table: Table, select: Select) -> Found:
    """The question to the table that the selection makes."""
    clauses = [clause for clause in CONDITIONS[table](select) if clause.sql]
    conditions = " and ".join(f"({clause.sql})" for clause in clauses) or "true"
    values = tuple(value for clause in clauses for value in clause.values)
    return Found(record, table, QUESTIONS[table].format(conditions=conditions), values, select.limit)


def _of_events(select: Select) -> list[Clause]:
    return [
        *_parties(select, "e"),
        *_days(select, "e.earliest", "e.latest"),
        _one_of("e.type", select.types),
        _one_of("e.status", select.status),
        _speaker(select, "e.said_by"),
        _sure(select, "e.confidence"),
    ]


def _of_happenings(select: Select) -> list[Clause]:
    told = _speaker(select, "e.said_by")
    mentions = "from happening_mentions m join events e on e.article = m.article and e.id = m.event"
    return [
        *_parties(select, "h"),
        *_days(select, "h.earliest", "h.latest"),
        _one_of("h.type", select.types),
        _one_of("h.status", select.status),
        Clause(told.sql and f"exists (select 1 {mentions} where m.happening = h.id and {told.sql})", told.values),
        _sure(select, "h.confidence"),
    ]


def _of_actors(select: Select) -> list[Clause]:
    """Actors of articles of these days; with other limits only those who take part in such an event."""
    part = "list_contains(list_concat(e.source, e.target), coalesce(x.code, x.name))"
    return [*_published(select), _has_event(select, f"e.article = x.article and {part}")]


def _of_quotes(select: Select) -> list[Clause]:
    """Quotations of articles of these days; with a dyad, type or status those that tell of such an event."""
    inside = 'e.article = q.article and e.trigger_start >= q."start" and e.trigger_end <= q."end"'
    return [*_published(select), _speaker(select, "q.speaker"), _has_event(select, inside)]


def _of_claims(select: Select) -> list[Clause]:
    codes = "list_concat(c.cause_codes, c.effect_codes)"
    pair = select.dyad or ()
    return [*_published(select), *(_any_like(codes, code) for code in pair), _speaker(select, "c.said_by")]


def _of_provisions(select: Select) -> list[Clause]:
    pair = select.dyad or ()
    return [*_published(select), *(_any_like("p.parties", code) for code in pair), _one_of("p.status", select.status)]


CONDITIONS = {
    "events": _of_events,
    "happenings": _of_happenings,
    "actors": _of_actors,
    "quotes": _of_quotes,
    "claims": _of_claims,
    "provisions": _of_provisions,
}


def _has_event(select: Select, tie: str) -> Clause:
    """That an event with the tie is of the dyad, types, status and confidence asked for; empty if none is asked for."""
    clauses = [
        *_parties(select, "e"),
        _one_of("e.type", select.types),
        _one_of("e.status", select.status),
        _sure(select, "e.confidence"),
    ]
    asked = [clause for clause in clauses if clause.sql]
    if not asked:
        return Clause("")
    conditions = " and ".join(f"({clause.sql})" for clause in asked)
    values = tuple(value for clause in asked for value in clause.values)
    return Clause(f"exists (select 1 from events e where {tie} and {conditions})", values)


def _parties(select: Select, row: str) -> list[Clause]:
    """That source and target of the row are the dyad, or both are in source, acting together."""
    clauses = []
    if select.dyad is not None:
        first, second = select.dyad
        ways = [_directed(row, first, second), _together(row, first, second)]
        if select.either_way:
            ways.append(_directed(row, second, first))
        clauses.append(_joined(ways, "or"))
    if select.actor is not None:
        clauses.append(_joined([_side(row, "source", select.actor), _side(row, "target", select.actor)], "or"))
    return clauses


@cache
def _blocs() -> Mapping[str, tuple[Member, ...]]:
    return open_blocs().members


def _directed(row: str, source: str, target: str) -> Clause:
    return _joined([_side(row, "source", source), _side(row, "target", target)], "and")


def _together(row: str, one: str, other: str) -> Clause:
    several = Clause(f"len({row}.target) = 0 and len({row}.source) > 1")
    return _joined([several, _side(row, "source", one), _side(row, "source", other)], "and")


def _joined(clauses: list[Clause], word: str) -> Clause:
    sql = f" {word} ".join(f"({clause.sql})" for clause in clauses)
    return Clause(sql, tuple(value for clause in clauses for value in clause.values))


def _side(row: str, side: str, code: str) -> Clause:
    """That a side of the row has an actor with the code: a country's, a bloc's, a full code's beginning, a wildcard."""
    bloc = _blocs().get(code)
    if bloc is not None:
        return _in_bloc(row, side, bloc)
    if len(code) == 3 and code.isupper():
        return Clause(f"list_contains({row}.{side}_countries, ?) or list_contains({row}.{side}, ?)", (code, code))
    return _any_like(f"{row}.{side}", code)


def _in_bloc(row: str, side: str, bloc: tuple[Member, ...]) -> Clause:
    """That a side of the row has a member of the bloc, in a spell of its membership."""
    spell = f"""(m.first_day is null or coalesce({row}.latest, {row}.earliest) >= m.first_day)
        and (m.last_day is null or coalesce({row}.earliest, {row}.latest) <= m.last_day)"""
    members = """(select unnest(?::varchar[]) as code, unnest(?::date[]) as first_day, unnest(?::date[]) as last_day)"""
    has = f"(list_contains({row}.{side}_countries, m.code) or list_contains({row}.{side}, m.code))"
    values = ([m.member for m in bloc], [m.first_day for m in bloc], [m.last_day for m in bloc])
    return Clause(f"exists (select 1 from {members} m where {has} and {spell})", values)


def _any_like(codes: str, code: str) -> Clause:
    """That one of the codes begins with the code, or fits it where it has a "*"."""
    pattern = code if "*" in code else code + "*"
    return Clause(f"exists (select 1 from (select unnest({codes}) as code) where code glob ?)", (pattern,))


def _days(select: Select, earliest: str, latest: str) -> list[Clause]:
    """That the days may fall into the time asked for; an open end reaches for ever, two open ends nowhere."""
    clauses = []
    if select.since is not None:
        clauses.append(Clause(f"{latest} >= ? or ({latest} is null and {earliest} is not null)", (select.since,)))
    if select.until is not None:
        clauses.append(Clause(f"{earliest} <= ? or ({earliest} is null and {latest} is not null)", (select.until,)))
    return clauses


def _published(select: Select) -> list[Clause]:
    return _days(select, "a.published_earliest", "a.published_latest")


def _one_of(column: str, values: tuple[str, ...]) -> Clause:
    return Clause(f"{column} in (select unnest(?::varchar[]))", (list(values),)) if values else Clause("")


def _speaker(select: Select, column: str) -> Clause:
    if select.said_by is None:
        return Clause("")
    if select.said_by == NARRATOR:
        return Clause(f"{column} is null")
    return Clause(f"contains(lower({column}), lower(?))", (select.said_by,))


def _sure(select: Select, column: str) -> Clause:
    return Clause("") if select.min_confidence is None else Clause(f"{column} >= ?", (select.min_confidence,))
