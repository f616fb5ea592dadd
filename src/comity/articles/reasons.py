"""Why each line that is not body was left out, and the titles of other stories among them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.articles.credits import agency_line, authors_in
from comity.articles.days import has_full_date
from comity.articles.lines import Line
from comity.lexicons.outlets import Outlets
from comity.vocabulary import Dropped, DropReason, Related

OTHER_STORIES = re.compile(
    r"^\W*(related|more (from|on|stories|news)|read (more|also|next)|also read|see also|recommended|up next|next up"
    r"|(most|top|trending|latest|popular|recent|featured|must.reads?|editor.?s.? picks?)\b"
    r"|don.t miss|what (to read|others)|you (may|might) (also )?)",
    re.IGNORECASE,
)
COMMENTS = re.compile(r"\W*(\d+ )?comments?\b|(leave|post|add) a (comment|reply)")  # in lower case
HEADING = 8  # words that a heading over other lines has at most
LONGEST_STAMP = 16  # words of a line that dates the page: "Published: 09:10, Mon, May 4, 2020 | Updated: ..."
LONGEST_AGENCY = 8  # words of a wire service's name, where "Europe/Radio" counts as two
TITLE = range(4, 26)  # words of a story's title


def dropped_lines(lines: Sequence[Line], kept: Sequence[bool], outlets: Outlets) -> tuple[Dropped, ...]:
    """The lines that were not kept, each with its reason: its own words', else those of the heading above it."""
    found, under = [], None
    last = len(kept) - 1 - kept[::-1].index(True) if True in kept else len(kept)
    for index, (line, keep) in enumerate(zip(lines, kept, strict=True)):
        if keep:
            under = None
            continue
        if index > last or line.heads_others or line.cue is not None:
            under = heading_of(line, under, index > last)
        found.append(Dropped(text=line.text, reason=reason_of(line, under, outlets)))
    return tuple(found)


def heading_of(line: Line, under: DropReason | None, after: bool) -> DropReason | None:
    """What the lines from here on stand under."""
    if line.words <= HEADING:
        if line.heads_others and OTHER_STORIES.match(line.text):
            return "related"
        if after and heads_comments(line.text.lower()):
            return "comment"
    return None if under != "comment" and line.cue in ("legal", "promotion", "advertisement") else under


def heads_comments(lower: str) -> bool:
    """Whether a short line in lower case is a heading over comments, or asks for one."""
    return ("comment" in lower or "reply" in lower) and COMMENTS.match(lower) is not None


def reason_of(line: Line, under: DropReason | None, outlets: Outlets) -> DropReason:
    """The reason of one line."""
    if under is None and line.cue is None:
        return "byline" if line.credit and is_credit(line, outlets) else "navigation"
    if under == "related" and (line.cue in (None, "byline", "navigation") or outlets.agency(line.text)):
        return "related"
    return line.cue or under or "navigation"


def is_credit(line: Line, outlets: Outlets) -> bool:
    """Whether the line is a byline, the name of a wire service or a date."""
    if line.words <= LONGEST_AGENCY and agency_line(line.text, outlets):
        return True
    return is_date_line(line) or bool(authors_in(line.text, outlets))


def is_date_line(line: Line) -> bool:
    """Whether the line is hardly more than a date."""
    return line.credit and line.words <= LONGEST_STAMP and has_full_date(line.text)


def related_stories(dropped: Sequence[Dropped], outlets: Outlets) -> tuple[Related, ...]:
    """Titles of other stories among the dropped lines; a wire service's name below a title is its agency."""
    found: dict[str, Related] = {}
    for number in [number for number, line in enumerate(dropped) if line.reason == "related"]:
        title, below = dropped[number].text, dropped[number + 1] if number + 1 < len(dropped) else None
        if title in found or len(title.split()) not in TITLE or OTHER_STORIES.match(title) or outlets.agency(title):
            continue
        agency = outlets.agency(below.text) if below and below.reason == "related" else None
        found[title] = Related(title=title, agency=agency)
    return tuple(found.values())
