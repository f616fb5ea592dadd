"""`comity lexicon check`: file, line and remedy of what does not hold, on copies that are broken here."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from click.testing import CliRunner

from comity.cli import cli
from comity.faults import WrongCall
from comity.lexicons.check import check_lexicons


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the lexicons to break."""
    with as_file(files("comity.lexicons") / "data") as data:
        return Path(shutil.copytree(data, tmp_path / "data"))


def test_the_lexicons_hold() -> None:
    assert [str(trouble) for trouble in check_lexicons()] == []


@pytest.mark.parametrize(
    ("file", "row", "trouble"),
    [
        ("companies.csv", "Zzz Oil,,RUZBUS,Zzz Oil's report", "unknown code “RUZBUS”"),
        ("companies.csv", "Aaa Oil,,RUSBUS,Aaa Oil's report", "stands after"),
        ("companies.csv", "Zzz Oil,,,Zzz Oil's report", "no code"),
        ("companies.csv", "Zzz Oil,,RUSBUS,", "no cite"),
        ("companies.csv", "Zzz Oil,,RUSBUS,Zzz Oil's report,more", "more or fewer cells"),
        ("companies.csv", "Zzz Oil, Zzz;Zz,RUSBUS,Zzz Oil's report", "blanks or an empty name"),
        ("name_words.csv", "guild,GLD", "unknown sector “GLD”"),
        ("roles.csv", "alderman,GOV,councilman", "unknown kind “councilman”"),
        ("people.csv", "Zzz Zet,,x,king,RUSGOV,,,a list", "unknown gender “x”"),
        ("people.csv", "Zzz Zet,,m,king,RUSGOV,12 May 2001,,a list", "“12 May 2001” is no day"),
        ("people.csv", "Zzz Zet,,m,king,RUSGOV,2001-05-12,2000-01-01,a list", "before it begins"),
        ("people.csv", "Zzz Zet,,m,king,RUSGOV,2001-05-12,,", "no cite"),
        (
            "people.csv",
            "Zzz Zet,,m,king,RUSGOV,2001-05-12,,a list\nZzz Zet,,m,heir,RUSGOV,1990-01-01,2001-05-12,a list",
            "overlaps",
        ),
        (
            "people.csv",
            "Zzz Zet,,m,king,RUSGOV,2001-05-12,,a list\nZzz Zut,,m,king,RUSGOV,2001-05-13,,a list",
            "two at once are king (RUSGOV): Zzz Zet",
        ),
        (
            "people.csv",
            "Zzz Zet,Zed,m,king,RUSGOV,2001-05-12,,a list\nZzz Zut,Zed,m,queen,FRAGOV,2003-01-01,,a list",
            "“Zed” is also Zzz Zet",
        ),
        (
            "people.csv",
            "Zzz Zet,,m,king,RUSGOV,2001-05-12,,a list\nZzz Zet,,m,general,RUSMIL,2003-01-01,,a list",
            "Zzz Zet is RUSGOV too",
        ),
        ("places.csv", "Zzz,,RUS,99.5,20,city", "“99.5” is no latitude"),
        ("places.csv", "Zzz,,RUZ,9.5,20,city", "unknown country code “RUZ”"),
        ("outlets.csv", "Zzz News,paper,RUS,,,https://zzz.example/", "unknown kind “paper”"),
        ("groups.csv", "the West,,", "stands in line 2 already"),
        ("provision_cues.csv", "zzz,culture", "unknown dimension “culture”"),
    ],
)
def test_a_broken_row_is_named_with_its_line(folder: Path, file: str, row: str, trouble: str) -> None:
    path = folder / file
    before = path.read_text(encoding="utf-8")
    path.write_text(before + row + "\n", encoding="utf-8")
    (found,) = [str(t) for t in check_lexicons(folder)]
    assert found.startswith(f"{file}:{before.count(chr(10)) + 1 + row.count(chr(10))}: ")
    assert trouble in found


def test_an_office_and_a_surname_may_change_hands_on_a_day(folder: Path) -> None:
    path = folder / "people.csv"
    rows = "Zzz Zet,Zed,m,king,RUSGOV,1990-01-01,2001-05-12,a list\nZzz Zut,Zed,m,king,RUSGOV,2001-05-12,,a list\n"
    path.write_text(path.read_text(encoding="utf-8") + rows, encoding="utf-8")
    assert [str(trouble) for trouble in check_lexicons(folder)] == []


@pytest.mark.parametrize(
    ("entry", "trouble"),
    [
        ('type = "VISIT"\nverbs = ["go"]\ncite = "x"', "unknown type VISIT"),
        ('type = "CONSULT"\nmode = "dinner"\nverbs = ["go"]\ncite = "x"', "unknown mode dinner"),
        ('type = "CONSULT"\ntarget = ["beside"]\nverbs = ["go"]\ncite = "x"', "unknown slot beside"),
        ('type = "CONSULT"\nverbs = ["pay {zzz}"]\ncite = "x"', "unknown class {zzz}"),
        ('type = "CONSULT"\nverbs = ["go", "go"]\ncite = "x"', "“go” stands twice"),
        ('type = "CONSULT"\ncite = "x"', "neither verbs nor nouns"),
        ('type = "CONSULT"\nverbs = ["go"]', "cite"),
        ('type = "CONSULT"\nverb = ["go"]\ncite = "x"', "verb"),
        ('type = "CONSULT"\nverbs = ["go"]\ncite = "x"\ncodes = [{ text = "A.", as = "A B" }]', "names no event type"),
    ],
)
def test_a_broken_pattern_is_named_with_its_line(folder: Path, entry: str, trouble: str) -> None:
    path = folder / "patterns" / "consult.toml"
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n[zzz]\n{entry}\n", encoding="utf-8")
    (found,) = [str(t) for t in check_lexicons(folder)]
    assert found.startswith(f"patterns/consult.toml:{before.count(chr(10)) + 2}: ")
    assert trouble in found


def test_what_is_no_toml_is_named(folder: Path) -> None:
    (folder / "times.toml").write_text('word = "open\n', encoding="utf-8")
    assert [str(t).partition(":")[0] for t in check_lexicons(folder)] == ["times.toml"]


def test_other_columns_and_missing_files_are_named(folder: Path) -> None:
    (folder / "media.csv").write_text("name,code\n", encoding="utf-8")
    (folder / "groups.csv").unlink()
    assert [t.file for t in check_lexicons(folder)] == ["groups.csv", "media.csv"]


def test_the_command_names_troubles_and_ends_with_one(folder: Path) -> None:
    assert CliRunner().invoke(cli, ["lexicon", "check", str(folder)], standalone_mode=False).return_value == 0
    (folder / "media.csv").write_text("name,code\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["lexicon", "check", str(folder)], standalone_mode=False)
    assert result.return_value == 1
    assert "media.csv:1: other columns than expected; write name,names,code,cite" in result.output


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ["Kabila", "--on", "1999-01-10"],
            "CODGOV Laurent-Desire Kabila (president), 1997-05-17 to 2001-01-16; rulers",
        ),
        (["Zelenskyy"], "UKRGOV Volodymyr Zelensky (president), 2019-05-20 to; rulers.org: Ukraine"),
        (["Kremlin"], "RUSGOV Kremlin (seat); Wikipedia: Moscow Kremlin"),
    ],
)
def test_a_name_is_looked_up_with_code_days_and_source(words: list[str], expected: str) -> None:
    output = CliRunner().invoke(cli, ["lexicon", "who", *words]).output
    assert output.startswith(expected) and output.count("\n") == 1


def test_a_name_that_is_not_there_is_answered_with_its_likes() -> None:
    with pytest.raises(WrongCall, match="did you mean Zelensky"):
        CliRunner().invoke(cli, ["lexicon", "who", "Zelenksy"], standalone_mode=False, catch_exceptions=False)
