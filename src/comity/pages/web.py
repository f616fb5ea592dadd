"""Addresses -> pages: an article's, or all that a feed or sitemap lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from comity.faults import Unreadable
from comity.pages.answers import NOTHING, Answer, Said, kind_of, page_of_answer
from comity.pages.feeds import read_feed
from comity.pages.fetch import Fetcher
from comity.pages.lines import split_lines
from comity.pages.sitemaps import read_sitemap
from comity.pages.urls import canonical_url, is_address
from comity.vocabulary import Failure, Page, stable_id

DEEPEST = 3  # sitemaps within sitemaps; the protocol knows two
MOST_SITEMAPS = 1_000  # read for one source


class Reader:
    """Reads addresses, each once: those that a caller, a feed and a sitemap name are fetched one time."""

    def __init__(self, fetcher: Fetcher, published: str | None) -> None:
        self._fetcher = fetcher
        self._published = published
        self._seen: set[str] = set()
        self._sitemaps = 0

    def read(self, url: str) -> Iterator[Page | Failure]:
        """The pages of an address that a caller names; a failure in place of what cannot be read."""
        self._sitemaps = 0
        yield from self._read(url, NOTHING, depth=0)

    def read_list(self, stream: BinaryIO, name: str) -> Iterator[Page | Failure]:
        """The pages of a list of addresses, one a line; "#" begins a remark."""
        any_line = False
        for number, line in enumerate(split_lines(stream, name), start=1):
            words = "" if line is None else line.decode("utf-8-sig" if number == 1 else "utf-8", "replace").strip()
            if line is not None and (not words or words.startswith("#")):
                continue
            any_line = True
            if is_address(words):
                yield from self.read(words)
            else:
                what, remedy = f"this is no address of the web: {words[:100]!r}", "write https://host/path"
                yield _failure("no-address", what, f"{name}#{number}", remedy)
        if not any_line:
            yield _failure("empty", "no address in it", name, "write one address a line")

    def _read(self, url: str, said: Said, depth: int) -> Iterator[Page | Failure]:
        """`depth`: how many sitemaps and feeds led here."""
        if not self._is_new(url):
            return
        try:
            answer = self._fetcher.get(url)
            if canonical_url(answer.url) != canonical_url(url) and not self._is_new(answer.url):
                return  # it redirects to a page that was read
            kind = kind_of(answer.content, answer.header("content-type"))
            if kind in ("html", "text") or depth >= DEEPEST:
                page = page_of_answer(answer, url, self._published, said)
                self._fetcher.keep(answer, said)
                yield page
                return
            yield from self._read_listing(answer, url, kind, depth)
        except Unreadable as fault:
            yield fault.failure(stable_id(url), url)

    def _read_listing(self, answer: Answer, url: str, kind: str, depth: int) -> Iterator[Page | Failure]:
        """What a feed or sitemap lists; a page may be no list of a list's."""
        if kind == "sitemap":
            yield from self._read_sitemap(answer, url, depth)
        elif kind == "feed" and depth == 0:
            yield from self._read_feed(answer, url)
        else:
            page_of_answer(answer, url, self._published)  # says why it is none

    def _read_feed(self, answer: Answer, url: str) -> Iterator[Page | Failure]:
        items = list(read_feed(answer.content, url))
        self._fetcher.keep(answer, NOTHING)
        for number, item in enumerate(items, start=1):
            if item.url is not None:
                yield from self._read(item.url, Said(item.published, item.title), depth=DEEPEST)
            elif item.content is not None:
                yield item.page(f"{url}#{number}", self._published)
            else:
                what, remedy = "the item carries no article and no address", "read the article itself"
                yield _failure("no-body", what, f"{url}#{number}", remedy)

    def _read_sitemap(self, answer: Answer, url: str, depth: int) -> Iterator[Page | Failure]:
        self._sitemaps += 1
        if self._sitemaps > MOST_SITEMAPS:
            what = f"more than {MOST_SITEMAPS:,} sitemaps; this one is left out"
            raise Unreadable("too-large", "pages", what, place=url, remedy="name it as a source of its own")
        entries = list(read_sitemap(answer.content, url))
        self._fetcher.keep(answer, NOTHING)
        for entry in entries:
            yield from self._read(entry.url, entry.said, depth + 1 if entry.sitemap else DEEPEST)

    def _is_new(self, url: str) -> bool:
        """Whether the address was not read yet; from now on it was."""
        known = canonical_url(url)
        if known in self._seen:
            return False
        self._seen.add(known)
        return True


def _failure(kind: str, what: str, place: str, remedy: str) -> Failure:
    return Unreadable(kind, "pages", what, place=place, remedy=remedy).failure(stable_id(place), place)
