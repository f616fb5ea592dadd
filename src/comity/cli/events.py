"""comity events: who did what to whom, sentence by sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from comity.cli.answers import answer
from comity.cli.options import formats, record_option, selects
from comity.cli.words import QUAD_STYLES, around, days, fit, in_columns, indented, marked, short, who
from comity.record import Select
from comity.record.rows import UNNAMED

MARGIN = 4
LINES = 2  # of the sentence, about
NARROW = 20  # columns that who to whom has at least


@click.command()
@record_option
@selects(
    "dyad", "either_way", "actor", "since", "until", "types", "status", "said_by",
    "outlet", "text", "min_confidence", "limit",
)  # fmt: skip
@formats
def command(path: Path, select: Select, layout: str, output: Path | None) -> None:
    """Events: what single sentences report, by day of the deed.

    \b
    comity events --dyad RUS BLR --since 2020 --type SUPPORT
    comity events --said-by Putin --status demanded
    comity events --dyad WEST RUS --format parquet -o west-rus.parquet

    The days are those of the deed; with --since or --until, events of unknown day are left out.
    """
    answer(path, "events", select, layout, output, draw)


def draw(console: Console, rows: list[Any]) -> None:
    """Two or three lines for each event: day, who to whom, what, how it stands, its id; then its words.

    Ids that leave no room stand behind the words.
    """
    table = [
        (days(row.earliest, row.latest), who(row.source, row.target), row.type, standing(row), event_id(row))
        for row in rows
    ]
    widths = fitted([max(map(len, column)) for column in zip(*table, strict=True)], console.width)
    beside = sum(widths) + 2 * 4 <= console.width
    for row, (day, whom, kind, stands, identifier) in zip(rows, table, strict=True):
        line = Text(in_columns((day, fit(whom, widths[1]), kind, stands, identifier if beside else ""), widths))
        line.highlight_regex(rf"\b{kind}\b", QUAD_STYLES[row.quad])
        words = sentence(row, LINES * (console.width - MARGIN) - 8)
        if beside:
            line.stylize("dim", len(line) - len(identifier))
        else:
            words = words + Text(f"  {identifier}", style="dim")
        console.print(line, no_wrap=True, overflow="ellipsis")
        console.print(indented(words, console, MARGIN))


def fitted(widths: list[int], room: int) -> list[int]:
    """The widths, the second (who to whom) made so small as the room asks for, but no smaller than `NARROW`."""
    spare = room - sum(widths) - 2 * (len(widths) - 1)
    return [widths[0], max(min(NARROW, widths[1]), min(widths[1], widths[1] + spare)), *widths[2:]]


def standing(row: Any) -> str:
    """The event's status; background is called so."""
    return f"{row.status}, background" if row.historical else row.status


def event_id(row: Any) -> str:
    """The event's id as `comity why` takes it."""
    return f"{short(row.article)}:{row.id}"


def sentence(row: Any, width: int) -> Text:
    """The sentence, cut to the width around its trigger, and who says so."""
    words, start, end = around(row.words, row.trigger_at, row.trigger_at + len(row.trigger), width)
    text = marked(words, start, end, "bold underline")
    if row.said_by is None:
        return text
    speaker = "somebody unnamed" if row.said_by == UNNAMED else row.said_by
    return text + Text(f" — said by {speaker}", style="italic")
