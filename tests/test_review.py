"""Sampling for truth: a sheet drawn, filled and scored; how far reviewers agree; gold out of the ledger."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from comity.faults import WrongCall
from comity.models.own import read_taught
from comity.record import Record, Select, create
from comity.record.corrections import as_read, enter, read_ledger
from comity.review import (
    agreement_of_ledger,
    agreement_of_sheets,
    corrections_of,
    draw,
    gold_of,
    krippendorff_alpha,
    precision_of,
    read_gold,
    read_sheet,
    score,
    taught_of,
    wilson,
    write_sheet,
)
from comity.review.sheet import TO_FILL
from comity.vocabulary import CodedArticle
from tests.factory import coded_article

DAY = date(2026, 11, 30)


def story(number: int) -> CodedArticle:
    lines = (f"RUS -> BLR SUPPORT 2020-08-{number + 1:02}", "USA -> RUS SANCTION")
    return coded_article(*lines[: 1 + number % 2], name=f"s{number}", outlet="=Gazette")


STORIES = [story(number) for number in range(20)]  # 20 SUPPORT, 10 SANCTION


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with create(tmp_path / "record.duckdb") as opened:
        for article in STORIES:
            opened.add(article)
        opened.regroup()
        yield opened


def sheet_of(record: Record, path: Path, fill: dict[int, dict[str, str]] | None = None, n: int = 6) -> Path:
    """A sheet drawn by type, some rows of which are filled."""
    text = io.StringIO()
    write_sheet(draw(record, Select(), "type", n), text)
    rows = list(csv.DictReader(io.StringIO(text.getvalue())))
    for number, cells in (fill or {}).items():
        rows[number].update(cells)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


# ---------------------------------------------------------------- the sheet


def test_a_sheet_has_so_many_events_of_each_stratum_with_sentence_and_page(record: Record) -> None:
    text = io.StringIO()
    assert write_sheet(draw(record, Select(), "type", 6), text) == 12
    rows = list(csv.DictReader(io.StringIO(text.getvalue())))
    assert Counter(row["stratum"] for row in rows) == {"SUPPORT": 6, "SANCTION": 6}
    assert {row["population"] for row in rows if row["type"] == "SUPPORT"} == {"20"}
    assert {row["sentence"] for row in rows if row["type"] == "SANCTION"} == {"USA did sanction RUS."}
    assert all(row["page"].startswith("https://gazette.example/s") for row in rows)
    assert all(row[name] == "" for row in rows for name in TO_FILL)
    assert {row["outlet"] for row in rows} == {"'=Gazette"}  # no spreadsheet may compute what a page says


def test_the_same_seed_draws_the_same_whatever_the_order_of_reading(record: Record, tmp_path: Path) -> None:
    drawn = draw(record, Select(), "type", 6, seed=3)
    with create(tmp_path / "other.duckdb") as other:
        for article in reversed(STORIES):
            other.add(article)
        assert draw(other, Select(), "type", 6, seed=3) == drawn
    assert draw(record, Select(), "type", 6, seed=4) != drawn
    assert all(one in drawn for one in draw(record, Select(), "type", 3, seed=3))


def test_a_sample_may_be_of_a_selection_by_year_or_outlet(record: Record) -> None:
    drawn = draw(record, Select(types=("SUPPORT",), since=date(2020, 8, 11)), "year", 50)
    assert {(one.stratum, one.population) for one in drawn} == {("2020", 10)}
    assert {one.stratum for one in draw(record, Select(), "year", 50)} == {"2020", "undated"}


def test_a_sheet_saved_by_a_spreadsheet_is_read(record: Record, tmp_path: Path) -> None:
    fill = {0: {"verdict": "Yes"}, 1: {"verdict": "w", "type_is": "aid"}, 2: {"type_is": "none"}, 3: {"verdict": "?"}}
    judged = read_sheet(sheet_of(record, tmp_path / "sheet.csv", fill))
    assert [one.verdict for one in judged[:5]] == ["right", "wrong", "wrong", "unsure", None]
    assert [one.type_found for one in judged[:5]] == ["SANCTION", "AID", "none", None, None]


@pytest.mark.parametrize(
    "cells, words",
    [
        ({"verdict": "perhaps"}, r"line 2.*write right, wrong or unsure"),
        ({"type_is": "HUG"}, r'no type "HUG"'),
        ({"verdict": "right", "status_is": "planned"}, "right, and status_is is filled"),
    ],
)
def test_a_sheet_filled_otherwise_names_its_line(
    record: Record, tmp_path: Path, cells: dict[str, str], words: str
) -> None:
    with pytest.raises(WrongCall, match=words):
        read_sheet(sheet_of(record, tmp_path / "sheet.csv", {0: cells}))


def test_another_file_is_no_sheet(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(WrongCall, match="lacks the column event"):
        read_sheet(tmp_path / "x.csv")
    (tmp_path / "x.csv").write_bytes(b"event,\xe9\n")
    with pytest.raises(WrongCall, match="not UTF-8"):
        read_sheet(tmp_path / "x.csv")


# ---------------------------------------------------------------- precision


def test_wilson_intervals_are_those_of_the_textbook() -> None:
    low, high = wilson(81, 263)  # Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    assert [round(bound, 4) for bound in wilson(0, 20)] == [0.0, 0.1611]
    assert [round(bound, 4) for bound in wilson(1, 29)] == [0.0061, 0.1718]


def test_a_filled_sheet_comes_to_precision_by_type(record: Record, tmp_path: Path) -> None:
    fill = {n: {"verdict": "right"} for n in (0, 1, 2, 6, 7)} | {3: {"verdict": "wrong"}, 8: {"verdict": "unsure"}}
    (sanction, support), whole = precision_of(read_sheet(sheet_of(record, tmp_path / "sheet.csv", fill)))
    assert (sanction.stratum, sanction.judged, sanction.right, sanction.precision) == ("SANCTION", 4, 3, 0.75)
    assert (support.judged, support.right, support.unsure, support.precision) == (2, 2, 1, 1.0)
    assert (sanction.low, sanction.high) == wilson(3, 4)
    assert whole.precision == pytest.approx((10 * 0.75 + 20 * 1.0) / 30)  # each type weighs what it is in the record
    assert whole.low is not None and whole.high is not None
    assert whole.low < whole.precision < whole.high  # type: ignore[operator]  # not None


def test_an_unfilled_sheet_comes_to_nothing(record: Record, tmp_path: Path) -> None:
    (line, _), whole = precision_of(read_sheet(sheet_of(record, tmp_path / "sheet.csv")))
    assert (line.judged, line.precision, line.low) == (0, None, None)
    assert (whole.judged, whole.precision) == (0, None)


# ---------------------------------------------------------------- agreement

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): example B, two observers, and example C, four
BINARY = ("0100000010", "1110010000")
MANY = [
    "1 1 . 1", "2 2 3 2", "3 3 3 3", "3 3 3 3", "2 2 2 2", "1 2 3 4", "4 4 4 4", "1 1 2 1", "2 2 2 2", ". 5 5 5",
    ". . 1 1", ". 3 . .",
]  # fmt: skip


def test_alpha_is_that_of_krippendorffs_examples() -> None:
    assert krippendorff_alpha(list(map(list, zip(*BINARY, strict=True)))) == pytest.approx(0.095, abs=5e-4)
    units = [[value for value in unit.split() if value != "."] for unit in MANY]
    assert krippendorff_alpha(units) == pytest.approx(0.743, abs=5e-4)


def test_alpha_is_not_told_where_chance_cannot_be() -> None:
    assert krippendorff_alpha([["a", "a"], ["a", "a"]]) is None
    assert krippendorff_alpha([["a"], ["b"]]) is None


def test_two_filled_sheets_say_how_far_their_reviewers_agree(record: Record, tmp_path: Path) -> None:
    ana = {0: {"verdict": "right"}, 1: {"type_is": "AID"}, 2: {"verdict": "right"}, 6: {"verdict": "right"}}
    ben = {0: {"verdict": "right"}, 1: {"type_is": "AID"}, 2: {"verdict": "wrong"}, 7: {"verdict": "right"}}
    sheets = {
        name: read_sheet(sheet_of(record, tmp_path / f"{name}.csv", fill)) for name, fill in (("a", ana), ("b", ben))
    }
    verdict, kind = agreement_of_sheets(sheets)
    assert (verdict.question, verdict.reviewers, verdict.items) == ("verdict", 2, 3)
    assert verdict.alpha == pytest.approx(krippendorff_alpha([["r", "r"], ["w", "w"], ["r", "w"]]))
    assert (kind.items, kind.alpha) == (2, 1.0)  # a plain "wrong" tells no type


def test_the_ledger_says_how_far_its_reviewers_agree(record: Record) -> None:
    first, second, third = (f"{article.id}:e1" for article in STORIES[:3])
    for who, action, event, value in (
        ("Ana", "accept", first, None), ("Ben", "accept", first, None),
        ("Ana", "retype", second, "AID"), ("Ben", "retype", second, "AID"),
        ("Ana", "reject", third, None), ("Ben", "retype", third, "AGREE"),
        ("Ben", "note", second, "hm"),
    ):  # fmt: skip
        record.correct(action, event, value=value, by=who, on=DAY)  # type: ignore[arg-type]
    found = {one.question: one for one in agreement_of_ledger(read_ledger(record))}
    assert (found["verdict"].items, found["verdict"].alpha) == (3, 1.0)
    expected = krippendorff_alpha([["SUPPORT", "SUPPORT"], ["AID", "AID"], ["none", "AGREE"]])
    assert (found["type"].items, found["type"].alpha) == (3, pytest.approx(expected))
    assert found["status"].items == 1


# ---------------------------------------------------------------- a sheet into the ledger


def test_a_filled_sheet_becomes_corrections(record: Record, tmp_path: Path) -> None:
    fill = {
        0: {"verdict": "right"},
        1: {"verdict": "wrong", "note": "a match"},
        2: {"type_is": "ACCUSE", "status_is": "planned"},
        3: {"source_is": "RUS", "days_are": "2020-08-01"},
        4: {"verdict": "unsure"},
    }
    judged = read_sheet(sheet_of(record, tmp_path / "sheet.csv", fill))
    entries = list(corrections_of(record, judged, "Ana", DAY))
    assert [(one.action, one.value, one.why) for one in entries] == [
        ("accept", None, None), ("reject", None, "a match"), ("retype", "ACCUSE", None), ("status", "planned", None),
        ("source", "RUS", None), ("redate", "2020-08-01", None),
    ]  # fmt: skip
    assert enter(record, entries) == 6
    assert enter(record, corrections_of(record, judged, "Ana", DAY)) == 0
    assert [row.status for row in record.events(types=["ACCUSE"])] == ["planned"]


def test_two_reviewers_sheets_in_the_ledger_are_judged_apart(record: Record, tmp_path: Path) -> None:
    ana, ben = {0: {"type_is": "AID"}, 1: {"verdict": "right"}}, {0: {"verdict": "right"}, 1: {"verdict": "right"}}
    sheets = {
        who: read_sheet(sheet_of(record, tmp_path / f"{who}.csv", fill)) for who, fill in (("Ana", ana), ("Ben", ben))
    }
    for who, judged in sheets.items():
        enter(record, corrections_of(record, judged, who, DAY))
    found = {one.question: one for one in agreement_of_ledger(read_ledger(record))}
    assert (found["verdict"].items, found["type"].items) == (2, 2)
    assert found["type"].alpha == krippendorff_alpha([["AID", "SANCTION"], ["SANCTION", "SANCTION"]])
    assert {row.type for row in record.events()} == {"SUPPORT", "SANCTION"}  # Ben's word came later


def test_a_sheet_of_an_older_coding_is_refused(record: Record, tmp_path: Path) -> None:
    judged = read_sheet(sheet_of(record, tmp_path / "sheet.csv", {0: {"verdict": "right"}}))
    with pytest.raises(WrongCall, match="draw a new sheet"):
        list(corrections_of(record, [replace(judged[0], trigger="did hug")], "Ana", DAY))


# ---------------------------------------------------------------- gold


@pytest.fixture
def judged(record: Record) -> Record:
    """Story 1: its SUPPORT is right, its SANCTION none; 3: its SUPPORT is AID; 5: its SUPPORT is none."""
    for number, action, event, value in (
        (1, "accept", "e1", None), (1, "reject", "e2", None), (3, "retype", "e1", "AID"), (5, "reject", "e1", None),
    ):  # fmt: skip
        record.correct(action, f"{STORIES[number].id}:{event}", value=value, by="Ana", on=DAY)  # type: ignore[arg-type]
    record.regroup()
    return record


def test_what_was_judged_comes_out_as_gold_and_scores_a_coding(judged: Record, tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in gold_of(judged)))
    gold = read_gold(file)
    assert {event.words for article in gold for event in article.events} == {"did support"}
    coded = as_read(judged, [article.id for article in gold])
    lines = {line.type: line for line in score(gold, [coded[article.id] for article in gold])}
    assert (lines["SUPPORT"].gold, lines["SUPPORT"].found, lines["SUPPORT"].false) == (1, 1, 1)
    assert (lines["AID"].gold, lines["AID"].found, lines["SANCTION"].false) == (1, 0, 1)
    assert (lines["all"].recall, lines["all"].precision) == (0.5, 1 / 3)
    assert (lines["SUPPORT"].status, lines["SUPPORT"].source, lines["SUPPORT"].days) == (1, 1, 1)
    better = [judged.article(article.id) for article in gold]
    assert [(line.recall, line.false) for line in score(gold, better)][-1] == (1.0, 0)


def test_gold_outlives_an_event_that_a_new_version_no_longer_reads(judged: Record) -> None:
    before = list(gold_of(judged))
    ids = [STORIES[number].id for number in (1, 3)]
    for number in (1, 3):
        blind = replace(STORIES[number], events=(), no_events="no trigger: none")
        judged.execute("update articles set coded = ? where id = ?", [msgspec.json.encode(blind).decode(), blind.id])
        judged.execute("update articles set corrected = null where id = ?", [blind.id])
    after = [article for article in gold_of(judged) if article.id in ids]
    assert after == [article for article in before if article.id in ids]
    assert score(after, [None, None])[-1].recall == 0.0


def test_coded_articles_are_gold_that_is_complete(tmp_path: Path) -> None:
    file = tmp_path / "coded.jsonl"
    file.write_bytes(msgspec.json.encode(STORIES[0]) + b"\n")
    gold = read_gold(file)
    twice = replace(STORIES[0], events=(*STORIES[0].events, replace(STORIES[0].events[0], id="e2", type="AID")))
    lines = {line.type: line for line in score(gold, [twice])}
    assert (lines["SUPPORT"].found, lines["AID"].false, lines["all"].precision) == (1, 1, 0.5)


def test_gold_that_is_none_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('\n{"id": 1}\n', "utf-8")
    with pytest.raises(WrongCall, match=r"x\.jsonl line 2"):
        read_gold(tmp_path / "x.jsonl")


def test_judged_sentences_teach_types(judged: Record, tmp_path: Path) -> None:
    for number in (7, 9, 11):
        judged.correct("accept", f"{STORIES[number].id}:e1", by="Ana", on=DAY)
        judged.correct("reject", f"{STORIES[number].id}:e2", by="Ana", on=DAY)
    for number in (0, 2, 4):
        judged.correct("retype", f"{STORIES[number].id}:e1", value="AID", by="Ana", on=DAY)
    file = tmp_path / "taught.jsonl"
    file.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in taught_of(judged)))
    taught = read_taught(file)
    assert Counter(one.type for one in taught) == {"SUPPORT": 4, "AID": 4, None: 5}
    assert "RUS did support BLR on 2020-08-04." in {one.text for one in taught if one.type == "AID"}
