"""Quotations with their speakers: a cue beside them, or the attribution that they go on after."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from comity.lexicons.cues import CueLexicon
from comity.quotes.attach import (
    ENDS,
    Attached,
    Word,
    after,
    attached,
    before,
    cue_after,
    cue_before,
    is_free,
    is_spoken,
    lay_out,
)
from comity.quotes.draft import Draft
from comity.quotes.marks import Quotation
from comity.quotes.near import Near
from comity.vocabulary import ParsedSentence

DASHES = frozenset({"-", "--", "–", "—", "("})
CLOSES = (",", "?", "!", "—", "–", "…")
END = re.compile(r"[.?!…:][\"”»’')]*\s*$")
BREAK = re.compile(r"\s*\n\s*")


def spoken(
    text: str,
    sentences: Sequence[ParsedSentence],
    quotations: Sequence[Quotation],
    framed: Sequence[Draft],
    cues: CueLexicon,
) -> list[Draft]:
    """The quotations that somebody speaks, in order; the others are titles, scare quotes, parts of a sentence."""
    words = lay_out(text, sentences, quotations)
    near = Near((quotation.span, quotation.span) for quotation in quotations)
    heard = sorted((d for d in framed if d.voiced and d.speaker is not None), key=lambda draft: draft.last)
    drafts: list[Draft] = []
    waiting: list[Quotation] = []  # paragraphs of a quotation whose cue comes with a later one
    for number, (first, end) in _places(words).items():
        quotation, preceding = quotations[number], before(words, first)
        if not is_free(preceding, cues):
            continue
        beside = _beside(quotation.closing(text), words[first], preceding, after(words, end), cues)
        said: Attached | Draft | None = None
        if beside is not None:
            said = attached(beside, near.overlapping(beside.sentence.span))
        elif not preceding:
            said = _just_before(text, words, first, [*_latest(heard, quotation.span.start), *drafts[-1:]])
        if said is None:
            waiting = [*waiting, quotation] if quotation.runs_on else []
            continue
        parts = [*waiting, quotation] if beside is not None else [quotation]
        drafts.extend(Draft(part.span, said.cue, said.speaker, said.head, quoted=True) for part in parts)
        waiting = []
    return drafts


def _latest(heard: Sequence[Draft], start: int) -> Sequence[Draft]:
    """The last of the attributions that end before a place, if any does."""
    number = bisect_right(heard, start, key=lambda draft: draft.last)
    return heard[number - 1 : number]


def _places(words: Sequence[Word]) -> dict[int, tuple[int, int]]:
    """First and last word of each quotation."""
    places: dict[int, tuple[int, int]] = {}
    for position, word in enumerate(words):
        if word.quotation is not None:
            first, _ = places.get(word.quotation, (position, position))
            places[word.quotation] = (first, position)
    return places


def _just_before(text: str, words: Sequence[Word], first: int, drafts: Sequence[Draft]) -> Draft | None:
    """The attribution that ends the sentence before a quotation, in its paragraph or the one before."""
    start = words[first].token.start
    last = max((draft for draft in drafts if draft.span.end <= start), key=lambda draft: draft.last, default=None)
    if (
        last is None
        or not _stops(text[max(0, last.last - 2) : start])
        or len(BREAK.findall(text[last.last : start])) > 1
    ):
        return None
    gap = words[bisect_left(words, last.last, key=lambda word: word.token.start) : first]
    return last if sum(word.token.text in ENDS for word in gap) <= 1 else None


def _stops(between: str) -> bool:
    """Whether a sentence ends in the words, by its mark or by the paragraph's end."""
    return END.search(between) is not None or BREAK.search(between) is not None


def _beside(
    closing: str, first: Word, preceding: Sequence[Word], following: Sequence[Word], cues: CueLexicon
) -> Word | None:
    """The cue before the quotation, else the one after it; the other way round after a dash or in a line of its own."""
    announced = cue_before(preceding, cues)
    closes = closing in CLOSES
    told = cue_after(following, closes, cues) if closes or _goes_on(closing, following, cues) else None
    apart = bool(preceding) and (preceding[0].token.text in DASHES or preceding[0].line != first.line)
    return told or announced if apart else announced or told


def _goes_on(closing: str, following: Sequence[Word], cues: CueLexicon) -> bool:
    """Whether the sentence of a quotation goes on after it: ", said Putin"; " Putin said"."""
    if not following:
        return False
    first = following[0].token.text
    if first == "," or not first[:1].isupper():
        return True
    return closing != "." and any(is_spoken(word.token, cues) for word in following[1:4])
