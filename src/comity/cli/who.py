"""comity who: the who's who that a record keeps, and the names of whom it knows nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace
from rich import box
from rich.console import Console
from rich.table import Table

from comity.cli.answers import answer
from comity.cli.options import formats, record_option, selects
from comity.cli.words import days, short
from comity.record import Select


@click.command()
@click.argument("name", required=False)
@click.option("--unknown", is_flag=True, help="Names without a code, or with no more than the article's country.")
@click.option("--code", metavar="CODE", help="A code or its beginning, or with wildcards: RUS, BLRGOV, '*OPP'.")
@record_option
@selects("since", "until", "limit")
@formats
def command(
    name: str | None, unknown: bool, code: str | None, path: Path, select: Select, layout: str, output: Path | None
) -> None:
    """The who's who: persons and codes that articles or reviewers gave, those of most articles first.

    \b
    comity who                        who is known
    comity who petrova                by a part of the name
    comity who --code RUSGOV --since 2022
    comity who --unknown              frequent names of whom nothing is known

    An entry is learned where an article says who somebody is, and helps articles published later; `comity correct
    recode ARTICLE:ACTOR CODE` corrects it. The days are those of publication.
    """
    draw = draw_strangers if unknown else draw_people
    answer(path, "strangers" if unknown else "people", replace(select, name=name, actor=code), layout, output, draw)


def draw_people(console: Console, rows: list[Any]) -> None:
    """A line for each person and code, and the words that tell of it."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("Name", overflow="fold")
    table.add_column("Code", no_wrap=True)
    table.add_column("Days", no_wrap=True)
    table.add_column("Articles", justify="right", no_wrap=True)
    table.add_column("Learned from", overflow="fold")
    for row in rows:
        said = f'{row.basis}: "{row.words}" [{short(row.article)}]'
        table.add_row(row.name, row.code, days(row.first_day, row.last_day), f"{row.articles:,}", said)
    console.print(table)


def draw_strangers(console: Console, rows: list[Any]) -> None:
    """A line for each name, with an article that has it."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("Name", overflow="fold")
    table.add_column("Code", no_wrap=True)
    table.add_column("Articles", justify="right", no_wrap=True)
    table.add_column("Mentions", justify="right", no_wrap=True)
    table.add_column("For example", overflow="fold")
    for row in rows:
        example = f"{row.title or 'without a title'} [{short(row.article)}]"
        table.add_row(row.name, row.code or "uncoded", f"{row.articles:,}", f"{row.mentions:,}", example)
    console.print(table)
