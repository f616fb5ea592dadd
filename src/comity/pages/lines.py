"""JSON Lines -> pages, one line in memory at a time."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from comity.faults import Unreadable
from comity.pages.days import is_day
from comity.pages.decode import clean
from comity.pages.urls import canonical_url
from comity.vocabulary import Failure, Page, stable_id

LARGEST = 20_000_000  # bytes of one page; news pages have 0.01 to 3 MB
ENDLESS = 500_000_000  # bytes of a line after which its end is waited for no longer: packed zeros
CHUNK = 1 << 16
TOO_LARGE = f"the page has more than {LARGEST // 1_000_000} MB"
SPLIT_REMEDY = "split it, or cut what is no article"


class Row(msgspec.Struct):
    """One line of JSON Lines input; other fields are ignored."""

    id: str | int | None = None
    text: str | None = None
    html: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None


ROW = msgspec.json.Decoder(Row)


def read_lines(stream: BinaryIO, name: str, published: str | None) -> Iterator[Page | Failure]:
    """The pages of a JSON Lines stream; a line that is none gives a Failure and the next line goes on."""
    any_line = False
    lines = enumerate(split_lines(stream, name), start=1)
    while True:
        try:
            number, line = next(lines)
        except StopIteration:
            break
        except Unreadable as fault:
            yield fault.failure(stable_id(name), name)
            return
        any_line = any_line or line is None or bool(line.strip())
        if line is None or line.strip():
            yield read_row(line, f"{name}#{number}", published)
    if not any_line:
        nothing = Unreadable("empty", "pages", "no line in it", place=name, remedy="give one JSON object a line")
        yield nothing.failure(stable_id(name), name)


def split_lines(stream: BinaryIO, name: str) -> Iterator[bytes | None]:
    """The stream's lines; None for one beyond LARGEST. Raises Unreadable where the stream breaks off."""
    kept, size = bytearray(), 0
    for chunk in chunks_of(stream, name):
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            size += len(piece)
            yield bytes(kept + piece) if size <= LARGEST else None
            kept, size = bytearray(), 0
        size += len(rest)
        if size > ENDLESS:
            what = f"a line has more than {ENDLESS // 1_000_000} MB; the rest is left out"
            raise Unreadable("too-large", "pages", what, place=name, remedy="give one JSON object a line")
        if size <= LARGEST:
            kept += rest
        else:
            kept = bytearray()
    if size:
        yield bytes(kept) if size <= LARGEST else None


def chunks_of(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """The stream's bytes; a broken gzip stream gives what stands before the break, then raises Unreadable."""
    try:
        while chunk := stream.read(CHUNK) if not hasattr(stream, "read1") else stream.read1(CHUNK):
            yield chunk
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        what = f"the compressed file breaks off or is damaged: {error}"
        remedy = "fetch it again; what stands before the break was read"
        raise Unreadable("truncated", "pages", what, place=name, remedy=remedy) from error
    except OSError as error:
        raise Unreadable("unreadable", "pages", error.strerror or str(error), place=name) from error


def read_row(line: bytes | None, place: str, published: str | None) -> Page | Failure:
    """The page of one line, or the failure that stands in its place."""
    identifier: str | None = None
    try:
        if line is None:
            raise Unreadable("too-large", "pages", TOO_LARGE, place=place, remedy=SPLIT_REMEDY)
        row = decode_row(line.removeprefix(b"\xef\xbb\xbf"), place)
        identifier = clean(str(row.id if row.id is not None else "")).strip() or None
        return to_page(row, identifier, place, published)
    except Unreadable as fault:
        return fault.failure(identifier or stable_id(place), place)


def decode_row(line: bytes, place: str) -> Row:
    """The line's object. Raises Unreadable: "not-json" or "wrong-fields"."""
    remedy = 'a line is {"id", "text" or "html", "url"?, "title"?, "published"?}'
    try:
        return ROW.decode(line)
    except msgspec.ValidationError as error:
        raise Unreadable("wrong-fields", "pages", str(error), place=place, remedy=remedy) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable("not-json", "pages", f"this line is not JSON: {error}", place=place, remedy=remedy) from error


def to_page(row: Row, identifier: str | None, place: str, published: str | None) -> Page:
    """The row as a page. Raises Unreadable: "wrong-fields" or "empty"."""
    content = row.html if row.html is not None else row.text
    if content is None:
        raise Unreadable("wrong-fields", "pages", 'neither "text" nor "html" is given', place=place)
    if row.published and not is_day(row.published):
        what = f'"published" is no ISO day: {row.published[:40]!r}'
        raise Unreadable("wrong-fields", "pages", what, place=place, remedy="write 2022-07-01")
    if not content.strip():
        raise Unreadable("empty", "pages", "the page has no text", place=place)
    return Page(
        content=clean(content),
        kind="html" if row.html is not None else "text",
        given_id=identifier,
        url=canonical_url(clean(row.url or "").strip()) or None,
        path=place,
        title=" ".join(clean(row.title or "").split()) or None,
        published=row.published or published,
    )
