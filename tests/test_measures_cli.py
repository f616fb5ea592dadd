"""comity measure, export and serve as a user calls them."""

from __future__ import annotations

import csv
import io
import json
import socket
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from comity.cli import main
from comity.record import create
from tests.factory import coded_article


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("measures") / "record.duckdb"
    told = ("RUSGOV+BLRGOV -> SUPPORT 1997-04-02", "RUS -> BLR AID 2022-02-20", "USA -> BLR SANCTION 2021-08-09")
    with create(path) as opened:
        opened.add(coded_article(*told))
        opened.regroup()
    return path


def comity(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a call."""
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


def test_a_table_names_the_period_and_draws_a_bar(capsys, record):
    status, out, err = comity(capsys, "measure", "ties", "RUS", "BLR", "-r", record, "--by", "year")
    lines = out.splitlines()
    assert status == 0 and lines[0].split() == ["period", "ties", "verbal", "material", "cooperative", "happenings"]
    assert lines[1].startswith("1997 ") and lines[2].startswith("2022 ") and "█" in lines[2]
    assert err == "Ties between RUS and BLR, by year: nothing left out\n"


def test_csv_and_jsonl_go_to_standard_output(capsys, record):
    asked = ("measure", "pressure", "west", "blr", "-r", record)
    _, out, _ = comity(capsys, *asked, "--format", "csv")
    assert next(csv.DictReader(io.StringIO(out)))["period"] == "2021-08-01"
    _, out, _ = comity(capsys, *asked, "--format", "jsonl", "--since", "2021", "--until", "2021-08")
    assert json.loads(out)["happenings"] == 1


def test_parquet_and_a_chart_go_to_files(capsys, record, tmp_path):
    files = (tmp_path / "ties.parquet", tmp_path / "ties.svg")
    asked = ("measure", "ties", "RUS", "BLR", "-r", record, "--format", "parquet", "-o", files[0], "--plot", files[1])
    assert comity(capsys, *asked)[0] == 0
    assert pq.read_table(files[0]).schema.names[:2] == ["period", "ties"]
    assert files[1].read_text("utf-8").startswith("<svg")


def test_a_dyad_of_which_nothing_is_told_says_so(capsys, record):
    status, out, err = comity(capsys, "measure", "tension", "RUS", "BRL", "-r", record)
    assert status == 0 and out == "Nothing between RUS and BRL that fits.\n"
    assert err.endswith("comity: no actor of the record is of BRL\n")


@pytest.mark.parametrize(
    "words, said",
    [
        (("warmth", "RUS", "BLR"), "'warmth' is not one of"),
        (("ties", "RUS", "RUS"), "the same side"),
        (("ties", "RUS", "BELARUS"), "neither a country code"),
        (("ties", "RUS", "BLR", "--since", "soon"), "is no day"),
        (("ties", "RUS", "BLR", "--plot", "ties.gif"), "ends in .svg or .png"),
    ],
)
def test_a_wrong_question_ends_with_2_and_a_word(capsys, record, words, said):
    status, _, err = comity(capsys, "measure", *words, "-r", record)
    assert status == 2 and said in err


def test_a_place_that_cannot_be_written_ends_with_3(capsys, record, tmp_path):
    nowhere = tmp_path / "nowhere" / "ties.csv"
    assert comity(capsys, "measure", "ties", "RUS", "BLR", "-r", record, "--format", "csv", "-o", nowhere)[0] == 3
    assert comity(capsys, "measure", "ties", "RUS", "BLR", "-r", tmp_path / "none.duckdb")[0] == 3


def test_figures_of_a_record_whose_reading_was_stopped_come_with_a_warning(capsys, tmp_path):
    with create(tmp_path / "r.duckdb") as opened:
        opened.add(coded_article("RUS -> BLR AID 2022-02-20"))
    status, _, err = comity(capsys, "measure", "ties", "RUS", "BLR", "-r", tmp_path / "r.duckdb")
    assert status == 0 and "a reading of this record was stopped" in err


@pytest.mark.parametrize("layout", ["csv", "jsonl", "parquet"])
def test_export_writes_a_folder_once(capsys, record, tmp_path, layout):
    asked = ("export", "-r", record, "--layout", layout, "--to", tmp_path / "out")
    status, out, _ = comity(capsys, *asked)
    assert status == 0 and f"happenings.{layout}" in out and (tmp_path / "out" / "README.txt").exists()
    status, _, err = comity(capsys, *asked)
    assert status == 2 and "not empty" in err
    assert comity(capsys, *asked, "--force")[0] == 0


def test_serve_says_when_its_port_is_taken_or_the_record_is_not_there(capsys, record, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status, _, err = comity(capsys, "serve", record, "--port", taken.getsockname()[1])
    assert status == 2 and "is taken" in err
    assert comity(capsys, "serve", tmp_path / "none.duckdb")[0] == 3
