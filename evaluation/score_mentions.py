"""How many of comity's mentions are no actor: evaluation/mentions.jsonl, five sheets of 200 mentions, one reader each.

The reader saw each sentence with the mention marked, not its code. All sheets were drawn on 30 November 2026 from the
mentions of that hour, at most two of a text: sheet 1 those with the lowest blake2b (8 bytes) of "id start end", sheet 2
those with the lowest of "second id start end" in texts that sheet 1 has none of, sheet 3 those with the lowest of
"third id start end" in texts of neither, nor of the 230 that were read while mending before it. When drawn, sheet 1 had
28 that were no actor, sheet 2 had 29, sheet 3 had 20; sheet 4, drawn in the same way ("fourth") hours later from texts
of none of these, had 19; sheet 5 ("fifth"), drawn when those were mended, had 14. Errors of the first four were mended
since, by class; of the fifth nothing was.
Only judged mentions that comity still finds, with the same span, are counted: a wrong one
that is gone counts no more, a new wrong one is not seen, so draw and judge a new sheet after larger changes. The texts
are the sentences of the development data, with their events; their source and target spans tell how many actors are
mentioned at all.

    python evaluation/score_mentions.py --texts ../shared/data/events/dev.jsonl --errors
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from stories import page_of, read_gold

from comity.coding import code_all, open_tools
from comity.vocabulary import CodedArticle, Failure

HERE = Path(__file__).parent
NO_ACTOR_BAR, MENTIONED_BAR = 0.083, 0.92
Place = tuple[int, int]


def mentions_of(article: CodedArticle | Failure) -> set[Place]:
    """The spans of all mentions in a text."""
    assert isinstance(article, CodedArticle), article
    return {(mention.start, mention.end) for actor in article.actors for mention in actor.mentions}


def overlaps(place: Place, others: Iterable[Place]) -> bool:
    """Whether a span shares a character with one of the others."""
    return any(start < place[1] and place[0] < end for start, end in others)


def marked(text: str, start: int, end: int) -> str:
    """The text with a span in brackets."""
    return f"{text[:start]}[[{text[start:end]}]]{text[end:]}"


def main() -> None:
    """Find the mentions, count those judged no actor and the gold spans that are mentioned."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=HERE / "mentions.jsonl")
    parser.add_argument("--texts", type=Path, default=HERE.parent.parent / "shared/data/events/dev.jsonl")
    parser.add_argument("--errors", action="store_true", help="list the mentions that are no actor")
    arguments = parser.parse_args()
    texts, judged, tools = read_gold(arguments.texts), read_gold(arguments.gold), open_tools()
    found = {article.id: mentions_of(article) for article in code_all(map(page_of, texts), tools)}
    words = {row["id"]: row["text"] for row in texts}
    for sheet in sorted({row["sheet"] for row in judged}):
        drawn = [row for row in judged if row["sheet"] == sheet]
        still = [row for row in drawn if (row["start"], row["end"]) in found[row["text"]]]
        wrong = [row for row in still if not row["actor"]]
        print(f"sheet {sheet}: {len(drawn)} judged, {len(still)} still found")
        print(f"sheet {sheet}: not an actor {len(wrong) / len(still):.3f} of {len(still)}; bar {NO_ACTOR_BAR}")
        for row in wrong if arguments.errors else ():
            print(f"{row['why']} | {row['text']} {marked(words[row['text']], row['start'], row['end'])}")
    gold = {
        (row["id"], *event[side])
        for row in texts
        for event in row["events"]
        for side in ("source", "target")
        if event[side]
    }
    met = sum(overlaps((start, end), found[name]) for name, start, end in gold)
    print(f"{sum(map(len, found.values()))} mentions in all")
    print(f"gold sources and targets mentioned {met / len(gold):.3f} of {len(gold)}; bar {MENTIONED_BAR}")


if __name__ == "__main__":
    main()
