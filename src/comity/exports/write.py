"""The export itself: a folder with a file for each table and a codebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from comity.exports.csv import write_csv
from comity.exports.jsonl import write_jsonl
from comity.exports.parquet import write_parquet
from comity.exports.tables import TABLES, Column, Questionable, Table
from comity.faults import RecordFault, WrongCall

Writer = Callable[[Sequence[Column], Iterable[tuple[Any, ...]], BinaryIO], int]
EXPORTS: Mapping[str, Writer] = {
    "csv": write_csv,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
}
CODEBOOK = "README.txt"


def export(record: Questionable, layout: str, folder: Path, *, force: bool = False) -> dict[str, int]:
    """Write every table of the record into the folder, all or nothing; how many rows each has, by file name.

    Raises WrongCall for an unknown layout and for a folder that holds anything, unless `force`.
    """
    if layout not in EXPORTS:
        raise WrongCall("export", f'no layout "{layout}"', remedy=f"one of {', '.join(EXPORTS)}")
    try:
        _make_room(folder, force)
        with TemporaryDirectory(dir=folder, prefix=".export-") as unfinished:
            counts = _write_all(record, layout, Path(unfinished))
            for path in sorted(Path(unfinished).iterdir()):
                path.replace(folder / path.name)
    except OSError as error:
        raise RecordFault("export", error.strerror or str(error), place=str(error.filename or folder)) from error
    return counts


def _write_all(record: Questionable, layout: str, folder: Path) -> dict[str, int]:
    files = {f"{table.name}.{layout}": table for table in TABLES}
    counts = {name: _write(record, table, EXPORTS[layout], folder / name) for name, table in files.items()}
    (folder / CODEBOOK).write_text(codebook(layout, counts), "utf-8", newline="\n")
    return counts


def _write(record: Questionable, table: Table, write: Writer, path: Path) -> int:
    with path.open("wb") as file:
        return write(table.columns, table.rows(record), file)


def _make_room(folder: Path, force: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if not force and any(folder.iterdir()):
        raise WrongCall("export", "the folder is not empty", place=str(folder), remedy="name another, or give --force")


def codebook(layout: str, counts: Mapping[str, int]) -> str:
    """What the files hold, column by column."""
    lines = [f"comity export, layout {layout}", "", _conventions(layout), ""]
    for table in TABLES:
        name = f"{table.name}.{layout}"
        lines += [f"{name}: {table.meaning} ({counts[name]:,} rows)"]
        width = max(len(column.name) for column in table.columns)
        lines += [f"  {column.name:<{width}}  {column.kind:<6}  {column.meaning}" for column in table.columns]
        lines += [""]
    return "\n".join(lines)


def _conventions(layout: str) -> str:
    said = import_module(f"comity.exports.{layout}").__doc__
    return f"{said}\nCharacters are counted in code points of the article's text, from 0."
