"""Happenings: which reports are told to be of one deed. Each line is one event of an article."""

from __future__ import annotations

import random
from datetime import date

import pytest
from msgspec.structs import replace

from comity.happenings import Grouped, common_words, find_denials, group, group_happenings, reports_of
from comity.vocabulary import CodedArticle, Happening
from tests.factory import coded_article


def sizes(*articles: CodedArticle) -> list[int]:
    return sorted((len(happening.mentions) for happening in group_happenings(articles)), reverse=True)


def only(*articles: CodedArticle) -> Happening:
    (happening,) = group_happenings(articles)
    return happening


@pytest.mark.parametrize(
    "one, other, expected",
    [
        ("RUSGOV -> BLRGOV SUPPORT 2020-08-27", "RUS -> BLR SUPPORT 2020-08-27", [2]),
        ("RUSGOV -> BLRGOV SUPPORT 2020-08-27", "RUSGOV -> BLRGOV SUPPORT 2020-08-28", [1, 1]),
        ("RUSGOV -> BLRGOV SUPPORT 2020-08-27", "BLRGOV -> RUSGOV SUPPORT 2020-08-27", [1, 1]),
        ("RUSGOV -> BLRGOV SUPPORT 2020-08-27", "RUSGOV -> BLRGOV AID 2020-08-27", [1, 1]),
        # meetings have no direction, however they are told
        ("RUSGOV+BLRGOV -> CONSULT 2022-06-30", "BLRGOV+RUSGOV -> CONSULT 2022-06-30", [2]),
        ("RUSGOV+BLRGOV -> CONSULT 2022-06-30", "BLRGOV -> RUSGOV CONSULT 2022-06-30", [2]),
        ("RUSGOV+BLRGOV -> AGREE 1997-04-02", "BLR+RUS -> AGREE 1997-04-02", [2]),
        # what happened, and what is only said, wanted or denied
        ("RUSMIL -> UKR ASSAULT 2022-02-24", "RUSMIL -> UKR ASSAULT 2022-02-24 denied", [1, 1]),
        ("RUSMIL -> UKR ASSAULT 2022-02-24", "RUSMIL -> UKR ASSAULT 2022-02-24 ongoing", [2]),
        ("RUS -> BLR AID 2022-08-01 planned", "RUS -> BLR AID 2022-08-01 demanded", [1, 1]),
        # who is not the state is somebody else
        ("PERREB -> JPN ACCUSE 1997-04-23", "PERGOV -> JPN ACCUSE 1997-04-23", [1, 1]),
        ("BLROPP -> RUS ACCUSE 2020-08-27", "BLRPTYOPP -> RUSGOV ACCUSE 2020-08-27", [2]),
        ("BLRCOP -> BLRCVL COERCE 2020-08-10", "BLRJUD -> BLROPP COERCE 2020-08-10", [1, 1]),
        ("BLRGOV -> BLRCVL COERCE 2020-08-10", "BLR -> BLRCVL COERCE 2020-08-10", [2]),
        # stretches
        ("RUS -> UKR COERCE 2022-06-20..2022-06-26", "RUS -> UKR COERCE 2022-06-22", [2]),
        ("RUS -> UKR COERCE 2022-06-01..2022-06-30", "RUS -> UKR COERCE 2022-06-22", [1, 1]),
        ("RUS -> UKR COERCE 2022-06-01..2022-06-30", "RUS -> UKR COERCE 2022-06-01..2022-06-30", [2]),
        # without a time: the day of publication, 2022-07-01, or the day before, for news that happened
        ("RUS -> UKR ACCUSE", "RUS -> UKR ACCUSE 2022-07-01", [2]),
        ("RUS -> UKR ACCUSE", "RUS -> UKR ACCUSE 2022-06-30", [2]),
        ("RUS -> UKR ACCUSE", "RUS -> UKR ACCUSE 2022-06-29", [1, 1]),
        ("RUS -> UKR ACCUSE", "RUS -> UKR ACCUSE ongoing", [2]),
        ("RUS -> UKR ACCUSE historical", "RUS -> UKR ACCUSE historical", [1, 1]),
        ("RUS -> UKR THREATEN planned", "RUS -> UKR THREATEN planned", [1, 1]),
        # nobody is everybody's match
        ("-> ASSAULT 2022-07-01", "-> ASSAULT 2022-07-01", [1, 1]),
        ("Rovers -> RUS ACCUSE 2022-07-01", "City -> RUS ACCUSE 2022-07-01", [1, 1]),
    ],
)
def test_two_articles_tell_of_one_deed_or_two(one: str, other: str, expected: list[int]) -> None:
    assert sizes(coded_article(one, name="a"), coded_article(other, name="b")) == expected


def test_a_week_that_holds_two_days_joins_neither() -> None:
    lines = ["2022-06-20..2022-06-26", "2022-06-21", "2022-06-23"]
    assert sizes(*(coded_article(f"RUS -> UKR COERCE {days}", name=days) for days in lines)) == [1, 1, 1]


def test_an_undated_report_joins_the_one_dated_deed_of_its_article() -> None:
    told_again = ("RUS -> UKR ASSAULT 2022-02-24", "RUS -> UKR ASSAULT historical")
    assert sizes(coded_article(*told_again)) == [2]
    assert sizes(coded_article(*told_again, "RUS -> UKR ASSAULT 2022-03-16")) == [1, 1, 1]


def test_a_headline_joins_the_deed_that_its_article_dates_in_the_last_week_only() -> None:
    assert sizes(coded_article("RUS -> UKR ASSAULT", "RUS -> UKR ASSAULT 2022-06-27")) == [2]
    assert sizes(coded_article("RUS -> UKR ASSAULT", "RUS -> UKR ASSAULT 2014-03-18")) == [1, 1]


def test_a_happening_counts_outlets_and_agencies_that_are_known() -> None:
    line = "RUS -> BLR SUPPORT 2020-08-27"
    told = [("Gazette", "Wire One"), ("Courier", "Wire One"), ("Gazette", None), (None, None)]
    articles = [coded_article(line, name=str(i), outlet=o, agency=a) for i, (o, a) in enumerate(told)]
    happening = only(*articles)
    assert (happening.outlets, happening.agencies, len(happening.mentions)) == (2, 1, 4)
    assert (happening.earliest, happening.latest) == (date(2020, 8, 27), date(2020, 8, 27))


def test_its_codes_are_the_ones_told_most_often() -> None:
    told = ["RUSGOV -> BLRGOV", "RUS -> BLR", "RUSGOV -> BLRGOV", "RUSGOVMIL -> BLR"]
    happening = only(*(coded_article(f"{d} AID 2020-08-27", name=d + str(i)) for i, d in enumerate(told)))
    assert (happening.source, happening.target) == (("RUSGOV",), ("BLRGOV",))


def grouped(*articles: CodedArticle) -> tuple[Grouped, ...]:
    return group(report for article in articles for report in reports_of(article))


@pytest.mark.parametrize(
    "lines, expected",
    [
        (["RUS -> UKR COERCE 2022-06-22"], ["tells these days"]),
        (
            ["RUS -> UKR COERCE 2022-06-22", "RUS -> UKR COERCE 2022-06-20..2022-06-26"],
            ["tells these days", "tells a stretch that holds this day"],
        ),
        (
            ["RUS -> UKR ACCUSE 2022-06-27", "RUS -> UKR ACCUSE"],
            ["tells these days", "tells no day: that of its article's other reports"],
        ),
        (["RUS -> UKR ACCUSE"], ["tells no day: that of publication"]),
        (["RUS -> UKR ACCUSE historical"], ["tells no day: with its article's other such reports"]),
    ],
)
def test_every_report_says_why_it_was_put_there(lines: list[str], expected: list[str]) -> None:
    (one,) = grouped(coded_article(*lines))
    assert list(one.reasons) == expected


def test_news_of_the_day_before_says_so() -> None:
    told, later = coded_article("RUS -> UKR ACCUSE 2022-06-30", name="a"), coded_article("RUS -> UKR ACCUSE", name="b")
    (one,) = grouped(told, later)
    assert dict(zip(one.happening.mentions, one.reasons, strict=True)) == {
        (told.id, "e1"): "tells these days",
        (later.id, "e1"): "tells no day: the one before publication",
    }


@pytest.mark.parametrize(
    "line, expected",
    [
        ("RUSGOV -> BLRGOV SUPPORT 2020-08-27", "SUPPORT, actual, RUS → BLR"),
        ("RUSGOV+BLR -> CONSULT 2022-06-30 planned", "CONSULT, planned, BLR+RUS without direction"),
        ("-> ASSAULT", "ASSAULT, actual, nobody named: such a report stands alone"),
    ],
)
def test_what_reports_have_in_common_is_said_in_words(line: str, expected: str) -> None:
    (report,) = reports_of(coded_article(line))
    assert common_words(report) == expected


@pytest.mark.parametrize(
    "told, expected",
    [
        ([("Gazette", "Wire One"), ("Courier", "Wire One"), ("Herald", "Wire One")], 1),  # reprints
        ([("Gazette", "Wire One"), ("Courier", None)], 2),  # the Courier wrote itself
        ([("Gazette", None), ("Courier", None)], 2),
        ([("Wire One", None), ("Courier", "Wire One")], 1),  # the wire service's own page
        ([(None, None), (None, None)], 1),  # nobody knows
        ([("Gazette", "Wire One"), ("Courier", "Wire Two")], 2),
    ],
)
def test_reprints_of_a_wire_service_are_one_voice(told: list[tuple[str | None, str | None]], expected: int) -> None:
    line = "RUS -> BLR AID 2020-08-27"
    (one,) = grouped(*(coded_article(line, name=str(i), outlet=o, agency=a) for i, (o, a) in enumerate(told)))
    assert one.voices == expected


def test_a_long_sentence_word_for_word_is_no_second_voice() -> None:
    line = "RUS -> BLR AID 2020-08-27"
    reports = [
        replace(report, words=words)
        for name, words in [
            ("Gazette", "Moscow said on Thursday that it would send two convoys of flour to the border towns."),
            ("Courier", "Moscow said on Thursday that it would send two convoys of  flour to the border towns."),
            ("Herald", "Two convoys of flour will leave Moscow for the border towns, officials there announced."),
        ]
        for report in reports_of(coded_article(line, name=name, outlet=name))
    ]
    assert [one.voices for one in group(reports)] == [2]


@pytest.mark.parametrize(
    "told, denial, expected",
    [
        ("RUS -> UKR ASSAULT 2022-06-28", "RUS -> UKR ASSAULT 2022-06-28 denied", 1),
        ("RUS -> UKR ASSAULT 2022-06-28", "RUS -> UKR ASSAULT denied", 1),  # denied in the days before its report
        ("RUS -> UKR ASSAULT 2014-03-18", "RUS -> UKR ASSAULT denied", 0),
        ("RUS -> UKR ASSAULT 2022-06-28", "RUS -> UKR COERCE 2022-06-28 denied", 0),
        ("UKR -> RUS ASSAULT 2022-06-28", "RUS -> UKR ASSAULT 2022-06-28 denied", 0),
        ("RUS -> UKR ASSAULT 2022-06-28 planned", "RUS -> UKR ASSAULT 2022-06-28 denied", 0),
    ],
)
def test_who_denies_a_deed_is_kept_beside_who_tells_of_it(told: str, denial: str, expected: int) -> None:
    found = grouped(coded_article(told, name="a"), coded_article(denial, name="b"))
    assert len(found) == 2
    assert len(find_denials(found)) == expected


def test_order_of_reading_changes_nothing() -> None:
    days = ["", "2022-06-20", "2022-06-21", "2022-06-20..2022-06-23", "2022-06-19..2022-06-20", "historical"]
    dyads = ["RUS -> BLR CONSULT", "BLR -> RUS CONSULT", "RUSGOV -> UKR ACCUSE", "RUS -> UKR ACCUSE", "-> UKR ACCUSE"]
    chance = random.Random(7)
    articles = [
        coded_article(*(f"{chance.choice(dyads)} {chance.choice(days)}".strip() for _ in range(4)), name=str(n))
        for n in range(40)
    ]
    expected = group_happenings(articles)
    assert sum(len(happening.mentions) for happening in expected) == 160
    for _ in range(5):
        chance.shuffle(articles)
        assert group_happenings(articles) == expected
