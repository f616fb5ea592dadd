"""The measures: each is a query under its own definition (the .sql files beside this one)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, get_args

from msgspec import Struct, structs

from comity.faults import WrongCall
from comity.lexicons.blocs import Blocs, Member, open_blocs
from comity.measures.dimensions import contexts_of
from comity.vocabulary import Status

if TYPE_CHECKING:
    import pyarrow

By = Literal["day", "week", "month", "year"]
DONE: tuple[Status, ...] = ("happened", "ongoing", "ended")  # what a measure counts unless told otherwise
NAMES = """
select country, mode(name order by name) from actors
where kind = 'country' and code = country and country in (select unnest(?::varchar[]))
group by country order by country
"""


class Questionable(Protocol):
    """An open record, as far as a measure needs it."""

    def rows(self, sql: str, values: Any = (), /) -> Iterator[tuple[Any, ...]]:
        """The answer's rows; `values` holds the query's parameters by name."""


class Measure(Struct, frozen=True, kw_only=True):
    """What a measure is called on a chart; its definition stands above its SQL."""

    name: str
    title: str  # with {source} and {target}
    value: str  # the column that is the figure
    unit: str
    columns: tuple[str, ...]  # of its rows, as its SQL selects them
    parts: tuple[str, ...] = ()  # columns that add up to the value; empty: it has none
    directed: bool = False


MEASURES: Mapping[str, Measure] = {
    m.name: m
    for m in (
        Measure(
            name="volume",
            title="Coverage of {source} and {target}",
            value="happenings",
            unit="happenings",
            columns=("period", "happenings", "mentions", "articles", "outlets", "all_happenings"),
        ),
        Measure(
            name="tension",
            title="Tension between {source} and {target}",
            value="tension",
            unit="mean PLOVER score, negated",
            columns=("period", "tension", "conflict_share", "cooperative", "conflictual", "happenings"),
        ),
        Measure(
            name="ties",
            title="Ties between {source} and {target}",
            value="ties",
            unit="PLOVER points of cooperation",
            columns=("period", "ties", "verbal", "material", "cooperative", "happenings"),
            parts=("verbal", "material"),
        ),
        Measure(
            name="pressure",
            title="Pressure of {source} on {target}",
            value="pressure",
            unit="PLOVER points of conflict",
            columns=("period", "pressure", "verbal", "material", "conflictual", "happenings"),
            parts=("verbal", "material"),
            directed=True,
        ),
    )
}


# columns that hold whole numbers
COUNTS = frozenset({"happenings", "mentions", "articles", "outlets", "all_happenings", "cooperative", "conflictual"})


class Asked(Struct, frozen=True, kw_only=True):
    """A question to the record: which measure of which dyad, over which days."""

    measure: str
    source: str  # country code or bloc
    target: str
    by: By = "month"
    since: date | None = None  # first day, included
    until: date | None = None  # last day, included
    status: tuple[Status, ...] = DONE
    dimension: str | None = None  # of ties only


class LeftOut(Struct, frozen=True, kw_only=True):
    """How many happenings of the dyad are in no period, and why."""

    undated: int = 0  # first or last possible day unknown
    vague: int = 0  # its possible days span more than a period
    status: int = 0  # planned, demanded, denied, …: not asked for
    outside: int = 0  # before `since` or after `until`

    def __str__(self) -> str:
        counts = {
            "undated": self.undated,
            "too vaguely dated": self.vague,
            "of another status": self.status,
            "outside the days asked for": self.outside,
        }
        said = ", ".join(f"{count:,} {why}" for why, count in counts.items() if count)
        return f"left out: {said}" if said else "nothing left out"


class Series(Struct, frozen=True, kw_only=True):
    """A measure by period. The first column is the period's first day; rows are in its order; a gap has no row."""

    asked: Asked
    rows: tuple[tuple[Any, ...], ...]
    left_out: LeftOut
    by_report: int = 0  # happenings whose day is only that of their report
    names: Mapping[str, str] = {}  # of countries, by code, as the record's articles have them

    @property
    def measure(self) -> Measure:
        """The measure's names and unit."""
        return MEASURES[self.asked.measure]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns of `rows`."""
        return self.measure.columns

    @property
    def dating(self) -> str:
        """What a reader must know of the days: how many stand on the day of their report, what is left out and why."""
        by_report = f"{self.by_report:,} dated by their report alone; " if self.by_report else ""
        return f"{by_report}{self.left_out}"

    @property
    def title(self) -> str:
        """Such as "Ties between Russia and Belarus (defence)"; codes where the record names no country by them."""
        source, target = (self.names.get(side, side) for side in (self.asked.source, self.asked.target))
        title = self.measure.title.format(source=source, target=target)
        return f"{title} ({self.asked.dimension})" if self.asked.dimension else title

    def column(self, name: str) -> list[Any]:
        """The values of a column, in order of periods."""
        return [row[self.columns.index(name)] for row in self.rows]

    def to_arrow(self) -> pyarrow.Table:
        """The series as an Arrow table: the period as date32, counts as int64, figures as double."""
        import pyarrow

        kinds = [_arrow_type(name) for name in self.columns]
        columns = [pyarrow.array(self.column(name), kind) for name, kind in zip(self.columns, kinds, strict=True)]
        return pyarrow.table(columns, names=list(self.columns))


class Counted(NamedTuple):
    """A happening between two sides, and how a measure takes it."""

    id: str
    type: str
    period: date | None  # first day of the period that it counts in
    forward: bool  # source acts on target
    backward: bool  # target acts on source
    left_out: str | None  # why it counts in no period: a field of LeftOut


def measure(record: Questionable, asked: Asked, blocs: Blocs | None = None) -> Series:
    """The series that was asked for; raises WrongCall where the question makes no sense."""
    question = _checked(asked)
    parameters = _parameters(question, blocs or open_blocs())
    rows = _answer(record, _sql(question.measure), parameters)
    taken = "forward" if MEASURES[question.measure].directed else "true"
    tally = f"select left_out, count(*), count(*) filter (by_report) from dyad where {taken} group by left_out"
    reasons = {why: (count, by_report) for why, count, by_report in _answer(record, tally, parameters)}
    _, by_report = reasons.pop(None, (0, 0))
    left_out = LeftOut(**{why: count for why, (count, _) in reasons.items()})
    names = dict(record.rows(NAMES, [[question.source, question.target]]))
    return Series(asked=question, rows=rows, left_out=left_out, by_report=by_report, names=names)


def counted(record: Questionable, asked: Asked, blocs: Blocs | None = None) -> tuple[Counted, ...]:
    """Every happening between the two sides that a measure looks at, the latest first, undated ones last."""
    question = _checked(asked)
    order = "order by day desc nulls last, earliest desc nulls last, latest desc nulls last, id"
    query = f"select id, type, if(left_out is null, period, null), forward, backward, left_out from dyad {order}"
    return tuple(Counted(*row) for row in _answer(record, query, _parameters(question, blocs or open_blocs())))


def _parameters(question: Asked, blocs: Blocs) -> dict[str, Any]:
    """The parameters of the queries, by name."""
    return {
        "source": _structs(blocs.side(question.source)),
        "target": _structs(blocs.side(question.target)),
        "by": question.by,
        "since": question.since or date.min,
        "until": question.until or date.max,
        "status": list(question.status),
        "contexts": list(contexts_of(question.dimension)) if question.dimension else None,
    }


def definition(name: str) -> str:
    """What a measure means: the comment above its SQL, without its dashes."""
    return "\n".join(line.removeprefix("-- ") for line in _sql(name).splitlines() if line.startswith("-- "))


def nowhere(record: Questionable, asked: Asked) -> tuple[str, ...]:
    """The sides that are single codes of which no actor of the record is: mistyped, it may be."""
    blocs = open_blocs()
    codes = [side.upper() for side in (asked.source, asked.target) if side.upper() not in blocs.members]
    return tuple(
        code for code in codes if not any(record.rows("select 1 from actors where country = ? limit 1", [code]))
    )


def with_gaps(series: Series) -> Iterator[tuple[date, dict[str, Any] | None]]:
    """Every period from the first row to the last, with its row by column name; None: a gap."""
    rows = {row[0]: dict(zip(series.columns, row, strict=True)) for row in series.rows}
    if not rows:
        return
    period, last = min(rows), max(rows)
    while period <= last:
        yield period, rows.get(period)
        period = next_period(period, series.asked.by)


def period_name(first_day: date, by: By) -> str:
    """The period in ISO letters; a week is called by its Monday.

    >>> period_name(date(2022, 2, 1), "month"), period_name(date(2022, 2, 7), "week")
    ('2022-02', '2022-02-07')
    """
    return first_day.isoformat()[: {"year": 4, "month": 7}.get(by, 10)]


def next_period(first_day: date, by: By) -> date:
    """The first day of the period after the one that begins on `first_day`.

    >>> next_period(date(2022, 12, 1), "month")
    datetime.date(2023, 1, 1)
    """
    if by == "year":
        return date(first_day.year + 1, 1, 1)
    if by == "month":
        return date(first_day.year + first_day.month // 12, first_day.month % 12 + 1, 1)
    return first_day + timedelta(days=7 if by == "week" else 1)


def _checked(asked: Asked) -> Asked:
    if asked.measure not in MEASURES:
        raise WrongCall("measure", f'no measure "{asked.measure}"', remedy=f"one of {', '.join(MEASURES)}")
    if asked.by not in get_args(By):
        raise WrongCall("measure", f'no period "{asked.by}"', remedy=f"one of {', '.join(get_args(By))}")
    if unknown := [status for status in asked.status if status not in get_args(Status)]:
        raise WrongCall("measure", f'no status "{unknown[0]}"', remedy=f"one of {', '.join(get_args(Status))}")
    if asked.source.upper() == asked.target.upper():
        raise WrongCall("measure", f"{asked.source} and {asked.target} are the same side", remedy="name two sides")
    if asked.since and asked.until and asked.since > asked.until:
        raise WrongCall("measure", f"the days end ({asked.until}) before they begin ({asked.since})")
    if asked.dimension and asked.measure != "ties":
        raise WrongCall("measure", f"{asked.measure} has no dimensions", remedy="ask for ties")
    return structs.replace(asked, source=asked.source.upper(), target=asked.target.upper())


def _arrow_type(name: str) -> str:
    return "date32" if name == "period" else "int64" if name in COUNTS else "double"


def _structs(side: Sequence[Member]) -> list[dict[str, Any]]:
    return [structs.asdict(member) for member in side]


def _answer(record: Questionable, query: str, parameters: Mapping[str, Any]) -> tuple[tuple[Any, ...], ...]:
    """The rows of a query over the common tables of dyad.sql."""
    sql = f"with\n{_sql('dyad')}{query}"
    return tuple(record.rows(sql, {name: value for name, value in parameters.items() if f"${name}" in sql}))


@cache
def _sql(name: str) -> str:
    return (files("comity.measures") / f"{name}.sql").read_text("utf-8")
