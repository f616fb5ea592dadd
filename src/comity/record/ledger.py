"""The ledger's entries: who changed what, when and why, tied to words that a later reading finds again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from comity.happenings.reports import codes_of
from comity.vocabulary import Actor, CodedArticle, Event, EventType, Span, Status, actors_by_id, stable_id

Action = Literal[
    "accept", "reject", "retype", "recode", "source", "target", "redate", "status", "merge", "split", "note", "undo",
]  # fmt: skip
CHANGES: frozenset[Action] = frozenset(
    {"accept", "reject", "retype", "recode", "source", "target", "redate", "status"}
)  # those that an article's coding is read through
RULINGS: frozenset[Action] = frozenset({"merge", "split"})  # those that happenings are read through


class Seen(Struct, frozen=True, kw_only=True):
    """What a coding says of an event."""

    type: EventType
    status: Status
    source: tuple[str, ...]  # codes, names where uncoded
    target: tuple[str, ...]
    earliest: date | None
    latest: date | None


class AboutEvent(Struct, frozen=True, kw_only=True, tag_field="about", tag="event"):
    """An event by its words. Offsets are those of the text that was judged."""

    article: str
    start: int  # of its trigger
    end: int
    words: str  # the trigger
    sentence: str  # the words around it
    sentence_start: int
    read: Seen  # as it was coded when somebody judged it
    seen: Seen  # the same, with the corrections of before
    side: int = 0  # of a merger: to which of the happenings it belonged


class AboutActor(Struct, frozen=True, kw_only=True, tag_field="about", tag="actor"):
    """An actor of an article by the words of its first mention."""

    article: str
    start: int
    end: int
    words: str
    name: str
    code: str | None  # as it was coded


class AboutArticle(Struct, frozen=True, kw_only=True, tag_field="about", tag="article"):
    """An article as a whole."""

    article: str


About = AboutEvent | AboutActor | AboutArticle


class Correction(Struct, frozen=True, kw_only=True):
    """One entry. The ledger is only ever added to: what is undone stays, with the entry that undoes it."""

    id: str  # of all that it says, so that it is the same entry in every record
    action: Action
    value: str | None  # the new type, code, status or days; the note; the id of the entry undone; None: it takes none
    by: str
    on: date
    why: str | None
    about: tuple[About, ...]  # one; of a merger and a split several; of an undoing none

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that it is about, each once."""
        return tuple(dict.fromkeys(about.article for about in self.about))


_encode = msgspec.json.Encoder().encode
_about = msgspec.json.Decoder(tuple[About, ...]).decode


def entry(
    action: Action, value: str | None, by: str, on: date, why: str | None, about: Sequence[About], turn: int = 0
) -> Correction:
    """An entry with its id; `turn`: how often the same has been entered before.

    What the reviewer saw is part of the id of an acceptance only: any other says the same whatever it changes.
    """
    told = about if action == "accept" else [_unseen(one) for one in about]
    said = (action, value or "", by, on.isoformat(), why or "", encode_about(told), str(turn))
    return Correction(id=stable_id(*said), action=action, value=value, by=by, on=on, why=why, about=tuple(about))


def _unseen(about: About) -> About:
    return replace(about, seen=about.read) if isinstance(about, AboutEvent) else about


def encode_about(about: Sequence[About]) -> str:
    """What an entry is about, as the record keeps it."""
    return _encode(about).decode()


def decode_about(kept: str) -> tuple[About, ...]:
    """What was kept; raises msgspec.DecodeError where it is nothing of the kind."""
    return _about(kept)


def in_force(entries: Sequence[Correction]) -> list[Correction]:
    """The entries that are not undone, in order; an undoing that is undone itself has no force."""
    undone: set[str | None] = set()
    for one in reversed(entries):
        if one.action == "undo" and one.id not in undone:
            undone.add(one.value)
    return [one for one in entries if one.action != "undo" and one.id not in undone]


def seen_of(event: Event, actors: dict[str, Actor]) -> Seen:
    """What the coding says of the event."""
    return Seen(
        type=event.type,
        status=event.status,
        source=codes_of(event.source, actors),
        target=codes_of(event.target, actors),
        earliest=event.time.earliest if event.time else None,
        latest=event.time.latest if event.time else None,
    )


def about_event(read: CodedArticle, event: Event, now: CodedArticle, side: int = 0) -> AboutEvent:
    """An event of an article as read, tied to its words; `now`: the article with its corrections."""
    sentence = read.sentences[event.sentence]
    corrected = next((other for other in now.events if other.id == event.id), None)
    as_read = seen_of(event, actors_by_id(read.actors))
    return AboutEvent(
        article=read.id,
        start=event.trigger.start,
        end=event.trigger.end,
        words=event.trigger.of(read.text),
        sentence=read.text[sentence.start : sentence.end],
        sentence_start=sentence.start,
        read=as_read,
        seen=seen_of(corrected, actors_by_id(now.actors)) if corrected else as_read,
        side=side,
    )


def about_actor(read: CodedArticle, actor: Actor) -> AboutActor:
    """An actor of an article as read, tied to the words of its first mention."""
    first = actor.mentions[0].span
    return AboutActor(
        article=read.id, start=first.start, end=first.end, words=first.of(read.text), name=actor.name, code=actor.code
    )


# ---------------------------------------------------------------- finding the words again


def find_event(about: AboutEvent, article: CodedArticle) -> Event | None:
    """The event of a coding that stands on the words; None: there is none, or the words are gone.

    Its sentence is looked for in the text, the nearest to where it stood; of several events on the words that
    one is taken which is most like what was read.
    """
    place = locate(about, article.text)
    if place is None:
        return None
    start, end = place.start, place.end
    actors = actors_by_id(article.actors)
    on_words = [event for event in article.events if event.trigger.start < end and start < event.trigger.end]

    def likeness(event: Event) -> tuple[bool, ...]:
        seen = seen_of(event, actors)
        same = (getattr(seen, name) == getattr(about.read, name) for name in Seen.__struct_fields__)
        return ((event.trigger.start, event.trigger.end) == (start, end), *same)

    return max(on_words, key=likeness, default=None)


def locate(about: AboutEvent, text: str) -> Span | None:
    """Where the trigger stands in the text now; None: its sentence is not in it."""
    place, found = text.find(about.sentence), []
    while place >= 0:
        found.append(place)
        place = text.find(about.sentence, place + 1)
    if not found:
        return None
    nearest = min(found, key=lambda start: (abs(start - about.sentence_start), start))
    start = nearest + about.start - about.sentence_start
    return Span(start, start + about.end - about.start)


def find_actor(about: AboutActor, article: CodedArticle) -> Actor | None:
    """The actor who is named by the words where they stood, else by the name; None: nobody is."""

    def named(actor: Actor) -> tuple[bool, bool, bool]:
        spans = {(mention.start, mention.end) for mention in actor.mentions}
        words = {mention.span.of(article.text) for mention in actor.mentions}
        here = (about.start, about.end) in spans and about.words in words
        return here, actor.name == about.name, about.words in words

    best = max(article.actors, key=named, default=None)
    return best if best is not None and any(named(best)) else None


def of_article(entries: Iterable[Correction], article: str) -> list[Correction]:
    """The entries that are about the article or something in it, in order."""
    return [one for one in entries if article in one.articles]
