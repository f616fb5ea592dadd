"""CSV: UTF-8, RFC 4180 quoting, lines end in a line feed, lists joined by ";", days as YYYY-MM-DD, unknown is empty."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import Any, BinaryIO

from comity.exports.tables import Column


def write_csv(columns: Sequence[Column], rows: Iterable[tuple[Any, ...]], file: BinaryIO) -> int:
    """Write a header and the rows to the file; how many rows."""
    text = TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    count = 0
    for row in rows:
        writer.writerow([cell(value) for value in row])
        count += 1
    text.detach()
    return count


def cell(value: Any) -> Any:
    """A value as CSV has it.

    >>> cell(["RUS", "BLR"]), cell(True), cell(None)
    ('RUS;BLR', 'true', '')
    """
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value
