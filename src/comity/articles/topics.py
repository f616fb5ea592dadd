"""The topic words of a page's lines: which come back in its prose, and which line's words do so most."""

from __future__ import annotations

from typing import Any

import numpy as np
from msgspec import Struct

REACH, NEAR = 40, 6  # lines below a headline, and around a line, in which words come back
FEW_TOPICS = 8  # of a line's topics so many are looked for in other lines
MOST_OF_ONE = 3.0  # what the echo of one word counts at most
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Places = np.ndarray[Any, np.dtype[np.int64]]
Table = np.ndarray[Any, np.dtype[np.float64]]


class Topics(Struct, frozen=True, eq=False):
    """Pairs of a line and a topic word that it has, in order of line and word, each once."""

    size: int  # lines of the page
    known: int  # topics of the page; they are numbered in the order of the alphabet
    line: Places
    topic: Places
    rank: Places  # of the topic among those of its line: 0 for the first
    counts: Places  # topics of each line
    prose: Flags  # for each line whether it is prose

    def of(self, line: int) -> frozenset[int]:
        """The topics of a line."""
        first, last = np.searchsorted(self.line, [line, line + 1]).tolist()
        return frozenset(self.topic[first:last].tolist())

    def shared_with(self, line: int) -> Places:
        """How many of its words each line shares with one line."""
        known = np.zeros(self.known, np.bool_)
        known[self.topic[self.line == line]] = True
        return np.bincount(self.line, known[self.topic], self.size).astype(np.int64)


def topics_of(line: Places, stem: Places, prose: Flags) -> Topics:
    """The topics of a page from pairs of a line and a word's stem, some of which come again."""
    stems, topic = np.unique(stem, return_inverse=True)
    known, size = max(len(stems), 1), len(prose)
    pairs = np.sort(line * known + topic)
    line, topic = np.divmod(pairs[np.diff(pairs, prepend=-1) > 0], known)
    counts = np.bincount(line, minlength=size)
    rank = np.arange(len(line)) - (np.cumsum(counts) - counts)[line]
    return Topics(size, known, line, topic, rank, counts, prose)


class Told(Struct, frozen=True, eq=False):
    """Where the topic words stand in the prose: sorted numbers of word and line, and the sums of their lines."""

    step: int  # what a word counts in a number
    keys: Places
    sums: Places
    lines: Places  # how many lines of prose have each topic

    def between(self, topic: Places, first: Places, last: Places) -> tuple[Places, Places]:
        """How many lines of prose, from first to last, have each topic, and the sum of these lines' numbers."""
        start = np.searchsorted(self.keys, topic * self.step + first + REACH)
        end = np.searchsorted(self.keys, topic * self.step + last + REACH, side="right")
        return end - start, self.sums[end] - self.sums[start]


def told_of(topics: Topics) -> Told:
    """Where the topics stand in prose."""
    step = topics.size + 2 * REACH  # so that no reach beyond a page's end meets the next word
    told = topics.prose[topics.line]
    line, topic = topics.line[told], topics.topic[told]
    order = np.argsort(topic, kind="stable")
    return Told(
        step=step,
        keys=topic[order] * step + line[order] + REACH,
        sums=np.concatenate([[0], np.cumsum(line[order])]),
        lines=np.bincount(topic, minlength=topics.known),
    )


def echoes_below(topics: Topics, told: Told) -> Table:
    """For each line how often its words come back in the prose within REACH lines below, less so farther away."""
    line = topics.line
    count, sums = told.between(topics.topic, line + 1, line + REACH - 1)
    score = np.minimum(count - (sums - count * line) / REACH, MOST_OF_ONE)
    return np.bincount(line, score, topics.size) / np.sqrt(np.maximum(topics.counts, 3))


def echoes(topics: Topics, told: Told) -> tuple[Table, Table]:
    """For each line the shares of its first words that come back in other prose near it, and anywhere."""
    few = topics.rank < FEW_TOPICS
    line, topic = topics.line[few], topics.topic[few]
    own = topics.prose[line]
    looked = np.maximum(np.minimum(topics.counts, FEW_TOPICS), 1)
    near = told.between(topic, line - NEAR, line + NEAR)[0] > own
    anywhere = told.lines[topic] > own
    return (
        np.bincount(line, near, topics.size) / looked,
        np.bincount(line, anywhere, topics.size) / looked,
    )
