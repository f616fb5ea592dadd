"""What a question found, written as table, CSV, JSON Lines or Parquet."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO

import msgspec
from rich.console import Console

from comity.cli.words import paper
from comity.faults import RecordFault, WrongCall
from comity.record import Found, Record, Select, Table, open_record

SHOWN = 50  # rows of a table, unless --limit says otherwise

Draw = Callable[[Console, list[Any]], None]


def answer(path: Path, table: Table, select: Select, layout: str, output: Path | None, draw: Draw) -> None:
    """Ask the record and write what is found; `draw` sets a table's rows for reading."""
    refuse_terminal(layout, output)
    limit = select.limit
    if limit is None and layout == "table":
        limit = SHOWN
    select = msgspec.structs.replace(select, limit=limit or None)
    with open_record(path) as record:
        found = record.find(table, select)
        if layout == "table":
            with _text(output) as stream:
                _draw(paper(stream), record, found, draw)
        else:
            with _bytes(output) as binary:
                WRITERS[layout](found, binary)


def _draw(console: Console, record: Record, found: Found, draw: Draw) -> None:
    rows = list(found)
    if rows:
        draw(console, rows)
    total = found.total() if found.limit is not None and len(rows) == found.limit else len(rows)
    if total > len(rows):
        console.print(f"{len(rows)} of {total:,} {found.table}; --limit 0 shows all", style="dim")
    elif rows:
        one = "person" if found.table == "people" else found.table[:-1]
        console.print(f"{total:,} {found.table if total > 1 else one}", style="dim")
    else:
        among = record.find(found.table, Select()).total()
        console.print(f"No {found.table} found among {among:,} in {record.path}.")


def write_csv(found: Found, stream: BinaryIO) -> None:
    """A header and a row each; lists are joined by ";", nothing stands for unknown."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(found.columns)
    for row in found:
        writer.writerow([_cell(value) for value in row])
    text.detach()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return ";".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else value


def write_jsonl(found: Found, stream: BinaryIO) -> None:
    """An object each, as the exchange format has it."""
    encode = msgspec.json.Encoder().encode
    for item in found.objects():
        stream.write(encode(item) + b"\n")


def write_parquet(found: Found, stream: BinaryIO) -> None:
    """All rows, typed."""
    import pyarrow.parquet

    pyarrow.parquet.write_table(found.to_arrow(), stream)


WRITERS: dict[str, Callable[[Found, BinaryIO], None]] = {
    "csv": write_csv,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
}


@contextmanager
def _text(output: Path | None) -> Iterator[IO[str]]:
    """The file's text, or standard output."""
    if output is None:
        yield sys.stdout
        return
    with _disk(output), output.open("w", encoding="utf-8") as stream:
        yield stream


@contextmanager
def _bytes(output: Path | None) -> Iterator[BinaryIO]:
    """The file's bytes, or standard output."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with _disk(output), output.open("wb") as stream:
        yield stream


@contextmanager
def _disk(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RecordFault("output", error.strerror or str(error), place=str(output)) from error


def refuse_terminal(layout: str, output: Path | None) -> None:
    """Raise WrongCall where bytes would go to a terminal."""
    if layout == "parquet" and output is None and sys.stdout.isatty():
        raise WrongCall("output", "parquet is no text", remedy="name a file with -o, or pipe it on")
