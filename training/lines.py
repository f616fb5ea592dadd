"""Fit the line classifier's weights on the lines of flattened pages with a gold body.

    python training/lines.py ../shared/data/pages            # figures in five folds of whole sites
    python training/lines.py ../shared/data/pages --write    # and the weights, from all pages

A page's gold body is only compared with its lines; no words enter the weights. Each story is learned from in the pages
of other sites too, and with lists in it that it has not (`mixed.py`, `short_lines.py`). "inside", "first" and "last"
are those of a conditional random field: a page's article is one run of lines. "kept" is a logistic regression on the
lines in that run. Needs scipy (training/requirements.txt); the pages are described in their README.
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
from urllib.parse import urlsplit

import numpy as np
from mixed import mixed_pages
from msgspec import structs
from scipy.optimize import minimize

from comity.articles.features import NAMES, features
from comity.articles.flattened import counted, shifted
from comity.articles.lines import Line, split_lines
from comity.articles.textpage import draft_texts
from comity.lexicons.outlets import LineWeights, Outlets, open_outlets
from comity.pages.decode import clean
from comity.vocabulary import Page

FOLDS = 5
SCORES, OFFSETS = ("inside", "first", "last", "kept"), (-2, -1, 0, 1, 2, 3)
DECAY, FAR_DECAY = 10.0, 2.0  # weight of the squared weights; factor for each line farther away
GAP = max(map(abs, OFFSETS))  # rows of zeros between pages
AS_SERVED = 2.0  # weight of a page as it was served; a mixed page has 1
STEPS = 300  # at most; the loss is convex
KEPT_WEIGHT = 8.0  # of a line of a page with one line
BESIDE = 4  # lines above and below a run that `kept` learns from too
WEIGHTS = Path("src/comity/lexicons/data/line_weights.toml")
WORD = re.compile(r"\w+")
FAMILY = {"chron": "hearst", "ctpost": "hearst", "mysanantonio": "hearst", "timesunion": "hearst"}


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


def run_of(lines: tuple[Line, ...], gold: list[float]) -> tuple[int, int]:
    """First and last line of the run that holds the body; lines of it that stand far off by chance are left out."""
    best, start, total, found = 0.0, 0, 0.0, (0, len(lines) - 1)
    for index, (line, share) in enumerate(zip(lines, gold, strict=True)):
        if total <= 0:
            start, total = index, 0.0
        total += 2 + min(line.words, 30) / 3 if share >= 0.8 else -1.0 if share <= 0.2 else 0.0
        if total > best:
            best, found = total, (start, index)
    return found


def stacked(pages: list[dict[str, Any]]) -> np.ndarray:
    """The features of all pages, with rows of zeros between them, so that lines around are found by shifting."""
    gap = np.zeros((GAP, len(NAMES)))
    return np.vstack([part for page in pages for part in (page["table"], gap)])


def spread(columns: np.ndarray) -> np.ndarray:
    """The sums of each score's columns, an offset each: (lines, scores)."""
    found = np.zeros((len(columns), len(SCORES)))
    for number in range(len(SCORES)):
        for place, offset in enumerate(OFFSETS):
            found[:, number] += shifted(columns[:, number * len(OFFSETS) + place], offset)
    return found


def gathered(slopes: np.ndarray) -> np.ndarray:
    """The slopes of `spread`'s columns from those of its sums."""
    return np.column_stack([shifted(column, -offset) for column in slopes.T for offset in OFFSETS])


def of_run(scores: np.ndarray, page: dict[str, Any]) -> tuple[float, np.ndarray]:
    """How much less likely than certain the page's run is (minus log), and the slopes of inside, first and last."""
    inside, first, last = scores.T
    inside, (start, end) = inside * page["counted"], page["run"]
    truth = np.zeros(len(inside))
    truth[start : end + 1] = 1
    sums = np.cumsum(inside)
    opened = np.logaddexp.accumulate(first - (sums - inside))
    closed = np.logaddexp.accumulate((last + sums)[::-1])[::-1]
    whole = np.logaddexp.reduce(opened + last + sums)
    begins, ends = np.exp(first - (sums - inside) + closed - whole), np.exp(opened + last + sums - whole)
    within = np.cumsum(begins) - np.cumsum(ends) + ends
    gold = first[start] + last[end] + sums[end] - (sums[start] - inside[start])
    begins[start] -= 1
    ends[end] -= 1
    return float(whole - gold), np.column_stack([(within - truth) * page["counted"], begins, ends])


def of_kept(scores: np.ndarray, page: dict[str, Any]) -> tuple[float, np.ndarray]:
    """The logistic loss of `kept` on the lines of the run and beside it, and its slope; a page weighs as a root."""
    beside = slice(max(0, page["run"][0] - BESIDE), page["run"][1] + 1 + BESIDE)
    gold, near = np.array(page["gold"])[beside], scores[beside]
    weight = KEPT_WEIGHT / len(near) ** 0.5
    slope = np.zeros(len(scores))
    slope[beside] = weight * (1 / (1 + np.exp(-near)) - gold)
    return weight * float((np.logaddexp(0, near) - gold * near).sum()), slope


def learned(pages: list[dict[str, Any]], outlets: Outlets) -> LineWeights:
    """The weights from these pages and the mixed pages that they make."""
    return fit([*pages, *mixed_pages(pages, outlets)])


def fit(pages: list[dict[str, Any]]) -> LineWeights:
    """The weights of all scores: the likeliest, less the squared weights."""
    table = stacked(pages)
    far = [FAR_DECAY ** abs(offset) for offset in OFFSETS]
    decay = DECAY * np.tile(far * len(SCORES), (len(NAMES), 1))

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(decay.shape)
        scores = spread(table @ weights)
        total, slopes, row = 0.5 * float((decay * weights**2).sum()), np.zeros_like(scores), 0
        for page in pages:
            own = slice(row, row + len(page["table"]))
            cost, slopes[own, :3] = of_run(scores[own, :3], page)
            more, slopes[own, 3] = of_kept(scores[own, 3], page)
            slopes[own] *= page["weight"]
            total, row = total + page["weight"] * (cost + more), own.stop + GAP
        return total, (table.T @ gathered(slopes) + decay * weights).ravel()

    fitted = minimize(loss, np.zeros(decay.size), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return LineWeights(SCORES, OFFSETS, np.asarray(fitted.x).reshape(decay.shape))


def score(pages: list[dict[str, Any]], outlets: Outlets) -> Counter[str]:
    """Lines right and wrong, and shares of four-word runs, in what the reader makes of the pages.

    As in score_pages.py a line is kept where its words are in the body read, wherever they stand there.
    """
    found: Counter[str] = Counter()
    drafts = draft_texts([Page(content=page["text"], kind="text") for page in pages], outlets)
    for page, draft in zip(pages, drafts, strict=True):
        body = "\n\n".join(draft.body)
        own, gold = runs_of(body), runs_of(page["body"])
        shared = (own & gold).total()
        page["precision"], page["recall"] = shared / max(own.total(), 1), shared / max(gold.total(), 1)
        lines = Counter[str]()
        for share, read in zip(page["gold"], labels(page["lines"].rows, body), strict=True):
            if share >= 0.8:
                lines.update({"body": 1, "body dropped": read < 0.8})
            elif share <= 0.2:
                lines.update({"other": 1, "other kept": read >= 0.8})
        page["counts"] = lines
        found += lines
    return found


def read_pages(folder: Path, outlets: Outlets) -> list[dict[str, Any]]:
    """The pages with their lines, features and gold shares."""
    pages = []
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            text = clean((folder / "flattened" / f"{row['id']}.txt").read_text(encoding="utf-8"))
            lines = split_lines(text, outlets)
            gold = labels(lines.rows, row["body"])
            run = run_of(lines.rows, gold)
            site = site_of(row["url"])
            own = {"table": features(lines), "counted": counted(lines), "weight": AS_SERVED}
            pages.append({**row, **own, "text": text, "site": site, "lines": lines, "gold": gold, "run": run})
    return pages


def site_of(url: str) -> str:
    """The site of a page, sisters of one publisher as one: "chron" and "ctpost" look alike."""
    names = (urlsplit(url).hostname or "").removesuffix(".uk").split(".")
    name = names[-2] if len(names[-2]) > 3 or len(names) < 3 else names[-3]
    return FAMILY.get(name, name)


def in_folds(pages: list[dict[str, Any]]) -> list[int]:
    """The fold of each page; the pages of a site share theirs."""
    sites = sorted({page["site"] for page in pages})
    return [sites.index(page["site"]) % FOLDS for page in pages]


def main() -> None:
    """Figures in folds; the weights with --write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--worst", type=int, default=0)
    arguments = parser.parse_args()
    outlets = open_outlets()
    pages = read_pages(arguments.pages, outlets)
    folds, total = in_folds(pages), Counter[str]()
    for fold in range(FOLDS):
        weights = learned([page for page, own in zip(pages, folds, strict=True) if own != fold], outlets)
        unseen = [page for page, own in zip(pages, folds, strict=True) if own == fold]
        total += score(unseen, structs.replace(outlets, weights=weights))
    report(pages, total)
    for page in sorted(pages, key=lambda page: page["precision"] + page["recall"])[: arguments.worst]:
        print(
            f"{page['id'][:10]} {page['precision']:.2f} {page['recall']:.2f} {dict(page['counts'])} {page['url'][:60]}"
        )
    if arguments.write:
        write(learned(pages, outlets))


def report(pages: list[dict[str, Any]], total: Counter[str]) -> None:
    """One line of figures."""
    precision, recall = (sum(page[key] for page in pages) / len(pages) for key in ("precision", "recall"))
    print(
        f"precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}", end=" "
    )
    dropped, kept = total["body dropped"] / total["body"], total["other kept"] / total["other"]
    print(f"body dropped {dropped:.3f} other kept {kept:.3f}")


def write(weights: LineWeights) -> None:
    """The weights as the package reads them."""
    rows = [
        f'"{name}" = [{", ".join(f"{value:.2f}" for value in row)}]'
        for name, row in zip(NAMES, weights.table, strict=True)
    ]
    head = (
        "# Made by training/lines.py: what a mark of a line adds to its scores, offset by offset (-1: the line above)."
    )
    names = ", ".join(f'"{name}"' for name in SCORES)
    body = f"scores = [{names}]\noffsets = {list(OFFSETS)}\n\n[marks]\n" + "\n".join(rows)
    WEIGHTS.write_text(f"{head}\n{body}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
