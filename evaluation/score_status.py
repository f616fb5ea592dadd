"""Whether a deed was done, promised, demanded or denied: evaluation/status.jsonl against comity.

The gold was labelled by a reader who had not seen comity's output; it leans to the rarer classes. Its texts are in a
JSON Lines file with the fields `id`, `text` and `published` (the wire stories of the development data). Two readings:

- direct: the status functions are asked at the head of each gold trigger, whether comity finds an event there or not.
  A negated deed under a gold REJECT ("will not lift") is asked for as the refusal that `settle` makes of it;
- coded: the status of the event that `comity code` finds on the trigger's words.

    python evaluation/score_status.py --texts ../shared/data/wire/wire.jsonl.gz --half even --errors
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from stories import Row, half_of, page_of, stories

from comity.articles import extract_article
from comity.coding import Tools, code_sentences, open_tools
from comity.events.status import noun_status, verb_status
from comity.sentences import parse_sentences
from comity.vocabulary import CodedArticle, ParsedSentence, Span, Status

HERE = Path(__file__).parent
ACTS = frozenset(
    {"agree", "vow", "pledge", "promise", "offer", "refuse", "decline", "threaten", "deny"}
)  # deeds themselves
CLASSES: tuple[str, ...] = get_args(Status)
Pairs = list[tuple[str, str]]


def parsed(row: Row, tools: Tools) -> tuple[CodedArticle, tuple[ParsedSentence, ...]]:
    """The coded story and its parsed sentences; offsets are those of the gold."""
    article = extract_article(page_of(row), tools.outlets)
    sentences = parse_sentences(article, tools.parser)
    return code_sentences(article, sentences, tools), sentences


def direct(row: Row, sentences: tuple[ParsedSentence, ...]) -> str | None:
    """The status that the words around a gold trigger show; None: no sentence holds it."""
    trigger = Span(*row["trigger"])
    sentence = next((s for s in sentences if s.span.overlaps(trigger)), None)
    head = sentence.head_of(trigger) if sentence is not None else None
    if sentence is None or head is None:
        return None
    if sentence.tokens[head].lemma not in ACTS:
        head = deed_of(sentence, head, trigger)
    verbal = sentence.tokens[head].pos in {"VERB", "AUX"}
    status = (verb_status if verbal else noun_status)(sentence, head, False).status
    return "happened" if row["type"] == "REJECT" and status == "denied" else status


def deed_of(sentence: ParsedSentence, head: int, trigger: Span) -> int:
    """The last infinitive or participle within the trigger: "are set to resume", "expected to meet"."""
    for child in sentence.children[head]:
        token = sentence.tokens[child]
        if token.dep in {"xcomp", "acomp", "oprd"} and trigger.contains(Span(token.start, token.end)):
            return deed_of(sentence, child, trigger)
    return head


def coded(row: Row, article: CodedArticle) -> str | None:
    """The status of the event on a gold trigger, of the gold's type before others; None: no event there."""
    trigger = Span(*row["trigger"])
    found = [event for event in article.events if event.trigger.overlaps(trigger)]
    return min(found, key=lambda e: e.type != row["type"]).status if found else None


def scores(pairs: Pairs) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each class that the gold has."""
    gold, said, right = (
        Counter(a for a, _ in pairs),
        Counter(b for _, b in pairs),
        Counter(a for a, b in pairs if a == b),
    )
    found = {}
    for name in (c for c in CLASSES if gold[c]):
        precision, recall = right[name] / max(said[name], 1), right[name] / gold[name]
        found[name] = (precision, recall, 2 * precision * recall / max(precision + recall, 1e-9))
    return found


def macro_of(pairs: Pairs) -> float:
    """Mean F1 of the classes."""
    figures = scores(pairs)
    return sum(f1 for *_, f1 in figures.values()) / max(len(figures), 1)


def table(title: str, pairs: Pairs) -> str:
    """The confusion table, the figures of each class and the headline."""
    counts = Counter(pairs)
    lines = [
        f"{title}: {len(pairs)} triggers",
        "gold".ljust(14) + "".join(c[:9].rjust(10) for c in (*CLASSES, "P", "R", "F1")),
    ]
    figures = scores(pairs)
    for name, values in figures.items():
        cells = [str(counts[name, other] or "-") for other in CLASSES] + [f"{v:.3f}" for v in values]
        lines.append(name.ljust(14) + "".join(cell.rjust(10) for cell in cells))
    right = sum(a == b for a, b in pairs) / max(len(pairs), 1)
    happened = figures.get("happened", (0.0,))[0]
    lines.append(f"accuracy {right:.3f}  macro F1 {macro_of(pairs):.3f}  precision of happened {happened:.3f}")
    return "\n".join(lines)


def errors(rows: list[Row], texts: Mapping[str, str], answers: list[str | None]) -> Iterator[str]:
    """The triggers read wrong, with their sentences."""
    for row, answer in zip(rows, answers, strict=True):
        if answer != row["status"]:
            text = texts[row["id"]]
            end = text.find("\n", row["start"])
            start, stop = row["trigger"]
            here = text[row["start"] : start] + "[" + text[start:stop] + "]" + text[stop : end if end > 0 else None]
            yield f"{row['status']} read as {answer} {row['type']}: {here[: stop - row['start'] + 160]}"


def main() -> None:
    """Print both readings for the chosen half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--gold", type=Path, default=HERE / "status.jsonl")
    parser.add_argument("--half", choices=("even", "odd", "all"), default="all")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    gold: dict[str, list[Row]] = defaultdict(list)
    for line in options.gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if options.half in ("all", half_of(row["id"])):
            gold[row["id"]].append(row)
    tools = open_tools()
    rows: list[Row] = []
    answers: dict[str, list[str | None]] = {"direct": [], "coded": []}
    texts = {}
    for story in stories(options.texts, set(gold)):
        article, sentences = parsed(story, tools)
        texts[story["id"]] = article.text
        for row in gold[story["id"]]:
            rows.append(row)
            answers["direct"].append(direct(row, sentences))
            answers["coded"].append(coded(row, article))
    readings = {
        name: [(row["status"], answer) for row, answer in zip(rows, found, strict=True) if answer is not None]
        for name, found in answers.items()
    }
    for name, pairs in readings.items():
        print(table(f"{name}, {options.half} half", pairs), end="\n\n")
    if options.errors:
        print(*errors(rows, texts, answers["direct"]), sep="\n")
    print(f"status_macro_f1 {macro_of(readings['direct']):.4f}")


if __name__ == "__main__":
    main()
