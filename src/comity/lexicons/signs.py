r"""Which letters a line must have for an expression to be found in it, so that most lines need not be searched.

An expression asks for one of its `pieces`: `\bsubscri(be|ption)` for "subscri", `(reply|respond) to` for one of two.
Four letters of each piece go into a table of all fours. All places of a page are looked up in it at once; a line is
then searched only for those of the expressions asked for whose letters it has and, where they begin with the line,
which may begin with its first letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cache
from typing import Any

import numpy as np
from msgspec import Struct

ALPHABET = "\0abcdefghijklmnopqrstuvwxyz ©:/0"  # the first stands for all characters that are not named here
ALIKE = {**dict.fromkeys("|•·»›>", "/"), "@": "©", **dict.fromkeys("123456789", "0")}  # what counts as the same letter
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
FIRST_NUMBER = re.compile(r"\\b(\[0-9\])\+")  # of one that begins with a number
INNER = re.compile(r"(?<=[^^])\([^()]*\)")  # a bracket with none in it, but for one that begins the expression
BEGUN = re.compile(r"\^(?:\((?P<ways>[^()]*)\)|(?P<way>.))(?![?*{])")
ONE_LETTER = re.compile(r"[a-z](?![?*{])")
FIRST_BRACKET = 0xE000  # the character that stands for the first bracket
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Rows = np.ndarray[Any, np.dtype[np.uint8]]  # a row of bits for each thing, a bit for each expression
Fours = np.ndarray[Any, np.dtype[np.uint16]]
Places = np.ndarray[Any, np.dtype[np.int64]]
Codes = np.ndarray[Any, np.dtype[np.uint32]]
Finder = Callable[[str], object]  # what looks for an expression in a line in lower case; None: it is not found


class Expressions(Struct, frozen=True, eq=False):
    """Expressions of several kinds, and where four letters stand by which some of them may be found."""

    table: Fours  # by the number of four letters: which row of `of_entry`
    of_entry: Rows  # expressions one of whose four letters these are; the first row has none
    bare: Rows  # those that need no letters
    first: Rows  # for each letter of ALPHABET those that may be found in a line that begins with it
    asked: Rows  # for each sort of lines those that are asked for
    finders: tuple[tuple[str, str, Finder], ...]  # for each its group, of whose kinds a line has one; its kind

    def of(self, kind: str) -> Flags:
        """Which expressions are of a kind."""
        return np.array([own == kind for _, own, _ in self.finders], np.bool_)

    def possible(self, codes: Codes, line: Places, starts: Places, sort: Places) -> tuple[Places, Flags]:
        """The lines in which some of those asked for may be found, and for each a row: which. Case does not matter.

        `line` is that of each character; the end of a line is the edge of a word, and that before it counts with it.
        `starts` are the places of the lines' first characters, `sort` is that of each line.
        """
        numbers = np.zeros(len(codes) + WIDTH - 1, np.int32)
        letter_numbers().take(codes, mode="clip", out=numbers[: len(codes)])
        key = numbers[: len(codes) - 1]
        for step in range(1, WIDTH):
            key = (key << BITS) | numbers[step : step + len(key)]
        entries = self.table.take(key)
        places = np.flatnonzero(entries)
        lines, begins = np.unique(line[places], return_index=True)
        found = np.bitwise_or.reduceat(self.of_entry[entries[places]], begins) if len(lines) else self.of_entry[:0]
        if self.bare.any():
            every = np.repeat(self.bare, len(starts), axis=0)
            every[lines] |= found
            lines, found = np.arange(len(starts)), every
        found &= self.asked[sort[lines]] & self.first[numbers[starts[lines]]]
        some = found.any(axis=1)
        return lines[some], np.unpackbits(found[some], axis=1, count=len(self.finders)).view(np.bool_)

    def found(self, texts: Sequence[str], lines: Places, possible: Flags) -> list[tuple[int, str]]:
        """(line, kind) of each kind of which an expression is found in a line, among the possible ones of each.

        One expression is looked for in all its lines before the next: it is at hand then.
        """
        numbers, (which, rows) = lines.tolist(), possible.T.nonzero()
        lower, where = [texts[number].lower() for number in numbers], rows.tolist()
        ends = which.searchsorted(range(len(self.finders) + 1)).tolist()
        found, taken = [], {group: set[int]() for group, _, _ in self.finders}
        for (group, kind, find), start, end in zip(self.finders, ends, ends[1:], strict=False):
            for row in where[start:end]:
                if row not in taken[group] and find(lower[row]) is not None:
                    taken[group].add(row)
                    found.append((numbers[row], kind))
        return found


def expressions_of(
    kinds: Mapping[str, Sequence[str]], asked: Sequence[Sequence[str]], one_of: Sequence[str] = ()
) -> Expressions:
    """The expressions of some kinds, in lower case, and for each sort of lines the kinds that are asked for.

    Of the kinds `one_of` a line has the first that is found. Raises re.error for an expression that is none.
    """
    table, of_entry = np.zeros(1 << (WIDTH * BITS), np.uint16), [frozenset[int]()]
    finders: list[tuple[str, str, Finder]] = []
    bare, first, of_sort = set[int](), [set[int]() for _ in ALPHABET], [set[int]() for _ in asked]
    for kind in dict.fromkeys([*one_of, *kinds]):
        for pattern in kinds[kind]:
            number, needed, begins = len(finders), sorted(pieces(pattern)), first_letters(pattern)
            group = one_of[0] if kind in one_of else kind
            finders.append((group, kind, finder(DIGIT.sub("[0-9]", pattern))))
            for piece in needed:
                add_entries(table, of_entry, keys_of(rarest(piece)), number)
            bare |= set() if needed else {number}
            for letter, some in zip(ALPHABET, first, strict=True):
                some |= {number} if not begins or letter in begins or letter == UNKNOWN else set()
            for those, some in zip(asked, of_sort, strict=True):
                some |= {number} if kind in those else set()
    rows = (rows_of(some, len(finders)) for some in (of_entry, [bare], first, of_sort))
    return Expressions(table, *rows, tuple(finders))


def rows_of(sets: Sequence[Set[int]], count: int) -> Rows:
    """A row of bits for each set of some of `count` expressions."""
    return np.packbits([[number in some for number in range(count)] for some in sets], axis=1)


def add_entries(table: Fours, of_entry: list[frozenset[int]], keys: Places, number: int) -> None:
    """Add an expression to what may be found where some four letters stand."""
    before, at = np.unique(table[keys], return_inverse=True)
    after = []
    for expressions in [of_entry[entry] | {number} for entry in before.tolist()]:
        if expressions not in of_entry:
            of_entry.append(expressions)
        after.append(of_entry.index(expressions))
    table[keys] = np.array(after, np.uint16)[at]


def finder(pattern: str) -> Finder:
    """What looks for an expression in a line; one that begins with the line is looked for there only.

    `re` runs fast to a letter, but not to the edge of a word: so the edge before a first letter is asked for behind it.
    """
    compiled = re.compile(pattern if has_choice(pattern) else edge_behind(pattern))
    return compiled.match if pattern.startswith("^") and not has_choice(pattern) else compiled.search


def edge_behind(pattern: str) -> str:
    r"""The expression with the edge of a word that it begins with asked for behind its first letter.

    >>> print(edge_behind(r"\bsee (it)?"), edge_behind(r"\b[0-9]+ of"))
    s(?<=\bs)ee (it)? [0-9](?<=\b[0-9])[0-9]* of
    """
    if found := FIRST_LETTER.match(pattern):
        return rf"{found[1]}(?<=\b{found[1]}){pattern[found.end() :]}"
    if found := FIRST_NUMBER.match(pattern):
        return rf"{found[1]}(?<=\b{found[1]}){found[1]}*{pattern[found.end() :]}"
    return pattern


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
