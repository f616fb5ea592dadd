"""The lines of a flattened page, and what each shows by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from comity.lexicons.outlets import Outlets
from comity.vocabulary import DropReason

BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
WORD = re.compile(r"\w+(?:['’.-]\w+)*")
SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*\W*$""")
HAS_DIGIT = re.compile(r"\d")
QUOTE_MARK = re.compile(r"[“”\"«»]")
RIGHTS = re.compile(r"©|\bcopyright (\(c\)|\d{4})|\brights reserved\b|\bmay not be (published|reproduced|broadcast)")
RIGHTS_SIGNS = ("©", "copyright", "rights reserved", "may not be")
DIVIDER = re.compile(r"[|•·»›►→]")
RUN_TOGETHER = re.compile(
    r"[A-Z](?:(?<=[a-z]{4}[A-Z])(?:[a-z]| [a-z\d])|(?<=[a-z][.!?][A-Z])[a-z]|(?<=\d[A-Z])[a-z]{2})"
)
DATED = re.compile(r"\b\d{1,2}:\d\d\b|\b(19|20)\d\d\b|\b(ago|am|pm|a\.m|p\.m|EST|GMT|ET|yesterday|today)\b")
CUT_OFF = re.compile(r"(…|\.\.\.|\[…\])\W*$")
COMMENTS_BEGIN = re.compile(
    r"^\W*(\d+ )?(comments?|responses?|replies)\b(?! (on|from|by|made))|\b\d+ comments?\b"
    r"|^(leave|post|add|join) (a|the|your) (comment|reply|conversation)|\bresponses? to [“\"‘]"
)
ELSEWHERE = re.compile(
    r"\W*(?:(?:read|see|watch)(?: also| more| next| here)?|also (?:read|see)|related(?: \w+)?|recommended|don.t miss"
    r"|more on this)\s*:"
)
COMMENT_SIGNS = ("comment", "repl", "respons", "conversation")
OTHERS_BEGIN = re.compile(
    r"^\W*(related|more (from|on|stories|news)|read (more|also|next)|also read|see also|recommended|up next|next up"
    r"|(most|top|trending|latest|popular|recent|featured|must.reads?|editor.?s.? picks?)\b"
    r"|don.t miss|what (to read|others)|you (may|might) (also )?|about the author)",
    re.IGNORECASE,
)
HEADING = 10  # words that a heading over other lines has at most
GIANT = 150  # words from which a line is a whole story or a legal notice
FREQUENT_WORDS = """
the of to and in a is that for it was on as with be by at from has he have are his an not but they which this will had
were said who their its been after would about more than also when up we i she her him or one there if out so what
"""
FREQUENT = frozenset(FREQUENT_WORDS.split())
SAYING = frozenset("said says told added announced reported according was were had".split())
READER = frozenset("you your our us we".split())
CALLS = frozenset("sign follow subscribe click read get download join log".split())
STEM = 6  # letters by which words count as the same topic
SHORT_LINE = 100  # characters of lines that are kept in mind
LONGEST_CAPTION = 110  # words
WRAPPED = 55  # characters that the longest line of a hard-wrapped paragraph has at least
CALL, CALLING = 40, 30  # words of a line that calls the reader elsewhere; characters in which its colon stands
LONGEST_LABEL, LONGEST_CUED = 12, 90  # words of a label, and of a sentence that may be no article by its own words
SENTENCE_REASONS: tuple[DropReason, ...] = ("advertisement", "comment", "legal", "promotion")
BEGINNING, END = 120, 12  # characters of a line in which titles run into text, and its end is seen
SAMPLE, TOPIC_WORDS = 30, 60  # words of a line that are looked at for capitals, and for topics


class Line(Struct, frozen=True):
    """One line (or hard-wrapped paragraph) of the page."""

    text: str
    joined: bool  # no blank line divides it from the line above
    words: int
    ended: bool  # ends as a sentence does
    prose: bool  # reads as a sentence or several
    cue: DropReason | None  # why its own words say it is no article
    topics: frozenset[str]  # its words that tell a topic: longer, not among the most frequent
    shows: frozenset[str]  # its marks, by their names among those of the line classifier
    capitals: float  # share of its longer words that begin with a capital
    digits: float  # share of its words that begin with a digit
    frequent: float  # share of its words that are among the most frequent


def split_lines(text: str, outlets: Outlets) -> tuple[Line, ...]:
    """The page's lines that are not blank; a hard-wrapped paragraph is one line."""
    found: list[Line] = []
    for block in BLANK_LINE.split(text):
        rows = [" ".join(row.split()) for row in block.split("\n")]
        rows = [row for row in rows if row]
        rows = [" ".join(rows)] if is_wrapped(rows) else rows
        found += [read_line(row, outlets, joined=number > 0) for number, row in enumerate(rows)]
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


def read_line(text: str, outlets: Outlets, *, joined: bool = False) -> Line:
    """What one line shows by itself; short lines come again on page after page and are kept in mind."""
    return short_line(text, joined, outlets) if len(text) <= SHORT_LINE else described(text, joined, outlets)


@lru_cache(maxsize=20_000)
def short_line(text: str, joined: bool, outlets: Outlets) -> Line:
    """One line and its marks; menus and labels of a site are described once."""
    return described(text, joined, outlets)


def described(text: str, joined: bool, outlets: Outlets) -> Line:
    """One line and its marks."""
    lower = text.lower()
    words = WORD.findall(lower)
    count = len(words)
    frequent = sum(map(FREQUENT.__contains__, words)) / count if count else 0.0
    ended = SENTENCE_END.search(text[-END:]) is not None
    run_together = RUN_TOGETHER.search(text[:BEGINNING]) is not None
    teaser = count < GIANT and run_together  # a title and its first words, run together
    prose = count >= 8 and frequent >= 0.2 and (ended or count >= 25) and not teaser
    you = speaks_to_reader(words)
    cue = cue_of(lower, count, you, outlets)
    topics = frozenset([word[:STEM] for word in words[:TOPIC_WORDS] if len(word) > 3]) - FREQUENT
    shows = marks_of(text, lower, words, ended, cue)
    if you:
        shows.append("you")
    if prose:
        shows.append("prose")
    if run_together:
        shows.append("run-together")
    if count <= LONGEST_CAPTION and outlets.tells_picture(lower):
        shows.append("caption")
    sample = text.split(None, SAMPLE)[:SAMPLE]
    long = [word[0] for word in sample if len(word) > 3]
    capitals = sum(map(str.isupper, long)) / len(long) if long else 0.0
    digits = sum([word[0].isdigit() for word in sample]) / len(sample) if HAS_DIGIT.search(text) else 0.0
    return Line(text, joined, count, ended, prose, cue, topics, frozenset(shows), capitals, digits, frequent)


def marks_of(text: str, lower: str, words: Sequence[str], ended: bool, cue: DropReason | None) -> list[str]:
    """Marks of a line by its length, its ends and its words."""
    count = len(words)
    found = [length_of(count)]
    if ended:
        found.append("ended")
        if CUT_OFF.search(text[-END:]):
            found.append("cut-off")
    elif 4 <= count < 25:
        found.append("title-like")
    if text.endswith(":"):
        found.append("colon")
    if text[:1].islower():
        found.append("lower")
    if ", " in text:
        found.append("comma")
    if QUOTE_MARK.search(text):
        found.append("quote")
    if not SAYING.isdisjoint(words):
        found.append("saying")
    if DIVIDER.search(text) or text.count(" - ") > 1:
        found.append("listing")
    if count < 12 and DATED.search(text):
        found.append("dated-short")
    if cue:
        found.append(f"cue-{cue}")
    if count <= HEADING:
        signed = any(map(lower.__contains__, COMMENT_SIGNS))
        if cue == "comment" or (signed and COMMENTS_BEGIN.search(lower)):
            found.append("heads-comments")
        if OTHERS_BEGIN.search(text):
            found.append("heads-others")
    return found


def length_of(count: int) -> str:
    """The mark of a line with so many words."""
    if count < 2:
        return "one-word"
    if count < 5:
        return "short"
    if count < 12:
        return "middling"
    if count < 25:
        return "sentence-long"
    if count < 50:
        return "long"
    return "very-long" if count < GIANT else "giant"


def cue_of(lower: str, count: int, you: bool, outlets: Outlets) -> DropReason | None:
    """Why a line's own words say that it is no article; a whole sentence must speak to the reader or of rights.

    The line is in lower case and has `count` words; `you`: it speaks to the reader.
    """
    if count > LONGEST_CUED:
        return None
    if count <= LONGEST_LABEL:
        return outlets.reason(lower)
    if count <= CALL and ":" in lower[:CALLING] and ELSEWHERE.match(lower):
        return "related"
    rights = any(map(lower.__contains__, RIGHTS_SIGNS)) and RIGHTS.search(lower) is not None
    speaks = you and QUOTE_MARK.search(lower) is None
    cue = outlets.reason(lower, SENTENCE_REASONS) if rights or speaks else None
    return cue if cue != "promotion" or speaks else None


def speaks_to_reader(words: Sequence[str]) -> bool:
    """Whether a line says "you" or "we", or begins as a call to do something."""
    return not READER.isdisjoint(words) or (len(words) > 0 and words[0] in CALLS)
