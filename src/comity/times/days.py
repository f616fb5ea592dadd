"""Rules for days, months, weekdays and holidays of the calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta

from comity.lexicons.times import HOLIDAYS
from comity.times.calendar import easter, make_date, monday, month_days, shift_days, shift_months
from comity.times.clock import part_suffix
from comity.times.names import in_a_name
from comity.times.setting import Match, Reading, Setting, nearest, on, weekday_near
from comity.times.tense import Tense
from comity.times.words import (
    DAY,
    DAY_PART,
    FULL_YEAR,
    MONTH,
    WEEKDAY,
    any_of,
    month_number,
    ordinal_of,
    weekday_number,
    year_of,
)
from comity.times.years import WHICH_YEAR, which_year

MONTH_DAY = re.compile(
    rf"\b(?:(?:this\s+(?:coming|past)\s+|last\s+|next\s+|this\s+)?{WEEKDAY}\s*,?\s+)?(?P<month>{MONTH})\s*(?:the\s+)?(?P<day>{DAY})\b(?:\s*(?:,\s*)?(?P<year>{WHICH_YEAR}))?",
    re.I,
)
DAY_MONTH = re.compile(
    rf"\b(?:{WEEKDAY}\s*,?\s+)?(?:the\s+(?=\d*(?:st|nd|rd|th|[a-z])))?(?P<day>{DAY})(?:\s+of|\s+day\s+of)?\s+(?P<month>{MONTH})(?![\w])(?:\s*(?:,\s*)?(?P<year>{WHICH_YEAR}))?",
    re.I,
)
DAY_ALONE = re.compile(r"(?<=\bthe\s)(?P<day>[12]?\d(?:st|nd|rd|th)|3(?:0th|1st))\b(?!-)", re.I)
RANGE_TO_DAY_MONTH = re.compile(
    rf"\b(?P<day>{DAY})(?=\s*(?:-|–|to|and|until|through)\s*{DAY}(?:\s+of)?\s+(?P<month>{MONTH})(?![\w])(?:\s*(?:,\s*)?(?P<year>{WHICH_YEAR}))?)",
    re.I,
)
RANGE_FROM_MONTH_DAY = re.compile(
    rf"(?P<month>{MONTH})\s*{DAY}(?:\s*,\s*{DAY})?\s*(?:-|–|,\s*and|to|and|until|through)\s*(?P<day>{DAY})\b(?!\s*(?:{MONTH}|people))(?:\s*,\s*(?P<year>{FULL_YEAR}))?",
    re.I,
)
ISO = re.compile(r"\b(?P<year>[12]\d{3})-(?P<month>\d\d)-(?P<day>\d\d)\b")
SLASHED = re.compile(
    r"(?<![\d/.])(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)\s?(?P<year>\d{4}|\d{2})(?![\d/]|\.\d)"
)
NINE_ELEVEN = re.compile(r"(?<![\d/])9/11\b(?!/)")
MONTH_ALONE = re.compile(
    rf"\b(?:(?P<det>last|this|next|this\s+past|this\s+coming|each|every|the\s+(?:previous|following|same)|the\s+month\s+of)\s+)?"
    rf"(?P<month>{MONTH})(?![\w])(?:(?:\s*,\s*|\s+of\s+|\s+in\s+|\s+)(?P<year>{WHICH_YEAR}))?",
    re.I,
)
WEEKDAY_ALONE = re.compile(
    rf"\b(?:(?P<det>this\s+coming|this\s+past|last|this|next|coming|the\s+(?:previous|following|same|next)|each|every)\s+)?"
    rf"(?P<day>{WEEKDAY})(?P<many>s\b)?(?!\w)(?:\s+(?P<part>{DAY_PART})(?P<manyparts>s)?\b)?(?:,?\s+(?:of\s+)?(?P<week>(?:last|this|next)\s+week))?"
    rf"(?=(?:\s+(?:and|or)\s+{WEEKDAY}\s+(?P<shared>{DAY_PART})s\b)?)",
    re.I,
)
ENDED = re.compile(r"\b(?:quarter|months|half|year),?\s+(?:that\s+|which\s+)?ended\s+(?:on\s+)?$", re.I)
HOLIDAY = re.compile(
    rf"\b(?P<det>last|this|next|every)?\s*(?P<name>{any_of(HOLIDAYS)})(?!\w)(?:,?\s+(?P<year>{WHICH_YEAR}))?",
    re.I,
)


def _counts(match: Match, at: Setting) -> bool:
    """Whether the figure at the end counts what follows ("In May 20 people")."""
    after = at.token_after(match.end())
    if after is None or after.start > match.end() + 1 or match["year"] is not None:
        return False
    return after.tag == "NNS" or after.text.lower() in ("million", "billion", "percent", "per", "pct", "%")


def month_and_day(match: Match, at: Setting) -> Reading | None:
    """ "Oct. 31 , 2005", "the 3rd of May"."""
    month, day = month_number(match["month"]), ordinal_of(match["day"])
    if day is None or (match["day"].lower() == "second" and match.re is DAY_MONTH):
        return None
    if match["month"] in ("may", "march") and not match["day"][0].isdigit():
        return None  # "the third march"
    if match["month"] in ("may", "march") and at.token_at(match.start("month")).pos in ("AUX", "VERB"):
        return None
    if match.re is MONTH_DAY and match["day"].isdigit() and _counts(match, at):
        return None
    year = which_year(match["year"], at)
    if match["year"]:
        return on(make_date(year, month, day)) if year else Reading("DATE", f"XXXX-{month:02d}-{day:02d}")
    if (month, day) == (9, 11) and re.match(
        r"\s+(?:\w+\s+)?(?:attack|terror|hijack)", at.text[match.end() : match.end() + 30]
    ):
        return on(date(2001, 9, 11))
    candidates = [found for y in (-1, 0, 1) if (found := make_date(at.day.year + y, month, day))]
    if ENDED.search(at.text, max(at.sentence.sentence.start, match.start() - 24), match.start()):
        return on(max((day for day in candidates if day < at.day), default=None))
    tense = at.tense_at(match.start("month"))
    if tense == "past" and _is_end(match.start(), at):
        tense = None
    return on(nearest(candidates, at.day, tense))


def day_alone(match: Match, at: Setting) -> Reading | None:
    """ "on the 15th", of the month that the tense allows."""
    before, after = at.token_before(match.start() - 4), at.token_after(match.end())
    if before is None or before.lemma not in ("on", "by", "until", "from", "to", "before", "after", "since"):
        return None
    if after and after.pos not in ("PUNCT", "ADP", "CCONJ", "VERB", "AUX", "SCONJ"):
        return None
    first = at.day.replace(day=1)
    months = [shift_months(first, shift) for shift in (-1, 0, 1)]
    day = ordinal_of(match["day"]) or 0
    candidates = [found for start in months if start and (found := make_date(start.year, start.month, day))]
    return on(nearest(candidates, at.day, at.tense_at(match.start())))


def numeric(match: Match, at: Setting) -> Reading | None:
    """ "2005-10-31"."""
    return on(make_date(int(match["year"]), int(match["month"]), int(match["day"])))


def slashed(match: Match, at: Setting) -> Reading | None:
    """ "31/10/2005"; where day and month may be either way round only the year is known."""
    year = int(match["year"]) if len(match["year"]) == 4 else year_of("'" + match["year"], at.day.year) or 0
    first, second = int(match["first"]), int(match["second"])
    if match["mark"] == "." or first > 12:
        return on(make_date(year, second, first))
    if second > 12 or first == second:
        return on(make_date(year, first, second))
    return Reading("DATE", f"{year}-XX-XX", month_days(year, 1, 12)) if make_date(year, first, second) else None


def nine_eleven(match: Match, at: Setting) -> Reading | None:
    """The attacks of 11 September 2001."""
    return on(date(2001, 9, 11))


def month(match: Match, at: Setting) -> Reading | None:
    """ "February", "last May", "January this year", "August 1988"."""
    word, det = match["month"], (match["det"] or "").lower()
    number = month_number(word)
    if word.lower().rstrip(".") in ("may", "march", "mar", "jan", "dec", "sep", "jun") and not _is_month(match, at):
        return None
    if not (match["year"] and match["year"][:4].isdigit()) and in_a_name(match, at, "month"):
        return None
    if det in ("each", "every"):
        return Reading("SET", f"XXXX-{number:02d}")
    year = which_year(match["year"], at) if match["year"] else _year_of_month(number, det, match, at)
    return Reading("DATE", f"{year:04d}-{number:02d}" if year else f"XXXX-{number:02d}")


def _is_month(match: Match, at: Setting) -> bool:
    token = at.token_at(match.start("month"))
    if not match["month"][0].isupper():
        return False
    if match["year"] or match["det"]:
        return token.tag != "MD"
    before = at.token_before(match.start())
    return token.tag not in ("MD", "VB", "VBP", "VBD") and before is not None and token.entity == "DATE"


RANGE_YEAR = re.compile(rf"\s*(?:-|–|to|and|through|until|or)\s*{MONTH}\s*(?:,\s*)?(?:of\s+)?({FULL_YEAR})", re.I)


def _year_of_month(number: int, det: str, match: Match, at: Setting) -> int | None:
    end = RANGE_YEAR.match(at.text, match.end(), at.sentence.sentence.end)
    if end:
        return int(end[1]) - (number > month_number(end[0].strip().split()[-2]))
    today = at.day
    anchor = at.anchor_days
    if det.startswith("the ") and "month of" not in det and anchor:
        shift = {"the previous": -1 if number >= anchor[0].month else 0, "the same": 0}.get(" ".join(det.split()), 0)
        return anchor[0].year + (shift or (1 if det.endswith("following") and number <= anchor[0].month else 0))
    if det.endswith("past") or det == "last":
        return today.year - (number >= today.month)
    if det.endswith("coming") or det == "next":
        return today.year + (number <= today.month)
    if det == "this":
        return today.year
    tense = at.tense_at(match.start("month"))
    if tense == "past" and _is_end(match.start(), at):
        return today.year - (number - today.month > 6) + (today.month - number > 6)
    return _year_by_tense(number, today, tense)


def _is_end(start: int, at: Setting) -> bool:
    """Whether the time bounds a deed at its end, which may lie ahead even of a past verb ("extended it to June")."""
    before = at.token_before(start)
    return before is not None and before.lemma in ("until", "till", "through")


def _year_by_tense(number: int, today: date, tense: Tense | None) -> int:
    """The year of a month: by the tense of its verb, else of the month gone last or one of the next two."""
    ahead = (number - today.month) % 12
    if tense == "future" or ahead == 1 or (ahead == 2 and tense != "past"):
        return today.year + (number < today.month)
    return today.year - (number > today.month)


def weekday(match: Match, at: Setting) -> Reading | None:
    """ "Friday", "last Tuesday", "Tuesday night", "Friday of next week", "Mondays"."""
    number, det = weekday_number(match["day"]), " ".join((match["det"] or "").lower().split())
    if not match["day"][0].isupper() and not (match["day"].islower() and len(match["day"]) > 4):
        return None
    if in_a_name(match, at, "day"):
        return None
    part = part_suffix(match["part"] or match["shared"])
    if match["shared"] or match["many"] or match["manyparts"] or det in ("each", "every"):
        return Reading("SET", f"XXXX-WXX-{number + 1}{part}")
    return on(_weekday_day(number, det, match, at), "TIME" if part else "DATE", part)


def _weekday_day(number: int, det: str, match: Match, at: Setting) -> date | None:
    today = at.day
    if match["week"]:
        shift = {"last": -7, "this": 0, "next": 7}[match["week"].split()[0].lower()]
        return shift_days(monday(today), shift + number)
    anchor = at.anchor_days
    if det.startswith("the ") and anchor:
        if det == "the previous":
            return shift_days(anchor[0], -((anchor[0].weekday() - number - 1) % 7 + 1))
        if det == "the same":
            return anchor[0] if anchor[0].weekday() == number else None
        return shift_days(anchor[1], (number - anchor[1].weekday() - 1) % 7 + 1)
    if det in ("last", "this past"):
        return shift_days(today, -((today.weekday() - number - 1) % 7 + 1))
    if det in ("next", "this coming", "coming"):
        return shift_days(today, (number - today.weekday() - 1) % 7 + 1)
    tense, firm = at.firm_tense_at(match.start("day"))
    if tense == "past" and _is_end(match.start(), at):
        ahead = (number - today.weekday()) % 7
        return shift_days(today, ahead if ahead < 5 else ahead - 7)
    return weekday_near(today, number, tense, firm)


def holiday(match: Match, at: Setting) -> Reading | None:
    """A day of the lexicon of holidays ("Christmas Eve", "Easter Sunday")."""
    rule = HOLIDAYS[re.sub(r"\s+", " ", match["name"].lower()).replace("’", "'")]
    if (match["det"] or "").lower() == "every":
        return Reading("SET", rule if rule[0].isalpha() else f"XXXX-{rule}")
    if not match["name"][0].isupper() or in_a_name(match, at, "name"):
        return None
    year = which_year(match["year"], at)
    if year:
        return on(_holiday_in(rule, year))
    candidates = [found for shift in (-1, 0, 1) if (found := _holiday_in(rule, at.day.year + shift))]
    det = (match["det"] or "").lower()
    said: dict[str, Tense] = {"last": "past", "next": "future"}
    return on(nearest(candidates, at.day, said.get(det) or at.tense_at(match.start("name"))))


def _holiday_in(rule: str, year: int) -> date | None:
    """The holiday's day: "12-25"; "easter-2", days from Easter Sunday; "4thu-11", fourth Thursday of November."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:] or 0))
    if rule[0].isdigit() and rule[1].isalpha():
        first = make_date(year, int(rule[5:]), 1)
        return first and first + timedelta(
            days=(weekday_number(rule[1:4]) - first.weekday()) % 7 + 7 * (int(rule[0]) - 1)
        )
    return make_date(year, int(rule[:2]), int(rule[3:]))
