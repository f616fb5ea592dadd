"""Blocs: membership by spell."""

from __future__ import annotations

from datetime import date

import pytest

from comity.faults import LexiconFault
from comity.lexicons.blocs import open_blocs, read_blocs

HEAD = "bloc,member,first_day,last_day,cite\n"


def members(bloc: str, day: date) -> set[str]:
    return {m.member for m in open_blocs().side(bloc) if (m.first_day or day) <= day <= (m.last_day or day)}


def test_members_change_with_the_day():
    assert len(members("EU", date(1990, 1, 1)) - {"EUR"}) == 12
    assert len(members("EU", date(2013, 7, 1)) - {"EUR"}) == 28
    assert "GBR" in members("EU", date(2020, 1, 31)) and "GBR" not in members("EU", date(2020, 2, 1))
    assert len(members("NATO", date(2024, 3, 7))) == 32
    assert members("UNION-STATE", date(2022, 7, 1)) == {"RUS", "BLR"}


def test_those_who_left_or_stayed_away_are_no_members_then():
    assert "RUS" in members("G8", date(2014, 3, 23)) and not members("G8", date(2015, 1, 1))
    assert "SYR" not in members("ARAB-LEAGUE", date(2015, 1, 1)) and "SYR" in members("ARAB-LEAGUE", date(2024, 1, 1))
    assert "RUS" not in members("COE", date(2022, 7, 1)) and len(members("COE", date(2022, 7, 1))) == 46
    assert len(members("OSCE", date(2013, 1, 1))) == 57
    assert not members("ECOWAS", date(2025, 6, 1)) & {"BFA", "MLI", "NER"}
    assert "IDN" in members("OPEC", date(2016, 6, 1)) and "IDN" not in members("OPEC", date(2017, 1, 1))


def test_a_bloc_within_a_bloc_is_its_members():
    west = members("WEST", date(2022, 7, 1))
    assert members("EU", date(2022, 7, 1)) < west
    assert "the West" in west and "TUR" not in west and "EU" not in west


@pytest.mark.parametrize("row", ["EU,FRA,1958-13-01,,cite", "EU,FRA,1958-01-01,1957-01-01,cite", "EU,FRA,,,"])
def test_a_row_that_does_not_hold_is_named(row):
    with pytest.raises(LexiconFault, match=r"blocs.csv line 2"):
        read_blocs(HEAD + row)
