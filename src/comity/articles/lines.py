"""The lines of a flattened page, and what each shows by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np
from msgspec import Struct

from comity.articles.cues import HEADING, cues_of
from comity.articles.letters import (
    BEFORE,
    CAPITAL,
    DECIMAL,
    DIGIT,
    DIVIDER,
    JOINED,
    LOWER,
    PART,
    QUOTE,
    STOP,
    UPPER,
    Flags,
    Letters,
    Places,
    letters_of,
)  # fmt: skip
from comity.articles.rows import rows_of
from comity.articles.topics import Table, Told, Topics, echoes_below, told_of, topics_of
from comity.articles.words import BEGINS, DAY, ENDS, FREQUENT, READER, SAYING, Words, kinds_of_words, words_in
from comity.articles.words import CALL as CALLS
from comity.articles.words import Kinds as WordKinds
from comity.lexicons.outlets import REASONS, Outlets
from comity.vocabulary import DropReason

WORD = re.compile(r"\w+(?:['’.-]\w+)*")
RUN_TOGETHER = re.compile(
    r"[A-Z](?:(?<=[a-z]{4}[A-Z])(?:[a-z]| [a-z\d])|(?<=[a-z][.!?][A-Z])[a-z]|(?<=\d[A-Z])[a-z]{2})"
)
DATED = re.compile(r"\d(?<=\b\d)(?:\d?:\d\d|(?<=1)9\d\d|(?<=2)0\d\d)\b")  # an hour or a year
DATED_BY_WORD = re.compile(r"\b(ago|am|pm|a\.m|p\.m|EST|GMT|ET|yesterday|today)\b")
CUT_OFF = re.compile(r"(…|\.\.\.|\[…\])\W*$")
GIANT = 150  # words from which a line is a whole story or a legal notice
TOLD_OF_LINES = ("you", "listing", "dated-short", "caption", "run-together", "heads-others")
BEGINNING, END = 120, 12  # characters of a line in which titles run into text, and its end is seen
SAMPLE, TOPIC_WORDS = 30, 60  # words of a line that are looked at for capitals and digits, and for topics


class Line(Struct, frozen=True, gc=False):
    """One line (or hard-wrapped paragraph) of the page."""

    text: str
    joined: bool  # no blank line divides it from the line above
    words: int
    ended: bool  # ends as a sentence does
    prose: bool  # reads as a sentence or several
    cue: DropReason | None  # why its own words say it is no article
    you: bool  # speaks to the reader
    listing: bool  # divided as lists are
    dated: bool  # short, with a day or hour
    caption: bool  # credits a picture or points at one
    run_together: bool  # a title and its first words without a space
    heads_others: bool  # a heading over other stories
    credit: bool  # may be a byline, a wire service's name or a date: begins or ends so, or has a number


class LineWords(Struct, frozen=True, eq=False):
    """The words of a page's lines."""

    words: Words
    meant: WordKinds  # kinds of each word
    line: Places  # of each word
    count: Places  # words of each line
    first: Places  # for each line the number of its first word
    frequent: Table  # share of a line's words that are among the most frequent


class Lines(Struct, frozen=True, eq=False, dict=True):
    """The lines of one or more pages, in order, and what each shows by itself, all of them at once."""

    rows: tuple[Line, ...]
    pages: tuple[range, ...]  # for each page the numbers of its lines
    letters: Letters
    words: LineWords
    cue: Places  # for each line the number of its cue in REASONS; -1: it has none
    shows: Mapping[str, Flags]  # for each mark of the line classifier, by its name, the lines that have it

    @cached_property
    def first(self) -> Places:
        """For each line the number of its page's first one."""
        return np.repeat(*np.array([(page.start, len(page)) for page in self.pages], np.int64).T)

    @cached_property
    def behind(self) -> Places:
        """For each line the number behind that of its page's last one."""
        return np.repeat(*np.array([(page.stop, len(page)) for page in self.pages], np.int64).T)

    @cached_property
    def numbers(self) -> Mapping[str, Table]:
        """For each line shares of its words: that begin with a capital or a digit, that are frequent."""
        return {**shares_of(self.letters), "frequent": self.words.frequent}

    @cached_property
    def topics(self) -> Topics:
        """The words that tell a topic: longer, not among the most frequent."""
        return topics_in(self.words, self.shows["prose"], self.pages)

    @cached_property
    def told(self) -> Told:
        """Where the topics stand in prose."""
        return told_of(self.topics)

    @cached_property
    def echo(self) -> Table:
        """How often a line's topics come back in the prose below."""
        return echoes_below(self.topics, self.told)


def split_lines(text: str, outlets: Outlets) -> Lines:
    """The page's lines that are not blank; a hard-wrapped paragraph is one line."""
    return split_pages([text], outlets)


def split_pages(texts: Sequence[str], outlets: Outlets) -> Lines:
    """The lines of some pages that are not blank, read together."""
    rows, joined, counts = list[str](), list[bool](), list[int]()
    for text in texts:
        own, blocks = rows_of(text)
        rows += own
        joined += blocks
        counts.append(len(own))
    return read_lines(rows, outlets, joined, counts)


def read_lines(
    texts: Sequence[str],
    outlets: Outlets,
    joined: Sequence[bool] | None = None,
    counts: Sequence[int] | None = None,
) -> Lines:
    """What each line shows by itself. Lines are single-spaced and not empty; `joined`: as in Line; None: none is.

    `counts` are the numbers of lines of the pages that they are of, one after the other; None: they are of one page.
    """
    letters = letters_of(texts)
    words = words_in_lines(letters, outlets)
    shows = {**shown_by_letters(texts, letters, words), **shown_by_words(words)}
    count, ended = words.count, shows["ended"]
    teaser = (count < GIANT) & shows["run-together"]  # a title and its first words, run together
    shows["prose"] = (count >= 8) & (words.frequent >= 0.2) & (ended | (count >= 25)) & ~teaser
    cues = cues_of(texts, letters, count, shows["you"] & ~shows["quote"], outlets.cues)
    shows["caption"], shows["heads-others"] = cues.caption, cues.heads_others
    shows["heads-comments"] = cues.heads_comments | ((count <= HEADING) & (cues.why == REASONS.index("comment")))
    joined = joined or [False] * len(texts)
    shows["same-block"] = np.array(joined, np.bool_)
    columns = [column.tolist() for column in (count, ended, shows["prose"])]
    flags = [shows[name].tolist() for name in TOLD_OF_LINES]
    credit = ((letters.shown & DECIMAL > 0) | shows.pop("credit")).tolist()
    why = map((*REASONS, None).__getitem__, cues.why.tolist())
    rows = tuple(map(Line, texts, joined, *columns, why, *flags, credit))
    return Lines(rows, pages_of(counts or [len(texts)]), letters, words, cues.why, shows)


def pages_of(counts: Sequence[int]) -> tuple[range, ...]:
    """The numbers of the lines of each page, which has so many."""
    ends = list(accumulate(counts))
    return tuple(map(range, [0, *ends], ends))


def words_in_lines(letters: Letters, outlets: Outlets) -> LineWords:
    """The words of the lines."""
    words = words_in(letters.codes, letters.kinds & (PART | JOINED) > 0)
    meant, line = kinds_of_words(outlets).of(words.number), letters.line[words.start]
    count = np.bincount(line, minlength=letters.size)
    frequent = np.bincount(line, meant & FREQUENT > 0, letters.size) / np.maximum(count, 1)
    return LineWords(words, meant, line, count, np.cumsum(count) - count, frequent)


def shown_by_letters(texts: Sequence[str], letters: Letters, words: LineWords) -> dict[str, Flags]:
    """Marks of lines by their length, their ends and what characters stand in them."""
    count, kinds, ends = words.count, letters.shown, letters.ends[1:]
    ended = letters.ends_with(STOP, PART, END)
    dashed = where(letters.counts_of(" - ") > 1, lambda n: texts[n].count(" - ") > 1)
    short, numbered = count < 12, kinds & DECIMAL > 0
    dated = where(short & numbered, lambda n: DATED.search(texts[n]) is not None)
    day_named = (kinds & JOINED > 0) | letters.lines_at(words.words.start[words.meant & DAY > 0])
    return {
        "ended": ended,
        "cut-off": where(ended, lambda n: CUT_OFF.search(texts[n][-END:]) is not None),
        "title-like": ~ended & (count >= 4) & (count < 25),
        "colon": letters.codes[ends - 1] == ord(":"),
        "lower": letters.kinds[letters.starts] & LOWER > 0,
        "comma": letters.counts_of(", ") > 0,
        "quote": kinds & QUOTE > 0,
        "listing": (kinds & DIVIDER > 0) | dashed,
        "run-together": runs_together(texts, letters),
        "dated-short": dated | where(short & day_named & ~dated, lambda n: DATED_BY_WORD.search(texts[n]) is not None),
    }


def shown_by_words(words: LineWords) -> dict[str, Flags]:
    """Marks of lines by their words."""
    any_word, first_word, last_word = np.zeros((3, len(words.count)), np.uint8)
    if len(words.meant):
        some = words.count > 0
        first = words.first[some]
        any_word[some], first_word[some] = np.bitwise_or.reduceat(words.meant, first), words.meant[first]
        last_word[some] = words.meant[first + words.count[some] - 1]
    return {
        "saying": any_word & SAYING > 0,
        "you": (any_word & READER > 0) | (first_word & CALLS > 0),
        "credit": (first_word & BEGINS > 0) | (last_word & ENDS > 0),
    }


def topics_in(words: LineWords, prose: Flags, pages: Sequence[range]) -> Topics:
    """The topic words of the lines: the longer ones among their first words that are not among the most frequent."""
    telling = (words.words.length > 3) & (words.meant & FREQUENT == 0)
    if len(words.count) and words.count.max() > TOPIC_WORDS:
        telling &= np.arange(len(words.line)) - words.first[words.line] < TOPIC_WORDS
    return topics_of(words.line[telling], words.words.stem[telling], prose, pages)


def where(candidates: Flags, holds: Callable[[int], bool]) -> Flags:
    """The candidates for which it holds."""
    found = np.zeros(len(candidates), np.bool_)
    for number in candidates.nonzero()[0].tolist():
        if holds(number):
            found[number] = True
    return found


def runs_together(texts: Sequence[str], letters: Letters) -> Flags:
    """Which lines have at their beginning a capital right behind a word's end."""
    kinds = letters.kinds
    places = np.flatnonzero((kinds[1:] & CAPITAL > 0) & (kinds[:-1] & BEFORE > 0)) + 1
    early = places[places < letters.starts[letters.line[places]] + BEGINNING]
    return where(letters.lines_at(early), lambda n: RUN_TOGETHER.search(texts[n][:BEGINNING]) is not None)


def shares_of(letters: Letters) -> dict[str, Table]:
    """For each line the shares of its first words that begin with a capital (longer ones only) or with a digit."""
    length = np.diff(letters.spaces) - 1
    first, length = letters.spaces[:-1][length > 0] + 1, length[length > 0]
    early = np.arange(len(first)) - np.searchsorted(first, letters.starts)[letters.line[first]] < SAMPLE
    first, long = first[early], length[early] > 3
    line, begun = letters.line[first], letters.kinds[first]
    words, long_words = (np.maximum(np.bincount(of, minlength=letters.size), 1) for of in (line, line[long]))
    return {
        "capitals": np.bincount(line[long], begun[long] & UPPER > 0, letters.size) / long_words,
        "digits": np.bincount(line, begun & DIGIT > 0, letters.size) / words * (letters.shown & DECIMAL > 0),
    }
