"""Quotations -> the cue and speaker that stand beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from comity.lexicons.cues import CueLexicon
from comity.quotes.frames import NOMINAL, noun_phrase, speaker_of
from comity.quotes.marks import Quotation
from comity.vocabulary import ParsedSentence, Span, Token

SPOKEN = frozenset({"say", "ask", "deny", "warn", "demand", "promise", "judge", "accuse"})
ENDS = frozenset(".?!")
FAR = 25  # words between a quotation and its cue
NEAR_BEFORE = 18


class Word(NamedTuple):
    """A token with its sentence and the number of the quotation that it stands in."""

    sentence: ParsedSentence
    index: int
    quotation: int | None

    @property
    def token(self) -> Token:
        """The token itself."""
        return self.sentence.tokens[self.index]


class Attached(NamedTuple):
    """The cue beside a quotation."""

    cue: Span
    speaker: Span | None
    head: Span | None  # the speaker's head word


def lay_out(sentences: Sequence[ParsedSentence], quotations: Sequence[Quotation]) -> list[Word]:
    """All words of the text in order, each with its quotation."""
    words: list[Word] = []
    number = 0
    for sentence in sentences:
        for index, token in enumerate(sentence.tokens):
            while number < len(quotations) and quotations[number].span.end <= token.start:
                number += 1
            inside = number < len(quotations) and quotations[number].span.start <= token.start
            words.append(Word(sentence, index, number if inside else None))
    return words


def before(words: Sequence[Word], first: int, text: str) -> list[Word]:
    """Words before position `first` back to another quotation or the end of a sentence, nearest first."""
    found: list[Word] = []
    for position in range(first - 1, max(-1, first - 1 - NEAR_BEFORE * 2), -1):
        word = words[position]
        if word.quotation is not None or word.token.text in ENDS:
            break
        crosses = word.sentence.sentence.paragraph != words[first].sentence.sentence.paragraph
        if crosses and not found and word.token.text != ":":
            break
        found.append(word)
    return found


def after(words: Sequence[Word], last: int) -> list[Word]:
    """Words after position `last` up to another quotation or the end of the sentence."""
    found: list[Word] = []
    paragraph = words[last].sentence.sentence.paragraph
    for word in words[last + 1 : last + 1 + FAR]:
        if word.quotation is not None or word.sentence.sentence.paragraph != paragraph:
            break
        found.append(word)
        if word.token.text in ENDS:
            break
    return found


def is_free(preceding: Sequence[Word], cues: CueLexicon) -> bool:
    """Whether a quotation stands for itself, and is no part of the sentence around it."""
    if not preceding:
        return True
    token = preceding[0].token
    return token.text in (",", ":", ";", "—", "–", "-", "…") or is_spoken(token, cues)


def is_spoken(token: Token, cues: CueLexicon) -> bool:
    """Whether the word is a verb that a quotation may go with."""
    if token.pos not in ("VERB", "AUX"):
        return False
    cue = cues.get(token.lemma, "VERB")
    return cue is not None and cue.grade in SPOKEN and ("clause" in cue.frames or "around" in cue.frames)


def cue_before(preceding: Sequence[Word], cues: CueLexicon) -> Word | None:
    """The cue that announces a quotation: "Putin said:"."""
    return next((word for word in preceding[:NEAR_BEFORE] if is_spoken(word.token, cues)), None)


def cue_after(following: Sequence[Word], cues: CueLexicon) -> Word | None:
    """The cue that follows a quotation: ", said Putin"."""
    return next((word for word in following if is_spoken(word.token, cues)), None)


def attached(word: Word) -> Attached:
    """The cue with its speaker, by the parse, else by the nearest noun."""
    sentence, index = word.sentence, word.index
    head = speaker_of(sentence, index)
    if head is None or sentence.tokens[head].pos not in NOMINAL:
        head = _beside(sentence, index)
    token = sentence.tokens[index]
    cue = Span(token.start, token.end)
    if head is None:
        return Attached(cue, None, None)
    phrase = noun_phrase(sentence, head, index) or (head,)
    speaker = Span(sentence.tokens[phrase[0]].start, sentence.tokens[phrase[-1]].end)
    return Attached(cue, speaker, Span(sentence.tokens[head].start, sentence.tokens[head].end))


def _beside(sentence: ParsedSentence, cue: int) -> int | None:
    """The noun just before the cue, or just after it."""
    tokens = sentence.tokens
    for i in range(cue - 1, max(-1, cue - 4), -1):
        if tokens[i].pos in ("NOUN", "PROPN", "PRON"):
            return i
        if tokens[i].pos not in ("ADV", "AUX", "PART"):
            break
    for i in range(cue + 1, min(len(tokens), cue + 8)):
        if tokens[i].pos in ("PROPN", "PRON", "NOUN"):
            while i + 1 < len(tokens) and tokens[i + 1].pos in ("PROPN", "NOUN"):
                i += 1
            return i
        if tokens[i].pos not in ("DET", "ADJ"):
            break
    return None
