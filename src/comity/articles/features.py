"""What the line classifier sees of each line: the line alone, its neighbours, and its place towards the main run."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from comity.articles.lines import LEAD, Line

COMMENTS_BEGIN = re.compile(
    r"^\W*(\d+ )?(comments?|responses?|replies)\b(?! (on|from|by|made))|\b\d+ comments?\b"
    r"|^(leave|post|add|join) (a|the|your) (comment|reply|conversation)|\bresponses? to [“\"‘]",
    re.IGNORECASE,
)
OTHERS_BEGIN = re.compile(
    r"^\W*(related|more (from|on|stories|news)|read (more|also|next)|also read|see also|recommended|up next|next up"
    r"|(most|top|trending|latest|popular|recent|featured|must.reads?|editor.?s.? picks?)\b"
    r"|don.t miss|what (to read|others)|you (may|might) (also )?|about the author)",
    re.IGNORECASE,
)
ENOUGH = 40  # words of prose above a heading that show the article has begun
HEADING = 10  # words that a heading over other lines has at most
LONG_GAIN = 200  # words of one line that count at most
LOOSE, TIGHT = 4.0, 14.0  # words of prose that one line of no prose costs a run
CUED = 12.0  # the same for a line whose words say that it is no article
LEAST_ECHO = 1.5  # what a headline's echo must reach
REACH, NEAR = 40, 6  # lines below a headline, and around a line, in which words come back
COMMENT_WORTH = 0.25  # share of a comment's words that count
BREAK = 30.0  # the same for a heading over comments or other stories


def main_run(lines: Sequence[Line], cost: float = LOOSE) -> tuple[int, int]:
    """First and one past the last line of the run with most words of prose after its costs; (0, 0): no prose."""
    best, start, total, found = 0.0, 0, 0.0, (0, 0)
    told, commented = 0, False
    for index, line in enumerate(lines):
        commented = commented or (told >= ENOUGH and begins_comments(line))
        told += line.words if line.prose else 0
        if total <= 0:
            start, total = index, 0.0
        more = gain(line, cost)
        total += more * COMMENT_WORTH if commented and more > 0 else more
        if total > best:
            best, found = total, (start, index + 1)
    return found


def begins_comments(line: Line) -> bool:
    """Whether the line is a heading over comments, or the head of one."""
    return line.cue == "comment" or (line.words <= HEADING and bool(COMMENTS_BEGIN.search(line.text)))


def gain(line: Line, cost: float) -> float:
    """What a line adds to a run of prose."""
    if begins_comments(line) or (line.words <= HEADING and OTHERS_BEGIN.search(line.text)):
        return -BREAK
    if line.cue is not None:
        return -max(cost, CUED)
    return min(line.words, LONG_GAIN) if line.prose else -cost


def features(lines: Sequence[Line]) -> list[dict[str, float]]:
    """For each line what speaks for and against its being body; names are those of the weights."""
    loose, tight = main_run(lines, LOOSE), main_run(lines, TIGHT)
    counts = Counter(line.text[:LEAD] for line in lines)
    headings = headings_above(lines)
    prose = [0, *accumulate(line.prose for line in lines)]
    headline, echo = headline_of(lines), echoes(lines)
    topics = lines[headline].topics if headline is not None else frozenset()
    found = []
    for index, line in enumerate(lines):
        row = {"bias": 1.0, **line.shows}
        if counts[line.text[:LEAD]] > 1:
            row["repeated-long" if line.words > 20 else "repeated"] = 1.0
        row.update(of_place("loose", index, *loose))
        row.update(of_place("tight", index, *tight))
        row.update(of_neighbours(lines, prose, index))
        row.update(of_headline(line, index, headline, topics))
        row["echo"] = echo[index]
        row["stamps"] = stamps_near(lines, index)
        row.update(headings[index])
        found.append(row)
    return found


def headline_of(lines: Sequence[Line]) -> int | None:
    """Index of the line that reads as the headline of the prose below it: its words come back there most."""
    told = words_told(lines)
    best, found = LEAST_ECHO, None
    for index, line in enumerate(lines):
        if line.cue is None and 3 <= line.words <= 25 and not line.ended and not line.text.endswith(":"):
            amid = sum(other.prose for other in lines[max(0, index - 5) : index])
            score = echo_below(line, index, told) / (1 + amid)
            if score >= best:
                best, found = score, index
    return found


def words_told(lines: Sequence[Line]) -> dict[str, list[int]]:
    """For each topic word the indices of the lines of prose that have it."""
    told: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        for word in line.topics if line.prose else ():
            told.setdefault(word, []).append(index)
    return told


def echo_below(line: Line, index: int, told: dict[str, list[int]]) -> float:
    """How often a line's words come back in the prose within REACH lines below, less so farther away."""
    score = 0.0
    for word in line.topics:
        near = [1 - (other - index) / REACH for other in told.get(word, ()) if index < other < index + REACH]
        score += min(sum(near), 3.0)
    return score / math.sqrt(max(len(line.topics), 3))


def of_headline(line: Line, index: int, headline: int | None, topics: frozenset[str]) -> dict[str, float]:
    """Where a line stands towards the headline, and what they share."""
    if headline is None:
        return {"no-headline": 1.0}
    shared = len(line.topics & topics)
    found = {"headline-shared": min(shared, 3) / 3, "headline-many": float(shared >= 2)}
    side = "below" if index > headline else "above"
    return found | {f"{side}-headline": 1.0, f"{side}-far": math.log1p(abs(index - headline))}


def echoes(lines: Sequence[Line]) -> list[float]:
    """For each line the share of its topics that stand in other lines of prose near it."""
    found = []
    for index, line in enumerate(lines):
        around = [*lines[max(0, index - NEAR) : index], *lines[index + 1 : index + 1 + NEAR]]
        others: set[str] = set()
        for other in around:
            if other.prose and other.text[:LEAD] != line.text[:LEAD]:
                others |= other.topics
        found.append(len(line.topics & others) / len(line.topics) if line.topics else 0.0)
    return found


def headings_above(lines: Sequence[Line]) -> list[dict[str, float]]:
    """For each line whether a heading over comments or over other stories stands above it, below some prose."""
    found: list[dict[str, float]] = []
    seen: dict[str, float] = {}
    told, last = 0, ""
    for line in lines:
        if begins_comments(line):
            seen, last = {**seen, "under-comments": 1.0} if told >= ENOUGH else seen, "last-comments"
        elif line.words <= HEADING and OTHERS_BEGIN.search(line.text):
            seen, last = {**seen, "under-others": 1.0} if told >= ENOUGH else seen, "last-others"
        told += line.words if line.prose else 0
        found.append({**seen, last: 1.0} if last else seen)
    return found


def stamps_near(lines: Sequence[Line], index: int) -> float:
    """Share of the lines around that are hardly more than a time, as those between comments and teasers are."""
    around = lines[max(0, index - NEAR) : index + NEAR + 1]
    return sum(["dated-short" in line.shows for line in around]) / len(around)


def of_place(run: str, index: int, first: int, end: int) -> dict[str, float]:
    """Where a line stands towards a run of prose."""
    if index < first:
        far = first - index
        return {f"{run}-before": 1.0, f"{run}-before-far": math.log1p(far), f"{run}-before-next": float(far <= 2)}
    if index >= end:
        far = index - end + 1
        return {f"{run}-after": 1.0, f"{run}-after-far": math.log1p(far), f"{run}-after-next": float(far <= 2)}
    return {f"{run}-inside": 1.0, f"{run}-edge": float(index in (first, end - 1))}


def of_neighbours(lines: Sequence[Line], prose: Sequence[int], index: int) -> dict[str, float]:
    """What stands around a line: prose and cues within one, three, eight and twenty lines each way.

    `prose` counts the lines of prose before each line, and in all.
    """
    found: dict[str, float] = {}
    above, below = range(index - 1, max(-1, index - 4), -1), range(index + 1, min(len(lines), index + 4))
    for side, around in (("up", above), ("down", below)):
        if around:
            near = lines[around[0]]
            found[f"{side}-prose"] = float(near.prose)
            found[f"{side}-length"] = math.log1p(near.words)
            found[f"{side}-cue"] = float(near.cue is not None)
            found[f"{side}-title-like"] = near.shows.get("title-like", 0.0)
            found[f"{side}-same-block"] = float(near.block == lines[index].block)
        else:
            found[f"{side}-edge"] = 1.0
        found[f"{side}-cue-3"] = sum([lines[i].cue is not None for i in around]) / 3
    for reach in (3, 8, 20):
        found[f"up-prose-{reach}"] = (prose[index] - prose[max(0, index - reach)]) / reach
        found[f"down-prose-{reach}"] = (prose[min(index + 1 + reach, len(lines))] - prose[index + 1]) / reach
    return found
