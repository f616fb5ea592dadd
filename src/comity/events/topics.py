"""Why an article has no events at all: another language, nobody who acts, or sport."""

from __future__ import annotations

from collections.abc import Sequence

from comity.events.slots import is_political
from comity.lexicons.patterns import EventLexicon
from comity.vocabulary import Actor, Article, ParsedSentence

SHARE = 0.012  # of an article's words: sport pages of the wire have 0.02 and more, politics under 0.004


def no_events_reason(
    article: Article, sentences: Sequence[ParsedSentence], actors: Sequence[Actor], lexicon: EventLexicon
) -> str | None:
    """The reason, "kind: words"; None where events may be looked for."""
    if article.language not in {"en", None}:
        return f"language: the page is written in '{article.language}'; only English is coded"
    if not any(is_political(actor) for actor in actors):
        return "no actor: the text names no state or political actor"
    if _is_sport(sentences, lexicon):
        return "topic: a report on sport"
    return None


def _is_sport(sentences: Sequence[ParsedSentence], lexicon: EventLexicon) -> bool:
    words = strong = weak = 0
    for sentence in sentences:
        for token in sentence.tokens:
            words += 1
            if token.lemma in lexicon.classes["sport"]:
                strong += 1
            elif token.lemma in lexicon.classes["contest"]:
                weak += 1
    return strong >= 3 and strong + weak >= 6 and strong / words > SHARE
