"""What the line classifier sees of each line: its own marks, what stands around it, and its place on the page."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from comity.articles.lines import Line

LEAD = 40  # characters by which two lines count as the same
ENOUGH = 40  # words of prose above a heading that show the article has begun
LEAST_ECHO = 1.5  # what a headline's echo must reach
REACH, NEAR = 40, 6  # lines below a headline, and around a line, in which words come back
LONG_REPEATED = 20  # words of a line that comes again and is more than a label
FEW_TOPICS = 8  # of a line's topics so many are looked for in other lines
MARKS = (
    "prose", "ended", "cut-off", "title-like", "colon", "lower", "comma", "quote", "saying", "you", "listing",
    "run-together", "dated-short", "caption", "one-word", "short", "middling", "sentence-long", "long", "very-long",
    "giant", "cue-promotion", "cue-related", "cue-byline", "cue-comment", "cue-legal", "cue-advertisement",
    "cue-navigation", "heads-comments", "heads-others", "repeated", "repeated-long",
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
Table = np.ndarray[Any, np.dtype[np.float64]]


def features(lines: Sequence[Line]) -> Table:
    """A row for each line, with the columns NAMES."""
    table = np.zeros((len(lines), len(NAMES)))
    put_marks(table, lines)
    words = np.array([line.words for line in lines], dtype=np.float64)
    table[:, COLUMN["bias"]] = 1.0
    table[:, COLUMN["length"]] = np.log1p(words)
    for name in ("capitals", "digits", "frequent"):
        table[:, COLUMN[name]] = [getattr(line, name) for line in lines]
    table[:, COLUMN["same-block"]] = [line.joined for line in lines]
    put_windows(table)
    told = np.cumsum(words * table[:, COLUMN["prose"]])
    put_headings(table, told)
    if told[-1]:
        table[:, COLUMN["told-above"]] = told / told[-1]
        table[:, COLUMN["told-below"]] = 1 - table[:, COLUMN["told-above"]]
        table[:, COLUMN["told-none"]] = told == 0
    put_topics(table, lines)
    return table


def put_marks(table: Table, lines: Sequence[Line]) -> None:
    """The marks of the lines, and which come again."""
    leads = [line.text[:LEAD] for line in lines]
    counts = Counter(leads)
    rows, columns = [], []
    for number, (line, lead) in enumerate(zip(lines, leads, strict=True)):
        marks = [COLUMN[mark] for mark in line.shows]
        if counts[lead] > 1:
            marks.append(COLUMN["repeated-long" if line.words > LONG_REPEATED else "repeated"])
        columns += marks
        rows += [number] * len(marks)
    table[rows, columns] = 1.0


def put_windows(table: Table) -> None:
    """Shares of the lines within reach above and below that have a mark."""
    count = len(table)
    sums = np.zeros((count + 1, len(COUNTED)))
    np.cumsum(table[:, [COLUMN[mark] for mark in COUNTED]], axis=0, out=sums[1:])
    at = np.arange(count)
    first = COLUMN[AROUND[0]]
    for number, reach in enumerate(WINDOWS):
        up = (sums[at] - sums[np.maximum(at - reach, 0)]) / reach
        down = (sums[np.minimum(at + 1 + reach, count)] - sums[at + 1]) / reach
        for mark in range(len(COUNTED)):
            column = first + 2 * (mark * len(WINDOWS) + number)
            table[:, column], table[:, column + 1] = up[:, mark], down[:, mark]


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


def put_topics(table: Table, lines: Sequence[Line]) -> None:
    """Where the lines stand towards the headline, and which of their words come back in the prose."""
    told = words_told(lines)
    headline = headline_of(lines, told)
    topics = lines[headline].topics if headline is not None else frozenset()
    if headline is None:
        table[:, COLUMN["no-headline"]] = 1.0
    else:
        far = np.arange(len(lines)) - headline
        table[:, COLUMN["above-headline"]], table[:, COLUMN["below-headline"]] = far < 0, far > 0
        table[:, COLUMN["headline-far"]] = np.log1p(np.abs(far)) * np.sign(far)
    found = [(0.0, 0.0, 0.0, 0.0)] * len(lines)
    for number, line in enumerate(lines):
        if line.topics:
            shared = len(line.topics & topics) if topics else 0
            near, anywhere, looked = echoes(line, number, told)
            found[number] = (min(shared, 3) / 3, float(shared >= 2), near / looked, anywhere / looked)
    table[:, [COLUMN[name] for name in ("headline-shared", "headline-many", "echo-near", "echo")]] = found


def echoes(line: Line, number: int, told: dict[str, list[int]]) -> tuple[int, int, int]:
    """How many of a line's words come back in other prose near it, and anywhere, of how many looked for."""
    near = anywhere = 0
    topics = sorted(line.topics)[:FEW_TOPICS] if len(line.topics) > FEW_TOPICS else line.topics
    for topic in topics:
        places = told.get(topic)
        if places is None or places == [number]:
            continue
        anywhere += 1
        around = places[bisect_left(places, number - NEAR) : bisect_right(places, number + NEAR)]
        near += len(around) > 1 or (len(around) == 1 and around[0] != number)
    return near, anywhere, len(topics)


def words_told(lines: Sequence[Line]) -> dict[str, list[int]]:
    """For each topic word the indices of the lines of prose that have it."""
    told: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if line.prose:
            for word in line.topics:
                told.setdefault(word, []).append(index)
    return told


def headline_of(lines: Sequence[Line], told: dict[str, list[int]]) -> int | None:
    """Index of the line that reads as the headline of the prose below it: its words come back there most."""
    best, found = LEAST_ECHO, None
    for index, line in enumerate(lines):
        if line.cue is None and 3 <= line.words <= 25 and not line.ended and not line.text.endswith(":"):
            amid = sum([other.prose for other in lines[max(0, index - 5) : index]])
            score = echo_below(line, index, told) / (1 + amid)
            if score >= best:
                best, found = score, index
    return found


def echo_below(line: Line, index: int, told: dict[str, list[int]]) -> float:
    """How often a line's words come back in the prose within REACH lines below, less so farther away."""
    score = 0.0
    for word in line.topics:
        places = told.get(word)
        if places is not None and places[-1] > index:
            below = places[bisect_right(places, index) : bisect_left(places, index + REACH)]
            score += min(sum([1 - (other - index) / REACH for other in below]), 3.0)
    return score / math.sqrt(max(len(line.topics), 3))
