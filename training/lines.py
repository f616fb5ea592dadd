"""Fit the line classifier's weights: logistic regression on the lines of flattened pages with a gold body.

    python training/lines.py ../shared/data/pages            # figures in five folds of whole pages
    python training/lines.py ../shared/data/pages --write    # and the weights, from all pages

A page's gold body is only compared with its lines; no words enter the weights. Lines weigh alike within a
page, and a page weighs as the root of its lines. Needs numpy; the pages are described in their README.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from comity.articles.features import features
from comity.articles.flattened import keep_lines
from comity.articles.lines import Line, split_lines
from comity.lexicons.outlets import Outlets, open_outlets

FOLDS = 5
DECAY = 3.0  # weight of the squared weights
WEIGHTS = Path("src/comity/lexicons/data/line_weights.toml")
WORD = re.compile(r"\w+")


def runs_of(text: str) -> Counter[tuple[str, ...]]:
    """Counts of the four-word runs."""
    words = WORD.findall(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def labels(lines: tuple[Line, ...], body: str) -> list[float]:
    """Share of each line's four-word runs that stand in the body; short lines must be lines of it."""
    runs, whole = runs_of(body), {" ".join(WORD.findall(line)) for line in body.splitlines()}
    found = []
    for line in lines:
        own = runs_of(line.text)
        words = WORD.findall(line.text)
        if " ".join(words) in whole and words:
            found.append(1.0)
        elif len(words) < 5:
            found.append(0.0)
        else:
            found.append(sum(n for run, n in own.items() if run in runs) / max(own.total(), 1))
    return found


def fit(rows: np.ndarray, gold: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Weights by Newton's method."""
    beta = np.zeros(rows.shape[1])
    for _ in range(25):
        share = 1 / (1 + np.exp(-rows @ beta))
        slope = rows.T @ (weight * (gold - share)) - DECAY * beta
        bend = (rows * (weight * share * (1 - share))[:, None]).T @ rows + DECAY * np.eye(len(beta))
        step = np.linalg.solve(bend, slope)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    return beta


def table(pages: list[dict[str, Any]], names: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features, gold shares and weights of all lines of the pages."""
    place = {name: i for i, name in enumerate(names)}
    lines = [row for page in pages for row in page["features"]]
    matrix = np.zeros((len(lines), len(names)))
    for number, row in enumerate(lines):
        for name, value in row.items():
            matrix[number, place[name]] = value
    gold = np.array([share for page in pages for share in page["gold"]])
    weight = np.concatenate([np.full(len(page["lines"]), 20 / len(page["lines"]) ** 0.5) for page in pages])
    return matrix, gold, weight


def score(pages: list[dict[str, Any]], weights: dict[str, float], outlets: Outlets) -> Counter[str]:
    """Lines right and wrong, and shares of four-word runs, with these weights."""
    found: Counter[str] = Counter()
    for page in pages:
        keep = keep_lines(page["lines"], weights)
        own = runs_of(" ".join(line.text for line, kept in zip(page["lines"], keep, strict=True) if kept))
        gold = runs_of(page["body"])
        shared = (own & gold).total()
        page["precision"], page["recall"] = shared / max(own.total(), 1), shared / max(gold.total(), 1)
        for share, kept in zip(page["gold"], keep, strict=True):
            if share >= 0.8:
                found.update({"body": 1, "body dropped": not kept})
            elif share <= 0.2:
                found.update({"other": 1, "other kept": bool(kept)})
    return found


def read_pages(folder: Path, outlets: Outlets) -> list[dict[str, Any]]:
    """The pages with their lines, features and gold shares."""
    pages = []
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            lines = split_lines((folder / "flattened" / f"{row['id']}.txt").read_text(encoding="utf-8"), outlets)
            pages.append({**row, "lines": lines, "features": features(lines), "gold": labels(lines, row["body"])})
    return pages


def main() -> None:
    """Figures in folds; the weights with --write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--worst", type=int, default=0)
    arguments = parser.parse_args()
    outlets = open_outlets()
    pages = read_pages(arguments.pages, outlets)
    names = sorted({name for page in pages for row in page["features"] for name in row})
    total: Counter[str] = Counter()
    for fold in range(FOLDS):
        beta = fit(*table([page for i, page in enumerate(pages) if i % FOLDS != fold], names))
        total += score(pages[fold::FOLDS], dict(zip(names, beta, strict=True)), outlets)
    precision, recall = (sum(page[key] for page in pages) / len(pages) for key in ("precision", "recall"))
    print(f"precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}")
    dropped, kept = total["body dropped"] / total["body"], total["other kept"] / total["other"]
    print(f"body dropped {dropped:.3f} other kept {kept:.3f}")
    for page in sorted(pages, key=lambda page: page["precision"] + page["recall"])[: arguments.worst]:
        print(f"{page['id'][:10]} {page['precision']:.2f} {page['recall']:.2f} {page['url']}")
    if arguments.write:
        beta = fit(*table(pages, names))
        rows = "".join(f'"{name}" = {value:.3f}\n' for name, value in zip(names, beta, strict=True))
        WEIGHTS.write_text(f"# Made by training/lines.py: log odds that a line is body.\n{rows}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
