"""comity quotes: who said what."""

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
@selects(
    "said_by", "dyad", "either_way", "actor", "since", "until", "types", "status",
    "outlet", "text", "min_confidence", "limit",
)  # fmt: skip
@formats
def command(path: Path, select: Select, layout: str, output: Path | None) -> None:
    """Quotations and reported speech, by day of publication.

    \b
    comity quotes --said-by Lukashenko --since 2022
    comity quotes --dyad WEST RUS --type SANCTION

    With --dyad, --actor, --type, --status or --min-confidence: only quotations that tell of such an event.
    """
    answer(path, "quotes", select, layout, output, draw)


def draw(console: Console, rows: list[Any]) -> None:
    """A line on speaker, day and kind, then the words."""
    for row in rows:
        line = Text(row.speaker or "unnamed", style="bold")
        code = f" ({row.speaker_code})" if row.speaker_code else ""
        day = str(row.published) if row.published else "undated"
        line.append(f"{code}  {day}  {row.kind}", style="not bold")
        line.append(f"  {short(row.article)}:{row.id}", style="dim not bold")
        console.print(line)
        console.print(indented(Text(" ".join(row.words.split())), console, MARGIN))
