"""The lines of a flattened page, and what each shows by itself."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct, structs

from comity.lexicons.outlets import Outlets
from comity.vocabulary import DropReason

WORD = re.compile(r"\w+(?:['’.-]\w+)*")
SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*\W*$""")
QUOTE_MARK = re.compile(r"[“”\"«»]")
SAYING = re.compile(r"\b(said|says|told|added|according to|announced|reported|was|were|had|have been|has been)\b")
TO_READER = re.compile(
    r"\b(you|your|our|us|we)\b|^(sign|follow|subscribe|click|read|get|download|join|log)\b", re.IGNORECASE
)
RIGHTS = re.compile(
    r"©|\bcopyright (\(c\)|\d{4})|\brights reserved\b|\bmay not be (published|reproduced|broadcast)", re.IGNORECASE
)
LISTING = re.compile(r"[|•·»›►→]|\s-\s.*\s-\s")
RUN_TOGETHER = re.compile(r"[a-z]{4}[A-Z](?:[a-z]| [a-z\d])|[a-z][.!?][A-Z][a-z]|\d[A-Z][a-z]{2}")
DATED = re.compile(r"\b\d{1,2}:\d\d\b|\b(19|20)\d\d\b|\b(ago|am|pm|a\.m|p\.m|EST|GMT|ET|yesterday|today)\b")
CUT_OFF = re.compile(r"(…|\.\.\.|\[…\])\W*$")
GIANT = 150  # words from which a line is a whole story or a legal notice
LEAD = 40  # characters by which two lines count as the same
FREQUENT_WORDS = """
the of to and in a is that for it was on as with be by at from has he have are his an not but they which this will had
were said who their its been after would about more than also when up we i she her him or one there if out so what
"""
FREQUENT = frozenset(FREQUENT_WORDS.split())
STEM = 6  # letters by which words count as the same topic
SHORT_LINE = 100  # characters of lines that are kept in mind
LONGEST_CAPTION = 110  # words
WRAPPED = 55  # characters that the longest line of a hard-wrapped paragraph has at least
LONGEST_LABEL, LONGEST_CUED = 12, 90  # words of a label, and of a sentence that may be no article by its own words
SENTENCE_CUES = frozenset({"legal", "comment", "advertisement"})


class Line(Struct, frozen=True):
    """One line (or hard-wrapped paragraph) of the page."""

    text: str
    block: int  # lines that no blank line divides share it
    words: int
    ended: bool  # ends as a sentence does
    prose: bool  # reads as a sentence or several
    cue: DropReason | None  # why its own words say it is no article
    topics: frozenset[str]  # its words that tell a topic: longer, not among the most frequent
    shows: dict[str, float]  # what the line classifier sees of it alone


def split_lines(text: str, outlets: Outlets) -> tuple[Line, ...]:
    """The page's lines that are not blank; a hard-wrapped paragraph is one line."""
    found: list[Line] = []
    for number, block in enumerate(re.split(r"\n[^\S\n]*\n\s*", text)):
        rows = [" ".join(row.split()) for row in block.split("\n")]
        rows = [row for row in rows if row]
        found += [read_line(row, number, outlets) for row in ([" ".join(rows)] if is_wrapped(rows) else rows)]
    return tuple(found)


def is_wrapped(rows: Sequence[str]) -> bool:
    """Whether the rows are one paragraph cut at a width: all but the last long and alike, most ending mid-sentence."""
    if len(rows) < 2:
        return False
    *full, last = rows
    longest = max(map(len, full))
    if not WRAPPED <= longest <= 100 or min(map(len, full)) < 0.7 * longest or len(last) > longest + 10:
        return False
    return sum(SENTENCE_END.search(row) is None for row in full) * 2 > len(full)


def read_line(text: str, block: int, outlets: Outlets) -> Line:
    """What one line shows by itself; short lines come again on page after page and are kept in mind."""
    line = short_line(text, outlets) if len(text) <= SHORT_LINE else described(text, outlets)
    return structs.replace(line, block=block)


@lru_cache(maxsize=20_000)
def short_line(text: str, outlets: Outlets) -> Line:
    """The line as block 0; menus and labels of a site are described once."""
    return described(text, outlets)


def described(text: str, outlets: Outlets) -> Line:
    """The line as block 0."""
    words = WORD.findall(text)
    count = len(words)
    frequent = sum(word.lower() in FREQUENT for word in words) / max(count, 1)
    ended = bool(SENTENCE_END.search(text))
    teaser = count < GIANT and bool(RUN_TOGETHER.search(text))  # a title and its first words, run together
    prose = count >= 8 and frequent >= 0.2 and (ended or count >= 25) and not teaser
    cue = cue_of(text, count, outlets)
    shows = marks_of(text, words, ended, prose)
    shows["frequent"] = frequent
    if cue:
        shows[f"cue-{cue}"] = 1.0
    if count <= LONGEST_CAPTION and outlets.caption.found_in(text.lower()):
        shows["caption"] = 1.0
    topics = frozenset(low for word in words if len(word) > 3 and (low := word.lower()[:STEM]) not in FREQUENT)
    return Line(text, 0, count, ended, prose, cue, topics, shows)


def marks_of(text: str, words: Sequence[str], ended: bool, prose: bool) -> dict[str, float]:
    """Length, shares and marks of a line; a mark that is not there is left out."""
    count = max(len(words), 1)
    long = [word for word in words if len(word) > 3]
    marks = {
        "prose": prose,
        "ended": ended,
        "colon": text.endswith(":"),
        "cut-off": CUT_OFF.search(text),
        "lower": text[:1].islower(),
        "comma": ", " in text,
        "quote": QUOTE_MARK.search(text),
        "saying": SAYING.search(text),
        "you": TO_READER.search(text),
        "listing": LISTING.search(text),
        "run-together": RUN_TOGETHER.search(text),
        "dated-short": count < 12 and DATED.search(text),
        "one-word": count == 1,
        "short": count < 5,
        "middling": 5 <= count < 12,
        "title-like": 4 <= count < 25 and not ended,
        "long": count >= 25,
        "very-long": 50 <= count < GIANT,
        "giant": count >= GIANT,
    }
    found = {name: 1.0 for name, on in marks.items() if on}
    found["length"] = math.log1p(count)
    found["capitals"] = sum(word[0].isupper() for word in long) / max(len(long), 1)
    found["digits"] = sum(word[0].isdigit() for word in words) / count
    return found


def cue_of(text: str, words: int, outlets: Outlets) -> DropReason | None:
    """Why a line's own words say that it is no article; a whole sentence must speak to the reader or of rights."""
    if words > LONGEST_CUED:
        return None
    if words <= LONGEST_LABEL:
        return outlets.reason(text)
    rights = RIGHTS.search(text) is not None
    speaks = TO_READER.search(text) is not None and QUOTE_MARK.search(text) is None
    cue = outlets.reason(text) if rights or speaks else None
    return cue if cue in SENTENCE_CUES or (cue == "promotion" and speaks) else None
