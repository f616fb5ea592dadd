"""Speakers set off by a colon or dash: "Putin: …" and "…: Kremlin" in headlines, "SMITH: …" in interviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from comity.vocabulary import ParsedSentence, Span, Token

LONGEST = 6  # words of a label
NAMING = ("NOUN", "PROPN")
PHRASE = (*NAMING, "ADJ", "ADP", "DET", "PART")
SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
HEADINGS = frozenset({
    "analysis", "breaking", "correction", "credit", "editorial", "exclusive", "explainer", "fact", "factbox",
    "file", "focus", "image", "interview", "live", "more", "note", "opinion", "photo", "photos", "poll",
    "preview", "profile", "read", "related", "report", "review", "source", "sources", "special", "timeline",
    "update", "updated", "video", "view", "watch", "wrapup",
})  # fmt: skip


class Label(NamedTuple):
    """A speaker set off from what is said."""

    speaker: Span
    cue: Span  # the colon or dash
    content: Span


def find_labels(text: str, sentences: Sequence[ParsedSentence]) -> Iterator[Label]:
    """Labels of headlines, and those of paragraphs where the text is a dialogue."""
    paragraphs = [
        [token for sentence in group for token in sentence.tokens]
        for _, group in groupby(sentences, key=lambda sentence: sentence.sentence.paragraph)
    ]
    titles = {sentence.sentence.start for sentence in sentences if sentence.sentence.part == "title"}
    opening = [(tokens, _opening(tokens)) for tokens in paragraphs]
    seen = Counter(tokens[0].text for tokens, place in opening if place is not None)
    for tokens, place in opening:
        is_title = tokens[0].start in titles
        if place is not None and (_is_name(tokens[:place]) if is_title else _is_turn(tokens[:place], seen)):
            yield Label(_span(tokens[:place]), _span(tokens[place : place + 1]), _span(tokens[place + 1 :]))
        elif is_title:
            yield from _closing(tokens)


def _opening(tokens: Sequence[Token]) -> int | None:
    """Index of the colon after a short label at the start of a paragraph."""
    for place, token in enumerate(tokens[1 : LONGEST + 1], start=1):
        if token.text == ":" and place + 1 < len(tokens):
            return place
        if token.pos in ("VERB", "AUX", "PUNCT", "NUM") and token.text not in (".", ",", "-", "(", ")"):
            return None
    return None


def _closing(tokens: Sequence[Token]) -> Iterator[Label]:
    """The label at the end of a headline: "Minsk ready for talks - Lukashenko", "… — foreign ministry"."""
    for place in range(len(tokens) - 2, max(2, len(tokens) - 2 - LONGEST), -1):
        if tokens[place].text in (":", "-", "–", "—", "--"):
            name = [token for token in tokens[place + 1 :] if token.text != "."]
            apart = tokens[place].text == ":" or tokens[place].start > tokens[place - 1].end
            if name and apart and _can_speak(name, tokens[place].text == ":"):
                yield Label(_span(name), _span(tokens[place : place + 1]), _span(tokens[:place]))
            return


def _can_speak(name: Sequence[Token], after_colon: bool) -> bool:
    """Whether the last words of a headline can name who says the rest; after a colon only a name can."""
    if any(token.text.lower() in HEADINGS or token.pos not in PHRASE for token in name):
        return False
    return all(token.pos == "PROPN" for token in name) if after_colon else any(t.pos in NAMING for t in name)


def _is_name(tokens: Sequence[Token]) -> bool:
    """Whether a headline's label names somebody."""
    if any(token.text.lower() in HEADINGS or token.text.startswith("#") for token in tokens):
        return False
    return tokens[-1].pos == "PROPN" or any(token.entity in SPEAKERS for token in tokens)


def _is_turn(tokens: Sequence[Token], seen: Counter[str]) -> bool:
    """Whether a paragraph's label is the name of one who speaks in turn with others."""
    words = [token.text for token in tokens if token.text[0].isalpha()]
    named = bool(words) and all(word[0].isupper() for word in words) and not {w.lower() for w in words} & HEADINGS
    return named and len(seen) > 1 and (seen[tokens[0].text] > 1 or tokens[0].text.isupper())


def _span(tokens: Sequence[Token]) -> Span:
    return Span(tokens[0].start, tokens[-1].end)
