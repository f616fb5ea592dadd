"""Sentences for the teachers to answer on: ours, and those of wire stories that nothing is measured on.

.venv/bin/python training/pool.py --most 4000 --out build/pool.jsonl    (the environment that comity is installed in)
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from comity.coding import code, open_tools
from comity.vocabulary import Page

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
SPANS = 8  # mentions of a sentence that are asked about
Row = dict[str, Any]


def own() -> list[Row]:
    """Our sentences with two actors or more."""
    rows = [
        json.loads(line)
        for path in sorted((HERE / "sentences").glob("*.jsonl"))
        for line in path.open(encoding="utf-8")
    ]
    return [{"text": r["text"], "spans": [m[1:] for m in r["actors"]][:SPANS]} for r in rows if len(r["actors"]) > 1]


def wire(draw: random.Random) -> Iterator[Row]:
    """Sentences of wire stories, those of the hand-coded articles left out, in random order of stories."""
    measured = {json.loads(line)["id"] for line in (SHARED / "data/articles/dev.jsonl").open(encoding="utf-8")}
    with gzip.open(SHARED / "data/wire/wire.jsonl.gz", "rt", encoding="utf-8") as lines:
        stories = [row for row in map(json.loads, lines) if row["id"] not in measured]
    draw.shuffle(stories)
    tools = open_tools(with_model=False)
    for story in stories:
        article = code(Page(content=story["text"], kind="text", published=story["published"]), tools)
        spans = sorted({(m.start, m.end) for a in article.actors for m in a.mentions})
        for s in article.sentences:
            inside = [(a - s.start, b - s.start) for a, b in spans if s.start <= a and b <= s.end]
            if len(inside) > 1 and 40 < s.end - s.start < 400:
                yield {"text": article.text[s.start : s.end], "spans": inside[:SPANS]}


def main() -> None:
    """Do what the module says."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--most", type=int, default=4000, help="sentences of either kind")
    ask.add_argument("--out", type=Path, required=True)
    given = ask.parse_args()
    draw = random.Random(9)
    ours = own()
    draw.shuffle(ours)
    with given.out.open("w", encoding="utf-8") as out:
        for pair in zip(ours[: given.most], islice(wire(draw), given.most), strict=False):
            out.writelines(json.dumps(row) + "\n" for row in pair)


if __name__ == "__main__":
    main()
