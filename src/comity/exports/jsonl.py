"""JSON Lines: one object per row with every column in order, lists as arrays, days as YYYY-MM-DD, unknown is null."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from comity.exports.tables import Table


def write_jsonl(table: Table, rows: Iterable[tuple[Any, ...]], path: Path) -> int:
    """Write a table to the file; how many rows."""
    encode = msgspec.json.Encoder().encode
    names = [column.name for column in table.columns]
    count = 0
    with path.open("wb") as file:
        for row in rows:
            file.write(encode(dict(zip(names, row, strict=True))) + b"\n")
            count += 1
    return count
