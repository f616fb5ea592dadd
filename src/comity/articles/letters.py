"""What kind each letter of a text is, all at once: words and marks are then found without searching."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any

import numpy as np
from msgspec import Struct

from comity.pages.decode import LITTER

PART, LETTER, UPPER, LOWER, DIGIT, DECIMAL, JOINER, QUOTE, DIVIDER, CAPITAL, BEFORE, STOP = (1 << n for n in range(12))
JOINED = 1 << 12  # a joiner between two letters of a word, as in "don't" and "U.S"
UNCLEAN, ODD_SPACE = 1 << 13, 1 << 14  # what the cleaning of pages strikes out; a space of another kind
SPACE = 1 << 15  # a space or a line end
JOINERS, QUOTES, DIVIDERS, STOPS = "'’.-", '“”"«»', "|•·»›►→", ".!?…"
PLANES = 0x20000  # the characters of the first two planes; those beyond count as marks
CODING = f"utf-32-{sys.byteorder[0]}e"
Codes = np.ndarray[Any, np.dtype[np.uint32]]
Kinds = np.ndarray[Any, np.dtype[np.uint16]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Places = np.ndarray[Any, np.dtype[np.int64]]


class Letters(Struct, frozen=True, eq=False, dict=True):
    """The characters of a page's lines, one after the other with a line end between, before and behind."""

    codes: Codes
    kinds: Kinds
    starts: Places  # of the lines
    ends: Places  # of the lines, that before the first one too
    line: Places  # of each character; a line end counts with the line below
    shown: Kinds  # for each line the kinds that any of its characters has

    @cached_property
    def spaces(self) -> Places:
        """Where spaces and line ends are."""
        return np.flatnonzero(self.kinds & SPACE > 0)

    @property
    def size(self) -> int:
        """How many lines there are."""
        return len(self.starts)

    def ends_with(self, kind: int, before: int, within: int) -> Flags:
        """Which lines have, among their last `within` characters, one of a kind with none of kind `before` behind."""
        places = self.ends[1:, None] - np.arange(1, within + 1)
        kinds = self.kinds[np.maximum(places, 0)] * (places >= self.starts[:, None])
        last = (kinds & (kind | before) > 0).argmax(axis=1)
        ends: Flags = kinds[np.arange(self.size), last] & kind > 0
        return ends

    def counts_of(self, words: str) -> Places:
        """How often each line has the words, one of which is a space; they may overlap."""
        places = self.spaces - words.index(" ")
        for step, letter in enumerate(words):
            places = places[self.codes.take(places + step, mode="clip") == ord(letter)]
        return np.bincount(self.line[places], minlength=self.size)

    def lines_at(self, places: Places) -> Flags:
        """Which lines have one of the places."""
        lines = np.zeros(self.size, np.bool_)
        lines[self.line[places]] = True
        return lines


def letters_of(texts: Sequence[str]) -> Letters:
    """The characters of lines that are not empty."""
    codes = codes_of("\n".join(["", *texts, ""]))
    kinds, ends = kinds_of(codes), np.flatnonzero(codes == ord("\n"))
    starts, lengths = ends[:-1] + 1, np.ones(len(ends), np.int64)
    lengths[:-1] = ends[1:] - ends[:-1]
    shown = np.bitwise_or.reduceat(kinds, starts) if texts else kinds[:0]
    return Letters(codes, kinds, starts, ends, np.repeat(np.arange(len(ends)), lengths), shown)


def codes_of(text: str) -> Codes:
    """The text's code points."""
    return np.frombuffer(text.encode(CODING, "surrogatepass"), np.uint32)


def kinds_of(codes: Codes) -> Kinds:
    """For each character its kinds, a bit each; a joiner within a word is JOINED."""
    kinds = kind_table().take(codes, mode="clip")
    joiners = (kinds[1:-1] & JOINER != 0).nonzero()[0] + 1
    within = kinds[joiners - 1] & kinds[joiners + 1] & PART != 0
    kinds[joiners[within]] |= JOINED
    return kinds


@cache
def kind_table() -> Kinds:
    """The kinds of each character. PART is `\\w` of expressions, LETTER `[^\\W\\d_]`, DECIMAL `\\d`."""
    characters = [chr(code) for code in range(PLANES)]
    table = np.zeros(PLANES + 1, np.uint16)
    word = np.fromiter(map(str.isalnum, characters), np.bool_)
    decimal = np.fromiter(map(str.isdecimal, characters), np.bool_)
    for kind, flags in (
        (PART, word), (LETTER, word & ~decimal), (DECIMAL, decimal),
        (UPPER, np.fromiter(map(str.isupper, characters), np.bool_)),
        (LOWER, np.fromiter(map(str.islower, characters), np.bool_)),
        (DIGIT, np.fromiter(map(str.isdigit, characters), np.bool_)),
    ):  # fmt: skip
        table[:PLANES] |= flags * np.uint16(kind)
    table[ord("_")] |= PART
    table[[found.start() for found in LITTER.finditer("".join(characters))]] |= UNCLEAN
    table[:PLANES] |= np.fromiter(map(str.isspace, characters), np.bool_) * np.uint16(ODD_SPACE)
    table[[ord(" "), ord("\n")]] = SPACE
    for kind, marks in ((JOINER, JOINERS), (QUOTE, QUOTES), (DIVIDER, DIVIDERS), (BEFORE, ".!?"), (STOP, STOPS)):
        table[[ord(mark) for mark in marks]] |= kind
    table[ord("A") : ord("Z") + 1] |= CAPITAL
    table[ord("a") : ord("z") + 1] |= BEFORE
    table[:PLANES] |= decimal * np.uint16(BEFORE)
    return table
