"""JSON Lines: one object per row with every column in order, lists as arrays, days as YYYY-MM-DD, unknown is null."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

import msgspec

from comity.exports.tables import Column


def write_jsonl(columns: Sequence[Column], rows: Iterable[tuple[Any, ...]], file: BinaryIO) -> int:
    """Write the rows to the file; how many."""
    encode = msgspec.json.Encoder().encode
    names = [column.name for column in columns]
    count = 0
    for row in rows:
        file.write(encode(dict(zip(names, row, strict=True))) + b"\n")
        count += 1
    return count
