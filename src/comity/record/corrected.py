"""A coding read through the ledger: what queries, exports and measures see. The coding itself stays as it was read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from comity.lexicons.actors import SECTORS
from comity.lexicons.patterns import TypeFacts, open_events
from comity.record.ledger import (
    CHANGES,
    RULINGS,
    About,
    AboutActor,
    AboutEvent,
    Action,
    Correction,
    Seen,
    find_actor,
    find_event,
    seen_of,
)
from comity.record.people import Known, remembered
from comity.vocabulary import Actor, CodedArticle, Event, EventTime, Span, actors_by_id

REJECTED = "corrections: every event was rejected"
UNDATED = "undated"
UNCODED = NOBODY = "none"
CONCERNS: dict[Action, tuple[str, ...]] = {  # of what was read: what a correction rests on
    "accept": Seen.__struct_fields__,
    "reject": ("type", "status", "source", "target"),
    "retype": ("type",),
    "source": ("source",),
    "target": ("target",),
    "redate": ("earliest", "latest"),
    "status": ("status",),
}


class Conflict(Struct, frozen=True):
    """That a correction no longer fits what is read."""

    correction: str  # its id
    applies: bool  # whether it counts all the same
    what: str


def corrected(read: CodedArticle, entries: Sequence[Correction], known: Iterable[Known] = ()) -> CodedArticle:
    """The article with what memory knows of its actors, then the corrections that are about it, in their order.

    Give corrections in force only. Of an actor that one of them codes memory has nothing to say.
    """
    work = _Work(read)
    work.remember(known, by_hand(read, entries))
    for one in entries:
        if one.action in CHANGES:
            for about in one.about:
                if about.article == read.id:
                    work.apply(one, about)
    return work.done()


def by_hand(read: CodedArticle, entries: Iterable[Correction]) -> dict[str, Actor]:
    """The article's actors whose code a correction gives, with it, by id."""
    actors, coded = actors_by_id(read.actors), dict[str, Actor]()
    for one in entries:
        for about in one.about:
            if one.action == "recode" and isinstance(about, AboutActor) and about.article == read.id:
                actor = find_actor(about, read)
                if actor is not None:
                    coded[actor.id] = recoded(actors[actor.id], one.value or UNCODED)
    return coded


class _Work:
    """An article while it is being corrected."""

    def __init__(self, read: CodedArticle) -> None:
        self.read = read
        self.events: dict[str, Event] = {event.id: event for event in read.events}
        self.actors: dict[str, Actor] = actors_by_id(read.actors)

    def remember(self, known: Iterable[Known], but: Collection[str]) -> None:
        """Give the actors the codes that memory has for them, but for those with these ids."""
        for one in known:
            if one.actor in self.actors and one.actor not in but:
                self.actors[one.actor] = remembered(self.actors[one.actor], one)

    def apply(self, one: Correction, about: About) -> None:
        """Apply one correction, if what it is about is there."""
        if isinstance(about, AboutActor):
            actor = find_actor(about, self.read)
            if actor is not None:
                self.actors[actor.id] = recoded(self.actors[actor.id], one.value or UNCODED)
        elif isinstance(about, AboutEvent):
            event = find_event(about, self.read)
            if event is None or event.id not in self.events:
                return
            if one.action == "reject":
                if not _differences(one, about, event, self.read):
                    del self.events[event.id]
            else:
                self.events[event.id] = replace(self._changed(one, about, self.events[event.id]), confidence=1.0)

    def _changed(self, one: Correction, about: AboutEvent, event: Event) -> Event:
        value = one.value or ""
        if one.action == "accept":
            seen = about.seen
            event = event if event.type == seen.type else retyped(event, seen.type)
            return _dated(replace(event, status=seen.status), seen.earliest, seen.latest)
        if one.action == "retype":
            return retyped(event, value)
        if one.action == "redate":
            return _dated(event, *days_of(value))
        if one.action == "status":
            return replace(event, status=value, status_evidence=None)
        names = [] if value == NOBODY else value.split(";")
        ids = tuple(filter(None, (actor_named(name, self.actors) for name in names)))
        if names and not ids:
            return event
        spans = tuple(self._words_for(actor, event) for actor in ids)
        if one.action == "source":
            return replace(event, source=ids, source_spans=spans)
        return replace(event, target=ids, target_spans=spans)

    def _words_for(self, actor: str, event: Event) -> Span | None:
        """The words of the event's sentence that name the actor."""
        sentence = self.read.sentences[event.sentence]
        inside = Span(sentence.start, sentence.end)
        return next((m.span for m in self.actors[actor].mentions if inside.contains(m.span)), None)

    def done(self) -> CodedArticle:
        """The article as it stands."""
        events = tuple(self.events.values())
        why = REJECTED if self.read.events and not events else self.read.no_events
        return replace(self.read, actors=tuple(self.actors.values()), events=events, no_events=why)


def retyped(event: Event, kind: str) -> Event:
    """The event with another type, and with what hangs on the type; its modes were those of the old one."""
    facts = _types()[kind]
    return replace(event, type=kind, quad=facts.quad, intensity=facts.intensity, cameo=facts.cameo, modes=())


@cache
def _types() -> Mapping[str, TypeFacts]:
    return open_events().types


def recoded(actor: Actor, code: str) -> Actor:
    """The actor with another code; "none": uncoded.

    >>> from comity.vocabulary import Actor
    >>> minsk = Actor(id="a1", name="Minsk", kind="country", country="BLR", sector=None, code="BLR", role=None,
    ...               basis="lexicon", mentions=())
    >>> recoded(minsk, "BLROPP").sector, recoded(minsk, "CVL").country, recoded(minsk, "none").code
    ('OPP', None, None)
    """
    if code == UNCODED:
        return replace(actor, country=None, sector=None, code=None)
    parts = [code[at : at + 3] for at in range(0, len(code), 3)]
    country = None if parts[0] in SECTORS else parts[0]
    sectors = parts if country is None else parts[1:]
    return replace(actor, country=country, sector=sectors[0] if sectors else None, code=code)


def days_of(value: str) -> tuple[date | None, date | None]:
    """First and last day of "2020-08-27", "2020-08-01..2020-08-31", "2020-08-01..", "..2020-08-31" or "undated".

    >>> days_of("2020-08-27")[1], days_of("..2020-08-31")[0], days_of("undated")
    (datetime.date(2020, 8, 27), None, (None, None))
    """
    if value == UNDATED:
        return None, None
    first, dots, last = value.partition("..")
    one, other = (date.fromisoformat(day) if day else None for day in (first, last))
    return (one, other) if dots else (one, one)


def _dated(event: Event, earliest: date | None, latest: date | None) -> Event:
    """The event on other days. The words that told the old ones stay its evidence: they are what was read."""
    if earliest is None and latest is None:
        return replace(event, time=None)
    evidence = event.time.evidence if event.time else None
    return replace(event, time=EventTime(earliest=earliest, latest=latest, evidence=evidence))


def actor_named(name: str, actors: Mapping[str, Actor]) -> str | None:
    """Id of the article's actor with the code or name, the one named most of several; None: there is none."""
    fitting = [actor for actor in actors.values() if name in (actor.code, actor.name)]
    return max(fitting, key=lambda actor: len(actor.mentions)).id if fitting else None


# ---------------------------------------------------------------- what no longer fits


def conflicts(
    one: Correction, articles: Mapping[str, CodedArticle], now: Mapping[str, CodedArticle]
) -> Iterator[Conflict]:
    """What a correction in force no longer fits.

    `articles`: those it is about, by id, as they are read; `now`: the same with all corrections.
    """
    if one.action in RULINGS:
        yield from _conflicts_of_ruling(one, articles)
        return
    for about in one.about:
        article = articles.get(about.article)
        if article is None:
            yield Conflict(one.id, False, f"there is no article {about.article}")
        elif isinstance(about, AboutEvent):
            yield from _conflicts_of_event(one, about, article)
            yield from _missing_parties(one, now.get(about.article, article))
        elif isinstance(about, AboutActor):
            actor = find_actor(about, article)
            if actor is None:
                yield Conflict(one.id, False, f'nobody is named "{about.name}" in {about.article} now')
            elif actor.code != about.code:
                was, is_ = about.code or UNCODED, actor.code or UNCODED
                yield Conflict(one.id, True, f"its code was read as {was}, now as {is_}")


def _conflicts_of_ruling(one: Correction, articles: Mapping[str, CodedArticle]) -> Iterator[Conflict]:
    """A side none of whose events is read any more; events of any type tell of their deed still."""
    sides: dict[int, bool] = {}
    for about in one.about:
        if isinstance(about, AboutEvent):
            article = articles.get(about.article)
            there = article is not None and find_event(about, article) is not None
            sides[about.side] = sides.get(about.side, False) or there
    for side, there in sides.items():
        if not there:
            of = f" of the {side + 1}. happening" if len(sides) > 1 else ""
            yield Conflict(one.id, False, f"no event{of} is read on the same words now")


def _conflicts_of_event(one: Correction, about: AboutEvent, article: CodedArticle) -> Iterator[Conflict]:
    event = find_event(about, article)
    if event is None:
        gone = about.sentence not in article.text
        what = f"its sentence is gone from {about.article}" if gone else f'no event is read on "{about.words}" now'
        yield Conflict(one.id, False, what)
        return
    for what in _differences(one, about, event, article):
        yield Conflict(one.id, one.action != "reject", what)


def _missing_parties(one: Correction, now: CodedArticle) -> Iterator[Conflict]:
    if one.action in ("source", "target") and one.value not in (None, NOBODY):
        actors = actors_by_id(now.actors)
        for name in str(one.value).split(";"):
            if actor_named(name, actors) is None:
                yield Conflict(one.id, False, f"the article has no actor {name} now")


def _differences(one: Correction, about: AboutEvent, event: Event, article: CodedArticle) -> list[str]:
    """What the correction rests on and is read in another way now."""
    now = seen_of(event, actors_by_id(article.actors))
    pairs = [(name, getattr(about.read, name), getattr(now, name)) for name in CONCERNS.get(one.action, ())]
    return [f"its {name} was read as {_said(was)}, now as {_said(is_)}" for name, was, is_ in pairs if was != is_]


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "nobody"
    return UNDATED if value is None else str(value)
