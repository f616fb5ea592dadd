"""Exports: every table in every layout, in a stable order, with a codebook that names every column."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import get_args

import duckdb
import pyarrow.parquet as pq
import pytest

from comity.exports import EXPORTS, FORMATS, export
from comity.exports.tables import TABLES, Kind
from comity.faults import RecordFault, WrongCall
from tests.small_record import SmallRecord, tell


@pytest.fixture
def record() -> SmallRecord:
    record = SmallRecord()
    tell(
        record,
        "2022-02-18 RUSGOV+BLRGOV -> CONSULT",
        contexts=["diplomatic", "military"],
        outlets=["A", 'The "B", daily'],
    )
    tell(record, "undated USA -> BLR SANCTION")
    record.insert(
        "failures", {"source": "pages", "path": "pages/é.html", "kind": "empty", "message": "pages: empty\nfile"}
    )
    return record


def test_csv_joins_lists_and_leaves_the_unknown_empty(record, tmp_path: Path):
    assert export(record, "csv", tmp_path / "out").rows["happenings.csv"] == 2
    with (tmp_path / "out" / "happenings.csv").open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["source"], first["contexts"], first["earliest"]) == (
        "RUSGOV;BLRGOV",
        "diplomatic;military",
        "2022-02-18",
    )
    assert (second["earliest"], second["target"]) == ("", "BLR")


def test_csv_quotes_what_needs_it(record, tmp_path: Path):
    export(record, "csv", tmp_path)
    with (tmp_path / "failures.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["message"] == "pages: empty\nfile"
    assert '"The ""B"", daily"' in (tmp_path / "articles.csv").read_text("utf-8")


def test_jsonl_keeps_lists_and_nulls(record, tmp_path: Path):
    export(record, "jsonl", tmp_path)
    first, second = map(json.loads, (tmp_path / "happenings.jsonl").read_text("utf-8").splitlines())
    assert first["source"] == ["RUSGOV", "BLRGOV"] and second["earliest"] is None
    assert '"pages/é.html"' in (tmp_path / "failures.jsonl").read_text("utf-8")


def test_parquet_keeps_types(record, tmp_path: Path):
    export(record, "parquet", tmp_path)
    table = pq.read_table(tmp_path / "happenings.parquet")
    assert table.column("earliest").to_pylist() == [date(2022, 2, 18), None]
    assert table.column("contexts").to_pylist()[0] == ["diplomatic", "military"]
    assert pq.read_table(tmp_path / "claims.parquet").num_rows == 0


@pytest.mark.parametrize("layout", FORMATS)
def test_the_same_record_gives_the_same_bytes(record, layout, tmp_path: Path):
    for name in ("one", "two"):
        export(record, layout, tmp_path / name)
    for file in sorted((tmp_path / "one").iterdir()):
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


@pytest.mark.parametrize("layout", FORMATS)
def test_the_codebook_names_every_file_and_column(record, layout, tmp_path: Path):
    export(record, layout, tmp_path)
    said = (tmp_path / "README.txt").read_text("utf-8")
    for table in TABLES:
        assert (tmp_path / f"{table.name}.{layout}").exists()
        assert all(
            column.kind in get_args(Kind) and column.meaning and f"  {column.name} " in said for column in table.columns
        )


def test_every_column_of_the_record_is_exported_or_known_to_stay(record):
    stays = {"position", "coded", "corrected", "about", "number"}
    for table in TABLES:
        columns = {row[0] for row in record.rows(f"select column_name from (describe {table.name})")}
        assert columns - stays == {column.name for column in table.columns} - stays, table.name


def test_a_folder_with_something_in_it_is_left_alone_unless_forced(record, tmp_path: Path):
    (tmp_path / "thesis.txt").write_text("do not touch", "utf-8")
    with pytest.raises(WrongCall, match="not empty"):
        export(record, "csv", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    export(record, "csv", tmp_path, force=True)
    assert (tmp_path / "thesis.txt").read_text("utf-8") == "do not touch"


def test_an_export_that_fails_leaves_nothing_behind(record, tmp_path: Path):
    record.connection.execute("drop table provisions")
    with pytest.raises(duckdb.Error):
        export(record, "csv", tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_wrong_layout_or_place_gets_a_word(record, tmp_path: Path):
    with pytest.raises(WrongCall, match="one of csv, jsonl, parquet"):
        export(record, "sav", tmp_path)
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(RecordFault, match="file"):
        export(record, "csv", tmp_path / "file")


def test_docs_name_every_layout_and_table():
    said = (Path(__file__).parents[1] / "docs" / "exports.md").read_text("utf-8")
    assert all(f"| `{layout}` |" in said for layout in EXPORTS)
    assert all(f"| `{table.name}` | {table.meaning} |" in said for table in TABLES)
