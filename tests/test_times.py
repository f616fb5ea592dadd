"""Time expressions: sentence in, "words = KIND value first..last" out, under a day of publication."""

from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from comity.sentences import Parser, open_parser, parse_sentences
from comity.times import find_times
from comity.vocabulary import Article, Part, Published, TimeMention

FRIDAY = "2022-07-01"


@cache
def parser() -> Parser:
    return open_parser()


def published(words: str | None) -> Published:
    """ "2022-07-01", an interval "2022-02-24..2023-02-23", or None: unknown."""
    first, _, last = (words or "").partition("..")
    earliest = date.fromisoformat(first) if first else None
    latest = date.fromisoformat(last) if last else earliest
    return Published(earliest=earliest, latest=latest, basis="given" if words else "unknown")


def article(text: str, when: str | None = FRIDAY, title_end: int = 0) -> Article:
    parts = [Part(kind="body", start=title_end, end=len(text))]
    if title_end:
        parts.insert(0, Part(kind="title", start=0, end=title_end))
    return Article(
        id="x", url=None, path=None, outlet=None, agency=None, authors=(), sections=(), title=None, caption=None,
        language="en", published=published(when), text=text, parts=tuple(parts), dropped=(), related=(),
    )  # fmt: skip


def times_of(text: str, when: str | None = FRIDAY) -> tuple[TimeMention, ...]:
    page = article(text, when)
    return find_times(page, parse_sentences(page, parser()))


def read(text: str, when: str | None = FRIDAY) -> list[str]:
    """Each expression as "words = KIND value first..last"; a single day once, no days as "-"."""
    lines = []
    for time in times_of(text, when):
        days = f"{time.earliest}..{time.latest}" if time.earliest != time.latest else f"{time.earliest or '-'}"
        lines.append(f"{text[time.start : time.end]} = {time.kind} {time.value} {days}")
    return lines


# ---------------------------------------------------------------- days of the week


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The minister said on Friday that the talks had failed.", "Friday = DATE 2022-07-01 2022-07-01"),
        ("The envoy arrived in Minsk on Thursday.", "Thursday = DATE 2022-06-30 2022-06-30"),
        ("The two presidents will meet on Friday.", "Friday = DATE 2022-07-01 2022-07-01"),
        ("The two presidents will meet on Monday.", "Monday = DATE 2022-07-04 2022-07-04"),
        ("The ministers meet on Monday in Ankara.", "Monday = DATE 2022-07-04 2022-07-04"),
        ("Parliament is to vote on Tuesday.", "Tuesday = DATE 2022-07-05 2022-07-05"),
        ("The court is expected to rule on Tuesday.", "Tuesday = DATE 2022-07-05 2022-07-05"),
        ("The truce had been due to expire on Tuesday.", "Tuesday = DATE 2022-06-28 2022-06-28"),
        ("They will hold talks next Tuesday.", "next Tuesday = DATE 2022-07-05 2022-07-05"),
        ("They held talks last Friday.", "last Friday = DATE 2022-06-24 2022-06-24"),
        ("The army shelled the town on Tuesday of last week.", "Tuesday of last week = DATE 2022-06-21 2022-06-21"),
        ("Rockets hit the depot on Tuesday night.", "Tuesday night = TIME 2022-06-28TNI 2022-06-28"),
        ("The army attacked early on Thursday.", "early on Thursday = DATE 2022-06-30 2022-06-30"),
        ("The army attacked late Thursday.", "late Thursday = DATE 2022-06-30 2022-06-30"),
        ("The committee meets every Tuesday.", "every Tuesday = SET XXXX-WXX-2 -"),
    ],
)
def test_a_weekday_is_the_last_for_what_was_done_and_the_next_for_what_will_be(text: str, expected: str) -> None:
    assert read(text) == [expected]


# ---------------------------------------------------------------- months and days of months


@pytest.mark.parametrize(
    "text, expected",
    [
        ("In February, the president allowed the troops to cross.", "February = DATE 2022-02 2022-02-01..2022-02-28"),
        ("In November, the president allowed the troops to cross.", "November = DATE 2021-11 2021-11-01..2021-11-30"),
        ("The summit will take place in February.", "February = DATE 2023-02 2023-02-01..2023-02-28"),
        ("The summit will take place in November.", "November = DATE 2022-11 2022-11-01..2022-11-30"),
        ("They signed the pact last May.", "last May = DATE 2022-05 2022-05-01..2022-05-31"),
        ("They signed the pact in August 1988.", "August 1988 = DATE 1988-08 1988-08-01..1988-08-31"),
        ("They signed it in January this year.", "January this year = DATE 2022-01 2022-01-01..2022-01-31"),
        ("He was jailed in early March.", "early March = DATE 2022-03 2022-03-01..2022-03-11"),
        ("The war began on Feb. 24.", "Feb. 24 = DATE 2022-02-24 2022-02-24"),
        ("The court will rule on Dec. 3.", "Dec. 3 = DATE 2022-12-03 2022-12-03"),
        ("Shares of the bank hurt the index on Thursday.", "Thursday = DATE 2022-06-30 2022-06-30"),
        ("It is the third day of the offensive.", "the third day = DATE 2022-07-01 2022-07-01"),
        ("The minister announced cuts for August.", "August = DATE 2022-08 2022-08-01..2022-08-31"),
        ("The kingdom will one day join the union.", "one day = DATE FUTURE_REF -"),
        ("They extended the truce until 20 July.", "20 July = DATE 2022-07-20 2022-07-20"),
        ("The tariffs take effect, effective Dec. 3.", "Dec. 3 = DATE 2022-12-03 2022-12-03"),
        ("The decree of Oct. 31 , 2005 was revoked.", "Oct. 31 , 2005 = DATE 2005-10-31 2005-10-31"),
        ("The decree of 31 October 2005 was revoked.", "31 October 2005 = DATE 2005-10-31 2005-10-31"),
        ("They will meet on the 15th.", "15th = DATE 2022-07-15 2022-07-15"),
        ("They met on the 15th.", "15th = DATE 2022-06-15 2022-06-15"),
        ("The 1980-88 war was long.", "1980-88 = DATE 1980/1988 1980-01-01..1988-12-31"),
        ("The vote will be on the 31st of July.", "the 31st of July = DATE 2022-07-31 2022-07-31"),
        ("He died on Wednesday, June 29.", "Wednesday, June 29 = DATE 2022-06-29 2022-06-29"),
        ("The log is dated 2005-10-31.", "2005-10-31 = DATE 2005-10-31 2005-10-31"),
        ("The form is dated 31/10/2005.", "31/10/2005 = DATE 2005-10-31 2005-10-31"),
        ("The form is dated 31.10. 2005.", "31.10. 2005 = DATE 2005-10-31 2005-10-31"),
        ("The form is dated 03/04/2005.", "03/04/2005 = DATE 2005-XX-XX 2005-01-01..2005-12-31"),
        ("After 9/11 the alliance changed its course.", "9/11 = DATE 2001-09-11 2001-09-11"),
    ],
)
def test_a_date_without_its_year_takes_it_from_the_tense(text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The visit lasted from 3 to 5 May.", ["3 = DATE 2022-05-03 2022-05-03", "5 May = DATE 2022-05-05 2022-05-05"]),
        ("They met in Geneva on May 3-5.", ["May 3 = DATE 2022-05-03 2022-05-03", "5 = DATE 2022-05-05 2022-05-05"]),
        (
            "They spent the last six months of 2017 abroad.",
            ["the last six months = DURATION P6M -", "2017 = DATE 2017 2017-01-01..2017-12-31"],
        ),
        (
            "Fighting raged between March and May 1998.",
            ["March = DATE 1998-03 1998-03-01..1998-03-31", "May 1998 = DATE 1998-05 1998-05-01..1998-05-31"],
        ),
    ],
)
def test_a_span_of_days_is_two_times(text: str, expected: list[str]) -> None:
    assert read(text) == expected


# ---------------------------------------------------------------- years and longer


@pytest.mark.parametrize(
    "text, expected",
    [
        ("They signed a treaty in 1997.", "1997 = DATE 1997 1997-01-01..1997-12-31"),
        ("He grew dependent on his neighbour in late 2020.", "late 2020 = DATE 2020 2020-09-01..2020-12-31"),
        ("The group fell apart in mid-1996.", "mid-1996 = DATE 1996 1996-05-01..1996-08-31"),
        ("The wars of the 1990s were long.", "the 1990s = DATE 199 1990-01-01..1999-12-31"),
        ("It fell in the early 1990s.", "the early 1990s = DATE 199 1990-01-01..1993-12-31"),
        ("Oil was cheap in the late nineties.", "the late nineties = DATE 199 1996-01-01..1999-12-31"),
        ("They will meet in the week of 11 July.", "the week of 11 July = DATE 2022-W28 2022-07-11..2022-07-17"),
        ("In May 20 people died.", "May = DATE 2022-05 2022-05-01..2022-05-31"),
        ("In June 30 million dollars went missing.", "June = DATE 2022-06 2022-06-01..2022-06-30"),
        ("The abbey dates from the 1300s.", "the 1300s = DATE 13 1300-01-01..1399-12-31"),
        ("He ruled in the 19th century.", "the 19th century = DATE 18 1800-01-01..1899-12-31"),
        ("They met in the winter of 1994.", "the winter of 1994 = DATE 1994-WI 1994-01-01..1995-02-28"),
        ("They will meet this autumn.", "this autumn = DATE 2022-FA 2022-09-01..2022-11-30"),
        (
            "Output grew in the third quarter of 2021.",
            "the third quarter of 2021 = DATE 2021-Q3 2021-07-01..2021-09-30",
        ),
        ("Output grew in the second half of 2021.", "the second half of 2021 = DATE 2021-H2 2021-07-01..2021-12-31"),
        ("Debt fell in fiscal 2021.", "fiscal 2021 = DATE 2021 2020-01-01..2021-12-31"),
        ("Pacts must be made by the end of the year.", "the end of the year = DATE 2022 2022-11-01..2022-12-31"),
        ("He was freed in nineteen ninety-six.", "nineteen ninety-six = DATE 1996 1996-01-01..1996-12-31"),
        ("It began in the first week of June.", "the first week of June = DATE 2022-06 2022-06-01..2022-06-08"),
        ("It fell in the last days of 1999.", "the last days of 1999 = DATE 1999 1999-10-01..1999-12-31"),
        ("They signed it on Good Friday 1998.", "Good Friday 1998 = DATE 1998-04-10 1998-04-10"),
        ("They signed it on Christmas Eve.", "Christmas Eve = DATE 2021-12-24 2021-12-24"),
        (
            "Debt fell in the first two quarters of 2021.",
            "the first two quarters of 2021 = DATE 2021-H1 2021-01-01..2021-06-30",
        ),
        ("Prices rose in the early summer.", "the early summer = DATE 2022-SU 2022-06-01..2022-07-31"),
        ("The deal will be closed by year-end.", "year-end = DATE 2022-12-31 2022-12-31"),
        ("The index has risen 4% since year-end.", "year-end = DATE 2021-12-31 2021-12-31"),
        (
            "It was hard to find bread in the spring of last year.",
            "the spring of last year = DATE 2021-SP 2021-03-01..2021-05-31",
        ),
    ],
)
def test_a_time_keeps_its_grain(text: str, expected: str) -> None:
    assert read(text) == [expected]


# ---------------------------------------------------------------- reckoned from the publication


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Shells fell near the border last week.", "last week = DATE 2022-W25 2022-06-20..2022-06-26"),
        ("Shells fell near the border this month.", "this month = DATE 2022-07 2022-07-01..2022-07-31"),
        ("He quit earlier this year.", "earlier this year = DATE 2022 2022-01-01..2022-07-01"),
        ("He will quit later this year.", "later this year = DATE 2022 2022-07-01..2022-12-31"),
        ("They will meet next year.", "next year = DATE 2023 2023-01-01..2023-12-31"),
        ("The army shelled the town yesterday.", "yesterday = DATE 2022-06-30 2022-06-30"),
        ("The army shelled the town this morning.", "This morning = TIME 2022-07-01TMO 2022-07-01"),
        ("The army shelled the town last night.", "last night = TIME 2022-06-30TNI 2022-06-30"),
        ("The army shelled the town overnight.", "overnight = TIME 2022-06-30TNI 2022-06-30"),
        ("He fled two weeks ago.", "two weeks ago = DATE 2022-W24 2022-06-13..2022-06-19"),
        ("He fled ten days ago.", "ten days ago = DATE 2022-06-21 2022-06-21"),
        ("He fled five months ago.", "five months ago = DATE 2022-02 2022-02-01..2022-02-28"),
        ("He fled five years ago.", "five years ago = DATE 2017 2017-01-01..2017-12-31"),
        ("Two decades ago they signed the pact.", "Two decades ago = DATE 200 1997-01-01..2007-12-31"),
        ("Efforts failed almost two decades ago.", "almost two decades ago = DATE 200 2002-01-01..2007-12-31"),
        ("They fell out several years ago.", "several years ago = DATE PAST_REF -"),
        ("He was recently freed.", "recently = DATE PAST_REF -"),
        ("He will soon be freed.", "soon = DATE FUTURE_REF -"),
        ("He is now free.", "now = DATE PRESENT_REF -"),
    ],
)
def test_a_relative_time_is_reckoned_from_the_publication_day(text: str, expected: str) -> None:
    assert [line.lower() for line in read(text)] == [expected.lower()]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("They met on 4 June. They signed a deal the next day.", "the next day = DATE 2022-06-05 2022-06-05"),
        ("They met on 4 June. Two days later they fell out.", "Two days later = DATE 2022-06-06 2022-06-06"),
        (
            "They met in May 2019. They fell out the following month.",
            "the following month = DATE 2019-06 2019-06-01..2019-06-30",
        ),
        ("They met in May 2019. They fell out later that year.", "later that year = DATE 2019 2019-01-01..2019-12-31"),
        (
            "Trade reached 5 billion in 2019, from 7 a year earlier.",
            "a year earlier = DATE 2018 2018-01-01..2018-12-31",
        ),
        ("On the eve of 9 May, police arrested ten.", "the eve of 9 May = DATE 2022-05-08 2022-05-08"),
        ("They met on 4 June. They fell out that same day.", "that same day = DATE 2022-06-04 2022-06-04"),
        (
            "They met in 2019. They fell out at the end of the year.",
            "the end of the year = DATE 2019 2019-11-01..2019-12-31",
        ),
        ("They met in May 2019. The next year they fell out.", "The next year = DATE 2020 2020-01-01..2020-12-31"),
        ("They fell out two days later.", "two days later = DATE XXXX-XX-XX -"),
    ],
)
def test_some_times_are_reckoned_from_the_date_last_mentioned(text: str, expected: str) -> None:
    assert read(text)[-1] == expected


# ---------------------------------------------------------------- times of day, durations, sets


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The truce began at 10 p.m. Wednesday.", "10 p.m. Wednesday = TIME 2022-06-29T22:00 2022-06-29"),
        ("The truce began at noon Wednesday.", "noon Wednesday = TIME 2022-06-29T12:00 2022-06-29"),
        ("The truce began at 18:00 GMT.", "18:00 GMT = TIME 2022-07-01T18:00 2022-07-01"),
        ("The talks have gone on for more than two decades.", "more than two decades = DURATION P20Y -"),
        ("He was held for two years.", "two years = DURATION P2Y -"),
        ("He was held for two and a half years.", "two and a half years = DURATION P2Y6M -"),
        ("He was held for several months.", "several months = DURATION PXM -"),
        ("He began a two-week visit.", "two-week = DURATION P2W -"),
        ("They waited for six hours.", "six hours = DURATION PT6H -"),
        ("Forty died in the past two weeks.", "the past two weeks = DURATION P2W 2022-06-17..2022-07-01"),
        ("Trade will double over the next two years.", "the next two years = DURATION P2Y 2022-07-01..2024-07-01"),
        ("The three-year-old truce broke down.", "three-year-old = DURATION P3Y -"),
        ("The decade-long dispute was settled.", "decade-long = DURATION P10Y -"),
        ("They fought for a quarter of a century.", "a quarter of a century = DURATION P25Y -"),
        ("They meet twice a year.", "twice a year = SET P1Y -"),
        ("They meet every other month.", "every other month = SET P2M -"),
        ("The two leaders meet annually.", "annually = SET P1Y -"),
        ("They fought for half a year.", "half a year = DURATION P6M -"),
    ],
)
def test_clocks_durations_and_sets(text: str, expected: str) -> None:
    assert read(text) == [expected]


# ---------------------------------------------------------------- what is no time


@pytest.mark.parametrize(
    "text",
    [
        "The 24-year-old was held with 24 people.",
        "Police held a man, 37 years old, at the border.",
        "Mr May may march with his men.",
        "Prime Minister Theresa May met the envoy.",
        "Protesters march through Minsk.",
        "The Sun reported the second march.",
        "The Sunday Times named the general.",
        "The Good Friday Agreement was at risk.",
        "The team won 3-1 and paid $1,990 for 1,500 seats.",
        "Around 1200 troops were sent and 2000 people fled.",
        "It was the second of three rounds of talks.",
        "The fleet lost 31 ships and 12 planes.",
        "The firm pays $5 million a year in rent.",
        "Voters chose the third party.",
        "The village fell to the rebels, who may spring a trap.",
        "Three-quarters of voters stayed at home.",
        "The council recalled resolutions 1701 and 1747.",
        "Between 1600 and 1700 troops were sent.",
        "The Winter Palace was stormed.",
        "The game ended 12:30 up.",
        "The third march drew thousands.",
        "The three-year-old girl was freed.",
        "The plant makes 20,000 tons annually.",
        "Rents rise by 4% annually.",
        "The bank changed to a calendar year.",
        "When a quake hits, many die that day.",
        "The future looks bleak.",
        "They spoke about the future of the alliance.",
        "The envoy landed for an overnight stop.",
    ],
)
def test_sizes_money_scores_names_and_verbs_are_no_times(text: str) -> None:
    assert read(text) == []


# ---------------------------------------------------------------- when the publication day is not known


def test_an_interval_of_publication_gives_x_and_the_days_it_allows() -> None:
    text = "The president spoke on Friday. In February, he allowed troops to cross. The pact dates from 1997."
    assert read(text, "2022-02-24..2023-02-23") == [
        "Friday = DATE XXXX-XX-XX 2022-02-18..2023-02-17",
        "February = DATE XXXX-02 2022-02-01..2023-02-28",
        "1997 = DATE 1997 1997-01-01..1997-12-31",
    ]


def test_an_unknown_publication_is_never_today() -> None:
    text = "Shells fell last week and on Friday. The pact was signed in late 1997."
    assert read(text, None) == [
        "last week = DATE XXXX-WXX -",
        "Friday = DATE XXXX-XX-XX -",
        "late 1997 = DATE 1997 1997-09-01..1997-12-31",
    ]


def test_times_stand_in_order_and_do_not_overlap() -> None:
    text = "On Friday, May 3, 2019, at 10 a.m., they met for two days; a year later, in late 2020, they fell out again."
    times = times_of(text)
    assert [time.start for time in times] == sorted(time.start for time in times)
    assert all(one.end <= other.start for one, other in pairwise(times))


def test_then_is_the_date_last_mentioned() -> None:
    assert (
        read("The truce ends on 20 July. Until then, envoys will meet in Oslo.")[-1]
        == "then = DATE 2022-07-20 2022-07-20"
    )


def test_a_year_ago_compares_with_a_quarter_that_is_over() -> None:
    text = "It expects a better third quarter. In the latest quarter it lost $2 million, against $1 million a year ago."
    assert read(text)[1:] == [
        "the latest quarter = DATE 2022-Q2 2022-04-01..2022-06-30",
        "a year ago = DATE 2021-Q2 2021-04-01..2021-06-30",
    ]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Profit rose in the quarter ended May 31.", "the quarter = DATE 2022-Q2 2022-03-01..2022-05-31"),
        (
            "It lost money in the fourth quarter ended May 31.",
            "the fourth quarter = DATE 2022-Q4 2022-03-01..2022-05-31",
        ),
        (
            "In the fiscal second quarter it lost $2 million. Sales for the quarter ended March 31 fell.",
            "the quarter = DATE 2022-QX 2022-01-01..2022-03-31",
        ),
    ],
)
def test_a_quarter_with_its_last_day_is_the_three_months_to_it(text: str, expected: str) -> None:
    assert read(text)[-2] == expected


def test_what_a_year_ended_on_is_past() -> None:
    assert read("It had sales of $2 million in the year ended July 31.")[-1] == "July 31 = DATE 2021-07-31 2021-07-31"


@pytest.mark.parametrize(
    "text, expected",
    [
        (
            "The bank reported a loss for the second quarter. The quarter a year ago brought a profit.",
            "The quarter a year ago = DATE 2021-Q2 2021-04-01..2021-06-30",
        ),
        (
            "The bank reported a loss for the second quarter. It had a profit in last year's quarter.",
            "last year's quarter = DATE 2021-Q2 2021-04-01..2021-06-30",
        ),
        (
            "The bank reported a second-quarter loss. After a flat first quarter, sales fell from a year earlier.",
            "a year earlier = DATE 2021-Q2 2021-04-01..2021-06-30",
        ),
        (
            "The bank reported lower fourth-quarter profit. It was $2 million a year earlier.",
            "a year earlier = DATE 2021-Q4 2021-10-01..2021-12-31",
        ),
        (
            "The bank foresees lower fourth-quarter profit. It was $2 million a year earlier.",
            "a year earlier = DATE 2021 2021-01-01..2021-12-31",
        ),
    ],
)
def test_figures_are_compared_with_the_quarter_that_is_reported(text: str, expected: str) -> None:
    assert read(text)[-1] == expected


def test_days_that_share_their_nights_are_all_meant() -> None:
    assert read("Flights leave on Monday and Tuesday nights.") == [
        "Monday = SET XXXX-WXX-1TNI -",
        "Tuesday nights = SET XXXX-WXX-2TNI -",
    ]
