"""comity provisions: what agreements lay down, and what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import click
from msgspec.structs import replace
from rich.console import Console
from rich.text import Text

from comity.cli.answers import answer
from comity.cli.options import formats, record_option, selects
from comity.cli.words import indented, short
from comity.faults import WrongCall
from comity.record import Select
from comity.vocabulary import ProvisionStatus

MARGIN = 4


@click.command()
@record_option
@selects("dyad", "since", "until", "outlet", "text", "limit")
@click.option("--status", "standing", multiple=True, metavar="STATUS", help="in force, attempted, failed or planned.")
@formats
def command(path: Path, select: Select, standing: tuple[str, ...], layout: str, output: Path | None) -> None:
    """Provisions of agreements, by day of publication.

    \b
    comity provisions --dyad RUS BLR
    comity provisions --status failed
    """
    for status in standing:
        if status not in get_args(ProvisionStatus):
            raise WrongCall("provisions", f'no status "{status}"', remedy="in force, attempted, failed or planned")
    answer(path, "provisions", replace(select, status=standing), layout, output, draw)


def draw(console: Console, rows: list[Any]) -> None:
    """A line on agreement, parties, dimension and status, then the words."""
    for row in rows:
        line = Text(row.agreement, style="bold")
        line.append(f"  {' ↔ '.join(row.parties)}  {row.dimension}  {row.status}", style="not bold")
        line.append(f"  {short(row.article)}:{row.id}", style="dim not bold")
        console.print(line)
        console.print(indented(Text(" ".join(row.words.split())), console, MARGIN))
