"""The record: what goes in comes out, what is known is not added, what breaks is told in a line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from msgspec.structs import replace

from comity.faults import RecordFault, WrongCall
from comity.happenings import group_happenings
from comity.record import Record, create, open_record
from comity.record.accounts import Account, accounts, neighbours
from comity.record.check import check_record
from comity.record.rows import article_row, derived_rows
from comity.vocabulary import Failure, Fault, Published, Span
from tests.factory import coded_article
from tests.killing import on_a_full_disk

SUPPORT = coded_article("RUSGOV -> BLRGOV SUPPORT 2020-08-27", "RUS+BLR -> CONSULT 2022-06-30", name="support")
WAR = coded_article('RUSMIL -> UKR ASSAULT 2022-02-24 "Oleg Ivanov"', "USA -> RUS SANCTION planned", name="war")
AGAIN = coded_article("RUS -> BLR SUPPORT 2020-08-27", name="again", agency="Wire One", outlet="Courier")
LOST = Failure(id=None, path="pages/lost.html", error=Fault(kind="empty", message="pages: nothing in it"))


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with create(tmp_path / "record.duckdb") as opened:
        for article in (SUPPORT, WAR, AGAIN):
            assert opened.add(article) == "added"
        opened.regroup()
        yield opened


def types(record: Record, **limits: object) -> list[str]:
    return [row.type for row in record.events(**limits)]  # type: ignore[arg-type]


# ---------------------------------------------------------------- in and out


def test_articles_come_out_as_they_went_in(record: Record) -> None:
    assert list(record.articles()) == [SUPPORT, WAR, AGAIN]
    assert record.article(WAR.id[:7]) == WAR
    assert list(check_record(record)) == []


def test_an_id_that_names_nothing_or_two_is_a_wrong_call(record: Record) -> None:
    with pytest.raises(WrongCall, match="no article"):
        record.article("zzz")
    with pytest.raises(WrongCall, match="several articles"):
        record.article("")
    with pytest.raises(WrongCall, match=r'no event "e9".*e1 to e2'):
        record.event(f"{WAR.id}:e9")


@pytest.mark.parametrize(
    "limits, expected",
    [
        ({}, ["SUPPORT", "SUPPORT", "ASSAULT", "CONSULT", "SANCTION"]),
        ({"dyad": ("RUS", "BLR")}, ["SUPPORT", "SUPPORT", "CONSULT"]),
        ({"dyad": ("BLR", "RUS")}, ["CONSULT"]),
        ({"dyad": ("BLR", "RUS"), "either_way": True}, ["SUPPORT", "SUPPORT", "CONSULT"]),
        ({"dyad": ("RUSGOV", "BLR")}, ["SUPPORT"]),
        ({"dyad": ("*MIL", "UKR")}, ["ASSAULT"]),
        ({"dyad": ("RUS", "WEST")}, []),
        ({"actor": "NATO"}, []),  # the USA are a member, but the day of their deed is not known
        ({"actor": "UKR"}, ["ASSAULT"]),
        ({"since": date(2022, 2, 25)}, ["CONSULT"]),
        ({"until": date(2022, 2, 24)}, ["SUPPORT", "SUPPORT", "ASSAULT"]),
        ({"types": ("ASSAULT", "CONSULT")}, ["ASSAULT", "CONSULT"]),
        ({"status": ("planned",)}, ["SANCTION"]),
        ({"said_by": "ivanov"}, ["ASSAULT"]),
        ({"said_by": "narrator", "actor": "RUS"}, ["SUPPORT", "SUPPORT", "CONSULT", "SANCTION"]),
        ({"outlet": "couri"}, ["SUPPORT"]),
        ({"text": "sanction"}, ["ASSAULT", "SANCTION"]),  # in the article, whatever the event
        ({"text": "SANCTION ássault"}, ["ASSAULT", "SANCTION"]),
        ({"text": "sanc"}, []),
        ({"text": "sanc*"}, ["ASSAULT", "SANCTION"]),
        ({"text": '"did assault UKR"'}, ["ASSAULT", "SANCTION"]),
        ({"text": '"did assault UK*"'}, ["ASSAULT", "SANCTION"]),
        ({"text": '"UKR assault"'}, []),
        ({"text": "sanction", "outlet": "courier"}, []),
        ({"dyad": ("rus*", "ukr")}, ["ASSAULT"]),
        ({"dyad": ("RUS*", "*GOV")}, ["SUPPORT"]),
        ({"min_confidence": 0.95}, []),
        ({"limit": 2}, ["SUPPORT", "SUPPORT"]),
        ({"dyad": ("usa", "rus"), "types": ["SANCTION"]}, ["SANCTION"]),
        ({"since": "2022-02-25"}, ["CONSULT"]),
    ],
)
def test_a_selection_takes_these_events(record: Record, limits: dict[str, object], expected: list[str]) -> None:
    assert types(record, **limits) == expected


@pytest.mark.parametrize("limits", [{"colour": "red"}, {"since": "soon"}, {"dyad": ("RUS",)}])
def test_what_is_no_limit_is_a_wrong_call(record: Record, limits: dict[str, object]) -> None:
    with pytest.raises(WrongCall, match=r"no such limit.*since, until"):
        types(record, **limits)


def test_a_search_for_no_word_is_a_wrong_call(record: Record) -> None:
    with pytest.raises(WrongCall, match="no word to search for"):
        types(record, text=' "…" *')


def test_happenings_actors_and_quotes_are_asked_by_outlet_and_words_too(record: Record) -> None:
    assert [row.type for row in record.happenings(outlet="courier")] == ["SUPPORT"]
    assert {row.type for row in record.happenings(text="sanction")} == {"ASSAULT", "SANCTION"}
    assert [row.type for row in record.happenings(text="sanction", said_by="ivanov")] == ["ASSAULT"]
    assert {row.code for row in record.actors(text="assault")} == {"RUSMIL", "UKR", "USA", "RUS", None}
    assert {row.code for row in record.actors(said_by="ivanov")} == {"RUSMIL", "UKR"}
    assert len(list(record.quotes(outlet="gazette"))) == 1
    assert list(record.quotes(outlet="courier")) == []


def test_a_bloc_acts_through_those_who_were_its_members_then(tmp_path: Path) -> None:
    lines = ("GBR -> RUS SANCTION 2014-07-31", "GBR -> RUS SANCTION 2022-03-10")
    with create(tmp_path / "r.duckdb") as record:
        record.add(coded_article(*lines))
        assert [str(row.earliest) for row in record.events(dyad=("EU", "RUS"))] == ["2014-07-31"]


def test_answers_are_lazy_rows_arrow_and_data_frames(record: Record) -> None:
    found = record.events(dyad=("RUS", "BLR"), limit=2)
    assert (len(list(found)), found.total()) == (2, 3)
    assert next(iter(found)).source == ["RUSGOV"]
    assert found.to_arrow().column_names == list(found.columns)
    assert list(found.df()["type"]) == ["SUPPORT", "SUPPORT"]


def test_an_event_as_object_is_the_exchange_format_with_codes(record: Record) -> None:
    (event,) = record.events(types=("ASSAULT",)).objects()
    assert (event["article"], event["source"], event["source_codes"]) == (WAR.id, ["a1"], ["RUSMIL"])
    assert Span(*event["trigger"]).of(WAR.text) == "did assault"
    assert event["speaker"] == "Oleg Ivanov"


# ---------------------------------------------------------------- happenings


def test_happenings_are_those_of_the_articles_whatever_the_order(record: Record, tmp_path: Path) -> None:
    grouped = group_happenings([AGAIN, WAR, SUPPORT])
    assert sorted(record.happenings_where("true"), key=lambda h: h.id) == sorted(grouped, key=lambda h: h.id)
    with create(tmp_path / "other.duckdb") as other:
        for article in (WAR, AGAIN, SUPPORT):
            other.add(article)
            other.regroup()
        assert list(other.happenings()) == list(record.happenings())


def test_a_happening_counts_its_articles(record: Record) -> None:
    first = next(iter(record.happenings(dyad=("RUS", "BLR"))))
    assert (first.type, first.articles, first.outlets, first.agencies, first.status) == ("SUPPORT", 2, 2, 1, "happened")
    (told,) = [h for h in record.happenings().objects() if h["id"] == first.id]
    assert told["mentions"] == sorted([[SUPPORT.id, "e1"], [AGAIN.id, "e1"]])
    assert record.happening(first.id[:9]).id == first.id


def test_happenings_grouped_anew_are_those_grouped_bit_by_bit(record: Record) -> None:
    record.add(coded_article("BLR+RUS -> CONSULT 2022-06-30", "RUS -> UKR ASSAULT", name="later"))
    record.add(coded_article("RUS -> UKR AID 2022-01-01", name="war"))  # takes the place of WAR
    record.regroup()
    tables = ("happenings", "happening_mentions", "disagreements")
    before = [sorted(record.execute(f"from {table}"), key=repr) for table in tables]
    assert before[0] and list(check_record(record)) == []
    assert record.regroup(anew=True) == len(before[0])
    assert [sorted(record.execute(f"from {table}"), key=repr) for table in tables] == before


def test_an_article_that_joins_a_happening_leaves_the_others_as_they_are(record: Record) -> None:
    before = {h.id: h for h in record.happenings_where("true")}
    joins = coded_article("RUS -> BLR SUPPORT 2020-08-27", name="joins", outlet="Herald")
    record.add(joins)
    record.regroup()
    after = {h.id: h for h in record.happenings_where("true")}
    (changed,) = [identifier for identifier in after if after[identifier] != before[identifier]]
    assert (after[changed].type, len(after[changed].mentions), len(after)) == ("SUPPORT", 3, len(before))


def test_a_denial_stands_beside_what_it_denies(record: Record) -> None:
    record.add(coded_article('RUSMIL -> UKR ASSAULT 2022-02-24 denied "Piotr Novak"', name="denial"))
    record.regroup()
    told, denial = sorted(record.happenings(types=("ASSAULT",)), key=lambda row: row.status, reverse=True)
    assert [(row.status, row.denials) for row in (told, denial)] == [("happened", 1), ("denied", 0)]
    assert [(n.id, n.disagrees) for n in neighbours(record, told.id)] == [(denial.id, True)]
    assert accounts(record, denial.id) == [Account("Piotr Novak", ["Gazette"], 1)]
    assert list(check_record(record)) == []


def test_a_record_of_an_older_comity_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as old:
        old.execute((Path(__file__).parent / "records" / "schema-1.sql").read_text("utf-8"))
        facts = [("schema_version", "1"), ("comity_version", "0.1.0"), ("happenings", "stale")]
        old.executemany("insert into meta values (?, ?)", facts)
        for position, article in enumerate((SUPPORT, WAR)):
            row = {
                name: value
                for name, value in article_row(article, position).items()
                if name not in ("corrected", "updated")
            }
            rows = {"articles": [row], **derived_rows(article)}
            for table, listed in rows.items():
                for row in listed:
                    columns = ", ".join(f'${name} as "{name}"' for name in row)
                    old.execute(f"insert into {table} by name select {columns}", row)
    with open_record(path, read_only=False) as record:
        record.regroup()
        assert list(check_record(record)) == []
        assert types(record, text="sanction") == ["ASSAULT", "SANCTION"]
        with create(tmp_path / "new.duckdb") as new:
            for article in (SUPPORT, WAR):
                new.add(article)
            new.regroup()
            assert list(record.happenings()) == list(new.happenings())


# ---------------------------------------------------------------- known, changed, failed


def test_what_is_known_is_not_added(record: Record) -> None:
    assert record.add(SUPPORT) == "known"
    unknown_day = Published(earliest=None, latest=None, basis="unknown")
    assert record.add(replace(SUPPORT, published=unknown_day, path="copy.html")) == "known"
    assert record.count("articles") == 3


def test_a_changed_text_takes_the_place_and_the_old_reading_is_kept(record: Record) -> None:
    changed = coded_article("RUS -> UKR AID 2022-01-01", name="war")
    assert record.add(changed) == "replaced"
    record.regroup()
    assert list(record.articles()) == [SUPPORT, changed, AGAIN]
    assert types(record, actor="UKR") == ["AID"]
    assert record.count("former_articles") == 1
    assert list(check_record(record)) == []
    assert record.add(WAR) == "known"  # an old copy does not bring the old text back


def test_a_failure_stands_until_its_page_can_be_read(record: Record) -> None:
    for _ in range(2):
        assert record.add(LOST) == "failed"
    assert list(record.failures()) == [LOST]
    found = coded_article("RUS -> UKR AID 2022-01-01", name="lost", path=LOST.path)
    assert record.add(found) == "added"
    assert list(record.failures()) == []


# ---------------------------------------------------------------- check


@pytest.mark.parametrize(
    "harm, trouble",
    [
        ("update events set type = 'AID' where type = 'ASSAULT'", "table events does not say"),
        ("delete from actors where code = 'UKR'", "table actors does not say"),
        ("update articles set outlet = 'Other'", "table articles does not say"),
        ("delete from happenings where type = 'ASSAULT'", "it is not what its events come to"),
        ("update happening_mentions set reason = ''", "it is not what its events come to"),
        ("update happenings set voices = 7", "it is not what its events come to"),
        ("insert into disagreements select id, id from happenings limit 1", "denies it is not what"),
        ("update article_words set words = ' '", "table article_words does not say"),
        ("delete from happening_mentions", "it is not what its events come to"),
        ("insert into sources values ('x', '', true, 3, 0)", "its counts are not those of its pages"),
        ("insert into pages values ('x', '', 'x', 'nobody')", "there is no article nobody"),
        ("update articles set position = 0", "position 0 is given twice"),
        ("update articles set coded = '{}' where position = 1", "`coded` is no coded article"),
        ("drop table quotes", "quotes"),
    ],
)
def test_check_finds_what_does_not_hold(record: Record, harm: str, trouble: str) -> None:
    record.execute(harm)
    assert any(trouble in line for line in check_record(record))


def test_check_finds_spans_and_ids_that_lead_nowhere(tmp_path: Path) -> None:
    event = WAR.events[0]
    broken = [
        replace(event, trigger=Span(5, 9_999)),
        replace(event, source=("a77",)),
        replace(event, said_by="q9"),
        replace(event, sentence=0),
    ]
    for number, bad in enumerate(broken):
        with create(tmp_path / f"{number}.duckdb") as record:
            article = replace(WAR, events=(bad,))
            if number in (1, 2):
                record.add(WAR)
                record.execute("update articles set coded = ?", [_encoded(article)])
            else:
                record.add(article)
            assert any("e1" in line for line in check_record(record)), bad


def _encoded(article: object) -> str:
    import msgspec

    return msgspec.json.encode(article).decode()


# ---------------------------------------------------------------- files that cannot be opened


def test_no_record_a_folder_and_something_else_get_a_word(tmp_path: Path) -> None:
    with pytest.raises(RecordFault, match=r"there is no record .*comity read"):
        open_record(tmp_path / "none.duckdb")
    with pytest.raises(RecordFault, match="this is a folder"):
        open_record(tmp_path)
    with pytest.raises(RecordFault, match="its folder does not exist"):
        create(tmp_path / "none" / "r.duckdb")
    for content in (b"", b"hello\n" * 5000):
        (tmp_path / "text.duckdb").write_bytes(content)
        with pytest.raises(RecordFault, match="this file is not a record"):
            open_record(tmp_path / "text.duckdb")
    with pytest.raises(RecordFault, match="something stands here"):
        create(tmp_path / "text.duckdb")


def test_another_database_is_not_a_record(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "other.duckdb")) as other:
        other.execute("create table meta (weather varchar)")
    with pytest.raises(RecordFault, match="not a record of comity"):
        open_record(tmp_path / "other.duckdb")


def test_a_newer_record_says_to_upgrade(record: Record) -> None:
    record.execute("update meta set value = '99' where key = 'schema_version'")
    record.close()
    with pytest.raises(RecordFault, match=r"newer comity \(schema 99.*upgrade"):
        open_record(record.path)


def test_a_damaged_file_says_so(record: Record) -> None:
    record.close()
    content = record.path.read_bytes()
    record.path.write_bytes(content[: len(content) // 3])
    with pytest.raises(RecordFault, match="damaged"), open_record(record.path) as opened:
        list(opened.articles())


def test_one_process_writes_and_the_other_is_told_which(record: Record) -> None:
    code = f"from comity.record import open_record; open_record({str(record.path)!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert f"process {os.getpid()} (" in done.stderr
    assert "holds it" in done.stderr
    with pytest.raises(RecordFault, match="this process has it open"):
        open_record(record.path)


def test_two_readers_share(record: Record) -> None:
    record.close()
    code = f"from comity.record import open_record; print(open_record({str(record.path)!r}).count('articles'))"
    with open_record(record.path):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "3\n"


# ---------------------------------------------------------------- a full disk


FILLING = """
from tests.factory import coded_article
for number in range(400):
    record.add(coded_article(*["RUS -> BLR AID 2020-01-01"] * 80, name=f"n{number}"))
    print("stored")
"""


def test_a_full_disk_is_told_and_what_was_stored_is_safe(record: Record) -> None:
    record.close()
    said = on_a_full_disk(record.path, FILLING, room=record.path.stat().st_size + 400_000)
    with open_record(record.path, read_only=False) as again:
        assert again.count("articles") == 3 + said.count("stored")
        assert list(check_record(again)) == []
        again.regroup()
        assert list(check_record(again)) == []


def test_no_room_to_make_a_record_leaves_nothing_behind(tmp_path: Path) -> None:
    script = f"""
import resource
from comity.faults import RecordFault
from comity.record import create
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))
try:
    create({str(tmp_path / "r.duckdb")!r})
except RecordFault as fault:
    print(fault)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert "the disk is full" in done.stdout, done.stdout + done.stderr
    assert list(tmp_path.iterdir()) == []


SLOW = """
import os, signal, threading
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets programs in its background ignore Ctrl-C
from comity.record import create
record = create({path!r})
record.execute("set threads = 1")  # with more, DuckDB hears nothing while another thread has all the work
threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    record.execute("select count(*) from range(200000) a, range(2000000) b where a.range * b.range % 7 = 3")
except KeyboardInterrupt:
    print("stopped")
"""


def test_stopped_while_the_database_is_at_work_it_is_stopped(tmp_path: Path) -> None:
    script = SLOW.format(path=str(tmp_path / "record.duckdb"))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120)
    assert (done.stdout, done.stderr) == ("stopped\n", "")
