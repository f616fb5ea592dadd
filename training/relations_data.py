"""The marked pairs of ../shared/data/relations, and the third of them that no model may see."""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def held_out(sentence: str) -> bool:
    """Whether a sentence belongs to the measuring third; the same on every machine."""
    return blake2b(" ".join(sentence.split()).encode(), digest_size=4).digest()[0] % 3 == 0


def read_pairs(path: Path) -> list[Row]:
    """Rows of the data set with `text`, `source`, `target` (offsets or None) and `type`."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    return [
        {"id": r["id"], "text": r["sentence"], "source": r["source"], "target": r["target"], "type": r.get("type"),
         "conflict": r.get("conflict")}
        for r in rows
    ]  # fmt: skip
