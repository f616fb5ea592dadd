"""Parquet -> pages, a few rows in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pyarrow
import pyarrow.parquet

from comity.faults import Unreadable
from comity.pages.tables import Columns, Say, find_columns, page_of_row
from comity.vocabulary import Failure, Page, stable_id

ROWS = 64  # read together
LARGEST_GROUP = 2_000_000_000  # bytes that the columns read of one row group may unpack to
BOMB = 200  # times that text is packed at most; beyond LARGEST_GROUP more is none


def read_parquet(path: Path, published: str | None, columns: Mapping[str, str], say: Say) -> Iterator[Page | Failure]:
    """The pages of a Parquet file. What cannot be read of it gives a Failure, after which it ends."""
    name = str(path)
    try:
        yield from _rows(path, name, published, columns, say)
    except Unreadable as fault:
        yield fault.failure(stable_id(name), name)
    except (pyarrow.ArrowException, OSError) as error:
        what = f"the file is damaged or no Parquet: {' '.join(str(error).split())[:200]}"
        closed = Unreadable("not-parquet", "pages", what, place=name, remedy="write it again")
        yield closed.failure(stable_id(name), name)


def _rows(
    path: Path, name: str, published: str | None, columns: Mapping[str, str], say: Say
) -> Iterator[Page | Failure]:
    header = pyarrow.parquet.read_schema(path).names
    found = find_columns(header, columns, name)
    say(f"{name}: {found.words(header)}")
    wanted = list(found.named.values())
    number = 0
    with pyarrow.parquet.ParquetFile(path, read_dictionary=wanted) as file:  # a dictionary is not spread out
        _refuse_bombs(file.metadata, wanted, name)
        for batch in file.iter_batches(ROWS, columns=wanted):
            for row in _values(batch, found):
                number += 1
                yield page_of_row(row, f"{name}#{number}", published)
    if not number:
        raise Unreadable("empty", "pages", "the table has no row", place=name)


def _values(batch: pyarrow.RecordBatch, columns: Columns) -> Iterator[dict[str, str | None]]:
    """The rows of a batch, by field."""
    arrays = {field: batch.column(column) for field, column in columns.named.items()}
    for at in range(batch.num_rows):
        yield {field: _as_text(array[at].as_py()) for field, array in arrays.items()}


def _as_text(value: object) -> str | None:
    """A value as text; None: it is missing, or no single value."""
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value) if isinstance(value, str | int | float) else None


def _refuse_bombs(metadata: pyarrow.parquet.FileMetaData, wanted: list[str], name: str) -> None:
    """Raise Unreadable where a row group would unpack to more than memory should hold."""
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        chunks = [group.column(at) for at in range(group.num_columns)]
        read = [chunk for chunk in chunks if chunk.path_in_schema in wanted]
        size = sum(chunk.total_uncompressed_size for chunk in read)
        if size > LARGEST_GROUP and size > BOMB * sum(chunk.total_compressed_size for chunk in read):
            what = f"it unpacks to {size / 1e9:.0f} GB, as no text does"
            raise Unreadable("too-large", "pages", what, place=name, remedy="leave it out")
