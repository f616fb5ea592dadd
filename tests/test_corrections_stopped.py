"""Corrections that are killed in their midst or find no room on the disk: what was said stays."""

from __future__ import annotations

import os
import random
from datetime import date
from pathlib import Path

from comity.record import create, open_record
from comity.record.check import check_record
from comity.record.corrections import write_ledger
from tests.factory import coded_article
from tests.killing import came_to_its_end, on_a_full_disk

KILLS = int(os.environ.get("COMITY_KILLS", "0"))  # early moments at which correcting is killed: 50 for the long test

CORRECTING = """
from datetime import date
from pathlib import Path
from comity.record import create, open_record
from tests.factory import coded_article

path = Path({path!r})
stories = [coded_article("RUS -> BLR SUPPORT 2020-08-27", "USA -> RUS SANCTION", name=f"k{{n}}") for n in range(8)]
with open_record(path, read_only=False) if path.exists() else create(path) as record:
    for story in stories:
        record.add(story)
    record.regroup()
    print("start", flush=True)
    for number, story in enumerate(stories):
        said = ("reject", None) if number % 3 == 0 else ("retype", "AID") if number % 3 == 1 else ("split", None)
        record.correct(said[0], f"{{story.id}}:e1", value=said[1], by="Ana", on=date(2026, 11, 30))
        record.regroup()
print("done", flush=True)
"""


def correct_all(path: Path, seconds: float | None) -> bool:
    """Correct in a process of its own that is killed after so many seconds; whether it came to its end."""
    script = CORRECTING.format(path=str(path))
    return came_to_its_end(script, seconds)


def test_killed_while_correcting_the_same_corrections_end_in_the_same_record(tmp_path: Path) -> None:
    assert correct_all(tmp_path / "whole.duckdb", None)
    chance, killed = random.Random(5), 0

    def moment() -> float:  # the later kills leave more time: a busy machine comes to its end, too
        return chance.uniform(0.02, 0.4) * 2 ** (killed - KILLS) if killed >= KILLS else chance.uniform(0.01, 0.3)

    while not correct_all(tmp_path / "killed.duckdb", moment()):
        killed += 1
        with open_record(tmp_path / "killed.duckdb") as record:
            assert list(check_record(record)) == []
    assert killed >= 2
    with open_record(tmp_path / "whole.duckdb") as whole, open_record(tmp_path / "killed.duckdb") as resumed:
        assert list(write_ledger(resumed)) == list(write_ledger(whole))
        for table in ("events", "happenings", "happening_mentions", "articles", "actors"):
            assert sorted(resumed.execute(f"from {table}"), key=repr) == sorted(
                whole.execute(f"from {table}"), key=repr
            )
        assert whole.count("corrections") == 8


WHILE_FULL = """
from datetime import date
name = f"{next(record.articles()).id}:e1"
for number in range(1000):
    record.correct("note", name, value=f"note {number}: " + "why " * 20, by="Ana", on=date(2026, 11, 30))
    record.correct("retype", name, value="AID", by=f"Ana {number}", on=date(2026, 11, 30))
    record.regroup()
"""


def test_a_full_disk_is_told_and_the_corrections_said_before_stay(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    told = coded_article("RUSGOV -> BLRGOV SUPPORT 2020-08-27", "RUS -> UKR ASSAULT", name="talks")
    with create(path) as record:
        record.add(told)
        record.correct("reject", f"{told.id}:e2", by="Ana", on=date(2026, 11, 30))
        record.regroup()
    on_a_full_disk(path, WHILE_FULL)
    with open_record(path, read_only=False) as again:
        assert list(check_record(again)) == []
        assert next(entry.correction.action for entry in again.corrections()) == "reject"
        again.regroup()
        assert list(check_record(again)) == []
