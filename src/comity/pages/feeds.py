"""RSS and Atom -> items: what a feed says of an article, and where the article is."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from comity.faults import Unreadable
from comity.pages.urls import canonical_url, is_address
from comity.vocabulary import Page

LARGEST_FEED = 10_000_000  # bytes; feeds of news have 0.01 to 2 MB
MOST_ATTRIBUTES = 1_000  # of one tag
LONG_TAG = re.compile(rb"<[A-Za-z][^<>]{4000,}")
SHORTEST = 200  # characters of an item's summary from which it counts as the article itself


class FeedItem:
    """What a feed says of one article."""

    def __init__(self, entry: Any) -> None:
        self.link: str | None = (entry.get("link") or "").strip().replace(" ", "%20") or None
        self.url = canonical_url(self.link) if self.link and is_address(self.link) else None
        self.title = (entry.get("title") or "").strip() or None
        day = entry.get("published_parsed") or entry.get("updated_parsed")
        self.published = day_of(day)
        self.content = content_of(entry)

    def page(self, path: str, published: str | None) -> Page:
        """The item's own content as a page."""
        return Page(
            content=f"<html><body><article>{self.content}</article></body></html>",
            kind="html",
            url=self.url,
            path=path,
            title=self.title,
            published=self.published or published,
        )


def read_feed(content: bytes, place: str) -> Iterator[FeedItem]:
    """The feed's items in its order. Raises Unreadable: "too-large", "unsafe-xml", "not-a-feed" or "empty"."""
    import defusedxml  # type: ignore[import-untyped]  # it has no types
    import defusedxml.ElementTree  # type: ignore[import-untyped]
    import feedparser

    refuse_excess(content, place)
    try:
        defusedxml.ElementTree.fromstring(content, forbid_dtd=False)
    except defusedxml.DefusedXmlException as error:
        what = f"the feed defines entities, as XML bombs do: {type(error).__name__}"
        raise Unreadable("unsafe-xml", "pages", what, place=place, remedy="remove its DOCTYPE") from error
    except (SyntaxError, ValueError, LookupError):
        pass  # not well-formed: feedparser reads many such feeds all the same
    parsed = feedparser.parse(io.BytesIO(content))  # bytes alone are taken for a file's name, if they are one
    if not parsed.version and not parsed.entries:
        remedy = "give RSS or Atom, or name the file .html"
        raise Unreadable("not-a-feed", "pages", "this XML is no RSS or Atom feed", place=place, remedy=remedy)
    if not parsed.entries:
        raise Unreadable("empty", "pages", "the feed has no item", place=place)
    for entry in parsed.entries:
        yield FeedItem(entry)


def refuse_excess(content: bytes, place: str) -> None:
    """Raise Unreadable where reading would take minutes: feedparser's time grows with the square of attributes."""
    if len(content) > LARGEST_FEED:
        what = f"the feed has more than {LARGEST_FEED // 1_000_000} MB"
        raise Unreadable("too-large", "pages", what, place=place, remedy="split it")
    if any(tag.group().count(b"=") > MOST_ATTRIBUTES for tag in LONG_TAG.finditer(content)):
        what = f"a tag of the feed has more than {MOST_ATTRIBUTES:,} attributes"
        raise Unreadable("unsafe-xml", "pages", what, place=place, remedy="leave it out")


def day_of(moment: Any) -> str | None:
    """The ISO day of what feedparser read; None: it read none, or one that no calendar has."""
    try:
        return date(*moment[:3]).isoformat() if moment else None
    except ValueError:
        return None


def content_of(entry: Any) -> str | None:
    """The item's article as HTML; None: the item carries none, or only a teaser."""
    longest = max((part.get("value") or "" for part in entry.get("content") or ()), key=len, default="")
    if not longest and len(entry.get("summary") or "") >= SHORTEST:
        longest = entry["summary"]
    return longest or None


def split_link(link: str | None) -> SplitResult:
    """The link's parts; those of an empty one where it is broken."""
    try:
        return urlsplit(link or "")
    except ValueError:
        return urlsplit("")


def file_beside(link: str | None, folder: Path) -> Path | None:
    """The file in the feed's folder, or below it, that the link names: by its path, else by its last part."""
    named = unquote(split_link(link).path).strip("/")
    names = [named, named.rpartition("/")[2]]
    names += [f"{name}{suffix}" for name in names[1:] for suffix in (".html", ".htm", ".txt")]
    for name in names:
        path = folder / name
        if name and "\x00" not in name and path.resolve().is_relative_to(folder.resolve()) and path.is_file():
            return path
    return None
