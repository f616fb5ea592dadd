"""Parties of record: which party a name means in an article, and whether it governed on the day."""

from __future__ import annotations

import shutil
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from comity.faults import LexiconFault
from comity.lexicons.actors import open_actors
from comity.lexicons.check import check_lexicons
from comity.lexicons.parties import PartyLexicon, open_parties, read_parties

HEAD = "name,names,shared,country,in_government,cite\n"


@pytest.fixture(scope="module")
def parties() -> PartyLexicon:
    return open_parties()


def one(in_government: str) -> PartyLexicon:
    """A lexicon of one party, the River Party of Peru."""
    return read_parties(f"{HEAD}River Party,,RVP,PER,{in_government},a handbook\n")


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [
        ("Awami League", "2005-05-01", "BGDPTYOPP"),
        ("Awami League", "2010-05-01", "BGDPTYGOV"),
        ("Fianna Fail", "1997-04-21", "IRLPTYOPP"),
        ("Fianna Fáil", "2001-01-01", "IRLPTYGOV"),
        ("Tories", "1997-04-21", "GBRPTYGOV"),
        ("Tories", "1997-05-03", "GBRPTYOPP"),
        ("Golkar", "1995-01-01", "IDNPTYGOV"),
        ("Fatah", "2006-12-11", "PSEPTY"),
        ("Law and Justice party", "2016-06-01", "POLPTYGOV"),
        ("Workers' Party of Korea", "2003-01-01", "PRKPTYGOV"),
        ("National League for Democracy", "2006-12-15", "MMRPTYOPP"),
        ("Danish People's Party", "2005-11-29", "DNKPTY"),
        ("Scottish National Party", "2012-01-01", "GBRPTY"),
    ],
)
def test_a_party_is_coded_by_the_day(parties: PartyLexicon, text: str, day: str, code: str) -> None:
    assert parties.code(text, date.fromisoformat(day)) == code


@pytest.mark.parametrize(
    ("text", "countries", "code"),
    [
        ("PPP", ["PAK", "IND"], "PAKPTYGOV"),
        ("PPP", ["USA", "GUY"], "GUYPTYGOV"),
        ("PPP", ["USA"], None),
        ("PPP", [], None),
        ("Labour Party", ["NZL", "GBR"], "NZLPTYOPP"),
        ("Labour Party", ["GBR", "NZL"], "GBRPTYGOV"),
        ("labour party", ["GBR"], None),
        ("BNP", ["BGD"], "BGDPTYOPP"),
        ("BNP", ["GBR"], "GBRPTYOPP"),
        ("Republicans", ["ARM"], "ARMPTYGOV"),
        ("Republicans", [], "USAPTYOPP"),
        ("Society of Anglers", ["GBR"], None),
    ],
)
def test_a_shared_name_needs_the_country(
    parties: PartyLexicon, text: str, countries: list[str], code: str | None
) -> None:
    assert parties.code(text, date(2009, 5, 1), countries) == code


@pytest.mark.parametrize(
    ("in_government", "day", "standing"),
    [
        ("2001-03-05/2004-06-01", "2001-03-05", "GOV"),
        ("2001-03-05/2004-06-01", "2004-06-01", "GOV"),
        ("2001-03-05/2004-06-01", "2004-06-02", "OPP"),
        ("2001-03/2004", "2001-03-31", "GOV"),
        ("2001-03/2004", "2001-03-30", ""),
        ("2001-03/2004", "2001-02-28", "OPP"),
        ("2001-03/2004", "2003-12-31", "GOV"),
        ("2001-03/2004", "2004-07-01", ""),
        ("2001-03/2004", "2004-12-31", ""),
        ("2001-03/2004", "2005-01-01", "OPP"),
        ("2001-03-05/", "2030-01-01", "GOV"),
        ("2001-03-05/2004-06-01?", "2002-01-01", ""),
        ("2001-03-05/2004-06-01?", "2000-01-01", "OPP"),
        ("1980-01-01/1985-01-01", "1983-01-01", "GOV"),
        ("1980-01-01/1985-01-01", "1987-01-01", ""),
        ("1980-01-01/1985-01-01", "1990-01-01", "OPP"),
        ("never", "1995-01-01", "OPP"),
        ("", "1995-01-01", ""),
    ],
)
def test_what_a_row_does_not_tell_is_left_open(in_government: str, day: str, standing: str) -> None:
    assert one(in_government).code("River Party", date.fromisoformat(day)) == f"PERPTY{standing}"


def test_without_a_day_nothing_is_known_of_its_standing() -> None:
    assert one("2001/").code("River Party", None) == "PERPTY"


def test_the_stretches_of_a_party_say_what_its_days_say(parties: PartyLexicon) -> None:
    days = [date(year, month, 17) for year in range(1985, 2030) for month in (1, 7)]
    for party in parties.parties:
        stretches = [(code, first or date.min, last or date.max) for code, first, last in party.stretches()]
        told = [[code for code, first, last in stretches if first <= day <= last] for day in days]
        assert told == [[party.code(day)] for day in days], party.name


def test_an_unreadable_time_is_named_with_its_line() -> None:
    with pytest.raises(LexiconFault, match=r"parties.csv line 2"):
        one("from 2001 on")
    with pytest.raises(LexiconFault, match="ends before it begins"):
        one("2004/2001")


def test_there_are_the_parties_of_the_world(parties: PartyLexicon) -> None:
    assert len(parties.parties) >= 600
    assert len({party.country for party in parties.parties}) >= 110


def test_a_name_that_is_a_role_word_or_somebody_elses_needs_the_country(parties: PartyLexicon) -> None:
    lexicon = open_actors()
    taken = {text for text, entries in lexicon.names.items() if entries[0].kind not in ("armed-group", "seat")}
    outright = {text for party in parties.parties for text in party.names}
    assert sorted(outright & (taken | {role.capitalize() for role in lexicon.roles})) == []
    assert sorted(text for text in outright if len(text) < 3) == []


@pytest.mark.parametrize(
    ("row", "trouble"),
    [
        ("zzz party,,,PER,2001-2004,x", "“2001-2004” is no time in government"),
        ("zzz party,,,PER,2001-13-01/,x", "month must be in 1..12"),
        ("zzz party,,,PER,2004/2001,x", "ends before it begins"),
        ("zzz party,,,PER,2001/2004;2003/2005,x", "overlaps the one before"),
        ("zzz party,Awami League,,PER,never,x", "“Awami League” names the party of line"),
        ("zzz party,,BNP,GBR,never,x", "“BNP” names the party of line"),
        ("zzz party,,,,never,x", "no country"),
        ("zzz party,,,PER,never,", "no cite"),
        ("zzz party,,,PEX,never,x", "unknown country code “PEX”"),
    ],
)
def test_a_broken_row_is_named_with_its_line(tmp_path: Path, row: str, trouble: str) -> None:
    with as_file(files("comity.lexicons") / "data") as data:
        folder = Path(shutil.copytree(data, tmp_path / "data"))
    path = folder / "parties.csv"
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}{row}\n", encoding="utf-8")
    (found,) = [str(t) for t in check_lexicons(folder)]
    assert found.startswith(f"parties.csv:{before.count(chr(10)) + 1}: ")
    assert trouble in found
