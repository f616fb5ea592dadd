"""What hosts sent, kept in a folder of WARC files, to be read again without asking anyone."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote
from uuid import UUID

import msgspec
from fastwarc.warc import ArchiveIterator

from comity.faults import ComityFault, Unreadable
from comity.pages.answers import LARGEST_LIST, Answer, Said
from comity.pages.warc import ANNOUNCED, TITLE, answer_of_record

INDEX = "index.kept"  # a line of JSON for each record
NOT_KEPT = {"transfer-encoding", "connection", "keep-alive", "set-cookie"}  # headers of the way, and of the reader


class Place(msgspec.Struct, frozen=True):
    """Where a record stands, and by what the host knows that it has not changed."""

    url: str
    file: str
    offset: int
    etag: str = ""
    last_modified: str = ""


class Kept:
    """A folder of WARC files: one for each run that fetched something new, and an index of all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file: BinaryIO | None = None
        self._index: BinaryIO | None = None
        self._name = ""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._places = {place.url: place for place in _read_index(folder / INDEX)}
        except OSError as error:
            raise _disk(error, folder) from error

    def validators(self, url: str) -> dict[str, str]:
        """The headers that ask the host for the page only if it has changed; empty: it is not kept."""
        place = self._places.get(url)
        if place is None or not (self.folder / place.file).is_file():
            return {}
        known = {"If-None-Match": place.etag, "If-Modified-Since": place.last_modified}
        return {name: value for name, value in known.items() if value and value.isascii()}

    def answer(self, url: str) -> Answer | None:
        """What the host sent for the address when it was kept; None, and it is forgotten, where that is damaged."""
        place = self._places.pop(url)
        path = self.folder / place.file
        try:
            with path.open("rb") as stream:
                stream.seek(place.offset)
                record = next(iter(ArchiveIterator(stream, parse_http=False)))
                if record.headers.get("WARC-Target-URI") != url:
                    return None
                found = answer_of_record(record, url, str(path), most=LARGEST_LIST)
        except (OSError, StopIteration, Unreadable):
            return None
        self._places[url] = place
        return msgspec.structs.replace(found, again=True)

    def add(self, answer: Answer, said: Said) -> None:
        """Keep an answer. Raises ComityFault where the disk does not take it."""
        try:
            if self._file is None:
                self._name, self._file = _new_file(self.folder)
                self._index = (self.folder / INDEX).open("ab")
            assert self._index is not None  # opened with the file
            offset = self._file.tell()
            self._file.write(gzip.compress(record_of(answer, said), mtime=0))
            self._file.flush()
            etag, modified = answer.header("etag"), answer.header("last-modified")
            place = Place(answer.url, self._name, offset, etag, modified)
            self._index.write(msgspec.json.encode(place) + b"\n")
            self._index.flush()
            self._places[answer.url] = place
        except OSError as error:
            raise _disk(error, self.folder) from error

    def close(self) -> None:
        """Let go of the files."""
        for file in (self._file, self._index):
            if file is not None:
                file.close()
        self._file = self._index = None


def record_of(answer: Answer, said: Said) -> bytes:
    """The answer as a WARC 1.1 response record; the same answer gives the same bytes."""
    lines = [f"HTTP/1.1 {answer.status} OK"]
    lines += [f"{name}: {value}" for name, value in answer.headers if name.lower() not in NOT_KEPT]
    block = "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + answer.body
    name = UUID(bytes=blake2b(f"{answer.url} {answer.fetched}".encode() + block, digest_size=16).digest(), version=5)
    headers = {
        "WARC-Type": "response",
        "WARC-Record-ID": f"<urn:uuid:{name}>",
        "WARC-Date": answer.fetched,
        "WARC-Target-URI": answer.url,
        "Content-Type": "application/http; msgtype=response",
        ANNOUNCED: said.published or "",
        TITLE: quote(said.title or "", safe=" "),
        "Content-Length": str(len(block)),
    }
    written = "".join(f"{key}: {value}\r\n" for key, value in headers.items() if value)
    return b"WARC/1.1\r\n" + written.encode() + b"\r\n" + block + b"\r\n\r\n"


def _new_file(folder: Path) -> tuple[str, BinaryIO]:
    """A file of the next free number: one that a killed run left unfinished is not written on."""
    taken = [int(path.name[6:-8]) for path in folder.glob("pages-*.warc.gz") if path.name[6:-8].isdigit()]
    number = max(taken, default=0) + 1
    while True:
        name = f"pages-{number:05}.warc.gz"
        try:
            return name, (folder / name).open("xb")
        except FileExistsError:  # another process was faster
            number += 1


def _read_index(path: Path) -> Iterable[Place]:
    """The index's lines; a line that a killed run left unfinished is passed over."""
    decode = msgspec.json.Decoder(Place).decode
    for line in path.read_bytes().splitlines() if path.exists() else ():
        try:
            yield decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue


def _disk(error: OSError, folder: Path) -> ComityFault:
    what = error.strerror or str(error)
    return ComityFault("pages", what, place=str(folder), remedy="make room, or keep pages elsewhere")
