"""Files, folders, globs, feeds and standard input -> pages and failures."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.faults import WrongCall
from comity.pages import open_pages, sources_of
from comity.pages.lines import LARGEST
from comity.vocabulary import Failure, Page

STORY = "The two presidents met in Minsk on Monday. They agreed to meet again."


def write(path: Path, content: str | bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def read(*sources: str, **options: object) -> list[Page | Failure]:
    return list(open_pages(sources, **options))  # type: ignore[arg-type]  # options are passed on as they come


def kind_of(found: list[Page | Failure]) -> str:
    assert len(found) == 1
    assert isinstance(found[0], Failure), found[0]
    return found[0].error.kind


def test_a_text_file_is_one_page(tmp_path):
    [page] = read(write(tmp_path / "a.txt", STORY))
    assert (page.content, page.kind, page.path) == (STORY, "text", str(tmp_path / "a.txt"))


def test_a_folder_is_read_sorted_and_with_what_lies_below(tmp_path):
    write(tmp_path / "b.html", f"<p>{STORY}</p>")
    write(tmp_path / "a.txt", STORY)
    write(tmp_path / "deep" / "c.txt", STORY)
    write(tmp_path / "picture.png", b"\x89PNG")
    names = [Path(page.path).name for page in read(str(tmp_path))]
    assert names == ["a.txt", "b.html", "c.txt"]


def test_a_glob_is_sorted_and_a_file_named_twice_is_read_once(tmp_path):
    for name in ("c.txt", "a.txt", "b.txt"):
        write(tmp_path / name, STORY)
    names = [Path(page.path).name for page in read(str(tmp_path / "*.txt"), str(tmp_path / "a.txt"))]
    assert names == ["a.txt", "b.txt", "c.txt"]


def test_json_lines_carry_id_url_title_and_day(tmp_path):
    row = {
        "id": 7,
        "text": STORY,
        "url": "https://example.org/a",
        "title": "Presidents meet",
        "published": "2020-05-04",
    }
    [page] = read(write(tmp_path / "a.jsonl", json.dumps(row) + "\n\n"))
    assert (page.given_id, page.url, page.title, page.published) == ("7", row["url"], row["title"], "2020-05-04")
    assert page.path.endswith("a.jsonl#1")


def test_a_page_of_its_own_day_keeps_it(tmp_path):
    rows = [{"text": STORY, "published": "2020-05-04"}, {"html": f"<p>{STORY}</p>"}]
    path = write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)))
    assert [page.published for page in read(path, published="2021-01-01")] == ["2020-05-04", "2021-01-01"]


@pytest.mark.parametrize("day", ["yesterday", "2021-13-01", "1 May 2021"])
def test_a_day_that_is_none_is_a_wrong_call(day):
    with pytest.raises(WrongCall):
        open_pages([], published=day)


@pytest.mark.parametrize(
    "line, kind",
    [
        ("{broken", "not-json"),
        ("[1, 2]", "wrong-fields"),
        ('{"id": "a"}', "wrong-fields"),
        ('{"text": 5}', "wrong-fields"),
        ('{"text": "x", "published": "last week"}', "wrong-fields"),
        ('{"text": "  "}', "empty"),
        ("\ud800".encode("utf-8", "surrogatepass"), "not-json"),
    ],
)
def test_a_bad_line_is_named_and_the_next_is_read(tmp_path, line, kind):
    line = line if isinstance(line, bytes) else line.encode()
    good = json.dumps({"text": STORY}).encode()
    first, bad, last = read(write(tmp_path / "a.jsonl", b"\n".join([good, line, good])))
    assert isinstance(first, Page)
    assert isinstance(last, Page)
    assert bad.error.kind == kind
    assert bad.path.endswith("a.jsonl#2")
    assert "a.jsonl#2" in bad.error.message


def test_a_bad_line_keeps_the_id_it_gives(tmp_path):
    [bad] = read(write(tmp_path / "a.jsonl", '{"id": "mine", "text": ""}'))
    assert bad.id == "mine"


def test_lines_of_a_gzip_file_that_breaks_off_are_read_up_to_the_break(tmp_path):
    rows = b"".join(json.dumps({"id": n, "text": os.urandom(2000).hex()}).encode() + b"\n" for n in range(200))
    path = write(tmp_path / "a.jsonl.gz", gzip.compress(rows)[:-60_000])
    *pages, failure = read(path)
    assert len(pages) > 50
    assert all(isinstance(page, Page) for page in pages)
    assert failure.error.kind == "truncated"


def test_a_gzip_file_that_is_none_is_named(tmp_path):
    assert kind_of(read(write(tmp_path / "a.jsonl.gz", b"no gzip at all"))) == "truncated"


def test_lines_are_read_one_by_one():
    def endless() -> Iterator[bytes]:
        while True:
            yield json.dumps({"text": STORY}).encode() + b"\n"

    class Stream(io.RawIOBase):
        source = endless()

        def read(self, size: int = -1) -> bytes:
            return next(self.source)

    pages = open_pages(["-"], stdin=Stream())  # type: ignore[arg-type]  # read is all that is used
    assert [next(pages).path for _ in range(3)] == ["-#1", "-#2", "-#3"]


def test_a_line_beyond_the_limit_is_refused_and_the_next_is_read():
    stream = io.BytesIO(b'{"text": "' + b"x" * (LARGEST + 1) + b'"}\n' + json.dumps({"text": STORY}).encode())
    refused, page = read("-", stdin=stream)
    assert refused.error.kind == "too-large"
    assert isinstance(page, Page)


def test_a_page_of_50_mb_is_refused_with_the_limit(tmp_path):
    found = read(write(tmp_path / "a.html", b"<p>" + b"word " * 10_000_000))
    assert kind_of(found) == "too-large"
    assert "20 MB" in found[0].error.message


@pytest.mark.parametrize(
    "name, content, kind",
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.html", b"\x00\x00\x00", "empty"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.txt", b"%PDF-1.4 ...", "binary"),
        ("a.html", bytes(range(256)) * 40, "binary"),
        ("a.xml", b"<note><to>nobody</to></note>", "not-a-feed"),
    ],
)
def test_what_is_no_page_is_named(tmp_path, name, content, kind):
    assert kind_of(read(write(tmp_path / name, content))) == kind


def test_a_missing_path_and_an_empty_folder_are_named(tmp_path):
    assert kind_of(read(str(tmp_path / "nowhere.txt"))) == "missing"
    assert kind_of(read(str(tmp_path / "*.html"))) == "missing"
    assert kind_of(read(str(tmp_path))) == "no-pages"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path):
    path = write(tmp_path / "a.txt", STORY)
    Path(path).chmod(0)
    assert kind_of(read(path)) == "unreadable"


def test_a_file_whose_reading_fails_is_named(tmp_path, monkeypatch):
    path = write(tmp_path / "a.txt", STORY)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert kind_of(read(path)) == "unreadable"


RUSSIAN = "Президент прибыл в Минск с официальным визитом. Переговоры продлились три часа и завершились подписанием."


@pytest.mark.parametrize(
    "content, how",
    [
        (STORY.encode(), "utf-8"),
        (codecs.BOM_UTF8 + STORY.encode(), "utf-8 (byte order mark)"),
        (codecs.BOM_UTF16_LE + STORY.encode("utf-16-le"), "utf-16 (byte order mark)"),
        (STORY.encode("utf-16-be"), "utf-16-be (detected)"),
        (b'<meta charset="windows-1251"><p>' + RUSSIAN.encode("cp1251"), "cp1251 (declared)"),
        (b'<meta charset="nonsense"><p>' + RUSSIAN.encode(), "utf-8"),
        (b'<meta charset="ascii"><p>' + "café \u201cnow\u201d".encode("cp1252"), "cp1252 (declared)"),
        (b"<p>" + "naïve ".encode() * 50 + b"\xff", "utf-8 (1 wrong bytes replaced)"),
    ],
)
def test_the_charset_is_told(tmp_path, content, how):
    [page] = read(write(tmp_path / "a.html", content))
    assert page.charset == how


def test_an_undeclared_charset_is_detected(tmp_path):
    [page] = read(write(tmp_path / "a.txt", (RUSSIAN * 5).encode("cp1251")))
    assert page.charset.endswith("(detected)")
    assert "Президент" in page.content


def test_line_ends_and_control_characters_are_cleaned(tmp_path):
    [page] = read(write(tmp_path / "a.txt", "One.\r\nTwo.\rThree\x07.\x00"))
    assert page.content == "One.\nTwo.\nThree."


FEED = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Example Wire</title><link>https://example.org/</link>
<item><title>Presidents meet</title><link>https://example.org/a.html</link></item>
<item><title>Envoy leaves</title><link>https://example.org/gone</link>
<pubDate>Mon, 04 May 2020 10:00:00 GMT</pubDate>
<content:encoded>&lt;p&gt;The envoy left.&lt;/p&gt;</content:encoded></item>
<item><title>Nothing here</title><link>https://example.org/none</link></item>
<item><title>Outside</title><link>https://example.org/../../outside.txt</link></item>
</channel></rss>"""


def test_a_feed_gives_the_files_beside_it_and_the_items_that_carry_their_article(tmp_path):
    write(tmp_path / "outside.txt", STORY)
    write(tmp_path / "in" / "a.html", f"<p>{STORY}</p>")
    write(tmp_path / "in" / "feed.xml", FEED)
    beside, carried, nothing, outside = read(str(tmp_path / "in"))
    assert (Path(beside.path).name, beside.url) == ("a.html", "https://example.org/a.html")
    assert (carried.title, carried.published) == ("Envoy leaves", "2020-05-04")
    assert "The envoy left." in carried.content
    assert nothing.error.kind == "no-body"
    assert outside.error.kind == "no-body"


def test_a_feed_that_defines_entities_is_refused(tmp_path):
    bomb = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel>&b;</channel></rss>'
    assert kind_of(read(write(tmp_path / "feed.rss", bomb))) == "unsafe-xml"


def test_sources_are_known_again_by_their_digest(tmp_path):
    write(tmp_path / "a.txt", STORY)
    write(tmp_path / "b.txt", STORY)
    first, second, missing, stdin = sources_of([str(tmp_path), str(tmp_path / "a.txt"), "nowhere.txt", "-"])
    assert first.digest == second.digest
    assert first.size == len(STORY)
    assert (missing.name, missing.digest) == ("nowhere.txt", None)
    assert stdin.name == "-"
