"""Who did what is answered: "bombed Chile in retaliation for an attack on its convoy" tells of an attack by Chile."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from comity.events.cast import Cast, Filler
from comity.events.compose import HARM
from comity.events.draft import Draft
from comity.events.grammar import doers, objects, prepositional
from comity.vocabulary import ParsedSentence

ANSWERS = frozenset("retaliation revenge reprisal response retribution vengeance reaction answer".split())
ANSWERING = frozenset({"avenge", "revenge", "retaliate", "respond"})
HOSTILE = HARM | {"THREATEN", "MOBILIZE", "ACCUSE", "REJECT", "REQUEST"}


class Answer(Struct, frozen=True):
    """Who answers a deed and whom the answer hits."""

    by: tuple[Filler, ...]
    at: tuple[Filler, ...]


def with_reprisals(drafts: Sequence[Draft], cast: Cast) -> list[Draft]:
    """The drafts, those that others answer done by whom the answer hits, and none by whom it is done to."""
    answered = _answered(drafts, cast)
    found = []
    for draft in drafts:
        answer = answered.get(draft.head)
        if answer is not None and draft.kind in HARM:
            draft = _by_the_other_side(draft, answer, cast)
        elif draft.nominal and draft.kind in HARM and not _has_possessor(draft, cast):
            draft = _not_upon_itself(draft, cast)
        found.append(draft)
    return found


def _answered(drafts: Sequence[Draft], cast: Cast) -> dict[int, Answer]:
    """The word of a deed that is answered -> the answer."""
    sentence, found = cast.sentence, {}
    tokens = sentence.tokens
    for word, token in enumerate(tokens):
        if token.lemma in ANSWERING and token.tag.startswith("VB"):
            by = tuple(dict.fromkeys(f for subject in doers(sentence, word) for f in cast.headed(subject)))
            found.update(dict.fromkeys(_deeds(word, sentence), Answer(by, ())))
    for draft in drafts:
        if draft.kind not in HOSTILE or draft.nominal:
            continue
        for word in sentence.subtree(draft.head):
            noun = tokens[word].dep == "pobj" and tokens[word].lemma in ANSWERS
            if noun or (word != draft.head and tokens[word].lemma in ANSWERING and tokens[word].tag.startswith("VB")):
                found.update(dict.fromkeys(_deeds(word, sentence), Answer(draft.sources, draft.targets)))
    return found


def _deeds(word: int, sentence: ParsedSentence) -> list[int]:
    """What is answered: "retaliation for the raid", "avenged the raid"."""
    return [*objects(sentence, word), *prepositional(sentence, word, {"for", "to", "against"})]


def _by_the_other_side(draft: Draft, answer: Answer, cast: Cast) -> Draft:
    """A deed without whoever answers it as its doer: but the state or body that it hits, where nobody else."""
    avengers = countries(answer.by, cast)
    sources = tuple(f for f in draft.sources if not countries([f], cast) <= avengers)
    if not sources:
        people = {name for name, actor in cast.actors.items() if actor.kind in ("group", "person")}
        hit = tuple(f for f in answer.at if f.actor not in people)
        sources = hit if countries(hit, cast).isdisjoint(avengers) else ()
    targets = tuple(f for f in draft.targets if f.actor not in {s.actor for s in sources}) or answer.by
    return msgspec.structs.replace(draft, sources=sources, targets=targets)


def _not_upon_itself(draft: Draft, cast: Cast) -> Draft:
    """A deed not by whose own it befalls: "after an attack on its convoy"."""
    own = {
        mention.actor
        for mention in cast.mentions()
        for target in draft.targets
        if mention.span and target.span and mention.span != target.span and target.span.contains(mention.span)
    }
    kept = tuple(f for f in draft.sources if f.actor not in own)
    return msgspec.structs.replace(draft, sources=kept) if kept != draft.sources else draft


def _has_possessor(draft: Draft, cast: Cast) -> bool:
    """Whether the words say whose deed it is: "its attack", "the attack by Chile"."""
    sentence = cast.sentence
    possessed = any(sentence.tokens[child].dep == "poss" for child in sentence.children[draft.head])
    return possessed or bool(prepositional(sentence, draft.head, {"by"}, agents=True))


def countries(fillers: Sequence[Filler], cast: Cast) -> set[str]:
    """The countries of some actors, or their ids where they have none or are named in another sentence only."""
    found = ((f.actor, cast.actors.get(f.actor)) for f in fillers)
    return {(actor.country if actor is not None else None) or name for name, actor in found}
