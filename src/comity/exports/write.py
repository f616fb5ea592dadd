"""The export itself: a folder with data, codebook, citation and manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from comity.exports.codebook import codebook_of_layout, codebook_of_tables
from comity.exports.csv import write_csv
from comity.exports.gdelt import GDELT
from comity.exports.icews import ICEWS
from comity.exports.jsonl import write_jsonl
from comity.exports.layout import Layout, write_layout
from comity.exports.manifest import write_manifest
from comity.exports.names import Names, names_of, with_names
from comity.exports.parquet import write_parquet
from comity.exports.phoenix import PHOENIX
from comity.exports.polecat import POLECAT
from comity.exports.tables import TABLES, Column, Questionable, Table, Written
from comity.faults import RecordFault, WrongCall

Writer = Callable[[Sequence[Column], Iterable[tuple[Any, ...]], BinaryIO], int]
FORMATS: Mapping[str, Writer] = {"csv": write_csv, "jsonl": write_jsonl, "parquet": write_parquet}
LAYOUTS: Mapping[str, Layout] = {layout.name: layout for layout in (POLECAT, ICEWS, GDELT, PHOENIX)}
EXPORTS = (*FORMATS, *LAYOUTS)
CODEBOOK = "README.txt"


def export(
    record: Questionable, layout: str, folder: Path, *, force: bool = False, words: bool | None = None
) -> Written:
    """Write the record into the folder, all or nothing: every table, or what a published layout can say.

    words: whether the publishers' words (headlines, sentences, quotations, evidence) go with it; None: with the
    tables, which are for one's own use, but not with the layouts, which are for handing on.
    Raises WrongCall for an unknown layout and for a folder that holds anything, unless `force`.
    """
    if layout not in EXPORTS:
        raise WrongCall("export", f'no layout "{layout}"', remedy=f"one of {', '.join(EXPORTS)}")
    words = layout in FORMATS if words is None else words
    try:
        _make_room(folder, force)
        with TemporaryDirectory(dir=folder, prefix=".export-") as unfinished:
            written = _write(record, layout, Path(unfinished), words)
            for path in sorted(Path(unfinished).iterdir()):
                path.replace(folder / path.name)
    except OSError as error:
        raise RecordFault("export", error.strerror or str(error), place=str(error.filename or folder)) from error
    return written


def _write(record: Questionable, layout: str, folder: Path, words: bool) -> Written:
    if layout in FORMATS:
        written = _write_tables(record, layout, folder, words)
        said = codebook_of_tables(layout, written, words)
    else:
        written = write_layout(LAYOUTS[layout], record, folder, words)
        said = codebook_of_layout(LAYOUTS[layout], written, words)
    (folder / CODEBOOK).write_text(said, "utf-8", newline="\n")
    write_manifest(record, layout, folder, written, {"words": words})
    return written


def _write_tables(record: Questionable, kind: str, folder: Path, words: bool) -> Written:
    files = {f"{table.name}.{kind}": table for table in TABLES}
    names = None if words else names_of(record)
    rows = {name: _write_table(record, table, FORMATS[kind], folder / name, names) for name, table in files.items()}
    return Written(rows, {})


def _write_table(record: Questionable, table: Table, write: Writer, path: Path, names: Names) -> int:
    columns = table.shown(words=names is None)
    with path.open("wb") as file:
        return write(columns, with_names(columns, table.rows(record, words=names is None), names), file)


def _make_room(folder: Path, force: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if not force and any(folder.iterdir()):
        raise WrongCall("export", "the folder is not empty", place=str(folder), remedy="name another, or give --force")
