"""The body of an HTML page: trafilatura's paragraphs, without what stands at their head and foot and is none."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Container, Sequence
from typing import Any

from comity.articles.credits import agency_line, section_labels
from comity.articles.days import has_full_date
from comity.articles.flattened import STRONG, keep_lines, without_tail
from comity.articles.lines import Line, Lines, read_lines
from comity.articles.textpage import same_words
from comity.lexicons.outlets import Outlets

HEAD, FOOT = 6, 5  # paragraphs at the body's head and foot that may be none
AMID = 4  # paragraphs at its head among which a byline may stand
LEADING = 14  # lines below a headline in which the body begins
SHARED = 2  # topic words that a lead shares with the body
ELSEWHERE, CALL = ("related", "advertisement"), 40  # a paragraph of few words that leads elsewhere
SHORT = 12  # words of a label, byline or date
THIN = 0.4  # share of the page's prose, and of our own classifier's body, below which a body is but a part
SIGNATURE = re.compile(
    r"^\W*(?:\((?:additional )?(?:reporting|writing|editing|compiled)|print this page)\b", re.IGNORECASE
)
TOOLS = re.compile(r"^[^|.]{2,40}(?:\|[^|.]{2,40}){1,6}$")


def web_body(tree: Any, url: str | None, lines: Lines, outlets: Outlets) -> list[str]:
    """The article's paragraphs; by our own classifier where trafilatura finds none, or a small part of the prose.

    The tree is spent: trafilatura cuts it.
    """
    found = extracted(tree, url)
    words = sum(len(paragraph.split()) for paragraph in found)
    prose = sum(line.words for line in lines.rows if line.prose and line.cue is None)
    if words >= THIN * prose and found:
        return found
    own = classified(lines, outlets)
    return own if THIN * sum(len(paragraph.split()) for paragraph in own) > words else found


def extracted(tree: Any, url: str | None) -> list[str]:
    """The article's paragraphs by trafilatura's fast way, without tables; empty: it finds none."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read is told as our own fault
    try:
        found: Any = bare_extraction(
            tree, url=url, fast=True, include_comments=False, include_tables=False, with_metadata=False
        )
    except RecursionError:
        return []
    text = found.text if found and found.text else ""
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def classified(lines: Lines, outlets: Outlets) -> list[str]:
    """The article's paragraphs by our own line classifier."""
    if not any(line.prose for line in lines.rows):
        return []
    return [line.text for line, keep in zip(lines.rows, keep_lines(lines, outlets.weights), strict=True) if keep]


def with_lead(body: Sequence[str], page: Lines, title: str | None, but: Container[str]) -> list[str]:
    """The body with the lead and standfirst that stand between headline and body, in another container than the rest.

    A line of `but` (captions) is none, nor is one that the page has twice or that speaks of something else.
    """
    lines = page.rows
    head = next((index for index, line in enumerate(lines) if title and line.text == title), None)
    first = next((index for index, line in enumerate(lines) if body and line.text == body[0]), None)
    if head is None or first is None or not head < first <= head + LEADING:
        return list(body)
    told = "\n".join(body)
    counts = Counter(line.text for line in lines)
    leads = [
        number
        for number, line in enumerate(lines[head + 1 : first], head + 1)
        if is_lead(line) and counts[line.text] == 1 and line.text not in but and line.text not in told
    ]  # fmt: skip
    if not leads:
        return list(body)
    prose = [number for number, line in enumerate(lines) if number >= first and line.prose and line.text in told]
    topics = frozenset().union(*map(page.topics.of, prose))
    found = [lines[number].text for number in leads if len(page.topics.of(number) & topics) >= SHARED]
    return [*found, *body]


def is_lead(line: Line) -> bool:
    """Whether a line below the headline is a whole sentence of the story."""
    return (
        line.prose
        and line.ended
        and line.cue is None
        and not (line.caption or line.you or line.run_together or line.listing)
    )


def trimmed(body: Sequence[str], title: str | None, sections: Sequence[str], outlets: Outlets) -> list[str]:
    """The body without title, section labels, bylines and dates at its head, signatures and calls at its foot.

    Titles of other stories go: those that a call introduces, and those at the foot below a heading over them.
    """
    body, first = without_title(body, title)
    rows, end = read_lines(body, outlets).rows, len(body)
    while first < min(HEAD, end - 1) and is_head(rows[first], title, sections, outlets):
        first += 1
    while end > max(first + 1, len(body) - FOOT) and is_foot(rows[end - 1]):
        end -= 1
    lines = rows[first:end]
    bylines = {line.text for line in lines[:AMID] if line.cue == "byline" and line.words <= SHORT and not line.ended}
    kept = [line.text not in bylines and (line.cue not in ELSEWHERE or line.words > CALL) for line in lines]
    kept = without_tail(lines, kept)
    return [line.text for line, keep in zip(lines, kept, strict=True) if keep]


def without_title(body: Sequence[str], title: str | None) -> tuple[Sequence[str], int]:
    """The body without its title, and where it begins: below it, where nothing but labels stands above."""
    at = next((n for n, words in enumerate(body[: 2 * HEAD]) if title and same_words(words, title)), None)
    if at is None or len(body) == 1:
        return body, 0
    labels = all(len(words.split()) <= SHORT for words in body[:at])
    return [*body[:at], *body[at + 1 :]], at if labels else 0


def is_head(line: Line, title: str | None, sections: Sequence[str], outlets: Outlets) -> bool:
    """Whether a first paragraph is the title, a section label, a byline or a date."""
    paragraph = line.text
    if title and same_words(paragraph, title):
        return True
    if len(paragraph.split()) > SHORT:
        return False
    pieces = [piece.strip() for piece in re.split(r"[/|>»·,]", paragraph)]
    if set(pieces) <= set(sections) or section_labels(paragraph, outlets) or agency_line(paragraph, outlets):
        return True
    dated = has_full_date(paragraph) and not paragraph.endswith((".", "!", "?"))
    return dated or line.cue == "byline"


def is_foot(line: Line) -> bool:
    """Whether a last paragraph is the desk's signature, a row of tools, or a call to the reader."""
    return bool(SIGNATURE.match(line.text) or TOOLS.match(line.text)) or line.cue in STRONG
