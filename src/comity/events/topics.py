"""Why an article has no events at all: another language, nobody who acts, or sport."""

from __future__ import annotations

from collections.abc import Sequence

from comity.events.slots import is_political
from comity.vocabulary import Actor, Article, ParsedSentence

SPORT = frozenset(
    "match goal league coach tournament striker midfielder defender goalkeeper championship medal medallist semifinal "
    "semi-final quarterfinal quarter-final playoff wicket innings batsman bowler cricket football soccer rugby tennis "
    "basketball golf seed seeded racket set-point champion runner-up scorer halftime half-time penalty kick cup "
    "fixture squad teammate title-holder olympic olympics athlete sprinter swimmer cyclist race grand-prix podium lap "
    "relegation stadium referee offside fifa uefa nba nfl nhl wimbledon singles doubles unseeded birdie bogey par "
    "inning homer touchdown quarterback game player team win score beat season club round final defeat victory".split()
)
STRONG_SPORT = SPORT - set(
    "seed set race par round final defeat victory game player team win score beat season club".split()
)
SHARE = 0.012  # of an article's words: sport pages of the wire have 0.02 and more, politics under 0.004


def no_events_reason(article: Article, sentences: Sequence[ParsedSentence], actors: Sequence[Actor]) -> str | None:
    """The reason, "kind: words"; None where events may be looked for."""
    if article.language not in {"en", None}:
        return f"language: the page is written in '{article.language}'; only English is coded"
    if not any(is_political(actor) for actor in actors):
        return "no actor: the text names no state or political actor"
    if _is_sport(sentences):
        return "topic: a report on sport"
    return None


def _is_sport(sentences: Sequence[ParsedSentence]) -> bool:
    words = strong = weak = 0
    for sentence in sentences:
        for token in sentence.tokens:
            words += 1
            if token.lemma in STRONG_SPORT:
                strong += 1
            elif token.lemma in SPORT:
                weak += 1
    return strong >= 3 and strong + weak >= 6 and strong / words > SHARE
