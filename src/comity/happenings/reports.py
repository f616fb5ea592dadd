"""An event with what its article knows: all that grouping looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from comity.vocabulary import Actor, CodedArticle, EventType, Status, actors_by_id


class Report(Struct, frozen=True, kw_only=True):
    """One event of one article, with its sentence."""

    article: str
    event: str
    type: EventType
    status: Status
    historical: bool
    source: tuple[str, ...]  # actor codes, names where uncoded
    target: tuple[str, ...]
    source_countries: tuple[str, ...]  # countries of the coded actors
    target_countries: tuple[str, ...]
    earliest: date | None
    latest: date | None
    dated: bool  # whether words tell the days; else they are read from tense and day of publication
    published: date | None  # the article's day, where known to the day
    place: str | None
    outlet: str | None
    agency: str | None
    words: str = ""  # the sentence; empty: not looked at


def actor_code(actor: Actor) -> str:
    """The actor's code; its name where it has none."""
    return actor.code or actor.name


def codes_of(ids: Iterable[str], actors: dict[str, Actor]) -> tuple[str, ...]:
    """Codes of the actors, names where uncoded; in order, each once."""
    return tuple(dict.fromkeys(actor_code(actors[i]) for i in ids))


def countries_of(ids: Iterable[str], actors: dict[str, Actor]) -> tuple[str, ...]:
    """Countries of the coded actors; in order, each once."""
    known = (actors[i] for i in ids)
    return tuple(dict.fromkeys(actor.country for actor in known if actor.code and actor.country))


def reports_of(article: CodedArticle) -> Iterator[Report]:
    """A report for each event of the article, in order."""
    actors = actors_by_id(article.actors)
    for event in article.events:
        yield Report(
            article=article.id,
            event=event.id,
            type=event.type,
            status=event.status,
            historical=event.historical,
            source=codes_of(event.source, actors),
            target=codes_of(event.target, actors),
            source_countries=countries_of(event.source, actors),
            target_countries=countries_of(event.target, actors),
            earliest=event.time.earliest if event.time else None,
            latest=event.time.latest if event.time else None,
            dated=event.time is not None and event.time.evidence is not None,
            published=article.published.day,
            place=event.place.name if event.place else None,
            outlet=article.outlet,
            agency=article.agency,
            words=article.text[article.sentences[event.sentence].start : article.sentences[event.sentence].end],
        )
