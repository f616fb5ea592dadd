"""Charts: what they say, that they stay the same, and that they draw without a network."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from comity.faults import RecordFault, WrongCall
from comity.measures import MEASURES, Asked, Series, measure
from comity.plots import draw, png, spec, svg
from tests.small_record import SmallRecord, tell

TOLD = (
    "1997-04-02 RUS+BLR -> SUPPORT",
    "1999-12-08 RUS+BLR -> SUPPORT",
    "2000-01-26 RUS -> BLR AID",
    "2000-02-26 RUS -> BLR ACCUSE",
    "undated RUS -> BLR AID",
)


def series(name: str = "ties", *lines: str) -> Series:
    record = SmallRecord()
    for line in lines or TOLD:
        tell(record, line)
    return measure(record, Asked(measure=name, source="RUS", target="BLR", by="year"))


@pytest.mark.parametrize("name", MEASURES)
def test_a_chart_says_what_it_shows_its_unit_and_what_was_left_out(name):
    title = spec(series(name))["title"]
    assert "RUS" in title["text"] and title["text"].endswith("by year")
    assert MEASURES[name].unit in title["subtitle"][0]
    assert "left out: 1 undated" in title["subtitle"][2]


def test_a_line_breaks_where_the_record_tells_of_nothing():
    line = spec(series("tension"))["vconcat"][0]
    assert [value["tension"] for value in line["data"]["values"]] == [-5.0, None, -5.0, -3.5]


def test_bars_stack_the_parts_of_the_figure():
    bars = spec(series())["vconcat"][0]["data"]["values"]
    last = [(bar["part"], bar["from"], bar["upto"]) for bar in bars if bar["period"] == "2000-01-01"]
    assert last == [("material", 0.0, 10.0)]


def test_a_chart_counts_the_happenings_under_each_figure():
    below = spec(series())["vconcat"][1]["data"]["values"]
    assert [(row["period"][:4], row["happenings"]) for row in below] == [("1997", 1), ("1999", 1), ("2000", 2)]


def test_the_same_series_is_drawn_with_the_same_bytes():
    assert svg(series()) == svg(series())
    assert png(series()) == png(series())


def test_an_empty_series_is_drawn_as_empty_axes():
    assert "<svg" in svg(series("ties", "1997-04-02 POL -> CZE AID"))


def test_a_hostile_bloc_name_cannot_leave_its_text():
    asked = Asked(measure="ties", source="<script>", target="BLR", by="year")
    drawn = svg(Series(asked=asked, rows=(), left_out=series().left_out))
    assert "<script>" not in drawn and "&lt;script&gt;" in drawn


@pytest.mark.parametrize("name, begins", [("ties.svg", b"<svg"), ("TIES.PNG", b"\x89PNG")])
def test_a_chart_is_written_as_its_name_says(tmp_path: Path, name, begins):
    draw(series(), tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_chart_that_cannot_be_written_gets_a_word(tmp_path: Path):
    with pytest.raises(WrongCall, match=r"ends in \.svg or \.png"):
        draw(series(), tmp_path / "ties.gif")
    with pytest.raises(RecordFault, match="No such file"):
        draw(series(), tmp_path / "nowhere" / "ties.svg")


def test_drawing_asks_no_network(monkeypatch):
    def refuse(*_: object) -> None:
        raise AssertionError("a chart asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert "http" not in svg(series()).replace("http://www.w3.org/", "")


def test_the_zone_of_the_machine_changes_no_byte():
    """Days are days: a chart drawn in Tokyo is the one drawn in Los Angeles."""
    program = (
        "from datetime import date; from comity.plots import svg; from comity.measures import Asked, LeftOut, Series; "
        "asked = Asked(measure='ties', source='RUS', target='BLR', by='month'); "
        "rows = ((date(2022, 2, 1), 5, 5, 0, 1, 1),); "
        "print(svg(Series(asked=asked, rows=rows, left_out=LeftOut())))"
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "TZ": zone}, capture_output=True, check=True
        ).stdout
        for zone in ("Asia/Tokyo", "America/Los_Angeles")
    }
    assert len(drawn) == 1 and b"2022-02: ties 5, happenings 1" in drawn.pop()
