"""The stories that a gold of ours is about, and their halves."""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

from comity.vocabulary import Page

Row = dict[str, Any]


def half_of(article: str) -> str:
    """ "even" or "odd" by a hash of the article's id, the same on every machine."""
    return ("even", "odd")[blake2b(article.encode(), digest_size=1).digest()[0] % 2]


def read_gold(path: Path) -> list[Row]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def stories(path: Path, wanted: Collection[str]) -> Iterator[Row]:
    """The rows with a wanted id of a gzipped JSON Lines file with the fields `id`, `text` and `published`."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (row for line in lines if (row := json.loads(line))["id"] in wanted)


def page_of(row: Row) -> Page:
    """A story as comity is given it; offsets are those of the gold."""
    return Page(content=row["text"], kind="text", given_id=row["id"], published=row.get("published"))
