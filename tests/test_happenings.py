"""Happenings: which reports are told to be of one deed. Each line is one event of an article."""

from __future__ import annotations

import random
from datetime import date

import pytest

from comity.happenings import group_happenings
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
