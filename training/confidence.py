#!/usr/bin/env python3
"""Fit the weights of events/confidence.py on annotated stories that the event model has not seen.

    python training/confidence.py            five folds of whole stories: Brier score, calibration, precision and recall
    python training/confidence.py --write    fit on all of them and write src/comity/lexicons/data/confidence.toml

Texts are those of ../shared/data/wire. An event counts as right as ../shared/tools/score_articles.py has it (type,
countries of source and target). What is less likely than `least`, or where the model alone tells of it than
`least alone`, is no event: the levels at which the folds have the best F1, or next to it and more precision.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(SHARED / "tools"))

from score_articles import Locator, body_events, match_events  # noqa: E402

from comity.coding import Tools, code, open_tools  # noqa: E402 - the scorers' folder comes first
from comity.events import detect  # noqa: E402
from comity.events.confidence import traits  # noqa: E402
from comity.vocabulary import Page  # noqa: E402

UNSEEN = ("a1", "a4")  # annotations that train.py is not given
RIDGE = 2.0  # strength of the pull towards zero: the stories are few
LEVELS = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
NEXT = 0.007  # F1 that is given for precision
LEXICON = 0.15  # how much less sure need be what the lexicon tells
Seen = tuple[int, dict[str, float], bool, bool]  # story, traits, right, right and core


def observations(names: Sequence[str]) -> tuple[list[Seen], list[int]]:
    """Every event that the coder finds however unlikely, and the number of core events of each story."""
    wanted: dict[str, list[dict[str, Any]]] = {}
    for name in names:
        for line in (ROOT / f"training/annotations/{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            wanted[row["id"]] = row["events"]
    seen: list[dict[str, float]] = []

    def spy(draft, actors, lexicon):
        seen.append(traits(draft, actors))
        return 0.5

    detect.confidence_of = spy
    tools = open_tools()
    tools = msgspec.structs.replace(
        tools,
        events=msgspec.structs.replace(
            tools.events, confidence={**tools.events.confidence, "least": 0.0, "least alone": 0.0}
        ),
    )
    found: list[Seen] = []
    core: list[int] = []
    with gzip.open(SHARED / "data/wire/wire.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            story = json.loads(line)
            if story["id"] in wanted:
                gold = {**story, "events": wanted[story["id"]]}
                found += _observed(len(core), gold, tools, seen)
                core.append(sum(event["core"] for event in gold["events"]))
    return found, core


def _observed(number: int, gold: dict[str, Any], tools: Tools, seen: list[dict[str, float]]) -> list[Seen]:
    seen.clear()
    page = Page(content=gold["text"], kind="text", given_id=gold["id"], published=gold["published"])
    coded = json.loads(msgspec.json.encode(code(page, tools)))
    right = {event["id"]: wanted["core"] for wanted, event in match_events(gold, coded, Locator(gold["text"], coded))}
    body = {event["id"] for event in body_events(coded)}
    return [
        (number, t, e["id"] in right, right.get(e["id"], False))
        for t, e in zip(seen, coded["events"], strict=True)
        if e["id"] in body
    ]


def design(rows: Sequence[Seen], names: Sequence[str]) -> np.ndarray:
    """A column of ones and one for each trait."""
    return np.array([[1.0, *[t.get(name, 0.0) for name in names]] for _, t, *_ in rows])


def fit(rows: Sequence[Seen], names: Sequence[str]) -> np.ndarray:
    """Weights of a ridge logistic regression by Newton's method; the first is the base."""
    x, y = design(rows, names), np.array([float(right) for _, _, right, _ in rows])
    pull = np.diag([0.0, *[RIDGE] * len(names)])
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - pull @ weights
        weights += np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + pull, gradient)
    return weights


def figures(rows: Sequence[Seen], p: np.ndarray, core: int, level: float) -> tuple[float, float, float]:
    """Precision, core recall and F1 of the events from a level."""
    kept = [row for row, said in zip(rows, p, strict=True) if said >= level]
    precision = sum(right for _, _, right, _ in kept) / max(len(kept), 1)
    recall = sum(met for *_, met in kept) / core
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def least(rows: Sequence[Seen], p: np.ndarray, core: int) -> tuple[float, float]:
    """The highest levels, of what the lexicon tells and of what the model alone tells, with an F1 next to the best."""
    alone = np.array([bool(t.get("model alone")) for _, t, *_ in rows])
    found = {}
    for level in (level for level in LEVELS if 0.2 <= level <= 0.5):
        kept = p >= np.where(alone, level, level - LEXICON)
        found[level] = figures(rows, np.where(kept, 1.0, 0.0), core, 0.5)[2]
    highest = max(level for level, f1 in found.items() if f1 >= max(found.values()) - NEXT)
    return highest - LEXICON, highest


def main() -> None:
    """Cross-validate, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    rows, core = observations(UNSEEN)
    names = sorted({name for _, t, *_ in rows for name in t})
    p = np.zeros(len(rows))
    for fold in range(5):
        train = [r for r in rows if r[0] % 5 != fold]
        test = [i for i, r in enumerate(rows) if r[0] % 5 == fold]
        p[test] = 1 / (1 + np.exp(-design([rows[i] for i in test], names) @ fit(train, names)))
    y = np.array([float(right) for _, _, right, _ in rows])
    print(f"{len(rows)} events of {len(core)} stories, {y.mean():.3f} right; Brier {np.mean((p - y) ** 2):.3f}")
    gaps = []
    for part in np.array_split(np.argsort(p), 10):
        gaps.append(abs(p[part].mean() - y[part].mean()))
        print(f"  said {p[part].mean():.2f}  held {y[part].mean():.2f}  n {len(part)}")
    print(f"expected calibration error {np.mean(gaps):.3f}")
    table = {level: figures(rows, p, sum(core), level) for level in LEVELS}
    for level, (precision, recall, f1) in table.items():
        print(f"  from {level:.2f}  precision {precision:.3f}  core recall {recall:.3f}  F1 {f1:.3f}")
    lowest = least(rows, p, sum(core))
    kept = p >= np.where([bool(t.get("model alone")) for _, t, *_ in rows], lowest[1], lowest[0])
    precision, recall, f1 = figures(rows, np.where(kept, 1.0, 0.0), sum(core), 0.5)
    print(f"  from {lowest[0]:.2f}, the model alone from {lowest[1]:.2f}:", end=" ")
    print(f"precision {precision:.3f}  core recall {recall:.3f}  F1 {f1:.3f}")
    if arguments.write:
        weights = fit(rows, names)
        lines = [
            "# Weights of events/confidence.py; fitted by training/confidence.py on stories annotated by us.",
            "# What is less likely than `least`, or for the model alone than `least alone`, is no event.",
            f"least = {lowest[0]:.2f}",
            f'"least alone" = {lowest[1]:.2f}',
            f"base = {weights[0]:.2f}",
        ]
        lines += [f'"{name}" = {value:.2f}' for name, value in zip(names, weights[1:], strict=True)]
        (ROOT / "src/comity/lexicons/data/confidence.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
