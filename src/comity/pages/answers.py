"""What a host answered -> what it is: a page, a feed, a sitemap, or nothing that is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from comity.faults import Unreadable
from comity.pages.decode import decode_page
from comity.pages.lines import LARGEST, SPLIT_REMEDY, TOO_LARGE
from comity.pages.urls import canonical_url
from comity.vocabulary import Page

Kind = Literal["html", "text", "feed", "sitemap", "other"]
CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.I)
ROOTS = re.compile(rb"<(rss|rdf:RDF|feed|urlset|sitemapindex|(?:\w+:)?html)\b", re.I)
LARGEST_LIST = 50_000_000  # bytes of a feed or sitemap: the most that the sitemap protocol allows
HEAD = 2_000  # bytes in which a document shows what it is
BEFORE = re.compile(rb"\A(?:\xef\xbb\xbf|\s|<\?[^>]*>|<!--.*?-->|<!doctype[^>]*>)*", re.I | re.S)
SITEMAPS = {b"urlset", b"sitemapindex"}
MARKUP = {"text/html", "application/xhtml+xml", ""}
XML = {"text/xml", "application/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml"}


class Answer(Struct, frozen=True, kw_only=True):
    """What a host sent for an address."""

    url: str  # that answered: after redirects the last
    status: int
    headers: tuple[tuple[str, str], ...]  # in the order sent
    body: bytes  # as sent, packed
    content: bytes  # unpacked
    fetched: str  # when: ISO, UTC, "2024-05-02T10:00:00Z"
    again: bool = False  # whether it was kept from an earlier run, and the host says that it has not changed

    def header(self, name: str) -> str:
        """The header's value, names in any case; empty: it is not there."""
        return header_of(self.headers, name)


class Said(Struct, frozen=True):
    """What a feed or sitemap says of a page."""

    published: str | None = None  # ISO day
    title: str | None = None


NOTHING = Said()


def header_of(headers: Sequence[tuple[str, str]], name: str) -> str:
    """The first header of the name, in any case; empty: there is none."""
    return next((value for key, value in headers if key.lower() == name.lower()), "")


def media_type(content_type: str) -> str:
    """The media type without its parameters.

    >>> media_type("Text/HTML; charset=utf-8")
    'text/html'
    """
    return content_type.partition(";")[0].strip().lower()


def charset_in(content_type: str) -> str | None:
    """The charset that a Content-Type names."""
    found = CHARSET.search(content_type)
    return found.group(1) if found else None


def kind_of(content: bytes, content_type: str) -> Kind:
    """What it is: by its first element, which hosts get wrong less often than its type, else by the type."""
    head = content[:HEAD]
    before = BEFORE.match(head)
    started = head[before.end() :] if before else head
    root = ROOTS.match(started)
    if root and root.group(1).lower() in SITEMAPS:
        return "sitemap"
    if root and not root.group(1).lower().endswith(b"html"):
        return "feed"
    media = media_type(content_type)
    if media in MARKUP or (media in XML and root):
        return "html" if started[:1] == b"<" or media else "text"
    if media in XML:
        return "feed"  # a broken one, perhaps; its reader says so
    return "text" if media == "text/plain" else "other"


def page_of_answer(answer: Answer, place: str, published: str | None, said: Said = NOTHING) -> Page:
    """The page of an answer, with what is said of it elsewhere.

    Raises Unreadable: "not-a-page", "too-large", or as `decode_page` does.
    """
    if len(answer.content) > LARGEST:
        raise Unreadable("too-large", "pages", TOO_LARGE, place=place, remedy=SPLIT_REMEDY)
    content_type = answer.header("content-type")
    kind = kind_of(answer.content, content_type)
    if kind not in ("html", "text"):
        what = f"this is no page but {media_type(content_type) or 'something else'}"
        raise Unreadable("not-a-page", "pages", what, place=place, remedy="give the address of an article or a feed")
    text, charset = decode_page(answer.content, kind, place, sent_as=charset_in(content_type))
    return Page(
        content=text,
        kind=kind,
        url=canonical_url(answer.url),
        path=place,
        title=said.title if kind == "text" else None,  # an HTML page's own title and day go before a feed's
        published=said.published or published if kind == "text" else published,
        announced=said.published if kind == "html" else None,
        charset=charset,
        fetched=answer.fetched[:10] or None,
    )
