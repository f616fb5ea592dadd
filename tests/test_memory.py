"""Memory: who somebody is where the article does not say, from articles that were published before it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from comity.cli import main
from comity.exports import export
from comity.record import Reading, Record, create, open_record
from comity.record.check import check_record
from comity.record.corrected import recoded
from comity.record.rows import article_row, derived_rows
from comity.vocabulary import Actor, CodedArticle
from comity.web import create_app
from tests.coded import code_text
from tests.factory import coded_article
from tests.killing import came_to_its_end

DAY = date(2026, 11, 30)
TABLES = ("actors", "events", "happenings", "happening_mentions", "people", "remembered")
STORY = re.compile(
    r"(?P<day>[\d-]{10}|undated) (?P<name>[\w. -]*?[a-z])(?: (?P<code>[A-Z]{3,}))?(?: \((?P<basis>\w+)\))?"
    r'(?: "(?P<role>[^"]+)")?$'
)


def story(line: str, name: str = "", deed: str = "-> POL ACCUSE") -> CodedArticle:
    """An article in which somebody does a deed, "2024-05-02 Anton Belov RUSGOV (lexicon) "minister""; basis text."""
    told = STORY.match(line)
    assert told, f"not a story: {line}"
    day = None if told["day"] == "undated" else told["day"]
    read = coded_article(f"{told['name']} {deed}", name=name or line, published=day)

    def person(actor: Actor) -> Actor:
        coded = recoded(actor, told["code"] or "none")
        return replace(coded, kind="person", basis=told["basis"] or "text", role=told["role"])

    actors = tuple(person(actor) if actor.name == told["name"] else actor for actor in read.actors)
    return replace(read, actors=actors)


def of(record: Record, article: CodedArticle) -> Actor:
    """The person of the article, as the record has him."""
    return record.article(article.id).actors[0]


def dump(record: Record) -> list[list[Any]]:
    """The rows of what memory has a part in, in an order that does not hang on that of reading."""
    rows = (record.to_arrow(f"from {table}").to_pylist() for table in TABLES)
    return [sorted((sorted(row.items()) for row in listed), key=repr) for listed in rows]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with create(tmp_path / "record.duckdb") as opened:
        yield opened
        opened.regroup()
        assert list(check_record(opened)) == []


def read(record: Record, *stories: CodedArticle) -> None:
    for one in stories:
        record.add(one)
    record.regroup()


# ---------------------------------------------------------------- who is taken for whom


@pytest.mark.parametrize(
    "earlier, later, code",
    [
        # the full name, and the surname alone
        ("2024-05-02 Anton Belov RUSGOVMIL", "2024-06-01 Anton Belov", "RUSGOVMIL"),
        ("2024-05-02 Anton Belov RUSGOVMIL", "2024-06-01 Belov", "RUSGOVMIL"),
        ("2024-05-02 António Belo PRTGOV", "2024-06-01 ANTONIO Belo", "PRTGOV"),
        ("2024-05-02 Rashid bin Omar AREGOV", "2024-06-01 bin Omar", "AREGOV"),
        ("2024-05-02 Belov RUSGOV", "2024-06-01 Belov", "RUSGOV"),
        ("2024-05-02 Anton Belov RUSGOV", "2024-06-01 Anton", None),
        ("2024-05-02 Anton Belov RUSGOV", "2024-06-01 Igor Belov", None),
        ("2024-05-02 Belov RUSGOV", "2024-06-01 Igor Belov", None),
        # only what was published before counts, and only to the day
        ("2024-05-02 Anton Belov RUSGOV", "2024-05-02 Anton Belov", None),
        ("2024-06-02 Anton Belov RUSGOV", "2024-05-02 Anton Belov", None),
        ("undated Anton Belov RUSGOV", "2024-05-02 Anton Belov", None),
        ("2024-05-02 Anton Belov RUSGOV", "undated Anton Belov", None),
        # several of one surname: only if all have the same code, whichever is meant
        ("2024-05-02 Anton Belov RUSGOV; 2024-05-03 Igor Belov BLROPP", "2024-06-01 Belov", None),
        ("2024-05-02 Anton Belov RUSGOV; 2024-05-03 Igor Belov", "2024-06-01 Belov", None),
        ("2024-05-02 Anton Belov RUSGOV; 2024-05-03 Antoni Belov RUSGOV", "2024-06-01 Belov", "RUSGOV"),
        ("2024-05-02 Anton Belov RUSGOV; 2024-05-03 Belov", "2024-06-01 Belov", "RUSGOV"),
        ("2020-05-02 Igor Belov BLROPP; 2024-05-02 Anton Belov RUSGOV", "2024-06-01 Belov", "RUSGOV"),
        # private people are not known by their surname
        ("2024-05-02 Anton Belov RUSCVL", "2024-06-01 Belov", None),
        ("2024-05-02 Anton Belov RUSCVL", "2024-06-01 Anton Belov", "RUSCVL"),
        ("2024-05-02 Anton Belov UNO", "2024-06-01 Belov", "UNO"),
        # the office seen last; what does not tell of one takes none away
        ("2024-05-02 Anton Belov RUSGOV; 2024-05-20 Anton Belov RUSELI", "2024-06-01 Belov", "RUSELI"),
        ("2024-05-02 Anton Belov RUSGOV; 2024-07-20 Anton Belov RUSELI", "2024-06-01 Belov", "RUSGOV"),
        ("2024-05-02 Anton Belov RUSGOV; 2024-05-20 Anton Belov RUS", "2024-06-01 Belov", "RUSGOV"),
        ("2024-05-02 Anton Belov RUSGOV; 2024-05-20 Anton Belov BLR", "2024-06-01 Anton Belov", "BLR"),
        # after two years an office is no longer sure, a country is
        ("2022-05-02 Anton Belov RUSGOV", "2024-05-02 Anton Belov", "RUSGOV"),
        ("2022-05-02 Anton Belov RUSGOV", "2024-05-03 Anton Belov", "RUS"),
        ("2022-05-02 Anton Belov RUSGOV", "2024-05-03 Belov", None),
        # on one day the text counts more than the lexicon, then what more articles say
        ("2024-05-02 Anton Belov RUSGOV (lexicon); 2024-05-02 Anton Belov RUSELI", "2024-06-01 Belov", "RUSELI"),
        (
            "2024-05-02 Anton Belov RUSGOV; 2024-05-02 Anton Belov RUSMIL; 2024-05-02 Anton Belov RUSMIL",
            "2024-06-01 Belov",
            "RUSMIL",
        ),
        # what was guessed from the article around teaches nothing, and learns
        ("2024-05-02 Anton Belov RUS (inherited)", "2024-06-01 Anton Belov", None),
        ("2024-05-02 Anton Belov RUSGOV", "2024-06-01 Anton Belov POL (inherited)", "RUSGOV"),
        ("2024-05-02 Anton Belov RUSGOV", "2024-06-01 Belov RUS (inherited)", "RUSGOV"),
        ("2024-05-02 Anton Belov RUSGOV", "2024-06-01 Belov POL (inherited)", "POL"),
        # what the article itself says stays
        ("2024-05-02 Anton Belov RUSGOV", "2024-06-01 Anton Belov RUSELI", "RUSELI"),
        ("2024-05-02 Anton Belov RUSGOV", '2024-06-01 Anton Belov ELI "minister"', "RUSELI"),
        ("2024-05-02 Anton Belov RUSGOV", '2024-06-01 Anton Belov POLCOP (inherited) "police chief"', "RUSCOP"),
        ("2024-05-02 Anton Belov RUSGOV", '2024-06-01 Belov GOV "minister"', "RUSGOV"),
        ("2024-05-02 Anton Belov RUSGOV", '2024-06-01 Belov COP "police chief"', "COP"),
        ("2024-05-02 Anton Belov RUSGOV", "2024-06-01 Anton Belov UKRGOV (lexicon)", "UKRGOV"),
    ],
)
def test_somebody_is_who_earlier_articles_say(record: Record, earlier: str, later: str, code: str | None) -> None:
    asked = story(later, name="asked")
    read(record, asked, *(story(line, name=str(n)) for n, line in enumerate(earlier.split("; "))))
    actor = of(record, asked)
    assert actor.code == code
    assert (actor.basis == "memory") == (code != asked.actors[0].code)
    assert actor.mentions == asked.actors[0].mentions


def test_country_sector_and_role_come_with_the_code(record: Record) -> None:
    asked = story("2024-06-01 Belov")
    read(record, story('2024-05-02 Anton Belov RUSGOVMIL "defence minister"'), asked)
    actor = of(record, asked)
    assert (actor.country, actor.sector, actor.role) == ("RUS", "GOV", "defence minister")
    assert actor.name == "Belov"  # the article's own word


# ---------------------------------------------------------------- a layer over the record


def test_the_events_of_the_party_get_the_code_and_the_coding_stays_as_read(record: Record) -> None:
    asked = story("2024-06-01 Belov")
    read(record, asked)
    assert [row.source for row in record.happenings()] == [["Belov"]]
    read(record, story("2024-05-02 Anton Belov RUSGOV", deed="-> UKR ACCUSE"))
    (event,) = record.events(dyad=("RUS", "POL"))
    assert (event.article, event.source) == (asked.id, ["RUSGOV"])
    (happening,) = record.happenings(dyad=("RUS", "POL"))
    assert (happening.source, happening.articles) == (["RUSGOV"], 1)
    assert record.article(asked.id, as_read=True) == asked


def test_real_pages_are_helped(record: Record) -> None:
    first = code_text("Russian Defence Minister Anton Belov visited Minsk on Monday.", said_on="2024-05-02")
    later = code_text("Poland accused Anton Belov of lying.", said_on="2024-06-01")
    read(record, replace(first, id="first"), replace(later, id="later"))
    assert [(row.article, row.target) for row in record.events(types=["ACCUSE"])] == [("later", ["RUSGOVMIL"])]


def test_the_order_of_reading_makes_no_difference(tmp_path: Path) -> None:
    chance = random.Random(4)
    names = ["Anton Belov", "Igor Belov", "Belov", "Ada Cole", "Cole", "Ivo Danev", "Danev"]
    codes = ["", "", " RUSGOV", " RUSELI", " BLROPP", " RUS (inherited)", " GBRGOV (lexicon)", ' GOV "minister"']
    days = ["2020-01-05", "2020-01-06", "2021-07-01", "2022-01-08", "2023-02-01", "undated"]
    stories = [
        story(f"{chance.choice(days)} {chance.choice(names)}{chance.choice(codes)}", name=str(n)) for n in range(60)
    ]
    told = []
    for number, order in enumerate([stories, stories[::-1], chance.sample(stories, len(stories))]):
        with create(tmp_path / f"{number}.duckdb") as record:
            for begin in (0, 1, 9, 35) if number else (0,):
                end = {0: 1, 1: 9, 9: 35, 35: 60}[begin] if number else 60
                read(record, *order[begin:end])  # bit by bit: what comes later may be of an earlier day
            assert list(check_record(record)) == []
            told.append(dump(record))
            record.regroup(anew=True)
            assert dump(record) == told[number]
    assert len(told[0][TABLES.index("remembered")]) > 10
    assert told[1] == told[0]
    assert told[2] == told[0]


def test_an_article_replaced_or_read_anew_teaches_what_it_says_now(record: Record) -> None:
    first, asked = story("2024-05-02 Anton Belov RUSGOV", name="first"), story("2024-06-01 Belov")
    read(record, first, asked)
    assert of(record, asked).code == "RUSGOV"
    now, place = story("2024-05-02 Anton Belov", name="first"), first.path or ""
    again = Reading(path=place, source=place, digest="", outcome=now)
    assert record.add_readings([again], again=True) == ["recoded"]
    record.regroup()
    assert of(record, asked) == asked.actors[0]


# ---------------------------------------------------------------- corrected by hand


def test_a_correction_wins_over_memory_and_teaches_in_its_place(record: Record) -> None:
    first, asked = story('2024-05-02 Anton Belov RUSGOV "minister"'), story("2024-06-01 Belov")
    later, last = story("2024-06-02 Anton Belov RUSGOV"), story("2024-06-03 Belov")
    read(record, first, asked, later, last)
    entry = record.correct("recode", f"{asked.id}:a1", value="RUSOPP", by="Ana", on=DAY)
    record.regroup()
    assert (of(record, asked).code, of(record, asked).basis) == ("RUSOPP", "text")
    assert of(record, last).code == "RUSOPP"  # what was said of "Belov" holds for "Belov"
    record.correct("undo", entry.id, by="Ana", on=DAY)
    record.correct("recode", f"{first.id}:a1", value="RUSOPP", by="Ana", on=DAY)
    record.regroup()
    assert [of(record, one).code for one in (asked, later, last)] == ["RUSOPP", "RUSGOV", "RUSOPP"]
    assert of(record, asked).role is None  # an opponent now, no minister
    assert {(row.code, row.basis) for row in record.people()} == {("RUSOPP", "hand"), ("RUSGOV", "text")}


def test_uncoded_by_hand_is_known_no_more(record: Record) -> None:
    first, asked = story("2024-05-02 Anton Belov RUSGOV"), story("2024-06-01 Anton Belov")
    read(record, first, asked)
    record.correct("recode", f"{first.id}:a1", value="none", by="Ana", on=DAY)
    record.regroup()
    assert of(record, asked).code is None
    assert list(record.people()) == []
    assert [row.article for row in record.strangers()] == [asked.id]  # of the other somebody has said what there is


def test_saying_by_hand_what_was_read_makes_it_sure(record: Record) -> None:
    first, asked = story("2024-05-02 Anton Belov RUSGOV (inherited)"), story("2024-06-01 Anton Belov")
    read(record, first, asked)
    assert of(record, asked).code is None
    record.correct("recode", f"{first.id}:a1", value="RUSGOV", by="Ana", on=DAY)
    record.regroup()
    assert of(record, asked).code == "RUSGOV"


def test_a_rejection_holds_whether_memory_codes_the_party_or_not(record: Record) -> None:
    first, asked = story("2024-05-02 Anton Belov RUSGOV"), story("2024-06-01 Belov")
    read(record, asked)
    record.correct("reject", f"{asked.id}:e1", by="Ana", on=DAY)
    read(record, first)
    assert record.article(asked.id).events == ()
    assert [one.conflicts for one in record.corrections()] == [()]


# ---------------------------------------------------------------- switched off


def test_switched_off_every_article_stands_for_itself_and_switched_on_again_all_is_known(
    record: Record, tmp_path: Path
) -> None:
    first, asked = story("2024-05-02 Anton Belov RUSGOV"), story("2024-06-01 Belov")
    read(record, first, asked)
    record.regroup(memory=False)
    assert record.memory is False
    assert list(record.articles()) == [first, asked]
    assert [row.source for row in record.happenings(until="2024-06-01")] == [["RUSGOV"], ["Belov"]]
    assert list(check_record(record)) == []
    last = story("2024-07-01 Belov")
    read(record, last)
    assert record.count("remembered") == 0  # it keeps to it
    record.regroup(memory=True)
    with create(tmp_path / "other.duckdb") as other:
        read(other, first, asked, last)
        assert dump(record) == dump(other)


# ---------------------------------------------------------------- shown


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0
    return re.sub(r"\s+", " ", capfd.readouterr().out)


def test_the_command_line_shows_who_is_known_who_is_not_and_why(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = str(tmp_path / "r.duckdb")
    first = story('2024-05-02 Anton Belov RUSGOVMIL "defence minister"', deed="-> UKR ACCUSE")
    asked, stranger = story("2024-06-01 Belov"), story("2024-06-01 Ada Cole POL (inherited)")
    with create(Path(path)) as record:
        read(record, first, asked, stranger, story("2024-06-02 Ada Cole"))
    told = run(capfd, "who", "-r", path)
    assert f'Anton Belov RUSGOVMIL 2024-05-02 1 text: "Anton Belov" [{first.id[:8]}]' in told
    assert "1 person" in told
    assert (
        run(capfd, "who", "BÉLOV", "-r", path, "--code", "RUS", "--since", "2024", "--format", "csv").count("\n") == 0
    )
    assert '"code":"RUSGOVMIL"' in run(capfd, "who", "belov", "-r", path, "--format", "jsonl")
    assert "No people found among 1" in run(capfd, "who", "cole", "-r", path)
    assert f"Ada Cole POL 2 2 A headline [{stranger.id[:8]}]" in run(capfd, "who", "--unknown", "-r", path)
    known = f'RUSGOVMIL Belov, because of "Anton Belov" in Gazette, 2024-05-02 [{first.id}]'
    assert f"remembered {known}" in run(capfd, "why", f"{asked.id}:e1", "-r", path)
    assert f"remembered {known}" in run(capfd, "show", asked.id, "-r", path)
    assert "remembered" not in run(capfd, "why", f"{first.id}:e1", "-r", path)
    run(capfd, "regroup", path, "--no-memory")
    assert "uncoded Belov" in run(capfd, "why", f"{asked.id}:e1", "-r", path)
    run(capfd, "regroup", path)
    assert "uncoded Belov" in run(capfd, "why", f"{asked.id}:e1", "-r", path)
    run(capfd, "regroup", path, "--memory")
    assert known in run(capfd, "why", f"{asked.id}:e1", "-r", path)


def test_the_reading_room_leads_to_the_article_that_taught(record: Record) -> None:
    first, asked = story("2024-05-02 Anton Belov RUSGOV"), story("2024-06-01 Belov")
    read(record, first, asked)
    page = TestClient(create_app(record)).get(f"/article/{asked.id}").text
    assert f'<a href="/article/{first.id}" title="Anton Belov">memory of 2024-05-02</a>' in page


def test_a_reading_without_memory_is_noted_in_the_manifest_and_the_record(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page, path = tmp_path / "page.txt", str(tmp_path / "r.duckdb")
    page.write_text("Nothing to see.\n\nIt was a quiet day in the village, and nobody went out.\n", "utf-8")
    run(capfd, "read", str(page), "--into", path, "--published", "2024-05-02", "--no-memory")
    with open_record(Path(path)) as record:
        assert record.meta("memory") == "off"
        assert [one.options["no_memory"] for one in record.runs()] == [True]
    assert "no_memory True" in run(capfd, "runs", "-r", path)
    run(capfd, "read", str(page), "--into", path, "--published", "2024-05-02")
    with open_record(Path(path)) as record:
        assert [one.options["no_memory"] for one in record.runs()] == [True, True]


def test_exports_have_the_entries_and_what_they_gave(record: Record, tmp_path: Path) -> None:
    first, asked = story('2024-05-02 Anton Belov RUSGOV "minister"'), story("2024-06-01 Belov")
    read(record, first, asked)
    export(record, "csv", tmp_path / "out")
    people, remembered, actors = (
        (tmp_path / "out" / f"{name}.csv").read_text("utf-8").splitlines()
        for name in ("people", "remembered", "actors")
    )
    assert (
        people[1] == f"Anton Belov,,minister,RUS,GOV,RUSGOV,2024-05-02,2024-05-02,1,text,{first.id},12,23,Anton Belov"
    )
    assert remembered[1] == f"{asked.id},a1,Anton Belov,RUS,GOV,RUSGOV,minister,2024-05-02,{first.id},12,23,Anton Belov"
    assert f"{asked.id},a1,Belov,person,RUS,GOV,RUSGOV,minister,memory,1" in actors


# ---------------------------------------------------------------- it holds


@pytest.mark.parametrize(
    "harm, trouble",
    [
        ("update remembered set code = 'BLR'", "table remembered does not say what earlier articles say"),
        ("delete from remembered", "table remembered does not say"),
        ('update remembered set "start" = "start" + 1', "table remembered does not say"),
        ("update sightings set words = 'Ada Cole'", "table sightings does not say what `coded` says"),
        ("update sightings set article = 'zz'", "table sightings: there is no article zz"),
        ("insert into remembered by name select * replace ('zz' as article) from remembered", "there is no article zz"),
    ],
)
def test_check_finds_a_memory_that_does_not_hold(tmp_path: Path, harm: str, trouble: str) -> None:
    with create(tmp_path / "bad.duckdb") as bad:
        read(bad, story("2024-05-02 Anton Belov RUSGOV"), story("2024-06-01 Belov"))
        assert list(check_record(bad)) == []
        bad.execute(harm)
        assert any(trouble in line for line in check_record(bad))


def test_a_record_of_an_older_comity_gets_its_memory_by_grouping(tmp_path: Path) -> None:
    first, asked = story("2024-05-02 Anton Belov RUSGOV"), story("2024-06-01 Belov")
    with duckdb.connect(str(tmp_path / "old.duckdb")) as old:
        old.execute((Path(__file__).parent / "records" / "schema-1.sql").read_text("utf-8"))
        facts = [("schema_version", "1"), ("comity_version", "0.1.0"), ("happenings", "current")]
        old.executemany("insert into meta values (?, ?)", facts)
        for position, article in enumerate((first, asked)):
            row = {
                name: value
                for name, value in article_row(article, position).items()
                if name not in ("corrected", "updated")
            }
            for table, rows in {"articles": [row], **derived_rows(article)}.items():
                for row in rows:
                    columns = ", ".join(f'${name} as "{name}"' for name in row)
                    old.execute(f"insert into {table} by name select {columns}", row)
    with open_record(tmp_path / "old.duckdb") as record:
        assert list(check_record(record)) == []
        assert of(record, asked).code is None
    with open_record(tmp_path / "old.duckdb", read_only=False) as record, create(tmp_path / "new.duckdb") as new:
        record.regroup()
        read(new, first, asked)
        assert of(record, asked).code == "RUSGOV"
        assert list(check_record(record)) == []
        assert dump(record) == dump(new)


REGROUPING = """
from pathlib import Path
from comity.record import open_record
record = open_record(Path({path!r}), read_only=False)
print("start", flush=True)
with record:
    record.regroup(memory={memory})
print("done", flush=True)
"""


def test_killed_while_remembering_the_record_holds_and_the_next_run_ends_alike(tmp_path: Path) -> None:
    stories = [story("2024-05-02 Anton Belov RUSGOV"), *(story("2024-06-01 Belov", name=str(n)) for n in range(600))]
    for name in ("whole", "killed"):
        with create(tmp_path / f"{name}.duckdb") as record:
            record.add_readings([Reading(path=a.id, source="s", digest="", outcome=a) for a in stories])
    assert came_to_its_end(REGROUPING.format(path=str(tmp_path / "whole.duckdb"), memory=None), None)
    chance, killed = random.Random(5), 0
    script = REGROUPING.format(path=str(tmp_path / "killed.duckdb"), memory=None)
    while not came_to_its_end(script, chance.uniform(0.05, 0.4) * 2**killed):
        killed += 1
        with open_record(tmp_path / "killed.duckdb") as record:
            assert list(check_record(record)) == []
    assert killed
    with open_record(tmp_path / "whole.duckdb") as whole, open_record(tmp_path / "killed.duckdb") as resumed:
        assert dump(resumed) == dump(whole)
        assert whole.count("remembered") == 600
