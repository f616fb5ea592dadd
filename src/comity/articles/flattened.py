"""Flattened page text -> which lines are the article's body: scores by line, then the likeliest sequence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comity.articles.features import TIGHT, features, main_run
from comity.articles.lines import Line

CHANGES = (4.0, 1.0, 0.0)  # log odds that going from body to other lines, or back, costs; the next where the last kept
FEWEST = 60  # fewer words than this
LEAN = 0.5  # log odds added for body: a paragraph lost is worse than a line too much
SURE, STORY = 6.0, 20.0  # bounds of a line's score; that of a whole story run into one line
NEVER = -2.0  # lines within the body are dropped below this, and below 0 where their words say that they are no article
STRONG = frozenset({"promotion", "related", "advertisement", "comment", "legal"})
PAGE_CUES = 2  # lines with such words that show a page around a story
TWICE, SAME = 8, 80  # words from which a line that comes again is dropped; characters by which it is known again


def keep_lines(lines: Sequence[Line], weights: Mapping[str, float]) -> list[bool]:
    """For each line whether it is body."""
    scores = [line_score(line, row, weights) for line, row in zip(lines, features(lines), strict=True)]
    kept = [False] * len(lines)
    for change in CHANGES:
        kept = likeliest(scores, change)
        if sum(line.words for line, keep in zip(lines, kept, strict=True) if keep) >= FEWEST:
            break
    if not any(kept):
        first, end = main_run(lines, TIGHT)
        kept = [first <= index < end for index in range(len(lines))]
    return pruned(lines, scores, kept)


def line_score(line: Line, row: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Log odds that the line is body."""
    if "giant" in row and line.prose and line.cue is None:
        return STORY
    total = LEAN
    for name, value in row.items():
        total += weights.get(name, 0.0) * value
    return max(-SURE, min(SURE, total))


def likeliest(scores: Sequence[float], change: float) -> list[bool]:
    """The sequence of body and other lines with the highest sum of scores less the cost of changes (Viterbi)."""
    body, other = -change, 0.0
    steps: list[tuple[bool, bool]] = []  # came from body: to body, to other
    for score in scores:
        steps.append((body >= other - change, body - change > other))
        body, other = max(body, other - change) + score / 2, max(other, body - change) - score / 2
    state, found = body - change > other, []
    for to_body, to_other in reversed(steps):
        found.append(state)
        state = to_body if state else to_other
    return found[::-1]


def pruned(lines: Sequence[Line], scores: Sequence[float], kept: Sequence[bool]) -> list[bool]:
    """The body without lines in it that are none: by their score, by their words, or told before."""
    told: set[str] = set()
    found = []
    for line, score, keep in zip(lines, scores, kept, strict=True):
        keep = keep and score >= NEVER and not (line.cue in STRONG and score < 0) and line.text[:SAME] not in told
        if keep and line.words >= TWICE:
            told.add(line.text[:SAME])
        found.append(keep)
    return found


def is_plain(lines: Sequence[Line]) -> bool:
    """Whether the text is a story already clean: no more than one line that belongs to a page around it."""
    return sum(line.cue in STRONG for line in lines) < PAGE_CUES
