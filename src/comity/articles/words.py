"""The words of a text as numbers, all at once: how many a line has, which are frequent, and which tell a topic."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import numpy as np
from msgspec import Struct

from comity.articles.letters import PLANES, Codes, Flags, codes_of
from comity.lexicons.outlets import Outlets

FREQUENT_WORDS = """
the of to and in a is that for it was on as with be by at from has he have are his an not but they which this will had
were said who their its been after would about more than also when up we i she her him or one there if out so what
"""
FREQUENT, SAYING, READER, CALL, DAY, BEGINS, ENDS = (1 << n for n in range(7))  # kinds of words
WORDS_OF_KIND = {
    FREQUENT: FREQUENT_WORDS,
    SAYING: "said says told added announced reported according was were had",
    READER: "you your our us we",
    CALL: "sign follow subscribe click read get download join log",
    DAY: "ago am pm est gmt et yesterday today",
    BEGINS: "by written story reporting",  # what a credit begins or ends with
    ENDS: "agency service",
}
PART = re.compile(r"\w+(?:['’.-]\w+)*")
STEM = 6  # letters by which words count as the same topic
COUNTED = 2 * STEM  # letters that a word's number counts
DIGIT, PLAIN = 1024, 512  # what a letter's number is less than; letters below the second are their own number
SPREAD = -7046029254386353131  # the golden ratio's fraction, as 64 bits: numbers of words fall apart by it
SLOT_BITS = 14
SLOT_SHIFT = 64 - SLOT_BITS  # of numbers with a sign: the first half of the slots is counted from the end
Slots = np.ndarray[Any, np.dtype[np.uint16]]
Kinds = np.ndarray[Any, np.dtype[np.uint8]]
Places = np.ndarray[Any, np.dtype[np.int64]]
Numbers = np.ndarray[Any, np.dtype[np.int32]]


def kept_letters(first: int) -> Places:
    """By a word's length, what keeps in the number of the STEM letters from the first on those that the word has."""
    has = np.clip(np.arange(COUNTED + 1) - first, 0, STEM)
    kept: Places = DIGIT**STEM - DIGIT ** (STEM - has)
    return kept


KEPT_LETTERS = {first: kept_letters(first) for first in (0, STEM)}


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
    letters = np.zeros(len(codes) + COUNTED, np.int32)
    letter_numbers().take(codes, mode="clip", out=letters[: len(codes)])
    pairs = letters[:-1] * DIGIT + letters[1:]
    lengths = np.minimum(length, COUNTED)
    stem, rest = (part_of(pairs, start + first) & KEPT_LETTERS[first][lengths] for first in (0, STEM))
    return Words(start, length, stem, stem * SPREAD + rest)


def part_of(pairs: Numbers, start: Places) -> Places:
    """The numbers of the STEM letters from each place on, from the numbers of two letters at each place."""
    return (pairs[start].astype(np.int64) * DIGIT**2 + pairs[start + 2]) * DIGIT**2 + pairs[start + 4]


@cache
def letter_numbers() -> Numbers:
    """A number below DIGIT for each character: its lower case's own, where it is a Latin letter."""
    characters = "".join(map(chr, range(PLANES))).replace("İ", "i")  # the one whose lower case is two characters
    codes = codes_of(characters.lower())
    return np.where(codes < PLAIN, codes, PLAIN + codes % PLAIN).astype(np.int32)


def number_of(word: str) -> int:
    """The number of one word."""
    codes = codes_of(f" {word} ")
    return int(words_in(codes, codes != ord(" ")).number[0])


class Kept(Struct, frozen=True, eq=False):
    """Words to be found in texts, each with something that it means, a number below 256."""

    numbers: Places  # the first is that of no word
    means: Kinds
    slots: tuple[Slots, ...]  # by a number's first SLOT_BITS bits the place among `numbers` where it may be, or 0

    def of(self, numbers: Places) -> Kinds:
        """What each word means, by its number; 0: it is none of these."""
        found, slot = np.zeros(len(numbers), np.uint8), numbers >> SLOT_SHIFT
        some = np.flatnonzero(self.slots[0][slot] > 0)  # the others have words only where the first has one
        slot, own = slot[some], numbers[some]
        for slots in self.slots:
            at = slots[slot]
            found[some] |= self.means[at] * (self.numbers[at] == own)
        return found


def kept(meanings: dict[str, int]) -> Kept:
    """These words and what they mean."""
    numbers = np.array([0, *map(number_of, meanings)])
    means = np.array([0, *meanings.values()], np.uint8)
    left, slots = np.arange(1, len(numbers)), list[Slots]()
    while len(left) or not slots:
        places = np.zeros(1 << SLOT_BITS, np.uint16)
        places[numbers[left] >> SLOT_SHIFT] = left  # of several with one slot the last
        slots.append(places)
        left = left[places[numbers[left] >> SLOT_SHIFT] != left]
    return Kept(numbers, means, tuple(slots))


@cache
def kinds_of_words(outlets: Outlets) -> Kept:
    """The words that are of a kind, with a bit for each kind; the names of wire services begin credits."""
    agencies = [PART.findall(name)[0] for name, outlet in outlets.by_name.items() if outlet.kind == "agency"]
    kinds = dict.fromkeys(agencies, BEGINS)
    for kind, words in WORDS_OF_KIND.items():
        for word in words.split():
            kinds[word] = kinds.get(word, 0) | kind
    return kept(kinds)
