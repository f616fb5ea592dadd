"""No text makes a time out of bounds, one that ends before it begins, or an exception."""

import re
from datetime import date
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.times import find_times
from comity.times.calendar import days_of_value, easter, make_date, narrowed, shift_days, shift_months
from comity.times.words import number_of, ordinal_of, year_of
from comity.vocabulary import Article, ParsedSentence, Part, Published, Sentence, Token

WORDS = re.findall(
    r"\S+",
    """
    the last next this past early late mid- on in since until of and to from 3 31 31st 0 1997 2999 999999999 '97
    12/13/99 9/11 Friday Fridays May March Feb. December Q3 third quarter year years ago decade century centuries
    week weekend day night morning noon midnight p.m. 25:99 18:00 GMT two several half a dozen hundred thousand
    thousands later earlier before after Christmas Easter spring winter 1990s '80s nineties nineteen fiscal every
    each twice now recently soon , . - –
    """,
)


def unparsed(text: str, published: Published) -> tuple[Article, list[ParsedSentence]]:
    """An article of one sentence whose words all hang on the first: as bad as a parse can be."""
    tokens = []
    at = 0
    for word in text.split(" "):
        tokens.append(Token(at, at + len(word), word, word.lower(), "NOUN", "NN", "dep", 0, "DATE", False))
        at += len(word) + 1
    children = (tuple(range(1, len(tokens))), *[()] * (len(tokens) - 1))
    where = Sentence(start=0, end=len(text), paragraph=0, part="body")
    page = Article(
        id="x", url=None, path=None, outlet=None, agency=None, authors=(), sections=(), title=None, caption=None,
        language="en", published=published, text=text, parts=(Part(kind="body", start=0, end=len(text)),), dropped=(),
        related=(),
    )  # fmt: skip
    return page, [ParsedSentence(0, where, tuple(tokens), children)]


@settings(max_examples=600, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS) | st.integers(0, 10**9).map(str), min_size=1, max_size=12),
    st.dates(date(1000, 1, 1), date(2999, 12, 31)) | st.none(),
    st.integers(0, 4000),
)
def test_every_text_gives_sound_times(words: list[str], day: date | None, length: int) -> None:
    last = day and (shift_days(day, length) or day)
    text = " ".join(words)
    page, sentences = unparsed(text, Published(earliest=day, latest=last, basis="inferred"))
    for time in find_times(page, sentences):
        assert 0 <= time.start < time.end <= len(text)
        assert text[time.start : time.end].strip() == text[time.start : time.end]
        assert (time.earliest is None) == (time.latest is None)
        if time.earliest and time.latest:
            assert date(1000, 1, 1) <= time.earliest <= time.latest <= date(2999, 12, 31)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789 '’-/.:,MayFridstheofquaerTGoml٣²é\u00a0", min_size=1, max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    clean = " ".join(text.split(" ")).strip()
    if not clean or "  " in clean:
        return
    page, sentences = unparsed(clean, Published(earliest=date(2022, 7, 1), latest=date(2022, 7, 1), basis="given"))
    for time in find_times(page, sentences):
        assert time.value.isascii()


@pytest.mark.parametrize(
    "text", ["May 3" + " " * 4000 + "x", "one " * 3000 + "year", "9" * 5000 + " years ago", "1,999" * 900]
)
def test_long_nonsense_is_read_at_once(text: str) -> None:
    start = perf_counter()
    day = date(2022, 7, 1)
    token = Token(0, len(text), text, text, "NOUN", "NN", "ROOT", 0, "", False)
    page, _ = unparsed("x", Published(earliest=day, latest=day, basis="given"))
    where = Sentence(start=0, end=len(text), paragraph=0, part="body")
    long = Article(**{**{name: getattr(page, name) for name in page.__struct_fields__}, "text": text})
    find_times(long, [ParsedSentence(0, where, (token,), ((),))])
    assert perf_counter() - start < 2  # seconds


@given(st.text(alphabet="0123456789-WQHXESPUTN:", max_size=12))
def test_every_value_names_ordered_days_or_none(value: str) -> None:
    days = days_of_value(value)
    assert days is None or days[0] <= days[1]


@given(
    st.dates(date(1000, 1, 1), date(2999, 12, 31)),
    st.integers(0, 40000),
    st.sampled_from(["early", "middle", "late", "beginning", "end"]),
)
def test_a_part_of_days_lies_within_them(first: date, length: int, part: str) -> None:
    last = shift_days(first, length) or first
    start, end = narrowed((first, last), part)
    assert start <= end


@pytest.mark.parametrize("year, day", [(1998, (4, 12)), (2000, (4, 23)), (2022, (4, 17)), (2038, (4, 25))])
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    "value, first, last",
    [
        ("1989-W44", date(1989, 10, 30), date(1989, 11, 5)),
        ("1989-W44-WE", date(1989, 11, 4), date(1989, 11, 5)),
        ("1998-02-11T22:00", date(1998, 2, 11), date(1998, 2, 11)),
        ("1994-WI", date(1994, 12, 1), date(1995, 2, 28)),
        ("19", date(1900, 1, 1), date(1999, 12, 31)),
    ],
)
def test_days_of_a_value(value: str, first: date, last: date) -> None:
    assert days_of_value(value) == (first, last)


def test_days_beyond_the_calendar_are_none() -> None:
    assert make_date(2022, 2, 30) is None
    assert make_date(999, 1, 1) is None
    assert shift_days(date(2999, 12, 31), 1) is None
    assert shift_months(date(1000, 1, 1), -1) is None


def test_numbers_in_words() -> None:
    assert number_of("twenty-five") == 25
    assert number_of("one hundred and fifty") == 150
    assert number_of("2 1/2") == 2.5
    assert number_of("several") is None
    assert ordinal_of("thirty-first") == 31
    assert year_of("nineteen ninety-six", 2000) == 1996
    assert year_of("'68", 2020) == 1968
