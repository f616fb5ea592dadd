"""Parquet: lists as list<string>, days as date32, counts as int64, numbers as double, unknown is null."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from comity.exports.tables import Column

BATCH = 20_000  # rows of a row group
TYPES = {
    "text": pa.string(),
    "words": pa.string(),
    "name": pa.string(),
    "day": pa.date32(),
    "count": pa.int64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
    "list": pa.list_(pa.string()),
    "parties": pa.list_(pa.string()),
}


def write_parquet(columns: Sequence[Column], rows: Iterable[tuple[Any, ...]], file: BinaryIO) -> int:
    """Write the rows to the file; how many."""
    schema = pa.schema([(column.name, TYPES[column.kind]) for column in columns])
    count = 0
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            arrays = [pa.array(values, f.type) for values, f in zip(zip(*batch, strict=True), schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            count += len(batch)
    return count


def _batches(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch
