"""CSV -> pages, one row in memory at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from comity.faults import Unreadable
from comity.pages.decode import SAMPLE, decode_page
from comity.pages.lines import LARGEST, SPLIT_REMEDY, chunks_of
from comity.pages.tables import Say, find_columns, page_of_row
from comity.vocabulary import Failure, Page, stable_id

DELIMITERS = ",;\t|"


def read_csv(
    stream: BinaryIO, name: str, published: str | None, columns: Mapping[str, str], say: Say
) -> Iterator[Page | Failure]:
    """The pages of a table with a header. What cannot be read of it gives a Failure, after which it ends."""
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST))
    try:
        yield from _rows(Lines(stream, name), name, published, columns, say)
    except Unreadable as fault:
        yield fault.failure(stable_id(name), name)
    except csv.Error as error:
        remedy = 'a field with line ends stands in "quotes", a quote within it is doubled'
        closed = Unreadable("not-csv", "pages", f"the table cannot be read on: {error}", place=name, remedy=remedy)
        yield closed.failure(stable_id(name), name)


def _rows(
    lines: Lines, name: str, published: str | None, columns: Mapping[str, str], say: Say
) -> Iterator[Page | Failure]:
    first = next(lines, "")
    delimiter = max(DELIMITERS, key=first.count)
    header = next(csv.reader([first], delimiter=delimiter), [])
    found = find_columns(header, columns, name)
    say(f"{name}: {found.words(header)}")
    index = {field: header.index(column) for field, column in found.named.items()}
    number = 0
    for row in csv.reader(lines, delimiter=delimiter):
        lines.taken = 0
        if row:
            number += 1
            values = {field: row[at] if at < len(row) else None for field, at in index.items()}
            yield page_of_row(values, f"{name}#{number}", published)
    if not number:
        raise Unreadable("empty", "pages", "the table has no row", place=name)


class Lines:
    """The lines of a stream of bytes, decoded; no more than LARGEST characters between two rows."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self.name = name
        self.taken = 0  # characters since the last row
        sample = _Ahead(stream, name)
        charset = _charset(sample.ahead, name)
        self._text = io.TextIOWrapper(io.BufferedReader(sample), encoding=charset, errors="replace", newline="")

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(LARGEST - self.taken + 1)
        if not line:
            raise StopIteration
        self.taken += len(line)
        if self.taken > LARGEST:
            what = f"a row has more than {LARGEST // 1_000_000} MB; the rest of the table is left out"
            raise Unreadable("too-large", "pages", what, place=self.name, remedy=SPLIT_REMEDY)
        return line


class _Ahead(io.RawIOBase):
    """A stream whose first bytes can be looked at before it is read."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._chunks = chunks_of(stream, name)
        self.ahead = b""
        while len(self.ahead) < SAMPLE and (chunk := next(self._chunks, b"")):
            self.ahead += chunk
        self._left = self.ahead

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        chunk = self._left or next(self._chunks, b"")
        size = min(len(chunk), len(buffer))
        buffer[:size] = chunk[:size]
        self._left = chunk[size:]
        return size


def _charset(sample: bytes, name: str) -> str:
    """The charset of a table, as told by its first bytes."""
    whole_lines = sample[: sample.rfind(b"\n") + 1]
    _, how = decode_page(sample if b"\x00" in sample or not whole_lines else whole_lines, "text", name)
    charset = how.split()[0]
    return "utf-8-sig" if charset == "utf-8" else charset
