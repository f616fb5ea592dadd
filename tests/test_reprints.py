"""Reprints: near-identical articles are told from others, keep their origin, and are one voice."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from comity.happenings import Copy, find_reprints, group_happenings, signature_of
from comity.record import Record, create
from comity.record.check import check_record
from comity.record.reprints import origin_of
from comity.vocabulary import CodedArticle, Part
from tests.factory import coded_article

STORY = """The two ministers met in the harbour town on Monday and agreed to reopen the border bridge, which has been
closed to lorries since the storms of last winter. Engineers from both sides inspected the northern pier in April and
found it sound. The ferry that has carried goods in the meantime will go on until the autumn, the transport office said.
Fishermen on the eastern bank had feared that it would be stopped at once. The ministers also spoke about the price of
electricity, without a result, and will see each other again in September. A joint office for customs is to be built
next to the bridge; each side pays a half. The opposition called the talks a show and asked who would pay for the road.
Nobody from the railway took part, although it owns the western ramp and has asked for rent since the spring."""
OTHER = """On Monday the ministers of both countries held talks in the harbour town. Their main subject was the border
bridge: lorries are to use it again as soon as the road is mended. Engineers think well of the pier that the storms had
damaged. Until the autumn a ferry goes on carrying goods between the banks, which pleases those who fish there. No
agreement was reached on electricity, so that another meeting is planned for September. Customs officers of the two
sides will sit in one building, for which the costs are shared. Critics spoke of a show."""


def copy(name: str, text: str, day: str | None = "2024-05-02", agency: str | None = None) -> Copy:
    known = date.fromisoformat(day) if day else None
    return Copy(name, known, known, agency, signature_of(text))


def originals(*copies: Copy) -> dict[str, str]:
    return {reprint.article: reprint.original for reprint in find_reprints(copies)}


CUT = STORY[: STORY.index("The opposition")]
EDITED = (
    STORY.replace("lorries", "trucks").replace("transport office", "transport ministry").replace("a half", "half of it")
)
LEAD = "Our readers on the coast have waited for this. " + STORY
QUOTED = STORY[:400] + OTHER


@pytest.mark.parametrize(
    "text, expected",
    [
        (STORY, True),
        (STORY.upper().replace(", ", " , "), True),
        (CUT, True),
        (EDITED, True),
        (LEAD, True),
        (OTHER, False),
        (QUOTED, False),
        (STORY[:150], False),
        ("", False),
    ],
    ids=["same", "case and marks", "cut", "edited", "own lead", "own words", "partly quoted", "alert", "nothing"],
)
def test_a_reprint_is_told_from_an_article_on_the_same_news(text, expected):
    assert originals(copy("a", STORY), copy("b", text)) == ({"a": "a", "b": "a"} if expected else {})


def test_the_first_is_that_of_the_earliest_day_then_of_the_smallest_id():
    late, early, undated = copy("a", STORY, "2024-05-03"), copy("c", CUT, "2024-05-01"), copy("0", EDITED, None)
    same_day = copy("b", LEAD, "2024-05-01")
    assert set(originals(late, early, undated, same_day).values()) == {"b"}


def test_reports_that_recur_are_no_reprints():
    one = "The harbour index rose by 12.5 points to 873.4 on Monday. " + STORY
    assert originals(copy("a", one, "2024-05-02"), copy("b", one, "2024-05-10")) == {}
    assert len(originals(copy("a", one, "2024-05-02"), copy("b", one, "2024-05-09"))) == 2


def test_a_day_known_roughly_may_be_near():
    rough = Copy("b", date(2023, 7, 1), date(2024, 6, 30), None, signature_of(STORY))
    assert originals(copy("a", STORY), rough) == {"a": "a", "b": "a"}


def test_the_agency_that_one_names_is_the_origin_of_all():
    first = copy("a", STORY, "2024-05-01")
    found = find_reprints(
        [first, copy("b", CUT, agency="Wire One"), copy("c", EDITED, "2024-05-03", agency="Wire Two")]
    )
    assert {reprint.agency for reprint in found} == {"Wire One"}


def test_the_order_of_reading_makes_no_difference():
    chance = random.Random(7)
    words = STORY.split()
    copies = []
    for number in range(40):
        text = " ".join(word for word in words if chance.random() > number % 8 / 60)
        copies.append(copy(f"{number:02}", text, f"2024-05-{1 + number % 9:02}"))
    expected = find_reprints(copies)
    assert len({reprint.original for reprint in expected}) > 0
    for _ in range(20):
        chance.shuffle(copies)
        assert find_reprints(copies) == expected


def test_signatures_are_the_same_on_every_machine():
    assert signature_of(STORY)[:24].hex() == "92000000fc58b4006d98e8004289d50061152b030f61a104"
    assert len(signature_of(STORY)) == 340


def test_boilerplate_shared_by_thousands_is_compared_in_short_order():
    copies = [copy(f"{number:04}", STORY) for number in range(3000)]
    assert set(originals(*copies).values()) == {"0000"}


# ---------------------------------------------------------------- in happenings and the record


def article(name: str, text: str = STORY, day: str = "2024-05-02", **facts: str | None) -> CodedArticle:
    """An article that reports one deed and has the text for its body."""
    made = coded_article("RUSGOV -> BLRGOV SUPPORT 2024-05-01", name=name, published=day, **facts)  # type: ignore[arg-type]
    longer = f"{made.text}\n\n{text}"
    return replace(
        made, text=longer, parts=(made.parts[0], Part(kind="body", start=made.parts[1].start, end=len(longer)))
    )


FIRST = article("first", outlet="Courier", day="2024-05-01")
WIRED = article("wired", CUT, outlet="Gazette", agency="Wire One")
SILENT = article("silent", EDITED, outlet="Herald", day="2024-05-03")
OWN = article("own", OTHER, outlet="Lantern")


def test_reprints_are_one_voice_whoever_prints_them(record: Record) -> None:
    for one in (SILENT, OWN, WIRED, FIRST):
        record.add(one)
    record.regroup()
    (row,) = record.rows("select outlets, agencies, voices, articles from happenings")
    assert row == (4, 1, 2, 4)
    origin = origin_of(record, SILENT.id)
    assert origin is not None
    assert (origin.article, origin.outlet, origin.agency, origin.articles) == (FIRST.id, "Courier", "Wire One", 3)
    assert origin_of(record, OWN.id) is None
    assert list(record.happenings()) != []
    assert list(check_record(record)) == []


def test_the_record_and_the_articles_alone_give_the_same_happenings(record: Record) -> None:
    articles = [SILENT, OWN, WIRED, FIRST]
    for one in articles:
        record.add(one)
    record.regroup()
    (happening,) = group_happenings(articles)
    assert next(record.happenings_where("true")) == happening
    assert happening.agencies == 1


def test_what_was_read_later_changes_what_was_grouped_before(record: Record) -> None:
    record.add(SILENT)
    record.add(FIRST)
    record.regroup()
    assert list(record.rows("select agencies, voices from happenings")) == [(0, 1)]
    record.add(article("elsewhere", CUT, outlet="Gazette", agency="Wire One"))
    record.regroup()
    assert list(record.rows("select agencies, voices from happenings")) == [(1, 1)]
    assert list(check_record(record)) == []


def test_an_article_whose_text_changed_is_compared_anew(record: Record) -> None:
    record.add(FIRST)
    record.add(SILENT)
    record.regroup()
    assert record.count("reprints") == 2
    assert record.add(article("silent", OTHER, outlet="Herald", day="2024-05-03")) == "replaced"
    record.regroup()
    assert record.count("reprints") == 0
    assert list(check_record(record)) == []


def test_a_record_that_was_tampered_with_is_told(record: Record) -> None:
    record.add(FIRST)
    record.add(SILENT)
    record.regroup()
    record.execute("delete from reprints where article = ?", [SILENT.id])
    assert f"article {SILENT.id}: table reprints does not say what a comparison says" in check_record(record)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with create(tmp_path / "record.duckdb") as opened:
        yield opened
