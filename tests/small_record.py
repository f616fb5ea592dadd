"""A record small enough to count by hand: happenings written straight into the tables of schema.sql."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path

import duckdb

from comity.vocabulary import stable_id

QUADS = {
    "AGREE": ("verbal cooperation", 2.5), "CONSULT": ("verbal cooperation", 2.5), "SUPPORT": ("verbal cooperation", 5.0),
    "COOPERATE": ("material cooperation", 9.5), "AID": ("material cooperation", 10.0), "REQUEST": ("verbal conflict", 0.0),
    "ACCUSE": ("verbal conflict", -3.0), "SANCTION": ("material conflict", -6.0), "ASSAULT": ("material conflict", -9.0),
}  # fmt: skip


def empty_record(path: Path | str = ":memory:") -> duckdb.DuckDBPyConnection:
    """A record with its tables and nothing in them."""
    connection = duckdb.connect(str(path))
    connection.execute((files("comity") / "record" / "schema.sql").read_text("utf-8"))
    return connection


def tell(
    connection: duckdb.DuckDBPyConnection,
    line: str,
    *,
    contexts: Sequence[str] = (),
    status: str = "happened",
    outlets: Sequence[str] = ("The Courier",),
) -> str:
    """Store a happening written as "1997-04-02 RUS+BLR -> SUPPORT" or "2022-02..2022-03 RUS -> UKR ASSAULT"; its id."""
    days, left, right = _split(line)
    *target, kind = right.split()
    quad, intensity = QUADS[kind]
    earliest, latest = _days(days)
    source, target = left.split("+"), target[0].split("+") if target else []
    identifier = stable_id(line, status, *contexts)
    countries = [[code[:3] for code in side if code[:3].isupper()] for side in (source, target)]
    connection.execute(
        "insert into happenings by name select $id as id, $type as type, $quad as quad, $intensity as intensity, $contexts as contexts, $status as status, "
        "$source as source, $target as target, $sc as source_countries, $tc as target_countries, $earliest as earliest, $latest as latest, null as place, "
        "$outlets as outlets, 0 as agencies, $articles as articles, 0.9 as confidence",
        {"id": identifier, "type": kind, "quad": quad, "intensity": intensity, "contexts": list(contexts), "status": status, "source": source,
         "target": target, "sc": countries[0], "tc": countries[1], "earliest": earliest, "latest": latest, "outlets": len(set(outlets)), "articles": len(outlets)},
    )  # fmt: skip
    for n, outlet in enumerate(outlets):
        _mention(connection, identifier, f"{identifier}-{n}", outlet)
    return identifier


def _mention(connection: duckdb.DuckDBPyConnection, happening: str, article: str, outlet: str) -> None:
    connection.execute("insert into happening_mentions values (?, ?, 'e1')", [happening, article])
    connection.execute(
        "insert into articles by name select ? as id, (select count(*) from articles) as position, ? as outlet, 'given' as published_basis, '{}' as coded",
        [article, outlet],
    )


def _split(line: str) -> tuple[str, str, str]:
    days, rest = line.split(" ", 1)
    left, right = rest.split(" -> ")
    return days, left, right


def _days(days: str) -> tuple[date | None, date | None]:
    if days == "undated":
        return None, None
    first, _, last = days.partition("..")
    return date.fromisoformat(first), date.fromisoformat(last or first)
