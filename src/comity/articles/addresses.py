"""Addresses as pages write them; broken ones are none."""

from __future__ import annotations

from urllib.parse import urlsplit


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
