"""Which names are handed on without the publishers' words: those that somebody bears, not how a text describes him."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from comity.exports.tables import Column, Questionable, coded_articles
from comity.record.rows import UNNAMED
from comity.vocabulary import Actor

DESCRIBED = "described"  # stands for "a spokesman of the northern faction"
CODE = re.compile(r"([A-Z]{3})+")
Names = frozenset[str] | None  # names that may be shown; None: all may


class _Cast(Struct):
    """As much of a coded article as is looked at."""

    id: str
    actors: tuple[Actor, ...]


def names_of(record: Questionable) -> frozenset[str]:
    """The names that actors of the record bear."""
    decode = msgspec.json.Decoder(_Cast).decode
    casts = (decode(coded) for _, coded in coded_articles(record))
    return frozenset(actor.name for cast in casts for actor in cast.actors if bears_name(actor))


def bears_name(actor: Actor) -> bool:
    """Whether the text or the lexicon names the actor, and does not only describe it."""
    return actor.basis == "lexicon" or any(mention.kind in ("name", "metonym") for mention in actor.mentions)


def shown(name: str | None, names: Names) -> str | None:
    """The name, or `DESCRIBED` in place of a description; codes are shown.

    >>> [shown(name, frozenset({"Interpol"})) for name in ("Interpol", "RUSGOV", "a tired envoy", None)]
    ['Interpol', 'RUSGOV', 'described', None]
    """
    if names is None or name is None or name in names or name == UNNAMED or CODE.fullmatch(name):
        return name
    return DESCRIBED


def with_names(columns: Sequence[Column], rows: Iterable[tuple[Any, ...]], names: Names) -> Iterator[tuple[Any, ...]]:
    """The rows with only such names in the columns that hold any."""
    kinds = [column.kind for column in columns]
    for row in rows:
        yield tuple(_cell(kind, value, names) for kind, value in zip(kinds, row, strict=True))


def _cell(kind: str, value: Any, names: Names) -> Any:
    if kind == "name":
        return shown(value, names)
    return list(dict.fromkeys(shown(name, names) for name in value)) if kind == "parties" else value
