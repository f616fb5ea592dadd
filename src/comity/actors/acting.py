"""Which mentions are of somebody who acts: where a state only says where something is, it is a place and no actor."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from comity.vocabulary import Actor, Claim, Event, Mention, ParsedSentence, Quote, Span

STATES = frozenset({"country", "place-as-actor", "group"})  # whose names are those of places, too
WITHIN = frozenset("in into at near across inside outside throughout around within".split())
REGIONS = frozenset(  # what a state has rather than does: "Libya's north", "Egyptian airspace"
    """north south east west northwest northeast southwest southeast region province city capital border territory
    airspace coast water soil town village area district peninsula island mainland countryside desert mountain shore
    zone interior""".split()
)

BUILDINGS = frozenset(
    "embassy consulate garrison bank ministry court parliament hospital school university church academy".split()
)
DIRECTIONS = frozenset(
    "northern southern eastern western central northeastern northwestern southeastern southwestern".split()
)
REACHED = frozenset("enter leave visit reach flee cross tour".split())
ACTING = frozenset(("nsubj", "nsubjpass"))
DEPICTIONS = frozenset("statue bust portrait monument memorial painting effigy tomb grave biography".split())


def without_places(
    actors: Sequence[Actor],
    sentences: Sequence[ParsedSentence],
    events: Iterable[Event],
    quotes: Iterable[Quote],
    claims: Iterable[Claim],
) -> tuple[Actor, ...]:
    """The actors without the mentions of states that are mere places; who is left without any is no actor.

    Words that an event or a quote has as a party stay, and so does every actor that one refers to, or that pronouns and
    descriptions take up again.
    """
    events, quotes, claims = list(events), list(quotes), list(claims)
    parts = [span for event in events for span in (*event.source_spans, *event.target_spans) if span is not None]
    parts += [Span(quote.speaker.start, quote.speaker.end) for quote in quotes if quote.speaker is not None]
    needed = {actor for event in events for actor in (*event.source, *event.target)}
    needed |= {quote.speaker.actor for quote in quotes if quote.speaker is not None and quote.speaker.actor}
    needed |= {actor for claim in claims for actor in (*claim.cause_actors, *claim.effect_dyad)}
    starts = [sentence.sentence.start for sentence in sentences]
    kept: list[Actor] = []
    for actor in actors:
        acting = tuple(
            mention
            for mention in actor.mentions
            if any(mention.span.contains(part) for part in parts)
            or not _is_place(mention, actor, sentences[bisect_right(starts, mention.start) - 1])
        )
        meant_again = any(
            mention.kind in ("pronoun", "descriptor") for mention in acting if mention != actor.mentions[0]
        )
        mentions = actor.mentions if meant_again else acting
        if mentions or actor.id in needed:
            kept.append(replace(actor, mentions=mentions or actor.mentions))
    return tuple(kept)


def _is_place(mention: Mention, actor: Actor, sentence: ParsedSentence) -> bool:
    """Whether the words only say where, whose land or of whom something is: "fighters in Syria", "British beef"."""
    at = sentence.head_of(mention.span)
    if at is None:
        return False
    word = sentence.tokens[at]
    if mention.kind == "descriptor" and word.lemma.lower() in REGIONS:  # "the towns of the coast"
        return True
    while word.dep == "conj":  # "in Nigeria and Ghana"
        word = sentence.tokens[word.head]
    head = sentence.tokens[word.head]
    if word.dep == "pobj" and head.text.lower() == "of":  # "the city of Vitez", "a statue of Kossuth"
        return sentence.tokens[head.head].lemma.lower() in REGIONS | DEPICTIONS
    if word.dep == "pobj" and head.text.lower() in WITHIN:  # "in Syria", "at the Kremlin", "outside the embassy"
        if word.lemma.lower() in BUILDINGS or (actor.kind == "organisation" and mention.kind != "descriptor"):
            return True
        return actor.kind in STATES and (actor.sector is None or actor.kind != "group")
    if actor.kind not in STATES or actor.sector is not None:
        return False
    if word.dep == "poss":  # "Libya's north", "Yemen's Hudaydah"
        inside = head.dep == "pobj" and sentence.tokens[head.head].text.lower() in WITHIN
        town = head.pos == "PROPN" and (inside or head.entity in ("GPE", "LOC", "FAC"))
        return town or head.lemma.lower() in REGIONS
    if any(sentence.tokens[c].text.lower() in DIRECTIONS for c in sentence.children[at]):  # "northern Afghanistan"
        return word.dep not in ACTING
    if word.dep == "dobj":
        return head.lemma in REACHED
    return word.dep in ("amod", "compound", "nmod")
