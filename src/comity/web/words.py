"""How days, names and counts are written on a page."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def days(earliest: date | None, latest: date | None) -> str:
    """First and last possible day as a reader would say it.

    >>> days(date(2022, 2, 1), date(2022, 2, 28)), days(date(2022, 7, 1), date(2022, 7, 3)), days(None, None)
    ('Feb 2022', '1–3 Jul 2022', 'undated')
    """
    if earliest is None or latest is None:
        return f"since {_day(earliest)}" if earliest else f"by {_day(latest)}" if latest else "undated"
    if earliest == latest:
        return _day(earliest)
    if earliest.day == 1 and latest.day == monthrange(latest.year, latest.month)[1]:
        return _months(earliest, latest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}–{_day(latest)}"
    return f"{_day(earliest)} – {_day(latest)}"


def _months(earliest: date, latest: date) -> str:
    """Whole months, or whole years."""
    if (earliest.month, latest.month) == (1, 12):
        return str(earliest.year) if earliest.year == latest.year else f"{earliest.year}–{latest.year}"
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{_MONTHS[earliest.month - 1]} {earliest.year}"
    first = _MONTHS[earliest.month - 1] + ("" if earliest.year == latest.year else f" {earliest.year}")
    return f"{first} – {_MONTHS[latest.month - 1]} {latest.year}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def period(first_day: date, by: str) -> str:
    """A period by its first day: "2022", "Feb 2022", "week of 27 Jun 2022"."""
    if by == "year":
        return str(first_day.year)
    if by == "month":
        return f"{_MONTHS[first_day.month - 1]} {first_day.year}"
    return f"week of {_day(first_day)}" if by == "week" else _day(first_day)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A count with its noun.

    >>> counted(1, "article"), counted(1200, "article"), counted(2, "agency", "agencies")
    ('1 article', '1,200 articles', '2 agencies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def figure(number: float | None) -> str:
    """A measured figure to two places at most; empty for none.

    >>> figure(7.0), figure(-1.23456), figure(None)
    ('7', '−1.23', '')
    """
    return "" if number is None else f"{number:,.2f}".rstrip("0").rstrip(".").replace("-", "−") or "0"
