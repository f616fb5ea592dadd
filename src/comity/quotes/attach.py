"""Quotations -> the cue and the speaker that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from comity.lexicons.cues import CueLexicon
from comity.quotes.draft import span_of
from comity.quotes.grammar import NOMINAL, noun_phrase, speaker_of, trimmed
from comity.quotes.marks import Quotation
from comity.vocabulary import ParsedSentence, Span, Token

SPOKEN = frozenset({"say", "ask", "deny", "warn", "demand", "promise", "judge", "accuse"})
ENDS = frozenset(".?!")
JOINTS = frozenset({",", ":", ";", "—", "–", "-", "--", "…", "(", ")"})
LINE = re.compile(r"\n\s*\n|[.?!:\"”’»]\s*\n")
NAMING = ("NOUN", "PROPN", "PRON")
FAR = 36  # words beside a quotation in which its cue is sought
NEAR = 9  # words in which a verb that is no known cue may be one


class Word(NamedTuple):
    """A token with its sentence and the number of the quotation that it stands in."""

    sentence: ParsedSentence
    place: int
    quotation: int | None
    line: int  # counts the ends of paragraphs, and of lines that end a sentence, before it

    @property
    def token(self) -> Token:
        """The token itself."""
        return self.sentence.tokens[self.place]


class Attached(NamedTuple):
    """A cue with its speaker."""

    cue: Span
    speaker: Span | None
    head: Span | None  # the speaker's head word


def lay_out(text: str, sentences: Sequence[ParsedSentence], quotations: Sequence[Quotation]) -> list[Word]:
    """All words of the text in order, each with its quotation and line."""
    words: list[Word] = []
    number = line = last = 0
    for sentence in sentences:
        for index, token in enumerate(sentence.tokens):
            while number < len(quotations) and quotations[number].span.end <= token.start:
                number += 1
            inside = number < len(quotations) and quotations[number].span.start < token.end
            line += LINE.search(text[max(0, last - 1) : token.start]) is not None
            last = token.end
            words.append(Word(sentence, index, number if inside else None, line))
    return words


def before(words: Sequence[Word], first: int) -> list[Word]:
    """Words before position `first` back to another quotation or the end of a sentence, nearest first."""
    found: list[Word] = []
    for position in range(first - 1, max(-1, first - 1 - FAR), -1):
        word = words[position]
        if word.quotation is not None or word.token.text in ENDS:
            break
        crosses = word.line != (found[-1] if found else words[first]).line
        if crosses and (found or word.token.text != ":"):
            break
        found.append(word)
    return found


def after(words: Sequence[Word], last: int) -> list[Word]:
    """Words after position `last` up to another quotation or the end of the sentence."""
    found: list[Word] = []
    for word in words[last + 1 : last + 1 + FAR]:
        if word.quotation is not None or word.line != words[last].line or word.token.text in ENDS:
            break
        found.append(word)
    return found


def is_free(preceding: Sequence[Word], cues: CueLexicon) -> bool:
    """Whether a quotation stands for itself, and is no part of the sentence around it."""
    return not preceding or preceding[0].token.text in JOINTS or is_spoken(preceding[0].token, cues)


def is_spoken(token: Token, cues: CueLexicon) -> bool:
    """Whether the word is a verb that a quotation goes with."""
    if token.pos not in ("VERB", "AUX"):
        return False
    cue = cues.get(token.lemma, "VERB")
    return cue is not None and cue.grade in SPOKEN and ("clause" in cue.frames or "around" in cue.frames)


def cue_before(preceding: Sequence[Word], cues: CueLexicon) -> Word | None:
    """The cue that announces a quotation: "Putin said:"; nearest first, a verb of speech before any other."""
    known = next((word for word in preceding if is_spoken(word.token, cues)), None)
    if known is not None or not preceding or preceding[0].token.text not in (",", ":"):
        return known
    near = preceding[1:2] if preceding[0].token.text == "," else preceding[:NEAR]
    return next((word for word in near if word.token.pos == "VERB"), None)


def cue_after(following: Sequence[Word], closes: bool, cues: CueLexicon) -> Word | None:
    """The cue that follows a quotation: ", said Putin"; any finite verb where the quotation `closes` on a comma."""
    known = next((word for word in following if is_spoken(word.token, cues)), None)
    if known is not None or not closes:
        return known
    return next((word for word in following[:NEAR] if word.token.tag in ("VBD", "VBZ", "VBP")), None)


def attached(cue: Word, near: Sequence[Span]) -> Attached:
    """The cue with its speaker outside the quotations near it: by the parse, else the nearest noun."""
    sentence, place = cue.sentence, cue.place
    head = speaker_of(sentence, place)
    if head is None or sentence.tokens[head].pos not in NOMINAL or _within(sentence.tokens[head], near):
        head = _beside(sentence, place, near)
    where = span_of(sentence, (place,))
    if head is None:
        return Attached(where, None, None)
    free = [i for i in noun_phrase(sentence, head, place) if not _within(sentence.tokens[i], near)]
    phrase = trimmed(sentence, free) or (head,)
    return Attached(where, span_of(sentence, phrase), span_of(sentence, (head,)))


def _within(token: Token, spans: Sequence[Span]) -> bool:
    return any(span.start < token.end and token.start < span.end for span in spans)


def _beside(sentence: ParsedSentence, cue: int, spans: Sequence[Span]) -> int | None:
    """The noun between quotation and cue, else the one just after the cue."""
    tokens = sentence.tokens
    for i in range(cue - 1, -1, -1):
        if _within(tokens[i], spans) or tokens[i].text in ENDS:
            break
        if tokens[i].pos in NAMING:
            return i
    for i in range(cue + 1, min(len(tokens), cue + 8)):
        if _within(tokens[i], spans):
            break
        if tokens[i].pos in NAMING:
            while i + 1 < len(tokens) and tokens[i + 1].pos in ("PROPN", "NOUN"):
                i += 1
            return i
    return None
