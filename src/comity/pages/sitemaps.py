"""Sitemaps, those of news and those of others -> the addresses that they list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from comity.faults import Unreadable
from comity.pages.answers import Said
from comity.pages.days import is_day

MOST = 50_000  # entries of one sitemap: what the protocol allows


class Entry(Struct, frozen=True):
    """One address of a sitemap; `sitemap`: it is of another sitemap, not of a page."""

    url: str
    said: Said
    sitemap: bool


def read_sitemap(content: bytes, place: str) -> Iterator[Entry]:
    """The sitemap's entries in its order. Raises Unreadable: "unsafe-xml", "not-xml" or "empty"."""
    import defusedxml  # type: ignore[import-untyped]  # it has no types
    import defusedxml.ElementTree  # type: ignore[import-untyped]

    try:
        root = defusedxml.ElementTree.fromstring(content)
    except defusedxml.DefusedXmlException as error:
        what = f"the sitemap defines entities, as XML bombs do: {type(error).__name__}"
        raise Unreadable("unsafe-xml", "pages", what, place=place, remedy="leave it out") from error
    except (SyntaxError, ValueError, LookupError) as error:
        what = f"the sitemap is no good XML: {error}"
        raise Unreadable("not-xml", "pages", what, place=place, remedy="give the addresses as @FILE") from error
    found = [entry for entry in map(_entry, list(root)[:MOST]) if entry is not None]
    if not found:
        raise Unreadable("empty", "pages", "the sitemap lists nothing", place=place)
    yield from found


def _entry(element: Any) -> Entry | None:
    """The entry of a `url` or `sitemap` element; None: it names no address."""
    texts: dict[str, str] = {}
    for below in element.iter():
        name = _name(below)
        if name in ("loc", "publication_date", "title") and below.text:
            texts.setdefault(name, " ".join(below.text.split()))
    day = texts.get("publication_date", "")
    said = Said(day[:10] if is_day(day) else None, texts.get("title"))
    return Entry(texts["loc"], said, _name(element) == "sitemap") if texts.get("loc") else None


def _name(element: Any) -> str:
    """An element's name without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
