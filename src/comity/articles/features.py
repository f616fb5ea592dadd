"""What the line classifier sees of each line: its own marks, what stands around it, and its place on the page."""

from __future__ import annotations

from collections import Counter

import numpy as np

from comity.articles.lines import GIANT, Lines
from comity.articles.topics import Table, echoes
from comity.lexicons.outlets import REASONS

LEAD = 40  # characters by which two lines count as the same
ENOUGH = 40  # words of prose above a heading that show the article has begun
LEAST_ECHO = 1.5  # what a headline's echo must reach
AMID = 5  # lines above a headline in which prose shows that the story has begun
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
    "told-below", "told-none",
)  # fmt: skip
AROUND = tuple(f"{side}-{mark}-{reach}" for mark in COUNTED for reach in WINDOWS for side in ("up", "down"))
NAMES = (*MARKS, *NUMBERS, *PLACES, *AROUND)
COLUMN = {name: number for number, name in enumerate(NAMES)}


COUNTED_COLUMNS = [COLUMN[mark] for mark in COUNTED]
CUE_COLUMNS = np.array([COLUMN[f"cue-{reason}"] for reason in REASONS])
LONG_AS = np.searchsorted([least for _, least in LENGTHS[1:]], range(GIANT + 1), side="right")  # by words, to GIANT


def features(lines: Lines) -> Table:
    """A row for each line, with the columns NAMES."""
    table = np.zeros((len(lines.rows), len(NAMES)))
    words = lines.words.count.astype(np.float64)
    put_marks(table, lines, words)
    table[:, COLUMN["bias"]] = 1.0
    table[:, COLUMN["length"]] = np.log1p(words)
    for name, values in lines.numbers.items():
        table[:, COLUMN[name]] = values
    put_windows(table)
    told = np.cumsum(words * table[:, COLUMN["prose"]])
    put_headings(table, told)
    if told[-1]:
        table[:, COLUMN["told-above"]] = told / told[-1]
        table[:, COLUMN["told-below"]] = 1 - table[:, COLUMN["told-above"]]
        table[:, COLUMN["told-none"]] = told == 0
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
    leads = [line.text[:LEAD] for line in lines.rows]
    counts = Counter(leads)
    again = np.array([counts[lead] > 1 for lead in leads], np.bool_)
    table[:, COLUMN["repeated"]] = again & (words <= LONG_REPEATED)
    table[:, COLUMN["repeated-long"]] = again & (words > LONG_REPEATED)


def put_windows(table: Table) -> None:
    """Shares of the lines within reach above and below that have a mark."""
    count, far, first = len(table), WINDOWS[-1], COLUMN[AROUND[0]]
    sums = np.zeros((far + count + 1 + far, len(COUNTED)))  # of the lines above each, and beyond the page's ends
    own = sums[far : far + count + 1]
    table[:, COUNTED_COLUMNS].cumsum(axis=0, out=own[1:])
    sums[far + count + 1 :] = own[-1]
    for number, reach in enumerate(WINDOWS):
        above, below = sums[far - reach : far - reach + count], sums[far + 1 + reach : far + 1 + reach + count]
        up = slice(first + 2 * number, first + len(AROUND), 2 * len(WINDOWS))  # a column for each mark
        down = slice(up.start + 1, up.stop, up.step)
        table[:, up], table[:, down] = (own[:-1] - above) / reach, (below - own[1:]) / reach


def put_headings(table: Table, told: Table) -> None:
    """Whether a heading over comments or other stories stands above, below some prose, and which was the last."""
    at = np.arange(len(table))
    last = {}
    for kind in ("comments", "others"):
        heads = table[:, COLUMN[f"heads-{kind}"]] > 0
        table[:, COLUMN[f"under-{kind}"]] = np.logical_or.accumulate(heads & (told >= ENOUGH))
        last[kind] = np.maximum.accumulate(np.where(heads, at, -1))
    table[:, COLUMN["last-comments"]] = (last["comments"] >= last["others"]) & (last["comments"] >= 0)
    table[:, COLUMN["last-others"]] = last["others"] > last["comments"]


def put_topics(table: Table, lines: Lines) -> None:
    """Where the lines stand towards the headline, and which of their words come back in the prose."""
    headline = headline_of(lines)
    if headline is None:
        table[:, COLUMN["no-headline"]] = 1.0
    else:
        far = np.arange(len(table)) - headline
        table[:, COLUMN["above-headline"]], table[:, COLUMN["below-headline"]] = far < 0, far > 0
        table[:, COLUMN["headline-far"]] = np.log1p(np.abs(far)) * np.sign(far)
        shared = lines.topics.shared_with(headline)
        table[:, COLUMN["headline-shared"]], table[:, COLUMN["headline-many"]] = np.minimum(shared, 3) / 3, shared >= 2
    table[:, COLUMN["echo-near"]], table[:, COLUMN["echo"]] = echoes(lines.topics, lines.told)


def headline_of(lines: Lines) -> int | None:
    """Index of the line that reads as the headline of the prose below it: its words come back there most."""
    shows, count, size = lines.shows, lines.words.count, len(lines.rows)
    prose = np.zeros(size + AMID + 1, np.int64)
    np.cumsum(shows["prose"], out=prose[AMID + 1 :])
    amid = prose[AMID : AMID + size] - prose[:size]
    able = (lines.cue < 0) & (count >= 3) & (count <= 25) & ~shows["ended"] & ~shows["colon"]
    scores = np.where(able, lines.echo / (1 + amid), 0.0)
    last = size - 1 - int(np.argmax(scores[::-1]))
    return last if scores[last] >= LEAST_ECHO else None
