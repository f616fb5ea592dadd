"""Texts of the annotated stories, by id, from ../shared; with the words that comity takes for actors.

.venv/bin/python training/texts.py --out build/texts.jsonl    (the environment that comity is installed in)
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

from comity.coding import code, open_tools
from comity.vocabulary import Page

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"


def main() -> None:
    """Do what the module says."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--annotated", type=Path, nargs="*", default=sorted((HERE / "annotations").glob("*.jsonl")))
    ask.add_argument("--out", type=Path, required=True)
    given = ask.parse_args()
    wanted = {json.loads(line)["id"] for path in given.annotated for line in path.open(encoding="utf-8")}
    tools = open_tools(with_model=False)
    with given.out.open("w", encoding="utf-8") as out:
        for source, words in (("wire/wire", "text"), ("headlines/headlines", "title")):
            with gzip.open(SHARED / f"data/{source}.jsonl.gz", "rt", encoding="utf-8") as lines:
                for line in lines:
                    row = json.loads(line)
                    if row["id"] not in wanted:
                        continue
                    day = row.get("published") or row.get("date")
                    article = code(Page(content=row[words], kind="text", given_id=row["id"], published=day), tools)
                    spans = sorted(
                        {(m.start, m.end): a.id for a in reversed(article.actors) for m in a.mentions}.items()
                    )
                    sentences = [
                        {"start": s.start, "text": article.text[s.start : s.end],
                         "mentions": [(*m, a) for m, a in spans if s.start <= m[0] and m[1] <= s.end]}
                        for s in article.sentences
                    ]  # fmt: skip
                    out.write(json.dumps({"id": row["id"], "sentences": sentences}) + "\n")


if __name__ == "__main__":
    main()
