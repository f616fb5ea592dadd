"""Which time tells when a deed was done: sentence and trigger in, days out."""

from datetime import date
from functools import cache

import pytest

from comity.sentences import Parser, open_parser, parse_sentences
from comity.times import days_of_clause, find_times, is_past_of, running_time, time_of_clause
from comity.vocabulary import Article, ParsedSentence, Part, Published


@cache
def parser() -> Parser:
    return open_parser()


def article(text: str) -> Article:
    """An article of Friday, 1 July 2022."""
    day = date(2022, 7, 1)
    return Article(
        id="x", url=None, path=None, outlet=None, agency=None, authors=(), sections=(), title=None, caption=None,
        language="en", published=Published(earliest=day, latest=day, basis="given"), text=text,
        parts=(Part(kind="body", start=0, end=len(text)),), dropped=(), related=(),
    )  # fmt: skip


def trigger(sentences: tuple[ParsedSentence, ...], word: str) -> tuple[ParsedSentence, int]:
    """Sentence and index of the first token that reads so."""
    return next((s, i) for s in sentences for i, token in enumerate(s.tokens) if token.text == word)


def time_of(text: str, word: str) -> str | None:
    page = article(text)
    sentences = parse_sentences(page, parser())
    sentence, index = trigger(sentences, word)
    found = time_of_clause(sentence, index, find_times(page, sentences))
    return text[found.start : found.end] if found else None


def days_of(text: str, word: str) -> str | None:
    """ "first..last", an open end as nothing."""
    page = article(text)
    sentences = parse_sentences(page, parser())
    sentence, index = trigger(sentences, word)
    found = days_of_clause(sentence, index, find_times(page, sentences), page.published)
    return f"{found.earliest or ''}..{found.latest or ''}" if found else None


@pytest.mark.parametrize(
    "text, word, expected",
    [
        ("The envoy arrived on Monday and will leave on Wednesday.", "arrived", "Monday"),
        ("The envoy arrived on Monday and will leave on Wednesday.", "leave", "Wednesday"),
        ("He said on Friday that the army had shelled the town on Tuesday.", "said", "Friday"),
        ("He said on Friday that the army had shelled the town on Tuesday.", "shelled", "Tuesday"),
        ("He said on Friday that the army had shelled the town.", "shelled", None),
        ("The army, which seized the port in March, withdrew on Sunday.", "withdrew", "Sunday"),
        ("The army, which seized the port in March, withdrew on Sunday.", "seized", "March"),
        ("On Sunday, gunmen attacked the post, killing six.", "killing", "Sunday"),
        ("The coin comes in 2025, and Norway promised to pay until then.", "promised", None),
        ("On Sunday the ministers held talks in Vienna.", "talks", "Sunday"),
        ("They agreed on Thursday to hold talks.", "hold", None),
        ("The truce began on Sunday after a raid.", "raid", None),
        ("He was held for two years.", "held", None),
        ("He caused an outcry in October when he called for war.", "called", "October"),
        ("They defied the sanctions imposed last week.", "sanctions", "last week"),
        ("They defied the sanctions imposed last week.", "defied", None),
    ],
)
def test_a_deed_has_the_time_of_its_own_clause(text: str, word: str, expected: str | None) -> None:
    assert time_of(text, word) == expected


@pytest.mark.parametrize(
    "text, word, expected",
    [
        ("They have fought the state since 1983.", "fought", "1983-01-01.."),
        ("They will withdraw by 1 August.", "withdraw", "..2022-08-01"),
        ("The two states fought from 1980 to 1988.", "fought", "1980-01-01..1988-12-31"),
        ("They made ten visits between 1999 and 2005.", "made", "1999-01-01..2005-12-31"),
        ("Forty soldiers were killed this year.", "killed", "2022-01-01..2022-07-01"),
        ("The envoy was recently freed.", "freed", "..2022-07-01"),
        ("The envoy will be freed in the coming weeks.", "freed", "2022-07-01.."),
        ("The army shelled the town.", "shelled", None),
    ],
)
def test_prepositions_and_tense_bound_the_days(text: str, word: str, expected: str | None) -> None:
    assert days_of(text, word) == expected


def test_what_was_over_a_week_before_is_past() -> None:
    page = article("They met in 1997, last week and on Monday.")
    old, week, day = find_times(page, parse_sentences(page, parser()))
    assert [is_past_of(time, page.published) for time in (old, week, day)] == [True, False, False]
    assert day.latest == date(2022, 6, 27)


def test_a_paragraph_goes_on_from_the_date_it_told_last() -> None:
    page = article("In June 2004 they seized the town. They held it for a week.\n\nThe army withdrew.")
    sentences = parse_sentences(page, parser())
    times = find_times(page, sentences)
    told = [running_time(sentence, sentences, times) for sentence in sentences]
    assert [time and time.value for time in told] == [None, "2004-06", None]
