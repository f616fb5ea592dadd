"""What the line classifier sees of each line: its own marks, what stands around it, and its place on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from comity.articles.letters import Flags, Places
from comity.articles.lines import GIANT, Line, Lines
from comity.articles.topics import Table, echoes
from comity.lexicons.outlets import REASONS

LEAD = 40  # characters by which two lines count as the same
ENOUGH = 40  # words of prose above a heading that show the article has begun
LEAST_ECHO = 1.5  # what a headline's echo must reach
AMID = 5  # lines above a headline in which prose shows that the story has begun
TOP, BOTTOM = 10, 15  # lines of a page that are its first and last
LONG_REPEATED = 20  # words of a line that comes again and is more than a label
MARKS = (
    "prose", "ended", "cut-off", "title-like", "colon", "lower", "comma", "quote", "saying", "you", "listing",
    "run-together", "dated-short", "caption", "one-word", "short", "middling", "sentence-long", "long", "very-long",
    "giant", "cue-promotion", "cue-related", "cue-byline", "cue-comment", "cue-legal", "cue-advertisement",
    "cue-navigation", "heads-comments", "heads-others", "repeated", "repeated-long",
)  # fmt: skip
LENGTHS = (  # marks in the order of their columns, and the fewest words of each
    ("one-word", 0), ("short", 2), ("middling", 5), ("sentence-long", 12), ("long", 25), ("very-long", 50),
    ("giant", GIANT),
)  # fmt: skip
WINDOWS = (3, 8, 20)  # lines up and down in which prose and other marks are counted
COUNTED = ("prose", "title-like", "dated-short", "heads-others", "one-word")
NUMBERS = ("bias", "length", "capitals", "digits", "frequent")
PLACES = (
    "same-block", "under-comments", "under-others", "last-comments", "last-others", "no-headline", "above-headline",
    "below-headline", "headline-far", "headline-shared", "headline-many", "echo-near", "echo", "told-above",
    "told-below", "told-none", "place", "page-top", "page-bottom",
)  # fmt: skip
AROUND = tuple(f"{side}-{mark}-{reach}" for mark in COUNTED for reach in WINDOWS for side in ("up", "down"))
NAMES = (*MARKS, *NUMBERS, *PLACES, *AROUND)
COLUMN = {name: number for number, name in enumerate(NAMES)}


COUNTED_COLUMNS = [COLUMN[mark] for mark in COUNTED]
CUE_COLUMNS = np.array([COLUMN[f"cue-{reason}"] for reason in REASONS])
LONG_AS = np.searchsorted([least for _, least in LENGTHS[1:]], range(GIANT + 1), side="right")  # by words, to GIANT


def features(lines: Lines) -> Table:
    """A row for each line, with the columns NAMES."""
    table = np.zeros((len(lines.rows), len(NAMES)), order="F")  # written a column at once
    words = lines.words.count.astype(np.float64)
    put_marks(table, lines, words)
    table[:, COLUMN["bias"]] = 1.0
    table[:, COLUMN["length"]] = np.log1p(words)
    for name, values in lines.numbers.items():
        table[:, COLUMN[name]] = values
    put_places(table, lines)
    put_windows(table, lines)
    put_told(table, lines, words * table[:, COLUMN["prose"]])
    put_topics(table, lines)
    return table


def put_marks(table: Table, lines: Lines, words: Table) -> None:
    """The marks of the lines, by their length and cues too, and which come again."""
    for name, shown in lines.shows.items():
        table[:, COLUMN[name]] = shown
    long = LONG_AS[np.minimum(lines.words.count, GIANT)]
    table[np.arange(len(words)), COLUMN[LENGTHS[0][0]] + long] = 1.0
    cued = np.flatnonzero(lines.cue >= 0)
    table[cued, CUE_COLUMNS[lines.cue[cued]]] = 1.0
    counts = [count for page in lines.pages for count in times_told(lines.rows[page.start : page.stop])]
    again = np.array(counts, np.int64) > 1
    table[:, COLUMN["repeated"]] = again & (words <= LONG_REPEATED)
    table[:, COLUMN["repeated-long"]] = again & (words > LONG_REPEATED)


def times_told(lines: Sequence[Line]) -> list[int]:
    """How often each line of a page stands there, by how it begins."""
    leads = [line.text[:LEAD] for line in lines]
    return list(map(Counter(leads).__getitem__, leads))


def put_places(table: Table, lines: Lines) -> None:
    """How far down its page a line stands, and whether it is among the first or last ones."""
    above, below = np.arange(len(table)) - lines.first, lines.behind - np.arange(len(table))
    table[:, COLUMN["place"]] = above / (above + below)
    table[:, COLUMN["page-top"]], table[:, COLUMN["page-bottom"]] = above < TOP, below <= BOTTOM


def put_windows(table: Table, lines: Lines) -> None:
    """Shares of the lines within reach above and below that have a mark."""
    at, first = np.arange(len(table)), COLUMN[AROUND[0]]
    sums = np.zeros((len(COUNTED), len(table) + 1))  # of the lines above each
    table[:, COUNTED_COLUMNS].T.cumsum(axis=1, out=sums[:, 1:])
    for number, reach in enumerate(WINDOWS):
        above = sums.take(np.maximum(at - reach, lines.first), axis=1)
        below = sums.take(np.minimum(at + 1 + reach, lines.behind), axis=1)
        up = slice(first + 2 * number, first + len(AROUND), 2 * len(WINDOWS))  # a column for each mark
        down = slice(up.start + 1, up.stop, up.step)
        table.T[up], table.T[down] = (sums[:, :-1] - above) / reach, (below - sums[:, 1:]) / reach


def put_told(table: Table, lines: Lines, words: Table) -> None:
    """How much of the page's prose is told down to a line and below it, and what stands under which heading."""
    sums = words.cumsum()
    told = sums - (sums - words)[lines.first]
    whole = told[lines.behind - 1]
    above = told / np.maximum(whole, 1)
    table[:, COLUMN["told-above"]] = above
    table[:, COLUMN["told-below"]] = np.where(whole, 1 - above, 0)
    table[:, COLUMN["told-none"]] = (told == 0) & (whole > 0)
    put_headings(table, lines, told)


def put_headings(table: Table, lines: Lines, told: Table) -> None:
    """Whether a heading over comments or other stories stands above, below some prose, and which was the last."""
    last = {}
    for kind in ("comments", "others"):
        heads = table[:, COLUMN[f"heads-{kind}"]] > 0
        table[:, COLUMN[f"under-{kind}"]] = last_with(heads & (told >= ENOUGH), lines) >= 0
        last[kind] = last_with(heads, lines)
    table[:, COLUMN["last-comments"]] = (last["comments"] >= last["others"]) & (last["comments"] >= 0)
    table[:, COLUMN["last-others"]] = last["others"] > last["comments"]


def last_with(shown: Flags, lines: Lines) -> Places:
    """For each line the last one from the page's first down to it that shows something; -1: none does."""
    last = np.maximum.accumulate(np.where(shown, np.arange(len(shown)), -1))
    return np.where(last >= lines.first, last, -1)


def put_topics(table: Table, lines: Lines) -> None:
    """Where the lines stand towards the headline, and which of their words come back in the prose."""
    headlines = np.array([-1 if headline is None else headline for headline in headlines_of(lines)], np.int64)
    of_page = np.repeat(headlines, [len(page) for page in lines.pages])
    headed, far = of_page >= 0, np.where(of_page >= 0, np.arange(len(table)) - of_page, 0)
    table[:, COLUMN["no-headline"]] = ~headed
    table[:, COLUMN["above-headline"]], table[:, COLUMN["below-headline"]] = far < 0, far > 0
    table[:, COLUMN["headline-far"]] = np.log1p(np.abs(far)) * np.sign(far)
    shared = lines.topics.shared_with(headlines[headlines >= 0])
    table[:, COLUMN["headline-shared"]], table[:, COLUMN["headline-many"]] = np.minimum(shared, 3) / 3, shared >= 2
    table[:, COLUMN["echo-near"]], table[:, COLUMN["echo"]] = echoes(lines.topics, lines.told)


def headlines_of(lines: Lines) -> list[int | None]:
    """For each page the line that reads as the headline of the prose below it: its words come back there most."""
    shows, count, at = lines.shows, lines.words.count, np.arange(len(lines.rows))
    prose = np.zeros(len(at) + 1, np.int64)
    np.cumsum(shows["prose"], out=prose[1:])
    amid = prose[:-1] - prose[np.maximum(at - AMID, lines.first)]
    able = (lines.cue < 0) & (count >= 3) & (count <= 25) & ~shows["ended"] & ~shows["colon"]
    scores = np.where(able, lines.echo / (1 + amid), 0.0)
    lasts = [
        page.stop - 1 - int(np.argmax(scores[page.start : page.stop][::-1])) if page else -1 for page in lines.pages
    ]
    return [last if last >= 0 and scores[last] >= LEAST_ECHO else None for last in lasts]
