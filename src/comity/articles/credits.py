"""Who wrote and who publishes: datelines, credits, bylines, mastheads, section labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from comity.lexicons.outlets import Outlets

DATELINE = re.compile(
    r"""\s*(?P<place>[A-Z][\w.'’ -]{1,40}?(?:[/,][ ]?[A-Z][\w.'’ -]{1,40}){0,3})?
    ,?\s*(?P<day>\w*\.?\s*\d{1,2}[^()/–—-]{0,14})?
    \s*(?:/(?P<slashed>[^/\n]{2,30})/[.\s–—-]\s*|(?:\((?P<agency>[^()\n]{2,40})\))?\s*(?:[-–—]{1,2}\s|\.\s?[-–—]\s))""",
    re.VERBOSE,
)
DATELINE_ENDS = "/–—-"  # what a dateline has one of
BYLINE = re.compile(r"^\W*(?:by|written by|story by|reporting by)[:\s]+(?P<names>.{2,120})$", re.IGNORECASE)
NAME = re.compile(r"^[A-ZÀ-Þ][\w.'’-]+(?: (?:de|da|van|von|der|bin|al|el|[A-ZÀ-Þ][\w.'’-]*)){1,4}$")
NO_NAME = re.compile(
    r"[/@\d]|\b(staff|writers?|editors?|reporters?|correspondents?|agenc(y|ies)|news|desk|team|service)\b",
    re.IGNORECASE,
)
LONGEST_CREDIT = 12  # words
CREDITED = re.compile(
    r"\W*(staff|national|political|sports|foreign|business|science|writers?|reporters?|news)\b", re.IGNORECASE
)
BY = re.compile(r"\W*(by|from|source|via|reporting by)\b", re.IGNORECASE)
UNLISTED = re.compile(r"\W*(?:[Bb]y|[Ss]ource:?)\s+(?P<name>(?:[A-Z][\w-]* ){1,4}(?:Agency|Wire|News Service))\W*$")
WIRE_END = re.compile(
    r"(?<!\w)(?P<name>(?:[A-Z][\w-]*\s){1,3}(?:News|Wire|Press|Telegraph|Information)\s(?:Agency|Service))\W*$"
)
LABELS = re.compile(r"\s*[|/›»>·•,]\s*|(?<=[a-z])(?=[A-Z])")
LABEL_BEGINS = 3  # letters of a section's name by which most lines are seen to be none; two for shorter ones
SPLIT = re.compile(r"\s*(?:,|;|&|\||\band\b|\bwith\b)\s*")


def dateline_of(
    paragraph: str, outlets: Outlets, outlet: str | None = None
) -> tuple[tuple[int, int], str | None] | None:
    """((start, end), agency) of the dateline that a paragraph begins with; None: it begins with none.

    A dateline names its place in capitals, or a wire service or a day. `outlet` publishes the page.
    """
    head = paragraph[:120]
    found = DATELINE.match(head) if any(mark in head for mark in DATELINE_ENDS) else None
    if not found or not found.group().strip(" -–—."):
        return None
    named = found["agency"] or found["slashed"] or ""
    agency = outlets.agency(named) if named else None
    if agency is None and named:
        inside = outlets.agency_name.search(named)
        agency = outlets.agency(inside.group()) if inside else own_agency(named, outlet)
    place = found["place"] or ""
    town = re.split("[,/]", place)[0]
    if agency is None and not (town.isupper() and len(town) > 2) and not (place and found["day"]):
        return None
    return (found.start(), found.end()), agency


def agency_credited(lines: Sequence[str], outlets: Outlets) -> str | None:
    """The wire service that bylines and credits name, the first of them: "Reuters", "By John Doe, AP", "AP writer"."""
    for line in lines:
        whole = outlets.agency(line.strip(" .|-–—"))
        if whole:
            return whole
        unlisted = UNLISTED.match(line)
        if unlisted:
            return unlisted["name"]
        if unlisted_wire(line):
            return unlisted_wire(line)
        found = outlets.agency_name.search(line) if len(line.split()) <= LONGEST_CREDIT else None
        if found and is_credit(line, found.start(), found.end()):
            return outlets.agency(found.group())
    return None


def unlisted_wire(line: str) -> str | None:
    """The wire service in no lexicon that a credit ends with: "By Jane Doe, Baltic News Service"."""
    if ("Agency" not in line and "Service" not in line) or len(line.split()) > LONGEST_CREDIT:
        return None
    end = WIRE_END.search(line)
    return end["name"] if end else None


def agency_line(line: str, outlets: Outlets) -> str | None:
    """The wire service that a line names and nothing else."""
    known = outlets.agency(line.strip(" .|-–—"))
    return known or (line.strip() if unlisted_wire(line) == line.strip() else None)


def own_agency(named: str | None, outlet: str | None) -> str | None:
    """The outlet itself, where it is a wire service that its dateline calls by its initials: "(MWA)"."""
    words = [word for word in (outlet or "").split() if word[0].isupper()]
    initials = "".join(word[0] for word in words)
    return outlet if named and outlet and len(initials) > 1 and named.strip() in (initials, outlet) else None


def is_credit(line: str, start: int, end: int) -> bool:
    """Whether a wire service's name in a line stands there as the writer's."""
    before, after = line[:start].rstrip(), line[end:].strip()
    closing = not after.strip(" .)|") or CREDITED.match(after) is not None
    return closing and (before.endswith((",", "(", "|", "/", "—", "–", "-")) or not before or bool(BY.match(before)))


def authors_in(line: str, outlets: Outlets) -> tuple[str, ...]:
    """The people that a byline names; a wire service is none."""
    found = BYLINE.match(line) if "by" in line.lower() else None
    names = SPLIT.split(found["names"]) if found else []
    return tuple(
        name for name in names if NAME.match(name) and not NO_NAME.search(name) and outlets.named(name) is None
    )


@cache
def label_begins(outlets: Outlets) -> frozenset[str]:
    """The first letters of section names, in lower case."""
    return frozenset(name[:LABEL_BEGINS] for name in outlets.sections)


def section_labels(line: str, outlets: Outlets) -> tuple[str, ...]:
    """The section names that a line consists of, run together or divided; empty: it is something else.

    "RussiaWorld" is Russia and World; "World" is World.
    """
    begins = line.lstrip()[:LABEL_BEGINS].lower()
    if begins[:1].isalnum() and begins not in label_begins(outlets) and begins[:-1] not in label_begins(outlets):
        return ()
    pieces = [piece for piece in LABELS.split(line.strip()) if piece]
    found = [outlets.sections.get(" ".join(piece.split()).lower()) for piece in pieces]
    return tuple(name for name in found if name) if found and all(found) else ()
