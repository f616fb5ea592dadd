"""Flattened page text -> which lines are the article's body: scores by line, then the likeliest sequence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from comity.articles.lines import Line, features, main_run

CHANGE = 1.2  # log odds that going from body to other lines, or back, costs
THIN = 0.4  # share of the main run's words below which the result is taken for a failure, and the run itself kept
SURE = 6.0  # a line's own score counts no more than this


def keep_lines(lines: Sequence[Line], weights: Mapping[str, float]) -> list[bool]:
    """For each line whether it is body."""
    scores = [line_score(row, weights) for row in features(lines)]
    found = likeliest(scores)
    first, end = main_run(lines)
    words = sum(line.words for line, keep in zip(lines, found, strict=True) if keep)
    if words >= THIN * sum(line.words for line in lines[first:end]):
        return found
    return [first <= index < end and line.cue is None for index, line in enumerate(lines)]


def line_score(row: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Log odds that the line is body."""
    total = sum(weights.get(name, 0.0) * value for name, value in row.items())
    return max(-SURE, min(SURE, total))


def likeliest(scores: Sequence[float]) -> list[bool]:
    """The sequence of body and other lines with the highest sum of scores less the cost of changes (Viterbi)."""
    body, other = -CHANGE, 0.0
    steps: list[tuple[bool, bool]] = []  # came from body: to body, to other
    for score in scores:
        steps.append((body >= other - CHANGE, body - CHANGE > other))
        body, other = max(body, other - CHANGE) + score / 2, max(other, body - CHANGE) - score / 2
    state, found = body - CHANGE > other, []
    for to_body, to_other in reversed(steps):
        found.append(state)
        state = to_body if state else to_other
    return found[::-1]


def is_plain(lines: Sequence[Line]) -> bool:
    """Whether the text is a story already clean: nearly all prose, and no line that belongs to a page around it."""
    if len(lines) < 2:
        return True
    first, end = main_run(lines)
    outside = [line for line in (*lines[1:first], *lines[end:]) if not line.prose]
    cued = sum(line.cue not in (None, "byline", "navigation") for line in lines)
    return cued == 0 and len(outside) <= max(2, math.ceil(0.15 * len(lines)))
