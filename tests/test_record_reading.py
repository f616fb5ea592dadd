"""Reading pages into a record: nothing twice, nothing lost, whatever happens on the way."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from comity.exports import export
from comity.record import Record, create, open_record
from comity.record.check import check_record
from comity.running import Summary, code_pages, read_into
from comity.running.workers import Outcome
from comity.vocabulary import CodedArticle, Failure, Fault, Page
from tests.factory import coded_article
from tests.killing import came_to_its_end

KILLS = int(os.environ.get("COMITY_KILLS", "0"))  # early moments at which a reading is killed: 50 for the long test
TABLES = (
    "articles", "article_words", "former_articles", "pages", "failures", "sources", "actors", "events", "quotes",
    "happenings", "happening_mentions", "disagreements",
)  # fmt: skip


def page(path: str, content: str = "RUS -> BLR SUPPORT 2020-08-27", **said: str) -> Page:
    return Page(content=content, kind="text", path=path, **said)  # type: ignore[arg-type]


def failure(path: str) -> Failure:
    return Failure(id=None, path=path, error=Fault(kind="empty", message="pages: nothing in it"))


def by_hand(pages: Iterable[Page | Failure]) -> Iterator[Outcome]:
    """Codes a page whose content is event lines; "broken" cannot be coded."""
    for page in pages:
        if isinstance(page, Failure):
            yield page
        elif page.content == "broken":
            yield replace(failure(page.path or "-"), id=page.given_id)
        else:
            name = page.url or page.path or "-"
            yield coded_article(*page.content.split("\n"), name=name, path=page.path, published=page.published)


def read(record: Record, *pages: Page | Failure, **options: float) -> Summary:
    return read_into(record, pages, coder=by_hand, **options)  # type: ignore[arg-type]


def counts(summary: Summary) -> tuple[int, int, int, int, int]:
    return summary.added, summary.replaced, summary.known, summary.passed, len(summary.failures)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with create(tmp_path / "record.duckdb") as opened:
        yield opened
        assert list(check_record(opened)) == []


def everything(record: Record) -> dict[str, list[tuple[object, ...]]]:
    return {table: sorted(record.execute(f"from {table}"), key=repr) for table in TABLES}


def test_the_same_pages_again_add_nothing(record: Record) -> None:
    pages = [page("a.txt"), page("b.txt"), failure("c.txt")]
    assert counts(read(record, *pages)) == (2, 0, 0, 0, 1)
    before = everything(record)
    assert counts(read(record, *pages)) == (0, 0, 0, 2, 1)
    assert everything(record) == before


def test_the_order_of_reading_is_kept(record: Record) -> None:
    read(record, *(page(f"{name}.txt") for name in "cab"))
    read(record, *(page(f"{name}.txt") for name in "dabe"))
    assert [article.path for article in record.articles()] == ["c.txt", "a.txt", "b.txt", "d.txt", "e.txt"]


def test_a_source_is_counted_when_it_has_been_read_to_its_end(record: Record) -> None:
    read(record, page("x.jsonl#1"), page("x.jsonl#2", "broken"), failure("x.jsonl#3"), page("y.txt"))
    told = record.execute("select source, done, articles, failures from sources order by source")
    assert told == [("x.jsonl", True, 1, 2), ("y.txt", True, 1, 0)]
    assert [row.path for row in record.failures()] == ["x.jsonl#2", "x.jsonl#3"]


def test_a_changed_file_is_read_again_and_its_known_pages_are_passed(record: Record) -> None:
    read(record, page("x.jsonl#1"), page("x.jsonl#2"))
    changed = page("x.jsonl#2", "RUS -> BLR AID 2020-08-27")
    assert counts(read(record, page("x.jsonl#1"), changed, page("x.jsonl#3"))) == (1, 1, 0, 1, 0)
    assert [event.type for article in record.articles() for event in article.events] == ["SUPPORT", "AID", "SUPPORT"]


def test_two_pages_of_one_article_are_one_article(record: Record) -> None:
    url = "https://gazette.example/story"
    assert counts(read(record, page("a.txt", url=url), page("b.txt", url=url))) == (1, 0, 1, 0, 0)
    assert counts(read(record, page("a.txt", url=url), page("b.txt", url=url))) == (0, 0, 0, 2, 0)


def test_a_page_mended_is_no_failure_any_more(record: Record) -> None:
    read(record, page("a.txt", "broken"), failure("b.txt"))
    assert counts(read(record, page("a.txt"), page("b.txt"))) == (2, 0, 0, 0, 0)
    assert record.count("failures") == 0


def test_an_id_that_two_sources_give_to_two_texts_is_a_failure_and_nothing_is_lost(record: Record) -> None:
    def with_given_ids(pages: Iterable[Page | Failure]) -> Iterator[Outcome]:
        listed = list(pages)
        for page, outcome in zip(listed, by_hand(listed), strict=True):
            assert isinstance(page, Page)
            assert isinstance(outcome, CodedArticle)
            yield replace(outcome, id=page.given_id)

    one, other = page("a.jsonl#1", given_id="1"), page("b.jsonl#1", "RUS -> UKR AID 2022-01-01", given_id="1")
    for pages in ([one], [other], [one, other]):
        summary = read_into(record, pages, coder=with_given_ids)
    assert [failure.error.kind for failure in summary.failures] == ["id-clash"]
    assert [article.path for article in record.articles()] == ["a.jsonl#1"]
    changed = page("a.jsonl#1", "RUS -> BLR AID 2022-01-01", given_id="1")
    assert read_into(record, [changed], coder=with_given_ids).replaced == 1


def test_a_day_of_publication_given_later_is_taken(record: Record) -> None:
    read(record, page("a.txt"))
    assert counts(read(record, page("a.txt", published="2022-07-01"))) == (0, 1, 0, 0, 0)
    assert [str(article.published.day) for article in record.articles()] == ["2022-07-01"]


def test_read_again_takes_the_new_coding_and_leaves_the_rest(record: Record) -> None:
    pages = [page("a.txt"), page("b.txt"), page("b-copy.txt", url="b.txt")]
    read(record, *pages)

    def surer_of_a(pages: Iterable[Page | Failure]) -> Iterator[Outcome]:
        for outcome in by_hand(pages):
            assert isinstance(outcome, CodedArticle)
            events = tuple(replace(event, confidence=0.95) for event in outcome.events)
            yield replace(outcome, events=events) if outcome.path == "a.txt" else outcome

    summary = read_into(record, pages, coder=surer_of_a, again=True)
    assert (summary.added, summary.recoded, summary.known, summary.passed) == (0, 1, 2, 0)
    assert [row.confidence for row in record.events()] == [0.95, 0.9]
    assert record.count("former_articles") == 0


def test_events_less_sure_than_asked_are_left_out(record: Record) -> None:
    read(record, page("a.txt"), min_confidence=0.95)
    (article,) = record.articles()
    assert (article.events, article.no_events) == ((), "confidence: no event of 0.95 or more")


def test_a_coder_that_loses_a_page_is_found_out(record: Record) -> None:
    def loses_last(pages: Iterable[Page | Failure]) -> Iterator[Outcome]:
        yield from list(by_hand(pages))[:-1]

    with pytest.raises(AssertionError, match="fewer outcomes"):
        read_into(record, [page("a.txt"), page("b.txt")], coder=loses_last)


# ---------------------------------------------------------------- killed

READING = """
import time
from pathlib import Path
from tests.test_record_reading import by_hand, failure, page
from comity.record import create, open_record
from comity.running import read_into

def slowly(pages):
    for outcome in by_hand(pages):
        time.sleep(0.001)
        yield outcome

pages = [
    failure(f"{{n}}.txt") if n % 50 == 7
    else page(f"s{{n // 40}}.jsonl#{{n}}", f"RUS -> BLR SUPPORT 2020-08-{{n % 28 + 1:02}}", url=f"u{{n % 290}}")
    for n in range(300)
]
path = Path({path!r})
print("start", flush=True)
with open_record(path, read_only=False) if path.exists() else create(path) as record:
    read_into(record, pages, coder=slowly)
print("done", flush=True)
"""


def run_reading(path: Path, seconds: float | None) -> bool:
    """Read in a process of its own that is killed after so many seconds; whether it came to its end."""
    script = READING.format(path=str(path))
    return came_to_its_end(script, seconds)


def test_killed_at_any_moment_it_goes_on_to_the_same_record(tmp_path: Path) -> None:
    assert run_reading(tmp_path / "whole.duckdb", None)
    chance = random.Random(11)
    killed = 0

    def moment() -> float:  # the later kills leave more time: a busy machine comes to its end, too
        return chance.uniform(0.1, 0.7) * 1.1**killed if killed >= KILLS else chance.uniform(0.01, 0.4)

    while not run_reading(tmp_path / "killed.duckdb", moment()):
        killed += 1
        if (tmp_path / "killed.duckdb").exists():
            with open_record(tmp_path / "killed.duckdb") as record:
                assert list(check_record(record)) == []
    assert killed >= 2
    with open_record(tmp_path / "whole.duckdb") as whole, open_record(tmp_path / "killed.duckdb") as resumed:
        assert everything(resumed) == everything(whole)
        first, *others = resumed.runs()
        assert [first] == list(whole.runs())
        assert (first.done, first.pages, first.added, first.replaced, first.failed) == (True, 300, 285, 9, 6)
        assert all(run.added == run.replaced == 0 for run in others)  # killed between its last row and its last word
        for name, record in (("whole", whole), ("resumed", resumed)):
            export(record, "csv", tmp_path / name)
    tell_of_runs = {"runs.csv", "README.txt", "manifest.json"} if others else set()
    for name in {path.name for path in (tmp_path / "whole").iterdir()} - tell_of_runs:
        assert (tmp_path / "resumed" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes(), name


# ---------------------------------------------------------------- several processes


def test_two_processes_code_as_one_does() -> None:
    texts = [f"Officials of Freedonia and Sylvania met in the capital for round {n} of talks." for n in range(20)]
    pages = [page(f"{n}.txt", text, published="2022-07-01") for n, text in enumerate(texts)]
    pages_and_failure = [*pages[:7], failure("lost.txt"), *pages[7:]]
    alone = list(code_pages(pages_and_failure))
    assert [type(outcome) for outcome in alone].count(CodedArticle) == 20
    assert list(code_pages(pages_and_failure, workers=2)) == alone
