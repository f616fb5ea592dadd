"""The record opened: adding what was read, grouping happenings, asking for articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Any, Unpack

import duckdb
import pyarrow
from msgspec import convert

from comity.faults import RecordFault, WrongCall
from comity.happenings import Grouped, Report, deed_of, find_denials, group
from comity.record.batch import Batch, Reading, Verdict
from comity.record.corrections import Entry, draft, enter, list_entries
from comity.record.files import connect, faults_of, make_file
from comity.record.ledger import Action, Correction
from comity.record.memory import remember, sight
from comity.record.queries import OBJECTS, Found, found
from comity.record.reprints import mark_reprints
from comity.record.rows import Row, decode_article
from comity.record.rulings import dissolve, read_rulings, settled
from comity.record.runs import RunRow, count_run, read_runs
from comity.record.selection import Limits, Select, Table, selection
from comity.vocabulary import CodedArticle, Event, Failure, Fault, Happening

COUNT_SOURCES = """
insert or replace into sources by name
select s.source, s.digest, s.done,
       (select count(*) from pages p where p.source = s.source) as articles,
       (select count(*) from failures f where f.source = s.source) as failures
from (select unnest(?::varchar[]) as source, unnest(?::varchar[]) as digest, unnest(?::boolean[]) as done) s
"""
GROUPING = ("disagreements", "happening_mentions", "happenings")
Values = Sequence[Any] | Mapping[str, Any]  # for the "?" or the "$name" of a question
REPORTS = """
select e.article, e.id, e.type, e.status, e.historical, e.source, e.target, e.source_countries, e.target_countries,
       e.earliest, e.latest, e.time_words is not null,
       if(a.published_earliest = a.published_latest, a.published_earliest, null), e.place, a.outlet,
       coalesce(r.agency, a.agency), r.original, e.words
from events e join articles a on a.id = e.article left join reprints r on r.article = e.article
where {condition}
"""
UNGROUPED = "and not exists (from happening_mentions m where m.article = e.article and m.event = e.id)"
OF_DEEDS = """
and exists (from happening_mentions m join happenings h on h.id = m.happening
            where m.article = e.article and m.event = e.id and h.deed in (select unnest(?::varchar[])))
"""
HAPPENINGS = """
insert into happenings by name
select g.id, any_value(g.deed) as deed, any_value(g.type) as type, mode(e.quad order by e.quad) as quad,
       avg(e.intensity) as intensity,
       list_sort(list_distinct(flatten(list(e.contexts)))) as contexts, mode(e.status order by e.status) as status,
       any_value(g.source) as source, any_value(g.target) as target,
       list_sort(list_distinct(flatten(list(e.source_countries)))) as source_countries,
       list_sort(list_distinct(flatten(list(e.target_countries)))) as target_countries,
       any_value(g.earliest) as earliest, any_value(g.latest) as latest, any_value(g.place) as place,
       any_value(g.outlets) as outlets, any_value(g.agencies) as agencies, any_value(g.voices) as voices,
       any_value(g.first_reported) as first_reported, any_value(g.last_reported) as last_reported,
       count(distinct e.article) as articles, max(e.confidence) as confidence,
       first(e.words order by e.confidence desc, e.article, e.number) as words
from grouped g
join happening_mentions m on m.happening = g.id
join events e on e.article = m.article and e.id = m.event
group by g.id order by any_value(g.number)
"""
OF_HAPPENING = ("id", "type", "source", "target", "earliest", "latest", "place", "outlets", "agencies")
OF_GROUPED = ("deed", "voices", "first_reported", "last_reported")


class Record:
    """An open record. Use it in `with`; closing is what writes the last changes into the one file."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path, *, read_only: bool) -> None:
        self._connection = connection
        self.path = path
        self.read_only = read_only

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.close()
        except RecordFault:
            if fault is None:  # else the first fault says more
                raise

    def close(self) -> None:
        """Write what is pending and let go of the file."""
        with faults_of(self.path):
            self._connection.close()

    # ------------------------------------------------------------ writing

    def add(self, outcome: CodedArticle | Failure) -> Verdict:
        """Store one article or failure, in a transaction of its own; happenings wait for `regroup`."""
        path = outcome.path or outcome.id or ""
        return self.add_readings([Reading(path=path, source=path, digest="", outcome=outcome)], {path: ""})[0]

    def add_readings(
        self,
        readings: Sequence[Reading],
        ended: Mapping[str, str] | None = None,
        *,
        again: bool = False,
        run: int | None = None,
    ) -> list[Verdict]:
        """Store what was read in one transaction, all of it or nothing; a verdict for each, in order.

        `ended`: sources that were read to their end with this, and their digests. `run`: the run that counts it.
        known: the article is there with this text, and its day of publication is no better known now.
        replaced: its text, title or day has changed; the new reading stands, the old goes to `former_articles`.
        failed: it is a failure, or its id was given to another text by another source (`clash`).
        recoded: with `again`, the page that stands was coded in another way; the new coding stands.
        """
        with self.transaction():
            batch = Batch(self, readings, again=again)
            verdicts = [batch.take(reading) for reading in readings]
            batch.write()
            self._count_sources((reading.source for reading in readings), ended or {})
            if run is not None:
                count_run(self, run, verdicts)
        return verdicts

    def _count_sources(self, touched: Iterable[str], ended: Mapping[str, str]) -> None:
        """Note how many pages of these sources were and were not coded, and which were read to their end."""
        digests = dict.fromkeys(touched, "") | dict(ended)
        self.execute(COUNT_SOURCES, [list(digests), list(digests.values()), [source in ended for source in digests]])

    def known_pages(self) -> set[tuple[str, str]]:
        """(path, digest) of every page that became an article."""
        return {(path, digest) for path, digest in self.rows("select path, digest from pages")}

    def known_sources(self) -> dict[str, str]:
        """Digest of every source that was read to its end."""
        pairs: Iterator[Any] = self.rows("select source, digest from sources where done")
        return dict(pairs)

    def regroup(self, *, anew: bool = False, memory: bool | None = None) -> int:
        """Group the events that are in no happening yet, and all that tell of the same deeds; how many happenings.

        Before that, actors get the codes that earlier articles give them. `memory` turns that on or off, for this time
        and later; None: as it was. The outcome is that of grouping all events at once, whatever the order of reading.
        `anew` groups all once more.
        """
        if self.meta("memory") is None:
            sight(self)
        if memory is not None and memory != self.memory:
            with self.transaction():
                self.execute("update meta set value = ? where key = 'memory'", ["on" if memory else "off"])
                self.execute("update meta set value = 'stale' where key = 'happenings'")
        anew = anew or any(self.execute("from happenings where deed = '' limit 1"))  # grouped by an older comity
        if anew or self.meta("happenings") == "stale":
            remember(self)
            with self.transaction():  # of its own: what groups below looks at what is committed
                self.ungroup(mark_reprints(self))
            rulings = read_rulings(self)
            if not anew:
                dissolve(self, rulings)
            with self.transaction():
                for table in GROUPING if anew else ():
                    self.execute(f"delete from {table}")
                which = "" if anew else UNGROUPED
                for kind in self.types(which):  # one after the other: a happening has one type, and memory is kept low
                    self._regroup_type(kind, which)
            with self.transaction():
                if rulings:
                    happenings, deeds = settled(self, rulings, self._reports_of_deeds)
                    self.remove_deeds(deeds)
                    self._store_happenings(happenings)
                self.execute("update meta set value = 'current' where key = 'happenings'")
        return self.count("happenings")

    def _regroup_type(self, kind: str, which: str) -> None:
        """Group those of the type's events that the condition takes, with all that tell of the same deeds."""
        reports = list(self._reports(kind, which))
        if which:
            deeds = list(dict.fromkeys(map(deed_of, reports)))
            reports += self._reports_of_deeds(kind, deeds)
            self.remove_deeds(deeds)
        self._store_happenings(group(reports))

    def ungroup(self, articles: Sequence[str], events: Sequence[str] | None = None) -> None:
        """Take out the happenings of all deeds that the articles tell of: their other events wait for `regroup`.

        With `events`, one for each article, those of the deeds that these tell of.
        """
        sql = "select distinct h.deed from happening_mentions m join happenings h on h.id = m.happening where "
        if events is None:
            sql, values = sql + "m.article in (select unnest(?::varchar[]))", [list(articles)]
        else:
            sql += "(m.article, m.event) in (select unnest(?::varchar[]) as a, unnest(?::varchar[]) as e)"
            values = [list(articles), list(events)]
        self.remove_deeds([row[0] for row in self.execute(sql, values)])

    def remove_deeds(self, deeds: Sequence[str]) -> None:
        """Take out all happenings of the deeds."""
        sql = "select id from happenings where deed in (select unnest(?::varchar[]))"
        self.remove_happenings([row[0] for row in self.execute(sql, [list(deeds)])])

    def remove_happenings(self, ids: Sequence[str]) -> None:
        """Take out the happenings: their events wait for `regroup`."""
        for table, key in (("disagreements", "happening"), ("happening_mentions", "happening"), ("happenings", "id")):
            self.execute(f"delete from {table} where {key} in (select unnest(?::varchar[]))", [list(ids)])

    def _store_happenings(self, grouped: Sequence[Grouped]) -> None:
        mentions = (
            {"happening": one.happening.id, "article": article, "event": event, "reason": reason}
            for one in grouped
            for (article, event), reason in zip(one.happening.mentions, one.reasons, strict=True)
        )
        self.insert("happening_mentions", mentions)
        denials = ({"happening": told, "denial": denial} for told, denial in find_denials(grouped))
        self.insert("disagreements", denials)
        columns = {name: [getattr(one.happening, name) for one in grouped] for name in OF_HAPPENING}
        columns |= {name: [getattr(one, name) for one in grouped] for name in OF_GROUPED}
        columns["number"] = list(range(len(grouped)))
        schema = self._schema("happenings", columns).append(pyarrow.field("number", pyarrow.int64()))
        self._with_table("grouped", pyarrow.table(columns, schema=schema), HAPPENINGS)

    def types(self, condition: str = "") -> list[str]:
        """The types of all events, or of those `e` that a condition in SQL takes, sorted."""
        return [
            row[0] for row in self.execute(f"select distinct type from events e where true {condition} order by type")
        ]

    def reports(self, kind: str) -> Iterator[Report]:
        """What grouping looks at, of every event of a type."""
        return self._reports(kind, "")

    def reports_where(self, condition: str, *values: Any) -> Iterator[Report]:
        """The same of the events `e` that meet a condition in SQL."""
        fields = Report.__struct_fields__
        for row in self.rows(REPORTS.format(condition=condition), values):
            yield convert(dict(zip(fields, row, strict=True)), Report)

    def _reports(self, kind: str, condition: str, *values: list[str]) -> Iterator[Report]:
        return self.reports_where(f"e.type = ? {condition}", kind, *values)

    def _reports_of_deeds(self, kind: str, deeds: list[str]) -> Iterator[Report]:
        return self._reports(kind, OF_DEEDS, deeds)

    def runs(self) -> Iterator[RunRow]:
        """The manifest: with what each reading was made, and what came of it."""
        return read_runs(self)

    # ------------------------------------------------------------ correcting

    def correct(
        self, action: Action, *names: str, by: str, on: date, value: str | None = None, why: str | None = None
    ) -> Correction:
        """Enter what somebody says of the things named; see `comity correct`. Happenings wait for `regroup`.

        `names`: events "1f0c:e3", actors "1f0c:a2", articles, happenings. The same said once more changes nothing.
        Raises WrongCall for what makes no sense.
        """
        correction = draft(self, action, names, value, by, on, why)
        enter(self, [correction])
        return correction

    def corrections(self) -> Iterator[Entry]:
        """The ledger in order: each entry, whether it is undone, and what no longer fits it."""
        return list_entries(self)

    # ------------------------------------------------------------ reading

    def article(self, prefix: str, *, as_read: bool = False) -> CodedArticle:
        """The article with this id, or the one whose id begins so, with memory and corrections, unless `as_read`.

        Raises WrongCall if there is none or several.
        """
        said = "coded" if as_read else "coalesce(corrected, coded)"
        rows = self.rows(f"select id, {said} from articles where starts_with(id, ?) order by id limit 3", [prefix])
        matches = list(rows)
        exact = [coded for identifier, coded in matches if identifier == prefix]
        if len(matches) == 1 or exact:
            return decode_article(exact[0] if exact else matches[0][1])
        if matches:
            ids = ", ".join(identifier for identifier, _ in matches[:2])
            raise WrongCall(
                "record", f'several articles begin with "{prefix}"', place=ids, remedy="give more of the id"
            )
        raise WrongCall("record", f'no article "{prefix}"', place=str(self.path), remedy="see `comity events`")

    def event(self, name: str, *, as_read: bool = False) -> tuple[CodedArticle, Event]:
        """The event "ARTICLE:EVENT" ("1f0c…:e3", the article's id by its beginning) with its article.

        Both with their corrections, unless `as_read`. Raises WrongCall if there is none, as where it was rejected.
        """
        prefix, _, identifier = name.rpartition(":")
        article = self.article(prefix, as_read=as_read)
        for event in article.events:
            if event.id == identifier:
                return article, event
        known = f"it has {article.events[0].id} to {article.events[-1].id}" if article.events else "it has none"
        raise WrongCall("record", f'article {article.id} has no event "{identifier}"', remedy=known)

    def happening(self, prefix: str) -> Happening:
        """The happening with this id, or the one whose id begins so; raises WrongCall if there is none or several."""
        ids = [
            row[0]
            for row in self.rows("select id from happenings where starts_with(id, ?) order by id limit 3", [prefix])
        ]
        if len(ids) != 1 and prefix not in ids:
            found = f'several happenings begin with "{prefix}"' if ids else f'no happening "{prefix}"'
            raise WrongCall("record", found, place=", ".join(ids) or str(self.path), remedy="see `comity happenings`")
        return next(self.happenings_where("h.id = ?", ids[0] if len(ids) == 1 else prefix))

    def happenings_where(self, condition: str, *values: Any) -> Iterator[Happening]:
        """Happenings `h` that meet a condition in SQL, in no order."""
        sql = f"select {OBJECTS['happenings']} from happenings h where {condition}"
        for row in self.rows(sql, values):
            yield convert(dict(zip(Happening.__struct_fields__, row, strict=True)), Happening)

    def articles(self) -> Iterator[CodedArticle]:
        """Every article with what memory knows and with its corrections, in the order of reading."""
        for (coded,) in self.rows("select coalesce(corrected, coded) from articles order by position"):
            yield decode_article(coded)

    def failures(self) -> Iterator[Failure]:
        """Everything that could not be read, by path."""
        for identifier, path, kind, message in self.rows(
            "select id, path, kind, message from failures order by path, id"
        ):
            yield Failure(id=identifier, path=path, error=Fault(kind=kind, message=message))

    def find(self, table: Table, select: Select) -> Found:
        """Rows of a table that the selection takes."""
        return found(self, table, select)

    def events(self, **limits: Unpack[Limits]) -> Found:
        """Events, by day of the deed: `record.events(dyad=("RUS", "BLR"), since="2020-01-01", types=["SUPPORT"])`."""
        return self.find("events", selection(limits))

    def happenings(self, **limits: Unpack[Limits]) -> Found:
        """Happenings, by day."""
        return self.find("happenings", selection(limits))

    def actors(self, **limits: Unpack[Limits]) -> Found:
        """Actors, those of most articles first."""
        return self.find("actors", selection(limits))

    def people(self, **limits: Unpack[Limits]) -> Found:
        """The who's who: persons with the codes that articles or reviewers gave, those of most articles first."""
        return self.find("people", selection(limits))

    def strangers(self, **limits: Unpack[Limits]) -> Found:
        """Names of persons of whom nothing is known, those of most articles first."""
        return self.find("strangers", selection(limits))

    def quotes(self, **limits: Unpack[Limits]) -> Found:
        """Quotations, by day of publication."""
        return self.find("quotes", selection(limits))

    def claims(self, **limits: Unpack[Limits]) -> Found:
        """Causal claims, by day of publication."""
        return self.find("claims", selection(limits))

    def provisions(self, **limits: Unpack[Limits]) -> Found:
        """Provisions of agreements, by day of publication."""
        return self.find("provisions", selection(limits))

    @property
    def memory(self) -> bool:
        """Whether actors get the codes that earlier articles give them."""
        return self.meta("memory") != "off"

    def meta(self, key: str) -> str | None:
        """A fact about the record: "schema_version", "comity_version", "happenings", "memory"."""
        rows = self.execute("select value from meta where key = ?", [key])
        return rows[0][0] if rows else None

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return int(self.execute(f"select count(*) from {table}")[0][0])

    # ------------------------------------------------------------ DuckDB, for this folder and the measures

    def execute(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """Run SQL and give all rows of its answer; raises RecordFault for what the disk or the database says."""
        with faults_of(self.path):
            return self._connection.execute(sql, values or None).fetchall()

    def rows(self, sql: str, values: Values = (), size: int = 1000) -> Iterator[tuple[Any, ...]]:
        """The answer's rows, fetched as they are asked for; other questions may be asked meanwhile."""
        with faults_of(self.path), self._connection.cursor() as cursor:
            cursor.execute(sql, values or None)
            while rows := cursor.fetchmany(size):
                yield from rows

    def to_arrow(self, sql: str, values: Values = ()) -> pyarrow.Table:
        """The answer as an Arrow table."""
        with faults_of(self.path), self._connection.cursor() as cursor:
            return cursor.sql(sql, params=values or None).to_arrow_table()

    def insert(self, table: str, rows: Iterable[Row]) -> None:
        """Add rows, given by column name, to a table."""
        listed = list(rows)
        if listed:
            added = pyarrow.Table.from_pylist(listed, schema=self._schema(table, listed[0]))
            self._with_table("added", added, f"insert into {table} by name select * from added")

    def _with_table(self, name: str, table: pyarrow.Table, sql: str) -> None:
        self._connection.register(name, table)
        try:
            self.execute(sql)
        finally:
            self._connection.unregister(name)

    def _schema(self, table: str, columns: Iterable[str]) -> pyarrow.Schema:
        """Arrow types of those of the table's columns that are given."""
        schema = self._connection.table(table).limit(0).to_arrow_table().schema
        given = set(columns)
        return pyarrow.schema([field for field in schema if field.name in given])

    def transaction(self) -> _Transaction:
        """All of what is done inside, or nothing."""
        return _Transaction(self)


class _Transaction:
    """All of what is done inside, or nothing."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def __enter__(self) -> None:
        self._record.execute("begin")

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if fault is None:
            self._record.execute("commit")
            return
        with suppress(RecordFault):  # the database may have given up the transaction itself; `fault` says why
            self._record.execute("rollback")


def create(path: str | Path) -> Record:
    """A new, empty record, opened for writing; raises RecordFault if something stands there."""
    make_file(Path(path), version("comity"))
    return open_record(path, read_only=False)


def open_record(path: str | Path, *, read_only: bool = True) -> Record:
    """The record at the path; raises RecordFault, saying what to do, if it cannot be opened."""
    return Record(connect(Path(path), read_only=read_only), Path(path), read_only=read_only)
