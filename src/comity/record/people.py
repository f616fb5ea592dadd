"""The persons that an article names, as rows that the who's who is made from; an actor with what memory knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from comity.vocabulary import Actor, CodedArticle, Mention

SIGHTINGS = "sightings"  # their table
HAND = "hand"  # basis of a sighting whose code a reviewer gave


class Known(Struct, frozen=True, kw_only=True):
    """What earlier articles tell of an actor: a row of `remembered`."""

    article: str
    actor: str  # its id there
    name: str  # for whom it is taken, at full length
    country: str | None  # all four as the actor gets them
    sector: str | None
    code: str
    role: str | None
    day: date  # on which that was last read, before the article's own
    known_from: str  # the article of that day
    start: int  # the words that name the person there
    end: int
    words: str


def remembered(actor: Actor, known: Known) -> Actor:
    """The actor with the code that memory gives."""
    return replace(actor, country=known.country, sector=known.sector, code=known.code, role=known.role, basis="memory")


def sighting_rows(read: CodedArticle, by_hand: Mapping[str, Actor]) -> Iterator[dict[str, object]]:
    """The article's rows of `sightings`; `by_hand`: actors whose code a reviewer gave, by id."""
    for actor in read.actors:
        mention = _fullest(actor)
        if actor.kind != "person" or mention is None:
            continue
        now = by_hand.get(actor.id, actor)
        own = set(actor.name.lower().split())
        names = (one.span.of(read.text) for one in actor.mentions if one.kind == "name")
        yield {
            "article": read.id,
            "actor": actor.id,
            "name": actor.name,
            "names": [name for name in dict.fromkeys(names) if not own.isdisjoint(name.lower().split())],
            "country": now.country,
            "sector": now.sector,
            "code": now.code,
            "role": now.role if now.sector == actor.sector else None,  # a reviewer's code may be another role's
            "basis": HAND if actor.id in by_hand else actor.basis,
            "start": mention.start,
            "end": mention.end,
            "words": mention.span.of(read.text),
        }


def _fullest(actor: Actor) -> Mention | None:
    """The first mention by title and name, else by name, else the first of all; None: there is none."""
    for kind in ("title", "name"):
        found = next((mention for mention in actor.mentions if mention.kind == kind), None)
        if found is not None:
            return found
    return next(iter(actor.mentions), None)
