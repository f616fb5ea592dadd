"""comity happenings: deeds, each told by one or more events."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from comity.cli.answers import answer
from comity.cli.events import fitted
from comity.cli.options import formats, record_option, selects
from comity.cli.words import QUAD_STYLES, SHORT_ID, days, fit, in_columns, indented, shortened, who
from comity.record import Select

MARGIN = 4


@click.command()
@record_option
@selects(
    "dyad", "either_way", "actor", "since", "until", "types", "status", "said_by",
    "outlet", "text", "min_confidence", "limit",
)  # fmt: skip
@formats
def command(path: Path, select: Select, layout: str, output: Path | None) -> None:
    """Happenings: deeds in the world; ten reports of one visit count once.

    \b
    comity happenings --dyad RUS BLR --since 1996 --until 2000
    comity happenings --actor BLR --type PROTEST --format csv

    The number is how many articles tell of it; the words are one of their sentences.
    `comity why ID` gives them all.
    """
    answer(path, "happenings", select, layout, output, draw)


def draw(console: Console, rows: list[Any]) -> None:
    """Two lines for each happening: day, who to whom, what, how it stands, how often it is told, its id; a sentence."""
    table = [
        (
            days(row.earliest, row.latest),
            who(row.source, row.target),
            row.type,
            row.status,
            f"{row.articles} article{'s' if row.articles > 1 else ''}",
            row.id[:SHORT_ID],
        )
        for row in rows
    ]
    widths = fitted([max(map(len, column)) for column in zip(*table, strict=True)], console.width)
    for row, (day, whom, *rest) in zip(rows, table, strict=True):
        line = Text(in_columns((day, fit(whom, widths[1]), *rest), widths))
        line.highlight_regex(rf"\b{row.type}\b", QUAD_STYLES[row.quad])
        line.stylize("dim", len(line) - SHORT_ID)
        console.print(line, no_wrap=True, overflow="ellipsis")
        words = shortened(row.words, 2 * (console.width - MARGIN) - 8)
        console.print(indented(Text(words), console, MARGIN))
