"""How often the day of publication is right: evaluation/days.jsonl against comity.

The gold is what the pages' own JSON-LD states (39 pages, 3 of them put right by eye where JSON-LD gives UTC and the
page prints the day before), else what a reader saw on the page ("source": "page"). Pages are read as they are served,
without JSON-LD, without meta elements too, and, where the day is printed in full beside the story, as flattened text.
The pages are those of the development data:

    python evaluation/score_days.py ../shared/data/pages --errors
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from pathlib import Path

from comity.articles import extract_article
from comity.lexicons.outlets import open_outlets
from comity.vocabulary import Page

HERE = Path(__file__).parent
STATED = re.compile(r"<script[^>]*ld\+json[^>]*>.*?</script>", re.DOTALL | re.IGNORECASE)
META = re.compile(r"<meta[^>]*>", re.DOTALL | re.IGNORECASE)


def readings(folder: Path, identifier: str, printed: bool) -> dict[str, Page]:
    """The page as served, without JSON-LD, without meta elements too, and flattened where it prints its day."""
    whole = gzip.decompress((folder / "html" / f"{identifier}.html.gz").read_bytes()).decode("utf-8", "replace")
    bare = STATED.sub("", whole)
    flat = (folder / "flattened" / f"{identifier}.txt").read_text(encoding="utf-8")
    found = {
        "as served": Page(content=whole, kind="html"),
        "without JSON-LD": Page(content=bare, kind="html"),
        "without meta": Page(content=META.sub("", bare), kind="html"),
    }
    return found | {"flattened": Page(content=flat, kind="text")} if printed else found


def main() -> None:
    """A table of right, wrong and unknown days for each reading."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    outlets, counts = open_outlets(), Counter[tuple[str, str]]()
    gold = [json.loads(line) for line in (HERE / "days.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in gold:
        for name, page in readings(arguments.pages, row["id"], row["printed"]).items():
            published = extract_article(page, outlets).published
            day = published.day.isoformat() if published.day else None
            verdict = "right" if day == row["published"] else "wrong" if day else "unknown"
            counts[name, verdict] += 1
            if arguments.errors and verdict != "right":
                print(f"{name}: {row['id'][:8]} {row['published']} read as {day} ({published.basis})")
    for name in dict.fromkeys(name for name, _ in counts):
        told = {verdict: counts[name, verdict] for verdict in ("right", "wrong", "unknown")}
        whole = sum(told.values())
        verdicts = ", ".join(f"{count} {verdict}" for verdict, count in told.items())
        print(f"{name}: {verdicts} of {whole}: {told['right'] / whole:.3f}")


if __name__ == "__main__":
    main()
