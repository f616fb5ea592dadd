"""Bad input gets a clear word, an exit status and a row; the pages beside it are coded all the same."""

from __future__ import annotations

import gzip
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema.validators import validator_for

from comity.cli import main
from comity.coding import code
from comity.faults import Unreadable
from comity.pages.decode import clean
from comity.vocabulary import CodedArticle, Page
from tests.coded import tools
from tests.golden import SCHEMA

STORY = "The French president visited Berlin on Wednesday. He met the German chancellor for talks on steel tariffs."
RUSSIAN = "Президент прибыл в Минск с официальным визитом, сообщила пресс-служба. Переговоры продлились три часа. "
GOOD = json.dumps({"id": "good", "text": STORY})
BAD = [
    ("empty.txt", b"", "empty", "nothing in it"),
    ("empty.html", b"\n\n", "empty", "nothing in it"),
    ("empty.jsonl", b"", "empty", "no line in it"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary", "this is no text"),
    ("story.txt.gz", gzip.compress(os.urandom(50_000).hex().encode())[:30_000], "truncated", "fetch it again"),
    ("menu.html", b"<html><head><script>go()</script></head><body></body></html>", "no-body", "no article text"),
    ("big.html", b"<p>" + b"word " * 10_000_000, "too-large", "more than 20 MB"),
    ("lines.jsonl", b'{"id": "a"', "not-json", "lines.jsonl#1"),
    ("lines.jsonl", b"\n\nnull\n", "wrong-fields", "lines.jsonl#3"),
    ("lines.jsonl", b'{"text": "\\ud800"}', "not-json", "lines.jsonl#1"),
    ("lines.jsonl", b'{"text": 7}', "wrong-fields", "Expected `str | null`, got `int` - at `$.text`"),
    ("lines.jsonl", b'{"id": "a"}', "wrong-fields", 'neither "text" nor "html"'),
    ("lines.jsonl", b'{"text": "x", "published": "soon"}', "wrong-fields", "write 2022-07-01"),
    ("feed.xml", b"<note/>", "not-a-feed", "no RSS or Atom"),
]


class Run:
    """A command's exit status and what it wrote."""

    def __init__(self, capfd: pytest.CaptureFixture[str], *arguments: object) -> None:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        self.status = ended.value.code
        self.out, self.err = capfd.readouterr()
        self.lines = [json.loads(line) for line in self.out.splitlines()] if self.out.startswith("{") else []


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.jsonl"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.mark.parametrize("name, content, kind, words", BAD, ids=[f"{n}-{k}" for n, _, k, _ in BAD])
def test_what_cannot_be_read_is_named_and_the_next_is_coded(capfd, tmp_path, good, name, content, kind, words):
    bad = tmp_path / name
    bad.write_bytes(content)
    run = Run(capfd, "code", bad, good)
    failure, article = run.lines
    assert (run.status, failure["error"]["kind"], article["id"]) == (1, kind, "good")
    assert words in failure["error"]["message"]
    assert name in failure["error"]["message"]
    assert re.match(r"(pages|articles): ", failure["error"]["message"])
    assert run.err == "comity code: 1 of the pages could not be coded; their lines tell why\n"


def test_the_record_keeps_a_row_for_each_page_that_cannot_be_read(capfd, tmp_path, good):
    folder = tmp_path / "bad"
    folder.mkdir()
    for number, (name, content, _, _) in enumerate(BAD):
        if len(content) < 1_000_000:
            (folder / f"{number:02}-{name}").write_bytes(content)
    record = tmp_path / "record.duckdb"
    run = Run(capfd, "read", folder, good, "--into", record)
    assert run.status == 1
    assert "1 added, 13 failed" in run.out
    check = Run(capfd, "check", record)
    assert check.status == 0
    assert "1 articles" in check.out
    assert "13 failures" in check.out


@pytest.mark.parametrize("source", ["nowhere.html", "nowhere-*.html", "nowhere/"])
def test_a_path_that_is_not_there_is_named(capfd, tmp_path, good, source):
    run = Run(capfd, "code", tmp_path / source, good)
    assert (run.status, [line.get("id") for line in run.lines][1:]) == (1, ["good"])
    assert "no such file or folder" in run.lines[0]["error"]["message"]


def test_a_file_that_fails_in_reading_is_named(capfd, good):
    unreadable = Path("/proc/self/mem")
    if not unreadable.exists():
        pytest.skip("no file at hand that even root cannot read")
    run = Run(capfd, "code", unreadable, good)
    assert (run.status, run.lines[0]["error"]["kind"], run.lines[1]["id"]) == (1, "unreadable", "good")


@pytest.mark.parametrize(
    "name, content",
    [
        ("declared.html", b'<meta charset="windows-1251"><p>' + (RUSSIAN * 3).encode("cp1251")),
        ("detected.txt", (RUSSIAN * 5).encode("cp1251")),
        ("wrongly-declared.html", b'<meta charset="utf-8"><p>' + (RUSSIAN * 5).encode("cp1251")),
    ],
)
def test_a_page_in_another_charset_and_language_is_kept_without_events(capfd, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    run = Run(capfd, "code", tmp_path / name)
    [article] = run.lines
    assert run.status == 0
    assert "Президент прибыл" in article["text"]
    assert (article["language"] in {"ru", "und"}, article["events"], article["actors"]) == (True, [], [])
    assert article["no_events"].startswith("language: ")


# ---------------------------------------------------------------- the record, the disk, the pipe


def test_two_pages_with_one_id_are_told_apart_by_their_text(capfd, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(f"{GOOD}\n{json.dumps({'id': 'good', 'text': STORY.replace('steel', 'grain')})}\n", "utf-8")
    run = Run(capfd, "read", path, "--into", tmp_path / "r.duckdb")
    assert run.status == 0
    assert "1 added, 1 changed" in run.out


@pytest.mark.parametrize("content", [b"", b"hello\n" * 5000])
def test_a_file_that_is_no_record_is_left_as_it_is(capfd, tmp_path, good, content):
    record = tmp_path / "text.duckdb"
    record.write_bytes(content)
    for arguments in (("read", good, "--into", record), ("events", "-r", record), ("check", record)):
        run = Run(capfd, *arguments)
        assert run.status == 3
        assert "this file is not a record" in run.err
        assert run.err.count("\n") == 1
    assert record.read_bytes() == content


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("read", "GOOD", "--into", "none/r.duckdb"), "its folder does not exist"),
        (("read", "GOOD", "--into", "."), "this is a folder"),
        (("show", "-r", "none.duckdb"), "there is no record"),
    ],
)
def test_a_record_that_cannot_be_is_status_3(capfd, tmp_path, good, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    run = Run(capfd, *(good if word == "GOOD" else word for word in arguments))
    assert (run.status, run.out, run.err.count("\n")) == (3, "", 1)
    assert words in run.err


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("code",), "Missing argument"),
        (("code", "x.txt", "--published", "soon"), "write 2022-07-01"),
        (("code", "x.txt", "--workers", "0"), "--workers"),
        (("read", "x.txt", "--min-confidence", "7"), "--min-confidence"),
        (("codde", "x.txt"), "No such command"),
        (("relations", "none.jsonl"), "does not exist"),
    ],
)
def test_a_wrong_call_is_status_2(capfd, arguments, words):
    run = Run(capfd, *arguments)
    assert (run.status, run.out) == (2, "")
    assert words in run.err
    assert "Traceback" not in run.err


# ---------------------------------------------------------------- what no page should do to a terminal


def test_control_and_direction_characters_reach_neither_text_nor_id_nor_title(capfd, tmp_path):
    row = {
        "id": "a\x1b[31m",
        "title": "Envoy\x1b]0;owned\x07 \u202eleaves\x9b2J",
        "text": f"{STORY}\x1b[2J\x00 The co\u00adur\u200bt sat.",
        "url": "https://example.org/\x1b",
    }
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(row), "utf-8")
    assert Run(capfd, "read", path, "--into", tmp_path / "r.duckdb").status == 0
    for arguments in (("show",), ("show", "a"), ("events",), ("actors",)):
        out = Run(capfd, *arguments, "-r", tmp_path / "r.duckdb").out
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out)
    assert clean(row["text"]) == f"{STORY}[2J The court sat."


# ---------------------------------------------------------------- anything at all

SCHEMA_VALIDATOR = validator_for(json.loads(SCHEMA.read_text("utf-8")))(json.loads(SCHEMA.read_text("utf-8")))
WORDS = """Russia Belarus Putin "yes," said “no” ‘so’ ' ( ) — … Mr. U.S. 2022 30 February on Friday last week in May
will not attacked met signed the treaty because of sanctions %s &amp; 👩‍👩‍👧 e\u0301 \u200f . , ; : - –
/ MINSK (Reuters) -"""
TAGS = """<p> </p> <div> <h1> </title> <title> <article> <!-- --> <script> </script> <br/> <li> <table> <td> &#27;
&#xD800; &nosuch; <![CDATA[ ]]> <a\u00a0href='//['> <time\u00a0datetime='x'>
<meta\u00a0property='article:published_time'\u00a0content='9999-99-99'>"""
BREAKS = [" ", "\n", "\n\n", "\r\n", "\t"]
words = st.sampled_from([word.replace("\u00a0", " ") for word in WORDS.split()] + BREAKS)
tags = st.sampled_from([word.replace("\u00a0", " ") for word in TAGS.split()])
texts = st.one_of(st.text(max_size=300), st.lists(words, max_size=80).map(" ".join))
pages = st.lists(st.one_of(tags, words, st.text(max_size=20)), max_size=80).map(" ".join)


def holds(article: CodedArticle) -> None:
    """Every span lies in the text, and the JSON is what the schema says."""
    import msgspec

    decoded = json.loads(msgspec.json.encode(article))
    assert list(SCHEMA_VALIDATOR.iter_errors(decoded)) == []
    length = len(article.text)
    values: list[object] = [article]
    while values:
        value = values.pop()
        if isinstance(value, tuple):
            values += value
        elif isinstance(value, msgspec.Struct):
            start, end = getattr(value, "start", 0), getattr(value, "end", 1)
            assert 0 <= start < end <= max(length, 1), value
            values += [getattr(value, field) for field in value.__struct_fields__]


@settings(max_examples=int(os.environ.get("COMITY_FUZZ", "25")), deadline=None, derandomize=True,
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(texts, st.sampled_from(["2024-05-02", None]))
def test_any_text_is_coded_or_refused(text, published):
    try:
        holds(code(Page(content=clean(text), kind="text", published=published), tools(with_model=True)))
    except Unreadable as fault:
        assert fault.kind in {"empty", "no-body"}


@settings(max_examples=int(os.environ.get("COMITY_FUZZ", "25")), deadline=None, derandomize=True,
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(pages)
def test_any_html_is_coded_or_refused(page):
    try:
        holds(code(Page(content=clean(page), kind="html"), tools(with_model=True)))
    except Unreadable as fault:
        assert fault.kind in {"empty", "no-body"}


@pytest.mark.parametrize(
    "text",
    [
        "Russia attacked Ukraine and " * 500,
        '"Yes," said the minister. ' * 100,
        "(" * 2000 + STORY + ")" * 2000,
        '"' * 2000 + STORY,
        "x" * 60_000,
        "president of " * 400,
        STORY.upper(),
        "On 99 February 0000, 31/31/9999 and the 32nd of May 99999, 99999999999 years ago, Russia attacked Ukraine.",
        f"{STORY}\r{STORY}\r\n\r\n{STORY}\u2028{STORY}\x0b",
    ],
    ids=lambda text: text[:12],
)
def test_texts_of_strange_shape_are_coded(text):
    holds(code(Page(content=clean(text), kind="text", published="2024-05-02"), tools(with_model=True)))


BROKEN = '{"@type": ["NewsArticle", 5], "headline": {"a": [1]}, "author": [[5]], "datePublished": 1e999}'
SURROGATES = r'{"@type": "NewsArticle", "headline": "\ud800 Envoy \u001b[31m leaves \u0000"}'


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 2000 + STORY,
        "<p " + "a=1 " * 5000 + ">" + STORY,
        "&" * 10_000 + STORY,
        f'<script type="application/ld+json">{"[" * 5000}</script><p>{STORY}',
        f'<script type="application/ld+json">{BROKEN}</script><p>{STORY}',
        f'<link rel=canonical href="http://[::1"><base href="http://["><p>{STORY}',
        f'<meta property="article:published_time" content="0000-00-00"><time datetime="20220230">x</time><p>{STORY}',
        f'<script type="application/ld+json">{SURROGATES}</script><p>{STORY}',
        f"<title>&#x110000; &#0; &#27;[31m &amp;lt;b&amp;gt;</title><p>{STORY}",
    ],
    ids=lambda page: page[:24],
)
def test_pages_of_strange_shape_are_coded(page):
    article = code(Page(content=page, kind="html"), tools(with_model=True))
    holds(article)
    assert "visited Berlin" in article.text
    assert "\x1b" not in article.text
