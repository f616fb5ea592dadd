"""What `comity diff` says of two codings: added, removed, changed, by type and by article."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from comity.cli import main
from comity.record import create
from comity.record.differences import Compared, compare, compare_all
from comity.vocabulary import CodedArticle, Event
from tests.factory import coded_article

LINES = ("RUSGOV -> BLRGOV SUPPORT 2020-08-27", "RUS+BLR -> CONSULT 2022-06-30", 'RUS -> UKR ACCUSE "Oleg Ivanov"')
STORY = coded_article(*LINES, name="story", title="Two presidents meet")
OTHER = coded_article("USA -> RUS SANCTION planned", name="other")


def with_event(article: CodedArticle, number: int, **changes: object) -> CodedArticle:
    events: list[Event] = list(article.events)
    events[number] = replace(events[number], **changes)  # type: ignore[arg-type]
    return replace(article, events=tuple(events))


def told(compared: Compared) -> list[tuple[str, str, str, str | None, str | None]]:
    return [(d.kind, d.change, d.type, d.before, d.after) for d in compared.differences]


def test_a_coding_does_not_differ_from_itself() -> None:
    compared = compare(STORY, STORY)
    assert compared.differences == ()
    assert compared.same["event", "SUPPORT"] == 1


def test_what_is_said_otherwise_is_a_change_of_these_fields() -> None:
    (difference,) = compare(STORY, with_event(STORY, 1, type="AGREE", status="planned")).differences
    assert (difference.type, difference.before, difference.words) == ("CONSULT", "e2", "did consult")
    assert difference.fields == {"type": ("CONSULT", "AGREE"), "status": ("happened", "planned")}


def test_confidence_counts_to_two_digits() -> None:
    assert told(compare(STORY, with_event(STORY, 0, confidence=0.9012))) == []
    (difference,) = compare(STORY, with_event(STORY, 0, confidence=0.88)).differences
    assert difference.fields == {"confidence": (0.9, 0.88)}


def test_an_event_that_is_gone_shifts_no_other() -> None:
    fewer = tuple(replace(event, id=f"e{n}") for n, event in enumerate(STORY.events[1:], 1))
    assert told(compare(STORY, replace(STORY, events=fewer))) == [("event", "removed", "SUPPORT", "e1", None)]
    assert told(compare(replace(STORY, events=fewer), STORY)) == [("event", "added", "SUPPORT", None, "e1")]


def test_a_longer_trigger_is_the_same_event() -> None:
    trigger = STORY.events[0].trigger
    longer = with_event(STORY, 0, trigger=replace(trigger, start=trigger.start - 2))
    assert told(compare(STORY, longer)) == []


def test_events_are_found_again_in_a_text_with_a_paragraph_more() -> None:
    longer = coded_article("USA -> RUS REQUEST", *LINES, name="story", title="Two presidents meet")
    compared = compare(STORY, longer)
    assert told(compared)[:2] == [
        ("article", "changed", "article", STORY.id, STORY.id),
        ("event", "added", "REQUEST", None, "e1"),
    ]
    assert [d.kind for d in compared.differences[2:]] == ["actor"]  # the USA are new; all else stands as it was


def test_quotes_and_actors_are_compared_too() -> None:
    quotes = tuple(replace(quote, kind="direct") for quote in STORY.quotes)
    actors = tuple(replace(actor, code="RUSMIL") if actor.name == "RUSGOV" else actor for actor in STORY.actors)
    found = compare(STORY, replace(STORY, quotes=quotes, actors=actors)).differences
    assert [(d.kind, d.fields) for d in found] == [
        ("event", {"source": (("RUSGOV",), ("RUSMIL",))}),
        ("quote", {"kind": ("indirect", "direct")}),
        ("actor", {"code": ("RUSGOV", "RUSMIL")}),
    ]


def test_an_article_that_one_lacks_is_told_with_its_events() -> None:
    first, second = compare_all({STORY.id: STORY}, {OTHER.id: OTHER})
    assert told(first)[:2] == [
        ("article", "removed", "article", STORY.id, None),
        ("event", "removed", "SUPPORT", "e1", None),
    ]
    assert told(second)[:2] == [
        ("article", "added", "article", None, OTHER.id),
        ("event", "added", "SANCTION", None, "e1"),
    ]


def test_the_order_of_the_articles_makes_no_difference() -> None:
    ones, others = {STORY.id: STORY, OTHER.id: OTHER}, {OTHER.id: OTHER, STORY.id: STORY}
    assert [compared.differences for compared in compare_all(ones, others)] == [(), ()]


# ---------------------------------------------------------------- the command


def run(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["diff", *map(str, arguments)])
    out, err = capfd.readouterr()
    return ended.value.code, out, err


def lines_of(*articles: CodedArticle) -> bytes:
    return b"".join(msgspec.json.encode(article) + b"\n" for article in articles)


@pytest.fixture
def before(tmp_path: Path) -> Path:
    path = tmp_path / "before.jsonl"
    path.write_bytes(
        lines_of(STORY, OTHER) + b'{"id":null,"path":"lost.html","error":{"kind":"empty","message":"x"}}\n'
    )
    return path


def test_a_record_and_lines_are_compared_and_summed_up(
    capfd: pytest.CaptureFixture[str], before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    with create(tmp_path / "after.duckdb") as record:
        record.add(with_event(STORY, 1, type="AGREE"))
        record.add(replace(OTHER, events=()))
    status, out, _ = run(capfd, before, tmp_path / "after.duckdb")
    assert status == 0
    assert out.splitlines()[:2] == [
        f"{before}: 2 articles, 1 pages not coded",
        f"{tmp_path / 'after.duckdb'}: 2 articles",
    ]
    table = [line.split() for line in out.splitlines()]
    assert ["event", "CONSULT", "0", "1", "0", "0"] in table
    assert ["event", "SANCTION", "0", "0", "1", "0"] in table
    assert ["event", "SUPPORT", "1", "0", "0", "0"] in table
    assert out.splitlines()[-5:] == [
        "events changed in type 1",
        "types: CONSULT → AGREE 1",
        "2 articles differ",
        *sorted([f"  {STORY.id[:8]}  ~1  Two presidents meet", f"  {OTHER.id[:8]}  -1  A headline"]),
    ]


def test_differences_as_json_lines(capfd: pytest.CaptureFixture[str], before: Path, tmp_path: Path) -> None:
    after = tmp_path / "after.jsonl.gz"
    after.write_bytes(gzip.compress(lines_of(OTHER, with_event(STORY, 0, status="denied"))))
    _, out, _ = run(capfd, before, after, "--format", "jsonl")
    (found,) = map(json.loads, out.splitlines())
    assert (found["article"], found["change"], found["fields"]) == (
        STORY.id,
        "changed",
        {"status": ["happened", "denied"]},
    )


def test_two_that_say_the_same(capfd: pytest.CaptureFixture[str], before: Path) -> None:
    _, out, _ = run(capfd, before, before)
    assert out.endswith("They say the same.\n")


@pytest.mark.parametrize(
    "content, said",
    [
        (None, "there is no such file"),
        (b"hello\n", r"is no coded article.*x\.jsonl#1"),
        (b'{"id":"a"}\n', "no coded article"),
    ],
)
def test_what_is_no_coding_is_a_wrong_call(
    capfd: pytest.CaptureFixture[str], before: Path, tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "x.jsonl"
    if content is not None:
        path.write_bytes(content)
    status, _, err = run(capfd, path, before)
    assert status == 2
    assert re.search(said, err), err
