"""Addresses as pages write them; broken ones are none."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

DATED_PATH = re.compile(r"/((?:19|20)\d\d)[/-]([01]\d)[/-]([0-3]\d)(?=[/_-]|$)")


def host_of(url: str | None) -> str | None:
    """The host without "www."; None: no address, or a broken one."""
    try:
        host = urlsplit(url.strip()).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def absolute(url: str | None) -> str | None:
    """The address if it is a whole one that names more than a host."""
    if not url or not url.strip().startswith(("http://", "https://")):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.netloc and (parts.path.strip("/") or parts.query) else None


def day_of_url(url: str | None) -> date | None:
    """The day that the address's path carries, as "/2022/07/01/"; it may be a day off the printed one.

    >>> day_of_url("https://courier.example/world/2022/07/01/gas"), day_of_url("https://courier.example/2022/07/")
    (datetime.date(2022, 7, 1), None)
    """
    try:
        found = DATED_PATH.search(urlsplit(url).path) if url else None
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
