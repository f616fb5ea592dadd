"""The events of an article, sentence by sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from comity.events.attribute import said_by
from comity.events.background import background_odds, is_background, is_historical
from comity.events.cast import Cast, Filler, casts
from comity.events.compose import Sides, compose, is_definite
from comity.events.confidence import confidence_of
from comity.events.dating import date_of, foreseen, of_the_news
from comity.events.describe import find_contexts, intensity_of
from comity.events.draft import Draft
from comity.events.grammar import doers, sufferers
from comity.events.insight import Insight
from comity.events.reconcile import reconciled
from comity.events.settle import completed, settled, speaker_of
from comity.events.slots import is_political
from comity.events.speech import speech_acts
from comity.lexicons.patterns import EventLexicon
from comity.models import EventModel
from comity.vocabulary import (
    Actor,
    Article,
    Event,
    EventTime,
    ParsedSentence,
    Place,
    Quote,
    Span,
    TimeMention,
    actors_by_id,
)

ANSWERING = frozenset({"REJECT", "ACCUSE", "REQUEST", "CONCEDE", "THREATEN"})
MEETINGS = frozenset({"CONSULT", "AGREE"})
TALKS = frozenset("talk talks meeting meet summit negotiation dialogue discussion consultation round session".split())
BOMBINGS = frozenset(
    "bomb bomber bombing shelling airstrike mortar rocket missile landmine grenade terrorist terror massacre".split()
)
CERTAIN = 0.8  # share of its type from which a bombing by nobody known is an event
TOUCHED = 0.12  # share of an article's sentences below which a context is not one of its events
NEAR = 3  # sentences back to the deed that a speech act answers


class Told(Struct, frozen=True):
    """A deed told before."""

    words: frozenset[str]  # lemmas of its trigger
    sentence: int
    sources: tuple[str, ...]
    targets: tuple[str, ...]


class Story(Struct, frozen=True):
    """One article with all that earlier stages found in it."""

    article: Article
    sentences: Sequence[ParsedSentence]
    actors: Mapping[str, Actor]
    times: Sequence[TimeMention]
    places: Sequence[Place]
    quotes: Sequence[Quote]
    body: int  # number of the first sentence of the body


def detect_events(
    article: Article,
    sentences: Sequence[ParsedSentence],
    actors: Sequence[Actor],
    times: Sequence[TimeMention],
    places: Sequence[Place],
    quotes: Sequence[Quote],
    lexicon: EventLexicon,
    model: EventModel | None = None,
) -> tuple[Event, ...]:
    """Every event that a sentence reports, in the order of the text; without a model by the lexicon alone."""
    body = next((s.number for s in sentences if s.sentence.part == "body"), 0)
    story = Story(article, sentences, actors_by_id(actors), times, places, quotes, body)
    events: list[Event] = []
    told: list[Told] = []
    echoes: dict[str, Sides] = {}
    spoken = speech_acts(sentences, actors, quotes, lexicon)
    settings = _settings(sentences, lexicon)
    for number, cast in casts(sentences, actors, places).items():
        if not cast and number not in spoken and not echoes:
            continue
        headline = cast.sentence.sentence.part != "body"
        drafts = [*compose(cast, lexicon, headline, echoes), *spoken.get(number, ())]
        final: list[Draft] = []
        for draft in sorted(drafts, key=lambda d: d.trigger):
            draft = _with_attacker(draft, echoes, story.actors)
            here = [Told(_words(d.trigger, cast.sentence), number, *map(_ids, (d.sources, d.targets))) for d in final]
            draft = _with_counterpart(draft, [*reversed(here), *reversed(told)], cast.sentence, story.actors)
            draft = foreseen(cast.sentence, draft, times, article.published)
            echoes[draft.kind] = (draft.sources, draft.targets)
            speaker = speaker_of(said_by(draft, cast.sentence, quotes), quotes)
            final.append(settled(draft, cast.sentence, speaker, story.actors, lexicon))
        if model is not None and (final or _may_hold_a_deed(cast)):
            final = reconciled(final, cast, Insight(cast.sentence, article.text, model), lexicon, headline)
            final = [foreseen(cast.sentence, draft, times, article.published) for draft in final]
            final = [_with_those_around(draft, cast, events, told, echoes, story.actors) for draft in final]
            final = [
                completed(d, cast.sentence, speaker_of(said_by(d, cast.sentence, quotes), quotes), story.actors)
                for d in final
            ]
        contexts = settings[number]
        for draft in final:
            event = _event(f"e{len(events) + 1}", draft, cast.sentence, story, contexts, lexicon)
            alone = draft.trust is not None and not draft.trust.words
            sure = event.confidence >= lexicon.confidence["least alone" if alone else "least"]
            if model is None or sure or _is_bombing(draft, cast.sentence):
                events.append(event)
                told.append(Told(_words(event.trigger, cast.sentence), number, event.source, event.target))
    return tuple(events)


def _is_bombing(draft: Draft, sentence: ParsedSentence) -> bool:
    """Whether a bomb hit somebody: an event though nobody knows by whom, and its confidence is low for that."""
    if draft.kind != "ASSAULT" or draft.sources or not draft.targets or draft.trust is None:
        return False
    told = any(token.lemma.lower() in BOMBINGS for token in sentence.tokens)
    return told and draft.trust.share >= CERTAIN and draft.standing.status == "happened"


def _words(trigger: Span, sentence: ParsedSentence) -> frozenset[str]:
    return frozenset(sentence.tokens[i].lemma for i in sentence.tokens_in(trigger))


def _ids(side: Sequence[Filler]) -> tuple[str, ...]:
    return tuple(filler.actor for filler in side)


def _may_hold_a_deed(cast: Cast) -> bool:
    """Whether a sentence is worth the model's reading: it names a political actor, and is more than a name."""
    return len(cast.sentence.tokens) > 2 and any(is_political(cast.actors[f.actor]) for f in cast.mentions())


def _settings(sentences: Sequence[ParsedSentence], lexicon: EventLexicon) -> Mapping[int, tuple[str, ...]]:
    """The contexts of each sentence, without those that the article only touches."""
    found = {sentence.number: find_contexts(sentence, lexicon) for sentence in sentences}
    counts = Counter(context for contexts in found.values() for context in contexts)
    least = TOUCHED * len(sentences)
    return {n: tuple(c for c in contexts if counts[c] >= least) for n, contexts in found.items()}


def _with_diplomacy(draft: Draft, contexts: tuple[str, ...], actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """A meeting of governments is diplomacy, whatever its sentence says."""
    parties = [actors[f.actor] for f in (*draft.sources, *draft.targets) if f.actor in actors]
    official = any(party.sector in (None, "GOV") and party.country for party in parties)
    if draft.kind != "CONSULT" or not official or "diplomatic" in contexts:
        return contexts
    return tuple(sorted((*contexts, "diplomatic")))


def _event(
    identifier: str,
    draft: Draft,
    sentence: ParsedSentence,
    story: Story,
    contexts: tuple[str, ...],
    lexicon: EventLexicon,
) -> Event:
    """The draft with its day, place, speaker, modes and trust."""
    facts = lexicon.types[draft.kind]
    place = _place(sentence, draft, story.places)
    modes = _with_setting(draft, place, story.actors)
    time, historical = _dated(draft, sentence, story)
    return Event(
        id=identifier,
        sentence=sentence.number,
        trigger=draft.trigger,
        type=draft.kind,  # type: ignore[arg-type]  # checked against types.toml when the lexicon is loaded
        modes=modes,
        contexts=_with_diplomacy(draft, contexts, story.actors),
        rule=draft.rule,
        cameo=draft.cameo if draft.cameo and facts.cameo[:2] == draft.cameo[:2] else facts.cameo,
        quad=facts.quad,
        intensity=intensity_of(facts, modes),
        source=tuple(filler.actor for filler in draft.sources),
        target=tuple(filler.actor for filler in draft.targets),
        source_spans=tuple(filler.span for filler in draft.sources),
        target_spans=tuple(filler.span for filler in draft.targets),
        place=place,
        time=time,
        status=draft.standing.status,
        status_evidence=draft.standing.evidence(sentence),
        historical=historical,
        said_by=None if draft.spoken else said_by(draft, sentence, story.quotes),
        confidence=confidence_of(draft, story.actors, lexicon),
    )


def _dated(draft: Draft, sentence: ParsedSentence, story: Story) -> tuple[EventTime | None, bool]:
    """The days of the deed, and whether it is background."""
    published = story.article.published
    time, mention = date_of(sentence, draft, story.times, story.sentences, published)
    place = sentence.number - story.body
    if draft.trust is None:
        historical = is_historical(sentence, draft, mention, published, place)
    else:
        odds = background_odds(sentence, draft, mention, published, place)
        historical = is_background(draft.trust.background, odds)
    if time is not None and time.evidence is None and draft.standing.status == "happened" and not historical:
        time = of_the_news(story.sentences, story.times, published) or time
    return time, historical


def _with_attacker(draft: Draft, echoes: Mapping[str, Sides], actors: Mapping[str, Actor]) -> Draft:
    """An attack without a doer on whom the attack told just before was, is that doer's."""
    by, to = echoes.get(draft.kind, ((), ()))
    if draft.kind != "ASSAULT" or draft.sources or not by:
        return draft
    hit = {actors[f.actor].country for f in to} - {None}
    if not hit & {actors[f.actor].country for f in draft.targets}:
        return draft
    own = {f.actor for f in draft.targets}
    return msgspec.structs.replace(draft, sources=tuple(Filler(f.actor, None) for f in by if f.actor not in own))


def _with_counterpart(
    draft: Draft, told: Sequence[Told], sentence: ParsedSentence, actors: Mapping[str, Actor]
) -> Draft:
    """Whom a speech act without a recipient answers: whose deed it names, else who dealt with its speaker last.

    `told` are the deeds before, the latest first.
    """
    if draft.targets or draft.reciprocal or not draft.sources or draft.kind not in ANSWERING | {"SUPPORT"}:
        return draft
    others = _doers_of_it(draft, told, sentence, actors)
    if not others and draft.kind in ANSWERING:
        others = _other_party(draft, told, sentence.number, actors)
    return msgspec.structs.replace(draft, targets=tuple(Filler(actor, None) for actor in others))


def _doers_of_it(
    draft: Draft, told: Sequence[Told], sentence: ParsedSentence, actors: Mapping[str, Actor]
) -> tuple[str, ...]:
    """Who did what a speech act names as known ("condemned the strike", "the strike drew criticism from").

    Of several, those of another country.
    """
    around = (*sufferers(sentence, draft.head), *doers(sentence, draft.head))
    named = {sentence.tokens[word].lemma for word in around if is_definite(sentence, word)}
    own = {filler.actor for filler in draft.sources}
    deed = next((deed for deed in told if deed.sources and deed.words & named), None)
    if deed is None or own & set(deed.sources):
        return ()
    countries = {actors[actor].country for actor in own}
    return tuple(a for a in deed.sources if actors[a].country not in countries) or deed.sources


def _other_party(draft: Draft, told: Sequence[Told], number: int, actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """The other party, of one country, of the last deed that the speaker of a draft in that sentence was in."""
    own = {actors[f.actor].country for f in draft.sources} - {None}
    for deed in told:
        if number - deed.sentence > NEAR:
            return ()
        parties = (*deed.sources, *deed.targets)
        others = [i for i in parties if actors[i].country not in own and actors[i].code]
        if len(others) < len(parties):
            return tuple(others[:1]) if len({actors[i].country for i in others}) == 1 else ()
    return ()


def _with_those_around(
    draft: Draft,
    cast: Cast,
    events: Sequence[Event],
    told: Sequence[Told],
    echoes: Mapping[str, Sides],
    actors: Mapping[str, Actor],
) -> Draft:
    """A draft with the parties that its sentence leaves to the text before: of an attack, a reply, "the talks"."""
    draft = _with_attacker(draft, echoes, actors)
    draft = _with_counterpart(draft, told[::-1], cast.sentence, actors)
    return _with_other_parties(draft, cast, events)


def _with_other_parties(draft: Draft, cast: Cast, events: Sequence[Event]) -> Draft:
    """Talks with fewer than two parties are those told of before, between one of them and others."""
    here = {f.actor for f in (*draft.sources, *draft.targets)}
    words = {cast.sentence.tokens[i].lemma for i in cast.sentence.tokens_in(draft.trigger)}
    if draft.kind not in MEETINGS or len(here) > 1 or words.isdisjoint(TALKS):
        return draft
    for event in reversed(events):
        if cast.sentence.number - event.sentence > NEAR:
            return draft
        parties = (*event.source, *event.target)
        if event.type in MEETINGS and len(parties) > 1 and here <= set(parties):
            others = tuple(Filler(i, None) for i in parties if i not in here)
            sources = (*draft.sources, *draft.targets, *others)
            return msgspec.structs.replace(draft, sources=sources, targets=(), reciprocal=True)
    return draft


def _with_setting(draft: Draft, place: Place | None, actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """The modes, for a meeting with those of its setting: many-sided, or on the ground of a third country."""
    if draft.kind != "CONSULT" or draft.modes:
        return draft.modes
    countries = {actors[f.actor].country for f in (*draft.sources, *draft.targets) if f.actor in actors} - {None}
    if len(countries) > 2:
        return ("multilateral",)
    abroad = place is not None and place.country is not None and place.country not in countries
    return ("third-party",) if abroad and len(countries) == 2 else ()


def _place(sentence: ParsedSentence, draft: Draft, places: Sequence[Place]) -> Place | None:
    """The place that hangs on the trigger by "in", "at" or "near"."""
    tokens = sentence.tokens
    spans = {place.start: place for place in places if sentence.sentence.start <= place.start < sentence.sentence.end}
    if not spans:
        return None
    words = [draft.head, *[c for c in sentence.children[draft.head] if tokens[c].dep in {"dobj", "prep"}]]
    for word in words:
        near = [word] if tokens[word].dep == "prep" else [c for c in sentence.children[word] if tokens[c].dep == "prep"]
        for preposition in near:
            if tokens[preposition].lemma not in {"in", "at", "near", "outside", "around"}:
                continue
            for complement in sentence.children[preposition]:
                for index in (complement, *sentence.children[complement]):
                    if tokens[index].start in spans:
                        return spans[tokens[index].start]
    return None
