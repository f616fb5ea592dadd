"""Sentences -> time expressions with TIMEX3 values and days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from comity.times import days, durations, relative
from comity.times.calendar import days_of_value, narrowed, shift_days, week_value
from comity.times.rules import RULES, SIGNS, Build
from comity.times.setting import Match, Reading, Setting
from comity.times.words import any_of
from comity.vocabulary import Article, ParsedSentence, Published, TimeMention

BEFORE_DATE = re.compile(
    r"(?:\b(?P<eve>the\s+eve\s+of\s+)|\b(?P<week>the\s+week\s+of\s+)"
    r"|\b(?P<part>(?:the\s+)?(?:very\s+)?(?:early|earlier|late|later|mid|middle)(?:\s+(?:part\s+)?(?:of|in|on))?(?:\s+the)?(?:\s+|-)"
    r"|(?:the\s+)?(?:first|last|final|opening|closing)\s+(?:few\s+)?(?:days?|weeks?|weekend|months?|part)\s+of(?:\s+the)?\s+"
    r"|(?:the\s+)?(?:very\s+)?(?:beginning|start|end|close|onset)(?:\s+of(?:\s+the)?\s+|-))"
    r"|\b(?:around|about|roughly|approximately|sometime|exactly)\s+)$",
    re.I,
)
BEFORE_DURATION = re.compile(
    r"\b(?:(?:about|around|roughly|approximately|nearly|almost|up\s+to|at\s+least|at\s+most|(?:no\s+)?more\s+than"
    r"|(?:no\s+)?less\s+than|fewer\s+than|(?:well|just|little|slightly)\s+(?:over|under))\s+)+$",
    re.I,
)
PARTS = {
    "early": "early", "beginning": "beginning", "start": "beginning", "onset": "beginning", "mid": "middle",
    "middle": "middle", "late": "late", "end": "end", "close": "end", "first": "first", "opening": "first",
    "last": "last", "final": "last", "closing": "last",
}  # fmt: skip
PART_WORD = re.compile(rf"\b{any_of([*PARTS, 'earlier', 'later'])}\b")
ENDED = re.compile(r",?\s+(?:that\s+|which\s+)?ended\b")  # of a firm's own quarter: "the fourth quarter ended Sept. 30"
FOREIGN_DIGIT = re.compile(r"[^\x00-\x7f](?<=\d)")
UNKNOWN_DAYS = (date(1911, 3, 3), date(1954, 6, 17), date(1987, 10, 28), date(2020, 12, 9))


class Found(Struct, frozen=True):
    """An expression and what it means under one day of publication."""

    start: int
    end: int
    reading: Reading


def find_times(article: Article, sentences: Sequence[ParsedSentence]) -> tuple[TimeMention, ...]:
    """The article's time expressions, in order, reckoned from its publication day.

    Where that day is known as an interval only, or not at all, each expression is read under several days of it:
    what they agree on stands in its value, the rest is X; its days span all readings, None where the day is unknown.
    """
    days = _days_to_try(article.published)
    under_days = [_read(article.text, sentences, day) for day in days]
    if len(days) == 1:
        return tuple(_mention(found) for found in under_days[0])
    bounded = article.published.earliest is not None and article.published.latest is not None
    by_span: dict[tuple[int, int], list[TimeMention]] = {}
    for reading in under_days:
        for found in reading:
            by_span.setdefault((found.start, found.end), []).append(_mention(found))
    whole = [mentions for _, mentions in sorted(by_span.items()) if len(mentions) == len(days)]
    return tuple(_agreed(mentions, bounded) for mentions in whole)


def _days_to_try(published: Published) -> tuple[date, ...]:
    first, last = published.earliest, published.latest
    if first is None or last is None:
        return UNKNOWN_DAYS
    length = (last - first).days
    steps = sorted({0, length // 7, length // 3, (2 * length) // 3, length})  # unlike months, even of whole years
    return tuple(date.fromordinal(first.toordinal() + step) for step in steps)


def _mention(found: Found) -> TimeMention:
    reading = found.reading
    days = reading.days or days_of_value(reading.value)
    if days is not None:
        days = narrowed(days, reading.part)
    first, last = days or (None, None)
    return TimeMention(
        start=found.start, end=found.end, kind=reading.kind, value=reading.value, earliest=first, latest=last
    )


def _agreed(mentions: list[TimeMention], bounded: bool) -> TimeMention:
    """What readings of one expression under several days have in common."""
    first = mentions[0]
    if all(other == first for other in mentions):
        return first
    values = [mention.value for mention in mentions]
    firsts = [mention.earliest for mention in mentions if mention.earliest]
    lasts = [mention.latest for mention in mentions if mention.latest]
    known = bounded and len(firsts) == len(lasts) == len(mentions)
    return TimeMention(
        start=first.start, end=first.end, kind=first.kind, value=_masked(values),
        earliest=min(firsts) if known else None, latest=max(lasts) if known else None,
    )  # fmt: skip


def _masked(values: list[str]) -> str:
    """The values with X where they differ: whole fields, and none finer than a year's known beneath an unknown one."""
    if all(value == values[0] for value in values):
        return values[0]
    pieces = [re.findall(r"[A-Z]+|\d+|[^A-Z\d]+", value) for value in values]
    if len({len(piece) for piece in pieces}) > 1:
        return values[0] if not values[0][:1].isdigit() else "XXXX"
    return "".join(fields[0] if len(set(fields)) == 1 else "X" * len(fields[0]) for fields in zip(*pieces, strict=True))


# ---------------------------------------------------------------- under one day of publication


def _read(text: str, sentences: Sequence[ParsedSentence], day: date) -> list[Found]:
    found: list[Found] = []
    anchor: str | None = None
    quarter: str | None = None
    for sentence in sentences:
        here: list[Found] = []
        matches = _matches(text, sentence)
        starts = tuple(token.start for token in sentence.tokens) if matches else ()
        for start, end, match, build in matches:
            if here and start < here[-1].end:
                continue
            reading = build(match, Setting(text, sentence, starts, day, anchor, quarter))
            if reading is None:
                continue
            floor = here[-1].end if here else sentence.sentence.start
            item = _with_words_before(text, floor, Found(start, end, reading), day)
            here.append(item)
            if reading.kind in ("DATE", "TIME") and not reading.aside and days_of_value(item.reading.value):
                anchor = item.reading.value
                over = reading.over or ENDED.match(text, end) is not None or _is_over(anchor, day)
                quarter = anchor if "-Q" in anchor and over else quarter
            elif reading.value in ("P6M", "P9M", "P1Y"):
                quarter = None  # what follows compares these, not the quarter
        found += _dated(text, here, day)
    return found


def _is_over(value: str, day: date) -> bool:
    """Whether a quarter ended before the article appeared: only then there are figures of it to compare."""
    days = days_of_value(value)
    return days is not None and days[1] < day


def _matches(text: str, sentence: ParsedSentence) -> list[tuple[int, int, Match, Build]]:
    """What the rules match in the sentence, from left to right, at one place the longest first."""
    start, end = sentence.sentence.start, sentence.sentence.end
    words = text[start:end].lower()
    seen = {sign: any(part in words for part in parts) for sign, parts in SIGNS.items()}
    found = [
        (*_bounds(match), order, match, build)
        for order, (sign, pattern, build) in enumerate(RULES)
        if seen[sign]
        for match in pattern.finditer(text, start, end)
        if match[0].isascii() or not FOREIGN_DIGIT.search(match[0])
    ]
    found.sort(key=lambda item: (item[0], -item[1], item[2]))
    return [(first, last, match, build) for first, last, _, match, build in found]


def _bounds(match: Match) -> tuple[int, int]:
    """Where the expression stands: the match without white space, of "May 3 to 5" the second day."""
    if match.re is days.RANGE_FROM_MONTH_DAY:
        return match.span("day")
    words = match[0]
    if match.re is durations.DURATION and match["det"] and match["mark"].strip():  # "the two-week visit"
        return match.start("number"), match.end()
    return match.start() + len(words) - len(words.lstrip()), match.end() - len(words) + len(words.rstrip())


def _with_words_before(text: str, floor: int, found: Found, day: date) -> Found:
    """The expression with "early", "the end of", "about", "more than" before it, and what they change."""
    reading = found.reading
    before = text[max(floor, found.start - 36) : found.start]
    how_long = reading.kind == "DURATION" or text.endswith("ago", found.start, found.end)
    match = (BEFORE_DURATION if how_long else BEFORE_DATE).search(before)
    if match is None or reading.kind == "SET" or reading.value.endswith("_REF"):
        return found
    if reading.kind == "DATE" and not how_long and match[0].lower().startswith("about"):
        return found  # "a speech about the winter of 1942"
    start = found.start - len(match[0])
    if how_long:
        return Found(start, found.end, _more_or_less(reading, match[0].lower()))
    if match["eve"]:
        days = days_of_value(reading.value)
        eve = shift_days(days[0], -1) if days and reading.kind == "DATE" else None
        return Found(start, found.end, Reading("DATE", eve.isoformat())) if eve else found
    if match["week"]:
        days = days_of_value(reading.value)
        return (
            Found(start, found.end, Reading("DATE", week_value(days[0]))) if days and reading.kind == "DATE" else found
        )
    return Found(start, found.end, _of_part(reading, match["part"], day))


def _more_or_less(reading: Reading, words: str) -> Reading:
    """ "almost two decades ago" is after the point two decades back, "more than two decades ago" before it."""
    if reading.days is None or reading.kind != "DATE":
        return reading
    first, last = reading.days
    middle = date.fromordinal((first.toordinal() + last.toordinal()) // 2)
    if re.search(r"almost|nearly|less|under|fewer|up to", words):
        return Reading(reading.kind, reading.value, (middle.replace(month=1, day=1), last))
    if re.search(r"more|over|at\s+least", words):
        return Reading(reading.kind, reading.value, (first, middle.replace(month=12, day=31)))
    return reading


def _of_part(reading: Reading, words: str | None, day: date) -> Reading:
    if words is None:
        return reading
    word = PART_WORD.search(words.lower())
    if word is None:
        return reading
    if word[0] in ("earlier", "later"):
        return relative.since_or_to(reading, word[0], day)
    return Reading(reading.kind, reading.value, reading.days, PARTS[word[0]], reading.clock)


BESIDE = re.compile(r"\s*(?:,\s*)?(?:on\s+|of\s+)?")


def _dated(text: str, found: list[Found], day: date) -> list[Found]:
    """Times of day with their dates: the date beside, which joins the expression, else the last before, else `day`."""
    result: list[Found] = []
    for index, item in enumerate(found):
        if not item.reading.clock:
            result.append(item)
            continue
        after = found[index + 1] if index + 1 < len(found) else None
        before = result[-1] if result else None
        if after and _one_day(after) and BESIDE.fullmatch(text[item.end : after.start]):
            result.append(Found(item.start, item.end, _joined(item.reading, after.reading)))
        elif before and _one_day(before) and BESIDE.fullmatch(text[before.end : item.start]):
            result.append(Found(item.start, item.end, _joined(item.reading, before.reading)))
        else:
            known = next((other for other in reversed(result) if _one_day(other)), None)
            date_of = known.reading if known else Reading("DATE", day.isoformat())
            result.append(Found(item.start, item.end, _joined(item.reading, date_of)))
    return _merged(text, result)


def _one_day(found: Found) -> bool:
    return re.match(r"\d{4}-\d\d-\d\d", found.reading.value) is not None


def _joined(clock: Reading, day: Reading) -> Reading:
    return Reading("TIME", day.value[:10] + clock.value)


def _merged(text: str, found: list[Found]) -> list[Found]:
    """A time of day and the date directly beside it as one expression ("10 p.m. Wednesday")."""
    result: list[Found] = []
    for item in found:
        last = result[-1] if result else None
        if last and _one_day(last) and _one_day(item) and re.fullmatch(r"\s*(?:,\s*)?", text[last.end : item.start]):
            one, other = last.reading, item.reading
            if one.value[:10] == other.value[:10] and (one.kind == "TIME") != (other.kind == "TIME"):
                result[-1] = Found(last.start, item.end, one if one.kind == "TIME" else other)
                continue
        result.append(item)
    return result
