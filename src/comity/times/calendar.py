"""Days and TIMEX3 values: arithmetic on the calendar, no language."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

Days = tuple[date, date]  # first and last day, both included

FIRST_YEAR, LAST_YEAR = 1000, 2999  # what a news text can mean; other years are not dates
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month of each, northern half; winter ends in the next year
VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?:-(?P<weekend>WE|(?P<weekday>[1-7])))?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?:T[\d:A-Z]+)?"
)


def make_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day or its year is out of bounds."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
        return None
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def shift_days(day: date, number: int) -> date | None:
    """The day `number` days on; None beyond the years that a news text can mean."""
    if abs(number) > 400_000:
        return None
    ordinal = day.toordinal() + number
    if not date(FIRST_YEAR, 1, 1).toordinal() <= ordinal <= date(LAST_YEAR, 12, 31).toordinal():
        return None
    return date.fromordinal(ordinal)


def shift_months(day: date, number: int) -> date | None:
    """The same day of the month `number` months on, or that month's last day."""
    months = day.year * 12 + day.month - 1 + number
    year, month = divmod(months, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def monday(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def quarter_of(day: date) -> int:
    """1 to 4, of the calendar year."""
    return (day.month + 2) // 3


def month_days(year: int, first: int, months: int = 1) -> Days | None:
    """From the first day of a month over so many months."""
    start = make_date(year, first, 1)
    last = shift_months(start, months - 1) if start else None
    if start is None or last is None:
        return None
    return start, last.replace(day=calendar.monthrange(last.year, last.month)[1])


def week_value(day: date) -> str:
    """The day's ISO week, "2022-W26"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus, Meeus 1991, chapter 8)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - leap + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def days_of_value(value: str) -> Days | None:
    """First and last day that a TIMEX3 value names; None where it names none (durations, sets, X, references).

    >>> days_of_value("1989-Q3")
    (datetime.date(1989, 7, 1), datetime.date(1989, 9, 30))
    """
    if value.isdigit() and len(value) in (2, 3):
        return _span_of_years(int(value) * 10 ** (4 - len(value)), 10 ** (4 - len(value)))
    found = VALUE.fullmatch(value)
    if found is None or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        return None
    year = int(found["year"])
    if found["week"]:
        return _week_days(year, int(found["week"]), found["weekend"])
    if found["day"]:
        day = make_date(year, int(found["month"]), int(found["day"]))
        return (day, day) if day else None
    for name, months in (("month", 1), ("quarter", 3), ("half", 6)):
        if found[name]:
            return month_days(year, (int(found[name]) - 1) * months + 1, months)
    return month_days(year, SEASONS[found["season"]], 3) if found["season"] else month_days(year, 1, 12)


def _span_of_years(first: int, years: int) -> Days | None:
    last = first + years - 1
    if not first >= FIRST_YEAR or last > LAST_YEAR:
        return None
    return date(first, 1, 1), date(last, 12, 31)


def _week_days(year: int, week: int, part: str | None) -> Days | None:
    try:
        first = date.fromisocalendar(year, week, 1)
    except ValueError:  # most years have 52 weeks
        return None
    if part == "WE":
        return first + timedelta(days=5), first + timedelta(days=6)
    if part:
        return first + timedelta(days=int(part) - 1), first + timedelta(days=int(part) - 1)
    return first, first + timedelta(days=6)


def narrowed(days: Days, part: str | None) -> Days:
    """The early, middle or late third of the days, their first or last quarter, the sixth at their beginning or end.

    Whole months of a year, whole years of a decade; all days where `part` is None or they are less than a week.
    """
    first, last = days
    length = (last - first).days + 1
    if part is None or length < 7:
        return days
    share = {"beginning": 6, "end": 6, "first": 4, "last": 4}.get(part, 3)
    step = timedelta(days=-(-length // share))
    if part in ("late", "end", "last"):
        first = last - step + timedelta(days=1)
    elif part == "middle":
        first, last = first + step, last - step
    else:
        last = first + step - timedelta(days=1)
    return _whole(first, last, length)


def _whole(first: date, last: date, length: int) -> Days:
    """Rounded to whole months where they are part of a quarter or more, to whole years where part of a decade."""
    if length > 3000:
        return first.replace(month=1, day=1), last.replace(month=12, day=31)
    if length > 80:
        return first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1])
    return first, last
