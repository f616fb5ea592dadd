"""When an article appeared, as first and last possible day: given, printed or inferred; and when it was updated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np
from msgspec import structs

from comity.articles.days import DAY, HAS_YEAR, MONTH, MONTHS, full_dates
from comity.articles.draft import Dated
from comity.articles.letters import codes_of
from comity.lexicons.outlets import Anchor, Outlets
from comity.vocabulary import Published, Span, Updated

UNKNOWN = Published(earliest=None, latest=None, basis="unknown")
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s+[A-Z“\"])[^.!?\n]*)*")
BARE_MONTH = re.compile(
    rf"\b(?:in|since|last|this|late|early|mid-?)\s+{MONTH}(?!\w)(?!\.?\s*(?:of\s+)?\d)",
    re.IGNORECASE,
)
PAST = re.compile(r"\b(?:was|were|had|did|began|signed|held|met|took|came|won|led|fell|rose|broke|became|left|lost)\b")
FUTURE = re.compile(
    r"\b(?:will|would|shall|should|may|might|could|can|if|by|until|till|before|next|upcoming|ahead|to be"
    r"|set to|expect\w*|plan\w*"
    r"|schedul\w*|aim\w*|target\w*|forecast\w*|project\w*|propos\w*|due|deadline|expir\w*|matur\w*"
    r"|term\w*|agree\w*|pledg\w*|promis\w*|bid\w*|candidate\w*|host\w*|hop\w+|from|through|for|budget\w*|run|seek\w*"
    r"|qualif\w*|prepar\w*|toward\w*|again|extend\w*|postpone\w*|call\w*|contract\w*|elections?|goal\w*|ready)\b",
    re.IGNORECASE,
)
YEAR_OF = re.compile(r"\b(?:in|in (?:late|early|mid)|since)\s+(?P<year>(?:19|20)\d\d)\b(?!-)")
DATELINE_DAY = re.compile(
    rf"(?:{MONTH}\s+{DAY}|{DAY}\s+{MONTH})\b".replace("?P<month>", "").replace("?P<day>", ""), re.IGNORECASE
)


def published_of(
    given: str | None,
    dated: Dated | None,
    dateline: tuple[int, int] | None,
    text: str,
    outlets: Outlets,
    in_url: date | None = None,
    until: date | None = None,
) -> Published:
    """By what the caller gave, the page's metadata or print, the dateline, else its address and what the text tells.

    An address's day may be that of another zone or of the writing: the next day is possible too. None is after `until`.
    """
    if given:
        day = date.fromisoformat(given.strip()[:10])
        return Published(earliest=day, latest=day, basis="given")
    if dated:
        return Published(earliest=dated.day, latest=dated.day, basis=dated.basis, evidence=evidence_of(dated, text))
    inferred = no_later(inferred_from(text, outlets), until)
    if in_url is not None and (inferred.earliest or in_url) <= in_url + timedelta(days=1):
        inferred = Published(earliest=in_url, latest=in_url + timedelta(days=1), basis="inferred")
    return by_dateline(text, dateline, inferred) or inferred


def updated_of(updates: Sequence[Dated], published: Published, text: str, until: date | None = None) -> Updated | None:
    """The first update that is not before the article appeared, nor after `until`; None: nothing tells of one."""
    for dated in updates:
        if (published.earliest or dated.day) <= dated.day <= (until or dated.day):
            return Updated(day=dated.day, basis=dated.basis, evidence=evidence_of(dated, text))
    return None


def evidence_of(dated: Dated, text: str) -> tuple[Span, ...]:
    """Where the words that tell a day stand in the text; empty: elsewhere on the page."""
    at = text.find(dated.words) if dated.words else -1
    return (Span(at, at + len(dated.words)),) if at >= 0 else ()


def no_later(inferred: Published, until: date | None) -> Published:
    """The interval without the days after `until`; all of it, where nothing would be left."""
    if until is None or inferred.earliest is None or inferred.earliest > until:
        return inferred
    return structs.replace(inferred, latest=min(inferred.latest or until, until))


def by_dateline(text: str, dateline: tuple[int, int] | None, inferred: Published) -> Published | None:
    """The dateline's day; one without a year holds where the inferred days leave one choice."""
    if dateline is None:
        return None
    start, end = dateline
    for first, last, day in full_dates(text[start:end]):
        return Published(earliest=day, latest=day, basis="dateline", evidence=(Span(start + first, start + last),))
    found = DATELINE_DAY.search(text, start, end)
    if not found or inferred.earliest is None or inferred.latest is None:
        return None
    days = list(days_called(found.group(), inferred.earliest, inferred.latest))
    if len(days) != 1:
        return None
    evidence = (Span(found.start(), found.end()), *inferred.evidence)
    return Published(earliest=days[0], latest=days[0], basis="dateline", evidence=evidence)


def days_called(words: str, earliest: date, latest: date) -> Iterator[date]:
    """The days between that are called "Jan. 5"."""
    number = int(re.findall(r"\d+", words)[0])
    month = MONTHS[re.findall(r"[A-Za-z]+", words)[0].lower()]
    for year in range(earliest.year, latest.year + 1):
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if earliest <= day <= latest:
            yield day


def inferred_from(text: str, outlets: Outlets) -> Published:
    """The interval that the text's dated deeds and past dates leave; unknown where it has none.

    A deed told of has happened: the article is not older. A bare past month beside a deed of that month
    means the last such month: the article appeared within a year of the deed.
    """
    near, has_year = names_near(text.lower(), outlets), HAS_YEAR.search(text) is not None
    if not near and not has_year:
        return UNKNOWN
    anchors = anchors_of(near, outlets.anchors)
    floors: list[tuple[date, Span]] = []
    tied: list[tuple[date, tuple[Span, ...]]] = []
    for match in SENTENCE.finditer(text):
        sentence = match.group()
        named = names_in(sentence.lower(), near) if near else ()
        for day, span, month in deeds_in(sentence, match.start(), anchors_of(named, anchors)) if named else ():
            floors.append((day, span))
            if month is not None:
                tied.append((day, (month, span)))
        floors += past_dates(sentence, match.start()) if has_year else ()
    if not floors:
        return UNKNOWN
    earliest, span = max(floors, key=lambda item: item[0])
    limits = [(before_next(day), spans) for day, spans in tied if before_next(day) >= earliest]
    if not limits:
        return Published(earliest=earliest, latest=None, basis="inferred", evidence=(span,))
    latest, spans = min(limits, key=lambda item: item[0])
    evidence = tuple(sorted({span, *spans}))
    return Published(earliest=earliest, latest=latest, basis="inferred", evidence=evidence)


def names_near(lower: str, outlets: Outlets) -> list[str]:
    """The names of anchors that a text in lower case has."""
    codes, whole = codes_of(lower), np.zeros(1, np.int64)
    names = outlets.anchor_names
    possible = names.possible(codes, np.zeros(len(codes), np.int64), whole, whole)
    return [name for _, name in names.found([lower], *possible)]


def names_in(lower: str, names: Sequence[str]) -> list[str]:
    """Which of the names a sentence in lower case has."""
    return [name for name in names if name in lower]


def anchors_of(names: Sequence[str], anchors: Sequence[Anchor]) -> list[Anchor]:
    """Those anchors that have one of the names."""
    return [anchor for anchor in anchors if not anchor.names.isdisjoint(names)]


def deeds_in(sentence: str, offset: int, anchors: Sequence[Anchor]) -> Iterator[tuple[date, Span, Span | None]]:
    """(day, its words, the bare month beside it) of each dated deed told in a sentence."""
    for anchor in anchors:
        found = anchor.words.search(sentence)
        if found:
            months = [
                month for month in BARE_MONTH.finditer(sentence)
                if MONTHS[month["month"].lower()] == anchor.day.month
            ]  # fmt: skip
            yield anchor.day, shifted(found, offset), shifted(months[0], offset) if months else None


def past_dates(sentence: str, offset: int) -> list[tuple[date, Span]]:
    """Full dates, and first days of years, that a sentence in past tense tells of."""
    if not HAS_YEAR.search(sentence) or not PAST.search(sentence) or FUTURE.search(sentence):
        return []
    found = [(day, Span(offset + start, offset + end)) for start, end, day in full_dates(sentence)]
    years = [(date(int(match["year"]), 1, 1), shifted(match, offset)) for match in YEAR_OF.finditer(sentence)]
    return found + years


def shifted(match: re.Match[str], offset: int) -> Span:
    """The match's place in the whole text."""
    return Span(offset + match.start(), offset + match.end())


def before_next(day: date) -> date:
    """The last day before the same date comes again.

    >>> before_next(date(2022, 2, 24))
    datetime.date(2023, 2, 23)
    """
    try:
        return day.replace(year=day.year + 1) - timedelta(days=1)
    except ValueError:  # 29 February
        return date(day.year + 1, 2, 28)
