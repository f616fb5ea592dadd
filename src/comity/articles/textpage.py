"""Plain text -> draft: a story already clean as it stands, a flattened page sorted line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.articles.credits import agency_credited, authors_in, section_labels
from comity.articles.days import full_dates
from comity.articles.draft import Dated, Draft
from comity.articles.flattened import is_plain, keep_lines
from comity.articles.lines import SENTENCE_END, WORD, Line, split_lines
from comity.articles.reasons import dropped_lines, related_stories
from comity.lexicons.outlets import Outlets
from comity.vocabulary import Page

HEADLINE = 22  # words that a headline has at most
ABOVE = 14  # lines above the body in which title, captions, byline and date stand
STOP = re.compile(r"[.!?][\"'”’)]*$")


def draft_text(page: Page, outlets: Outlets) -> Draft:
    """The draft of a text page."""
    lines = split_lines(page.content, outlets)
    if len(lines) == 1 or is_plain(lines):
        return plain_story(lines, page.title)
    return flattened_page(lines, page.title, outlets)


def plain_story(lines: Sequence[Line], title: str | None) -> Draft:
    """All of it is the article; its first line is the title where one is given or it is written as one."""
    paragraphs = [line.text for line in lines]
    if title:
        rest = paragraphs[1:] if paragraphs and same_words(paragraphs[0], title) else paragraphs
        return Draft(title=title, body=tuple(rest))
    if paragraphs and is_headline(lines[0], alone=len(lines) == 1):
        return Draft(title=paragraphs[0], body=tuple(paragraphs[1:]))
    return Draft(body=tuple(paragraphs))


def is_headline(line: Line, alone: bool) -> bool:
    """Whether a first line is a headline: short, and without a full stop or written in capitals as titles are."""
    if not 2 <= line.words <= HEADLINE:
        return False
    if not SENTENCE_END.search(line.text):
        return not line.text.endswith((":", ",", ";"))
    long = [word for word in WORD.findall(line.text)[1:] if len(word) > 3]
    return not alone and len(long) > 2 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def same_words(one: str, other: str) -> bool:
    """Whether two lines have the same words, whatever their marks and case."""
    return [w.lower() for w in WORD.findall(one)] == [w.lower() for w in WORD.findall(other)]


def flattened_page(lines: Sequence[Line], title: str | None, outlets: Outlets) -> Draft:
    """The page's lines sorted into title, captions, body and the rest."""
    body = keep_lines(lines, outlets.weights)
    if not any(body):
        return Draft(title=title, dropped=dropped_lines(lines, body, outlets))
    head = title_line(lines, body.index(True), title)
    body = without_pictures(lines, body, head)
    first = body.index(True)
    captions = caption_lines(lines, body, head, first, outlets)
    used = [
        keep or index == head or index in captions or repeats(line, lines, head)
        for index, (line, keep) in enumerate(zip(lines, body, strict=True))
    ]
    dropped = dropped_lines(lines, used, outlets)
    near = [line.text for line in lines[max(0, first - ABOVE) : first] if line.words <= 20]
    labels = section_lines(lines[:first], head, outlets)
    return Draft(
        title=title or (lines[head].text if head is not None else None),
        captions=tuple(lines[index].text for index in captions),
        body=tuple(line.text for line, keep in zip(lines, body, strict=True) if keep),
        outlet=masthead(lines[:first], outlets),
        agency=agency_credited([line for line in near if head is None or line != lines[head].text], outlets),
        authors=first_authors(near, outlets),
        sections=labels,
        dated=printed_day(near),
        dropped=dropped,
        related=related_stories(dropped, outlets),
    )


def without_pictures(lines: Sequence[Line], body: Sequence[bool], head: int | None) -> list[bool]:
    """The body without lines at its head that tell without a full stop, as the lines under a picture do."""
    found = list(body)
    if head is None:
        return found
    for index in [index for index, keep in enumerate(body) if keep][:3]:
        line = lines[index]
        if line.words < 5 or line.words > 60 or re.search(r"[.!?:;,…][\"'”’)]*$", line.text) or sum(found) == 1:
            break
        found[index] = False
    return found


def repeats(line: Line, lines: Sequence[Line], head: int | None) -> bool:
    """Whether the line is the title once more."""
    return head is not None and line.text == lines[head].text


def title_line(lines: Sequence[Line], first: int, title: str | None) -> int | None:
    """Index of the line above the body that reads best as its headline; None: there is none."""
    if title:
        return next((i for i, line in enumerate(lines[:first]) if same_words(line.text, title)), None)
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.text] = counts.get(line.text, 0) + 1
    best, found = 0.0, None
    for index in range(max(0, first - ABOVE), first):
        score = headline_score(lines[index], counts[lines[index].text], first - index)
        if score > best:
            best, found = score, index
    return found


def headline_score(line: Line, count: int, far: int) -> float:
    """How much a line reads as the headline of what follows `far` lines below; 0 or less: not at all."""
    if line.cue is not None or not 3 <= line.words <= 30 or line.text[:1].islower():
        return 0.0
    score = 3.0 - 0.2 * far + 0.15 * min(line.words, 10)
    score += (
        1.5 * (count > 1) - 2.0 * bool(STOP.search(line.text)) - 2.0 * (line.words > 22) - 1.5 * line.text.endswith(":")
    )
    return score


def caption_lines(
    lines: Sequence[Line], body: Sequence[bool], head: int | None, first: int, outlets: Outlets
) -> list[int]:
    """Indices of picture lines: by the headline what tells without a full stop, elsewhere what credits a photo."""
    found = []
    for index, line in enumerate(lines):
        if body[index] or index == head or line.words < 4:
            continue
        credited = bool(outlets.caption.search(line.text)) and line.words >= 6 and line.cue in (None, "byline")
        inside = head is not None and head < index
        beside = inside and index < first and line.cue is None and line.words >= 5 and not STOP.search(line.text)
        if (inside and credited and index < len(body) and any(body[index:])) or beside:
            found.append(index)
    return [index for index in found if not repeats(lines[index], lines, head)]


def section_lines(above: Sequence[Line], head: int | None, outlets: Outlets) -> tuple[str, ...]:
    """The labels next above the headline, or between it and the body; a menu of many lines is none."""
    limit = len(above) if head is None else head
    for index in [*range(limit - 1, max(-1, limit - 7), -1), *range(limit + 1, len(above))]:
        names = section_labels(above[index].text, outlets)
        in_menu = sum(bool(section_labels(line.text, outlets)) for line in above[max(0, index - 2) : index]) == 2
        if names and not in_menu:
            return tuple(dict.fromkeys(names))
    return ()


def masthead(above: Sequence[Line], outlets: Outlets) -> str | None:
    """The outlet that a line above the body names and nothing else."""
    for line in above:
        found = outlets.named(line.text)
        if found:
            return found.name
    return None


def first_authors(near: Sequence[str], outlets: Outlets) -> tuple[str, ...]:
    """The people of the first byline."""
    for line in near:
        found = authors_in(line, outlets)
        if found:
            return found
    return ()


def printed_day(near: Sequence[str]) -> Dated | None:
    """The first full date printed near the headline; one after "published" goes before one after "updated"."""
    found = [
        (("updated" in line.lower()), index, line[start:end], day)
        for index, line in enumerate(near)
        for start, end, day in full_dates(line)
    ]
    if not found:
        return None
    *_, words, day = min(found)
    return Dated(day, "page", words)
