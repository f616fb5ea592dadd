"""Set the weights of `src/comity/lexicons/data/antecedent_weights.csv`: whom descriptions and pronouns mean.

    python training/nominals.py --stories 300            # tries a step up and down for each weight, says what it gains
    python training/nominals.py --stories 300 --write    # and keeps what gains

Runs in comity's own environment. The annotations of the event model name the words of each source and target and
their code (`annotations/`, texts from ../shared); `a1`, `a4` and `b1` are left out, as everywhere, and so are the
stories of `evaluation/`. Each weight in turn is moved by a step; it stays moved where at least LEAST more of these
words have the right country or sector, so that a few lucky words move nothing. A step costs a reading of all stories,
about 15 ms each; parsing them takes half a minute for 300.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "evaluation"))

from stories import page_of, stories  # noqa: E402 - the folder of the scorers comes first

from comity.actors import find_actors  # noqa: E402
from comity.coding import extract_article, open_tools  # noqa: E402
from comity.lexicons.actors import SECTORS, ActorLexicon  # noqa: E402
from comity.sentences import parse_many  # noqa: E402
from comity.vocabulary import Actor, Article, ParsedSentence  # noqa: E402

MEASURED = frozenset(("a1", "a4", "b1"))
WEIGHTS = HERE.parent / "src/comity/lexicons/data/antecedent_weights.csv"
LEAST = 4  # words more that must be right
STEP = 0.5  # at least; otherwise half of the weight
Story = tuple[Article, tuple[ParsedSentence, ...]]
Weights = dict[tuple[str, str], float]
Words = Mapping[str, Mapping[tuple[int, int], set[str]]]  # story -> words -> codes


def annotated() -> Words:
    """The words of each source and target that the annotations name, with their codes."""
    found: dict[str, dict[tuple[int, int], set[str]]] = defaultdict(lambda: defaultdict(set))
    measured = {
        row["id"] for path in (HERE.parent / "evaluation").glob("*.jsonl") for row in _rows(path) if "id" in row
    }
    for path in sorted((HERE / "annotations").glob("*.jsonl")):
        rows = list(_rows(path))
        if path.stem in MEASURED:
            measured |= {row["id"] for row in rows}
            continue
        for row in rows:
            for event in row["events"]:
                for side in ("source", "target"):
                    for code, words in zip(event[side], event[f"{side}_spans"], strict=True):
                        if words:
                            found[row["id"]][tuple(words)].add(code)
    return {name: words for name, words in found.items() if name not in measured}


def _rows(path: Path) -> Sequence[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def key(code: str) -> tuple[str, str]:
    """Country (or short form of an international actor) and primary sector; a state is its government and its military.

    >>> key("RUSGOVMIL"), key("IGOUNO"), key("UAF")
    (('RUS', ''), ('UNO', ''), ('', 'UAF'))
    """
    if code[:6] in ("IGOUNO", "IGOEUR"):
        return code[3:6], ""
    country, sector = ("", code[:3]) if code[:3] in SECTORS else (code[:3], code[3:6])
    return country, "" if country and sector in ("GOV", "MIL") else sector


def narrowest(actors: Sequence[Actor], start: int, end: int) -> list[Actor]:
    """The actors of the mentions that fit the words best."""
    found: dict[tuple[int, int], list[Actor]] = defaultdict(list)
    for actor in actors:
        for mention in actor.mentions:
            if mention.start < end and start < mention.end:
                found[mention.start, mention.end].append(actor)
    if not found:
        return []
    return found[max(found, key=lambda at: 2 * (min(at[1], end) - max(at[0], start)) - (at[1] - at[0]))]


def right(read: Sequence[Story], words: Words, lexicon: ActorLexicon) -> int:
    """How many words have the right country, and how many country and sector, added up."""
    total = 0
    for article, sentences in read:
        actors = find_actors(article, sentences, lexicon)
        for (start, end), codes in words[article.id].items():
            ours = {key(actor.code or "") for actor in narrowest(actors, start, end)}
            gold = {key(code) for code in codes}
            total += ({country for country, _ in gold} <= {country for country, _ in ours}) + (gold <= ours)
    return total


def with_weights(lexicon: ActorLexicon, weights: Weights) -> ActorLexicon:
    """The lexicon with other weights."""
    country, pronoun = (
        {mark: weight for (choice, mark), weight in weights.items() if choice == wanted}
        for wanted in ("country", "pronoun")
    )
    return replace(lexicon, country_weights=country, pronoun_weights=pronoun)


def main() -> None:
    """Try a step for each weight."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=HERE.parents[1] / "shared/data/wire/wire.jsonl.gz")
    parser.add_argument("--stories", type=int, default=300)
    parser.add_argument("--choice", choices=("country", "pronoun"), help="only the weights of one choice")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    tools, words = open_tools(with_model=False), annotated()
    rows = [row for row, _ in zip(stories(arguments.texts, words), range(arguments.stories), strict=False)]
    articles = [extract_article(page_of(row), tools.outlets) for row in rows]
    read = list(zip(articles, parse_many(articles, tools.parser), strict=True))
    with WEIGHTS.open(encoding="utf-8", newline="") as lines:
        weights: Weights = {(row["choice"], row["mark"]): float(row["weight"]) for row in csv.DictReader(lines)}
    best = right(read, words, tools.actors)
    print(f"{len(read)} stories, {best} of {2 * sum(len(words[article.id]) for article in articles)} right")
    for name, weight in list(weights.items()):
        if arguments.choice not in (None, name[0]):
            continue
        for step in (max(STEP, abs(weight) / 2), -max(STEP, abs(weight) / 2)):
            tried = weights | {name: round(weight + step, 2)}
            gain = right(read, words, with_weights(tools.actors, tried)) - best
            print(f"{': '.join(name)} {weight:g} -> {tried[name]:g} {gain:+d}{' kept' * (gain >= LEAST)}", flush=True)
            if gain >= LEAST:
                weights, best = tried, best + gain
                break
    if arguments.write:
        lines = [f"{choice},{mark},{weight:g}\n" for (choice, mark), weight in sorted(weights.items())]
        WEIGHTS.write_text("choice,mark,weight\n" + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
