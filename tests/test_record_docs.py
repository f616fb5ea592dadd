"""docs/record.md says what schema.sql makes; the questions of docs/record.md and docs/from-r.md run and answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from comity.record import Record, create
from tests.documents import ROOT
from tests.factory import coded_article
from tests.record_docs import RECORD, record_text, tables

FROM_R = (ROOT / "docs" / "from-r.md").read_text(encoding="utf-8")
R_QUESTIONS = dict(re.findall(r'^(\w+) <- dbGetQuery\(con, "\n(.*?)^"\)', FROM_R, re.MULTILINE | re.DOTALL))
QUESTIONS = re.findall(r"```sql\n(.*?)```", RECORD.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with create(tmp_path / "record.duckdb") as opened:
        for article in (
            coded_article(
                "RUSGOV -> BLRGOV SUPPORT 2020-08-27", "RUS+BLR -> CONSULT 2020-08-30", name="a", title="Gas"
            ),
            coded_article('RUS -> BLR SANCTION 2020-08-28 "Oleg Ivanov"', name="b", title="Oil, and gas"),
            coded_article("RUS -> BLR SANCTION 2020-08-28 denied", name="c", title="No sanctions"),
        ):
            opened.add(article)
        opened.regroup()
        yield opened


@pytest.mark.parametrize(
    "name, meaning, columns", list(tables()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_table_and_column_says_what_it_means(name: str, meaning: str, columns: list[tuple[str, ...]]) -> None:
    assert meaning, f"schema.sql: say behind `create table {name} (` what a row is"
    assert [column[0] for column in columns if not column[3]] == [], f"schema.sql: say what these of {name} mean"


def test_the_tables_of_the_document_are_those_of_the_schema() -> None:
    assert record_text() == RECORD.read_text(encoding="utf-8"), "make accept, and review the diff"


def answers(record: Record, sql: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = record.to_arrow(sql.strip().removesuffix(";")).to_pylist()
    return found


def test_the_questions_of_the_record_page_answer(record: Record) -> None:
    told, denied, known, corrected, searched = (answers(record, sql) for sql in QUESTIONS)
    assert sorted(str(row["type"]) for row in told) == ["SANCTION", "SANCTION", "SUPPORT"]
    assert [row["denial"] for row in denied] == ["RUS did sanction BLR on 2020-08-28."]
    assert [row["title"] for row in searched] == ["Oil, and gas"]
    assert known == corrected == []
    event = next(iter(record.events(types=["CONSULT"])))
    record.correct("retype", f"{event.article}:{event.id}", value="AGREE", by="Ana", on=date(2026, 11, 30))
    ((row,),) = [answers(record, sql) for sql in QUESTIONS if "corrections" in sql]
    assert (row["reviewer"], row["words"], row["was"], row["now"]) == ("Ana", "did consult", "CONSULT", "AGREE")


def test_the_questions_asked_from_r_answer(record: Record) -> None:
    found = {name: answers(record, sql) for name, sql in R_QUESTIONS.items()}
    assert sorted(found) == ["denied", "edges", "found", "happenings", "reports", "ties"]
    assert [row["type"] for row in found["happenings"]] == ["SUPPORT", "SANCTION", "CONSULT"]
    (month,) = found["ties"]
    assert (str(month["month"]), month["happenings"]) == ("2020-08-01", 3)
    assert [(row["source"], row["target"], row["happenings"]) for row in found["edges"]] == [
        ("BLR", "RUS", 1),
        ("RUS", "BLR", 3),
    ]
    assert {row["said_by"] for row in found["reports"]} == {"Oleg Ivanov", None}
    assert {row["reason"] for row in found["reports"]} == {"tells these days"}
    assert len(found["denied"]) == 1
    assert [row["title"] for row in found["found"]] == ["Oil, and gas"]


def test_the_page_for_r_names_the_columns_of_happenings_as_they_are(record: Record) -> None:
    rows = re.search(r"\| column \| meaning \|\n\|---\|---\|\n((?:\|.*\n)+)", FROM_R)
    assert rows is not None
    said = {name for line in rows[1].splitlines() for name in re.findall(r"`(\w+)`", line.split("|")[1])}
    assert said == {row[0] for row in record.execute("select column_name from (describe happenings)")}
