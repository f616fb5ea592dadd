"""An analyst at work: looks, corrects, asks why, samples, scores; as typed."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.record import create, open_record
from tests.factory import coded_article
from tests.test_cli_record import Run

STORY = coded_article(
    "RUSGOV -> BLRGOV SUPPORT 2020-08-27", "RUS+BLR -> CONSULT 2022-06-30", "RUSMIL -> UKR ASSAULT", name="story"
)
AGAIN = coded_article("RUS -> BLR SUPPORT 2020-08-27", name="again", outlet="Courier")
FIRST, THIRD, OTHER = f"{STORY.id[:8]}:e1", f"{STORY.id[:8]}:e3", f"{AGAIN.id[:8]}:e1"


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in ("COMITY_REVIEWER", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("COMITY_TODAY", "2026-11-30")
    monkeypatch.setenv("COMITY_RECORD", str(tmp_path / "record.duckdb"))
    with create(tmp_path / "record.duckdb") as opened:
        opened.add(STORY)
        opened.add(AGAIN)
        opened.regroup()
    yield tmp_path / "record.duckdb"
    assert "holds: " in _checked(tmp_path / "record.duckdb")


def _checked(path: Path) -> str:
    from comity.record.check import check_record

    with open_record(path) as opened:
        return "\n".join(check_record(opened)) or "holds: all"


def test_a_correction_is_told_listed_and_explained(capfd: pytest.CaptureFixture[str], record: Path) -> None:
    run = Run(capfd, "correct", "retype", FIRST, "consult", "--by", "Ana", "--why", "they only met")
    identifier = run.out[:8]
    said = f'{identifier}  2026-11-30  Ana  retype CONSULT  {STORY.id[:8]} SUPPORT "did support": they only met'
    assert run.out.splitlines() == [said, "It holds 4 events and 4 happenings."]
    assert Run(capfd, "correct", "--list").out.splitlines() == [said, "1 entry"]
    why = " ".join(Run(capfd, "why", FIRST).out.split())
    assert "RUSGOV → BLRGOV CONSULT happened" in why
    assert "as read 2020-08-27 RUSGOV → BLRGOV SUPPORT happened" in why
    assert "corrected " + " ".join(said.split()) in why
    assert "Its ledger: 1 correction in force." in Run(capfd, "check").out
    Run(capfd, "correct", "undo", identifier, "--by", "Ben")
    assert "(undone)" in Run(capfd, "correct", "--list").out
    assert "corrected" not in Run(capfd, "why", FIRST).out


def test_a_rejected_event_can_still_be_asked_why(capfd: pytest.CaptureFixture[str], record: Path) -> None:
    run = Run(capfd, "correct", "reject", FIRST, OTHER, "--by", "Ana", "--on", "2026-11-29")
    assert run.out.startswith(run.out[:8] + "  2026-11-29  Ana  reject")
    out = Run(capfd, "why", FIRST).out
    assert "rejected" in out.splitlines()[0]
    assert "corrected" in out
    assert "SUPPORT" not in Run(capfd, "events").out


def test_a_happening_shows_who_put_its_reports_together(capfd: pytest.CaptureFixture[str], record: Path) -> None:
    Run(capfd, "correct", "split", OTHER, "--by", "Ana")
    listed = Run(capfd, "happenings", "--type", "SUPPORT", "--format", "jsonl").out.splitlines()
    assert [len(json.loads(line)["mentions"]) for line in listed] == [1, 1]
    ids = [json.loads(line)["id"] for line in listed]
    assert "a reviewer put it there" in "".join(Run(capfd, "why", one).out for one in ids)
    assert Run(capfd, "correct", "merge", *ids, "--by", "Ana").status == 0
    (line,) = Run(capfd, "happenings", "--type", "SUPPORT", "--format", "jsonl").out.splitlines()
    assert json.loads(line)["id"] == ids[0]


def test_the_ledger_goes_to_another_record_as_a_file(
    capfd: pytest.CaptureFixture[str], record: Path, tmp_path: Path
) -> None:
    Run(capfd, "correct", "status", THIRD, "planned", "--by", "Ana")
    file = tmp_path / "ledger.jsonl"
    assert Run(capfd, "correct", "--export", file).out == f"1 entry in {file}\n"
    other = tmp_path / "other.duckdb"
    with create(other) as opened:
        opened.add(STORY)
    assert "ASSAULT" in Run(capfd, "correct", "--import", file, "-r", other).out
    assert "1 of 1 the ledger held already." in Run(capfd, "correct", "--import", file, "-r", other).out
    assert "planned" in Run(capfd, "events", "--type", "ASSAULT", "-r", other).out
    assert Run(capfd, "correct", "--export", "-", "-r", other).out == file.read_text("utf-8")


def test_what_no_longer_fits_is_named_by_list_and_check(capfd: pytest.CaptureFixture[str], record: Path) -> None:
    Run(capfd, "correct", "reject", OTHER, "--by", "Ana")
    with open_record(record, read_only=False) as opened:
        opened.add(coded_article("FRA -> DEU AID 2021-01-01", name="again"))
        opened.regroup()
    line = f"does not apply: its sentence is gone from {AGAIN.id}"
    assert line in Run(capfd, "correct", "--list").out
    check = Run(capfd, "check")
    assert check.status == 0
    assert f"its sentence is gone from {AGAIN.id}" in check.out


def test_from_sample_to_figures_to_gold(capfd: pytest.CaptureFixture[str], record: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    assert Run(capfd, "sample", "--by", "type", "--n", "5", "-o", sheet).out == f"{sheet}: 4 events of 3 strata\n"
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["verdict"] = "wrong" if row["type"] == "ASSAULT" else "right"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    lines = Run(capfd, "evaluate", sheet).out.splitlines()
    assert [line.split()[:6] for line in lines[2:]] == [
        ["ASSAULT", "1", "1", "0", "0", "0.00"], ["CONSULT", "1", "1", "1", "0", "1.00"],
        ["SUPPORT", "2", "2", "2", "0", "1.00"], ["all", "4", "4", "3", "0", "0.75"],
    ]  # fmt: skip
    objects = [json.loads(line) for line in Run(capfd, "evaluate", sheet, "--format", "jsonl").out.splitlines()]
    assert [one["precision"] for one in objects] == [0.0, 1.0, 1.0, 0.75]
    both = Run(capfd, "evaluate", sheet, sheet.rename(tmp_path / "other.csv"))
    assert both.status == 2  # the sheet has moved
    sheet = tmp_path / "other.csv"
    again = tmp_path / "again.csv"
    again.write_bytes(sheet.read_bytes())
    verdict = Run(capfd, "evaluate", sheet, again).out.splitlines()[-2].split()
    assert verdict == ["verdict", "2", "4", "1.000"]
    assert "It holds 3 events" in Run(capfd, "correct", "--sheet", sheet, "--by", "Ana").out
    gold, taught = tmp_path / "gold.jsonl", tmp_path / "taught.jsonl"
    assert Run(capfd, "correct", "--gold", gold).out == f"2 articles in {gold}\n"
    assert Run(capfd, "correct", "--taught", taught).out == f"4 sentences in {taught}\n"
    whole = Run(capfd, "evaluate", gold).out.splitlines()[-2].split()
    assert whole[:6] == ["all", "3", "3", "1", "0.75", "1.00"]  # as read it codes the rejected one still
    assert Run(capfd, "correct", "--agreement").out.splitlines()[1].split() == ["verdict", "0", "0", "-"]


@pytest.mark.parametrize(
    "arguments, words",
    [
        ((), "nothing to do"),
        (("accept", FIRST, "--list"), "ACTION and --list at once"),
        (("accept", FIRST), "give --by NAME"),
        (("retype", FIRST, "--by", "Ana"), "retype needs a value"),
        (("undo", "--by", "Ana"), "undo what?"),
        (("hug", FIRST), "hug"),
    ],
)
def test_a_wrong_call_gets_a_word_and_status_2(
    arguments: tuple[str, ...], words: str, capfd: pytest.CaptureFixture[str], record: Path
) -> None:
    run = Run(capfd, "correct", *arguments)
    assert (run.status, run.out) == (2, "")
    assert words in run.err


def test_the_manifest_is_shown(capfd: pytest.CaptureFixture[str], record: Path, tmp_path: Path) -> None:
    assert "No run is noted" in Run(capfd, "runs").out
    (tmp_path / "empty.txt").write_bytes(b"")
    Run(capfd, "read", tmp_path / "empty.txt", "--into", record, "--on", "2026-11-30")
    lines = Run(capfd, "runs").out.splitlines()
    assert lines[0].startswith("run 1 on 2026-11-30: comity ")
    assert lines[2:] == [f"  read {tmp_path / 'empty.txt'}", "  1 failed; then 4 events, 3 happenings"]
    (run,) = map(json.loads, Run(capfd, "runs", "--format", "jsonl").out.splitlines())
    assert (run["done"], run["failed"], len(run["lexicons"])) == (True, 1, 64)
