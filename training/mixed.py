"""More pages to learn from: stories in the pages of other sites, and with blocks of short lines in them.

A site's own furniture always stands around its own stories; a classifier that sees no other learns the site.
"""

from __future__ import annotations

import random
from typing import Any

from short_lines import short_lines

from comity.articles.features import features, headlines_of
from comity.articles.flattened import counted
from comity.articles.lines import Line, read_lines
from comity.lexicons.outlets import Outlets

TIMES = 3  # pages of other sites in which each story stands
LISTED, MOST = 0.6, 3  # share of them that get blocks of short lines, and how many at most
SAME_BLOCK = 0.3  # share of blocks whose lines no blank line divides
FAR = 30  # lines above a story in which its headline stands
SEED = 1
Rows = tuple[
    list[tuple[str, bool]], list[float], tuple[int, int]
]  # lines (text, joined), gold, first and last of the run


def mixed_pages(pages: list[dict[str, Any]], outlets: Outlets) -> list[dict[str, Any]]:
    """Each page's story in TIMES pages of other sites."""
    chance, found = random.Random(SEED), []
    for story in pages:
        for page in chance.choices([other for other in pages if other["site"] != story["site"]], k=TIMES):
            mixed = in_page(story, page)
            found.append(described(*(with_lists(*mixed, chance) if chance.random() < LISTED else mixed), outlets))
    return found


def in_page(story: dict[str, Any], page: dict[str, Any]) -> Rows:
    """Lines, gold and run of a page whose story, from its headline on, is another's."""
    (first, last), (_, end) = story["run"], page["run"]
    head, top = headline_at(story), headline_at(page)
    around, told = page["lines"].rows, story["lines"].rows
    lines = [in_block(line) for line in (*around[:top], *told[head : last + 1], *around[end + 1 :])]
    gold = [*page["gold"][:top], *story["gold"][head : last + 1], *page["gold"][end + 1 :]]
    return lines, gold, (top + first - head, top + last - head)


def headline_at(page: dict[str, Any]) -> int:
    """Index of a page's headline; of the first line of its run where there is none close above it."""
    head, first = headlines_of(page["lines"])[0], page["run"][0]
    return head if head is not None and first - FAR < head < first else int(first)


def in_block(line: Line) -> tuple[str, bool]:
    """A line's text, and whether no blank line divides it from the line above."""
    return line.text, line.joined


def with_lists(lines: list[tuple[str, bool]], gold: list[float], run: tuple[int, int], chance: random.Random) -> Rows:
    """The page with some blocks of short lines in its story or at its end."""
    first, last = run
    for _ in range(chance.randint(1, MOST)):
        texts, joined = short_lines(chance), chance.random() < SAME_BLOCK
        at = chance.randint(first + 1, last + 1)
        lines[at:at] = [(text, joined and row > 0) for row, text in enumerate(texts)]
        gold[at:at] = [1.0] * len(texts)
        last += len(texts)
    return lines, gold, (first, last)


def described(
    lines: list[tuple[str, bool]], gold: list[float], run: tuple[int, int], outlets: Outlets
) -> dict[str, Any]:
    """The page as the fit needs it."""
    texts, joined = zip(*lines, strict=True)
    read = read_lines(texts, outlets, joined)
    return {"lines": read, "gold": gold, "run": run, "table": features(read), "counted": counted(read), "weight": 1.0}
