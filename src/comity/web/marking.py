"""The article's text cut into pieces, each with all that was read from its characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

from comity.vocabulary import Actor, CodedArticle, Event, Quote, Sentence, Span, actors_by_id
from comity.web.words import days


class Mark(Struct, frozen=True, kw_only=True):
    """Something that was read from the characters of a span."""

    start: int
    end: int
    layer: str  # actor, trigger, time, place, quote, cue
    says: str  # what a reader is told of it
    link: str | None = None  # id on the page of what stands for it


class Piece(Struct, frozen=True, kw_only=True):
    """Characters that carry the same marks."""

    text: str
    marks: tuple[Mark, ...]

    @property
    def layers(self) -> str:
        """The marks' layers as CSS classes."""
        return " ".join(dict.fromkeys(mark.layer for mark in self.marks))

    @property
    def says(self) -> str:
        """What the marks say, a line each."""
        return "\n".join(dict.fromkeys(mark.says for mark in self.marks))

    @property
    def link(self) -> str | None:
        """Where a click leads: the event of a trigger."""
        return next((mark.link for mark in self.marks if mark.link), None)


class Told(Struct, frozen=True, kw_only=True):
    """A sentence in pieces, or (`number` None) the characters between two sentences."""

    number: int | None
    pieces: tuple[Piece, ...]


class Paragraph(Struct, frozen=True, kw_only=True):
    """A paragraph in sentences, with the events that they report."""

    part: str  # title, caption, body
    sentences: tuple[Told, ...]
    events: tuple[Event, ...]


def paragraphs(article: CodedArticle) -> tuple[Paragraph, ...]:
    """The whole text in paragraphs; no character is lost but the blank lines between them."""
    marks = tuple(sorted(all_marks(article), key=lambda mark: (mark.start, mark.end, mark.layer, mark.says)))
    return tuple(_paragraph(article, Span(start, end), marks) for start, end in _stretches(article.text))


def all_marks(article: CodedArticle) -> Iterator[Mark]:
    """Everything that points at characters of the text."""
    actors = actors_by_id(article.actors)
    for actor in article.actors:
        for mention in actor.mentions:
            says = f"{actor.name}: {actor.code or 'uncoded'} ({mention.kind})"
            yield Mark(start=mention.start, end=mention.end, layer="actor", says=says)
    for time in article.times:
        says = f"{time.kind.lower()} {time.value}: {days(time.earliest, time.latest)}"
        yield Mark(start=time.start, end=time.end, layer="time", says=says)
    for place in article.places:
        says = f"place: {place.name}, {place.country or 'country unknown'}"
        yield Mark(start=place.start, end=place.end, layer="place", says=says)
    for quote in article.quotes:
        yield from _quote_marks(quote, actors)
    for event in article.events:
        says = f"{event.type} ({event.status}), by rule {event.rule}"
        yield Mark(start=event.trigger.start, end=event.trigger.end, layer="trigger", says=says, link=event.id)


def _quote_marks(quote: Quote, actors: dict[str, Actor]) -> Iterator[Mark]:
    speaker = actors.get(quote.speaker.actor or "") if quote.speaker else None
    who = (
        f"said by {speaker.name}" if speaker else "speaker unknown" if not quote.speaker else "said by a named speaker"
    )
    yield Mark(start=quote.start, end=quote.end, layer="quote", says=f"{quote.kind} quotation, {who}")
    if quote.cue:
        yield Mark(start=quote.cue.start, end=quote.cue.end, layer="cue", says="word of saying")


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph: the text between blank lines."""
    start = 0
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield start, start + len(paragraph)
        start += len(paragraph) + 2


def _paragraph(article: CodedArticle, span: Span, marks: tuple[Mark, ...]) -> Paragraph:
    inside = [m for m in marks if m.start < span.end and span.start < m.end]
    numbers = [n for n, s in enumerate(article.sentences) if s.start < span.end and span.start < s.end]
    told: list[Told] = []
    at = span.start
    for number in numbers:
        sentence = article.sentences[number]
        start, end = max(sentence.start, at), min(sentence.end, span.end)
        if at < start:
            told.append(_told(article.text, at, start, inside, None))
        told.append(_told(article.text, start, end, inside, number))
        at = end
    if at < span.end:
        told.append(_told(article.text, at, span.end, inside, None))
    events = tuple(event for event in article.events if event.sentence in numbers)
    return Paragraph(part=_part(article, span, numbers), sentences=tuple(told), events=events)


def _part(article: CodedArticle, span: Span, numbers: list[int]) -> str:
    parts = (part.kind for part in article.parts if part.start <= span.start < part.end)
    first: Sentence | None = article.sentences[numbers[0]] if numbers else None
    return next(parts, first.part if first else "body")


def _told(text: str, start: int, end: int, marks: Iterable[Mark], number: int | None) -> Told:
    """Characters `[start, end)` cut wherever a mark begins or ends."""
    inside = [mark for mark in marks if mark.start < end and start < mark.end]
    cuts = {start, end} | {at for mark in inside for at in (mark.start, mark.end) if start < at < end}
    edges = sorted(cuts)
    pieces = tuple(
        Piece(text=text[a:b], marks=tuple(m for m in inside if m.start <= a and b <= m.end)) for a, b in pairwise(edges)
    )
    return Told(number=number, pieces=pieces)
