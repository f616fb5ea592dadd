"""A coded article as rows of the record's tables. All but `articles` can be read off `coded` again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from comity.happenings.reports import codes_of, countries_of
from comity.vocabulary import Actor, CodedArticle, Event, Quote, Span, actors_by_id

Row = dict[str, Any]
DERIVED = ("actors", "events", "quotes", "claims", "provisions")  # tables with a column `article`
UNNAMED = "unnamed"  # speaker of a quote whose text names none

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(CodedArticle).decode


def encode_article(article: CodedArticle) -> str:
    """The article in the exchange format, as the record keeps it."""
    return _encode(article).decode()


def decode_article(coded: str) -> CodedArticle:
    """The article that was kept; raises msgspec.ValidationError where the text is none."""
    return _decode(coded)


def article_row(article: CodedArticle, position: int, corrected: CodedArticle | None = None) -> Row:
    """The article's row of `articles`; `corrected`: itself with its corrections, None where there are none."""
    return {
        "id": article.id,
        "position": position,
        "url": article.url,
        "path": article.path,
        "outlet": article.outlet,
        "agency": article.agency,
        "title": article.title,
        "language": article.language,
        "published_earliest": article.published.earliest,
        "published_latest": article.published.latest,
        "published_basis": article.published.basis,
        "updated": article.updated.day if article.updated else None,
        "no_events": (corrected or article).no_events,
        "coded": encode_article(article),
        "corrected": encode_article(corrected) if corrected else None,
    }


def derived_rows(article: CodedArticle) -> dict[str, list[Row]]:
    """The article's rows of each derived table, in the article's order."""
    reader = _Reader(article)
    return {table: list(getattr(reader, table)()) for table in DERIVED}


class _Reader:
    """One article with its actors and quotes by id."""

    def __init__(self, article: CodedArticle) -> None:
        self.article = article
        self.known: dict[str, Actor] = actors_by_id(article.actors)
        self.said: dict[str, Quote] = {quote.id: quote for quote in article.quotes}

    def actors(self) -> Iterator[Row]:
        for actor in self.article.actors:
            yield {
                "article": self.article.id,
                "id": actor.id,
                "name": actor.name,
                "kind": actor.kind,
                "country": actor.country,
                "sector": actor.sector,
                "code": actor.code,
                "role": actor.role,
                "basis": actor.basis,
                "mentions": len(actor.mentions),
            }

    def events(self) -> Iterator[Row]:
        for number, event in enumerate(self.article.events):
            yield self._event(number, event)

    def _event(self, number: int, event: Event) -> Row:
        sentence, time = self.article.sentences[event.sentence], event.time
        return {
            "article": self.article.id,
            "id": event.id,
            "number": number,
            "sentence": event.sentence,
            "sentence_start": sentence.start,
            "words": self.article.text[sentence.start : sentence.end],
            "type": event.type,
            "modes": event.modes,
            "contexts": event.contexts,
            "rule": event.rule,
            "cameo": event.cameo,
            "quad": event.quad,
            "intensity": event.intensity,
            "source": codes_of(event.source, self.known),
            "target": codes_of(event.target, self.known),
            "source_countries": countries_of(event.source, self.known),
            "target_countries": countries_of(event.target, self.known),
            "earliest": time.earliest if time else None,
            "latest": time.latest if time else None,
            "time_words": time.evidence.of(self.article.text) if time and time.evidence else None,
            "place": event.place.name if event.place else None,
            "status": event.status,
            "historical": event.historical,
            "said_by": self._speaker_name(event.said_by),
            "trigger_start": event.trigger.start,
            "trigger_end": event.trigger.end,
            "trigger_words": event.trigger.of(self.article.text),
            "confidence": event.confidence,
        }

    def quotes(self) -> Iterator[Row]:
        for quote in self.article.quotes:
            speaker = self._speaker(quote.id)
            actor = self.known.get(speaker[1]) if speaker and speaker[1] else None
            yield {
                "article": self.article.id,
                "id": quote.id,
                "start": quote.start,
                "end": quote.end,
                "words": quote.span.of(self.article.text),
                "kind": quote.kind,
                "speaker": self._speaker_name(quote.id) if speaker else None,
                "speaker_code": actor.code if actor else None,
            }

    def claims(self) -> Iterator[Row]:
        for claim in self.article.claims:
            yield {
                "article": self.article.id,
                "id": claim.id,
                "kind": claim.kind,
                "cause": claim.cause.of(self.article.text),
                "effect": claim.effect.of(self.article.text),
                "cause_codes": codes_of(claim.cause_actors, self.known),
                "effect_codes": codes_of(claim.effect_dyad, self.known),
                "said_by": self._speaker_name(claim.said_by),
            }

    def provisions(self) -> Iterator[Row]:
        for provision in self.article.provisions:
            yield {
                "article": self.article.id,
                "id": provision.id,
                "agreement": provision.agreement,
                "parties": provision.parties,
                "dimension": provision.dimension,
                "words": provision.text.of(self.article.text),
                "status": provision.status,
            }

    def _speaker(self, quote_id: str) -> tuple[Span, str | None] | None:
        """Words and actor id of the speaker of a quote, or of the one that it goes on; None: the text names none."""
        quote: Quote | None = self.said[quote_id]
        for _ in range(len(self.said)):
            if quote is None or quote.speaker is not None:
                break
            quote = self.said[quote.continues] if quote.continues else None
        if quote is None or quote.speaker is None:
            return None
        return Span(quote.speaker.start, quote.speaker.end), quote.speaker.actor

    def _speaker_name(self, quote_id: str | None) -> str | None:
        """The speaker's name, else the words that name him, else `UNNAMED`; None: no quote, so the narrator."""
        if quote_id is None:
            return None
        speaker = self._speaker(quote_id)
        if speaker is None:
            return UNNAMED
        words, actor = speaker
        return self.known[actor].name if actor else words.of(self.article.text)
