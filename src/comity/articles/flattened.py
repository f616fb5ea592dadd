"""Flattened page text -> which lines are the article's body: scores by line, then the likeliest sequence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from comity.articles.features import HEADING, OTHERS_BEGIN, TIGHT, features, main_run
from comity.articles.lines import Line

CHANGES = (4.0, 1.0, 0.0)  # log odds that going from body to other lines, or back, costs; the next where the last kept
FEWEST = 60  # fewer words than this
LEAN = 1.25  # log odds added for body: a paragraph lost is worse than a line too much
SURE, STORY = 6.0, 20.0  # bounds of a line's score; that of a whole story run into one line
NEVER, CUED = -2.0, 2.5  # lines within the body are dropped below, the second where their words say they are no article
STRONG = frozenset({"promotion", "related", "advertisement", "comment", "legal"})
PAGE_CUES = 2  # lines with such words that show a page around a story
DOUBTFUL, UNLIKELY = -1.0, -3.0  # least scores of a paragraph in or beside the body, and of a line between two
BESIDE, GAP = 3, 6  # lines around the body in which a paragraph is of it; lines between two paragraphs that are too
REPEATED, STAMPS = frozenset({"repeated", "repeated-long"}), frozenset({"dated-short", "caption"})
UNLIKE = REPEATED | {"caption", "lower", "run-together", "under-comments"}
TWICE, SAME = 8, 80  # words from which a line that comes again is dropped; characters by which it is known again


def keep_lines(lines: Sequence[Line], weights: Mapping[str, float]) -> list[bool]:
    """For each line whether it is body."""
    rows = features(lines)
    scores = [line_score(line, row, weights) for line, row in zip(lines, rows, strict=True)]
    kept = [False] * len(lines)
    for change in CHANGES:
        kept = likeliest(scores, change)
        if sum(line.words for line, keep in zip(lines, kept, strict=True) if keep) >= FEWEST:
            break
    if not any(kept):
        first, end = main_run(lines, TIGHT)
        kept = [first <= index < end for index in range(len(lines))]
    kept = with_paragraphs(lines, rows, scores, pruned(lines, scores, kept))
    return without_tail(lines, bridged(lines, rows, scores, kept))


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
        keep = keep and score >= NEVER and not (is_aside(line) and score < CUED) and line.text[:SAME] not in told
        if keep and line.words >= TWICE:
            told.add(line.text[:SAME])
        found.append(keep)
    return found


def with_paragraphs(
    lines: Sequence[Line], rows: Sequence[Mapping[str, float]], scores: Sequence[float], kept: Sequence[bool]
) -> list[bool]:
    """The body with the whole paragraphs in it and next to it that were doubtful and are told once."""
    found, inside = list(kept), [index for index, keep in enumerate(kept) if keep]
    told = {lines[index].text[:SAME] for index in inside}
    for index in range(max(0, inside[0] - BESIDE), min(len(lines), inside[-1] + BESIDE + 1)) if inside else ():
        line, row = lines[index], rows[index]
        whole = line.prose and line.ended and line.cue is None and line.text[:SAME] not in told
        if whole and scores[index] >= DOUBTFUL and UNLIKE.isdisjoint(row):
            found[index] = True
            told.add(line.text[:SAME])
    return found


def bridged(
    lines: Sequence[Line], rows: Sequence[Mapping[str, float]], scores: Sequence[float], kept: Sequence[bool]
) -> list[bool]:
    """The body with the short runs of lines between its paragraphs: lists, headings, lines of dialogue.

    A run with a heading over other stories, a stamp, a picture's line or words that are no article stays out.
    """
    found, inside = list(kept), [index for index, keep in enumerate(kept) if keep]
    for above, below in pairwise(inside):
        gap = range(above + 1, below)
        if len(gap) > GAP or any(is_break(lines[index]) for index in gap):
            continue
        for index in gap:
            once = REPEATED.isdisjoint(rows[index])
            found[index] = lines[index].cue is None and once and scores[index] >= UNLIKELY
    return found


def is_aside(line: Line) -> bool:
    """Whether a line's own words say that it is no article, or a picture's."""
    return line.cue in STRONG or ("caption" in line.shows and not line.prose)


def without_tail(lines: Sequence[Line], kept: Sequence[bool]) -> list[bool]:
    """The body without the lines of no prose that follow its last paragraph below a heading over other stories."""
    paragraphs = [index for index, keep in enumerate(kept) if keep and lines[index].prose]
    if not paragraphs:
        return list(kept)
    after = range(paragraphs[-1] + 1, len(lines))
    end = next((index for index in after if heads_others(lines[index]) and not kept[index]), len(lines))
    return [keep and index < end for index, keep in enumerate(kept)]


def is_break(line: Line) -> bool:
    """Whether a line shows that what stands around it is no part of the article."""
    return heads_others(line) or line.cue in STRONG or line.cue == "byline" or not STAMPS.isdisjoint(line.shows)


def is_plain(lines: Sequence[Line]) -> bool:
    """Whether the text is a story already clean: no more than one line that belongs to a page around it."""
    return sum(line.cue in STRONG for line in lines) < PAGE_CUES


def heads_others(line: Line) -> bool:
    """Whether a line is a heading over other stories."""
    return line.words <= HEADING and (line.cue == "related" or OTHERS_BEGIN.search(line.text) is not None)
