"""Coded articles by id, of a record or of what `comity code` wrote; decoded when looked at."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from comity.faults import WrongCall
from comity.record.rows import decode_article
from comity.record.store import Record, open_record
from comity.vocabulary import CodedArticle

DUCKDB = b"DUCK"  # from the ninth byte on
GZIP = b"\x1f\x8b"


class Codings(Mapping[str, CodedArticle]):
    """Articles by id, in their order."""

    failures = 0  # pages that could not be coded


class _OfRecord(Codings):
    def __init__(self, record: Record) -> None:
        self._record = record
        self.failures = record.count("failures")

    def __getitem__(self, identifier: str) -> CodedArticle:
        for (coded,) in self._record.rows("select coded from articles where id = ?", [identifier]):
            return decode_article(coded)
        raise KeyError(identifier)

    def __iter__(self) -> Iterator[str]:
        return (row[0] for row in self._record.execute("select id from articles order by position"))

    def __len__(self) -> int:
        return self._record.count("articles")


class _Head(Struct, frozen=True):
    """As much of a line as tells what it is."""

    id: str | None
    error: Any = None


class _OfLines(Codings):
    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: dict[str, tuple[int, bytes]] = {}
        for number, line in enumerate(_lines(path), 1):
            head = self._decoded(number, line, _Head)
            if head.error is not None or head.id is None:
                self.failures += 1
            else:
                self._lines[head.id] = (number, line)

    def _decoded(self, number: int, line: bytes, kind: Any) -> Any:
        try:
            return msgspec.json.decode(line, type=kind)
        except msgspec.DecodeError as error:
            what, remedy = f"this line is no coded article: {error}", "give a record or what `comity code` wrote"
            raise WrongCall("diff", what, place=f"{self._path}#{number}", remedy=remedy) from error

    def __getitem__(self, identifier: str) -> CodedArticle:
        found: CodedArticle = self._decoded(*self._lines[identifier], CodedArticle)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        packed = stream.read(2) == GZIP
    with gzip.open(path) if packed else path.open("rb") as lines:
        yield from (line for line in lines if line.strip())


@contextmanager
def open_codings(path: Path) -> Iterator[Codings]:
    """The articles of a record or of JSON Lines; raises WrongCall for what is neither, RecordFault for a bad record."""
    if not path.is_file():
        raise WrongCall("diff", "there is no such file", place=str(path), remedy="name a record or JSON Lines")
    with path.open("rb") as stream:
        is_record = stream.read(12)[8:] == DUCKDB
    if is_record:
        with open_record(path) as record:
            yield _OfRecord(record)
    else:
        yield _OfLines(path)
