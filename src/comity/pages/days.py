"""Whether a caller's date is one."""

from __future__ import annotations

from datetime import date


def is_day(words: str) -> bool:
    """Whether the words begin with an ISO day; a time may follow.

    >>> is_day("2022-07-01T09:30:00Z"), is_day("1 July 2022")
    (True, False)
    """
    try:
        date.fromisoformat(words.strip()[:10])
    except ValueError:
        return False
    return True
