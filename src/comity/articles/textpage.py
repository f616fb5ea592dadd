"""Plain text -> draft: a story already clean as it stands, a flattened page sorted line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import takewhile

import numpy as np
from msgspec import structs

from comity.articles.credits import agency_credited, authors_in, section_labels
from comity.articles.cues import LONGEST_LABEL
from comity.articles.days import full_dates
from comity.articles.draft import Dated, Draft
from comity.articles.flattened import heads_others, is_plain, keep_lines
from comity.articles.lines import WORD, Line, split_pages
from comity.articles.reasons import dropped_lines, is_date_line, related_stories
from comity.articles.rows import SENTENCE_END
from comity.lexicons.outlets import Outlets
from comity.pages.decode import clean
from comity.vocabulary import Page

EDGE = 2  # lines at head and foot of a clean story that may be a call to the reader
HEADLINE = 22  # words that a headline has at most
NEAR = 14  # lines above the body in which byline and date stand
LONGEST_NAME = 5  # words of an outlet's name
MENU, TOP = 4, 3  # short lines in a row that make a menu; lines at the top where a masthead stands
MOST_CAPTIONS = 3  # lines by the headline that may be captions; more are a list of stories
OWNER = re.compile(
    r"(?:©|\(c\)|copyright)[\s\d–-]*(?P<name>[^.,|©]{3,40}?)\s*(?:[.,|]|all rights|ltd|inc|$)", re.IGNORECASE
)
ABOVE = 25  # lines above the body in which title, captions, byline and date stand
EARLIER = 1.0  # how much less an earlier line may score than the best and still be the headline
MOST_ECHO = 4.0  # what the words of a headline that come back below count at most
CREDIT_LINE = 20  # words of a byline or date line
BELOW = 8  # lines from the body's last one on in which an update is told
AMID, OVER = 6, 5  # lines below the first sentence, and above the headline, where they may stand
FEW_BESIDE = 5  # words beside a date that is a line's own
STAMPED = re.compile(r"^\W*by\b|updat|publish|posted|written|created", re.IGNORECASE)
CALLED = re.compile(r"updat|modif|revis|publish|posted|original|created")  # in lower case
TELLS_UPDATE = (
    re.compile(  # "Last updated at 9:10 on ", "This story was updated on ", but not "the bank revised it on "
        r"(?:^|[^\w\s]\s*|\d\s*|\b(?:last|and|[ap]m|(?:story|article|page|post|report) (?:was|has been))\s+)"
        r"(?:last )?(?:updated?|modified|revised)\b(?:\W+\w+){0,6}?\W*$",
        re.IGNORECASE,
    )
)
LABEL = re.compile(r"\W*(?:(?:last|first) )?(?:updated?|modified|revised|published|posted)(?: (?:on|at))?\W*", re.I)
UPDATES = frozenset({"updat", "modif", "revis"})
ENDED = re.compile(r"[.!?:;,…][\"'”’)]*$")
STOP = re.compile(r"[.!?][\"'”’)]*$")


def draft_texts(pages: Sequence[Page], outlets: Outlets) -> list[Draft]:
    """The drafts of some text pages, whose lines are read together."""
    lines = split_pages([page.content for page in pages], outlets)
    rows = [lines.rows[own.start : own.stop] for own in lines.pages]
    plain = [len(own) == 1 or is_plain(own) for own in rows]
    body = [] if all(plain) else keep_lines(lines, outlets.weights)
    echo = [] if all(plain) else np.minimum(lines.echo, MOST_ECHO).tolist()
    drafts = []
    for page, own, paragraphs, clear in zip(pages, lines.pages, rows, plain, strict=True):
        title, until = clean(page.title) if page.title else page.title, latest_day(page.fetched)
        if clear:
            drafts.append(plain_page(paragraphs, title, outlets, until))
        else:
            here = slice(own.start, own.stop)
            drafts.append(flattened_page(paragraphs, body[here], echo[here], title, outlets, until))
    return drafts


def plain_page(lines: Sequence[Line], title: str | None, outlets: Outlets, until: date | None) -> Draft:
    """The draft of a story already clean, with the days above it."""
    stamps = stamps_above(lines)
    return structs.replace(
        plain_story(lines, title, outlets), dated=printed_day(stamps, until), updates=printed_updates(stamps)
    )


def stamps_above(lines: Sequence[Line]) -> list[str]:
    """The lines above the second paragraph of a clean story that are hardly more than a date."""
    told = [index for index, line in enumerate(lines) if line.prose]
    above = lines[: told[1]] if len(told) > 1 else ()  # the first may be a caption
    return [labelled(lines, index) for index, line in enumerate(above) if is_date_line(line) and not line.ended]


def plain_story(lines: Sequence[Line], title: str | None, outlets: Outlets) -> Draft:
    """All of it is the article, but for a short call to follow or buy at its head or foot.

    Its first line is the title where that is given or the line is written as one.
    """
    edges = {*range(EDGE), *range(len(lines) - EDGE, len(lines))}
    kept = [not (index in edges and is_call(line)) or len(lines) == 1 for index, line in enumerate(lines)]
    dropped = dropped_lines(lines, kept, outlets)
    story = [line for line, keep in zip(lines, kept, strict=True) if keep]
    paragraphs = tuple(line.text for line in story)
    if title:
        repeated = bool(story) and same_words(paragraphs[0], title)
        return Draft(title=title, body=paragraphs[1:] if repeated else paragraphs, dropped=dropped)
    if story and is_headline(story[0], alone=len(story) == 1):
        return Draft(title=paragraphs[0], body=paragraphs[1:], dropped=dropped)
    return Draft(body=paragraphs, dropped=dropped)


def is_call(line: Line) -> bool:
    """Whether a line is a short call to follow, subscribe or buy."""
    return line.cue in ("promotion", "advertisement") and line.words <= LONGEST_LABEL


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


def flattened_page(
    lines: Sequence[Line],
    body: Sequence[bool],
    echo: Sequence[float],
    title: str | None,
    outlets: Outlets,
    until: date | None,
) -> Draft:
    """The page's lines sorted into title, captions, body and the rest; `echo`: how often a line's words come back."""
    start = first_prose(lines, body)
    head = title_line(lines, echo, start, title)
    body = [keep and belongs(lines, index, head, start) for index, keep in enumerate(body)]
    if not any(body):
        return Draft(title=title, dropped=dropped_lines(lines, body, outlets))
    body = without_pictures(lines, body, head)
    first = body.index(True)
    captions = caption_lines(lines, body, head, first, outlets)
    headline = lines[head].text if head is not None else None
    used = [keep or line.text == headline for line, keep in zip(lines, body, strict=True)]
    for index in captions:
        used[index] = True
    dropped = dropped_lines(lines, used, outlets)
    matter = [index for index in head_matter(lines, body, head, first) if lines[index].words <= CREDIT_LINE]
    near, stamps = [lines[index].text for index in matter], [labelled(lines, index) for index in matter]
    above = [line.text for line in lines[max(0, first - ABOVE) : first] if line.credit]
    called = [text for text in above if CALLED.search(text.lower())]
    return Draft(
        title=title or headline,
        captions=tuple(lines[index].text for index in captions),
        body=tuple([line.text for line, keep in zip(lines, body, strict=True) if keep]),
        outlet=masthead(lines, outlets),
        agency=agency_credited([line for line in near if line != headline], outlets),
        authors=first_authors(near, outlets),
        sections=section_lines(lines[:first], head, outlets),
        dated=printed_day(stamps, until) or printed_day(called, until),
        updates=printed_updates([*stamps, *called, *foot_matter(lines, body)]),
        dropped=dropped,
        related=related_stories(dropped, outlets),
    )


def first_prose(lines: Sequence[Line], body: Sequence[bool]) -> int:
    """Index of the first sentence of the body; of its first line where it has none; 0: there is no body."""
    kept = [index for index, keep in enumerate(body) if keep]
    return next((index for index in kept if lines[index].prose and lines[index].ended), kept[0] if kept else 0)


def belongs(lines: Sequence[Line], index: int, head: int | None, start: int) -> bool:
    """Whether a body line is below the headline and not it once more, nor byline or date by the first sentence."""
    line = lines[index]
    if index < start + AMID and not line.prose and (line.cue == "byline" or (is_date_line(line) and not line.ended)):
        return False
    return head is None or (index > head and not repeats(lines, index, head))


def without_pictures(lines: Sequence[Line], body: Sequence[bool], head: int | None) -> list[bool]:
    """The body without lines at its head that tell without a full stop, as the lines under a picture do."""
    found = list(body)
    for index in [index for index, keep in enumerate(body) if keep and head is not None][:3]:
        line = lines[index]
        if not 5 <= line.words <= 60 or ENDED.search(line.text) or sum(found) == 1:
            break
        found[index] = False
    return found


def repeats(lines: Sequence[Line], index: int, head: int | None) -> bool:
    """Whether the line is the title, or the title once more."""
    return head is not None and lines[index].text == lines[head].text


def title_line(lines: Sequence[Line], echo: Sequence[float], first: int, title: str | None) -> int | None:
    """Index of the line above the body that reads best as its headline; None: there is none."""
    if title:
        return next((i for i, line in enumerate(lines[:first]) if same_words(line.text, title)), None)
    texts = [line.text for line in lines]
    scores: dict[int, float] = {}
    for index in range(max(0, first - ABOVE), first):
        score = headline_score(lines[index], texts, first - index)
        if score > 0:
            scores[index] = score + echo[index]
    best = max(scores.values(), default=0.0)
    return next((index for index, score in scores.items() if score >= best - EARLIER), None)


def headline_score(line: Line, texts: Sequence[str], far: int) -> float:
    """How much a line reads as the headline of what follows `far` lines below; 0 or less: not at all."""
    if line.cue is not None or not 3 <= line.words <= 30 or line.text[:1].islower() or is_small_print(line):
        return 0.0
    score = 3.0 - 0.05 * far + 0.15 * min(line.words, 10) + (texts.count(line.text) > 1) - 0.1 * max(line.words - 13, 0)
    capitals = line.text.isupper() and line.words < 6
    return score - 2.0 * bool(STOP.search(line.text)) - 1.5 * line.text.endswith(":") - 1.5 * capitals


def is_small_print(line: Line) -> bool:
    """Whether a line is a picture's credit, a date or a list, and so neither headline nor caption by its place."""
    return line.dated or line.listing or line.caption


def caption_lines(
    lines: Sequence[Line], body: Sequence[bool], head: int | None, first: int, outlets: Outlets
) -> list[int]:
    """Indices of picture lines: by the headline what tells without a full stop, elsewhere what credits a photo."""
    if head is None:
        return []
    last = max(index for index, keep in enumerate(body) if keep)
    credited = [index for index in range(head + 1, last) if not body[index] and is_credited(lines[index])]
    below = beside(lines, range(head + 1, first))
    above = beside(lines, range(first - 1, head, -1))
    found = sorted({*credited, *below, *above})
    return [index for index in found if not repeats(lines, index, head) and unlike_before(lines, found, index)]


def is_credited(line: Line) -> bool:
    """Whether a line tells of a picture and names whose it is."""
    return line.caption and line.words >= 6 and line.cue in (None, "byline")


def beside(lines: Sequence[Line], path: range) -> list[int]:
    """The caption lines that one meets first on a path from headline or body; a list of many is none."""
    found: list[int] = []
    for index in path:
        line = lines[index]
        if line.cue in ("byline", "promotion") or line.words < 5 or line.dated:
            continue
        if line.cue is not None or STOP.search(line.text) or line.listing:
            break
        found.append(index)
    return found if len(found) <= MOST_CAPTIONS else []


def unlike_before(lines: Sequence[Line], found: Sequence[int], index: int) -> bool:
    """Whether no earlier caption begins with the same words."""
    return all(lines[index].text[:40] != lines[other].text[:40] for other in found if other < index)


def section_lines(above: Sequence[Line], head: int | None, outlets: Outlets) -> tuple[str, ...]:
    """The labels next above the headline, or between it and the body; those in a menu are none."""
    limit = len(above) if head is None else head
    for index in [*range(limit - 1, max(-1, limit - 5), -1), *range(limit + 1, len(above))]:
        names = section_labels(above[index].text, outlets)
        if names and not in_menu(above, index):
            return tuple(dict.fromkeys(names))
    return ()


def in_menu(above: Sequence[Line], index: int) -> bool:
    """Whether a line stands among short ones as menus have them."""
    around = above[max(0, index - MENU) : index]
    return len(around) == MENU and all(line.words <= 3 for line in around)


def masthead(lines: Sequence[Line], outlets: Outlets) -> str | None:
    """The outlet that one of the first lines names and nothing else, or whose rights the page states.

    Unknown names count where the page tells them again.
    """
    for line in lines[:TOP]:
        found = outlets.named(line.text)
        if found:
            return found.name
    itself = [line for line in lines if line.cue in ("promotion", "legal")]
    for line in lines[:TOP]:
        if line.cue is None and 1 < line.words <= LONGEST_NAME and comes_back(line.text, itself):
            return line.text
    for line in itself:
        owner = OWNER.search(line.text) if line.cue == "legal" else None
        found = outlets.named(owner["name"]) if owner else None
        if found and found.kind == "outlet":
            return found.name
    return None


def comes_back(name: str, itself: Sequence[Line]) -> bool:
    """Whether a name at the top is told again where the page speaks for itself: in calls to follow and in rights."""
    return name[:1].isupper() and any(name in line.text and name != line.text for line in itself)


def head_matter(lines: Sequence[Line], body: Sequence[bool], head: int | None, first: int) -> list[int]:
    """The lines where byline and date stand: from the headline down past the standfirst, then up from the headline."""
    if head is None:
        return list(range(max(0, first - NEAR), first))
    amid = [index for index in own_lines(lines, range(first, first + AMID)) if not body[index]]
    below = [*range(head + 1, first)[: 2 * NEAR], *amid]
    return [*below, *reversed(range(max(0, min(head - OVER, first - NEAR)), head))]


def foot_matter(lines: Sequence[Line], body: Sequence[bool]) -> list[str]:
    """The last line of the body and those below it where an update is told, down to a heading over other lines."""
    last = max(index for index, keep in enumerate(body) if keep)
    below = own_lines(lines, range(last + 1, last + BELOW))
    return [lines[last].text, *(labelled(lines, index) for index in below if lines[index].words <= CREDIT_LINE)]


def own_lines(lines: Sequence[Line], reach: range) -> list[int]:
    """Those lines within reach that stand above a heading over other lines, without legal notices."""
    within = [index for index in reach if index < len(lines)]
    own = takewhile(lambda index: not heads_others(lines[index]), within)
    return [index for index in own if lines[index].cue != "legal"]


def labelled(lines: Sequence[Line], index: int) -> str:
    """A line with the one above it, where that is but a word for what a date means: "Updated"."""
    above = lines[index - 1].text if index else ""
    return f"{above} {lines[index].text}" if LABEL.fullmatch(above) else lines[index].text


def first_authors(near: Sequence[str], outlets: Outlets) -> tuple[str, ...]:
    """The people of the first byline."""
    for line in near:
        found = authors_in(line, outlets)
        if found:
            return found
    return ()


def printed_day(near: Sequence[str], until: date | None = None) -> Dated | None:
    """The first full date printed near the headline; none after the last day `until`.

    One that is not called an update goes before one that is, and one in a line of dates before one in a sentence.
    """
    found = [
        (is_update(line[:start]), not is_stamp(line, start, end), index, start, line[start:end], day)
        for index, line in enumerate(near)
        for start, end, day in full_dates(line)
        if until is None or day <= until
    ]
    if not found:
        return None
    *_, words, day = min(found)
    return Dated(day, "page", words)


def printed_updates(near: Sequence[str]) -> tuple[Dated, ...]:
    """The full dates printed near the headline that are those of an update."""
    return tuple(
        Dated(day, "page", line[start:end])
        for line in near
        for start, end, day in full_dates(line)
        if is_update(line[:start]) and TELLS_UPDATE.search(line[:start])
    )


def is_stamp(line: str, start: int, end: int) -> bool:
    """Whether a date in a line says when the page appeared: the line says so, names a writer, or is hardly more.

    >>> is_stamp("By Ann Example on Monday, 4 May 2020 at 9:10", 26, 36)
    True
    >>> is_stamp("who spoke to the council on 4 May 2020 in Riga", 28, 38)
    False
    """
    return bool(STAMPED.search(line)) or len(line[:start].split()) + len(line[end:].split()) <= FEW_BESIDE


def latest_day(fetched: str | None) -> date | None:
    """The last day on which a page can have appeared that was fetched on a day (UTC); it may be later in its zone."""
    return date.fromisoformat(fetched[:10]) + timedelta(days=1) if fetched else None


def is_update(before: str) -> bool:
    """Whether the last word for what a date means, before it in its line, is "updated" or the like.

    >>> is_update("Published 4 May, updated "), is_update("Updated 5 May, first published ")
    (True, False)
    """
    called = CALLED.findall(before.lower())
    return bool(called) and called[-1] in UPDATES
