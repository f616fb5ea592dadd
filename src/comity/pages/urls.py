"""Addresses of pages: which are one and the same."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|ref_src|cmpid|ns_\w+|at_\w+|smid"
)  # parameters that tell how a reader came, and never which page
DEFAULT_PORTS = {"http": 80, "https": 443}


def is_address(words: str) -> bool:
    """Whether the words are an address of the web.

    >>> is_address("https://courier.example/a"), is_address("pages/a.html"), is_address("ftp://courier.example/")
    (True, False, False)
    """
    return words[:8].lower().startswith(("http://", "https://"))


def canonical_url(url: str) -> str:
    """The address without what tells only how a reader came: fragment, tracking parameters, default port.

    >>> canonical_url("HTTPS://Courier.example:443/a?id=7&utm_source=rss#top")
    'https://courier.example/a?id=7'
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return url
    if parts.scheme not in DEFAULT_PORTS or not host:
        return url
    name = f"[{host}]" if ":" in host else host
    netloc = name if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{name}:{port}"
    query = "&".join(part for part in parts.query.split("&") if not _tells_the_way(part))
    return urlunsplit((parts.scheme, netloc, parts.path or "/", query, ""))


def _tells_the_way(parameter: str) -> bool:
    return not parameter or TRACKING.fullmatch(parameter.partition("=")[0].lower()) is not None
