r"""Which letters a line must have for an expression to be found in it, so that most lines need not be searched.

An expression asks for one of its `pieces`: `\bsubscri(be|ption)` for "subscri", `(reply|respond) to` for one of two.
Four letters of each piece go into a table of all fours. All places of a page are looked up in it at once; a line is
then searched only for those of the expressions asked for whose letters it has and, where they begin with the line,
which may begin with its first letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
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
INNER = re.compile(r"(?<=[^^])\([^()]*\)")  # a bracket with none in it, but for one that begins the expression
BEGUN = re.compile(r"\^(?:\((?P<ways>[^()]*)\)|(?P<way>.))(?![?*{])")
ONE_LETTER = re.compile(r"[a-z](?![?*{])")
FIRST_BRACKET = 0xE000  # the character that stands for the first bracket
Fits = np.ndarray[Any, np.dtype[np.bool_]]
Fours = np.ndarray[Any, np.dtype[np.uint16]]
Places = np.ndarray[Any, np.dtype[np.int64]]
Codes = np.ndarray[Any, np.dtype[np.uint32]]
Finder = Callable[[str], object]  # what looks for an expression in a line in lower case; None: it is not found


class Expressions(Struct, frozen=True, eq=False):
    """Expressions of several kinds, and where four letters stand by which some of them may be found."""

    table: Fours  # by the number of four letters: which entry of `of_entry`
    of_entry: tuple[int, ...]  # expressions, a bit each; the first entry has none
    fits: Fits  # for each entry, by sort and first letter of a line: whether one of its expressions may be found there
    bare: int  # those that need no letters
    first: tuple[int, ...]  # for each letter of ALPHABET those that may be found in a line that begins with it
    kinds: Mapping[str, int]  # name of a kind -> its expressions
    asked: tuple[int, ...]  # for each sort of lines those that are asked for
    finders: tuple[tuple[str, str, Finder], ...]  # for each its group, of whose kinds a line has one; its kind

    def possible(self, codes: Codes, line: Places, starts: Places, sort: Places) -> dict[int, int]:
        """For lines in which some of those asked for may be found these expressions, a bit each. Case does not matter.

        `line` is that of each character; the end of a line is the edge of a word, and that before it counts with it.
        `starts` are the places of the lines' first characters, `sort` is that of each line.
        """
        numbers = np.zeros(len(codes) + WIDTH - 1, np.int32)
        numbers[: len(codes)] = letter_numbers().take(codes, mode="clip")
        key = numbers[: len(codes) - 1]
        for step in range(1, WIDTH):
            key = (key << BITS) | numbers[step : step + len(key)]
        entries = self.table.take(key)
        places, letter = np.flatnonzero(entries > 0), numbers[starts]
        where, which = line[places], entries[places]
        fit = self.fits[which, (sort * len(ALPHABET) + letter)[where]]
        found = dict.fromkeys(range(len(starts)), self.bare) if self.bare else {}
        for number, entry in zip(where[fit].tolist(), which[fit].tolist(), strict=True):
            found[number] = found.get(number, 0) | self.of_entry[entry]
        sorts, begins = sort.tolist(), letter.tolist()
        return {number: some & self.asked[sorts[number]] & self.first[begins[number]] for number, some in found.items()}

    def kinds_in(self, lower: str, among: int) -> list[str]:
        """The kinds of which one of these expressions, a bit each, is found in a line in lower case."""
        found, last = [], ""
        for group, kind, find in finders_among(self, among):
            if group != last and find(lower) is not None:
                last = group
                found.append(kind)
        return found


@lru_cache(maxsize=4096)  # lines share few combinations
def finders_among(expressions: Expressions, among: int) -> Sequence[tuple[str, str, Finder]]:
    """The finders of these expressions, a bit each."""
    return [finder for number, finder in enumerate(expressions.finders) if among >> number & 1]


def expressions_of(
    kinds: Mapping[str, Sequence[str]], asked: Sequence[Sequence[str]], one_of: Sequence[str] = ()
) -> Expressions:
    """The expressions of some kinds, in lower case, and for each sort of lines the kinds that are asked for.

    Of the kinds `one_of` a line has the first that is found. Raises re.error for an expression that is none.
    """
    table, of_entry = np.zeros(1 << (WIDTH * BITS), np.uint16), [0]
    finders: list[tuple[str, str, Finder]] = []
    of_kind, bare, first = dict.fromkeys(kinds, 0), 0, [0] * len(ALPHABET)
    for kind in dict.fromkeys([*one_of, *kinds]):
        for pattern in kinds[kind]:
            bit, needed = 1 << len(finders), sorted(pieces(pattern))
            of_kind[kind] |= bit
            bare |= 0 if needed else bit
            group = one_of[0] if kind in one_of else kind
            finders.append((group, kind, finder(DIGIT.sub("[0-9]", pattern))))
            for piece in needed:
                add_entries(table, of_entry, keys_of(rarest(piece)), bit)
            begins = first_letters(pattern)
            for number, letter in enumerate(ALPHABET):
                first[number] |= bit if not begins or letter in begins or letter == UNKNOWN else 0
    sorts = tuple(sum(of_kind[kind] for kind in kinds) for kinds in asked)
    fits = np.array([[some & sort & begin != 0 for sort in sorts for begin in first] for some in of_entry], np.bool_)
    return Expressions(table, tuple(of_entry), fits, bare, tuple(first), of_kind, sorts, tuple(finders))


def add_entries(table: Fours, of_entry: list[int], keys: Places, bit: int) -> None:
    """Add an expression to what may be found where some four letters stand."""
    before, at = np.unique(table[keys], return_inverse=True)
    after = []
    for expressions in [of_entry[entry] | bit for entry in before.tolist()]:
        if expressions not in of_entry:
            of_entry.append(expressions)
        after.append(of_entry.index(expressions))
    table[keys] = np.array(after, np.uint16)[at]


def finder(pattern: str) -> Finder:
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


def first_letters(pattern: str) -> str:
    """The letters one of which a line begins with in which the expression is found; empty: its form does not tell.

    >>> first_letters("^(see( it)?|view) more"), first_letters("^also"), first_letters("^(the )?end")
    ('sv', 'a', '')
    """
    plain = ONE_OF_ALL.sub(".", pattern)
    while (outer := INNER.sub(".", plain)) != plain:
        plain = outer
    begun = BEGUN.match(plain)
    ways = (begun["ways"] or begun["way"] or "").split("|") if begun and not has_choice(pattern) else []
    return "".join(way[0] for way in ways) if all(map(ONE_LETTER.match, ways)) else ""


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
    'ewsl'
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

    >>> sorted(pieces(r"(please )?follow (us|the)")), sorted(pieces(r"(reader|viewer)s?:")), sorted(pieces(r"x?"))
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
