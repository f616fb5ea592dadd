"""The contexts of a story's events against a reader's: evaluation/contexts.jsonl, micro-averaged over stories.

The reader had not seen comity's output. Texts are in a JSON Lines file with the fields `id`, `text` and `published`.

    python evaluation/score_contexts.py --texts ../shared/data/wire/wire.jsonl.gz --half odd --errors
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from stories import half_of, page_of, read_gold, stories

from comity.coding import code, open_tools

HERE = Path(__file__).parent


def main() -> None:
    """Code the stories, compare the sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=HERE / "contexts.jsonl")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--half", choices=("even", "odd"), help="only the stories of one half")
    parser.add_argument("--errors", action="store_true", help="list each story's sets where they differ")
    arguments = parser.parse_args()
    rows = [row for row in read_gold(arguments.gold) if arguments.half in (None, half_of(row["id"]))]
    wanted = {row["id"]: set(row["contexts"]) for row in rows}
    tools = open_tools()
    right, said, gold = Counter[str](), Counter[str](), Counter[str]()
    for row in stories(arguments.texts, wanted):
        article = code(page_of(row), tools)
        found = {context for event in article.events for context in event.contexts}
        right.update(found & wanted[row["id"]])
        said.update(found)
        gold.update(wanted[row["id"]])
        if arguments.errors and found != wanted[row["id"]]:
            more, less = sorted(found - wanted[row["id"]]), sorted(wanted[row["id"]] - found)
            print(f"{row['id']}  too many: {', '.join(more)}  missed: {', '.join(less)}  {row['title']}")
    for context in sorted(gold | said):
        print(f"{context:24} gold {gold[context]:3}  said {said[context]:3}  right {right[context]:3}")
    precision, recall = right.total() / max(said.total(), 1), right.total() / max(gold.total(), 1)
    print(f"precision {precision:.4f}  recall {recall:.4f}")
    print(f"contexts_micro_f1 {2 * precision * recall / max(precision + recall, 1e-9):.4f}")


if __name__ == "__main__":
    main()
