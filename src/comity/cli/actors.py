"""comity actors: who the articles name, with codes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.table import Table

from comity.cli.answers import answer
from comity.cli.options import formats, record_option, selects
from comity.record import Select


@click.command()
@record_option
@selects(
    "dyad", "either_way", "actor", "since", "until", "types", "status", "said_by",
    "outlet", "text", "min_confidence", "limit",
)  # fmt: skip
@formats
def command(path: Path, select: Select, layout: str, output: Path | None) -> None:
    """Actors, those of most articles first.

    \b
    comity actors --since 2022 --limit 20
    comity actors --dyad RUS BLR --type SUPPORT

    The days are those of publication. With --dyad, --actor, --type, --status, --said-by or --min-confidence: only
    actors who take part in such an event.
    """
    answer(path, "actors", select, layout, output, draw)


def draw(console: Console, rows: list[Any]) -> None:
    """A line for each actor."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("Name", overflow="fold", min_width=14)
    table.add_column("Code", no_wrap=True)
    table.add_column("Kind", overflow="fold")
    table.add_column("Role", overflow="fold")
    table.add_column("Articles", justify="right", no_wrap=True)
    table.add_column("Mentions", justify="right", no_wrap=True)
    for row in rows:
        table.add_row(
            row.name, row.code or "uncoded", row.kind, row.role or "", f"{row.articles:,}", f"{row.mentions:,}"
        )
    console.print(table)
