"""comity: news pages in, a sourced record of what states and political actors do to each other out.

>>> import comity
>>> article = comity.read("The French president visited Berlin on Wednesday.", published="2024-05-02")
>>> [event.type for event in article.events]
['CONSULT']
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from comity.record import Record
    from comity.vocabulary import CodedArticle, Failure, Page

__all__ = ["Coder", "open", "read"]

TAGS = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|div|p)\b", re.IGNORECASE)


class Coder:
    """Parser and lexicons, loaded once (about two seconds); codes pages one by one or in a stream."""

    def __init__(self) -> None:
        from comity.coding import open_tools

        self._tools = open_tools()

    def read(self, html_or_text: str, *, url: str | None = None, published: str | None = None) -> CodedArticle:
        """Everything comity reads from one page; HTML is known by its tags.

        `published` is an ISO day, None where unknown. Raises comity.faults.Unreadable where there is nothing to read.
        """
        from comity.coding import code
        from comity.pages.decode import clean
        from comity.vocabulary import Page

        kind: Literal["html", "text"] = "html" if TAGS.search(html_or_text) else "text"
        return code(Page(content=clean(html_or_text), kind=kind, url=url, published=published), self._tools)

    def read_all(self, pages: Iterable[Page | Failure]) -> Iterator[CodedArticle | Failure]:
        """Code a stream of pages, in order; a page that cannot be read gives its failure."""
        from comity.coding import code_all

        return code_all(pages, self._tools)


@cache
def _coder() -> Coder:
    return Coder()


def read(html_or_text: str, *, url: str | None = None, published: str | None = None) -> CodedArticle:
    """Code one page with tools that are loaded at the first call; see `Coder.read`."""
    return _coder().read(html_or_text, url=url, published=published)


def open(path: str | Path) -> Record:
    """A record to question: `.events()`, `.happenings()`, `.article(id)`; each result has `.to_arrow()` and `.df()`."""
    from comity.record import open_record

    return open_record(path)
