"""Rules for times reckoned from the publication day or from the date last mentioned."""

from __future__ import annotations

import re
from datetime import date

from comity.times.calendar import (
    Days,
    days_of_value,
    make_date,
    month_days,
    quarter_of,
    shift_days,
    shift_months,
    week_value,
)
from comity.times.clock import part_suffix
from comity.times.setting import Match, Reading, Setting, on
from comity.times.words import DAY_PART, FULL_YEAR, NUMBER, ORDINALS, UNIT, VAGUE, any_of, number_of, unit_word
from comity.times.years import months_ended

SHIFTING = (
    r"(?:last|past|this\s+past|previous|preceding|this|current|present|next|coming|this\s+coming|following|subsequent"
    r"|same|that(?:\s+same)?|very\s+(?:same|next)|latest)"
)
DEICTIC = re.compile(
    rf"\b(?P<word>the\s+day\s+(?:before\s+yesterday|after\s+tomorrow)|today|yesterday|tomorrow|tonight)\b(?!['’]s\s+(?:world|society))(?:\s+(?P<part>{DAY_PART}))?",
    re.I,
)
UNIT_SHIFT = re.compile(
    rf"\b(?:the\s+)?(?P<det>{SHIFTING})\s+(?:fiscal\s+|financial\s+|calendar\s+|school\s+)?"
    rf"(?P<unit>day|week|weekend|month|quarter|half|year|decade|century)\b(?:\s+or\s+so)?(?!\s*['’]?s\b\s*old)",
    re.I,
)
BARE_UNIT = re.compile(
    r"\b(?P<end>(?:the\s+)?(?:very\s+)?(?:end|close|beginning|start|middle)\s+of\s+)?the\s+"
    r"(?:full\s+|fiscal\s+|entire\s+)?(?P<unit>weekend|week|month|quarter|year|decade|century)\b(?!\s+(?:before|after|of)\b|-)",
    re.I,
)
YEAR_END = re.compile(r"\b(?P<year>(?:this\s+|last\s+|the\s+)?year)(?:['’]s|-|\s)\s*end\b", re.I)
AGO = re.compile(
    rf"\b(?P<number>{NUMBER}|{VAGUE}|an?\s+half|half\s+an?|an?|just\s+over\s+an?)\s+(?:(?:and\s+)?(?P<half>a\s+half)\s+)?(?:more\s+|full\s+)?"
    rf"(?P<unit>{UNIT})(?:\s+(?P<half2>and\s+a\s+half))?(?:\s+or\s+so)?\s+(?P<way>ago|earlier|before|previously|later|after|afterwards?|from\s+now|hence)\b",
    re.I,
)
PERIOD = re.compile(
    rf"\b(?:(?:the\s+)?(?:comparable\s+|corresponding\s+|same\s+)?(?:year-(?:ago|earlier)|(?P<year>{FULL_YEAR}))\s+(?:period|quarter)\b"
    rf"|year-(?:ago|earlier)\b|(?:the\s+)?(?P<latest>latest)\s+(?:period|quarter)\b"
    rf"|the\s+(?:corresponding|same|comparable)\s+(?:period|quarter)\s+(?:of\s+)?(?P<which>last\s+year|a\s+year\s+(?:ago|earlier))"
    rf"|the\s+quarter\s+a\s+year\s+(?:ago|earlier)\b|last\s+year['’]s\s+quarter\b)",
    re.I,
)
EARLIER_IN = re.compile(r"\b(?P<word>earlier|later)\s+(?:in\s+)?the\s+(?P<unit>day|week|month|year|decade)\b", re.I)
NTH_DAY = re.compile(
    rf"\b(?:the|its|their)\s+(?P<nth>{any_of(ORDINALS)}|\d+(?:st|nd|rd|th))\s+(?:straight\s+|consecutive\s+)?day\b(?=\s+of\b)",
    re.I,
)
THEN = re.compile(r"(?:(?<=\buntil\s)|(?<=\bsince\s))then\b", re.I)
OF = re.compile(r"\s+of\s+(?!this|last|next|that)")  # "the last week of May", "of the campaign"
FORWARD = frozenset({"next", "coming", "this coming", "following", "subsequent"})
BACKWARD = frozenset({"last", "past", "this past", "previous", "preceding"})
ANCHORED = frozenset({"previous", "preceding", "following", "subsequent", "same", "that"})


def nth_day(match: Match, at: Setting) -> Reading | None:
    """ "today is the second day of the talks": the day of publication."""
    tokens = at.sentence.tokens
    day = at.token_at(match.end() - 1)
    verb = tokens[day.head]
    now = day.dep == "attr" and verb.lemma in ("be", "'s") and verb.tag == "VBZ"
    return on(at.day) if now else None


def then(match: Match, at: Setting) -> Reading | None:
    """ "until then", "since then": the date last mentioned."""
    return Reading("DATE", at.anchor, aside=True) if at.anchor else None


def deictic(match: Match, at: Setting) -> Reading | None:
    """ "today", "yesterday morning", "tonight"."""
    word = " ".join(match["word"].lower().split())
    before = at.token_before(match.start())
    if match["word"][0].isupper() and before and before.tag.startswith("NNP"):
        return None
    shift = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(word, 0)
    part = "TNI" if word == "tonight" else part_suffix(match["part"])
    return on(shift_days(at.day, shift), "TIME" if part else "DATE", part)


def unit_shift(match: Match, at: Setting) -> Reading | None:
    """ "last week", "this year", "the following month", "that quarter"."""
    det, unit = " ".join(match["det"].lower().split()), match["unit"].lower()
    det = det.removeprefix("very ").removesuffix(" same")
    if unit == "day":
        return _day_shift(det, at)
    if _titled(match, at) or OF.match(at.text, match.end()):
        return None
    shift = (det in FORWARD) - (det in BACKWARD)
    if unit in ("decade", "century") and shift and det not in ANCHORED:
        return _last_or_next(unit, shift, at)
    if unit == "quarter":
        return _quarter_shift(det, shift, at)
    start = at.day
    if det in ANCHORED or _goes_on(match, det, at):
        anchor = at.anchor_days
        if anchor is None:
            return Reading("DATE", unknown(unit)) if det != "that" else None
        start = anchor[1] if shift > 0 else anchor[0]
    return unit_reading(unit, start, shift)


def _goes_on(match: Match, det: str, at: Setting) -> bool:
    """Whether "the next year", told as past, follows the date last mentioned."""
    anchor = at.anchor_days
    told = det == "next" and match[0].lower().startswith("the") and anchor is not None and anchor[1] < at.day
    return told and at.tense_at(match.start("unit")) == "past"


def _titled(match: Match, at: Setting) -> bool:
    """Whether it is the name of a programme or paper ("This Week")."""
    unit = match["unit"]
    return unit[0].isupper() and not unit.isupper() and at.sentence.sentence.part != "title"


def _last_or_next(unit: str, shift: int, at: Setting) -> Reading | None:
    """ "the past decade": ten years up to the publication day, not those of the calendar."""
    years = (10 if unit == "decade" else 100) * shift
    other = shift_months(at.day, 12 * years)
    if other is None:
        return None
    return Reading("DURATION", f"P{abs(years)}Y", (min(at.day, other), max(at.day, other)))


def unknown(unit: str) -> str:
    """The value of a unit that nothing fixes."""
    return {
        "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
        "half": "XXXX-HX", "year": "XXXX", "decade": "XXX", "century": "XX",
    }[unit]  # fmt: skip


def _quarter_shift(det: str, shift: int, at: Setting) -> Reading | None:
    if det == "latest":
        return Reading("DATE", at.quarter or _last_quarter(at))
    if det in ANCHORED:
        if at.quarter is None:
            return Reading("DATE", unknown("quarter"))
        days = days_of_value(at.quarter)
        start = days[0] if days else at.day
    else:
        start = at.day
    found = shift_months(start, 3 * shift)
    return Reading("DATE", f"{found.year:04d}-Q{quarter_of(found)}") if found else None


def unit_reading(unit: str, day: date, shift: int) -> Reading | None:
    """The calendar unit that holds the day, or the one `shift` units on."""
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}.get(unit)
    found = shift_days(day, 7 * shift) if months is None else shift_months(day.replace(day=1), months * shift)
    if found is None:
        return None
    year = f"{found.year:04d}"
    value = {
        "week": week_value(found), "weekend": week_value(found) + "-WE", "month": f"{year}-{found.month:02d}",
        "quarter": f"{year}-Q{quarter_of(found)}", "half": f"{year}-H{1 + (found.month > 6)}", "year": year,
        "decade": year[:3], "century": year[:2],
    }[unit]  # fmt: skip
    return Reading("DATE", value)


def _day_shift(det: str, at: Setting) -> Reading | None:
    """ "that day", "the next day", reckoned from the date last mentioned."""
    if det not in ANCHORED and det != "next":
        return None
    anchor = at.anchor_days
    if anchor is None or anchor[0] != anchor[1]:
        return Reading("DATE", unknown("day")) if det != "that" else None
    return on(shift_days(anchor[0], (det in FORWARD) - (det in BACKWARD)))


def bare_unit(match: Match, at: Setting) -> Reading | None:
    """ "the quarter", "the weekend", "the end of the year"."""
    unit = match["unit"].lower()
    if unit == "quarter":
        return _the_quarter(match.end(), at)
    if unit == "weekend":
        shift = 0 if at.tense_at(match.start("unit")) == "future" or at.day.weekday() >= 5 else -1
        return unit_reading(unit, at.day, shift)
    if unit == "year" and not match["end"]:
        return _the_year(match, at)
    if not match["end"]:
        return None
    word = match["end"].lower()
    part = "end" if re.search(r"end|close", word) else "middle" if "middle" in word else "beginning"
    start = _story_day(at) if part == "end" and at.tense_at(match.start("end")) == "past" else at.day
    found = unit_reading(unit, start, 0)
    return found and Reading("DATE", found.value, part=part)


def _the_quarter(end: int, at: Setting) -> Reading:
    """ "the quarter" that the text told of; with its last day told, the calendar's, X where a firm counts otherwise."""
    days = months_ended(end, at)
    if days is None:
        return Reading("DATE", at.quarter or _last_quarter(at))
    middle = days[0] + (days[1] - days[0]) / 2
    number = f"Q{quarter_of(middle)}"
    known = at.quarter is None or at.quarter.endswith(number)
    return Reading("DATE", f"{middle.year:04d}-{number if known else 'QX'}", days)


def _story_day(at: Setting) -> date:
    """The day of a past story: of the date last mentioned, where that is gone; else the day of publication."""
    anchor = at.anchor_days
    return anchor[1] if anchor and anchor[1] < at.day else at.day


def _the_year(match: Match, at: Setting) -> Reading | None:
    """ "for the year", "the year ended March 31"."""
    before, after = at.token_before(match.start()), at.token_after(match.end())
    if after and after.lemma in ("end", "ending", "begin", "start"):
        return Reading("DURATION", "P1Y")
    if before is None or before.lemma not in ("for", "of", "in", "during", "throughout", "over"):
        return None
    if after and (after.pos in ("NOUN", "PROPN", "ADJ", "PRON", "NUM") or after.tag in ("WDT", "WRB", "PRP")):
        return None
    return unit_reading("year", at.day, 0)


def year_end(match: Match, at: Setting) -> Reading | None:
    """ "year-end", "year's end"."""
    before, after = at.token_before(match.start()), at.token_after(match.end())
    gone = before is not None and before.lemma == "since"
    year = at.day.year - (gone or match["year"].lower().startswith("last"))
    if "-" in match[0] and not (after and after.pos in ("NOUN", "PROPN", "ADJ")):
        return on(make_date(year, 12, 31))  # "by year-end": the day of the accounts
    return Reading("DATE", f"{year:04d}", part="end")


def earlier_in(match: Match, at: Setting) -> Reading | None:
    """ "earlier in the day", "later in the year"."""
    unit = match["unit"].lower()
    anchor = at.anchor_days
    if unit == "day":
        day = anchor[0] if anchor and anchor[0] == anchor[1] else at.day
        return on(day)
    found = unit_reading(unit, at.day, 0)
    return found and since_or_to(found, match["word"].lower(), at.day)


def since_or_to(reading: Reading, word: str, day: date) -> Reading:
    """ "earlier this year" ends, "later this year" begins with the day of publication."""
    days = days_of_value(reading.value)
    if days is None or not days[0] <= day <= days[1]:
        return reading
    limits = (days[0], day) if word == "earlier" else (day, days[1])
    return Reading(reading.kind, reading.value, limits)


def _last_quarter(at: Setting) -> str:
    """The quarter that was over when the article appeared."""
    day = shift_months(at.day.replace(day=1), -3) or at.day
    return f"{day.year:04d}-Q{quarter_of(day)}"


def year_before(quarter: str) -> Reading:
    """The same quarter of the year before, to which a firm's or a state's figures are compared."""
    return Reading("DATE", f"{int(quarter[:4]) - 1:04d}{quarter[4:]}", aside=True)


def period(match: Match, at: Setting) -> Reading | None:
    """ "the year-earlier period", "the 1988 quarter", "the latest quarter"."""
    if match["latest"]:
        return Reading("DATE", at.quarter or _last_quarter(at))
    if match["year"]:
        return Reading("DATE", match["year"] + (at.quarter[4:] if at.quarter else ""), aside=True)
    return year_before(at.quarter) if at.quarter else Reading("DATE", f"{at.day.year - 1:04d}", aside=True)


def ago(match: Match, at: Setting) -> Reading | None:
    """ "two years ago", "a week earlier", "ten days later", at the unit's own grain."""
    unit, way = unit_word(match["unit"]), match["way"].lower()
    number = number_of(match["number"])
    after = at.token_after(match.end())
    if way in ("before", "after") and after is not None and after.pos not in ("PUNCT", "CCONJ", "ADP"):
        return None
    if number is None:
        return Reading("DATE", "PAST_REF") if way == "ago" else None
    if match["half"] or match["half2"]:
        number += 0.5
    if unit == "year" and number == 1 and way in ("ago", "earlier") and at.quarter:
        return year_before(at.quarter)
    forward = way in ("later", "after", "afterward", "afterwards", "from now", "hence")
    start = _start_of(way, unit, at)
    if start is None:
        return Reading("DATE", unknown(unit if unit in ("day", "week", "month", "quarter", "year") else "day"))
    found = moved(start, number if forward else -number, unit)
    if (
        found
        and unit == "year"
        and way in ("earlier", "later")
        and at.anchor
        and re.fullmatch(r"\d{4}-\d\d", at.anchor)
    ):
        found = Reading("DATE", found.value + at.anchor[4:])  # "in March, down from a year earlier"
    return found and Reading(found.kind, found.value, found.days, aside=not forward and way != "ago")


def _start_of(way: str, unit: str, at: Setting) -> date | None:
    """The day from which an expression reckons; None: the text mentioned no date before it."""
    if way in ("ago", "from now", "hence"):
        return at.day
    anchor = at.anchor_days
    if anchor is None:
        return at.day if way == "earlier" and unit == "year" else None
    fine = unit in ("year", "decade", "century", "millennium") or (anchor[1] - anchor[0]).days < 32
    return anchor[0] if fine else None


def moved(day: date, number: float, unit: str) -> Reading | None:
    """The time so many units away from a day, no finer than the unit; centuries and decades keep their own grain."""
    if unit in ("second", "minute", "hour"):
        return Reading("TIME", "PAST_REF" if number < 0 else "FUTURE_REF", (day, day) if abs(number) < 24 else None)
    if unit in ("day", "night", "week", "fortnight"):
        found = shift_days(day, round(number * {"week": 7, "fortnight": 14}.get(unit, 1)))
        if found is None:
            return None
        return Reading("DATE", week_value(found)) if unit in ("week", "fortnight") else on(found)
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}[unit]
    found = shift_months(day, round(number * months))
    if found is None:
        return None
    value = {"month": found.isoformat()[:7], "quarter": f"{found.year:04d}-Q{quarter_of(found)}"}.get(
        unit, f"{found.year:04d}"
    )
    if unit in ("decade", "century", "millennium"):
        return Reading(
            "DATE", value[:3] if unit == "decade" else value[:2], _around(found, 5 if unit == "decade" else 50)
        )
    return Reading("DATE", value)


def _around(day: date, years: int) -> Days | None:
    first, last = month_days(day.year - years, 1), month_days(day.year + years, 12)
    return (first[0], last[1]) if first and last else None
