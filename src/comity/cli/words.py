"""Values as words for the terminal: days, who to whom, sentences with their trigger marked."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO

from rich.console import Console
from rich.text import Text

from comity.vocabulary import Failure, Quad

QUAD_STYLES: dict[Quad, str] = {
    "verbal cooperation": "green",
    "material cooperation": "bold green",
    "verbal conflict": "red",
    "material conflict": "bold red",
}
SHORT_ID = 8  # digits of an id of ours that tables show; commands take any beginning
OWN_ID = re.compile("[0-9a-f]{16}")
NARROWEST = 40  # columns


def paper(stream: IO[str] | None = None) -> Console:
    """A console on the stream: styled on a terminal, plain elsewhere; as wide as the terminal, else 80 columns."""
    console = Console(file=stream, highlight=False, soft_wrap=False, emoji=False, markup=False)
    console.width = max(console.width, NARROWEST)
    return console


def days(earliest: date | None, latest: date | None) -> str:
    """The days in few letters.

    >>> days(date(2022, 2, 1), date(2022, 2, 28)), days(date(2022, 2, 1), date(2022, 2, 7))
    ('2022-02', '2022-02-01..07')
    >>> days(date(2020, 9, 1), date(2020, 12, 31)), days(date(1950, 1, 1), date(1953, 12, 31))
    ('2020-09..12', '1950..1953')
    >>> days(date(2022, 1, 31), date(2022, 2, 6)), days(date(2021, 12, 30), date(2022, 1, 2))
    ('2022-01-31..02-06', '2021-12-30..2022-01-02')
    >>> days(date(2014, 1, 1), None), days(None, date(2014, 3, 1)), days(None, None)
    ('from 2014-01-01', 'by 2014-03-01', 'undated')
    """
    if earliest is None and latest is None:
        return "undated"
    if earliest is None or latest is None:
        return f"by {latest}" if latest else f"from {earliest}"
    if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
        first, last = f"{earliest:%Y}", f"{latest:%Y}"
    elif earliest.day == 1 and latest.day == monthrange(latest.year, latest.month)[1]:
        first, last = f"{earliest:%Y-%m}", f"{latest:%Y-%m}"
    else:
        first, last = f"{earliest}", f"{latest}"
    if first == last:
        return first
    same = 8 if first[:8] == last[:8] else 5 if first[:5] == last[:5] and "-" in first else 0  # year and month, year
    return f"{first}..{last[same:]}"


def who(source: Sequence[str], target: Sequence[str], width: int = 1000) -> str:
    """Who to whom; parties that act on each other are joined.

    >>> who(["RUSGOV"], ["BLR"]), who(["RUS", "BLR"], []), who([], ["UKR"])
    ('RUSGOV → BLR', 'RUS ↔ BLR', '? → UKR')
    """
    if not target and len(source) > 1:
        return fit(" ↔ ".join(source), width)
    acting, upon = ", ".join(source) or "?", ", ".join(target)
    return fit(f"{acting} → {upon}" if upon else acting, width)


def short(identifier: str) -> str:
    """An id of ours by its beginning; one that the caller gave is shown whole.

    >>> short("67b29475bf3d3c4e"), short("AFP_1997.0207")
    ('67b29475', 'AFP_1997.0207')
    """
    return identifier[:SHORT_ID] if OWN_ID.fullmatch(identifier) else identifier


def fit(words: str, width: int) -> str:
    """The words, cut with "…" where they are longer than the width."""
    return words if len(words) <= width else words[: width - 1] + "…"


def failure_words(failure: Failure) -> str:
    """What could not be read and why; the message mostly names the place itself."""
    place = failure.path or failure.id or "a page"
    return failure.error.message if place in failure.error.message else f"{place}: {failure.error.message}"


def shortened(words: str, width: int) -> str:
    """A sentence in one line, cut at a blank where it is longer than the width.

    >>> shortened("one two  three four", 14)
    'one two three…'
    """
    words = " ".join(words.split())
    if len(words) <= width:
        return words
    blank = words.rfind(" ", 0, width)
    return words[: blank if blank > 0 else width - 1] + "…"


def around(words: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    """At most `width` characters of the words, with the stretch in them, and where it then stands.

    >>> around("one two three four five six seven", 14, 18, 20)
    ('…three four five…', 7, 11)
    """
    words = words.replace("\n", " ")
    if len(words) <= width:
        return words, start, end
    room = max(width - (end - start) - 2, 0)
    first = max(0, min(start - room // 2, len(words) - width + 1))
    last = min(len(words), first + width - (2 if first else 1))
    if first:
        blank = words.find(" ", first, start)
        first = blank + 1 if blank >= 0 else first
    if last < len(words):
        blank = words.rfind(" ", end, last)
        last = blank if blank >= 0 else last
    left = "…" if first else ""
    shift = len(left) - first
    return left + words[first:last] + ("…" if last < len(words) else ""), start + shift, end + shift


def marked(words: str, start: int, end: int, style: str) -> Text:
    """The words with one stretch in a style."""
    text = Text(words)
    text.stylize(style, start, end)
    return text


def indented(text: Text, console: Console, margin: int) -> Text:
    """The text wrapped to the console, every line behind a margin."""
    lines = text.wrap(console, console.width - margin)
    for line in lines:
        line.rstrip()
    return Text("\n").join(Text(" " * margin) + line for line in lines)


def in_columns(cells: Iterable[str], widths: Sequence[int]) -> str:
    """Cells at these widths, two blanks between."""
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
