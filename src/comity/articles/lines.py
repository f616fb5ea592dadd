"""The lines of a flattened page, and what each shows by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from msgspec import Struct

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
    UPPER,
    Codes,
    Flags,
    Kinds,
    codes_of,
    kinds_of,
)  # fmt: skip
from comity.articles.topics import Table, Told, Topics, echoes_below, told_of, topics_of
from comity.articles.words import CALL as CALLS
from comity.articles.words import DAY, FREQUENT, READER, SAYING, Places, Words, kinds_of_words, words_in
from comity.articles.words import Kinds as WordKinds
from comity.lexicons.outlets import Outlets
from comity.vocabulary import DropReason

WORD = re.compile(r"\w+(?:['’.-]\w+)*")
SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*\W*$""")
RUN_TOGETHER = re.compile(
    r"[A-Z](?:(?<=[a-z]{4}[A-Z])(?:[a-z]| [a-z\d])|(?<=[a-z][.!?][A-Z])[a-z]|(?<=\d[A-Z])[a-z]{2})"
)
DATED = re.compile(r"\b\d{1,2}:\d\d\b|\b(19|20)\d\d\b|\b(ago|am|pm|a\.m|p\.m|EST|GMT|ET|yesterday|today)\b")
CUT_OFF = re.compile(r"(…|\.\.\.|\[…\])\W*$")
ELSEWHERE = re.compile(
    r"\W*(?:(?:read|see|watch)(?: also| more| next| here)?|also (?:read|see)|related(?: \w+)?|recommended|don.t miss"
    r"|more on this)\s*:"
)
HEADING = 10  # words that a heading over other lines has at most
GIANT = 150  # words from which a line is a whole story or a legal notice
LONGEST_CAPTION = 110  # words
WRAPPED, WIDEST = 55, 100  # characters that the longest line of a hard-wrapped paragraph has at least and at most
CALL, CALLING = 40, 30  # words of a line that calls the reader elsewhere; characters in which its colon stands
LONGEST_LABEL, LONGEST_CUED = 12, 90  # words of a label, and of a sentence that may be no article by its own words
SPACES = "".join(c for c in map(chr, range(0x3001)) if c.isspace() and c not in " \n")
SENTENCE_REASONS: tuple[DropReason, ...] = ("advertisement", "comment", "legal", "promotion")
BEGINNING, END = 120, 12  # characters of a line in which titles run into text, and its end is seen
SAMPLE, TOPIC_WORDS = 30, 60  # words of a line that are looked at for capitals and digits, and for topics


class Line(Struct, frozen=True):
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


class Lines(Struct, frozen=True, eq=False):
    """The lines of a page, in order, and what each shows by itself, all of them at once."""

    rows: tuple[Line, ...]
    shows: Mapping[str, Flags]  # for each mark of the line classifier, by its name, the lines that have it
    numbers: Mapping[str, Table]  # shares of words: that begin with a capital or a digit, that are frequent
    topics: Topics  # its words that tell a topic: longer, not among the most frequent
    told: Told  # where these stand in prose
    echo: Table  # how often a line's topics come back in the prose below


def split_lines(text: str, outlets: Outlets) -> Lines:
    """The page's lines that are not blank; a hard-wrapped paragraph is one line."""
    texts: list[str] = []
    joined: list[bool] = []
    for block in single_spaced(text).split("\n\n"):
        rows = [row for row in block.split("\n") if row]
        rows = [" ".join(rows)] if is_wrapped(rows) else rows
        texts += rows
        joined += [number > 0 for number in range(len(rows))]
    return read_lines(texts, outlets, joined)


def single_spaced(text: str) -> str:
    """The text with one space for each run of them and none beside line ends."""
    for space in SPACES:
        text = text.replace(space, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text.replace(" \n", "\n").replace("\n ", "\n").strip(" ")


def is_wrapped(rows: Sequence[str]) -> bool:
    """Whether the rows are one paragraph cut at a width: all but the last long and alike, most ending mid-sentence."""
    if len(rows) < 2 or not 0.7 * WRAPPED <= len(rows[0]) <= WIDEST:
        return False
    *full, last = rows
    longest = max(map(len, full))
    if not WRAPPED <= longest <= WIDEST or min(map(len, full)) < 0.7 * longest or len(last) > longest + 10:
        return False
    return sum(SENTENCE_END.search(row) is None for row in full) * 2 > len(full)


def read_lines(texts: Sequence[str], outlets: Outlets, joined: Sequence[bool] | None = None) -> Lines:
    """What each line shows by itself. Lines are single-spaced and not empty; `joined`: as in Line; None: none is."""
    page = "\n".join(["", *texts, ""])
    codes = codes_of(page)
    kinds = kinds_of(codes)
    ends = np.flatnonzero(codes == ord("\n"))
    starts = ends[:-1] + 1
    words = words_in(codes, kinds & (PART | JOINED) > 0)
    meant = kinds_of_words().of(words)
    line = np.searchsorted(starts, words.start, side="right") - 1  # of each word
    count = np.bincount(line, minlength=len(texts))
    frequent = np.bincount(line, meant & FREQUENT > 0, len(texts)) / np.maximum(count, 1)
    told, first_told = each_of_words(meant, count)
    you = (told & READER > 0) | (first_told & CALLS > 0)
    lowers = page.lower().split("\n")[1:-1]
    possible = outlets.cues.possible(codes, ends)
    letters, first = each(kinds, starts), kinds[starts]
    ended = np.array([SENTENCE_END.search(text[-END:]) is not None for text in texts], np.bool_)
    run_together = runs_together(texts, codes, kinds, starts)
    teaser = (count < GIANT) & run_together  # a title and its first words, run together
    prose = (count >= 8) & (frequent >= 0.2) & (ended | (count >= 25)) & ~teaser
    when = (letters & (DECIMAL | JOINED) > 0) | (told & DAY > 0)

    def says(kind: str, among: Flags) -> Flags:
        return where(among, lambda n: outlets.says(kind, lowers[n], possible[n]))

    quote = letters & QUOTE > 0
    cues = cues_of(
        lowers,
        count,
        possible,
        you & ~quote,
        says("rights", (count > LONGEST_LABEL) & (count <= LONGEST_CUED)),
        outlets,
    )
    commenting = np.array([cue == "comment" for cue in cues], np.bool_)
    shows = {
        "prose": prose,
        "ended": ended,
        "cut-off": where(ended, lambda n: CUT_OFF.search(texts[n][-END:]) is not None),
        "title-like": ~ended & (count >= 4) & (count < 25),
        "colon": np.array([text.endswith(":") for text in texts], np.bool_),
        "lower": first & LOWER > 0,
        "comma": np.array([", " in text for text in texts], np.bool_),
        "quote": quote,
        "saying": told & SAYING > 0,
        "you": you,
        "listing": (letters & DIVIDER > 0) | np.array([text.count(" - ") > 1 for text in texts], np.bool_),
        "run-together": run_together,
        "dated-short": where((count < 12) & when, lambda n: DATED.search(texts[n]) is not None),
        "caption": says("caption", count <= LONGEST_CAPTION),
        "heads-comments": says("heads_comments", count <= HEADING) | (commenting & (count <= HEADING)),
        "heads-others": says("heads_others", count <= HEADING),
    }
    columns = (
        count, ended, prose, np.array(cues, object), you, shows["listing"], shows["dated-short"], shows["caption"],
        run_together, shows["heads-others"],
    )  # fmt: skip
    apart = [False] * len(texts) if joined is None else joined
    rows = tuple(map(Line, texts, apart, *[column.tolist() for column in columns]))
    numbers = {**shares_of(codes, kinds, starts, ends, letters), "frequent": frequent}
    topics = topics_in(words, meant, line, count, prose)
    told_where = told_of(topics)
    return Lines(rows, shows, numbers, topics, told_where, echoes_below(topics, told_where))


def each(kinds: Kinds, starts: Places) -> Kinds:
    """For each line the kinds that any of its characters has."""
    return np.bitwise_or.reduceat(kinds, starts) if len(starts) else kinds[:0]


def each_of_words(meant: WordKinds, count: Places) -> tuple[WordKinds, WordKinds]:
    """For each line the kinds that any of its words has, and those of its first word."""
    some, first = count > 0, np.cumsum(count) - count
    told, first_told = np.zeros((2, len(count)), np.uint8)
    if len(meant):
        told[some], first_told[some] = np.bitwise_or.reduceat(meant, first[some]), meant[first[some]]
    return told, first_told


def topics_in(words: Words, meant: WordKinds, line: Places, count: Places, prose: Flags) -> Topics:
    """The topic words of the lines: the longer ones among their first words that are not among the most frequent."""
    rank = np.arange(len(line)) - (np.cumsum(count) - count)[line]
    telling = (words.length > 3) & (meant & FREQUENT == 0) & (rank < TOPIC_WORDS)
    return topics_of(line[telling], words.stem[telling], prose)


def where(candidates: Flags, holds: Callable[[int], bool]) -> Flags:
    """The candidates for which it holds."""
    found = np.zeros(len(candidates), np.bool_)
    found[[number for number in np.flatnonzero(candidates).tolist() if holds(number)]] = True
    return found


def runs_together(texts: Sequence[str], codes: Codes, kinds: Kinds, starts: Places) -> Flags:
    """Which lines have at their beginning a capital right behind a word's end."""
    places = np.flatnonzero((kinds[1:] & CAPITAL > 0) & (kinds[:-1] & BEFORE > 0)) + 1
    line = np.searchsorted(starts, places, side="right") - 1
    candidates = np.zeros(len(texts), np.bool_)
    candidates[line[places < starts[line] + BEGINNING]] = True
    return where(candidates, lambda n: RUN_TOGETHER.search(texts[n][:BEGINNING]) is not None)


def shares_of(codes: Codes, kinds: Kinds, starts: Places, ends: Places, letters: Kinds) -> dict[str, Table]:
    """For each line the shares of its first words that begin with a capital (longer ones only) or with a digit."""
    space = (codes == ord(" ")) | (codes == ord("\n"))
    edges = np.flatnonzero(space[1:] != space[:-1]) + 1
    first, length = edges[::2], edges[1::2] - edges[::2]
    line = np.searchsorted(starts, first, side="right") - 1
    early = np.arange(len(first)) - np.searchsorted(first, starts)[line] < SAMPLE
    first, length, line = first[early], length[early], line[early]
    begun, size = kinds[first], len(starts)
    long = length > 3
    capitals = np.bincount(line[long], begun[long] & UPPER > 0, size) / np.maximum(
        np.bincount(line[long], None, size), 1
    )
    digits = np.bincount(line, begun & DIGIT > 0, size) / np.maximum(np.bincount(line, None, size), 1)
    return {"capitals": capitals, "digits": digits * (letters & DECIMAL > 0)}


def cues_of(
    lowers: Sequence[str], count: Places, possible: Sequence[int], speaks: Flags, rights: Flags, outlets: Outlets
) -> list[DropReason | None]:
    """Why each line's own words say that it is no article; a whole sentence must speak to the reader or of rights.

    A line is in lower case and has `count` words; `possible`: the expressions that may be found in it.
    """
    cues: list[DropReason | None] = [None] * len(lowers)
    label = count <= LONGEST_LABEL
    for number in np.flatnonzero(label).tolist():
        cues[number] = outlets.reason(lowers[number], possible[number])
    for number in np.flatnonzero((speaks | rights) & ~label & (count <= LONGEST_CUED)).tolist():
        cue = outlets.reason(lowers[number], possible[number], SENTENCE_REASONS)
        cues[number] = cue if cue != "promotion" or speaks[number] else None
    for number in np.flatnonzero(~label & (count <= CALL)).tolist():
        if ":" in lowers[number][:CALLING] and ELSEWHERE.match(lowers[number]):
            cues[number] = "related"
    return cues
