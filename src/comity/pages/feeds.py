"""RSS and Atom files -> pages: items that carry their article, or name an article file beside the feed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from comity.faults import Unreadable
from comity.vocabulary import Page

SHORTEST = 200  # characters of an item's summary from which it counts as the article itself


class FeedItem:
    """What a feed says of one article; `file` is the article's file beside the feed, if there is one."""

    def __init__(self, entry: Any, folder: Path) -> None:
        link = entry.get("link") or None
        self.url = link if link and split_link(link).scheme in {"http", "https"} else None
        self.title = (entry.get("title") or "").strip() or None
        day = entry.get("published_parsed") or entry.get("updated_parsed")
        self.published = date(*day[:3]).isoformat() if day else None
        self.content = content_of(entry)
        self.file = file_beside(link, folder)

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


def read_feed(content: bytes, path: Path) -> Iterator[FeedItem]:
    """The feed's items in its order. Raises Unreadable: "unsafe-xml" or "not-a-feed"."""
    import defusedxml  # type: ignore[import-untyped]  # it has no types
    import defusedxml.ElementTree  # type: ignore[import-untyped]
    import feedparser

    place = str(path)
    try:
        defusedxml.ElementTree.fromstring(content, forbid_dtd=False)
    except defusedxml.DefusedXmlException as error:
        what = f"the feed defines entities, as XML bombs do: {type(error).__name__}"
        raise Unreadable("unsafe-xml", "pages", what, place=place, remedy="remove its DOCTYPE") from error
    except (SyntaxError, ValueError, LookupError):
        pass  # not well-formed: feedparser reads many such feeds all the same
    parsed = feedparser.parse(content)
    if not parsed.version and not parsed.entries:
        remedy = "give RSS or Atom, or name the file .html"
        raise Unreadable("not-a-feed", "pages", "this XML is no RSS or Atom feed", place=place, remedy=remedy)
    if not parsed.entries:
        raise Unreadable("empty", "pages", "the feed has no item", place=place)
    for entry in parsed.entries:
        yield FeedItem(entry, path.parent)


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
