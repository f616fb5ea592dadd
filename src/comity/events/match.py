"""Words of a parsed sentence against the lexicon's phrases."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from comity.events.grammar import antecedent, is_passive
from comity.lexicons.patterns import ANY_OBJECT, EventLexicon, Pattern
from comity.vocabulary import ParsedSentence, Span

COMPLEMENTS = frozenset(
    {"dobj", "obj", "attr", "oprd", "acomp", "prep", "pobj", "prt", "compound", "amod", "advmod", "nsubjpass", "dative",
     "xcomp", "agent", "pcomp", "npadvmod", "ccomp"}
)  # fmt: skip
VERB_TAGS = ("VB",)


class Match(Struct, frozen=True):
    """A phrase of the lexicon found in a sentence."""

    pattern: Pattern
    head: int  # index of the verb or noun
    words: tuple[int, ...]  # indices of all its words, the head first

    def trigger(self, sentence: ParsedSentence) -> Span:
        """The words that tell of the deed: the whole phrase where it stands close together, else its head."""
        first, last = min(self.words), max(self.words)
        if last - first > 3:
            first = last = self.head
        return Span(sentence.tokens[first].start, sentence.tokens[last].end)


def find_matches(sentence: ParsedSentence, lexicon: EventLexicon) -> list[Match]:
    """The longest phrase at each verb and noun, in the order of the text."""
    return [options[0] for options in find_options(sentence, lexicon)]


def find_options(sentence: ParsedSentence, lexicon: EventLexicon) -> list[list[Match]]:
    """For each verb and noun that tells of a deed its phrases, longest first, in the order of the text.

    A noun that the longest phrase of a verb uses up is not matched again; nothing below a NONE phrase counts.
    """
    found = list(_verb_matches(sentence, lexicon))
    used = {word for options in found for word in options[0].words}
    found += [options for options in _noun_matches(sentence, lexicon) if options[0].head not in used]
    return sorted(filter(None, map(_telling, found)), key=lambda options: options[0].head)


def _telling(options: list[Match]) -> list[Match]:
    """The options before the first that is NONE."""
    kept: list[Match] = []
    for match in options:
        if match.pattern.entry.type == "NONE":
            break
        kept.append(match)
    return kept


def _verb_matches(sentence: ParsedSentence, lexicon: EventLexicon) -> Iterator[list[Match]]:
    for index, token in enumerate(sentence.tokens):
        if not token.tag.startswith(VERB_TAGS) or token.dep in {"aux", "auxpass"}:
            continue
        if token.dep in {"amod", "compound"} and token.tag in {"VBN", "VBG"}:
            continue
        options = _options(sentence, index, lexicon.verbs.get(token.lemma, ()))
        if options:
            yield options


def _noun_matches(sentence: ParsedSentence, lexicon: EventLexicon) -> Iterator[list[Match]]:
    for index, token in enumerate(sentence.tokens):
        if token.pos not in {"NOUN", "PROPN"} or token.dep == "compound":
            continue
        options = _options(sentence, index, lexicon.nouns.get(token.lemma, ()))
        if options:
            yield options


def _options(sentence: ParsedSentence, head: int, patterns: tuple[Pattern, ...]) -> list[Match]:
    """The phrases that fit at a word, longest first, one for each entry."""
    found: dict[str, Match] = {}
    for pattern in patterns:
        if pattern.rule not in found:
            words = _fit(sentence, head, pattern)
            if words is not None:
                found[pattern.rule] = Match(pattern, head, words)
    return list(found.values())


def _fit(sentence: ParsedSentence, head: int, pattern: Pattern) -> tuple[int, ...] | None:
    """Indices of the pattern's words, or None."""
    if pattern.entry.infinitive and not has_infinitive(sentence, head):
        return None
    if len(pattern.words) == 1:
        return (head,)
    reach = _dependents(sentence, head)
    found = [head]
    for lemmas in pattern.words[1:]:
        place = next(
            (i for i in reach if i not in found and _is(sentence, i, lemmas) and _hangs(sentence, i, found)), None
        )
        if place is None:
            return None
        found.append(place)
    return tuple(found)


def _hangs(sentence: ParsedSentence, index: int, found: list[int]) -> bool:
    """Whether a word hangs on the phrase as a complement: after a preposition only if that is part of the phrase."""
    tokens = sentence.tokens
    if tokens[index].dep == "pobj":
        above = tokens[index].head
        return above in found or tokens[above].lemma == "of"
    if tokens[index].pos == "ADP":
        return not any(tokens[c].entity in {"DATE", "TIME"} for c in sentence.children[index])
    return True


def _is(sentence: ParsedSentence, index: int, lemmas: frozenset[str]) -> bool:
    token = sentence.tokens[index]
    if lemmas is ANY_OBJECT:
        return token.dep in {"dobj", "nsubjpass"}
    return token.lemma in lemmas or token.text.lower() in lemmas


def _dependents(sentence: ParsedSentence, head: int, depth: int = 0) -> list[int]:
    """Complements of a word, two levels deep, nearest first; for a passive verb its subject too."""
    tokens = sentence.tokens
    nearest = [c for c in sentence.children[head] if tokens[c].dep in COMPLEMENTS or tokens[c].lemma == "no"]
    if depth == 0 and tokens[head].dep == "acl" and is_passive(sentence, head):
        nearest.append(tokens[head].head)
    if depth == 0 and tokens[head].dep == "relcl":
        nearest += [antecedent(sentence, child) for child in nearest if tokens[child].lemma in {"which", "that"}]
    if depth < 2:
        for child in list(nearest):
            if tokens[child].dep not in {"xcomp", "ccomp"}:
                nearest += _dependents(sentence, child, depth + 1)
    return nearest


def has_infinitive(sentence: ParsedSentence, verb: int) -> bool:
    """Whether an infinitive hangs on the verb: "told them to leave"."""
    tokens = sentence.tokens
    return any(
        tokens[child].dep in {"xcomp", "ccomp", "advcl"}
        and any(tokens[c].lemma == "to" and tokens[c].dep == "aux" for c in sentence.children[child])
        for child in sentence.children[verb]
    )
