"""Whether the sentences of training/sentences are varied, and far from every sentence that we measure on.

    python training/diversity.py [--shared ../shared]

Prints, and ends with status 1 where a bound is broken: a frame (the sentence with capitalised words and numbers masked)
makes at most 1 %; no sentence shares more than half of its five-word shingles with a measuring text; no doubles.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORD = re.compile(r"\w+")
MOST = 0.01  # share of one frame
NEAR = 0.5  # share of shingles in common


def masked(text: str) -> list[str]:
    """The words, capitalised ones and numbers as "#"."""
    return ["#" if word[0].isupper() or word[0].isdigit() else word for word in WORD.findall(text)]


def shingles(text: str) -> set[tuple[str, ...]]:
    """All runs of five words, in lower case."""
    words = [word.lower() for word in WORD.findall(text)]
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


def measured(shared: Path) -> Iterator[str]:
    """Every text that we measure events on."""
    for name, key in (
        ("relations/train.jsonl", "sentence"),
        ("articles/dev.jsonl", "text"),
        ("headlines/dev.jsonl", "text"),
    ):
        for line in (shared / "data" / name).open(encoding="utf-8"):
            yield json.loads(line)[key]
    with gzip.open(shared / "data/wire/wire.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def main() -> int:
    """Do what the module says."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    given = ask.parse_args()
    rows = [
        json.loads(line)
        for path in sorted((HERE / "sentences").glob("*.jsonl"))
        for line in path.open(encoding="utf-8")
    ]
    texts = [row["text"] for row in rows]
    lengths = sorted(len(WORD.findall(text)) for text in texts)
    types = Counter(event["type"] for row in rows for event in row["events"])
    status = Counter(event["status"] for row in rows for event in row["events"])
    words = {word.lower() for text in texts for word in WORD.findall(text)}
    triggers = {row["text"][slice(*event["trigger"])].lower() for row in rows for event in row["events"]}
    print(f"{len(texts)} sentences, {sum(types.values())} events, {sum(not row['events'] for row in rows)} without any")
    print(
        f"words a sentence: {lengths[len(lengths) // 10]} to {lengths[-len(lengths) // 10]} (tenths), "
        f"median {lengths[len(lengths) // 2]}"
    )
    print(f"{len(words)} different words, {len(triggers)} different triggers")
    print("types:", ", ".join(f"{kind} {n}" for kind, n in types.most_common()))
    print("status:", ", ".join(f"{name} {n}" for name, n in status.most_common()))
    openings = Counter(" ".join(masked(text)[:3]) for text in texts)
    frames = Counter(" ".join(masked(text)) for text in texts)
    opening, frame = openings.most_common(1)[0], frames.most_common(1)[0]
    print(
        f"commonest opening {opening[0]!r}: {opening[1] / len(texts):.4f}; commonest frame: {frame[1] / len(texts):.4f}"
    )
    doubles = len(texts) - len(set(texts))
    near = 0
    if given.shared.is_dir():
        known = {shingle for text in measured(given.shared) for shingle in shingles(text)}
        near = sum(len(own & known) > NEAR * len(own) for own in map(shingles, texts) if own)
        print(f"sentences near a measuring text: {near}")
    broken = frame[1] > MOST * len(texts) or doubles > 0 or near > 0
    print(f"doubles: {doubles}; {'a bound is broken' if broken else 'all bounds hold'}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
