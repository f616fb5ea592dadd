"""The topic words of a page's lines: which come back in its prose, and which line's words do so most."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from msgspec import Struct

SMALL = 1 << 16  # what a small number is less than
REACH, NEAR = 40, 6  # lines below a headline, and around a line, in which words come back
FEW_TOPICS = 8  # of a line's topics so many are looked for in other lines
MOST_OF_ONE = 3.0  # what the echo of one word counts at most
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Places = np.ndarray[Any, np.dtype[np.int64]]
Table = np.ndarray[Any, np.dtype[np.float64]]


class Topics(Struct, frozen=True, eq=False, dict=True):
    """Pairs of a line and a topic word that it has, in order of topic and line, each once. No two pages share one."""

    size: int  # lines of the pages
    known: int  # topics of the pages; they are numbered page by page in the order of the alphabet
    line: Places
    topic: Places
    counts: Places  # topics of each line
    prose: Flags  # for each line whether it is prose

    @cached_property
    def by_line(self) -> Places:
        """The numbers of the pairs in order of their line."""
        small = self.line.astype(np.uint16) if self.size < SMALL else self.line  # these are sorted faster
        return small.argsort(kind="stable")

    @cached_property
    def starts(self) -> Places:
        """For each line how many pairs are those of lines above it."""
        return self.counts.cumsum() - self.counts

    @cached_property
    def in_order(self) -> tuple[list[int], list[int]]:
        """The topics of all lines, one line after the other, and where those of each line begin."""
        return self.topic[self.by_line].tolist(), [*self.starts.tolist(), len(self.topic)]

    def of(self, line: int) -> frozenset[int]:
        """The topics of a line."""
        topics, starts = self.in_order
        return frozenset(topics[starts[line] : starts[line + 1]])

    def shared_with(self, lines: Places) -> Places:
        """How many of its words each line shares with some lines, one of each page."""
        chosen, known = np.zeros(self.size, np.bool_), np.zeros(self.known, np.bool_)
        chosen[lines] = True
        known[self.topic[chosen[self.line]]] = True
        return np.bincount(self.line[known[self.topic]], minlength=self.size)

    def first(self, few: int) -> Flags:
        """Which pairs are among the first few of their line."""
        rank = np.empty_like(self.by_line)
        rank[self.by_line] = np.arange(len(rank)) - self.starts.repeat(self.counts)
        return rank < few


def topics_of(line: Places, stem: Places, prose: Flags, pages: Sequence[range]) -> Topics:
    """The topics of pages from the lines and stems of their words in order; a line may have a stem again."""
    order, begins, again = np.empty(len(line), np.int64), *np.ones((2, len(line)), np.bool_)
    ends = line.searchsorted([page.stop for page in pages]).tolist()
    for start, end in zip([0, *ends], ends, strict=False):
        order[start:end] = stem[start:end].argsort(kind="stable") + start
    line, stem = line[order], stem[order]
    begins[1:] = stem[1:] != stem[:-1]
    begins[[end for end in ends if end < len(line)]] = True
    again[1:] = begins[1:] | (line[1:] != line[:-1])
    line, topic = line[again], (begins.cumsum() - 1)[again]
    return Topics(len(prose), max(int(begins.sum()), 1), line, topic, np.bincount(line, minlength=len(prose)), prose)


class Told(Struct, frozen=True, eq=False):
    """Where the topic words stand in the prose: sorted numbers of word and line, and the sums of their lines."""

    step: int  # what a word counts in a number
    keys: Places
    sums: Places
    lines: Places  # how many lines of prose have each topic

    def between(self, topic: Places, first: Places, last: Places) -> tuple[Places, Places]:
        """How many lines of prose, from first to last, have each topic, and the sum of these lines' numbers."""
        key = topic * self.step + REACH
        start, end = self.keys.searchsorted(key + first), self.keys.searchsorted(key + last, side="right")
        return end - start, self.sums[end] - self.sums[start]


def told_of(topics: Topics) -> Told:
    """Where the topics stand in prose."""
    step = topics.size + 2 * REACH  # so that no reach beyond a page's end meets the next word
    told = topics.prose[topics.line]
    line, topic = topics.line[told], topics.topic[told]
    sums = np.zeros(len(line) + 1, np.int64)
    line.cumsum(out=sums[1:])
    return Told(step, topic * step + (line + REACH), sums, np.bincount(topic, minlength=topics.known))


def echoes_below(topics: Topics, told: Told) -> Table:
    """For each line how often its words come back in the prose within REACH lines below, less so farther away."""
    line = topics.line
    count, sums = told.between(topics.topic, line + 1, line + REACH - 1)
    score = np.minimum(count - (sums - count * line) / REACH, MOST_OF_ONE)
    return np.bincount(line, score, topics.size) / np.sqrt(np.maximum(topics.counts, 3))


def echoes(topics: Topics, told: Told) -> tuple[Table, Table]:
    """For each line the shares of its first words that come back in other prose near it, and anywhere."""
    few = topics.first(FEW_TOPICS)
    line, topic = topics.line[few], topics.topic[few]
    own = topics.prose[line]
    looked = np.maximum(np.minimum(topics.counts, FEW_TOPICS), 1)
    near = told.between(topic, line - NEAR, line + NEAR)[0] > own
    anywhere = told.lines[topic] > own
    return (
        np.bincount(line, near, topics.size) / looked,
        np.bincount(line, anywhere, topics.size) / looked,
    )
