"""Regrouping: the same articles give the same happenings, in whatever order they came, however often it was killed."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from comity.cli import main
from comity.exports import export
from comity.record import Reading, Record, create, open_record
from comity.record.check import check_record
from comity.vocabulary import CodedArticle
from tests.factory import coded_article
from tests.killing import came_to_its_end, on_a_full_disk

KILLS = int(os.environ.get("COMITY_KILLS", "4"))  # moments at which a run is killed: 50 for the long test
DAYS = ["", "2022-06-20", "2022-06-21", "2022-06-20..2022-06-23", "2022-06-19..2022-06-20", "historical"]
DEEDS = [
    "RUS -> BLR CONSULT", "BLR -> RUS CONSULT", "RUSGOV -> UKR ACCUSE", "RUS -> UKR ACCUSE", "-> UKR ACCUSE",
]  # fmt: skip
ENDS = ["", " denied", " planned", ' "Oleg Ivanov"']


def some_articles(number: int) -> list[CodedArticle]:
    chance = random.Random(3)

    def line() -> str:
        day = chance.choice(DAYS)
        return f"{chance.choice(DEEDS)} {day}".strip() + ("" if day == "historical" else chance.choice(ENDS))

    return [
        coded_article(
            *(line() for _ in range(4)), name=str(n), outlet=f"Outlet {n % 5}", agency=chance.choice([None, "Wire One"])
        )
        for n in range(number)
    ]


def add_all(record: Record, articles: list[CodedArticle]) -> None:
    record.add_readings([Reading(path=a.path or "", source=a.path or "", digest="", outcome=a) for a in articles])


def files_of(record: Record, folder: Path, names: tuple[str, ...] = ()) -> dict[str, bytes]:
    """The bytes of the record's export as CSV, of all files or those named."""
    export(record, "csv", folder)
    return {path.name: path.read_bytes() for path in folder.iterdir() if not names or path.name in names}


def test_articles_read_in_another_order_give_the_same_happenings(tmp_path: Path) -> None:
    articles = some_articles(30)
    names = ("happenings.csv", "happening_mentions.csv", "disagreements.csv")
    told = []
    for number, order in enumerate([articles, articles[::-1], articles[15:] + articles[:15]]):
        with create(tmp_path / f"{number}.duckdb") as record:
            for some in [order] if number == 0 else [order[:1], order[1:11], order[11:]]:
                add_all(record, some)
                record.regroup()  # bit by bit: what comes later joins what is there
            assert list(check_record(record)) == []
            told.append(files_of(record, tmp_path / f"out{number}", names))
    assert sorted(told[0]) == sorted(names)
    assert b"that of publication" in told[0]["happening_mentions.csv"]
    assert told[0]["disagreements.csv"].count(b"\n") > 1
    assert told[1] == told[0]
    assert told[2] == told[0]


def test_regroup_as_a_command_makes_happenings_anew(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    with create(path) as record:
        add_all(record, some_articles(6))
    with pytest.raises(SystemExit):
        main(["regroup", str(path)])
    with open_record(path) as record:
        assert list(check_record(record)) == []
        happenings, denied = record.count("happenings"), len({r[0] for r in record.rows("from disagreements")})
        assert happenings > 0
    assert f"{happenings} happenings from 24 events; {denied} are denied." in capfd.readouterr().out


# ---------------------------------------------------------------- killed

REGROUPING = """
from comity.record import open_record
record = open_record({path!r}, read_only=False)
print("start", flush=True)
with record:
    record.regroup(anew={anew})
print("done", flush=True)
"""


def run_regrouping(path: Path, seconds: float | None, *, anew: bool) -> bool:
    """Regroup in a process of its own that is killed after so many seconds; whether it came to its end."""
    script = REGROUPING.format(path=str(path), anew=anew)
    return came_to_its_end(script, seconds)


@pytest.mark.parametrize("anew", [False, True])
def test_killed_at_any_moment_the_record_holds_and_the_next_run_ends_alike(tmp_path: Path, anew: bool) -> None:
    articles = some_articles(60)
    for name in ("whole", "killed"):
        with create(tmp_path / f"{name}.duckdb") as record:
            add_all(record, articles[:50])
            record.regroup()
            add_all(record, articles[50:])
    assert run_regrouping(tmp_path / "whole.duckdb", None, anew=anew)
    chance = random.Random(5)
    for _ in range(KILLS):
        run_regrouping(tmp_path / "killed.duckdb", chance.uniform(0.0, 0.4), anew=anew)
        with open_record(tmp_path / "killed.duckdb") as record:
            assert list(check_record(record)) == []
    assert run_regrouping(tmp_path / "killed.duckdb", None, anew=anew)
    with open_record(tmp_path / "whole.duckdb") as whole, open_record(tmp_path / "killed.duckdb") as resumed:
        assert files_of(resumed, tmp_path / "resumed") == files_of(whole, tmp_path / "undisturbed")


def test_a_full_disk_is_told_and_the_happenings_stay_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    with create(path) as record:
        add_all(record, some_articles(40))
        record.regroup()
        before = sorted(record.happenings_where("true"), key=lambda h: h.id)
    on_a_full_disk(path, "record.regroup(anew=True)")
    with open_record(path) as record:
        assert list(check_record(record)) == []
        assert sorted(record.happenings_where("true"), key=lambda h: h.id) == before
