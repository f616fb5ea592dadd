"""Make `src/comity/lexicons/data/cue_weights.csv`: which frames of which words attribute.

    python training/cues.py ../shared/data/quotes/train.jsonl.gz

A logistic model over the features of `comity.quotes.weigh`, fitted on a corpus in the form of PolNeAR: one JSON
object a line with `id`, `text` and `attributions`. Only counts are kept: no words of the corpus beyond lemmas.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from comity.lexicons.cues import WEIGHTS, open_cues
from comity.quotes.frames import frames_of
from comity.quotes.grammar import Frame
from comity.quotes.marks import find_quotations
from comity.quotes.mend import mended
from comity.quotes.weigh import context, features
from comity.sentences import open_parser, parse_many
from comity.vocabulary import Article, ParsedSentence, Part, Published

SEEN = 4  # documents in which a feature must occur
PENALTY = 1.0  # ridge on each weight
STEPS = 400
RATE = 0.05
LEAST = 0.02  # a weight below this is left out
BATCH = 20  # documents parsed at once

Row = dict[str, Any]


def article_of(row: Row) -> Article:
    """The document with its first paragraph as title."""
    text = row["text"]
    match = re.search(r"\n\s*\n", text)
    cut, body = (match.start(), match.end()) if match else (0, 0)
    parts = (Part(kind="title", start=0, end=cut),) if match else ()
    return Article(
        id=row["id"], url=None, path=None, outlet=None, agency=None, authors=(), sections=(), title=None,
        caption=None, language="en", published=Published(earliest=None, latest=None, basis="unknown"), text=text,
        parts=(*parts, Part(kind="body", start=body, end=len(text))), dropped=(), related=(),
    )  # fmt: skip


def labelled(row: Row, sentences: tuple[ParsedSentence, ...]) -> Iterator[tuple[list[str], bool]]:
    """Features of each frame outside quotations, and whether it is an attribution of the gold."""
    quoted = [quotation.span for quotation in find_quotations(row["text"])]
    cues = open_cues()
    for sentence in (mended(sentence, cues) for sentence in sentences):
        frames = [
            f
            for f in frames_of(sentence, cues)
            if not any(q.start <= sentence.tokens[f.cue].start < q.end for q in quoted)
        ]
        matches = [match(row["attributions"], sentence, frame) for frame in frames]
        by_cue = {number for number, is_cue in filter(None, matches) if is_cue}
        for frame, found in zip(frames, matches, strict=True):
            if found is not None and not found[1] and found[0] in by_cue:
                continue  # another word of the sentence is the cue of this content
            yield [*features(sentence, frame, cues), *context(sentence, frame, cues)], found is not None


def match(attributions: list[Row], sentence: ParsedSentence, frame: Frame) -> tuple[int, bool] | None:
    """Number of the attribution that holds half the content and names the speaker; whether its cue is the frame's."""
    words = [sentence.tokens[i] for i in frame.content if sentence.tokens[i].text[0].isalnum()]
    for number, gold in enumerate(attributions):
        inside = sum(any(word.start < end and start < word.end for start, end in gold["content"]) for word in words)
        if not words or 2 * inside < len(words):
            continue
        cue = sentence.tokens[frame.cue]
        is_cue = gold["cue"] is not None and cue.start < gold["cue"][1] and gold["cue"][0] < cue.end
        return (number, is_cue) if same_speaker(gold["source"], sentence, frame) else None
    return None


def same_speaker(source: list[int] | None, sentence: ParsedSentence, frame: Frame) -> bool:
    """Whether the frame's speaker is the gold's; none is none."""
    if source is None or not frame.speaker:
        return source is None and not frame.speaker
    return sentence.tokens[frame.speaker[0]].start < source[1] and source[0] < sentence.tokens[frame.speaker[-1]].end


def fit(samples: list[list[str]], labels: list[bool], kept: list[str]) -> np.ndarray:
    """Weights of the kept features: ridge logistic regression by Adam on the whole data."""
    index = {name: number for number, name in enumerate(kept)}
    rows, columns = [], []
    for number, names in enumerate(samples):
        for name in dict.fromkeys(names):
            if name in index:
                rows.append(number)
                columns.append(index[name])
    at, of = np.array(rows), np.array(columns)
    wanted, weights = np.array(labels, dtype=float), np.zeros(len(kept))
    mean, square = np.zeros(len(kept)), np.zeros(len(kept))
    for step in range(1, STEPS + 1):
        total = np.bincount(at, weights[of], minlength=len(samples))
        error = 1 / (1 + np.exp(-total)) - wanted
        slope = (np.bincount(of, error[at], minlength=len(kept)) + PENALTY * weights) / len(samples)
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-9)
    return weights


def train(documents: list[list[tuple[list[str], bool]]]) -> dict[str, float]:
    """Feature -> weight, from the labelled frames of each document."""
    seen = Counter(name for document in documents for name in {n for names, _ in document for n in names})
    kept = sorted(name for name, count in seen.items() if count >= SEEN)
    pairs = [pair for document in documents for pair in document]
    weights = fit([names for names, _ in pairs], [label for _, label in pairs], kept)
    return {name: round(float(w), 3) for name, w in zip(kept, weights, strict=True) if abs(w) >= LEAST}


def main(path: Path) -> None:
    """Read the corpus, fit, write the weights."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    parser = open_parser()
    documents = []
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        for row, sentences in zip(batch, parse_many([article_of(row) for row in batch], parser), strict=True):
            documents.append(list(labelled(row, sentences)))
    weights = train(documents)
    target = Path(__file__).parents[1] / "src/comity/lexicons" / WEIGHTS
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["feature", "weight"])
        writer.writerows(sorted(weights.items()))
    print(f"{len(weights)} weights from {sum(map(len, documents))} frames of {len(documents)} documents")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
