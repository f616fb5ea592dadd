"""Which type holds between two marked actors of a sentence: the events stage asked about one pair."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from comity.events.cast import Cast
from comity.events.compose import compose
from comity.events.draft import Draft
from comity.events.grammar import governing_verb, subjects
from comity.events.insight import Insight
from comity.events.match import Match, find_matches
from comity.events.reconcile import reconciled
from comity.events.settle import settled
from comity.events.speech import speech_acts
from comity.faults import Unreadable
from comity.lexicons.patterns import EventLexicon, open_events
from comity.models import ROOTS, EventModel, open_model
from comity.quotes import find_quotes
from comity.sentences import Parser, open_parser, parse_sentences
from comity.vocabulary import Actor, Article, Mention, ParsedSentence, Part, Published, Span, actors_by_id

Scheme = Literal["plover", "plv"]
PRONOUNS = frozenset({"it", "he", "she", "they"})
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
NAMED = 2.0  # how many times likelier a root is when the lexicon names it
PLV_RULES = {  # where that data set departs from the codebook
    "sanction.sanction": "COERCE",
    "sanction.sanction-noun": "COERCE",
    "sanction.convict": "ACCUSE",
}


class Pair(Struct, frozen=True):
    """A question: offsets into the sentence; None where the sentence does not mention that side."""

    id: str
    sentence: str
    source: tuple[int, int] | None = None
    target: tuple[int, int] | None = None


class Relation(Struct, frozen=True):
    """The answer; type None: no relation of that direction was found."""

    id: str
    type: str | None
    rule: str | None
    trigger: Span | None
    confidence: float


def read_pair(line: bytes, place: str) -> Pair:
    """A pair from a line of JSON. Raises Unreadable where it is none, or its spans are not of its sentence."""
    remedy = "each line is {id, sentence, source, target}, spans are [start, end] in the sentence or null"
    try:
        pair = msgspec.json.decode(line, type=Pair)
    except msgspec.DecodeError as error:
        raise Unreadable("not-json", "relations", str(error), place=place, remedy=remedy) from error
    for span in (pair.source, pair.target):
        if span is not None and not 0 <= span[0] < span[1] <= len(pair.sentence):
            raise Unreadable(
                "wrong-span", "relations", f"span {list(span)} is not of the sentence", place=place, remedy=remedy
            )
    return pair


def open_relations(scheme: Scheme, with_model: bool = True) -> Callable[[Pair], Relation]:
    """A function that answers pairs; loads parser, lexicon and event model once."""
    parser, lexicon, model = open_parser(), open_events(), open_model() if with_model else None
    return lambda pair: relate(pair, parser, lexicon, scheme, model)


def relate(
    pair: Pair, parser: Parser, lexicon: EventLexicon, scheme: Scheme = "plover", model: EventModel | None = None
) -> Relation:
    """The type that the sentence tells of from source to target.

    "plover" answers only where the words say who does it to whom; "plv" always answers, as that data set always has a
    type: by the model's head for it, without the model by the deed nearest to the pair.
    """
    article = _article(pair.sentence)
    sentences = parse_sentences(article, parser)
    actors = _with_pronouns(_actors(pair), sentences)
    casts = [Cast(sentence, actors) for sentence in sentences]
    drafts = [draft for cast in casts for draft in _drafts(cast, actors, lexicon, scheme)]
    spoken = [draft for acts in _spoken(article, sentences, actors, lexicon) for draft in acts]
    if model is not None and scheme == "plv":
        exact = [draft for draft in (*drafts, *spoken) if _fits(draft, pair)]
        return _by_model(pair, max(exact, key=_weight) if exact else None, casts, model)
    if model is not None:
        drafts = [
            draft
            for cast in casts
            for draft in reconciled(
                [d for d in drafts if cast.sentence.span.contains(d.trigger)],
                cast, Insight(cast.sentence, article.text, model), lexicon, headline=False,
            )
        ]  # fmt: skip
    drafts += spoken
    exact = [draft for draft in drafts if _fits(draft, pair)]
    if exact:
        return _answer(pair, max(exact, key=_weight), 0.8, scheme)
    if scheme == "plv":
        if drafts:
            return _answer(pair, max(drafts, key=_weight), 0.5, scheme)
        return _nearest(pair, casts, lexicon)
    return Relation(pair.id, None, None, None, 0.0)


def _by_model(pair: Pair, draft: Draft | None, casts: Sequence[Cast], model: EventModel) -> Relation:
    """The root that the model gives the pair, the lexicon's word for it counted in, with the words that tell most."""
    reading = model.encoder.read(pair.sentence)
    ends = [reading.mean * 0 if span is None else reading.of(*span) for span in (pair.source, pair.target)]
    vectors = [reading.mean * 0 if end is None else end for end in ends]
    shares = dict(zip(ROOTS, model.heads.between("plv", vectors[:1], vectors[1:], reading.mean)[0], strict=True))
    if draft is not None:
        shares[YIELD.get(_plv_type(draft), _plv_type(draft))] *= NAMED
    root = max(shares, key=lambda name: shares[name])
    tellings = [t for cast in casts for t in Insight(cast.sentence, pair.sentence, model).tellings(0.3)]
    best = max(tellings, key=lambda t: (YIELD.get(t.kind, t.kind) == root, t.share), default=None)
    trigger = draft.trigger if draft is not None else None if best is None else best.span
    kind = root
    if root == "YIELD":
        kind = best.kind if best is not None and best.kind in YIELD else "CONCEDE"
    return Relation(pair.id, kind, "model.plv", trigger, round(float(shares[root] / sum(shares.values())), 2))


def _drafts(cast: Cast, actors: Sequence[Actor], lexicon: EventLexicon, scheme: Scheme) -> list[Draft]:
    """The deeds of a sentence with their final types; in the data set every deed only planned is AGREE."""
    found = []
    for draft in compose(cast, lexicon, headline=False):
        if scheme == "plv" and draft.standing.status == "planned" and draft.kind in {"RETREAT", "CONCEDE"}:
            draft = msgspec.structs.replace(draft, kind="AGREE")
        found.append(settled(draft, cast.sentence, None, actors_by_id(actors), lexicon))
    return found


def _spoken(
    article: Article, sentences: Sequence[ParsedSentence], actors: Sequence[Actor], lexicon: EventLexicon
) -> list[tuple[Draft, ...]]:
    """Speech acts without a telling verb, by sentence."""
    quotes = find_quotes(article, sentences, actors)
    return list(speech_acts(sentences, actors, quotes, lexicon).values())


def _article(text: str) -> Article:
    return Article(
        id="", url=None, path=None, outlet=None, agency=None, authors=(), sections=(), title=None, caption=None,
        language="en", published=Published(earliest=None, latest=None, basis="unknown"), text=text,
        parts=(Part(kind="body", start=0, end=len(text)),), dropped=(), related=(),
    )  # fmt: skip


def _actors(pair: Pair) -> list[Actor]:
    return [
        Actor(id=name, name=name, kind="organisation", country=None, sector=None, code="GOV", role=None, basis="text",
              mentions=(Mention(start=span[0], end=span[1], kind="name"),))
        for name, span in (("source", pair.source), ("target", pair.target))
        if span is not None
    ]  # fmt: skip


def _with_pronouns(actors: Sequence[Actor], sentences: Sequence[ParsedSentence]) -> list[Actor]:
    """The actors with the pronouns that mean them: "Spain said it would help"."""
    found = []
    for actor in actors:
        span = actor.mentions[0].span
        heads = {(s.number, s.head_of(span)) for s in sentences if s.span.overlaps(span)}
        extra = [
            Mention(start=s.tokens[i].start, end=s.tokens[i].end, kind="pronoun")
            for s in sentences
            for i, token in enumerate(s.tokens)
            if token.dep == "nsubj" and token.text.lower() in PRONOUNS and _says(s, i, heads)
        ]
        found.append(msgspec.structs.replace(actor, mentions=(*actor.mentions, *extra)))
    return found


def _says(sentence: ParsedSentence, pronoun: int, heads: set[tuple[int, int | None]]) -> bool:
    """Whether the verb above the pronoun's clause has one of the heads as its subject."""
    above = governing_verb(sentence, sentence.tokens[pronoun].head)
    return above is not None and any((sentence.number, w) in heads for w in subjects(sentence, above))


def _fits(draft: Draft, pair: Pair) -> bool:
    """Whether the draft runs from source to target; a side that the pair leaves out is not asked for."""
    by, to = draft.parties
    if draft.reciprocal:
        return {"source", "target"} <= by | to or pair.source is None or pair.target is None
    return (pair.source is None or "source" in by) and (pair.target is None or "target" in to)


def _weight(draft: Draft) -> tuple[bool, int, bool, int]:
    by, to = draft.parties
    return "source" in by, len(by) + len(to), not draft.nominal, -draft.head


def _answer(pair: Pair, draft: Draft, confidence: float, scheme: Scheme) -> Relation:
    return Relation(pair.id, _plv_type(draft) if scheme == "plv" else draft.kind, draft.rule, draft.trigger, confidence)


def _plv_type(draft: Draft) -> str:
    """The data set's type: what is agreed to stays AGREE there, whatever it is."""
    if draft.rule.startswith("agree.") and draft.kind == "CONCEDE":
        return "AGREE"
    return PLV_RULES.get(draft.rule, draft.kind)


def _nearest(pair: Pair, casts: Sequence[Cast], lexicon: EventLexicon) -> Relation:
    """The matched phrase nearest to the space between the two actors."""
    found: list[tuple[int, Match, ParsedSentence]] = []
    spans = [span for span in (pair.source, pair.target) if span is not None]
    for cast in casts:
        for match in find_matches(cast.sentence, lexicon):
            place = cast.sentence.tokens[match.head].start
            distance = sum(min(abs(place - start), abs(place - end)) for start, end in spans)
            found.append((distance, match, cast.sentence))
    if not found:
        return Relation(pair.id, None, None, None, 0.0)
    _, match, sentence = min(found, key=lambda item: item[0])
    kind = PLV_RULES.get(match.pattern.rule, match.pattern.entry.type)
    return Relation(pair.id, kind, match.pattern.rule, match.trigger(sentence), 0.3)
