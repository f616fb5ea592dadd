"""README.txt of an export: what each file and column is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module

from comity.exports.layout import Layout, source_columns
from comity.exports.tables import TABLES, Column, Written

OF_TEXT = "Characters are counted in code points of the article's text, from 0."
WITH_WORDS = "These files quote the articles, whose words belong to their publishers: mind that before you share them."
WITHOUT_WORDS = (
    "These files quote no article: no text, headline, sentence, quotation or evidence is in them, only names.\n"
    'Columns of the kind "words" are left out or empty, and "described" stands for who is only described.'
)


def codebook_of_tables(kind: str, written: Written, words: bool) -> str:
    """What the files of the record's tables hold, column by column."""
    said = import_module(f"comity.exports.{kind}").__doc__
    lines = [f"comity export, layout {kind}", "", said or "", OF_TEXT, _words(words), ""]
    for table in TABLES:
        name = f"{table.name}.{kind}"
        lines += [f"{name}: {table.meaning} ({written.rows[name]:,} rows)", *_columns(table.shown(words)), ""]
    return "\n".join(lines)


def codebook_of_layout(layout: Layout, written: Written, words: bool) -> str:
    """What the layout's file and its sidecars hold, and what was left out."""
    about = (
        f"comity export, layout {layout.name}: the columns, their order and the form of the file are those that users\n"
        f"of that data set know; the coding is comity's. A row is one of the record's {layout.unit}, of one party to\n"
        "another."
    )
    rows = written.rows
    return "\n".join(
        [
            about,
            "",
            layout.about,
            _words(words),
            "",
            *_left_out(layout.unit, written.left_out),
            "",
            f"{layout.file} ({rows[layout.file]:,} rows)",
            *_columns(layout.columns),
            "",
            f"sources.csv: where each row was read ({rows['sources.csv']:,} rows). {OF_TEXT}",
            *_columns(source_columns(words)),
            "",
            f"articles.csv: what was read ({rows['articles.csv']:,} rows)",
            *_columns(TABLES[0].shown(words)),
            "",
        ]
    )


def _left_out(unit: str, reasons: Mapping[str, int]) -> Iterator[str]:
    total = sum(reasons.values())
    yield f"Left out, as the layout has no way to say it: {total:,} {unit}"
    yield from (f"  {count:>8,}  {reason}" for reason, count in reasons.items())


def _columns(columns: Sequence[Column]) -> Iterator[str]:
    width = max(len(column.name) for column in columns)
    yield from (f"  {column.name:<{width}}  {column.kind:<7}  {column.meaning}" for column in columns)


def _words(words: bool) -> str:
    return WITH_WORDS if words else WITHOUT_WORDS
