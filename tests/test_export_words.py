"""Exports without the publishers' words, and what stands beside the files: manifest and citation."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest

from comity.exports import EXPORTS, FORMATS, LAYOUTS, export
from comity.record import Record, create
from comity.running import read_into
from comity.running.manifest import manifest
from comity.vocabulary import CodedArticle
from tests.export_stories import ARTICLES, read, sources, told_record
from tests.factory import coded_article
from tests.test_record_reading import by_hand, page


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with told_record(tmp_path_factory.mktemp("record")) as opened:
        yield opened


RUNS = sorted(  # three words of an article that stand together, all its text over
    {
        " ".join(run)
        for article in ARTICLES
        for words in [article.text.split()]
        for run in zip(words, words[1:], words[2:], strict=False)
    }
)


@pytest.mark.parametrize("layout", EXPORTS)
def test_without_words_no_word_of_an_article_is_in_a_file(record, layout, tmp_path):
    export(record, layout, tmp_path, words=False)
    assert len(list(tmp_path.iterdir())) > 4
    for path in tmp_path.iterdir():
        content = content_of(path)
        assert [words for words in RUNS if words in content] == [], path.name
    assert "quote no article" in (tmp_path / "README.txt").read_text("utf-8")


@pytest.mark.parametrize("layout", EXPORTS)
def test_without_words_who_is_only_described_stays_so(layout, tmp_path):
    article = coded_article(
        'POLGOV -> UKR AID 2022-06-01 "Rovers"', "POLGOV -> BLR ACCUSE 2022-06-01", name="described"
    )
    article = described(described(article, "POLGOV", "weary envoys of two valleys"), "Rovers", "a nurse from the hills")
    with create(tmp_path / "r.duckdb") as opened:
        opened.add(article)
        opened.regroup()
        for words in (False, True):
            folder = tmp_path / f"words-{words}"
            export(opened, layout, folder, words=words)
            content = "".join(content_of(path) for path in sorted(folder.iterdir()))
            assert ("weary envoys" in content.lower(), "a nurse from" in content) == (
                words and layout != "phoenix", words,
            )  # fmt: skip
            assert "POLGOV" in content


def described(article: CodedArticle, code: str, words: str) -> CodedArticle:
    """The article with the actor of this code or name called only by a description."""
    actors = tuple(
        msgspec.structs.replace(
            actor,
            name=words,
            basis="text",
            mentions=tuple(msgspec.structs.replace(mention, kind="descriptor") for mention in actor.mentions),
        )
        if code in (actor.code, actor.name)
        else actor
        for actor in article.actors
    )
    return msgspec.structs.replace(article, actors=actors)


def content_of(path: Path) -> str:
    if path.suffix == ".parquet":
        return str(pq.read_table(path).to_pylist())
    return path.read_text("utf-8")


@pytest.mark.parametrize("layout", FORMATS)
def test_tables_hold_words_unless_told_not_to(record, layout, tmp_path):
    export(record, layout, tmp_path)
    content = "".join(content_of(path) for path in sorted(tmp_path.iterdir()))
    assert all(words in content for words in ("Envoys gather in the snow", "did sanction BLRGOV", "BLR did agree RUS"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_hold_words_only_when_asked(record, layout, tmp_path):
    export(record, layout, tmp_path / "bare")
    assert "sentence_words" not in (tmp_path / "bare" / "sources.csv").read_text("utf-8")
    export(record, layout, tmp_path / "worded", words=True)
    for way in sources(tmp_path / "worded"):
        article, event = record.event(f"{way['article']}:{way['event']}")
        assert way["trigger"] == event.trigger.of(article.text) and way["trigger"] in way["sentence_words"]
    if layout == "polecat":
        row = read(layout, tmp_path / "worded").iloc[0]
        assert (row["Actor Name Raw"], row["Raw Placename"]) == ("RUSGOV", "did")


@pytest.mark.parametrize("layout", EXPORTS)
def test_manifest_and_citation_say_what_the_files_are_made_of(record, layout, tmp_path):
    written = export(record, layout, tmp_path)
    told = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert (told["layout"], told["options"], told["left_out"]) == (
        layout, {"words": layout not in LAYOUTS}, written.left_out,
    )  # fmt: skip
    assert told["record"]["counts"]["articles"] == len(ARTICLES)
    assert set(told["files"]) == {path.name for path in tmp_path.iterdir()} - {"manifest.json"}
    for name, facts in told["files"].items():
        assert facts["sha256"] == hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
        assert facts["rows"] == written.rows.get(name)
    cited = (tmp_path / "CITATION.cff").read_text("utf-8")
    assert cited.startswith("cff-version: 1.2.0\n") and "type: dataset" in cited and "comity" in cited


def test_the_manifest_lists_the_readings_that_made_the_record(tmp_path):
    with create(tmp_path / "r.duckdb") as opened:
        for day in (date(2022, 7, 2), None):
            run = manifest(["pages/"], min_confidence=0.5, on=day)
            read_into(opened, [page("a.txt")], coder=by_hand, run=run)
        export(opened, "gdelt", tmp_path / "out")
    first, second = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["record"]["runs"]
    assert (first["number"], first["day"], first["inputs"], first["added"]) == (1, "2022-07-02", ["pages/"], 1)
    assert (second["number"], second["day"], second["passed"]) == (2, None, 1)
    assert json.loads(first["options"])["min_confidence"] == 0.5


def test_the_cited_version_is_of_the_data_not_of_the_readings(tmp_path):
    def cited(name: str) -> bytes:
        export(opened, "csv", tmp_path / name)
        return (tmp_path / name / "CITATION.cff").read_bytes()

    with create(tmp_path / "r.duckdb") as opened:
        read_into(opened, [page("a.txt")], coder=by_hand)
        once = cited("once")
        read_into(opened, [page("a.txt")], coder=by_hand)
        assert len(list(opened.runs())) == 2 and cited("twice") == once
        article = next(opened.articles()).id
        opened.correct("recode", f"{article}:a1", value="LTUGOV", by="Ana", on=date(2024, 5, 1), why="our slip")
        opened.regroup()
        assert cited("corrected") != once


def test_a_row_says_what_was_corrected(tmp_path):
    article = coded_article("POLGOV -> UKR AID 2022-06-01", name="corrected")
    with create(tmp_path / "r.duckdb") as opened:
        opened.add(article)
        opened.correct("recode", f"{article.id}:a1", value="LTUGOV", by="Ana", on=date(2024, 5, 1), why="our slip")
        opened.regroup()
        export(opened, "icews", tmp_path / "out")
        export(opened, "csv", tmp_path / "tables", words=False)
    assert read("icews", tmp_path / "out")["Source Country"].tolist() == ["Lithuania"]
    assert "our slip" not in "".join(content_of(path) for path in (tmp_path / "tables").iterdir())
