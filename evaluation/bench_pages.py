#!/usr/bin/env python3
"""How fast pages become articles, HTML and flattened, beside `trafilatura.bare_extraction` on the same pages' HTML.

    .venv/bin/python evaluation/bench_pages.py            74 pages of ../shared/data/pages, three rounds, the middle one

All in one process and one thread, in seconds of the processor, so that what else the machine does matters little.
Text pages go in BATCH at once, as the coding of a corpus reads them.
Nothing is remembered from page to page, so that each round is as the first reading of its pages.
Bars: HTML no slower than 0.8 of trafilatura, 40 pages a second; flattened text 400.
"""

from __future__ import annotations

import gzip
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from comity.threads import keep_to_one_thread

SHARED = Path(os.environ.get("COMITY_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
ROUNDS, BATCH = 3, 16
Reader = Callable[[Sequence[str]], object]


def contents(folder: Path) -> list[str]:
    """The pages of a folder, unpacked, in the order of their names."""
    packed = [(path, path.read_bytes()) for path in sorted(folder.glob("*.*"))]
    unpacked = (gzip.decompress(data) if path.suffix == ".gz" else data for path, data in packed)
    return [data.decode("utf-8", "replace") for data in unpacked]


def seconds(read: Reader, pages: Sequence[str]) -> float:
    """Of the processor, for all pages once."""
    start = time.process_time()
    for first in range(0, len(pages), BATCH):
        read(pages[first : first + BATCH])
    return time.process_time() - start


def main() -> int:
    """Measure and print."""
    keep_to_one_thread()  # before numpy, which all of these bring along
    import trafilatura

    from comity.articles import extract_articles
    from comity.lexicons.outlets import open_outlets
    from comity.vocabulary import Page

    html, flat = (contents(SHARED / "data/pages" / kind) for kind in ("html", "flattened"))
    if not html:
        print(f"bench_pages: nothing measured: {SHARED} is absent")
        return 0
    outlets = open_outlets()
    readers: dict[str, tuple[Reader, list[str]]] = {
        "trafilatura, HTML": (lambda texts: [trafilatura.bare_extraction(text) for text in texts], html),
        "comity, HTML": (lambda texts: extract_articles([Page(content=t, kind="html") for t in texts], outlets), html),
        "comity, flattened": (
            lambda texts: extract_articles([Page(content=t, kind="text") for t in texts], outlets), flat
        ),
    }  # fmt: skip
    taken = {name: statistics.median(seconds(*reader) for _ in range(ROUNDS)) for name, reader in readers.items()}
    pace = {name: len(readers[name][1]) / spent for name, spent in taken.items()}
    for name, each in pace.items():
        print(f"{name:20} {each:7.1f} pages a second   {each / pace['trafilatura, HTML']:.2f} of trafilatura")
    return 0


if __name__ == "__main__":
    sys.exit(main())
