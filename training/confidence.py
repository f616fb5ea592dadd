#!/usr/bin/env python3
"""Fit the weights of events/confidence.py on the hand-coded stories of ../shared/data/articles.

    python training/confidence.py            five folds of whole stories: log loss, Brier score, calibration by fifths
    python training/confidence.py --write    fit on all stories and write src/comity/lexicons/data/confidence.toml

An event counts as right as ../shared/tools/score_articles.py has it (type, countries of source and target).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import msgspec
import numpy as np

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(SHARED / "tools"))

from score_articles import Locator, body_events, match_events  # noqa: E402

from comity.coding import code, open_tools  # noqa: E402 - the scorers' folder comes first
from comity.events import detect  # noqa: E402
from comity.events.confidence import traits  # noqa: E402
from comity.vocabulary import Page  # noqa: E402

RIDGE = 2.0  # strength of the pull towards zero: 40 stories are few


def observations() -> list[tuple[int, list[str], bool]]:
    """(story, traits, right) of every event that the coder finds."""
    seen: list[list[str]] = []

    def spy(draft, actors, lexicon):
        seen.append(traits(draft, actors))
        return 0.5

    detect.confidence_of = spy
    tools, found = open_tools(), []
    for number, line in enumerate((SHARED / "data/articles/dev.jsonl").read_text(encoding="utf-8").splitlines()):
        gold = json.loads(line)
        seen.clear()
        page = Page(content=gold["text"], kind="text", given_id=gold["id"], published=gold["published"])
        coded = json.loads(msgspec.json.encode(code(page, tools)))
        right = {event["id"] for _, event in match_events(gold, coded, Locator(gold["text"], coded))}
        body = {event["id"] for event in body_events(coded)}
        found += [(number, t, e["id"] in right) for t, e in zip(seen, coded["events"], strict=True) if e["id"] in body]
    return found


def fit(rows: list[tuple[int, list[str], bool]], names: list[str]) -> np.ndarray:
    """Weights of a ridge logistic regression by Newton's method; the first is the base."""
    x = np.array([[1.0, *[float(name in t) for name in names]] for _, t, _ in rows])
    y = np.array([float(right) for *_, right in rows])
    pull = np.diag([0.0, *[RIDGE] * len(names)])
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - pull @ weights
        weights += np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + pull, gradient)
    return weights


def predict(rows: list[tuple[int, list[str], bool]], names: list[str], weights: np.ndarray) -> np.ndarray:
    """Probabilities of the rows."""
    x = np.array([[1.0, *[float(name in t) for name in names]] for _, t, _ in rows])
    return 1 / (1 + np.exp(-x @ weights))


def main() -> None:
    """Cross-validate, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    rows = observations()
    names = sorted({name for _, t, _ in rows for name in t})
    p, y = [], []
    for fold in range(5):
        train, test = [r for r in rows if r[0] % 5 != fold], [r for r in rows if r[0] % 5 == fold]
        p += list(predict(test, names, fit(train, names)))
        y += [right for *_, right in test]
    order = np.argsort(p)
    gaps = []
    print(f"{len(rows)} events, {np.mean(y):.3f} right; Brier {np.mean((np.array(p) - np.array(y)) ** 2):.3f}")
    for part in np.array_split(order, 5):
        said, held = np.mean([p[i] for i in part]), np.mean([y[i] for i in part])
        gaps.append(abs(said - held))
        print(f"  said {said:.2f}  held {held:.2f}  n {len(part)}")
    print(f"expected calibration error {np.mean(gaps):.3f}")
    for level in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        kept = [held for said, held in zip(p, y, strict=True) if said >= level]
        print(f"  from {level:.1f}  events kept {len(kept) / len(y):.2f}  right of them {np.mean(kept):.2f}")
    if arguments.write:
        weights = fit(rows, names)
        lines = [
            "# Weights of events/confidence.py; fitted by training/confidence.py on ../shared/data/articles.",
            f"base = {weights[0]:.2f}",
        ]
        lines += [f'"{name}" = {value:.2f}' for name, value in zip(names, weights[1:], strict=True)]
        (ROOT / "src/comity/lexicons/data/confidence.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
