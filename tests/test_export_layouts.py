"""POLECAT, ICEWS, GDELT and Phoenix: columns and types, the way back from each row, and what may not stand there."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.exports import LAYOUTS, Written, export
from comity.exports.gdelt import fraction
from comity.exports.layout import NO_COUNTERPART, SOURCES, line, pairs_of
from comity.exports.parties import Party, cameo_actor, party_of_code
from comity.exports.tables import Kind
from comity.lexicons.cameo import open_foreign_codes
from comity.lexicons.patterns import read_types
from comity.record import Record, create
from tests.export_stories import ARTICLES, DAYS, PLANNED_ONCE, read, sources, told_record
from tests.factory import coded_article

ROOT = Path(__file__).parents[1]
COLUMNS = ROOT.parent / "shared" / "reference" / "export_columns.json"
CODES = open_foreign_codes()


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with told_record(tmp_path_factory.mktemp("record")) as opened:
        yield opened


@pytest.fixture(scope="module")
def folders(record: Record, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every layout of the record, written once."""
    made = {layout: tmp_path_factory.mktemp(layout) for layout in LAYOUTS}
    for layout, folder in made.items():
        export(record, layout, folder)
    return made


# ---------------------------------------------------------------- columns and types


@pytest.mark.shared
@pytest.mark.skipif(not COLUMNS.exists(), reason="needs the lists of columns in ../shared")
@pytest.mark.parametrize(("layout", "key"), [("gdelt", "gdelt1_events"), *((n, n) for n in LAYOUTS if n != "gdelt")])
def test_columns_are_those_of_the_data_set(layout, key):
    assert [column.name for column in LAYOUTS[layout].columns] == json.loads(COLUMNS.read_text("utf-8"))[key]


@pytest.mark.parametrize(("layout", "count"), [("polecat", 40), ("icews", 20), ("gdelt", 58), ("phoenix", 26)])
def test_a_file_has_its_columns_and_its_header_or_none(folders, layout, count):
    lines = (folders[layout] / LAYOUTS[layout].file).read_text("utf-8").splitlines()
    assert {len(text.split("\t")) for text in lines} == {count}
    assert lines[0].startswith("Event ID\tEvent Date\t") is LAYOUTS[layout].header


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_NONE])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_pandas_reads_a_file_back_with_the_published_types(folders, layout, quoting):
    frame = read(layout, folders[layout], quoting)
    assert len(frame) > 3 and frame.iloc[:, 0].is_unique
    for column in LAYOUTS[layout].columns:
        if column.meaning == NO_COUNTERPART:
            assert frame[column.name].isna().all(), column.name
    for name in DAYS[layout]:
        assert str(frame[name].dtype).startswith("datetime64")


def test_polecat_tells_an_event_with_both_sides(folders):
    row = read("polecat", folders["polecat"]).iloc[0]
    assert row["Event ID"] == f"{ARTICLES[0].id}:e1-1"
    assert (row["Event Date"], row["Event Type"], row["Event Mode"]) == (pd.Timestamp("2022-02-18"), "CONSULT", "visit")
    assert (row["Quad Code"], row["Intensity"], row["Contexts"]) == ("VERBAL COOPERATION", 5.0, "diplomatic")
    assert (row["Actor Country"], row["Actor COW"], row["Primary Actor Sector"]) == ("Russia", 365, "GOV")
    assert (row["Recipient Name"], row["Recipient Country"], row["Recipient COW"]) == ("BLRGOV", "Belarus", 370)
    assert (row["Placename"], row["City"], row["Country"], row["Latitude"]) == ("Minsk", "Minsk", "Belarus", 53.9)
    assert (row["Feature Type"], row["Source"], row["Publication Date"]) == (
        "PPLC",
        "Gazette",
        pd.Timestamp("2022-07-01"),
    )
    assert pd.isna(row["Province"]) and row["Story Organizations"] == "RUSGOV;BLRGOV" and row["Language"] == "en"


def test_icews_keeps_leading_zeros_and_says_sectors_in_words(folders):
    frame = read("icews", folders["icews"])
    row = frame.iloc[0]
    assert (row["CAMEO Code"], row["Event Text"]) == ("042", CODES.events["042"].label)
    assert (row["Source Sectors"], row["Source Country"]) == ("Government", "Russia")
    assert (row["Sentence Number"], row["City"], row["Publisher"]) == (2, "Minsk", "Gazette")
    assert frame["Story ID"].nunique() == len({way["article"] for way in sources(folders["icews"])})


def test_gdelt_counts_the_reports_of_a_happening(folders):
    frame = read("gdelt", folders["gdelt"])
    talks = frame[frame["EventRootCode"] == "04"].iloc[0]
    assert (talks["SQLDATE"], talks["MonthYear"], talks["Year"]) == (20220218, 202202, 2022)
    assert (talks["NumMentions"], talks["NumSources"], talks["NumArticles"]) == (2, 2, 2)
    assert (talks["Actor1Code"], talks["Actor1CountryCode"], talks["Actor1Type1Code"]) == ("BLRGOV", "BLR", "GOV")
    assert (talks["QuadClass"], talks["IsRootEvent"], talks["DATEADDED"]) == (1, 1, 20220701)
    assert talks["SOURCEURL"] == "https://gazette.example/talks"
    assert talks["FractionDate"] == round(fraction(date(2022, 2, 18)), 4)


def test_phoenix_lists_the_reports_of_a_happening(folders):
    frame = read("phoenix", folders["phoenix"])
    talks = frame[frame["EventRootCode"] == "04"].iloc[0]
    assert talks["URLs"] == "https://gazette.example/talks;https://gazette.example/again"
    assert talks["NewsSources"] == "Gazette;The 'Daily' Bee"
    assert (talks["Year"], talks["Month"], talks["Day"], talks["PentaClass"]) == (2022, 2, 18, 1)
    assert (talks["SourceActorFull"], talks["SourceActorEntity"], talks["SourceActorRole"]) == ("BLRGOV", "BLR", "GOV")
    armed = frame[frame["TargetActorFull"] == "---UAF"].iloc[0]
    assert (armed["SourceActorFull"], armed["TargetActorEntity"], armed["TargetActorRole"]) == ("KSV", "---", "UAF")


def test_zero_is_a_number_and_missing_is_empty():
    assert line([0, 0.0, None, "", "042"]) == "0\t0.0\t\t\t042\n"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=6))
def test_a_line_has_its_cells_for_readers_with_and_without_quoting(cells):
    written = line(["id", *cells])
    assert written.endswith("\n") and len(written.splitlines()) == 1
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        (read_back,) = csv.reader(io.StringIO(written), delimiter="\t", quoting=quoting)
        assert len(read_back) == len(cells) + 1


# ---------------------------------------------------------------- what may stand there


@pytest.mark.parametrize("layout", LAYOUTS)
def test_only_what_was_done_or_announced_is_exported(record, folders, layout, tmp_path):
    left_out = export(record, layout, tmp_path).left_out
    assert {reason: left_out[f"status {reason}"] for reason in ("planned", "denied", "ended")} == {
        "planned": 1, "denied": 1, "ended": 1,
    }  # fmt: skip
    ways = sources(folders[layout])
    assert {way["status"] for way in ways} <= {"happened", "ongoing", "planned"}
    announced = {(way["article"], way["event"]) for way in ways if way["status"] == "planned"}
    assert announced == {(ARTICLES[2].id, "e7")}


def test_an_announcement_is_of_the_day_of_its_report_and_news_without_a_day_too(folders):
    frame = read("polecat", folders["polecat"]).set_index("Event ID")
    days = {way["row"]: way["day_from"] for way in sources(folders["polecat"])}
    for article, event, basis in ((ARTICLES[2], "e7", "announced"), (ARTICLES[3], "e1", "published")):
        row = f"{article.id}:{event}-1"
        assert (frame.loc[row, "Event Date"], days[row]) == (pd.Timestamp("2022-07-01"), basis)
    assert days[f"{ARTICLES[0].id}:e1-1"] == "told"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_was_planned_once_is_of_no_known_day(layout, tmp_path):
    with create(tmp_path / "r.duckdb") as opened:
        opened.add(PLANNED_ONCE)
        opened.regroup()
        written = export(opened, layout, tmp_path / "out")
    assert (written.rows["sources.csv"], written.left_out) == (0, {"not known to the day": 1})


def test_an_address_keeps_its_semicolon_in_a_list(tmp_path):
    with create(tmp_path / "r.duckdb") as opened:
        opened.add(coded_article("POL -> UKR AID 2022-06-01", name="a;b"))
        opened.regroup()
        export(opened, "phoenix", tmp_path / "out")
    assert read("phoenix", tmp_path / "out")["URLs"].tolist() == ["https://gazette.example/a%3Bb"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_stretch_of_days_and_undated_background_are_left_out_and_counted(record, folders, layout, tmp_path):
    assert export(record, layout, tmp_path).left_out["not known to the day"] == 2
    told = {(way["article"], way["event"]) for way in sources(folders[layout])}
    assert told.isdisjoint({(ARTICLES[2].id, "e4"), (ARTICLES[2].id, "e5")})
    assert "2  not known to the day" in (folders[layout] / "README.txt").read_text("utf-8")


def test_a_deed_that_lacks_a_party_is_left_out_where_the_layout_needs_it(record, tmp_path):
    rows = {layout: export(record, layout, tmp_path / layout) for layout in LAYOUTS}
    assert rows["polecat"].left_out["nobody of a known country or organisation acts"] == 1  # the Rovers
    assert rows["icews"].left_out["one side is not named"] == 1  # the accusation
    assert rows["phoenix"].left_out["one side is not named or has no code"] == 2  # both
    assert not any(reason.startswith("neither") for reason in rows["gdelt"].left_out)


def parties(*codes: str) -> list[Party]:
    return [party_of_code(code, CODES) for code in codes]


@pytest.mark.parametrize(
    ("kind", "sources", "targets", "expected"),
    [
        ("AID", ["RUS"], ["BLR"], "RUS>BLR"),
        ("SANCTION", ["USA", "GBR"], ["BLR", "RUS"], "USA>BLR USA>RUS GBR>BLR GBR>RUS"),
        ("CONSULT", ["RUS", "BLR"], [], "RUS>BLR BLR>RUS"),
        ("ASSAULT", ["PSE", "ISR"], [], "PSE>ISR ISR>PSE"),
        ("ACCUSE", ["USA", "GBR"], [], "USA> GBR>"),
        ("PROTEST", ["FRACVL"], [], "FRACVL>"),
        ("CONSULT", ["RUS"], [], "RUS>"),
        ("ASSAULT", [], ["UKR"], ">UKR"),
        ("ASSAULT", [], [], ""),
        ("ASSAULT", ["RUS"], ["RUS"], ""),
    ],
)
def test_a_row_is_one_party_to_another(kind, sources, targets, expected):
    pairs = pairs_of(kind, parties(*sources), parties(*targets))
    told = [">".join(party.code or "" if party else "" for party in pair) for pair in pairs]
    assert " ".join(told) == expected


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("RUSGOVMIL", "Sergei Shoigu", "RUSGOVMIL RUS - GOV;MIL"),
        ("UNO", "United Nations", "IGOUNO - UNO IGO"),
        ("EUR", "European Union", "IGOEUREEC - EEC IGO"),
        ("IGO", "NATO", "IGOWSTNAT - NAT IGO"),
        ("IGO", "a bank of three states", "IGO - - IGO"),
        ("ISM", "a movement", "NGM - - NGM"),
        ("NGO", "Doctors Without Borders", "NGOHLHMSF - MSF NGO;HLH"),
        ("KOSGOV", "the premier", "KSVGOV KSV - GOV"),
        ("RUSJRN", "a broadcaster", "RUSMED RUS - MED"),
        ("RUSMED", "doctors", "RUSHLH RUS - HLH"),
        ("GEOGOVPRE", "Abkhazia", "GEOGOV GEO - GOV"),
        ("UAF", "gunmen", "UAF - - UAF"),
        (None, "the West", "WST - - "),
    ],
)
def test_codes_in_cameo(code, name, expected):
    known = msgspec.structs.replace(party_of_code(code or name, CODES), name=name)
    actor = cameo_actor(known, CODES)
    assert actor is not None
    assert f"{actor.code} {actor.country or '-'} {actor.group or '-'} {';'.join(actor.types)}" == expected


@pytest.mark.parametrize("name", ["Rovers", "UNK"])
def test_who_has_no_code_in_cameo_gets_none(name):
    assert cameo_actor(party_of_code(name, CODES), CODES) is None


def test_every_type_and_country_has_its_codes():
    from importlib.resources import files

    for name, facts in read_types(files("comity.lexicons") / "data").items():
        assert facts.cameo in CODES.events, name
    assert [code for code, country in CODES.countries.items() if country.fips is None] == []
    without = [code for code, country in CODES.countries.items() if country.cow is None]
    assert without == ["HKG", "PSE", "VAT"]


# ---------------------------------------------------------------- the way back


def check_way_back(layout: str, folder: Path, record: Record) -> int:
    """How many rows there are; each one leads to events of the record and the words that tell of them."""
    rows = read(layout, folder).iloc[:, 0].astype(str).tolist()
    ways = sources(folder)
    assert len(set(rows)) == len(rows) and set(rows) == {way["row"] for way in ways}
    with (folder / "articles.csv").open(encoding="utf-8", newline="") as file:
        pages = {row["id"] for row in csv.DictReader(file)}
    for way in ways:
        article, event = record.event(f"{way['article']}:{way['event']}")
        assert (int(way["start"]), int(way["end"])) == (event.trigger.start, event.trigger.end)
        assert event.trigger.of(article.text) and way["article"] in pages
    return len(rows)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_row_leads_back_to_an_article_and_a_span(record, folders, layout):
    assert check_way_back(layout, folders[layout], record) > 3


CODE = st.sampled_from(["RUS", "BLRGOV", "UKRMIL", "UNO", "UAF", "FRACVL", "Rovers", "EURLEG"])
TOLD = st.builds(
    "{} -> {} {} {} {}".format,
    st.lists(CODE, max_size=3, unique=True).map("+".join),
    st.lists(CODE, max_size=2, unique=True).map("+".join),
    st.sampled_from(["CONSULT", "AGREE", "ASSAULT", "PROTEST", "AID"]),
    st.sampled_from(["2022-06-30", "2022-06-01..2022-06-20", "2022-06-30.."]),
    st.sampled_from(["", "planned", "denied", "ongoing", "historical", "ended"]),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(TOLD, max_size=4), min_size=1, max_size=3))
def test_whatever_is_told_every_row_leads_back(tmp_path_factory, stories):
    folder = tmp_path_factory.mktemp("told")
    with create(folder / "record.duckdb") as opened:
        for number, lines in enumerate(stories):
            opened.add(coded_article(*lines, name=f"story-{number}", outlet=f"Paper {number}"))
        opened.regroup()
        for name, layout in LAYOUTS.items():
            written = export(opened, name, folder / name)
            assert check_way_back(name, folder / name, opened) == written.rows[layout.file]
            told = {(way["article"], way[layout.unit[:-1]]) for way in sources(folder / name)}
            deeds = {key if layout.unit == "events" else key[1:] for key in told}
            assert len(deeds) + sum(written.left_out.values()) == opened.count(layout.unit)


# ---------------------------------------------------------------- the same again


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_record_gives_the_same_bytes(record, folders, layout, tmp_path):
    export(record, layout, tmp_path)
    for path in sorted(folders[layout].iterdir()):
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_numbers_of_rows_stay_when_the_record_grows(folders, tmp_path):
    with create(tmp_path / "r.duckdb") as opened:
        for article in (coded_article("POL -> UKR AID 2022-06-01", name="earlier"), *ARTICLES):
            opened.add(article)
        opened.regroup()
        assert export(opened, "gdelt", tmp_path / "out").rows["gdelt.export.CSV"] > 0
    before, after = (set(read("gdelt", at)["GLOBALEVENTID"]) for at in (folders["gdelt"], tmp_path / "out"))
    assert before < after and max(after) < 2**53


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_empty_record_gives_files_without_rows(layout, tmp_path):
    with create(tmp_path / "r.duckdb") as opened:
        written = export(opened, layout, tmp_path / "out")
    assert written == Written({LAYOUTS[layout].file: 0, "sources.csv": 0, "articles.csv": 0}, {})
    assert len(read(layout, tmp_path / "out")) == 0


# ---------------------------------------------------------------- docs and command line


@pytest.mark.parametrize("layout", LAYOUTS)
def test_docs_and_codebook_name_every_column(folders, layout):
    docs = (ROOT / "docs" / "exports.md").read_text("utf-8")
    book = (folders[layout] / "README.txt").read_text("utf-8")
    empty = next(
        text for text in docs.split(f"`{LAYOUTS[layout].file}`")[1].splitlines() if text.startswith("No count")
    )
    for column in LAYOUTS[layout].columns:
        assert column.kind in Kind.__args__ and f"  {column.name} " in book
        if column.meaning == NO_COUNTERPART:
            assert column.name in empty
        else:
            assert f"| {column.name} | {column.meaning} |" in docs
    for column in SOURCES:
        assert f"| {column.name} | {column.meaning} |" in docs


def test_the_command_prints_rows_and_what_was_left_out(record, tmp_path, capsys):
    from comity.cli import main

    with pytest.raises(SystemExit) as ended:
        main(["export", "-r", str(copy_of(record, tmp_path)), "--layout", "icews", "--to", str(tmp_path / "out")])
    out = capsys.readouterr().out
    assert ended.value.code in (0, None)
    assert f"{tmp_path / 'out' / 'icews.tab'}\n" in out and "2  events left out: not known to the day\n" in out


def copy_of(record: Record, folder: Path) -> Path:
    """The record as another file: the one that is open cannot be opened again."""
    with create(folder / "copy.duckdb") as copy:
        for article in record.articles():
            copy.add(article)
        copy.regroup()
    return folder / "copy.duckdb"
