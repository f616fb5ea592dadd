"""CSV: UTF-8, RFC 4180 quoting, lines end in a line feed, lists joined by ";", days as YYYY-MM-DD, unknown is empty."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from comity.exports.tables import Table


def write_csv(table: Table, rows: Iterable[tuple[Any, ...]], path: Path) -> int:
    """Write a table to the file; how many rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.name for column in table.columns])
        count = 0
        for row in rows:
            writer.writerow([cell(value) for value in row])
            count += 1
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
