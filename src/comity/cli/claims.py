"""comity claims: what is said to bring about or to hinder what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from comity.cli.answers import answer
from comity.cli.options import formats, record_option, selects
from comity.cli.words import indented, short
from comity.record import Select

MARGIN = 4


@click.command()
@record_option
@selects("said_by", "dyad", "since", "until", "outlet", "text", "limit")
@formats
def command(path: Path, select: Select, layout: str, output: Path | None) -> None:
    """Causal claims, by day of publication.

    \b
    comity claims --said-by Putin
    comity claims --dyad RUS BLR --format jsonl

    With --dyad: claims in which both codes have a part, in whatever role.
    """
    answer(path, "claims", select, layout, output, draw)


def draw(console: Console, rows: list[Any]) -> None:
    """A line on who says so and when, then cause, kind and effect."""
    for row in rows:
        line = Text(row.said_by or "the outlet", style="bold")
        day = str(row.published) if row.published else "undated"
        line.append(f"  {day}", style="not bold")
        line.append(f"  {short(row.article)}:{row.id}", style="dim not bold")
        console.print(line)
        claim = Text.assemble(" ".join(row.cause.split()), (f" → {row.kind} → ", "bold"), " ".join(row.effect.split()))
        console.print(indented(claim, console, MARGIN))
