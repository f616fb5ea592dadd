"""Corrections: what an analyst says of the coding lies on top of it, survives reading again, and can be taken back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from msgspec.structs import replace

from comity.faults import RecordFault, WrongCall
from comity.measures import measure
from comity.measures.measure import Asked
from comity.record import Reading, Record, create, open_record
from comity.record.check import check_record
from comity.record.corrections import enter, parse_ledger, write_ledger
from comity.record.files import SCHEMA_VERSION
from comity.record.ledger import Action
from comity.record.rows import article_row, derived_rows
from comity.vocabulary import CodedArticle, Span
from tests.factory import coded_article

DAY = date(2026, 11, 30)
TALKS = coded_article(
    "RUSGOV -> BLRGOV SUPPORT 2020-08-27", "RUS+BLR -> CONSULT 2022-06-30", "RUS -> UKR ASSAULT", name="talks"
)
AGAIN = coded_article("RUS -> BLR SUPPORT 2020-08-27", name="again", agency="Wire One", outlet="Courier")
THIRD = coded_article("RUS -> BLR SUPPORT 2020-08-27", name="third", outlet="Herald")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with create(tmp_path / "record.duckdb") as opened:
        for article in (TALKS, AGAIN, THIRD):
            opened.add(article)
        opened.regroup()
        yield opened
        opened.regroup()
        assert list(check_record(opened)) == []


def say(record: Record, action: Action, *names: str, value: str | None = None, by: str = "Ana") -> str:
    """Enter a correction, group anew; its id."""
    entry = record.correct(action, *names, value=value, by=by, on=DAY)
    record.regroup()
    return entry.id


def recoded(record: Record, article: CodedArticle) -> None:
    """Let a new version's coding of the same page take the place of the old one."""
    reading = Reading(path=article.path or "", source=article.path or "", digest="", outcome=article)
    assert record.add_readings([reading], again=True)[0] in ("recoded", "replaced")
    record.regroup()


def event_of(record: Record, article: CodedArticle, event: str) -> Any:
    """The row of an event; None where the record shows none."""
    return next((row for row in record.events() if (row.article, row.id) == (article.id, event)), None)


def conflicts(record: Record) -> list[tuple[str, bool, str]]:
    return [
        (one.correction.action, conflict.applies, conflict.what)
        for one in record.corrections()
        for conflict in one.conflicts
    ]


def told(record: Record) -> list[tuple[str, int]]:
    """Type and number of articles of each happening of RUS and BLR in 2020."""
    return [(h.type, h.articles) for h in record.happenings(dyad=("RUS", "BLR"), until="2020-12-31")]


# ---------------------------------------------------------------- what each correction does


def test_a_retyped_event_is_of_the_new_type_everywhere_and_its_coding_stays_as_read(record: Record) -> None:
    say(record, "retype", f"{TALKS.id}:e1", value="SANCTION")
    row = event_of(record, TALKS, "e1")
    assert (row.type, row.quad, row.intensity, row.confidence) == ("SANCTION", "material conflict", -6.0, 1.0)
    (shown,) = record.events(types=["SANCTION"]).objects()
    assert (shown["type"], shown["modes"]) == ("SANCTION", [])
    assert sorted(told(record)) == [("SANCTION", 1), ("SUPPORT", 2)]
    tension = measure(record, Asked(measure="tension", source="RUS", target="BLR", until=date(2020, 12, 31)))
    assert tension.column("conflictual") == [1]
    assert record.article(TALKS.id, as_read=True) == TALKS
    assert record.article(TALKS.id).events[0].type == "SANCTION"


def test_a_rejected_event_is_in_no_list_and_no_happening(record: Record) -> None:
    say(record, "reject", f"{TALKS.id}:e1")
    assert event_of(record, TALKS, "e1") is None
    assert told(record) == [("SUPPORT", 2)]
    with pytest.raises(WrongCall, match="no event"):
        record.event(f"{TALKS.id}:e1")
    assert record.event(f"{TALKS.id}:e1", as_read=True)[1] == TALKS.events[0]


def test_an_article_all_of_whose_events_are_rejected_says_why_it_has_none(record: Record) -> None:
    say(record, "reject", f"{AGAIN.id}:e1")
    assert record.article(AGAIN.id).no_events == "corrections: every event was rejected"


def test_a_happening_rejected_is_all_its_events_rejected(record: Record) -> None:
    (happening,) = record.happenings(dyad=("RUS", "BLR"), until="2020-12-31")
    say(record, "reject", happening.id[:8])
    assert told(record) == []


def test_an_accepted_event_is_sure(record: Record) -> None:
    say(record, "accept", f"{TALKS.id}:e1")
    assert [row.id for row in record.events(min_confidence=0.95)] == ["e1"]


def test_a_recoded_actor_is_another_in_all_events_of_the_article(record: Record) -> None:
    actor = next(actor for actor in TALKS.actors if actor.code == "RUS")
    say(record, "recode", f"{TALKS.id}:{actor.id}", value="RUSOPP")
    assert [row.source for row in record.events(actor="RUSOPP")] == [["RUSOPP", "BLR"], ["RUSOPP"]]
    assert [(row.name, row.articles) for row in record.actors() if row.code == "RUSOPP"] == [("RUS", 1)]


def test_the_source_may_be_another_actor_of_the_article(record: Record) -> None:
    say(record, "source", f"{TALKS.id}:e3", value="BLR")
    assert event_of(record, TALKS, "e3").source == ["BLR"]
    say(record, "target", f"{TALKS.id}:e3", value="none")
    assert event_of(record, TALKS, "e3").target == []


def test_days_and_status_are_mended(record: Record) -> None:
    say(record, "redate", f"{TALKS.id}:e1", value="2020-08-20..2020-08-25")
    say(record, "status", f"{TALKS.id}:e1", value="planned")
    row = event_of(record, TALKS, "e1")
    assert (str(row.earliest), str(row.latest), row.status) == ("2020-08-20", "2020-08-25", "planned")
    say(record, "redate", f"{TALKS.id}:e1", value="undated")
    assert event_of(record, TALKS, "e1").earliest is None


def test_one_kidnapping_told_as_two_becomes_one(record: Record) -> None:
    say(record, "redate", f"{THIRD.id}:e1", value="2020-09-02")
    first, other = record.happenings(dyad=("RUS", "BLR"), until="2020-12-31")
    assert (first.articles, other.articles) == (2, 1)
    say(record, "merge", first.id, other.id)
    (one,) = record.happenings(dyad=("RUS", "BLR"), until="2020-12-31")
    assert (one.id, one.articles, one.outlets, str(one.latest)) == (first.id, 3, 3, "2020-08-27")


def test_two_deeds_told_as_one_are_split_and_stay_so_when_another_report_comes(record: Record) -> None:
    say(record, "split", f"{THIRD.id}:e1")
    assert sorted(told(record)) == [("SUPPORT", 1), ("SUPPORT", 2)]
    record.add(coded_article("RUS -> BLR SUPPORT 2020-08-27", name="fourth", outlet="Star"))
    record.regroup()
    assert sorted(told(record)) == [("SUPPORT", 1), ("SUPPORT", 3)]


def test_a_note_changes_nothing(record: Record) -> None:
    before = list(record.events())
    say(record, "note", TALKS.id[:8], value="the ministry tells it otherwise")
    (happening,) = record.happenings(dyad=("RUS", "BLR"), until="2020-12-31")
    say(record, "note", happening.id, value="see the ministry's account")
    assert list(record.events()) == before
    assert [one.correction.action for one in record.corrections()] == ["note", "note"]


# ---------------------------------------------------------------- the ledger


def test_the_later_word_counts_and_undoing_brings_back_the_earlier(record: Record) -> None:
    say(record, "retype", f"{TALKS.id}:e1", value="AID", by="Ana")
    later = say(record, "retype", f"{TALKS.id}:e1", value="AGREE", by="Ben")
    assert event_of(record, TALKS, "e1").type == "AGREE"
    undoing = say(record, "undo", later[:6], by="Ana")
    assert event_of(record, TALKS, "e1").type == "AID"
    say(record, "undo", undoing, by="Ben")
    assert event_of(record, TALKS, "e1").type == "AGREE"
    assert [one.undone for one in record.corrections()] == [False, False, False, False]


def test_the_same_said_twice_is_one_entry_unless_it_was_undone(record: Record) -> None:
    first = say(record, "reject", f"{TALKS.id}:e1")
    assert say(record, "reject", f"{TALKS.id}:e1") == first
    say(record, "undo", first)
    assert say(record, "reject", f"{TALKS.id}:e1") != first
    assert event_of(record, TALKS, "e1") is None


def test_undoing_all_leaves_the_record_as_it_was(record: Record) -> None:
    before = list(record.events()), list(record.happenings()), list(record.actors())
    said = [
        say(record, "retype", f"{TALKS.id}:e1", value="AID"),
        say(record, "recode", f"{AGAIN.id}:a1", value="RUSMIL"),
        say(record, "reject", f"{TALKS.id}:e2"),
        say(record, "split", f"{THIRD.id}:e1"),
    ]
    for entry in said:
        say(record, "undo", entry)
    assert (list(record.events()), list(record.happenings()), list(record.actors())) == before
    assert record.execute("select count(*) from articles where corrected is not null") == [(0,)]


def test_a_ledger_goes_from_one_record_to_another(record: Record, tmp_path: Path) -> None:
    say(record, "retype", f"{TALKS.id}:e1", value="AID")
    undone = say(record, "reject", f"{AGAIN.id}:e1")
    say(record, "undo", undone)
    say(record, "split", f"{THIRD.id}:e1")
    lines = list(write_ledger(record))
    with create(tmp_path / "other.duckdb") as other:
        assert enter(other, parse_ledger(lines, "ledger.jsonl")) == 4  # before its pages are read
        assert {what for _, _, what in conflicts(other)} >= {f"there is no article {TALKS.id}"}
        for article in (THIRD, TALKS, AGAIN):
            other.add(article)
        other.regroup()
        assert enter(other, parse_ledger(lines, "ledger.jsonl")) == 0
        assert list(write_ledger(other)) == lines
        assert sorted(other.happenings(), key=str) == sorted(record.happenings(), key=str)
        assert list(check_record(other)) == []


def test_a_ledger_that_is_none_names_its_line(record: Record) -> None:
    with pytest.raises(WrongCall, match=r"ledger\.jsonl line 2"):
        parse_ledger([b"\n", b'{"id": 5}\n'], "ledger.jsonl")
    entry = record.correct("note", TALKS.id, value="x", by="Ana", on=DAY)
    lost = replace(entry, id="0" * 16, action="undo", value="f" * 16, about=())
    with pytest.raises(WrongCall, match="the ledger does not hold"):
        enter(record, [lost])


@pytest.mark.parametrize(
    "action, names, value, words",
    [
        ("retype", ["{}:e1"], "HUG", 'no type "HUG"'),
        ("retype", ["{}:e1"], None, "needs a value"),
        ("status", ["{}:e1"], "sure", "no status"),
        ("redate", ["{}:e1"], "yesterday", "are no days"),
        ("redate", ["{}:e1"], "2020-02-02..2020-01-01", "ends before it begins"),
        ("recode", ["{}:a1"], "RUSGOVX", "no code"),
        ("recode", ["{}:a99"], "RUS", 'no actor "a99"'),
        ("source", ["{}:e1"], "FRA", 'no actor "FRA"'),
        ("accept", ["{}:e99"], None, 'no event "e99"'),
        ("accept", ["{}:e1"], "AID", "takes no value"),
        ("accept", [], None, "accept what"),
        ("merge", ["{}:e1"], None, "needs two happenings"),
        ("split", ["zzz"], None, "is no event"),
        ("undo", ["zzz"], None, "no correction"),
    ],
)
def test_what_makes_no_sense_is_refused_and_not_entered(
    record: Record, action: Action, names: list[str], value: str | None, words: str
) -> None:
    with pytest.raises(WrongCall, match=words):
        record.correct(action, *[name.format(TALKS.id) for name in names], value=value, by="Ana", on=DAY)
    with pytest.raises(WrongCall, match="nobody says so"):
        record.correct("accept", f"{TALKS.id}:e1", by=" ", on=DAY)
    assert record.count("corrections") == 0


# ---------------------------------------------------------------- reading again


def test_corrections_survive_the_page_read_again_and_a_new_version_that_numbers_events_otherwise(
    record: Record,
) -> None:
    say(record, "retype", f"{TALKS.id}:e3", value="COERCE")
    third = replace(TALKS.events[2], id="e1")
    recoded(record, replace(TALKS, events=(third, replace(TALKS.events[0], id="e2"))))
    assert event_of(record, TALKS, "e1").type == "COERCE"
    assert conflicts(record) == []
    assert record.add(TALKS) == "known"
    assert event_of(record, TALKS, "e1").type == "COERCE"


def test_corrections_follow_their_words_when_text_is_put_before_them(record: Record) -> None:
    say(record, "reject", f"{AGAIN.id}:e1")
    moved = coded_article("USA -> RUS ACCUSE", "RUS -> BLR SUPPORT 2020-08-27", name="again", outlet="Courier")
    recoded(record, moved)
    assert [row.type for row in record.events() if row.article == AGAIN.id] == ["ACCUSE"]
    assert conflicts(record) == []


def test_a_longer_trigger_on_the_same_words_is_the_same_event(record: Record) -> None:
    say(record, "status", f"{AGAIN.id}:e1", value="denied")
    event = AGAIN.events[0]
    shorter = replace(event, trigger=Span(event.trigger.start + 4, event.trigger.end))
    recoded(record, replace(AGAIN, events=(shorter,)))
    assert event_of(record, AGAIN, "e1").status == "denied"


def test_a_correction_whose_coding_changed_counts_and_is_listed(record: Record) -> None:
    say(record, "retype", f"{AGAIN.id}:e1", value="AID")
    recoded(record, replace(AGAIN, events=(replace(AGAIN.events[0], type="AGREE"),)))
    assert event_of(record, AGAIN, "e1").type == "AID"
    assert conflicts(record) == [("retype", True, "its type was read as SUPPORT, now as AGREE")]


def test_what_was_accepted_stands_against_a_new_coding(record: Record) -> None:
    say(record, "accept", f"{AGAIN.id}:e1")
    recoded(record, replace(AGAIN, events=(replace(AGAIN.events[0], type="AGREE", status="denied"),)))
    row = event_of(record, AGAIN, "e1")
    assert (row.type, row.status) == ("SUPPORT", "happened")
    assert len(conflicts(record)) == 2


def test_a_rejection_does_not_fall_on_another_coding_of_the_words(record: Record) -> None:
    say(record, "reject", f"{AGAIN.id}:e1")
    recoded(record, replace(AGAIN, events=(replace(AGAIN.events[0], type="AGREE"),)))
    assert event_of(record, AGAIN, "e1").type == "AGREE"
    assert conflicts(record) == [("reject", False, "its type was read as SUPPORT, now as AGREE")]
    recoded(record, AGAIN)
    assert event_of(record, AGAIN, "e1") is None


def test_of_two_events_on_the_same_words_the_one_that_was_judged_is_meant(record: Record) -> None:
    twin = replace(THIRD.events[0], id="e2", type="AGREE")
    recoded(record, replace(THIRD, events=(THIRD.events[0], twin)))
    say(record, "reject", f"{THIRD.id}:e2")
    recoded(record, replace(THIRD, events=(replace(twin, id="e1"), replace(THIRD.events[0], id="e2"))))
    assert [(row.id, row.type) for row in record.events() if row.article == THIRD.id] == [("e2", "SUPPORT")]


def test_a_correction_whose_words_are_gone_waits_for_them(record: Record) -> None:
    say(record, "reject", f"{AGAIN.id}:e1")
    recoded(record, coded_article("FRA -> DEU AID 2021-01-01", name="again"))
    assert conflicts(record) == [("reject", False, f"its sentence is gone from {AGAIN.id}")]
    assert event_of(record, AGAIN, "e1").type == "AID"
    recoded(record, AGAIN)
    assert event_of(record, AGAIN, "e1") is None
    assert conflicts(record) == []


def test_merged_happenings_stay_merged_when_the_pages_are_coded_anew(record: Record) -> None:
    say(record, "redate", f"{THIRD.id}:e1", value="2020-09-02")
    first, other = record.happenings(dyad=("RUS", "BLR"), until="2020-12-31")
    say(record, "merge", first.id, other.id)
    recoded(record, replace(THIRD, events=(replace(THIRD.events[0], id="e7", confidence=0.5),)))
    assert told(record) == [("SUPPORT", 3)]


def test_an_article_corrected_before_it_was_replaced_keeps_its_old_reading_as_read(record: Record) -> None:
    say(record, "retype", f"{AGAIN.id}:e1", value="AID")
    recoded(record, coded_article("FRA -> DEU AID 2021-01-01", name="again"))
    ((coded,),) = record.execute("select coded from former_articles")
    assert '"SUPPORT"' in coded


def test_whatever_is_ruled_and_read_in_between_grouping_anew_comes_to_the_same(record: Record) -> None:
    chance = random.Random(3)
    said: list[str] = []
    for step in range(12):
        events = [f"{row.article}:{row.id}" for row in record.events()]
        happenings = [row.id for row in record.happenings()]
        action = ("merge", "split", "reject", "undo", "retype", "add")[step % 6]
        if action == "merge" and len(happenings) > 1:
            said.append(say(record, "merge", *chance.sample(happenings, 2)))
        elif action == "undo":
            said.append(say(record, "undo", chance.choice(said)))
        elif action == "add":
            record.add(coded_article("BLR -> RUS SUPPORT", "RUS -> BLR SUPPORT 2020-08-27", name=f"new{step}"))
            record.regroup()
        elif action in ("split", "reject"):
            said.append(say(record, action, chance.choice(events)))  # type: ignore[arg-type]  # two of the actions
        else:
            said.append(say(record, "retype", chance.choice(events), value="SUPPORT"))
        assert list(check_record(record)) == [], action
    tables = ("happenings", "happening_mentions", "disagreements")
    before = [sorted(record.execute(f"from {table}"), key=repr) for table in tables]
    record.regroup(anew=True)
    assert [sorted(record.execute(f"from {table}"), key=repr) for table in tables] == before


# ---------------------------------------------------------------- check, and older records


@pytest.mark.parametrize(
    "harm, trouble",
    [
        ("update corrections set number = 7", "its number is 7, in order it is 0"),
        ("update corrections set about = '[{}]'", "`about` cannot be read"),
        ("update corrections set articles = ['x']", "its articles are not those"),
        ("update corrections set action = 'hug'", "there is no action hug"),
        ("update corrections set action = 'undo', value = 'x'", "it undoes x"),
        ("update corrections set value = 'AGREE'", "table events does not say"),
        ("update articles set corrected = null", "table articles does not say"),
        ("delete from corrections", "table events does not say"),
        (
            "insert into runs values (2, '', '', null, '{}', [], null, true, 5, 1, 0, 0, 0, 0, 0, 0, 0)",
            "its number is out of order",
        ),
    ],
)
def test_check_finds_a_ledger_that_does_not_hold(tmp_path: Path, harm: str, trouble: str) -> None:
    with create(tmp_path / "bad.duckdb") as bad:
        bad.add(TALKS)
        say(bad, "retype", f"{TALKS.id}:e1", value="AID")
        bad.execute(harm)
        assert any(trouble in line for line in check_record(bad))


def older_record(path: Path) -> None:
    """A record as the first version of the schema has it, with one article, not grouped yet."""
    with duckdb.connect(str(path)) as old:
        old.execute((Path(__file__).parent / "records" / "schema-1.sql").read_text("utf-8"))
        facts = [("schema_version", "1"), ("comity_version", "0.1.0"), ("happenings", "stale")]
        old.executemany("insert into meta values (?, ?)", facts)
        article = {name: value for name, value in article_row(TALKS, 0).items() if name not in ("corrected", "updated")}
        for table, rows in {"articles": [article], **derived_rows(TALKS)}.items():
            for row in rows:
                columns = ", ".join(f'${name} as "{name}"' for name in row)
                old.execute(f"insert into {table} by name select {columns}", row)


@pytest.mark.parametrize("read_only", [True, False])
def test_an_older_record_is_brought_up_to_date_and_loses_nothing(tmp_path: Path, read_only: bool) -> None:
    older_record(tmp_path / "old.duckdb")
    with open_record(tmp_path / "old.duckdb", read_only=read_only) as record:
        assert record.meta("schema_version") == str(SCHEMA_VERSION)
        assert list(record.articles()) == [TALKS]
        assert list(check_record(record)) == []
    with open_record(tmp_path / "old.duckdb", read_only=False) as record, create(tmp_path / "new.duckdb") as new:
        sql = "select table_name, column_name, data_type, is_nullable from duckdb_columns() order by all"
        assert record.execute(sql) == new.execute(sql)
        record.regroup()
        say(record, "retype", f"{TALKS.id}:e1", value="AID")
        assert list(check_record(record)) == []


def test_an_older_record_that_may_not_be_written_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older_record(tmp_path / "old.duckdb")
    connect = duckdb.connect

    def refusing(path: str, *, read_only: bool = False, **options: Any) -> Any:
        if not read_only:
            raise duckdb.IOException(f'Cannot open file "{path}": Permission denied')
        return connect(path, read_only=read_only, **options)

    monkeypatch.setattr(duckdb, "connect", refusing)
    with pytest.raises(RecordFault, match=r"an older comity \(schema 1\).*copy it"):
        open_record(tmp_path / "old.duckdb")
