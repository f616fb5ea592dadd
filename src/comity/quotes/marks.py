"""Quotation marks of a text -> the stretches that they enclose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from comity.vocabulary import Span

PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")
DOUBLE = re.compile(r"[\"“”„«»]|``|'''?|’’|‘‘")
SINGLE = re.compile(r"[‘’']")
MARKS = "\"“”„«»‘’'`"
EDGE = MARKS + " \t\r\n\u00a0.,;:!?-–—"
OPENERS, CLOSERS = frozenset("“„«"), frozenset("”»")
BEFORE_OPENING = frozenset(" \t\n\u00a0([{—–-/‘'“\"")
ELISION = re.compile(r"['’](?:\d|em\b|til|tis|twas|cause\b|n\b|bout\b)", re.IGNORECASE)


class Quotation(NamedTuple):
    """A stretch between quotation marks, the marks included; it never leaves its paragraph."""

    span: Span
    runs_on: bool  # it goes on in the next paragraph, which opens with a mark again

    def closing(self, text: str) -> str:
        """The character before the mark that closes it."""
        return self.span.of(text).rstrip(MARKS + " ")[-1:]


def find_quotations(text: str, start: int = 0, end: int | None = None) -> tuple[Quotation, ...]:
    """Quotations in order, none within another. A mark without its fellow is passed over.

    >>> [q.span.of('He said: "No." And "yes') for q in find_quotations('He said: "No." And "yes')]
    ['"No."']
    """
    paragraphs = [Span(*match.span()) for match in PARAGRAPH.finditer(text, start, len(text) if end is None else end)]
    found: list[Quotation] = []
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        found.extend(_in_paragraph(text, paragraph, following))
    return tuple(found)


def _in_paragraph(text: str, paragraph: Span, following: Span | None) -> list[Quotation]:
    pairs, left = _paired(text, paragraph)
    if left is not None:
        goes_on = following is not None and text[following.start] in '"“«„'
        if goes_on or (left == paragraph.start and not pairs):
            pairs = [pair for pair in pairs if pair.end <= left] + [Span(left, paragraph.end)]
            quotations = [Quotation(pair, False) for pair in _outermost(pairs)]
            quotations[-1] = Quotation(quotations[-1].span, goes_on)
            return quotations
    doubles = _outermost(pairs)
    singles = [pair for pair in _single_pairs(text, paragraph) if not any(pair.overlaps(other) for other in doubles)]
    return [Quotation(pair, False) for pair in sorted([*doubles, *singles])]


def _paired(text: str, paragraph: Span) -> tuple[list[Span], int | None]:
    """Pairs of double marks, and the last opening mark that found no fellow."""
    pairs: list[Span] = []
    open_marks: list[int] = []
    for match in DOUBLE.finditer(text, paragraph.start, paragraph.end):
        if _opens(text, match.start(), match.end(), paragraph, bool(open_marks)):
            if open_marks and match.group()[0] in "\"'":
                open_marks.pop()
            open_marks.append(match.start())
        elif open_marks:
            pairs.append(Span(open_marks.pop(), match.end()))
    return pairs, open_marks[-1] if open_marks else None


def _opens(text: str, start: int, end: int, paragraph: Span, is_open: bool) -> bool:
    """Whether a double mark opens; a straight one, or two apostrophes, tell by the white space around them."""
    mark = text[start:end]
    if mark[0] in OPENERS or mark in ("``", "‘‘"):
        return True
    if mark[0] in CLOSERS or mark == "’’":
        return False
    after_space = start == paragraph.start or text[start - 1] in BEFORE_OPENING
    before_space = end >= paragraph.end or text[end].isspace() or text[end] in ".,;:!?)"
    if after_space != before_space:
        return after_space
    return not is_open


def _outermost(pairs: list[Span]) -> list[Span]:
    """Pairs that lie in no other, in order."""
    kept: list[Span] = []
    for pair in sorted(pairs, key=lambda pair: (pair.start, -pair.end)):
        if not kept or pair.start >= kept[-1].end:
            kept.append(pair)
    return kept


def _single_pairs(text: str, paragraph: Span) -> Iterator[Span]:
    """Pairs of single marks that cannot be apostrophes."""
    marks = [match.start() for match in SINGLE.finditer(text, paragraph.start, paragraph.end)]
    position = paragraph.start
    for number, mark in enumerate(marks):
        if mark < position or not _opens_single(text, mark, paragraph):
            continue
        closing = _closing(text, mark, marks[number + 1 :], paragraph)
        if closing is not None:
            yield Span(mark, closing + 1)
            position = closing + 1


def _opens_single(text: str, mark: int, paragraph: Span) -> bool:
    at_word = mark == paragraph.start or text[mark - 1] in BEFORE_OPENING
    return (
        at_word
        and text[mark] != "’"
        and mark + 1 < paragraph.end
        and text[mark + 1].isalnum()
        and not ELISION.match(text, mark)
    )


def _closing(text: str, opening: int, marks: list[int], paragraph: Span) -> int | None:
    """The mark that closes a single quotation: not inside a word; one after a plural s only if no other does."""
    after_plural = None
    for mark in marks:
        if text[mark] == "‘" or _opens_single(text, mark, paragraph):
            break
        inside_word = mark + 1 < paragraph.end and text[mark + 1].isalnum()
        if inside_word or text[mark - 1].isspace():
            continue
        if text[mark - 1] != "s":
            return mark
        after_plural = after_plural if after_plural is not None else mark
    return after_plural
