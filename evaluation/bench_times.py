#!/usr/bin/env python3
"""How fast times and quotes are found, in words a second of one core, and beside the parse of the same stories.

    .venv/bin/python evaluation/bench_times.py            100 wire stories, three rounds, the middle one

All in one process and one thread, in seconds of the processor. Sentences and actors are found before the clock starts.
Bar: 2,000 words a second for times and quotes together.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from comity.threads import keep_to_one_thread

SHARED = Path(os.environ.get("COMITY_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
STORIES, ROUNDS = 100, 3


def seconds(work: Callable[[], object]) -> float:
    """Of the processor, of the middle round."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        rounds.append(time.process_time() - start)
    return statistics.median(rounds)


def main() -> int:
    """Measure and print."""
    keep_to_one_thread()  # before numpy
    from comity.actors import find_actors
    from comity.articles import extract_article
    from comity.coding import open_tools
    from comity.quotes import find_quotes
    from comity.sentences import parse_many
    from comity.times import find_times
    from comity.vocabulary import Page

    wire = SHARED / "data" / "wire" / "wire.jsonl.gz"
    if not wire.exists():
        print(f"bench_times: nothing measured: {wire} is absent")
        return 0
    tools = open_tools(with_model=False)
    with gzip.open(wire, "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for _, line in zip(range(STORIES), stream, strict=False)]
    pages = [Page(content=r["text"], kind="text", given_id=r["id"], published=r["published"]) for r in rows]
    articles = [extract_article(page, tools.outlets) for page in pages]
    start = time.process_time()
    parses = list(parse_many(articles, tools.parser))
    parsing = time.process_time() - start
    actors = [find_actors(a, s, tools.actors) for a, s in zip(articles, parses, strict=True)]
    words = sum(len(article.text.split()) for article in articles)
    times = seconds(lambda: [find_times(a, s) for a, s in zip(articles, parses, strict=True)])
    quotes = seconds(lambda: [find_quotes(*row) for row in zip(articles, parses, actors, strict=True)])
    print(f"{words:,} words in {len(articles)} stories, the middle of {ROUNDS} rounds")
    print(f"times    {words / times:9,.0f} words/s")
    print(f"quotes   {words / quotes:9,.0f} words/s")
    print(f"together {words / (times + quotes):9,.0f} words/s, {(times + quotes) / parsing:.3f} of the parse's time")
    return 0


if __name__ == "__main__":
    sys.exit(main())
