"""What docs/record.md says of the tables, made from the comments of schema.sql and from the tables that it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

import duckdb

from tests.documents import ROOT

RECORD = ROOT / "docs" / "record.md"
BEGIN, END = "<!-- made from record/schema.sql by make accept -->\n", "<!-- end -->"
TABLE = re.compile(r"^create (?:table (?P<name>\w+) \(|view (?P<view>\w+) as) -- (?P<meaning>.+)$")
COLUMN = re.compile(r'^ {4}(?:[^-]+ as )?"?(?P<name>\w+)"?(?: [^-]+?)?,? -- (?P<meaning>.+)$')
COLUMNS = """
select column_name, lower(data_type), is_nullable from duckdb_columns()
where table_name = ? and not internal order by column_index
"""


class Column(NamedTuple):
    """A column as the database has it, with its comment; "" where there is none."""

    name: str
    type: str
    nullable: bool
    meaning: str


def schema() -> str:
    """The text of schema.sql."""
    return (files("comity.record") / "schema.sql").read_text(encoding="utf-8")


def tables() -> Iterator[tuple[str, str, list[Column]]]:
    """Each table and view of the schema, in its order: name, what a row is, columns; "" where a comment is missing."""
    meanings, columns = comments()
    with duckdb.connect(":memory:") as connection:
        connection.execute(schema())
        for name in re.findall(r"^create (?:table|view) (\w+)", schema(), re.MULTILINE):
            rows = connection.execute(COLUMNS, [name]).fetchall()
            listed = [Column(column, kind, null, columns.get((name, column), "")) for column, kind, null in rows]
            yield name, meanings.get(name, ""), listed


def comments() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """The comments of the tables, and of their columns by (table, column)."""
    meanings: dict[str, str] = {}
    columns: dict[tuple[str, str], str] = {}
    inside = ""
    for line in schema().splitlines():
        table, column = TABLE.match(line), COLUMN.match(line)
        if table:
            inside = table["name"] or table["view"]
            meanings[inside] = table["meaning"]
        elif column and inside:
            columns[inside, column["name"]] = column["meaning"]
    return meanings, columns


def record_text() -> str:
    """docs/record.md with its tables renewed."""
    text = RECORD.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{tables_text()}{END}{after}"


def tables_text() -> str:
    """A heading, a sentence and a table of columns for each table."""
    parts = []
    for name, meaning, columns in tables():
        lines = [
            f"### `{name}`",
            "",
            f"A row is {meaning}.",
            "",
            "| column | type | null | meaning |",
            "|---|---|---|---|",
        ]
        lines += [
            f"| `{c.name}` | {c.type} | {'yes' if c.nullable else ''} | {c.meaning.replace('|', chr(92) + '|')} |"
            for c in columns
        ]
        parts.append("\n".join(lines) + "\n")
    return "\n" + "\n".join(parts) + "\n"
