"""The measures: each is a query under its own definition (the .sql files beside this one)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Literal, Protocol, get_args

from msgspec import Struct, structs

from comity.faults import WrongCall
from comity.lexicons.blocs import Blocs, Member, open_blocs
from comity.measures.dimensions import contexts_of
from comity.vocabulary import Status

By = Literal["day", "week", "month", "year"]
DONE: tuple[Status, ...] = ("happened", "ongoing", "ended")  # what a measure counts unless told otherwise


class Queryable(Protocol):
    """An open record's connection, as the record hands it out."""

    def execute(self, query: str, parameters: object = None) -> Any:
        """Run the query; the result has `description` and `fetchall()`."""


class Measure(Struct, frozen=True):
    """What a measure is called on a chart; its definition stands above its SQL."""

    name: str
    title: str  # with {source} and {target}
    value: str  # the column that is the figure
    unit: str
    parts: tuple[str, ...]  # columns that add up to the value; empty: it has none
    directed: bool


MEASURES: Mapping[str, Measure] = {
    m.name: m
    for m in (
        Measure("volume", "Coverage of {source} and {target}", "happenings", "happenings", (), False),
        Measure("tension", "Tension between {source} and {target}", "tension", "mean PLOVER score, sign turned", (), False),
        Measure("ties", "Ties between {source} and {target}", "ties", "PLOVER points of cooperation", ("verbal", "material"), False),
        Measure("pressure", "Pressure of {source} on {target}", "pressure", "PLOVER points of conflict", ("verbal", "material"), True),
    )
}  # fmt: skip


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
        said = {"undated": "undated", "vague": "too vaguely dated", "status": "of another status", "outside": "outside the days asked for"}  # fmt: skip
        counts = [f"{getattr(self, key):,} {words}" for key, words in said.items() if getattr(self, key)]
        return "left out: " + ", ".join(counts) if counts else "nothing left out"


class Series(Struct, frozen=True, kw_only=True):
    """A measure by period. The first column is the period's first day; rows are in its order; a gap has no row."""

    asked: Asked
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    left_out: LeftOut

    @property
    def measure(self) -> Measure:
        """The measure's names and unit."""
        return MEASURES[self.asked.measure]

    @property
    def title(self) -> str:
        """ "Ties between RUS and BLR (defence)"."""
        title = self.measure.title.format(source=self.asked.source, target=self.asked.target)
        return f"{title} ({self.asked.dimension})" if self.asked.dimension else title

    def column(self, name: str) -> list[Any]:
        """The values of a column, in order of periods."""
        return [row[self.columns.index(name)] for row in self.rows]


def measure(connection: Queryable, asked: Asked, blocs: Blocs | None = None) -> Series:
    """The series that was asked for; raises WrongCall where the question makes no sense."""
    question = _checked(asked)
    blocs = blocs or open_blocs()
    parameters = {
        "source": _structs(blocs.side(question.source)),
        "target": _structs(blocs.side(question.target)),
        "by": question.by,
        "since": question.since or date.min,
        "until": question.until or date.max,
        "status": list(question.status),
        "contexts": list(contexts_of(question.dimension)) if question.dimension else None,
    }
    columns, rows = _run(connection, _sql(question.measure), parameters)
    _, reasons = _run(
        connection, "select left_out, count(*) from dyad where left_out is not null group by 1", parameters
    )
    return Series(asked=question, columns=columns, rows=rows, left_out=LeftOut(**dict(reasons)))


def definition(name: str) -> str:
    """What a measure means: the comment above its SQL, without its dashes."""
    return "\n".join(line.removeprefix("-- ") for line in _sql(name).splitlines() if line.startswith("-- "))


def with_gaps(series: Series) -> Iterator[tuple[date, dict[str, Any] | None]]:
    """Every period from the first row to the last, with its row by column name; None: a gap."""
    rows = {row[0]: dict(zip(series.columns, row, strict=True)) for row in series.rows}
    if not rows:
        return
    period, last = min(rows), max(rows)
    while period <= last:
        yield period, rows.get(period)
        period = next_period(period, series.asked.by)


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


def _structs(side: Sequence[Member]) -> list[dict[str, Any]]:
    return [structs.asdict(member) for member in side]


def _run(connection: Queryable, query: str, parameters: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """Columns and rows of a measure's query over the common tables of dyad.sql."""
    sql = f"with\n{_sql('dyad')}{query}"
    used = {name: value for name, value in parameters.items() if f"${name}" in sql}
    result = connection.execute(sql, used)
    columns = tuple(column[0] for column in result.description)
    return columns, tuple(tuple(row) for row in result.fetchall())


@cache
def _sql(name: str) -> str:
    return (files("comity.measures") / f"{name}.sql").read_text("utf-8")
