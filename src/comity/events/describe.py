"""Mode, contexts, intensity and CAMEO code of a matched deed."""

from __future__ import annotations

from collections.abc import Sequence

from comity.events.match import Match
from comity.lexicons.patterns import EventLexicon, TypeFacts
from comity.vocabulary import ParsedSentence

APART = frozenset({"relcl", "conj", "appos"})
SIDES = frozenset({"nsubj", "nsubjpass", "agent"})


def find_modes(sentence: ParsedSentence, match: Match, kind: str, lexicon: EventLexicon) -> tuple[str, ...]:
    """The mode that the words near the trigger show, else the entry's own where it is one of the type's."""
    if not lexicon.types[kind].modes:
        return ()
    own = match.pattern.entry.mode if match.pattern.entry.type == kind else None
    if own in {"allege", "investigate", "disapprove", "resign", "discontinue", "disarm", "visit"}:
        return (own,)
    if kind == "MOBILIZE" and match.pattern.rule == "mobilize.drill":
        return ("troops",)
    return modes_near(sentence, match.words, kind, lexicon) or ((own,) if own else ())


def modes_near(sentence: ParsedSentence, words: Sequence[int], kind: str, lexicon: EventLexicon) -> tuple[str, ...]:
    """The first mode of a type that the words of a trigger, the first of them its head, or those near show."""
    near = _near(sentence, words)
    return next(((mode,) for mode, cues in lexicon.modes.get(kind, {}).items() if near & cues), ())


def _near(sentence: ParsedSentence, words: Sequence[int]) -> set[str]:
    """Lemmas of the trigger and of what hangs on it within three steps, clauses left out."""
    tokens = sentence.tokens
    found: set[str] = set()
    ring = list(words)
    for step in range(4):
        found.update(tokens[i].lemma for i in ring)
        ring = [
            c
            for i in ring
            for c in sentence.children[i]
            if tokens[c].dep not in APART and (step or tokens[c].dep not in SIDES)
        ]
    head = tokens[words[0]].head
    if tokens[words[0]].pos in {"NOUN", "PROPN"} and head != words[0]:
        found.add(tokens[head].lemma)
    return found


def find_contexts(sentence: ParsedSentence, lexicon: EventLexicon) -> tuple[str, ...]:
    """The contexts whose cues stand in the sentence, in alphabetical order."""
    forms = [{token.lemma, token.text.lower(), token.text} for token in sentence.tokens]
    found: set[str] = set()
    for index, own in enumerate(forms):
        for word in own:
            for words, context in lexicon.contexts.get(word, ()):
                if context not in found and _stands(words, forms, index):
                    found.add(context)
    return tuple(sorted(found))


def _stands(words: Sequence[str], forms: Sequence[set[str]], start: int) -> bool:
    return start + len(words) <= len(forms) and all(word in forms[start + i] for i, word in enumerate(words))


def intensity_of(facts: TypeFacts, modes: Sequence[str]) -> float:
    """PLOVER's score: of the mode farthest from zero, else of the type."""
    scores = [facts.modes[mode] for mode in modes if mode in facts.modes]
    return max(scores, key=abs) if scores else facts.intensity
