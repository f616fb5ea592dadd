"""The table of rules: what a sentence must hold, the pattern, and what its match means."""

from __future__ import annotations

import re
from collections.abc import Callable

from comity.times import dates, durations, relative
from comity.times.setting import Reading, Setting

Match = re.Match[str]
Build = Callable[[Match, Setting], Reading | None]
Rule = tuple[str, re.Pattern[str], Build]

# (what a sentence must hold for the rule to be tried, its pattern, what a match means); of two that share a character
# the longer wins, then the upper.
RULES: tuple[Rule, ...] = (
    ("digit", dates.ISO, dates.numeric),
    ("digit", dates.SLASHED, dates.slashed),
    ("digit", dates.NINE_ELEVEN, dates.nine_eleven),
    ("month", dates.MONTH_DAY, dates.month_and_day),
    ("month", dates.DAY_MONTH, dates.month_and_day),
    ("month", dates.RANGE_TO_DAY_MONTH, dates.month_and_day),
    ("month", dates.RANGE_FROM_MONTH_DAY, dates.month_and_day),
    ("holiday", dates.HOLIDAY, dates.holiday),
    ("month", dates.MONTH_ALONE, dates.month),
    ("weekday", dates.WEEKDAY_ALONE, dates.weekday),
    ("quarter", dates.QUARTER, dates.quarter),
    ("digit", dates.QUARTER_SHORT, dates.quarter_short),
    ("half", dates.HALF, dates.half),
    ("season", dates.SEASON_ALONE, dates.season),
    ("decade", dates.DECADE, dates.decade),
    ("unit", dates.CENTURY, dates.century),
    ("year", dates.FISCAL_YEAR, dates.fiscal_year),
    ("digit", dates.YEARS, dates.years),
    ("year", dates.YEAR_ALONE, dates.year_alone),
    ("day", relative.DEICTIC, relative.deictic),
    ("part", relative.THIS_PART, relative.this_part),
    ("unit", relative.UNIT_SHIFT, relative.unit_shift),
    ("unit", relative.DAY_OF, relative.day_of),
    ("unit", relative.EARLIER_IN, relative.earlier_in),
    ("unit", relative.YEAR_END, relative.year_end),
    ("unit", relative.BARE_UNIT, relative.bare_unit),
    ("unit", relative.AGO, relative.ago),
    ("quarter", relative.PERIOD, relative.period),
    ("unit", durations.EVERY, durations.every),
    ("unit", durations.PER, durations.per),
    ("unit", durations.DURATION, durations.duration),
    ("reference", durations.REFERENCE, durations.reference),
    ("unit", durations.BARE_DURATION, durations.bare_duration),
    ("adverb", durations.ADVERB, durations.adverb),
    ("clock", durations.CLOCK, durations.clock),
)
SIGNS: dict[str, tuple[str, ...]] = {  # letters one of which the lower-case sentence must hold
    "digit": tuple("0123456789"),
    "month": ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    "weekday": ("day", "mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    "quarter": ("quarter", "period", "year-ago", "year-earlier"),
    "half": ("half",),
    "season": ("spring", "summer", "autumn", "fall", "winter"),
    "decade": ("0s", "0's", "0’s", "ties"),
    "unit": (
        "second", "minute", "hour", "day", "night", "week", "month", "quarter", "half", "year", "decade", "centur",
        "millenni",
    ),
    "year": (*"0123456789", "nineteen", "eighteen", "seventeen", "sixteen", "thousand"),
    "day": ("today", "yesterday", "tomorrow", "tonight"),
    "part": ("morning", "noon", "evening", "night", "dawn", "dusk", "daybreak", "midday", "lunchtime"),
    "adverb": ("hourly", "daily", "nightly", "weekly", "monthly", "quarterly", "annually", "yearly"),
    "clock": (
        "noon", "midnight", "midday", "clock", ":", "a.m", "p.m", "gmt", "utc", " hours", "hrs", "local time", "zulu",
        *(f"{digit}{gap}{half}" for digit in "0123456789" for gap in ("", " ") for half in ("am", "pm")),
    ),
    "holiday": (
        " day", " eve", "sunday", "monday", "friday", "christmas", "thanksgiving", "easter", "halloween", "epiphany",
    ),
    "reference": (
        "now", "curren", "presen", "these", "recent", "lately", "past", "the time", "ago", "soon", "shortly", "futur",
        "term", "coming", "someday",
    ),
}  # fmt: skip
