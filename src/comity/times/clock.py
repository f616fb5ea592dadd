"""Rules for times of day and parts of the day."""

from __future__ import annotations

import re

from comity.times.calendar import shift_days
from comity.times.setting import Match, Reading, Setting, on
from comity.times.words import DAY_PART, DAY_PARTS, number_of

KIND_OF = r"(?:stop|stopover|stay|visit|trip|train|bus|flight|ferry|shift|curfew|rate|lending|loan|low|temperature)s?\b"
THIS_PART = re.compile(  # "an overnight stay" is a kind of stay, no night
    rf"\b(?:(?P<det>this|last|the\s+(?:previous|following|next|same)|that|the)\s+)?"
    rf"(?P<part>{DAY_PART}|overnight(?!\s+{KIND_OF}))\b",
    re.I,
)
ZONES = "GMT UTC EST EDT CST CDT MST MDT PST PDT CET CEST BST IST JST ET MSK".split()
ZONE = rf"(?:{'|'.join(ZONES)})"
CLOCK = re.compile(
    r"(?<![\d:.,$£€-])(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?(?:[:.][0-5]\d)?\s*(?P<half>[ap]\.?\s?m\b\.?)"
    r"|(?P<hour24>[01]?\d|2[0-4])(?P<colon>:)(?P<minute24>[0-5]\d)(?::[0-5]\d)?(?!\d|[.:]\d)(?:\s*(?:hours|hrs))?"
    r"|(?P<hour4>[01]\d|2[0-4])(?P<minute4>[0-5]\d)(?=\s*(?:hours\b|hrs\b|GMT|UTC|local|Zulu))(?:\s*(?:hours|hrs))?"
    r"|(?P<oclock>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s*o['’]clock|(?P<word>noon|midnight|midday)\b)"
    rf"(?P<zone>\s*(?:{ZONE}(?![a-z])|\({ZONE}\)|local\s+time|(?:[A-Z][a-z]+\s+)?time\b))?"
    r"(?:\s+(?:in\s+the\s+)?(?P<part>morning|afternoon|evening)\b)?",
    re.I,
)


BEFORE_CLOCK = frozenset({
    "at", "by", "from", "until", "till", "since", "before", "after", "between", "to", "and", "around", "about", "-",
})  # fmt: skip


def part_suffix(words: str | None) -> str:
    """ "night" -> "TNI"; "" for no words."""
    return "T" + DAY_PARTS[re.sub(r"^mid[-\s]*(?=after|morn)", "", words.lower())] if words else ""


def this_part(match: Match, at: Setting) -> Reading | None:
    """ "this morning", "last night", "overnight"; "the morning" of the date last mentioned."""
    det = " ".join((match["det"] or "").lower().split())
    word = match["part"].lower()
    part = part_suffix(word)
    if det == "last":
        return on(shift_days(at.day, -1), "TIME", part)
    if det == "this":
        return on(at.day, "TIME", part)
    if word == "overnight":
        return on(shift_days(at.day, -1), "TIME", part)
    if not det:
        return Reading("TIME", part, clock=True) if word.startswith("mid") else None
    if (
        det in ("the", "")
        and word in ("night", "dawn", "dusk")
        and not re.search(r"(?:during|in|at|by|before|until)\s+$", at.text[max(0, match.start() - 8) : match.start()])
    ):
        return None
    anchor = at.anchor_days
    day = anchor[0] if anchor and anchor[0] == anchor[1] else at.day
    shift = {"the previous": -1, "the following": 1, "the next": 1}.get(det, 0)
    return on(shift_days(day, shift), "TIME", part)


def clock(match: Match, at: Setting) -> Reading | None:
    """ "5 p.m. EST", "18:00 GMT", "noon"; the date is looked for beside it."""
    if match["word"]:
        return Reading("TIME", {"midnight": "T24:00"}.get(match["word"].lower(), "T12:00"), clock=True)
    hour = match["hour"] or match["hour24"] or match["hour4"]
    number = number_of(match["oclock"] or hour)
    minute = match["minute"] or match["minute24"] or match["minute4"] or "00"
    if number is None or number > 24:
        return None
    if match["colon"] and not match["zone"] and not _tells_when(match, at):
        return None
    half = (match["half"] or "").lower()
    late = half.startswith("p") or match["part"] in ("afternoon", "evening")
    if half and number > 12:
        return None
    hours = number % 12 + 12 * late if half or (late and number < 12) else number
    return Reading("TIME", f"T{int(hours):02d}:{minute}", clock=True)


def _tells_when(match: Match, at: Setting) -> bool:
    """Whether "18:30" is a time, not a score or a ratio."""
    before = at.token_before(match.start())
    return before is None or before.lemma in BEFORE_CLOCK
