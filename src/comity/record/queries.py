"""Questions to the record: what a selection takes, as typed rows, Arrow or a data frame."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from comity.faults import WrongCall
from comity.record.selection import CONDITIONS, Select, Table
from comity.vocabulary import Happening

if TYPE_CHECKING:
    import pyarrow

    from comity.record.store import Record


class Found:
    """What a question found: rows one by one (named tuples), or all as Arrow or a data frame. Asked when looked at."""

    def __init__(self, record: Record, table: Table, rows: str, values: tuple[Any, ...], limit: int | None) -> None:
        self._record, self.table, self._values, self.limit = record, table, values, limit
        self._rows = rows

    def _sql(self, columns: str) -> str:
        return f"select {columns} {self._rows}" + ("" if self.limit is None else f" limit {int(self.limit)}")

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(ROW_TYPES[self.table]._fields)

    def __iter__(self) -> Iterator[Any]:
        row_type = ROW_TYPES[self.table]
        for row in self._record.rows(self._sql(COLUMNS[self.table]), self._values):
            yield row_type(*row)

    def total(self) -> int:
        """How many rows there would be without a limit."""
        sql = f"select count(*) from (select {COLUMNS[self.table]} {self._rows})"
        ((count,),) = self._record.rows(sql, self._values)
        return int(count)

    def objects(self) -> Iterator[dict[str, Any]]:
        """The exchange format's objects; those of other tables have the columns for fields.

        To an event its article's id, its actors' codes and speaker, and its sentence's words are added.
        """
        if self.table == "events":
            for article, event, source, target, speaker, words in self._object_rows():
                more = {"source_codes": source, "target_codes": target, "speaker": speaker, "words": words}
                yield {"article": article, **msgspec.json.decode(event), **more}
        elif self.table == "happenings":
            for row in self._object_rows():
                yield dict(zip(Happening.__struct_fields__, row, strict=True))
        else:
            for row in self:
                yield row._asdict()

    def _object_rows(self) -> Iterator[tuple[Any, ...]]:
        return self._record.rows(self._sql(OBJECTS[self.table]), self._values)

    def to_arrow(self) -> pyarrow.Table:
        """All rows as an Arrow table."""
        return self._record.to_arrow(self._sql(COLUMNS[self.table]), self._values)

    def df(self) -> Any:
        """All rows as a pandas data frame; raises WrongCall where pandas is not installed."""
        try:
            import_module("pandas")
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
    trigger_at: int  # where the trigger stands in `words`
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
    voices: int  # independent ones: reprints of a wire service are one
    denials: int  # happenings whose events deny it
    first_reported: date | None  # publication days of its reports
    last_reported: date | None
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


class PersonRow(NamedTuple):
    """An entry of the who's who: a person with a code."""

    name: str
    aliases: list[str]  # what else the articles call the person by name
    code: str
    role: str | None  # the one given most often
    first_day: date  # days of publication
    last_day: date
    articles: int
    basis: str  # hand (a reviewer), text or lexicon
    article: str  # one of the last day
    start: int  # the words that name the person there
    end: int
    words: str


class StrangerRow(NamedTuple):
    """A name of persons of whom nothing is known."""

    name: str
    code: str | None  # the one most often taken from the country of the article; None: there is none
    articles: int
    mentions: int
    first_published: date | None
    last_published: date | None
    article: str  # the first that names them
    title: str | None  # its headline


ROW_TYPES: dict[Table, Any] = {
    "events": EventRow,
    "happenings": HappeningRow,
    "actors": ActorRow,
    "quotes": QuoteRow,
    "claims": ClaimRow,
    "provisions": ProvisionRow,
    "people": PersonRow,
    "strangers": StrangerRow,
}

PUBLISHED = "if(a.published_earliest = a.published_latest, a.published_earliest, null) as published"
COLUMNS: dict[Table, str] = {  # in the order of the row types
    "events": """
        e.article, e.id, e.earliest, e.latest, e.source, e.target, e.type, e.modes, e.contexts, e.cameo, e.quad,
        e.intensity, e.status, e.historical, e.said_by, e.place, e.confidence, e.trigger_words as trigger,
        e.words, e.trigger_start - e.sentence_start as trigger_at, e.rule,
        a.outlet, a.agency, a.published_earliest, a.published_latest, a.title, a.url, a.path""",
    "happenings": """
        h.id, h.earliest, h.latest, h.source, h.target, h.type, h.contexts, h.quad, h.intensity, h.status, h.place,
        h.articles, h.outlets, h.agencies, h.voices,
        (select count(*) from disagreements d where d.happening = h.id) as denials,
        h.first_reported, h.last_reported, h.confidence, h.words""",
    "actors": """
        x.name, x.code, x.country, x.kind, mode(x.role order by x.role) as role,
        count(distinct x.article)::bigint as articles, sum(x.mentions)::bigint as mentions""",
    "quotes": f"q.article, q.id, {PUBLISHED}, q.speaker, q.speaker_code, q.kind, q.words, a.outlet, a.title",
    "claims": f"""
        c.article, c.id, {PUBLISHED}, c.cause, c.kind, c.effect, c.cause_codes, c.effect_codes, c.said_by,
        a.outlet, a.title""",
    "provisions": f"""
        p.article, p.id, {PUBLISHED}, p.agreement, p.parties, p.dimension, p.status, p.words, a.outlet, a.title""",
    "people": """
        p.name, p.aliases, p.code, p.role, p.first_day, p.last_day, p.articles, p.basis, p.article, p."start", p."end",
        p.words""",
    "strangers": """
        x.name, mode(x.code order by x.code) as code, count(distinct x.article)::bigint as articles,
        sum(x.mentions)::bigint as mentions, min(a.published_earliest) as first_published,
        max(a.published_latest) as last_published, arg_min(x.article, a.position) as article,
        arg_min(a.title, a.position) as title""",
}
OBJECTS: dict[Table, str] = {  # columns for the exchange format's objects
    "events": """
        e.article, json_extract(coalesce(a.corrected, a.coded), '$.events[' || e.number || ']'),
        e.source, e.target, e.said_by, e.words""",
    "happenings": """
        h.id, h.type, h.source, h.target, h.earliest, h.latest, h.place,
        (select coalesce(list([m.article, m.event] order by m.article, m.event), [])
         from happening_mentions m where m.happening = h.id),
        h.outlets, h.agencies""",
}
ROWS: dict[Table, str] = {  # which rows, in which order
    "events": """
        from events e join articles a on a.id = e.article
        where {conditions} order by coalesce(e.earliest, e.latest) nulls last, a.position, e.number""",
    "happenings": "from happenings h where {conditions} order by coalesce(h.earliest, h.latest) nulls last, h.id",
    "actors": """
        from actors x join articles a on a.id = x.article
        where {conditions} group by all order by articles desc, mentions desc, x.name, x.code, x.kind""",
    "quotes": """
        from quotes q join articles a on a.id = q.article
        where {conditions} order by a.published_earliest nulls last, a.position, q."start", q."end", q.id""",
    "claims": """
        from claims c join articles a on a.id = c.article
        where {conditions} order by a.published_earliest nulls last, a.position, c.id""",
    "provisions": """
        from provisions p join articles a on a.id = p.article
        where {conditions} order by a.published_earliest nulls last, a.position, p.id""",
    "people": "from people p where {conditions} order by p.articles desc, p.name, p.code",
    "strangers": """
        from actors x join articles a on a.id = x.article
        where x.kind = 'person' and (x.code is null or x.basis = 'inherited')
          and (x.article, x.id) not in (select article, actor from sightings where basis = 'hand') and {conditions}
        group by x.name order by articles desc, mentions desc, x.name""",
}


def found(record: Record, table: Table, select: Select) -> Found:
    """The question to the table that the selection makes."""
    clauses = [clause for clause in CONDITIONS[table](select) if clause.sql]
    conditions = " and ".join(f"({clause.sql})" for clause in clauses) or "true"
    values = tuple(value for clause in clauses for value in clause.values)
    return Found(record, table, ROWS[table].format(conditions=conditions), values, select.limit)
