"""Flattened page text -> which lines are the article's body: the likeliest run of lines, without what breaks into it.

A score is a sum over the lines around of their marks by the weights that `training/lines.py` makes. "inside", "first"
and "last" say how likely a run of lines is the article (a conditional random field of one segment); "kept" says
whether a line in it is body. Short lines in a row are alike: however many there are, they count no more than a few, or
a long list would outweigh the story that it is part of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from comity.articles.features import features
from comity.articles.lines import Line, Lines
from comity.articles.topics import Table
from comity.lexicons.outlets import REASONS, LineWeights

STRONG = frozenset({"promotion", "related", "advertisement", "comment", "legal"})
PAGE_CUES = 2  # lines with such words that show a page around a story
TOLD, SHORT = (
    0.3,
    0.1,
)  # probability of standing in the article from which prose and other lines do: a lost one is worse
KEPT, CUED, NEVER = -2.0, 0.0, 99.0  # log odds of being body from which a line in the article stays
FEW = 8  # lines in a row without prose that count in full
STRONG_CUES = np.array([reason in STRONG for reason in REASONS] + [False])  # the last: no cue
RELATED = REASONS.index("related")
LITTLE, STRANGE = 0.3, 0.2  # share of the words above, and of its topics told there, under which an end is no body
TWICE, SAME = 8, 80  # words from which a line that comes again is dropped; characters by which it is known again


def keep_lines(lines: Lines, weights: LineWeights) -> list[bool]:
    """For each line whether it is body."""
    if not lines.rows:
        return []
    pages = [page for page in lines.pages if page]
    scores = scores_of(features(lines), weights, pages)
    inside = chances(scores["inside"] * counted(lines), scores["first"], scores["last"], pages)
    most = np.maximum.reduceat(inside, [page.start for page in pages]).repeat(list(map(len, pages)))
    least = np.minimum(np.where(lines.shows["prose"], TOLD, SHORT), most)
    likely = (inside >= least) & (scores["kept"] >= least_odds(lines))
    body, kept = list[bool](), likely.tolist()
    for page in pages:
        rows = lines.rows[page.start : page.stop]
        body += without_strangers(lines, page, without_tail(rows, told_once(rows, kept[page.start : page.stop])))
    return body


def scores_of(table: Table, weights: LineWeights, pages: Sequence[range]) -> Mapping[str, Table]:
    """For each line of some pages the scores by name; those of one do not count for another."""
    gap, count, names = max(map(abs, weights.offsets)), len(table), weights.scores
    products = np.empty((count, weights.table.shape[1]))  # a column for each score and line around
    for page in pages:  # page by page: its scores are then the same to the last bit, whatever else is read
        np.matmul(table[page.start : page.stop], weights.table, out=products[page.start : page.stop])
    place = np.arange(count) + np.repeat(gap * np.arange(len(pages)), list(map(len, pages)))
    size = int(place[-1]) + 1
    beyond = np.zeros((size + 2 * gap, len(names), len(weights.offsets)))  # rows of zeros before, between, behind
    beyond[gap + place] = products.reshape(count, len(names), -1)
    total = np.zeros((size, len(names)))
    for number, offset in enumerate(weights.offsets):
        total += beyond[gap + offset : gap + offset + size, :, number]
    return dict(zip(names, total[place].T, strict=True))


def counted(lines: Lines) -> Table:
    """For each line how much of its "inside" counts: all; in a row of many without prose, a few lines' share."""
    prose = lines.shows["prose"]
    begins = np.ones(len(prose) + 1, np.bool_)
    begins[1:-1] = (prose[1:] != prose[:-1]) | (lines.first[1:] != lines.first[:-1])
    sizes = np.diff(np.flatnonzero(begins))
    return np.where(prose, 1.0, np.minimum(FEW / sizes, 1.0).repeat(sizes))


def shifted(values: Table, offset: int) -> Table:
    """For each line the value of the line so many below; 0 beyond the page."""
    found = np.zeros_like(values)
    if offset >= 0:
        found[: max(0, len(values) - offset)] = values[offset:]
    else:
        found[-offset:] = values[:offset]
    return found


def chances(inside: Table, first: Table, last: Table, pages: Sequence[range]) -> Table:
    """For each line the probability that it stands in the run of its page that is the article.

    The log weight of a run is the sum of `inside` over its lines, `first` of its first line and `last` of its last.
    """
    sums, opened, closed, whole, within = np.empty((5, len(inside)))
    for own in (slice(page.start, page.stop) for page in pages):
        inside[own].cumsum(out=sums[own])
    before, ended = first - (sums - inside), last + sums
    for own in (slice(page.start, page.stop) for page in pages):
        np.logaddexp.accumulate(before[own], out=opened[own])  # runs begun at this line or above
        np.logaddexp.accumulate(ended[own][::-1], out=closed[own][::-1])  # runs that end at this line or below
        whole[own] = np.logaddexp.reduce(opened[own] + last[own] + sums[own])
    begins, ends = np.exp(before + closed - whole), np.exp(opened + last + sums - whole)
    for own in (slice(page.start, page.stop) for page in pages):
        within[own] = begins[own].cumsum() - ends[own].cumsum() + ends[own]
    return within


def told_once(lines: Sequence[Line], kept: Sequence[bool]) -> list[bool]:
    """The body without sentences that were told before."""
    told: set[str] = set()
    found = list(kept)
    for index in [index for index, keep in enumerate(kept) if keep]:
        found[index] = lines[index].text[:SAME] not in told
        if lines[index].words >= TWICE:
            told.add(lines[index].text[:SAME])
    return found


def least_odds(lines: Lines) -> Table:
    """For each line the log odds of being body from which it stays: more where its words say that it is none."""
    strong = STRONG_CUES[lines.cue] | (lines.shows["caption"] & ~lines.shows["prose"])
    least = np.where(strong, CUED, KEPT)
    for number in np.flatnonzero(lines.cue == RELATED).tolist():
        if ":" in lines.rows[number].text[:-1]:  # "Read also: ..."
            least[number] = NEVER
    return least


def without_tail(lines: Sequence[Line], kept: Sequence[bool]) -> list[bool]:
    """The body without what follows its last paragraph below a heading over comments or other stories."""
    paragraphs = [index for index, keep in enumerate(kept) if keep and lines[index].prose]
    after = range(paragraphs[-1] + 1, len(lines)) if paragraphs else range(0)
    end = next((index for index in after if heads_others(lines[index])), len(lines))
    return [keep and index < end for index, keep in enumerate(kept)]


def without_strangers(lines: Lines, page: range, kept: Sequence[bool]) -> list[bool]:
    """A page's body without what stands below a gap at its end and has hardly a word of it: what other stories tell."""
    found, rows = list(kept), lines.rows
    told = [index for index, keep in zip(page, kept, strict=True) if keep]
    while told:
        start = next((n for n in range(len(told) - 1, 0, -1) if told[n] - told[n - 1] > 1), 0)
        above, below = told[:start], told[start:]
        if sum(rows[n].words for n in below) >= LITTLE * sum(rows[n].words for n in above):
            break
        topics = frozenset().union(*map(lines.topics.of, above))
        own = [topic in topics for n in below for topic in lines.topics.of(n)]
        if not own or sum(own) >= STRANGE * len(own):
            break
        for n in below:
            found[n - page.start] = False
        told = above
    return found


def heads_others(line: Line) -> bool:
    """Whether a line is a heading over comments or other stories."""
    return line.cue in ("related", "comment") or line.heads_others


def is_plain(lines: Sequence[Line]) -> bool:
    """Whether the text is a story already clean: no more than one line that belongs to a page around it."""
    return sum(line.cue in STRONG for line in lines) < PAGE_CUES
