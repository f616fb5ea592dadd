"""comity measure: volume, tension, ties or pressure over time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, get_args

import click
from rich.table import Table
from rich.text import Text

from comity.cli.answers import refuse_terminal
from comity.cli.options import Day, formats, record_option
from comity.cli.standing import warn_if_stale
from comity.cli.words import paper
from comity.exports import FORMATS
from comity.exports.tables import Column, Kind
from comity.faults import RecordFault
from comity.measures import COUNTS, DIMENSIONS, DONE, MEASURES, Asked, By, Series, measure, nowhere, period_name
from comity.record import open_record
from comity.vocabulary import Status

BAR = 16  # characters of the longest bar


@click.command()
@click.argument("name", metavar="MEASURE", type=click.Choice(list(MEASURES)))
@click.argument("source")
@click.argument("target")
@record_option
@click.option("--by", type=click.Choice(get_args(By)), default="month", show_default=True, help="The period.")
@click.option("--since", type=Day(), help="First day, month or year.")
@click.option("--until", type=Day(last=True), help="Last day, month or year, included.")
@click.option(
    "--status",
    multiple=True,
    type=click.Choice(get_args(Status), case_sensitive=False),
    metavar="STATUS",
    default=DONE,
    show_default=True,
    help="Only happenings of this status; may be repeated.",
)
@click.option(
    "--dimension", type=click.Choice(list(DIMENSIONS)), metavar="WORD", help=f"Of ties only: {', '.join(DIMENSIONS)}."
)
@click.option(
    "--plot", type=click.Path(path_type=Path, dir_okay=False), help="Draw the chart to this .svg or .png, too."
)
@formats
def command(path: Path, layout: str, output: Path | None, plot: Path | None, name: str, **given: Any) -> None:
    """How two sides draw together or apart: MEASURE is volume, tension, ties or pressure.

    \b
    comity measure ties RUS BLR --by year
    comity measure pressure WEST BLR --by year --plot pressure.svg
    comity measure ties RUS BLR --dimension defence --format csv

    SOURCE and TARGET are country codes (BLR) or blocs (WEST, EU, NATO), whose members change with the days.
    A period in which the record tells of nothing has no row. What was left out is said on standard error.
    docs/measures.md says what each measure means.
    """
    refuse_terminal(layout, output)
    asked = Asked(measure=name, **given)
    with open_record(path) as record:
        warn_if_stale(record)
        series = measure(record, asked)
        unknown = () if series.rows else nowhere(record, asked)
    if plot:
        from comity.plots import draw

        draw(series, plot)
    with _opened(output) as file:
        if layout == "table":
            _print(series, file)
        else:
            FORMATS[layout](_columns(series), series.rows, file)
    click.echo(f"{series.title}, by {asked.by}: {series.dating}", err=True)
    for code in unknown:
        click.echo(f"comity: no actor of the record is of {code}", err=True)


def _columns(series: Series) -> list[Column]:
    kinds: list[Kind] = ["day" if c == "period" else "count" if c in COUNTS else "number" for c in series.columns]
    return [Column(name, kind, "") for name, kind in zip(series.columns, kinds, strict=True)]


def _print(series: Series, file: BinaryIO) -> None:
    """A row for each period, the figure as a bar too."""
    stream = sys.stdout if file is sys.stdout.buffer else TextIOWrapper(file, "utf-8", write_through=True)
    console = paper(stream)
    if not series.rows:
        console.print(f"Nothing between {series.asked.source} and {series.asked.target} that fits.")
        return
    console.print(_table(series))


def _table(series: Series) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in series.columns:
        table.add_column(name, justify="left" if name == "period" else "right")
    table.add_column("")
    longest = max(abs(value) for value in series.column(series.measure.value)) or 1
    for row in series.rows:
        value = row[series.columns.index(series.measure.value)]
        style = "red" if value > 0 and series.asked.measure in ("tension", "pressure") else "green"
        bar = Text("█" * round(abs(value) / longest * BAR) or "·", style=style)
        table.add_row(period_name(row[0], series.asked.by), *map(_cell, row[1:]), bar)
    return table


def _cell(value: Any) -> str:
    return "" if value is None else f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value}"


@contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    """The file's bytes, or standard output."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with output.open("wb") as file:
            yield file
    except OSError as error:
        raise RecordFault("output", error.strerror or str(error), place=str(output)) from error
