"""How often comity sees an event where there is none: evaluation/none.jsonl, sentences of wire stories with two actors.

A reader who had not seen comity's output chose the sentences, in the order of a random list. Their stories are coded
whole; texts are in a JSON Lines file with the fields `id`, `text` and `published`.

    python evaluation/score_none.py --texts ../shared/data/wire/wire.jsonl.gz --errors
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

from stories import page_of, read_gold, stories

from comity.coding import code, open_tools

HERE = Path(__file__).parent


def main() -> None:
    """Code the stories, count the sentences with an event."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=HERE / "none.jsonl")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--errors", action="store_true", help="list the events that are none")
    arguments = parser.parse_args()
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in read_gold(arguments.gold):
        wanted[row["id"]].add(row["start"])
    tools, coded, asked = open_tools(), 0, 0
    for row in stories(arguments.texts, wanted):
        article = code(page_of(row), tools)
        for number, sentence in enumerate(article.sentences):
            if sentence.start not in wanted[row["id"]]:
                continue
            asked += 1
            events = [event for event in article.events if event.sentence == number]
            coded += bool(events)
            for event in events if arguments.errors else ():
                words = " ".join(article.text[sentence.start : sentence.end].split())
                print(f"{event.type} {event.rule} {event.confidence} {event.trigger.of(article.text)!r}  {words}")
    print(f"{asked} sentences without an event, {coded} coded")
    print(f"none_left_alone {1 - coded / asked:.4f}")


if __name__ == "__main__":
    main()
