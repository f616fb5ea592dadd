r"""Which letters a line must have for an expression to be found in it, so that most lines need not be searched.

An expression asks for one of its `pieces`: `\bsubscri(be|ption)` for "subscri", `(reply|respond) to` for one of two.
Four letters of each piece go into a table of all fours. All places of a page are looked up in it at once; a line is
then searched only for those of the expressions asked for whose letters it has and, where they begin with the line,
which may begin with its first letter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cache
from typing import Any

import numpy as np
from msgspec import Struct

ALPHABET = "\0abcdefghijklmnopqrstuvwxyz ©:/0"  # the first stands for all characters that are not named here
ALIKE = {
    "\u212a": "k",
    **dict.fromkeys("|•·»›>", "/"),
    "@": "©",
    **dict.fromkeys("123456789", "0"),
}  # what counts as the same letter
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
FIRST_WORDS = re.compile(r"\\b\(([^()\[\]\\]*)\)(?![?*+{])")  # of one that begins with one of several words
ONE_LETTER = re.compile(r"[a-z](?![?*+{])")
FIRST_NUMBER = re.compile(r"\\b(\[0-9\])\+")  # of one that begins with a number
INNER = re.compile(r"(?<=[^^])\([^()]*\)")  # a bracket with none in it, but for one that begins the expression
BEGUN = re.compile(r"\^(?:\((?P<ways>[^()]*)\)(?![?*{])|(?P<way>[^(].*))")
LITERAL = re.compile(r"(?:[a-z ](?![?*+{]))*")
ROW_BITS = 64  # bits that a row has, or several times so many
RARE_ENOUGH = 33  # how rare letters are that an expression is looked for by beside its rarest
FIRST_BRACKET = 0xE000  # the character that stands for the first bracket
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Rows = np.ndarray[Any, np.dtype[np.uint64]]  # a row of bits for each thing, a bit for each expression
Fours = np.ndarray[Any, np.dtype[np.uint16]]
Places = np.ndarray[Any, np.dtype[np.int64]]
Codes = np.ndarray[Any, np.dtype[np.uint32]]
Finder = Callable[[str], object]  # what looks for an expression in a line in lower case; None: it is not found


class Expressions(Struct, frozen=True, eq=False):
    """Expressions of several kinds, and where four letters stand by which some of them may be found."""

    table: Fours  # by the number of four letters: which rows of `of_entry`
    of_entry: Rows  # two rows each: expressions whose first, and second, letters these are; the first entry has none
    bare: Rows  # two rows: those that need no first, and no second, letters
    starts: Fours  # by the number of a line's first four letters: which row of `of_start`
    of_start: Rows  # those that may be found in a line that begins so
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
        numbers = np.zeros(len(codes) + WIDTH - 1, np.uint16)
        letter_numbers().take(codes, mode="clip", out=numbers[: len(codes)])
        pairs = (numbers[:-1] << BITS) | numbers[1:]  # of letters; two of these make the WIDTH that is looked up
        key = (pairs[: len(codes) - 1].astype(np.int32) << (2 * BITS)) | pairs[2 : len(codes) + 1]
        entries = self.table.take(key)
        places = np.flatnonzero(entries > 0)
        lines, begins = np.unique(line[places], return_index=True)
        found = np.bitwise_or.reduceat(self.of_entry[entries[places]], begins) if len(lines) else self.of_entry[:0]
        if self.bare[0].any():
            every = np.zeros((len(starts), *found.shape[1:]), found.dtype)
            every[lines] = found
            lines, found = np.arange(len(starts)), every
        found |= self.bare
        asked = self.asked[sort[lines]] & self.of_start[self.starts[key[starts[lines]]]]
        asked &= found[:, 0] & found[:, 1]
        some = asked.any(axis=1)
        flags = np.unpackbits(asked[some].view(np.uint8), axis=1, count=len(self.finders))
        return lines[some], flags.view(np.bool_)

    def found(self, texts: Sequence[str], lines: Places, possible: Flags) -> list[tuple[int, str]]:
        """(line, kind) of each kind of which an expression is found in a line, among the possible ones of each.

        One expression is looked for in all its lines before the next: it is at hand then.
        """
        numbers, (rows, which) = lines.tolist(), np.divmod(np.flatnonzero(possible), len(self.finders))
        lower, where = [texts[number].lower() for number in numbers], rows[which.argsort(kind="stable")].tolist()
        ends = [0, *np.bincount(which, minlength=len(self.finders)).cumsum().tolist()]
        found, taken = [], defaultdict[str, set[int]](set)
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
    patterns = [(kind, pattern) for kind in dict.fromkeys([*one_of, *kinds]) for pattern in kinds[kind]]
    width = -(-len(patterns) // ROW_BITS) * ROW_BITS
    needed = [needed_pieces(pattern) for _, pattern in patterns]
    begun = [beginnings(pattern) for _, pattern in patterns]
    table, entries = numbered(
        (number + width * place, rarest(piece))
        for number, parts in enumerate(needed)
        for place, part in enumerate(parts)
        for piece in sorted(part)
    )
    starts, of_start = numbered((number, way[:WIDTH]) for number, ways in enumerate(begun) for way in ways)
    bare = {number + width * place for number, parts in enumerate(needed) for place in range(len(parts), 2)}
    anywhere = {number for number, ways in enumerate(begun) if not ways}
    of_sort = [{number for number, (kind, _) in enumerate(patterns) if kind in those} for those in asked]
    return Expressions(
        table=table,
        of_entry=rows_of(entries, 2 * width).reshape(len(entries), 2, -1),
        bare=rows_of([bare], 2 * width).reshape(2, -1),
        starts=starts,
        of_start=rows_of([some | anywhere for some in of_start], width),
        asked=rows_of(of_sort, width),
        finders=tuple(
            (one_of[0] if kind in one_of else kind, kind, finder(DIGIT.sub("[0-9]", pattern)))
            for kind, pattern in patterns
        ),
    )


def numbered(letters: Iterable[tuple[int, str]]) -> tuple[Fours, list[frozenset[int]]]:
    """A table by the number of four letters, and what its entries mean: the numbers that come with these letters."""
    table, entries = np.zeros(1 << (WIDTH * BITS), np.uint16), {frozenset[int](): 0}
    for number, some in letters:
        keys = keys_of(some)
        before, at = np.unique(table[keys], return_inverse=True)
        known = list(entries)
        after = [entries.setdefault(known[entry] | {number}, len(entries)) for entry in before.tolist()]
        table[keys] = np.array(after, np.uint16)[at]
    return table, list(entries)


def rows_of(sets: Sequence[Set[int]], width: int) -> Rows:
    """A row of so many bits for each set of numbers."""
    flags = np.zeros((len(sets), width), np.bool_)
    for row, some in zip(flags, sets, strict=True):
        row[list(some)] = True
    return np.packbits(flags, axis=1).view(np.uint64)


def finder(pattern: str) -> Finder:
    """What looks for an expression in a line; one that begins with the line is looked for there only.

    `re` runs fast to a letter, but not to the edge of a word: so the edge before a first letter is asked for behind it.
    """
    compiled = re.compile(pattern if has_choice(pattern) else edge_behind(pattern))
    return compiled.match if pattern.startswith("^") and not has_choice(pattern) else compiled.search


def edge_behind(pattern: str) -> str:
    r"""The expression with the edge of a word that it begins with asked for behind its first letter.

    >>> print(edge_behind(r"\bsee (it)?"), edge_behind(r"\b(see|view|say)s"), edge_behind(r"\b[0-9]+ of"))
    s(?<=\bs)ee (it)? (?:s(?<=\bs)(?:ee|ay)|v(?<=\bv)(?:iew))s [0-9](?<=\b[0-9])[0-9]* of
    """
    if found := FIRST_LETTER.match(pattern):
        return rf"{found[1]}(?<=\b{found[1]}){pattern[found.end() :]}"
    if found := FIRST_NUMBER.match(pattern):
        return rf"{found[1]}(?<=\b{found[1]}){found[1]}*{pattern[found.end() :]}"
    found = FIRST_WORDS.match(pattern)
    words = found[1].split("|") if found else []
    if not found or not all(map(ONE_LETTER.match, words)):
        return pattern
    ends = {letter: "|".join(w[1:] for w in words if w[0] == letter) for letter in dict.fromkeys(w[0] for w in words)}
    ways = "|".join(rf"{letter}(?<=\b{letter})(?:{end})" for letter, end in ends.items())
    return f"(?:{ways}){pattern[found.end() :]}"


def beginnings(pattern: str) -> list[str]:
    """The letters with one of which a line begins in which the expression is found; empty: its form does not tell.

    >>> beginnings("^(see( it)?|view) more"), beginnings("^also on"), beginnings("^(the )?end")
    (['see', 'view'], ['also on'], [])
    """
    plain = ONE_OF_ALL.sub(".", pattern)
    while (outer := INNER.sub(".", plain)) != plain:
        plain = outer
    begun = BEGUN.match(plain)
    ways = (begun["ways"] or begun["way"] or "").split("|") if begun and not has_choice(pattern) else []
    found = [literal[0] for way in ways if (literal := LITERAL.match(way)) and literal[0]]
    return found if len(found) == len(ways) else []


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
def letter_numbers() -> Fours:
    """For each character up to the last that is named its place in ALPHABET, whatever its case; then 0."""
    last = max(map(ord, ALIKE))
    letters = [ALIKE.get(chr(code), chr(code).lower()[0]) for code in range(last + 2)]
    return np.array([max(ALPHABET.find(letter), 0) for letter in letters], np.uint16)


def pieces(pattern: str) -> list[frozenset[str]]:
    r"""Letters in lower case: one of each set stands in whatever the expression finds. Those with the rarest are first.

    >>> [sorted(letters) for letters in pieces(r"(please )?follow (us|them)")]
    [['follow '], ['them', 'us']]
    """
    plain = MARK_SET.sub(lambda found: f"({'|'.join({*map(named, found[1])})})", pattern.replace(r"\d", "0"))
    plain = ONE_OF_ALL.sub(UNKNOWN, MARKS.sub(lambda found: named(found[0][-1]), EDGES.sub(EDGE, plain)))
    plain = REPEATED.sub(rf"\1{UNKNOWN}\1", plain)
    brackets: list[frozenset[str]] = []
    while found := BRACKET.search(plain):
        needed = not found[3] and found[1] in ("", "?:")
        brackets.append(of_choices(found[2], brackets) if needed else frozenset())
        plain = plain[: found.start()] + chr(FIRST_BRACKET + len(brackets) - 1) + plain[found.end() :]
    parts = [of_choices(plain, brackets)] if "|" in plain else parts_of(plain, brackets)
    bare = [frozenset(piece.strip(BEGIN + END) for piece in part) for part in parts if part]
    return sorted(bare, key=least_rare, reverse=True)


def needed_pieces(pattern: str) -> list[frozenset[str]]:
    """The letters by which an expression is looked for: the rarest, and the next where they are rare too."""
    first, *second = pieces(pattern)[:2] or [frozenset[str]()]
    return [part for part in (first, *second) if part and (part is first or least_rare(part) >= RARE_ENOUGH)]


def named(mark: str) -> str:
    """What stands for a mark in pieces."""
    alike = ALIKE.get(mark, mark)
    return alike if alike in ALPHABET else MARK


def of_choices(plain: str, brackets: Sequence[frozenset[str]]) -> frozenset[str]:
    """The pieces of alternatives, with BEGIN and END where they reach so far; empty: one of them has none."""
    ways = [max(filter(None, parts_of(way, brackets)), key=least_rare, default=frozenset()) for way in plain.split("|")]
    return frozenset().union(*ways) if all(ways) else frozenset()


def parts_of(plain: str, brackets: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """The pieces of each part of what stands in a row, the last part first; empty: it has none."""
    certain = NO_EDGE.sub(UNKNOWN, OPTIONAL.sub(UNKNOWN, f"{BEGIN}{plain}{END}"))
    parts = [frozenset([run.replace(BEGIN + EDGE, EDGE).replace(EDGE + END, EDGE)]) for run in RUN.findall(certain)]
    for place, sign in enumerate(certain):
        if sign >= chr(FIRST_BRACKET):
            beside = certain[place - 1], certain[place + 1]
            parts.append(frozenset(within(piece, *beside) for piece in brackets[ord(sign) - FIRST_BRACKET]))
    return parts[::-1]


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
