"""A deed's final type: planned deeds, refused deeds, and the doer that a kind of deed implies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from comity.events.cast import Filler
from comity.events.draft import Draft
from comity.events.status import Standing
from comity.lexicons.patterns import EventLexicon
from comity.vocabulary import Actor, ParsedSentence, Quote

PEACEKEEPING = ("peacekeep", "peace-keep")
PEACEKEEPERS = "074"  # CAMEO: provide military protection or peacekeeping
SPEECH = frozenset({"SUPPORT", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE"})
DOERS = {"convict": ("JUD",), "arrest": ("COP", "MIL"), "investigate": ("JUD", "COP"), "allege": ("JUD", "COP")}
COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
WILL = frozenset({"will", "would", "wo", "'ll", "'d", "never", "cannot"})
REFUSED = {
    "CONSULT": "meet",
    "RETREAT": "yield",
    "CONCEDE": "yield",
    "AID": "assist",
    "SUPPORT": "assist",
    "COOPERATE": "assist",
}


def settled(
    draft: Draft, sentence: ParsedSentence, speaker: str | None, actors: Mapping[str, Actor], lexicon: EventLexicon
) -> Draft:
    """The draft with its final type; `speaker` is the actor who says so, None: the narrator or unknown."""
    if _is_refusal(draft, sentence):
        modes = (REFUSED[draft.kind],) if draft.kind in REFUSED else ()
        return msgspec.structs.replace(
            _one_sided(draft, sentence),
            kind="REJECT",
            modes=modes,
            standing=Standing("happened", draft.standing.word),
            cameo=None,
            refused=True,
        )
    if _is_performed(draft, sentence, speaker, actors):
        draft = msgspec.structs.replace(draft, spoken=True)
    planned = lexicon.types[draft.kind].planned
    if draft.standing.status == "planned" and planned:
        promised = _is_own_promise(draft, speaker, actors)
        draft = msgspec.structs.replace(draft, kind=planned, modes=(), cameo=None, spoken=promised)
    return _with_implied_doer(_keeping_peace(draft, sentence), actors)


def completed(draft: Draft, sentence: ParsedSentence, speaker: str | None, actors: Mapping[str, Actor]) -> Draft:
    """A draft of the event model's, its type final, with what its speaker and its article make of it."""
    if _is_performed(draft, sentence, speaker, actors):
        draft = msgspec.structs.replace(draft, spoken=True)
    return _with_implied_doer(_keeping_peace(draft, sentence), actors)


def _is_refusal(draft: Draft, sentence: ParsedSentence) -> bool:
    """ "will not lift", "would never accept": a refusal to act is an act, not an absence."""
    if draft.standing.status != "denied" or draft.nominal:
        return False
    lemma = sentence.tokens[draft.head].lemma
    if lemma in {"want", "wish", "intend", "agree"} or (lemma == "be" and draft.kind == "AGREE"):
        return True  # "is not ready to talk"
    if draft.kind not in COOPERATIVE:
        return False
    words = {
        sentence.tokens[c].text.lower()
        for c in sentence.children[draft.head]
        if sentence.tokens[c].dep in {"aux", "neg"}
    }
    return bool(words & WILL)


def _one_sided(draft: Draft, sentence: ParsedSentence) -> Draft:
    """What two would do together is refused by one: "Chad will not reach any deal with Libya"."""
    before = tuple(f for f in draft.sources if f.span is None or f.span.start < sentence.tokens[draft.head].start)
    if not draft.reciprocal or not before:
        return draft
    others = tuple(f for f in draft.sources if f not in before)
    return msgspec.structs.replace(draft, sources=before, targets=others, reciprocal=False)


def _is_own_promise(draft: Draft, speaker: str | None, actors: Mapping[str, Actor]) -> bool:
    """Whether who would do it is who says so: a promise is made by saying it."""
    return speaker is not None and not draft.reciprocal and any(f.actor == speaker for f in draft.sources)


def _is_performed(draft: Draft, sentence: ParsedSentence, speaker: str | None, actors: Mapping[str, Actor]) -> bool:
    """ "We welcome …", "China demands …": a speech act in the present, made by a speaker of that side by saying it."""
    if (
        speaker is None
        or draft.nominal
        or draft.kind not in SPEECH
        or draft.standing.status not in {"happened", "ongoing"}
    ):
        return False
    if any(f.actor == speaker for f in draft.sources):
        return True
    if sentence.tokens[draft.head].tag not in {"VBP", "VBZ"}:
        return False
    country = actors[speaker].country
    return any(
        f.actor == speaker or (country is not None and actors[f.actor].country == country) for f in draft.sources
    )


def _keeping_peace(draft: Draft, sentence: ParsedSentence) -> Draft:
    """Troops sent to keep the peace are aid: "deployed 300 men as peacekeepers"."""
    if draft.kind != "MOBILIZE":
        return draft
    deed = sentence.tokens[draft.head].head if draft.nominal else draft.head
    kept = any(sentence.tokens[i].lemma.startswith(PEACEKEEPING) for i in sentence.subtree(deed))
    return msgspec.structs.replace(draft, kind="AID", modes=(), cameo=PEACEKEEPERS) if kept else draft


def _with_implied_doer(draft: Draft, actors: Mapping[str, Actor]) -> Draft:
    """The court that convicts, the police that arrest: that of the same country which was named last before."""
    if draft.sources or draft.reciprocal or not draft.targets:
        return draft
    sectors = next((DOERS[mode] for mode in draft.modes if mode in DOERS), ())
    suffering = {f.actor for f in draft.targets}
    ours = {actors[actor].country for actor in suffering}
    named = [
        (mention.start, actor.id)
        for actor in actors.values()
        if actor.sector in sectors and actor.id not in suffering and (actor.country in ours or None in ours)
        for mention in actor.mentions
        if mention.end <= draft.trigger.start
    ]
    return msgspec.structs.replace(draft, sources=(Filler(max(named)[1], None),)) if named else draft


def speaker_of(identifier: str | None, quotes: Sequence[Quote]) -> str | None:
    """The actor who speaks in the quote of that id."""
    quote = next((q for q in quotes if q.id == identifier), None)
    return quote.speaker.actor if quote is not None and quote.speaker is not None else None
