r"""Which letters a line must have for an expression to be found in it, so that most lines need not be searched.

An expression asks for one of its `pieces`: `\bsubscri(be|ption)` for "subscri", `(reply|respond) to` for one of two.
Four letters of each piece go into a table of all fours. All places of a page are looked up in it at once; a line is
then searched only for the expressions whose letters it has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from msgspec import Struct

ALPHABET = "\0abcdefghijklmnopqrstuvwxyz ©:/0"  # the first stands for all characters that are not named here
ALIKE = {**dict.fromkeys("|•·»›>", "/"), "@": ":", **dict.fromkeys("123456789", "0")}  # what counts as the same letter
WIDTH, BITS = 4, 5  # letters that are looked up together; bits of a letter's number
NO_LETTERS = [number for number, letter in enumerate(ALPHABET) if not letter.isalnum()]
UNKNOWN, EDGE, MARK = "\0", "\x01", "\x02"  # in pieces: their end, no letter (the edge of a word), a mark not named
BEGIN, END = "\x03", "\x04"  # where an alternative begins and ends
RARE = f"{BEGIN}{END}{EDGE} 0:etaoinshrdlucmfwypvbgkj{MARK}xqz©/"  # the rarer a letter, the later
DIGIT = re.compile(r"\\d(?![^\[]*\])")  # outside a set; those of other scripts are not meant
EDGES = re.compile(r"\^(?:\\W\*)?|\\b|(?:\\W\*)?\$")
MARKS = re.compile(r"\\[^\w]|[,&/@:]")  # they stand for themselves
MARK_SET = re.compile(rf"\[([{''.join(mark for mark in ALIKE if not mark.isdigit())}/:]+)\]")
ONE_OF_ALL = re.compile(r"\\.|\[\^?\]?[^\]]*\]")  # an escape or a set of characters
BRACKET = re.compile(r"\((\?[^:]|\?:|)([^()]*)\)([?*]|\{[^}]*\})?")
REPEATED = re.compile(r"([^|])(?:\+|\{[1-9][^}]*\})")
OPTIONAL = re.compile(r"[^|](?:[?*]|\{[^}]*\})")
NO_EDGE = re.compile(rf"{EDGE}(?=[ ©:/{MARK}{EDGE}{END}])|(?<=[ ©:/{MARK}]){EDGE}")
RUN = re.compile(rf"[a-z ©:/0{EDGE}{MARK}{BEGIN}{END}]*[a-z©:/0][a-z ©:/0{EDGE}{MARK}{BEGIN}{END}]*")
FIRST_LETTER = re.compile(r"\\b([a-z])(?![?*+{])")  # of an expression that begins with a word
FIRST_BRACKET = 0xE000  # the character that stands for the first bracket
Fours = np.ndarray[Any, np.dtype[np.uint16]]
Places = np.ndarray[Any, np.dtype[np.int64]]
Codes = np.ndarray[Any, np.dtype[np.uint32]]


class Expressions(Struct, frozen=True, eq=False):
    """Expressions of several kinds, and where four letters stand by which some of them may be found."""

    table: Fours  # by the number of four letters: which entry of `of_entry`
    of_entry: tuple[int, ...]  # expressions, a bit each; the first entry has none
    bare: int  # those that need no letters
    kinds: Mapping[str, int]  # name of a kind -> its expressions
    finders: tuple[Callable[[str], object], ...]  # for each expression what looks for it in a line in lower case

    def possible(self, codes: Codes, line: Places, size: int) -> list[int]:
        """For each of `size` lines the expressions that may be found in it, a bit each. Case does not matter.

        `line` is that of each character; the end of a line is the edge of a word, and that before it counts with it.
        """
        numbers = np.zeros(len(codes) + WIDTH - 1, np.int32)
        numbers[: len(codes)] = letter_numbers().take(codes, mode="clip")
        key = numbers[: len(codes)]
        for step in range(1, WIDTH):
            key = (key << BITS) | numbers[step : step + len(codes)]
        entries = self.table[key]
        places = np.flatnonzero(entries)
        found = [self.bare] * (size + 1)  # the end of the last line begins one more
        for number, entry in zip(line[places].tolist(), entries[places].tolist(), strict=True):
            found[number] |= self.of_entry[entry]
        return found[:size]

    def any_in(self, lower: str, among: int) -> bool:
        """Whether one of these expressions, a bit each, is found in a line in lower case."""
        while among:
            lowest = among & -among
            if self.finders[lowest.bit_length() - 1](lower) is not None:
                return True
            among ^= lowest
        return False


def expressions_of(kinds: Mapping[str, Sequence[str]]) -> Expressions:
    """The expressions of some kinds, in lower case. Raises re.error for one that is none."""
    table, of_entry = np.zeros(1 << (WIDTH * BITS), np.uint16), [0]
    finders: list[Callable[[str], object]] = []
    of_kind, bare = dict.fromkeys(kinds, 0), 0
    for kind, patterns in kinds.items():
        for pattern in patterns:
            bit, needed = 1 << len(finders), sorted(pieces(pattern))
            of_kind[kind] |= bit
            bare |= 0 if needed else bit
            finders.append(finder(DIGIT.sub("[0-9]", pattern)))
            for piece in needed:
                add_entries(table, of_entry, keys_of(rarest(piece)), bit)
    return Expressions(table, tuple(of_entry), bare, of_kind, tuple(finders))


def add_entries(table: Fours, of_entry: list[int], keys: Places, bit: int) -> None:
    """Add an expression to what may be found where some four letters stand."""
    before, at = np.unique(table[keys], return_inverse=True)
    after = []
    for expressions in [of_entry[entry] | bit for entry in before.tolist()]:
        if expressions not in of_entry:
            of_entry.append(expressions)
        after.append(of_entry.index(expressions))
    table[keys] = np.array(after, np.uint16)[at]


def finder(pattern: str) -> Callable[[str], object]:
    """What looks for an expression in a line; one that begins with the line is looked for there only.

    `re` runs fast to a letter, but not to the edge of a word: so the edge before a first letter is asked for behind it.
    """
    if has_choice(pattern):
        return re.compile(pattern).search
    word = FIRST_LETTER.match(pattern)
    if word:
        return re.compile(rf"{word[1]}(?<=\b{word[1]}){pattern[word.end() :]}").search
    compiled = re.compile(pattern)
    return compiled.match if pattern.startswith("^") else compiled.search


def has_choice(pattern: str) -> bool:
    """Whether an expression has alternatives outside all brackets.

    >>> has_choice("^a|b"), has_choice("^(a|b)[|]")
    (True, False)
    """
    plain = ONE_OF_ALL.sub("", pattern)
    while "(" in plain:
        inner = re.sub(r"\([^()]*\)", "", plain)
        if inner == plain:
            break
        plain = inner
    return "|" in plain


def rarest(piece: str) -> str:
    """The four letters of a piece that are rarest in English; all of a shorter one.

    >>> rarest("newsletter")
    'wsle'
    """
    fours = [piece[start : start + WIDTH] for start in range(max(1, len(piece) - WIDTH + 1))]
    return max(fours, key=rareness)


def rareness(letters: str) -> int:
    """How rare letters are in English: the more, the rarer."""
    return sum(map(RARE.index, letters))


def keys_of(letters: str) -> Places:
    """The numbers of all fours that begin with the letters of a piece."""
    some = {EDGE: NO_LETTERS, MARK: [0]}
    keys = np.zeros(1, np.int64)
    for letter in letters:
        keys = ((keys << BITS)[:, None] + np.array(some.get(letter) or [ALPHABET.index(letter)])).ravel()
    free = BITS * (WIDTH - len(letters))
    return ((keys << free)[:, None] + np.arange(1 << free)).ravel()


@cache
def letter_numbers() -> np.ndarray[Any, np.dtype[np.int32]]:
    """For each character up to the last that is named its place in ALPHABET, whatever its case; then 0."""
    last = max(map(ord, ALIKE))
    letters = [ALIKE.get(chr(code), chr(code).lower()) for code in range(last + 2)]
    return np.array([max(ALPHABET.find(letter), 0) for letter in letters], np.int32)


def pieces(pattern: str) -> frozenset[str]:
    r"""Letters in lower case one of which stands in whatever the expression finds; empty: its form does not tell.

    >>> sorted(pieces(r"(please )?follow (us|the)")), sorted(pieces(r"(reader|viewer)s?:")), sorted(pieces(r"^\d+$"))
    (['follow '], ['reader', 'viewer'], [])
    """
    plain = MARK_SET.sub(lambda found: f"({'|'.join({*map(named, found[1])})})", pattern.replace(r"\d", "0"))
    plain = ONE_OF_ALL.sub(UNKNOWN, MARKS.sub(lambda found: named(found[0][-1]), EDGES.sub(EDGE, plain)))
    plain = REPEATED.sub(rf"\1{UNKNOWN}\1", plain)
    brackets: list[frozenset[str]] = []
    while found := BRACKET.search(plain):
        needed = not found[3] and found[1] in ("", "?:")
        brackets.append(of_choices(found[2], brackets) if needed else frozenset())
        plain = plain[: found.start()] + chr(FIRST_BRACKET + len(brackets) - 1) + plain[found.end() :]
    return frozenset(piece.strip(BEGIN + END) for piece in of_choices(plain, brackets))


def named(mark: str) -> str:
    """What stands for a mark in pieces."""
    alike = ALIKE.get(mark, mark)
    return alike if alike in ALPHABET else MARK


def of_choices(plain: str, brackets: Sequence[frozenset[str]]) -> frozenset[str]:
    """The pieces of alternatives, with BEGIN and END where they reach so far; empty: one of them has none."""
    ways = [of_sequence(way, brackets) for way in plain.split("|")]
    return frozenset().union(*ways) if all(ways) else frozenset()


def of_sequence(plain: str, brackets: Sequence[frozenset[str]]) -> frozenset[str]:
    """The pieces of what stands in a row, those of the last part whose letters are rarest."""
    certain = NO_EDGE.sub(UNKNOWN, OPTIONAL.sub(UNKNOWN, f"{BEGIN}{plain}{END}"))
    parts = [frozenset([run.replace(BEGIN + EDGE, EDGE).replace(EDGE + END, EDGE)]) for run in RUN.findall(certain)]
    for place, sign in enumerate(certain):
        if sign >= chr(FIRST_BRACKET):
            beside = certain[place - 1], certain[place + 1]
            parts.append(frozenset(within(piece, *beside) for piece in brackets[ord(sign) - FIRST_BRACKET]))
    return max(filter(None, reversed(parts)), key=least_rare, default=frozenset())


def least_rare(part: frozenset[str]) -> int:
    """How rare the letters are of that piece of a part which is found most often."""
    return min(rareness(rarest(piece)) for piece in part)


def within(piece: str, before: str, after: str) -> str:
    """A bracket's piece with the mark, word's edge or alternative's end that stands beside the bracket."""
    first, last = piece.strip(BEGIN + END)[0].isalpha(), piece.strip(BEGIN + END)[-1].isalpha()
    if piece.startswith(BEGIN):
        piece = (before if before in (BEGIN, MARK, ":", "/") or (before == EDGE and first) else "") + piece[1:]
    if piece.endswith(END):
        piece = piece[:-1] + (after if after in (END, MARK, ":", "/") or (after == EDGE and last) else "")
    return piece
