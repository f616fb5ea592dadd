"""Full dates in words: "1 July 2022", "Jul 1, 2022", "2022-07-01", "01.07.2022"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
DAY = r"(?P<day>[0-3]?\d)"
GLUED = r"(?=[A-Z]|\d{1,2}:\d\d|[^\w/-]|$)"  # "2019Updated" and "20197:05" as pages run lines together
WORDED = (
    rf"(?<![\w/.-]){DAY}(?:st|nd|rd|th)?(?: of)?[\s.-]+(?i:{MONTH}),?[\s-]+{YEAR}{GLUED}(?!\.\d)",
    rf"(?<![\w/-])(?i:{MONTH})\s+{DAY}(?:st|nd|rd|th)?\s*,?\s*{YEAR}{GLUED}(?!\.\d)",
)
NUMBERED = (
    rf"{YEAR}[-/.](?P<month>[01]?\d)[-/.]{DAY}(?=[T ,]|$|\D)(?:T[\d:.Z+-]*)?",
    rf"{DAY}\.(?P<month>0?[1-9]|1[0-2])\.{YEAR}",
    rf"(?P<month>0?[1-9]|1[0-2])\.(?P<day>1[3-9]|2\d|3[01])\.{YEAR}",
    rf"(?P<one>[0-3]?\d)/(?P<two>[0-3]?\d)/{YEAR}",
)
MONTH_NAMED = re.compile("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec")  # in lower case, in dates in words
DIVIDED = re.compile(r"\d[-/.]\d")  # in dates by number
HAS_YEAR = re.compile(r"(?:19|20)\d\d")
REMEMBERED = 1000  # characters of a text whose dates are remembered
FORMS = (
    *(re.compile(form) for form in WORDED),
    *(re.compile(rf"(?<![\w/.-]){form}(?![\w/-]|\.\d)", re.IGNORECASE) for form in NUMBERED),
)


def has_full_date(text: str) -> bool:
    """Whether there is a full date in it."""
    return bool(full_dates(text))


def full_dates(text: str) -> Sequence[tuple[int, int, date]]:
    """(start, end, day) of each full date, in order of their start; 3/4/2022 is left out: it may mean two days."""
    if not HAS_YEAR.search(text):
        return ()
    return dates_in(text) if len(text) <= REMEMBERED else dates_in.__wrapped__(text)


@lru_cache(maxsize=64)  # a page's line is asked for several times
def dates_in(text: str) -> Sequence[tuple[int, int, date]]:
    """The full dates of a text that has a year."""
    worded = FORMS[: len(WORDED)] if MONTH_NAMED.search(text.lower()) else ()
    numbered = FORMS[len(WORDED) :] if DIVIDED.search(text) else ()
    found = [
        (match.start(), match.end(), day)
        for form in (*worded, *numbered)
        for match in form.finditer(text)
        if (day := day_of(match.groupdict())) is not None
    ]
    return tuple(sorted(found))


def day_of(fields: dict[str, str]) -> date | None:
    """The day of a form's groups; None: there is no such day, or it is not clear which."""
    if "one" in fields:
        one, two = int(fields["one"]), int(fields["two"])
        if one <= 12 and two <= 12 and one != two:
            return None
        month, day = (one, two) if one <= 12 else (two, one)
    else:
        name = fields["month"].lower()
        month, day = int(name) if name.isdigit() else MONTHS[name], int(fields["day"])
    try:
        return date(int(fields["year"]), month, day)
    except ValueError:
        return None
