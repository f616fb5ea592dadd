"""Deeds that the lexicon finds and deeds that the model finds, weighed against each other and made into one list.

Both are witnesses: at each trigger the model gives the share of every type and of none, the lexicon names a type or is
silent; at each actor the model gives the share of source, target and no part, the parse puts it on a side or does not.
Shares are multiplied by how far the lexicon's word is trusted, and the likeliest wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from comity.events.cast import Cast, Filler
from comity.events.compose import HARM
from comity.events.describe import modes_near
from comity.events.draft import Draft, Trust
from comity.events.grammar import doers, objects, prepositional, sufferers
from comity.events.insight import Insight, Parts, Telling, Told
from comity.events.reprisals import countries, with_reprisals
from comity.events.settle import SPEECH
from comity.events.slots import is_political
from comity.events.status import Standing, in_course, noun_status, verb_status
from comity.lexicons.patterns import EventLexicon
from comity.models import NONE, TYPES
from comity.vocabulary import ParsedSentence, Span

SIGNED = frozenset({"SUPPORT", "AGREE", "COOPERATE"})  # what an agreement's own sides do
WITHDRAWING = frozenset({"SANCTION", "RETREAT"})
BROKERED = frozenset({"broker", "mediate", "sponsor", "facilitate", "arrange"})
WORD = 4.0  # how many times likelier a type is when a word of the lexicon tells of it
PHRASE = 12.0  # the same for a phrase of several words
RETYPE = 0.6  # share among the types from which the model's counts against the lexicon's
UNSURE = 0.5  # share of all types that the lexicon's has where the model is sure of a deed but of no type
SIDE = 3.0  # how many times likelier a part is when the parse gives it
SILENT = 0.6  # how many times likelier a type is than none where the lexicon is silent
LIKELIEST = 0.05  # share of source or target at which the likeliest actor of a side takes part
LEAST = 0.25  # the same for others beside it
NEAR = 0.4  # share beside the likeliest's at which another takes part
FELLOW = 0.6  # the same for others of a country that is there already
TENSE = 5.0  # how many times likelier a status is when the words around the lexicon's trigger show it
TENSE_ALONE = 2.0  # the same around a trigger that only the model knows
MODE = 0.6  # share among a type's modes at which the model's counts against the lexicon's
SOME_MODE = 0.5  # how many times likelier than none a mode is where the lexicon has none
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PRON"})
WHERE = frozenset({"in", "at", "near", "across", "off"})
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT", "ASSAULT"})


class Side(Struct, frozen=True):
    """An actor on one side of a deed, and how likely it is there."""

    filler: Filler
    share: float


class Seen(Struct, frozen=True):
    """What both witnesses say of a trigger."""

    span: Span  # the words that the model reads it from
    share: float  # of the type
    none: float  # of no deed
    words: int  # of the lexicon's phrase; 0: the model alone


def reconciled(
    drafts: Sequence[Draft], cast: Cast, insight: Insight, lexicon: EventLexicon, headline: bool
) -> list[Draft]:
    """The lexicon's settled drafts as the model sees them, and the model's own, in the order of their words."""
    mentions = cast.mentions()
    judges, brokers = _judges(drafts, mentions, cast.sentence), _brokers(mentions, cast.sentence)

    def parties(kind: str, head: int) -> list[Filler]:
        outside = judges.get(head, frozenset()) if kind in HARM else frozenset()
        outside |= brokers.get(head, frozenset()) if kind in SIGNED else frozenset()
        return [m for m in mentions if m.actor not in outside and not _is_origin(m, cast)]

    told = [_weighed(draft, cast, insight, parties(draft.kind, draft.head), lexicon) for draft in drafts]
    kept = [draft for draft in told if draft is not None]
    for telling in filter(None, (_off_names(telling, cast) for telling in insight.tellings(1 / (1 + SILENT)))):
        if any(_same_words(telling, draft) for draft in drafts):
            continue
        own = _proposed(telling, cast, insight, parties(telling.kind, telling.head), lexicon, headline)
        said = None if own is None else next((d for d in kept if _says(d, own)), None)
        if own is not None and said is not None:
            kept.remove(said)
            own = _seconded(own, said)
        if own is not None:
            kept.append(own)
    return _distinct(with_reprisals([_from_abroad(draft, cast) for draft in kept], cast), cast)


def _judges(drafts: Sequence[Draft], mentions: Sequence[Filler], sentence: ParsedSentence) -> dict[int, frozenset[str]]:
    """For the noun of a deed that is praised or condemned, who does so: "Egypt condemned the raid" did not raid."""
    tokens, found = sentence.tokens, {}
    for draft in drafts:
        if draft.nominal or draft.kind not in {"ACCUSE", "SUPPORT"}:
            continue
        subject = {i for word in doers(sentence, draft.head) for i in sentence.subtree(word)}
        speaking = {m.actor for m in mentions if m.span is not None and sentence.head_of(m.span) in subject}
        for word in sufferers(sentence, draft.head):
            own = any(tokens[c].dep == "poss" and tokens[c].pos == "PRON" for c in sentence.children[word])
            if not own:  # "defended its raid"
                found[word] = frozenset(speaking)
    return found


def _from_abroad(draft: Draft, cast: Cast) -> Draft:
    """A withdrawal of one's own people, towards the state that they leave: "recalled its ambassador from Lima"."""
    if draft.kind not in WITHDRAWING or draft.nominal or not draft.sources or not draft.targets:
        return draft
    own = countries(draft.sources, cast)
    abroad = tuple(f for f in draft.targets if countries([f], cast).isdisjoint(own))
    if abroad:
        return msgspec.structs.replace(draft, targets=abroad) if "withdraw" in draft.modes else draft
    words = [draft.head, *objects(cast.sentence, draft.head)]
    for word in (place for at in words for place in prepositional(cast.sentence, at, {"from"})):
        hosts = cast.headed(word) or [filler for at, filler in cast.hosts.items() if at == word]
        hosts = [f for f in hosts if countries([f], cast).isdisjoint(own)]
        if hosts:
            return msgspec.structs.replace(draft, targets=tuple(hosts))
    return draft


def _brokers(mentions: Sequence[Filler], sentence: ParsedSentence) -> dict[int, frozenset[str]]:
    """For an agreement and its verb, who brought it about and is no side: "signed a truce brokered by Oman"."""
    tokens, found = sentence.tokens, {}
    for index, token in enumerate(tokens):
        if token.dep != "acl" or token.tag != "VBN" or token.lemma not in BROKERED:
            continue
        by = prepositional(sentence, index, {"by"}, agents=True)
        agents = {i for word in by for i in sentence.subtree(word)}
        between = {m.actor for m in mentions if m.span is not None and sentence.head_of(m.span) in agents}
        found[token.head] = found[tokens[token.head].head] = frozenset(between)
    return found


def _says(spoken: Draft, own: Draft) -> bool:
    """Whether what the lexicon reads from a verb of saying is what the model sees in the words that are said."""
    return spoken.rule.startswith("speech.") and spoken.kind == own.kind and bool(spoken.parties[0] & own.parties[0])


def _seconded(own: Draft, said: Draft) -> Draft:
    """The model's draft with the lexicon's word for it."""
    assert own.trust is not None
    return msgspec.structs.replace(
        own, rule=said.rule, standing=said.standing, spoken=True, targets=own.targets or said.targets,
        trust=msgspec.structs.replace(own.trust, words=1),
    )  # fmt: skip


def _off_names(telling: Telling, cast: Cast) -> Telling | None:
    """A telling at a name, at the word that the name hangs on ("attacks on Libya"); None: at none, or at a pronoun."""
    tokens, head = cast.sentence.tokens, telling.head
    if tokens[head].pos == "PRON":
        return None
    if tokens[head].pos != "PROPN" or not cast.direct(head):
        return telling
    while tokens[head].pos == "ADP" or (tokens[head].pos == "PROPN" and cast.direct(head)):
        if tokens[head].head == head:
            return None
        head = tokens[head].head
    return msgspec.structs.replace(telling, head=head, span=Span(tokens[head].start, tokens[head].end))


def _same_words(telling: Telling, draft: Draft) -> bool:
    return telling.span.overlaps(draft.trigger) or telling.head == draft.head


def _weighed(
    draft: Draft, cast: Cast, insight: Insight, mentions: Sequence[Filler], lexicon: EventLexicon
) -> Draft | None:
    """A draft of the lexicon with the type and the parties that both witnesses give it; None where it is no deed."""
    if not insight.reads(draft.trigger):
        return draft
    shares = insight.at(draft.trigger).copy()
    words = len(cast.sentence.tokens_in(draft.trigger))
    shares[TYPES.index(draft.kind)] *= WORD if words == 1 else PHRASE
    shares /= shares.sum()
    if not draft.spoken and shares[NONE] > shares[:NONE].sum():
        return None
    kind: str = TYPES[int(shares[:NONE].argmax())]
    if draft.spoken or draft.refused or shares[:NONE].max() < RETYPE * shares[:NONE].sum():
        kind = draft.kind
        shares[TYPES.index(kind)] = max(shares[TYPES.index(kind)], UNSURE * shares[:NONE].sum())
    if kind != draft.kind:
        modes = modes_near(cast.sentence, [draft.head], kind, lexicon)
        draft = msgspec.structs.replace(draft, kind=kind, modes=modes, cameo=None)
    seen = Seen(draft.trigger, float(shares[TYPES.index(kind)]), float(shares[NONE]), words)
    if draft.spoken or _is_firm(draft, cast, lexicon):  # its parties are those of the quotation, of the phrase
        return _judged(draft, insight, seen, 0.5)
    given = {**{f.actor: "source" for f in draft.sources}, **{f.actor: "target" for f in draft.targets}}
    by, to = _sides(insight.parts(draft.trigger, mentions), given, cast)
    unread = [
        [f for f in side if f.span is None or not insight.reads(f.span)] for side in (draft.sources, draft.targets)
    ]
    sources = [s.filler for s in by] or unread[0]
    targets = [s.filler for s in to] or [f for f in unread[1] if f.actor not in {s.actor for s in sources}]
    if sources or targets:
        draft = msgspec.structs.replace(draft, sources=tuple(sources), targets=tuple(targets))
    return _judged(draft, insight, seen, _least(by, to))


def _is_firm(draft: Draft, cast: Cast, lexicon: EventLexicon) -> bool:
    """Whether the phrase leaves no doubt of who is who: "drew criticism from", "will not reach a deal with Libya"."""
    entry = lexicon.entries.get(draft.rule)  # what is only said ("speech.…") has none
    if entry is None or entry.firm:
        return entry is not None
    here, there = (
        {actor.country for actor in map(cast.actors.get, (f.actor for f in side)) if actor is not None}
        for side in (draft.sources, draft.targets)
    )
    return draft.refused and entry.reciprocal and bool(there) and here.isdisjoint(there)


def _proposed(
    telling: Telling, cast: Cast, insight: Insight, mentions: Sequence[Filler], lexicon: EventLexicon, headline: bool
) -> Draft | None:
    """A draft of the model's own; None where no political actor takes part."""
    by, to = _sides(insight.parts(telling.read, mentions), {}, cast)
    if not any(is_political(cast.actors[s.filler.actor]) for s in (*by, *to)):
        return None
    nominal = cast.sentence.tokens[telling.head].pos in NOMINAL
    words = [telling.head, *(i for i in cast.sentence.tokens_in(telling.span) if i != telling.head)]
    standing = (noun_status if nominal else verb_status)(cast.sentence, telling.head, headline)
    draft = Draft(
        kind=telling.kind,
        rule=f"model.{telling.kind.lower()}",
        head=telling.head,
        trigger=telling.span,
        sources=tuple(s.filler for s in by),
        targets=tuple(s.filler for s in to),
        standing=in_course(cast.sentence, telling.head, telling.kind, standing, headline),
        modes=modes_near(cast.sentence, words, telling.kind, lexicon),
        cameo=None,
        nominal=nominal,
        reciprocal=False,
    )
    return _judged(draft, insight, Seen(telling.read, telling.share, telling.none, 0), _least(by, to))


def _judged(draft: Draft, insight: Insight, seen: Seen, parts: float) -> Draft:
    """The draft with what the model says of its status, its mode, its background and its two sides together."""
    mutual = draft.kind in MUTUAL and len(draft.sources) > 1 and not draft.targets
    ends = draft.sources[:2] if mutual else (*(draft.sources[:1] or (None,)), *draft.targets[:1])
    one, two = [f.span if f is not None else None for f in (*ends, None)][:2]
    told = insight.told(seen.span)
    trust = Trust(
        share=seen.share,
        none=seen.none,
        parts=parts,
        pair=insight.between(draft.kind, one, two),
        words=seen.words,
        background=0.5 if told is None else told.historical,
    )
    return msgspec.structs.replace(
        draft,
        reciprocal=mutual,
        standing=_standing(draft, told, insight.sentence),
        modes=_modes(draft, told),
        trust=trust,
    )


def _standing(draft: Draft, told: Told | None, sentence: ParsedSentence) -> Standing:
    """The status that the words around the trigger show, unless the model is much surer of another.

    A deed that words beside it plan, demand, deny or end does not become one that was done.
    """
    if told is None or draft.spoken or draft.refused:
        return draft.standing
    shares = dict(told.statuses)
    alone = draft.rule.startswith("model.")
    shares[draft.standing.status] *= TENSE_ALONE if alone else TENSE
    best = max(shares, key=lambda status: shares[status])
    if best == draft.standing.status:
        return draft.standing
    beside = draft.standing.word is not None and draft.standing.word not in sentence.tokens_in(draft.trigger)
    shown = beside and draft.kind not in SPEECH
    if best == "happened" and shown and (not alone or draft.standing.status in {"denied", "ended", "ongoing"}):
        return draft.standing
    stopped = shown and draft.standing.word is not None and sentence.tokens[draft.standing.word].pos == "VERB"
    if best == "ongoing" and stopped and draft.standing.status in {"denied", "ended"}:  # "stopped buying gas"
        return draft.standing
    return Standing(best, draft.head)


def _modes(draft: Draft, told: Told | None) -> tuple[str, ...]:
    """The mode that the model is sure of, else that of the words near the trigger."""
    mode, share, none = (None, 0.0, 1.0) if told is None else told.mode(draft.kind)
    if mode is None or (draft.modes and share < MODE):
        return draft.modes
    return (mode,) if draft.modes or share > SOME_MODE * none else ()


def _least(by: Sequence[Side], to: Sequence[Side]) -> float:
    """The share of the surest actor of the less sure side; 0.5 where nobody is named."""
    sides = [max(s.share for s in side) for side in (by, to) if side]
    return min(sides) if sides else 0.5


def _sides(parts: Sequence[Parts], given: Mapping[str, str], cast: Cast) -> tuple[list[Side], list[Side]]:
    """Who acts and who is acted upon, each by the likeliest mention; not who is only named within another's words."""
    rated = [(part.filler, *_side(part, given.get(part.filler.actor))) for part in parts]
    companions = _companions(parts, given, cast)
    found: dict[str, dict[str, Side]] = {"source": {}, "target": {}}
    for filler, name, share in sorted(rated, key=lambda row: -row[2]):
        joined = filler.actor in companions
        side = found[given[filler.actor] if joined else name]
        together = joined or any(known.filler.span == filler.span for known in side.values())  # "the two countries"
        country = cast.actors[filler.actor].country
        fellow = country is not None and any(cast.actors[known].country == country for known in side)
        beside = NEAR * max((known.share for known in side.values()), default=0.0)
        if share < (LIKELIEST if together or not side else FELLOW if fellow else max(LEAST, beside)):
            continue
        if any(_wraps(known.filler, filler, cast) for known in side.values()) or filler.actor in side:
            continue
        for actor in [a for a, known in side.items() if _wraps(filler, known.filler, cast)]:
            del side[actor]
        side[filler.actor] = Side(filler, share)
    by, to = found["source"], found["target"]
    for actor in set(by) & set(to):
        (to if by[actor].share >= to[actor].share else by).pop(actor)
    return _in_order(by), _in_order(_without_own(by, to, cast))


def _companions(parts: Sequence[Parts], given: Mapping[str, str], cast: Cast) -> set[str]:
    """Actors joined by "and" to another whom the parse puts on the same side: "a Turk and a Kurd were killed"."""
    tokens, found = cast.sentence.tokens, set()
    heads = {cast.sentence.head_of(part.filler.span): part.filler.actor for part in parts if part.filler.span}
    for at, actor in heads.items():
        above = heads.get(tokens[at].head) if at is not None and tokens[at].dep == "conj" else None
        if above is not None and actor in given and given[actor] == given.get(above):
            found |= {actor, above}
    return found


def _without_own(by: Mapping[str, Side], to: Mapping[str, Side], cast: Cast) -> Mapping[str, Side]:
    """Who is acted upon, without the doer's own state where somebody else is: "Minsk let Moscow use Belarus"."""
    own = {cast.actors[actor].country for actor in by}
    states = {a for a in to if cast.actors[a].kind == "country" and cast.actors[a].country in own}
    return {a: side for a, side in to.items() if a not in states} or to


def _side(part: Parts, given: str | None) -> tuple[str, float]:
    """The likelier side of an actor and its share, the parse's word counted in."""
    source = part.source * (SIDE if given == "source" else 1.0)
    target = part.target * (SIDE if given == "target" else 1.0)
    total = source + target + max(1 - part.source - part.target, 1e-6)
    return ("source", source / total) if source >= target else ("target", target / total)


def _in_order(side: Mapping[str, Side]) -> list[Side]:
    """The actors of a side in the order of their words."""
    return sorted(side.values(), key=lambda s: (s.filler.span, s.filler.actor))


def _wraps(outer: Filler, inner: Filler, cast: Cast) -> bool:
    """Whether an actor with a code has another within its words, or as the state where it is: "police in Chile"."""
    assert outer.span is not None and inner.span is not None
    if cast.actors[outer.actor].code is None or outer.span == inner.span:
        return False
    return outer.span.contains(inner.span) or _is_where(inner, outer, cast)


def _is_origin(state: Filler, cast: Cast) -> bool:
    """Whether a state is named only as that of a subject: "peacekeepers from Chile were hit"."""
    tokens = cast.sentence.tokens
    at = cast.sentence.head_of(state.span) if state.span is not None else None
    if at is None or tokens[at].dep != "pobj" or cast.actors[state.actor].kind != "country":
        return False
    preposition = tokens[tokens[at].head]
    people = preposition.head if preposition.lemma == "from" else None
    return people is not None and tokens[people].dep in {"nsubj", "nsubjpass"} and bool(cast.headed(people))


def _is_where(state: Filler, somebody: Filler, cast: Cast) -> bool:
    """Whether a state is named only to say where somebody is, or from where who is its own: "hackers from Chile"."""
    assert state.span is not None and somebody.span is not None
    at, tokens = cast.sentence.head_of(state.span), cast.sentence.tokens
    if at is None or cast.actors[state.actor].kind != "country":
        return False
    if tokens[at].dep == "poss":  # "Chile's Green Brigade"
        return tokens[at].head == cast.sentence.head_of(somebody.span)
    if tokens[at].dep != "pobj":
        return False
    preposition = tokens[tokens[at].head]
    own = cast.actors[somebody.actor].country == cast.actors[state.actor].country
    where = preposition.lemma in WHERE or (preposition.lemma == "from" and own)
    return where and preposition.head == cast.sentence.head_of(somebody.span)


def _distinct(drafts: Sequence[Draft], cast: Cast) -> list[Draft]:
    """One draft for each type and set of actors, the lexicon's before the model's, in the order of their words."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (_is_alone(d), -_sure(d), d.trigger)):
        if not any(draft.parties == d.parties and (draft.kind == d.kind or _is_object(draft, d, cast)) for d in kept):
            kept.append(draft)
    kept = [d for d in kept if not any(_is_agenda(d, other, cast) or _is_means(d, other, cast) for other in kept)]
    return sorted(kept, key=lambda d: (d.trigger, d.kind))


def _is_agenda(talk: Draft, meeting: Draft, cast: Cast) -> bool:
    """Whether a talk is what another is held for, and so no other: "discuss" in "met to discuss the dam"."""
    if talk.kind != "CONSULT" or meeting.kind != "CONSULT":
        return False
    tokens, token = cast.sentence.tokens, cast.sentence.tokens[talk.head]
    infinitive = any(tokens[c].tag == "TO" for c in cast.sentence.children[talk.head])
    return infinitive and token.dep in {"advcl", "xcomp", "acl"} and token.head == meeting.head


def _is_object(noun: Draft, verb: Draft, cast: Cast) -> bool:
    """Whether a noun of the model's is what a verb's deed consists of: "provided backing", "launched an attack"."""
    token = cast.sentence.tokens[noun.head]
    return _is_alone(noun) and noun.nominal and token.dep in {"dobj", "nsubjpass"} and token.head == verb.head


def _is_means(noun: Draft, verb: Draft, cast: Cast) -> bool:
    """Whether a noun tells how a verb's deed was done, by the same doer: "killed ten rebels in a raid"."""
    tokens, same = cast.sentence.tokens, noun.kind == verb.kind and noun.parties[0] == verb.parties[0]
    if not same or not noun.nominal or verb.nominal or tokens[noun.head].dep != "pobj":
        return False
    preposition = tokens[tokens[noun.head].head]
    return preposition.lemma in {"in", "during", "with", "by"} and preposition.head == verb.head


def _is_alone(draft: Draft) -> bool:
    """Whether the model alone tells of it."""
    return draft.trust is not None and not draft.trust.words


def _sure(draft: Draft) -> float:
    return draft.trust.share if draft.trust is not None else 0.5
