"""What kind each letter of a text is, all at once: words and marks are then found without searching."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

import numpy as np

PART, LETTER, UPPER, LOWER, DIGIT, DECIMAL, JOINER, QUOTE, DIVIDER, CAPITAL, BEFORE = (1 << n for n in range(11))
JOINED = 1 << 11  # a joiner between two letters of a word, as in "don't" and "U.S"
JOINERS, QUOTES, DIVIDERS = "'’.-", '“”"«»', "|•·»›►→"
PLANES = 0x20000  # the characters of the first two planes; those beyond count as marks
CODING = f"utf-32-{sys.byteorder[0]}e"
Codes = np.ndarray[Any, np.dtype[np.uint32]]
Kinds = np.ndarray[Any, np.dtype[np.uint16]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


def codes_of(text: str) -> Codes:
    """The text's code points."""
    return np.frombuffer(text.encode(CODING, "surrogatepass"), np.uint32)


def kinds_of(codes: Codes) -> Kinds:
    """For each character its kinds, a bit each; a joiner within a word is JOINED."""
    kinds = kind_table().take(codes, mode="clip")
    words = kinds & PART
    kinds[1:-1] |= (words[:-2] & words[2:] & ((kinds[1:-1] & JOINER) != 0)) * np.uint16(JOINED)
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
    for kind, marks in ((JOINER, JOINERS), (QUOTE, QUOTES), (DIVIDER, DIVIDERS), (BEFORE, ".!?")):
        table[[ord(mark) for mark in marks]] |= kind
    table[ord("A") : ord("Z") + 1] |= CAPITAL
    table[ord("a") : ord("z") + 1] |= BEFORE
    table[:PLANES] |= decimal * np.uint16(BEFORE)
    return table
