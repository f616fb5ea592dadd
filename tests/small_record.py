"""A record small enough to count by hand: happenings written straight into the tables of schema.sql."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from importlib.resources import files
from typing import Any

import duckdb

from comity.vocabulary import stable_id
from tests.factory import quad_of

SCORES = {
    "AGREE": 2.5, "CONSULT": 2.5, "SUPPORT": 5.0, "CONCEDE": 4.5, "COOPERATE": 9.5, "AID": 10.0,
    "REQUEST": 0.0, "ACCUSE": -3.0, "SANCTION": -6.0, "ASSAULT": -9.0,
}  # fmt: skip


EVENT = {
    "id": "e1", "number": 0, "sentence": 0, "sentence_start": 0, "words": "", "type": "", "modes": [], "contexts": [],
    "rule": "", "quad": "", "intensity": 0.0, "source": [], "target": [], "source_countries": [],
    "target_countries": [], "status": "", "trigger_start": 0, "trigger_end": 0, "trigger_words": "", "confidence": 0.9,
    "historical": False,
}  # fmt: skip


class SmallRecord:
    """As much of an open record as measures and exports need."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(":memory:")
        self.connection.execute((files("comity") / "record" / "schema.sql").read_text("utf-8"))

    def rows(self, sql: str, values: Any = ()) -> Iterator[tuple[Any, ...]]:
        """The answer's rows."""
        yield from self.connection.execute(sql, values or None).fetchall()

    def insert(self, table: str, row: dict[str, Any]) -> None:
        """Store one row."""
        columns = ", ".join(f'${name} as "{name}"' for name in row)
        self.connection.execute(f"insert into {table} by name select {columns}", row)


def tell(
    record: SmallRecord,
    line: str,
    *,
    contexts: Sequence[str] = (),
    status: str = "happened",
    outlets: Sequence[str] = ("The Courier",),
    time_words: str | None = "on Friday",
) -> str:
    """Store a happening written as "1997-04-02 RUS+BLR -> SUPPORT" or "..2022-03-01 RUS -> UKR ASSAULT"; its id."""
    days, left, right = _split(line)
    *target, kind = right.split()
    earliest, latest = _days(days)
    source, target = left.split("+"), target[0].split("+") if target else []
    row = {
        "id": stable_id(line, status, *contexts),
        "type": kind,
        "quad": quad_of(kind),
        "intensity": SCORES[kind],
        "contexts": list(contexts),
        "status": status,
        "source": source,
        "target": target,
        "source_countries": [code[:3] for code in source if code[:3].isupper()],
        "target_countries": [code[:3] for code in target if code[:3].isupper()],
        "earliest": earliest,
        "latest": latest,
        "outlets": len(set(outlets)),
        "agencies": 0,
        "articles": len(outlets),
        "confidence": 0.9,
    }
    record.insert("happenings", row)
    for n, outlet in enumerate(outlets):
        article = f"{row['id']}-{n}"
        record.insert("happening_mentions", {"happening": row["id"], "article": article, "event": "e1"})
        known = {"id": article, "position": 0, "outlet": outlet, "published_basis": "given", "coded": "{}"}
        record.insert("articles", known)
        record.insert("events", EVENT | {"article": article, "time_words": time_words})
    return str(row["id"])


def _split(line: str) -> tuple[str, str, str]:
    days, rest = line.split(" ", 1)
    left, right = rest.split(" -> ")
    return days, left, right


def _days(days: str) -> tuple[date | None, date | None]:
    if days == "undated":
        return None, None
    first, dots, last = days.partition("..")
    one, other = (date.fromisoformat(day) if day else None for day in (first, last))
    return one, other if dots else one
