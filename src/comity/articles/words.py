"""The words of a text as numbers, all at once: how many a line has, which are frequent, and which tell a topic."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from msgspec import Struct

from comity.articles.letters import PLANES, Codes, Flags, codes_of

FREQUENT_WORDS = """
the of to and in a is that for it was on as with be by at from has he have are his an not but they which this will had
were said who their its been after would about more than also when up we i she her him or one there if out so what
"""
FREQUENT, SAYING, READER, CALL, DAY = (1 << n for n in range(5))  # kinds of words
WORDS_OF_KIND = {
    FREQUENT: FREQUENT_WORDS,
    SAYING: "said says told added announced reported according was were had",
    READER: "you your our us we",
    CALL: "sign follow subscribe click read get download join log",
    DAY: "ago am pm est gmt et yesterday today",
}
STEM = 6  # letters by which words count as the same topic
COUNTED = 2 * STEM  # letters that a word's number counts
DIGIT, PLAIN = 1024, 512  # what a letter's number is less than; letters below the second are their own number
POWERS = DIGIT ** np.arange(STEM - 1, -1, -1)
SPREAD = -7046029254386353131  # the golden ratio's fraction, as 64 bits: numbers of words fall apart by it
Kinds = np.ndarray[Any, np.dtype[np.uint8]]
Places = np.ndarray[Any, np.dtype[np.int64]]


class Words(Struct, frozen=True, eq=False):
    """The words of a text, in order. Numbers of words are equal where the words are, whatever their case."""

    start: Places
    length: Places
    stem: Places  # number of the first STEM letters, in the order of the alphabet
    number: Places  # of the whole word

    def only(self, which: Flags) -> Words:
        """Some of the words."""
        return Words(self.start[which], self.length[which], self.stem[which], self.number[which])


def words_in(codes: Codes, within: Flags) -> Words:
    """The words of a text: its runs of characters that are within one; the first and last character are not."""
    edges = np.flatnonzero(within[1:] != within[:-1]) + 1
    start, length = edges[::2], edges[1::2] - edges[::2]
    letters = np.zeros(len(codes) + COUNTED, np.uint16)
    letters[: len(codes)] = letter_numbers().take(codes, mode="clip")
    at = np.arange(COUNTED, dtype=np.int32)
    counted = letters[start.astype(np.int32)[:, None] + at] * (at < length[:, None])
    stem, rest = counted[:, :STEM] @ POWERS, counted[:, STEM:] @ POWERS
    return Words(start, length, stem, stem * SPREAD + rest)


@cache
def letter_numbers() -> np.ndarray[Any, np.dtype[np.uint16]]:
    """A number below DIGIT for each character: its lower case's own, where it is a Latin letter."""
    characters = "".join(map(chr, range(PLANES))).replace("İ", "i")  # the one whose lower case is two characters
    codes = codes_of(characters.lower())
    return np.where(codes < PLAIN, codes, PLAIN + codes % PLAIN).astype(np.uint16)


def number_of(word: str) -> int:
    """The number of one word."""
    codes = codes_of(f" {word} ")
    return int(words_in(codes, codes != ord(" ")).number[0])


class Kept(Struct, frozen=True, eq=False):
    """Words to be found in texts, each with something that it means."""

    numbers: Places  # sorted
    means: Kinds

    def of(self, words: Words) -> Kinds:
        """What each word means; 0: it is none of these."""
        at = np.minimum(np.searchsorted(self.numbers, words.number), len(self.numbers) - 1)
        means: Kinds = self.means[at] * (self.numbers[at] == words.number)
        return means


def kept(meanings: dict[str, int]) -> Kept:
    """These words and what they mean, a number below 256."""
    pairs = sorted((number_of(word), meaning) for word, meaning in meanings.items())
    return Kept(np.array([number for number, _ in pairs]), np.array([meaning for _, meaning in pairs], np.uint8))


@cache
def kinds_of_words() -> Kept:
    """The words that are of a kind, with a bit for each kind."""
    kinds: dict[str, int] = {}
    for kind, words in WORDS_OF_KIND.items():
        for word in words.split():
            kinds[word] = kinds.get(word, 0) | kind
    return kept(kinds)
