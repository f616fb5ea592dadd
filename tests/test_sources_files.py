"""Tables and archives -> pages and failures."""

from __future__ import annotations

import gzip
import io
import os
from datetime import date
from pathlib import Path

import brotli
import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.faults import Unreadable, WrongCall
from comity.pages import lines, open_pages, parquet
from comity.pages.sitemaps import read_sitemap
from comity.pages.unpack import unpack
from comity.pages.urls import canonical_url
from comity.vocabulary import Failure, Page

STORY = "The two ministers met in the harbour town on Monday. They agreed to reopen the border bridge."
CYRILLIC = "Министры встретились в портовом городе и договорились открыть мост. " * 5


def write(path: Path, content: str | bytes) -> str:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def read(*sources: str, **options: object) -> list[Page | Failure]:
    return list(open_pages(sources, **options))  # type: ignore[arg-type]  # options are passed on as they come


def kinds(found: list[Page | Failure]) -> list[str]:
    return [one.error.kind if isinstance(one, Failure) else "page" for one in found]


# ---------------------------------------------------------------- tables


def test_a_table_with_usual_names_is_read_and_the_guess_is_said(tmp_path):
    said: list[str] = []
    path = write(
        tmp_path / "a.csv",
        "Headline,Link,pubDate,Author,Article Text\n"
        f'Bridge,https://wire.example/a?utm_id=1,2024-05-02,N. N.,"{STORY}\n\nMore."\n',
    )
    [page] = read(path, say=said.append)
    assert (page.title, page.url, page.published) == ("Bridge", "https://wire.example/a", "2024-05-02")
    assert (page.content, page.kind, page.path) == (f"{STORY}\n\nMore.", "text", f"{path}#1")
    assert said == [
        f'{path}: text from "Article Text", url from "Link", title from "Headline", published from "pubDate"; '
        "left out: Author"
    ]


def test_columns_that_the_caller_names_are_taken_and_the_others_guessed(tmp_path):
    path = write(tmp_path / "a.csv", f"body;text;date\n<p>{STORY}</p>;nothing;2024-05-02\n")
    [page] = read(path, columns={"html": "body"})
    assert (page.kind, page.content, page.published) == ("html", f"<p>{STORY}</p>", "2024-05-02")


@pytest.mark.parametrize(
    "name, table",
    [
        ("a.csv", f"id,text\n7,{STORY}\n"),
        ("a.csv", f"id;text\r\n7;{STORY}\r\n"),
        ("a.csv", f"id|text\n7|{STORY}"),
        ("a.tsv", f"id\ttext\n7\t{STORY}\n\n"),
        ("a.csv", f"\ufeffid,text\n7,{STORY}\n"),
        ("a.csv.gz", gzip.compress(f"id,text\n7,{STORY}\n".encode())),
        ("a.csv", f"id,text\n7,{STORY}\n".encode("utf-16")),
    ],
)  # fmt: skip
def test_delimiters_byte_order_marks_and_packing_are_known(tmp_path, name, table):
    [page] = read(write(tmp_path / name, table))
    assert (page.given_id, page.content) == ("7", STORY)


def test_a_table_in_an_old_charset_is_read(tmp_path):
    [page] = read(write(tmp_path / "a.csv", f"id,text\n7,{CYRILLIC}\n".encode("cp1251")))
    assert page.content == CYRILLIC


def test_a_bad_row_is_named_and_the_next_is_read(tmp_path):
    rows = [
        STORY + ",2024-05-02",
        ",2024-05-02",
        STORY + ",soon",
        STORY,
        STORY + ",2024-05-02,more",
        "a\x00b" + STORY + ",",
    ]
    found = read(write(tmp_path / "a.csv", "\n".join(["text,date", *rows])))
    assert kinds(found) == ["page", "empty", "wrong-fields", "page", "page", "page"]
    assert found[1].path == str(tmp_path / "a.csv#2")
    assert found[5].content == "ab" + STORY


@pytest.mark.parametrize(
    "table, kind",
    [
        ("", "empty"),
        ("text,date\n", "empty"),
        ("year,total\n2024,7\n", "no-columns"),
        (b"\x89PNG" + bytes(range(256)) * 9, "binary"),
        ("text\n" + "x" * 30_000_000, "too-large"),
        ('text\n"' + "line\n" * 4_200_000, "too-large"),
    ],
    ids=["nothing", "header", "other", "binary", "one line", "open quote"],
)
def test_what_is_no_table_of_articles_is_named(tmp_path, table, kind):
    assert kinds(read(write(tmp_path / "a.csv", table))) == [kind]


def test_a_named_column_that_is_missing_is_named_with_those_there(tmp_path):
    path = write(tmp_path / "a.csv", f"text,date\n{STORY},2024-05-02\n")
    [failure] = read(path, columns={"url": "link"})
    assert failure.error.message == (
        f'pages: there is no column "link"; there are "text", "date" ({path}); name one that is there'
    )
    with pytest.raises(WrongCall):
        read(path, columns={"day": "date"})


def test_a_parquet_file_is_read_with_its_types(tmp_path):
    path = tmp_path / "a.parquet"
    columns = {"doc_id": [1, 2], "maintext": [STORY, None], "date_publish": [date(2024, 5, 2), None], "n": [1, 2]}
    pyarrow.parquet.write_table(pyarrow.table(columns), path)
    said: list[str] = []
    page, empty = read(str(path), say=said.append)
    assert (page.given_id, page.content, page.published, page.path) == ("1", STORY, "2024-05-02", f"{path}#1")
    assert empty.error.kind == "empty"
    assert said == [f'{path}: id from "doc_id", text from "maintext", published from "date_publish"; left out: n']


def test_parquet_in_many_groups_is_read_in_order(tmp_path):
    path = tmp_path / "a.parquet"
    texts = [f"{STORY} {n}" for n in range(500)]
    pyarrow.parquet.write_table(pyarrow.table({"text": texts}), path, row_group_size=70)
    assert [page.content for page in read(str(path))] == texts


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\xff" * 100 + b"PAR1", b"\x00" * 5000])
def test_a_damaged_parquet_file_is_named(tmp_path, content):
    assert kinds(read(write(tmp_path / "a.parquet", content))) == ["not-parquet"]


def test_one_text_that_a_parquet_file_repeats_is_held_once(tmp_path):
    path = tmp_path / "a.parquet"
    texts = pyarrow.DictionaryArray.from_arrays([0] * 200, ["x" * 21_000_000])
    pyarrow.parquet.write_table(pyarrow.table({"text": texts}), path, dictionary_pagesize_limit=1 << 30)
    assert path.stat().st_size < 2_000_000
    assert kinds(read(str(path))) == ["too-large"] * 200


def test_a_parquet_file_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "LARGEST_GROUP", 1_000_000)
    path = tmp_path / "a.parquet"
    table = pyarrow.table({"text": [f"{n}" + "x" * 100_000 for n in range(20)]})
    pyarrow.parquet.write_table(table, path, compression="zstd", use_dictionary=False)
    assert kinds(read(str(path))) == ["too-large"]


# ---------------------------------------------------------------- one line without end


def test_200_mb_of_one_line_are_refused_and_the_next_line_is_read():
    chunk = b"x" * 1_000_000

    class Stream(io.RawIOBase):
        left = 200

        def read(self, size: int = -1) -> bytes:
            self.left -= 1
            return chunk if self.left > 0 else b'\n{"text": "The envoy left."}\n' if self.left == 0 else b""

    found = list(open_pages(["-"], stdin=Stream()))  # type: ignore[arg-type]  # read is all that is used
    assert kinds(found) == ["too-large", "page"]


def test_a_line_without_end_is_given_up(monkeypatch):
    monkeypatch.setattr(lines, "ENDLESS", 30_000_000)

    class Stream(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return bytes(1_000_000)

    found = list(open_pages(["-"], stdin=Stream()))  # type: ignore[arg-type]  # read is all that is used
    assert kinds(found) == ["too-large"]


@pytest.mark.parametrize("name", ["a.html.gz", "a.txt.gz", "a.xml.gz", "a.csv.gz", "a.jsonl.gz", "a.warc.gz"])
def test_a_packed_bomb_is_refused(tmp_path, name):
    bomb = gzip.compress(bytes(300_000_000), 1)
    found = read(write(tmp_path / name, bomb))
    assert len(found) == 1
    assert found[0].error.kind in {"too-large", "truncated", "empty", "binary"}


@pytest.mark.parametrize(
    "inside, kind",
    [
        ("<a " + " ".join(f"a{n}=''" for n in range(50_000)) + "/>", "unsafe-xml"),
        ("<description>" + "x" * 11_000_000 + "</description>", "too-large"),
        ("<a>" * 20_000, "empty"),
        ("\x00" * 500, "empty"),
    ],
    ids=["attributes", "large", "deep", "null bytes"],
)
def test_feeds_that_would_take_minutes_are_refused(tmp_path, inside, kind):
    feed = f"<rss version='2.0'><channel>{inside}</channel></rss>"
    assert kinds(read(write(tmp_path / "feed.xml", feed))) == [kind]


# ---------------------------------------------------------------- WARC


def record(
    body: bytes,
    *headers: str,
    url: str = "https://wire.example/a",
    status: str = "200 OK",
    kind: str = "response",
    media: str = "application/http; msgtype=response",
    more: str = "",
) -> bytes:
    if kind == "response":
        body = "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode() + body
    top = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-02T10:00:00Z\r\n{more}"
    return f"{top}Content-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


HTML = "Content-Type: text/html"
PAGE = record(f"<p>{STORY}</p>".encode(), HTML)


def test_a_warc_gives_its_pages_with_address_charset_and_day_of_fetching(tmp_path):
    archive = [
        record(b"software: x", kind="warcinfo", media="application/warc-fields"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request", media="application/http; msgtype=request"),
        PAGE,
        record(
            f"<p>{CYRILLIC}</p>".encode("cp1251"),
            f"{HTML}; charset=windows-1251",
            url="https://wire.example/b?utm_id=2#c",
        ),
        record(b"", status="404 Not Found", url="https://wire.example/gone"),
        record(b"GIF89a", "Content-Type: image/gif"),
        record(b"User-agent: *", "Content-Type: text/plain", url="https://wire.example/robots.txt"),
        record(b"<rss></rss>", "Content-Type: text/xml"),
        record(STORY.encode(), kind="conversion", media="text/plain", url="https://wire.example/wet"),
    ]
    path = write(tmp_path / "a.warc.gz", b"".join(map(gzip.compress, archive)))
    one, two, wet = read(path)
    assert (one.kind, one.content, one.url, one.fetched) == (
        "html",
        f"<p>{STORY}</p>",
        "https://wire.example/a",
        "2024-05-02",
    )
    assert (two.url, two.charset) == ("https://wire.example/b", "cp1251 (declared)")
    assert (wet.kind, wet.content) == ("text", STORY)
    assert read(write(tmp_path / "a.warc", b"".join(archive)))[1].content == two.content


@pytest.mark.parametrize(
    "body, headers",
    [
        (gzip.compress(b"<p>" + STORY.encode()), ["Content-Encoding: gzip"]),
        (brotli.compress(b"<p>" + STORY.encode()), ["Content-Encoding: br"]),
        (b"3\r\n<p>\r\n" + f"{len(STORY):x}\r\n{STORY}\r\n0\r\n\r\n".encode(), ["Transfer-Encoding: chunked"]),
        (b"<p>" + STORY.encode(), ["Content-Encoding: gzip", "Transfer-Encoding: chunked"]),  # kept unpacked
    ],
    ids=["gzip", "brotli", "chunked", "neither"],
)
def test_packed_and_chunked_records_are_read(tmp_path, body, headers):
    [page] = read(write(tmp_path / "a.warc", record(body, HTML, *headers)))
    assert page.content == "<p>" + STORY


@pytest.mark.parametrize(
    "bad, kind",
    [
        (record(b"x" * 30_000_000, HTML), "too-large"),
        (record(gzip.compress(bytes(90_000_000)), HTML, "Content-Encoding: gzip"), "too-large"),
        (record(b"<p>x", HTML, "X-Long: " + "y" * 100_000), "damaged"),
        (record(b"\x89PNG" + bytes(99), HTML), "binary"),
        (record(b"", HTML), "empty"),
    ],
    ids=["large", "bomb", "header", "binary", "empty"],
)
def test_a_bad_record_is_named_and_the_next_is_read(tmp_path, bad, kind):
    assert kinds(read(write(tmp_path / "a.warc.gz", gzip.compress(bad) + gzip.compress(PAGE)))) == [kind, "page"]


@pytest.mark.parametrize(
    "archive, expected",
    [
        (PAGE + record(STORY.encode() * 9, HTML)[:-200], ["page", "truncated"]),
        (gzip.compress(PAGE) + gzip.compress(record(bytes(range(256)) * 40, HTML))[:-200], ["page", "truncated"]),
        (PAGE + b"rubbish\r\n\r\n" + PAGE, ["page", "truncated"]),
        (gzip.compress(PAGE) + b"\x1f\x8b\x08rubbish" * 9, ["page", "truncated"]),
        (b"rubbish", ["truncated"]),
        (b"", ["no-pages"]),
    ],
    ids=["cut", "cut gzip", "rubbish", "gzip rubbish", "no WARC", "nothing"],
)
def test_an_archive_that_breaks_off_is_read_up_to_the_break(tmp_path, archive, expected):
    assert kinds(read(write(tmp_path / "a.warc", archive))) == expected


def test_an_archive_without_pages_is_said(tmp_path):
    said: list[str] = []
    path = write(tmp_path / "a.warc", record(b"GIF89a", "Content-Type: image/gif"))
    assert read(path, say=said.append) == []
    assert said == [f"{path}: no page among its 1 records"]


# ---------------------------------------------------------------- one page, one address


@pytest.mark.parametrize(
    "url, same",
    [
        ("https://wire.example/a?utm_source=rss&id=7&fbclid=x#top", "https://wire.example/a?id=7"),
        ("HTTP://Wire.Example:80", "http://wire.example/"),
        ("https://wire.example:8443/A?b=&a=1", "https://wire.example:8443/A?b=&a=1"),
        ("https://[::1]:443/a", "https://[::1]/a"),
        ("http://[::1", "http://[::1"),
        ("tag:wire.example,2024:a", "tag:wire.example,2024:a"),
        ("", ""),
    ],
)
def test_an_address_is_known_whatever_way_a_reader_came(url, same):
    assert canonical_url(url) == same
    assert canonical_url(same) == same


# ---------------------------------------------------------------- whatever bytes there are

PIECES = st.sampled_from(
    [
        b"text,url\n", b'"', b"\r\n", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"WARC/1.0\r\n",
        b"WARC-Type: response\r\n",
        b"Content-Length: 5\r\n", b"Content-Length: -1\r\n", b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n", b"<urlset>",
        b"<url><loc>",
        b"https://wire.example/", b"</loc></url></urlset>", b"<rss version='2.0'><channel><item>", b"<link>", b"</rss>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"PAR1", b"\x1f\x8b\x08", b"{", b'{"text": "a"}\n', b"A word.",
        b";;;",
    ]
)  # fmt: skip
CONTENT = st.lists(PIECES | st.binary(max_size=8), max_size=12).map(b"".join)


@settings(max_examples=int(os.environ.get("COMITY_FUZZ", "40")), deadline=None, derandomize=True,
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(CONTENT, st.sampled_from(".csv .tsv .warc .warc.gz .csv.gz .xml .parquet .jsonl .html .txt".split()))
def test_any_bytes_are_read_or_refused(tmp_path, content, suffix):
    for one in read(write(tmp_path / f"a{suffix}", content)):
        assert isinstance(one, Page | Failure)
        assert not isinstance(one, Failure) or str(tmp_path) in one.error.message


@settings(max_examples=int(os.environ.get("COMITY_FUZZ", "40")), deadline=None, derandomize=True)
@given(CONTENT, st.sampled_from(["gzip", "deflate", "br", "gzip, br", ""]))
def test_any_bytes_are_unpacked_or_refused(content, encoding):
    for packed in (content, gzip.compress(content), brotli.compress(content)):
        try:
            assert len(unpack(packed, encoding, 1000, "here")) <= max(1000, len(packed))
        except Unreadable as fault:
            assert fault.kind in {"too-large", "truncated"}


@settings(max_examples=int(os.environ.get("COMITY_FUZZ", "40")), deadline=None, derandomize=True)
@given(CONTENT)
def test_any_sitemap_is_read_or_refused(content):
    try:
        assert all(entry.url for entry in read_sitemap(content, "here"))
    except Unreadable as fault:
        assert fault.kind in {"unsafe-xml", "not-xml", "empty"}
