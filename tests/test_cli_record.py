"""The commands that read into a record and question it, as a user types them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet
import pytest
from msgspec.structs import replace

from comity.cli import main
from comity.cli.words import around, days, fit, who
from comity.record import create
from comity.vocabulary import Claim, CodedArticle, Dropped, Failure, Fault, Provision, Span
from tests.factory import coded_article

STORY = coded_article(
    "RUSGOV -> BLRGOV SUPPORT 2020-08-27",
    "RUS+BLR -> CONSULT 2022-06-30",
    'RUSMIL -> UKR ASSAULT historical "Oleg Ivanov"',
    name="story",
    title="Two presidents meet",
)
AGAIN = coded_article("RUS -> BLR SUPPORT 2020-08-27", name="again", outlet="Courier", agency="Wire One")


def told(article: CodedArticle) -> CodedArticle:
    """The article with a claim, a provision and a line left out."""
    start = article.events[0].trigger.start
    here, there = Span(start, start + 3), Span(start + 4, start + 11)
    claim = Claim(id="c1", kind="speeds", cause=here, effect=there, cause_actors=(), effect_dyad=(), said_by=None)
    provision = Provision(
        id="p1", agreement="Union Treaty", parties=("RUS", "BLR"), dimension="defence", text=there, status="in force"
    )
    dropped = (Dropped(text="Follow us everywhere", reason="promotion"),)
    return replace(article, claims=(claim,), provisions=(provision,), dropped=dropped)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "record.duckdb"
    with create(path) as opened:
        opened.add(told(STORY))
        opened.add(AGAIN)
        opened.add(Failure(id=None, path="lost.html", error=Fault(kind="empty", message="pages: nothing in it")))
        opened.regroup()
    return path


@pytest.fixture(autouse=True)
def _plain_and_80_wide(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("COMITY_RECORD", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    yield


class Run:
    """A command's exit status and what it wrote."""

    def __init__(self, capfd: pytest.CaptureFixture[str], *arguments: object) -> None:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        self.status = ended.value.code
        self.out, self.err = capfd.readouterr()


def test_events_are_set_for_reading(capfd: pytest.CaptureFixture[str], record: Path) -> None:
    run = Run(capfd, "events", "-r", record, "--dyad", "RUS", "BLR")
    first, second = STORY.id[:8], AGAIN.id[:8]
    assert run.out.splitlines() == [
        f"2020-08-27  RUSGOV → BLRGOV  SUPPORT  happened  {first}:e1",
        "    RUSGOV did support BLRGOV on 2020-08-27.",
        f"2020-08-27  RUS → BLR        SUPPORT  happened  {second}:e1",
        "    RUS did support BLR on 2020-08-27.",
        f"2022-06-30  RUS ↔ BLR        CONSULT  happened  {first}:e2",
        "    RUS BLR did consult on 2022-06-30.",
        "3 events",
    ]


@pytest.mark.parametrize("command", ["events", "happenings", "actors", "quotes", "claims", "provisions"])
@pytest.mark.parametrize("width", [80, 120])
def test_every_table_fits_its_width_without_colour(
    command: str, width: int, capfd: pytest.CaptureFixture[str], record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    run = Run(capfd, command, "-r", record)
    assert run.status == 0
    assert max(map(len, run.out.splitlines())) <= width
    assert "\x1b" not in run.out
    assert "No " not in run.out


@pytest.mark.parametrize("command", ["events", "happenings", "actors", "quotes", "claims", "provisions"])
def test_every_layout_has_the_same_rows(
    command: str, capfd: pytest.CaptureFixture[str], record: Path, tmp_path: Path
) -> None:
    rows = list(csv.DictReader(io.StringIO(Run(capfd, command, "-r", record, "--format", "csv").out)))
    objects = [json.loads(line) for line in Run(capfd, command, "-r", record, "--format", "jsonl").out.splitlines()]
    file = tmp_path / "out.parquet"
    assert Run(capfd, command, "-r", record, "--format", "parquet", "-o", file).status == 0
    table = pyarrow.parquet.read_table(file)
    assert len(rows) == len(objects) == table.num_rows > 0
    assert list(rows[0]) == table.column_names
    assert all(row.get("id") == item.get("id") for row, item in zip(rows, objects, strict=True))


def test_a_happening_as_jsonl_is_the_exchange_formats(capfd: pytest.CaptureFixture[str], record: Path) -> None:
    run = Run(capfd, "happenings", "-r", record, "--dyad", "RUS", "BLR", "--until", "2020", "--format", "jsonl")
    happening = json.loads(run.out)
    assert list(happening) == [
        "id", "type", "source", "target", "earliest", "latest", "place", "mentions", "outlets", "agencies",
    ]  # fmt: skip
    assert happening["mentions"] == sorted([[STORY.id, "e1"], [AGAIN.id, "e1"]])


def test_the_limit_is_told(capfd: pytest.CaptureFixture[str], record: Path) -> None:
    assert Run(capfd, "events", "-r", record, "--limit", "1").out.endswith("1 of 4 events; --limit 0 shows all\n")
    found = Run(capfd, "events", "-r", record, "--actor", "FRA").out
    assert " ".join(found.split()) == f"No events found among 4 in {record}."


def test_why_gives_words_rule_and_page(capfd: pytest.CaptureFixture[str], record: Path) -> None:
    out = Run(capfd, "why", "-r", record, f"{STORY.id[:6]}:e3").out
    for words in ("did assault", "assault.test", "Oleg Ivanov", "background", "RUSMIL", "pages/story.html", "not told"):
        assert words in out
    assert Run(capfd, "why", "-r", record, STORY.id, "e3").out == out


def test_why_of_a_happening_names_each_report(capfd: pytest.CaptureFixture[str], record: Path) -> None:
    identifier = json.loads(Run(capfd, "happenings", "-r", record, "--until", "2020", "--format", "jsonl").out)["id"]
    out = Run(capfd, "why", "-r", record, identifier[:7]).out
    assert "told by 2 reports, 2 articles, 2 outlets, 1 wire service" in out
    assert STORY.id in out
    assert AGAIN.id in out
    assert "Courier, by Wire One" in out
    assert "2 independent voices" in out
    assert "one deed   SUPPORT, actual, RUS → BLR" in out
    assert "says so    the outlet itself (Courier, Gazette)" in out
    assert out.count("joined     tells these days") == 2


def test_why_of_a_happening_names_who_denies_it_and_what_was_kept_apart(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lines = ["2022-02-24", '2022-02-24 denied "Piotr Novak"', "2022-03-01", "2022-02-24 planned"]
    with create(tmp_path / "r.duckdb") as record:
        for line in lines:
            record.add(coded_article(f"RUSMIL -> UKR ASSAULT {line}", name=line))
        record.regroup()
        told, denial, later, planned = (
            record.execute("select happening from happening_mentions where article = ?", [article.id])[0][0][:8]
            for article in (coded_article(f"RUSMIL -> UKR ASSAULT {line}", name=line) for line in lines)
        )
    out = Run(capfd, "why", "-r", tmp_path / "r.duckdb", told).out
    assert f"denied     2022-02-24  Piotr Novak (Gazette)  [{denial}]" in out
    assert f"apart      2022-02-24  planned  [{planned}]" in out
    assert f"apart      2022-03-01  other days  [{later}]" in out
    assert f"told so    2022-02-24  the outlet itself (Gazette)  [{told}]" in (
        Run(capfd, "why", "-r", tmp_path / "r.duckdb", denial).out
    )


def test_articles_are_searched_for_words_and_by_outlet(capfd: pytest.CaptureFixture[str], record: Path) -> None:
    asked = ("events", "-r", record, "--format", "jsonl")
    assert len(Run(capfd, *asked, "--text", '"two presidents" meet').out.splitlines()) == 3
    assert len(Run(capfd, *asked, "--text", "SUPP*", "--outlet", "courier").out.splitlines()) == 1
    assert Run(capfd, *asked, "--text", "presiden").out == ""
    assert Run(capfd, *asked, "--text", "?").status == 2


def test_show_marks_events_and_tells_what_was_left_out(capfd: pytest.CaptureFixture[str], record: Path) -> None:
    out = Run(capfd, "show", "-r", record, STORY.id[:5]).out
    for words in ("Two presidents meet", "e2  2022-06-30  RUS ↔ BLR  CONSULT", "Left out of the page (1 promotion)",
                  "promotion: Follow us everywhere", "Union Treaty (RUS ↔ BLR), defence, in force"):  # fmt: skip
        assert words in out
    assert Run(capfd, "show", "-r", record, "pages/story.html").out == out


def test_show_alone_lists_the_articles(capfd: pytest.CaptureFixture[str], record: Path) -> None:
    out = Run(capfd, "show", "-r", record).out
    assert out.splitlines()[0] == f"{STORY.id[:8]}  2022-07-01       3 events   Gazette: Two presidents meet"


@pytest.mark.parametrize(
    "arguments, status, words",
    [
        (("why", "zzz"), 2, 'no happening "zzz"'),
        (("why", STORY.id), 2, f"comity show {STORY.id}"),
        (("why", f"{STORY.id}:e77"), 2, 'no event "e77"'),
        (("show", "zzz"), 2, 'no article "zzz"'),
        (("events", "--since", "yesterday"), 2, "write 2022-07-01, 2022-07 or 2022"),
        (("events", "--type", "HUG"), 2, "HUG"),
        (("provisions", "--status", "broken"), 2, "in force, attempted, failed or planned"),
    ],
)
def test_a_wrong_call_gets_a_word_and_status_2(
    arguments: tuple[str, ...], status: int, words: str, capfd: pytest.CaptureFixture[str], record: Path
) -> None:
    run = Run(capfd, *arguments, "-r", record)
    assert (run.status, run.out) == (status, "")
    assert words in " ".join(run.err.split())


def test_no_record_is_status_3(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    run = Run(capfd, "events", "-r", tmp_path / "none.duckdb")
    assert run.status == 3
    assert run.err.count("\n") == 1
    assert "comity read" in run.err


def test_the_record_may_be_named_by_the_environment(
    capfd: pytest.CaptureFixture[str], record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_RECORD", str(record))
    assert Run(capfd, "check").out.startswith(f"{record} holds: 2 articles, 4 events")


def test_check_names_the_trouble_with_status_1(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with create(tmp_path / "bad.duckdb") as bad:
        bad.add(STORY)
        bad.execute("delete from quotes")
    run = Run(capfd, "check", tmp_path / "bad.duckdb")
    assert run.status == 1
    assert f"article {STORY.id}: table quotes does not say" in run.out


def test_a_folder_is_read_once(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    text = "Meeting in Freedonia\n\nOfficials of Russia and Belarus met in Minsk on Thursday for talks on gas prices."
    (pages / "one.txt").write_text(text, "utf-8")
    (pages / "two.html").write_bytes(b"")
    record = tmp_path / "record.duckdb"
    first = Run(capfd, "read", pages, "--into", record, "--published", "2022-07-01")
    assert (first.status, first.err) == (1, "")
    assert f"{record}: 1 added, 1 failed" in first.out
    assert "1 empty:\n    pages: " in first.out
    assert first.out.count(str(pages / "two.html")) == 1
    second = Run(capfd, "read", pages, "--into", record, "--published", "2022-07-01")
    assert second.out.startswith(f"{record}: nothing new; 1 read before, 1 failed")
    check = Run(capfd, "check", record)
    assert check.status == 0
    assert "Not read:\n  pages: " in check.out
    again = Run(capfd, "read", pages, "--into", record, "--published", "2022-07-01", "--again")
    assert again.out.startswith(f"{record}: nothing new; 1 already known, 1 failed")


# ---------------------------------------------------------------- words


def test_words_are_cut_around_the_trigger() -> None:
    words = "The two presidents, who had not met since the spring of that year, signed the treaty in the old palace."
    start = words.index("signed")
    for width in range(20, len(words) + 5):
        cut, first, last = around(words, start, start + 6, width)
        assert cut[first:last] == "signed"
        assert len(cut) <= width
    assert (fit("abcdef", 4), who([], []), days(None, None)) == ("abc…", "?", "undated")
