"""WARC files -> pages, one in memory at a time: archives of the web, CC-NEWS, pages that comity kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from comity.faults import Unreadable
from comity.pages.answers import MARKUP, XML, Answer, Said, header_of, kind_of, media_type, page_of_answer
from comity.pages.days import is_day
from comity.pages.decode import clean
from comity.pages.lines import LARGEST, SPLIT_REMEDY, TOO_LARGE
from comity.pages.tables import Say
from comity.pages.unpack import unpack
from comity.pages.urls import is_address
from comity.vocabulary import Failure, Page, stable_id

READ = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
ANNOUNCED = "Comity-Announced"  # headers of pages that comity kept: what a feed or sitemap said of them
TITLE = "Comity-Title"  # percent-encoded
CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")
PAGES = {*MARKUP, *XML, "text/plain"}  # media types
REMEDY = "fetch it again; what stands before the break was read"


def read_warc(path: Path, published: str | None, say: Say) -> Iterator[Page | Failure]:
    """The HTML and text pages of a WARC file, packed or not, in its order; a broken record gives a Failure.

    Passed over: pictures and other media, robots.txt, answers that are no success (404, redirects),
    feeds and sitemaps. Where the file breaks off or is damaged, a Failure says so and it ends.
    """
    name = str(path)
    pages = number = 0
    try:
        with path.open("rb") as stream:
            for number, record in enumerate(_records(stream, name), start=1):
                found = _read_record(record, f"{name}#{number}", published)
                if found is not None:
                    pages += 1
                    yield found
        if not number:
            remedy = "check that it is a WARC of web pages"
            raise Unreadable("no-pages", "pages", "it holds no record of a page", place=name, remedy=remedy)
        if not pages:
            say(f"{name}: no page among its {number:,} records")
    except Unreadable as fault:
        yield fault.failure(stable_id(name), name)


def _records(stream: BinaryIO, name: str) -> Iterator[WarcRecord]:
    """The file's records that may be pages. Raises Unreadable: "truncated"."""
    try:
        yield from ArchiveIterator(stream, record_types=READ, parse_http=False)
    except OSError as error:
        what = f"the archive breaks off, is damaged or is no WARC: {error}"
        raise Unreadable("truncated", "pages", what, place=name, remedy=REMEDY) from error


def _read_record(record: WarcRecord, place: str, published: str | None) -> Page | Failure | None:
    """The page of a record; None: it is none."""
    url = clean(record.headers.get("WARC-Target-URI") or "").strip(" <>")
    try:
        if not may_be_page(record, url, place):
            return None
        answer = answer_of_record(record, url, place)
        if kind_of(answer.content, answer.header("content-type")) not in ("html", "text"):
            return None
        return page_of_answer(answer, place, published, said_of_record(record))
    except Unreadable as fault:
        return fault.failure(stable_id(url or place), place)


def answer_of_record(record: WarcRecord, url: str, place: str, *, most: int = LARGEST) -> Answer:
    """What the host sent. Raises Unreadable: "damaged", "truncated", "encoding", or "too-large" beyond `most` bytes."""
    headers = http_headers(record, place)
    size = record.content_length
    if size > most:
        raise Unreadable("too-large", "pages", TOO_LARGE, place=place, remedy=SPLIT_REMEDY)
    with _damages(place):
        body = record.reader.read(size)
    if len(body) < size:
        raise Unreadable("truncated", "pages", "the archive breaks off in this record", place=place, remedy=REMEDY)
    if header_of(headers, "transfer-encoding").lower().strip() == "chunked":
        body = joined(body)
    status = record.http_headers.status_code or 0 if record.is_http_parsed else 200
    content = unpack(body, header_of(headers, "content-encoding"), most, place)
    fetched = (record.headers.get("WARC-Date") or "").strip()
    return Answer(url=url, status=status, headers=headers, body=body, content=content, fetched=fetched)


def http_headers(record: WarcRecord, place: str) -> tuple[tuple[str, str], ...]:
    """The headers that the host sent; of a record that is no host's answer, its type. Raises Unreadable: "damaged"."""
    if record.record_type != WarcRecordType.response:
        return (("Content-Type", record.headers.get("Content-Type") or ""),)
    with _damages(place):
        if not record.is_http_parsed:
            record.parse_http()
    return record.http_headers.to_tuples()


@contextmanager
def _damages(place: str) -> Iterator[None]:
    """Turn what FastWARC says of a record into Unreadable."""
    try:
        yield
    except OSError as error:
        raise Unreadable("damaged", "pages", f"the record is damaged: {error}", place=place) from error


def may_be_page(record: WarcRecord, url: str, place: str) -> bool:
    """Whether a record may be a page, before it is read. Raises Unreadable: "damaged"."""
    media = media_type(header_of(http_headers(record, place), "content-type"))
    success = not record.is_http_parsed or record.http_headers.status_code == 200
    web = record.record_type != WarcRecordType.response or is_address(url)
    return success and web and not url.endswith("/robots.txt") and (not media or media in PAGES)


def joined(body: bytes) -> bytes:
    """A body that was sent in chunks, in one; as it is where an archive has joined it already.

    >>> joined(b"5\r\nEnvoy\r\n7;x=y\r\n leaves\r\n0\r\n\r\n"), joined(b"<p>Envoy")
    (b'Envoy leaves', b'<p>Envoy')
    """
    kept, at = bytearray(), 0
    while found := CHUNK.match(body, at):
        size = int(found.group(1), 16)
        if not size:
            return bytes(kept)
        kept += body[found.end() : found.end() + size]
        at = found.end() + size + 2
    return bytes(kept) or body


def said_of_record(record: WarcRecord) -> Said:
    """What comity wrote beside a page that it kept."""
    day = record.headers.get(ANNOUNCED)
    title = record.headers.get(TITLE)
    return Said(day if day and is_day(day) else None, unquote(title) if title else None)
