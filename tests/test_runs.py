"""The manifest: with what each reading was made, so that a figure can be made again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from comity.record import Record, create
from comity.record.check import check_record
from comity.running import read_into
from comity.running.manifest import manifest, sha256_of
from tests.test_record_reading import by_hand, failure, page


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with create(tmp_path / "record.duckdb") as opened:
        yield opened
        assert list(check_record(opened)) == []


def test_each_reading_is_a_row_with_what_it_was_made_with_and_what_came_of_it(record: Record) -> None:
    run = manifest(["pages/"], min_confidence=0.5, on=date(2026, 11, 30))
    read_into(record, [page("a.txt"), page("b.txt"), failure("c.txt")], coder=by_hand, run=run)
    read_into(record, [page("a.txt"), page("d.txt", "RUS -> BLR AID 2020-01-01")], coder=by_hand)
    first, second = record.runs()
    assert (first.number, first.inputs, str(first.day), first.done) == (1, ("pages/",), "2026-11-30", True)
    assert first.options == {
        "again": False,
        "columns": {},
        "min_confidence": 0.5,
        "no_memory": False,
        "published": None,
    }
    assert (first.pages, first.added, first.failed, first.events, first.happenings) == (3, 2, 1, 2, 1)
    assert (second.number, second.day) == (2, None)  # no clock: the same reading gives the same record
    assert (second.pages, second.added, second.passed, second.events) == (2, 1, 1, 3)
    assert len(first.lexicons) == 64
    assert first.lexicons == second.lexicons


def test_read_again_is_told_as_that(record: Record) -> None:
    read_into(record, [page("a.txt"), page("b.txt")], coder=by_hand)
    read_into(record, [page("a.txt"), page("b.txt")], coder=by_hand, again=True)
    _, again = record.runs()
    assert (again.options["again"], again.pages, again.known, again.passed) == (True, 2, 2, 0)


def test_a_reading_that_was_stopped_goes_on_with_its_row_and_another_begins_its_own(record: Record) -> None:
    def stopped(pages: object) -> Iterator[object]:
        raise KeyboardInterrupt
        yield

    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            read_into(record, [page("a.txt")], coder=stopped)  # type: ignore[arg-type]
    assert [(run.number, run.done) for run in record.runs()] == [(1, False)]
    read_into(record, [page("a.txt")], coder=by_hand, run=manifest(["other"]))
    assert [(run.number, run.done) for run in record.runs()] == [(1, False), (2, True)]


def test_the_hash_tells_any_change_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    folder = tmp_path / "some_lexicons" / "data"
    (folder / "patterns").mkdir(parents=True)
    (folder.parent / "__init__.py").touch()
    assert sha256_of.__wrapped__("some_lexicons", "data") is None
    seen = set()
    for name, content in (("a.csv", "x"), ("a.csv", "y"), ("b.csv", ""), ("patterns/b.csv", "")):
        (folder / name).write_text(content, "utf-8")
        seen.add(sha256_of.__wrapped__("some_lexicons", "data"))
    (folder / ".hidden").write_text("x", "utf-8")
    seen.add(sha256_of.__wrapped__("some_lexicons", "data"))
    assert len(seen) == 4
