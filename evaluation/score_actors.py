"""How many of the words that mean an actor are found, coded and linked right: evaluation/actors.jsonl against comity.

The gold was labelled by a reader who had not seen comity's output. Its texts are in a JSON Lines file with the
fields `id`, `text` and `published` (the wire stories of the development data). For each kind of mention:

- mentioned: how many of the gold mentions that have a code overlap a mention of comity's;
- country, sectors: of those, how many have every gold code among the codes of the actors mentioned there
  (the state as such and its government count as one);
- linked (pronouns, nominals, groups): how many belong to an actor that also has a mention overlapping one of the gold
  `refers` spans; where gold gives none, how many have the right codes. Of all, not only of those mentioned;
- left alone: how many places and other mentions without a code are no mention of comity's.

    python evaluation/score_actors.py --texts ../shared/data/wire/wire.jsonl.gz --half odd --errors
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from stories import Row, half_of, page_of, stories

from comity.coding import Tools, code, open_tools
from comity.vocabulary import Actor, CodedArticle

HERE = Path(__file__).parent
LINKED = ("pronoun", "nominal", "group")


def coded_texts(path: Path, wanted: set[str], tools: Tools) -> Iterator[tuple[str, CodedArticle]]:
    """(id, coded article) of each wanted text; its offsets are those of the gold."""
    for row in stories(path, wanted):
        yield row["id"], code(page_of(row), tools)


def overlapping(article: CodedArticle, start: int, end: int) -> list[Actor]:
    """The actors that have a mention sharing a character with the span."""
    return [a for a in article.actors if any(m.start < end and start < m.end for m in a.mentions)]


def narrowest(article: CodedArticle, start: int, end: int) -> list[Actor]:
    """The actors of the mentions that fit the span best: the most shared characters, the fewest others."""
    found: dict[tuple[int, int], list[Actor]] = defaultdict(list)
    for actor in article.actors:
        for mention in actor.mentions:
            if mention.start < end and start < mention.end:
                found[mention.start, mention.end].append(actor)
    if not found:
        return []
    best = max(found, key=lambda at: 2 * (min(at[1], end) - max(at[0], start)) - (at[1] - at[0]))
    return found[best]


def judge(row: Row, article: CodedArticle) -> Iterator[tuple[str, bool]]:
    """(figure, right) of one gold mention."""
    actors = narrowest(article, *row["mention"])
    if not row["codes"]:
        yield "left alone", not actors
        return
    yield "mentioned", bool(actors)
    codes = {plain(actor.code or "") for actor in actors}
    countries = {code[:3] for code in codes}
    right = all(wanted[:3] in countries for wanted in row["codes"])
    if actors:
        yield "country", right
        yield "sectors", all(plain(wanted) in codes for wanted in row["codes"])
    if row["kind"] in LINKED:
        spans = [span for span in row["refers"] or () if span and span != row["mention"]]
        yield "linked", all_linked(actors, article, spans) if spans else right and bool(actors)


def plain(code: str) -> str:
    """A code with the government as the state: "FRAGOV" FRA, "FRAGOVMIL" FRAMIL."""
    return code[:3] + code[3:].removeprefix("GOV")


def all_linked(actors: list[Actor], article: CodedArticle, spans: list[list[int]]) -> bool:
    """Whether one of the actors is mentioned at one of the spans."""
    return any(actor in overlapping(article, *span) for span in spans for actor in actors)


def main() -> None:
    """Score and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=HERE / "actors.jsonl")
    parser.add_argument("--texts", type=Path, default=HERE.parent.parent / "shared/data/wire/wire.jsonl.gz")
    parser.add_argument("--half", choices=("even", "odd"), help="only the articles whose id hashes so")
    parser.add_argument("--errors", action="store_true", help="list what is not right, with the words around it")
    arguments = parser.parse_args()
    gold: dict[str, list[Row]] = defaultdict(list)
    for line in arguments.gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if arguments.half in (None, half_of(row["id"])):
            gold[row["id"]].append(row)
    counts: Counter[tuple[str, str, bool]] = Counter()
    for name, article in coded_texts(arguments.texts, set(gold), open_tools()):
        for row in gold[name]:
            for figure, right in judge(row, article):
                counts.update([(row["kind"], figure, right), ("all", figure, right)])
                if arguments.errors and not right:
                    print(error_line(row, figure, article))
    print_table(counts)


def error_line(row: Row, figure: str, article: CodedArticle) -> str:
    """What is wrong with a gold mention, on one line."""
    start, end = row["mention"]
    around = " ".join(
        f"{article.text[max(0, start - 90) : start]}[[{article.text[start:end]}]]{article.text[end : end + 40]}".split()
    )
    ours = [f"{actor.name}:{actor.code}" for actor in narrowest(article, start, end)]
    refers = [article.text[a:b] for a, b in filter(None, row["refers"] or ())]
    return f"{figure} {row['kind']} {row['codes']} refers {refers} ours {ours} | {row['id']} {around}"


def print_table(counts: Counter[tuple[str, str, bool]]) -> None:
    """A line per kind and figure: how many, and the share that is right."""
    for kind, figure in sorted({key[:2] for key in counts}):
        right, wrong = counts[kind, figure, True], counts[kind, figure, False]
        print(f"{kind:9} {figure:10} {right + wrong:4} {right / (right + wrong):.3f}")
    linked = [(right, n) for (kind, figure, right), n in counts.items() if figure == "linked" and kind in LINKED[:2]]
    print(f"linked, pronouns and nominals: {sum(n for right, n in linked if right) / sum(n for _, n in linked):.3f}")


if __name__ == "__main__":
    main()
