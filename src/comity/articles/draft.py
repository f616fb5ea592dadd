"""What was read from a page before it is one text: the same for HTML and for flattened pages."""

from __future__ import annotations

from datetime import date
from typing import TypeVar, cast

from msgspec import Struct, structs

from comity.pages.decode import clean
from comity.vocabulary import Dropped, Part, PartKind, Related, UpdatedBasis


class Dated(Struct, frozen=True):
    """A day on which the page says it appeared or was updated, and the words that say so."""

    day: date
    basis: UpdatedBasis
    words: str = ""  # as they stand on the page; empty: not in its visible text


class Draft(Struct, frozen=True, kw_only=True):
    """An article in pieces."""

    title: str | None = None
    captions: tuple[str, ...] = ()
    body: tuple[str, ...] = ()  # paragraphs
    outlet: str | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    url: str | None = None
    dated: Dated | None = None
    updates: tuple[Dated, ...] = ()  # what tells of an update, the most trusted first
    language: str | None = None
    dropped: tuple[Dropped, ...] = ()
    related: tuple[Related, ...] = ()


Value = TypeVar("Value")


def printable(value: Value) -> Value:
    """The same with every text in it cleaned: "&#27;" in HTML and "\\ud800" in JSON get by the cleaning of pages."""
    result: object = value
    if isinstance(value, str):
        result = value if value.isprintable() else clean(value)
    elif isinstance(value, tuple):
        result = tuple([printable(item) for item in value])
    elif isinstance(value, Struct):
        old = {name: getattr(value, name) for name in value.__struct_fields__}
        if not all(isinstance(item, str) and item.isprintable() for item in old.values()):
            result = structs.replace(value, **{name: printable(item) for name, item in old.items()})
    return cast("Value", result)


def as_text(draft: Draft) -> tuple[str, tuple[Part, ...]]:
    """Title, captions and body as one text, paragraphs divided by a blank line, and where each part stands."""
    pieces: list[tuple[PartKind, str]] = [("title", draft.title)] if draft.title else []
    pieces += [("caption", caption) for caption in draft.captions]
    pieces += [("body", "\n\n".join(draft.body))] if draft.body else []
    parts, start = [], 0
    for kind, words in pieces:
        parts.append(Part(kind=kind, start=start, end=start + len(words)))
        start += len(words) + 2
    return "\n\n".join(words for _, words in pieces), tuple(parts)
