"""Pages that stand in an article's place: missing pages, cookie walls, paywalls without a word of the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

FEWEST = 100  # words from which a body is an article, whatever it speaks of
MISSING_TITLE = re.compile(
    r"^\W*(?:error\W*)?404\W*(?:$|error|page|not found)|^\W*(?:page|article|story) (?:not found|no longer available)\b"
    r"|^\W*(?:the |this )?page (?:was |is |could |can ?)?(?:not |n.t )(?:be )?(?:found|available)|^\W*not found\W*$",
    re.IGNORECASE,
)
MISSING = re.compile(
    r"\b(?:page|article|story|link|content|url)\b.{0,60}\b(?:not (?:be )?found|no longer (?:exists?|available)"
    r"|does ?n.t exist|does not exist|been (?:moved|removed|deleted))",
    re.IGNORECASE,
)
SCRIPT = re.compile(r"\b(?:enable|turn on|requires?|activate|needs?|without)\b.{0,20}\bjava ?script\b", re.IGNORECASE)
COOKIES = re.compile(
    r"\b(?:cookies?|consent|privacy (?:policy|settings|choices)|personal data|our partners|GDPR)\b", re.IGNORECASE
)
PAYWALL = re.compile(
    r"\b(?:subscribe|subscribers?|subscription|sign in|log in|register|create (?:a |your )?(?:free )?account)\b"
    r".{0,60}\b(?:read|reading|continue|access|view|only|unlock)\b"
    r"|\b(?:continue reading|to read (?:this|the full)|already a subscriber|for subscribers only|unlock this)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")


def stub_of(title: str | None, body: Sequence[str]) -> tuple[str, str] | None:
    """(kind, what it is) of a page that holds no article; None: it may hold one.

    >>> stub_of("Page not found", ["The page you are looking for has been moved."])
    ('not-found', 'the page says that the article is not there')
    """
    if sum(len(paragraph.split()) for paragraph in body) >= FEWEST:
        return None
    sentences = [sentence for paragraph in body for sentence in SENTENCE.split(paragraph)]
    if MISSING_TITLE.search(title or "") or (sentences and MISSING.search(sentences[0]) and len(sentences) <= 3):
        return "not-found", "the page says that the article is not there"
    if mostly(SCRIPT, sentences):
        return "no-body", "the page shows its article by script only"
    if mostly(COOKIES, sentences):
        return "cookie-wall", "the page asks for consent to cookies and shows nothing else"
    if mostly(PAYWALL, sentences):
        return "paywall", "the page asks for a subscription and shows nothing else"
    return None


def mostly(pattern: re.Pattern[str], sentences: Sequence[str]) -> bool:
    """Whether more than two thirds of the sentences are of that kind."""
    return 3 * sum(pattern.search(sentence) is not None for sentence in sentences) > 2 * len(sentences)
