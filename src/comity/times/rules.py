"""The table of rules: what a sentence must hold, the pattern, and what its match means."""

from __future__ import annotations

import re
from collections.abc import Callable

from comity.times import clock, days, durations, relative, years
from comity.times.setting import Match, Reading, Setting

Build = Callable[[Match, Setting], Reading | None]
Rule = tuple[str, re.Pattern[str], Build]

# (what a sentence must hold for the rule to be tried, its pattern, what a match means); of two that share a character
# the longer wins, then the upper.
RULES: tuple[Rule, ...] = (
    ("digit", days.ISO, days.numeric),
    ("digit", days.SLASHED, days.slashed),
    ("digit", days.NINE_ELEVEN, days.nine_eleven),
    ("month", days.MONTH_DAY, days.month_and_day),
    ("month", days.DAY_MONTH, days.month_and_day),
    ("digit", days.DAY_ALONE, days.day_alone),
    ("month", days.RANGE_TO_DAY_MONTH, days.month_and_day),
    ("month", days.RANGE_FROM_MONTH_DAY, days.month_and_day),
    ("holiday", days.HOLIDAY, days.holiday),
    ("month", days.MONTH_ALONE, days.month),
    ("weekday", days.WEEKDAY_ALONE, days.weekday),
    ("quarter", years.QUARTER, years.quarter),
    ("digit", years.QUARTER_SHORT, years.quarter_short),
    ("half", years.HALF, years.half),
    ("season", years.SEASON_ALONE, years.season),
    ("decade", years.DECADE, years.decade),
    ("unit", years.CENTURY, years.century),
    ("year", years.FISCAL_YEAR, years.fiscal_year),
    ("digit", years.YEARS, years.years),
    ("year", years.YEAR_ALONE, years.year_alone),
    ("day", relative.DEICTIC, relative.deictic),
    ("part", clock.THIS_PART, clock.this_part),
    ("unit", relative.UNIT_SHIFT, relative.unit_shift),
    ("unit", relative.NTH_DAY, relative.nth_day),
    ("then", relative.THEN, relative.then),
    ("unit", relative.EARLIER_IN, relative.earlier_in),
    ("unit", relative.YEAR_END, relative.year_end),
    ("unit", relative.BARE_UNIT, relative.bare_unit),
    ("unit", relative.AGO, relative.ago),
    ("quarter", relative.PERIOD, relative.period),
    ("unit", durations.EVERY, durations.every),
    ("unit", durations.PER, durations.per),
    ("unit", durations.DURATION, durations.duration),
    ("reference", durations.REFERENCE, durations.reference),
    ("unit", durations.LONG, durations.long),
    ("unit", durations.FRACTION, durations.fraction),
    ("unit", durations.BARE_DURATION, durations.bare_duration),
    ("adverb", durations.ADVERB, durations.adverb),
    ("clock", clock.CLOCK, clock.clock),
)
SIGNS: dict[str, tuple[str, ...]] = {  # letters one of which the lower-case sentence must hold
    "digit": tuple("0123456789"),
    "month": ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    "weekday": ("day", "mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    "quarter": ("quarter", "period", "year-ago", "year-earlier"),
    "half": ("half", "quarters"),
    "season": ("spring", "summer", "autumn", "fall", "winter"),
    "decade": ("0s", "0's", "0’s", "ties"),
    "unit": (
        "second", "minute", "hour", "day", "night", "week", "month", "quarter", "half", "year", "decade", "centur",
        "millenni",
    ),
    "year": (*"0123456789", "nineteen", "eighteen", "seventeen", "sixteen", "thousand"),
    "day": ("today", "yesterday", "tomorrow", "tonight"),
    "then": (" then",),
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
