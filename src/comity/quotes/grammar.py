"""What the parse of a sentence says of a cue: the phrase that speaks, the clause around it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from comity.lexicons.cues import Cue
from comity.vocabulary import ParsedSentence, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
CLOSED = frozenset({",", "''", "”", '"', "»"})
CLIMBED = frozenset({"conj", "xcomp", "advcl", "acomp", "pcomp", "prep", "ccomp", "dep", "aux"})
LONGEST_PATH = 6  # predicates climbed in search of a subject; longer chains are faults of the parser


class Frame(NamedTuple):
    """A cue, who it is said of and what it introduces; all numbers are token indices of one sentence."""

    cue: int
    entry: Cue | None  # None: the word is no known cue
    name: str  # the complement: "clause", "infinitive", "object", "of", "around", …
    head: int  # head of the content
    content: tuple[int, ...]  # in order; a gap of more than punctuation is the cue with its speaker
    speaker: tuple[int, ...]  # the noun phrase; empty: none is named
    speaker_head: int | None


def speaker_of(sentence: ParsedSentence, cue: int) -> int | None:
    """Head of the noun phrase that speaks: agent, subject, or who controls the cue; None: none is named."""
    for _ in range(LONGEST_PATH):
        found = _cited(sentence, cue)
        found = found if found is not None else own_speaker(sentence, cue)
        if found is not None:
            return found
        token = sentence.tokens[cue]
        if token.head == cue or any(sentence.tokens[c].dep == "auxpass" for c in sentence.children[cue]):
            return None
        if token.dep in ("acl", "relcl") and sentence.tokens[token.head].pos in NOMINAL:
            return token.head if token.tag == "VBG" or token.dep == "relcl" else None
        if not _climbs(token):
            return None
        cue = token.head
        if sentence.tokens[cue].pos == "ADP":
            cue = sentence.tokens[cue].head
    return None


def _cited(sentence: ParsedSentence, cue: int) -> int | None:
    """Who is quoted by another: "was quoted as saying", "the agency quoted him as saying"."""
    tokens, children = sentence.tokens, sentence.children[cue]
    if tokens[cue].lemma not in ("quote", "cite") or not any(tokens[c].lemma == "as" for c in children):
        return None
    return next((c for c in children if tokens[c].dep in ("nsubjpass", "dobj")), None)


def antecedent(sentence: ParsedSentence, index: int) -> int:
    """The noun that a relative pronoun stands for; any other word itself."""
    token = sentence.tokens[index]
    verb = sentence.tokens[token.head]
    if token.tag in ("WP", "WDT") and verb.dep == "relcl":
        return verb.head
    return index


def _climbs(token: Token) -> bool:
    """Whether the word's speaker is that of its head."""
    if token.pos in ("NOUN", "PROPN"):
        return token.dep in ("dobj", "attr", "pobj", "acomp")
    return token.dep in CLIMBED


def own_speaker(sentence: ParsedSentence, cue: int) -> int | None:
    """The speaker among the cue's own dependents."""
    tokens, children = sentence.tokens, sentence.children[cue]
    if tokens[cue].pos in ("NOUN", "PROPN"):
        owner = next((c for c in children if tokens[c].dep == "poss"), None)
        return owner if owner is not None else object_of(sentence, children, ("by", "from"))
    if any(tokens[c].dep == "auxpass" for c in children):
        return object_of(sentence, children, ("by",))
    subject = subject_of(sentence, cue)
    return (
        subject
        if subject is not None
        else object_of(sentence, [c for c in children if tokens[c].dep == "agent"], ("by",))
    )


def subject_of(sentence: ParsedSentence, cue: int) -> int | None:
    """The verb's own subject; a name right after ", added" is one, though the parser takes it for the object."""
    tokens, children = sentence.tokens, sentence.children[cue]
    subject = next((c for c in children if tokens[c].dep in ("nsubj", "csubj")), None)
    if subject is None and cue > 0 and tokens[cue - 1].text in CLOSED and tokens[cue].tag in ("VBD", "VBZ"):
        return next((c for c in children if c > cue and tokens[c].dep == "dobj" and tokens[c].pos == "PROPN"), None)
    return subject


def object_of(sentence: ParsedSentence, children: Iterable[int], prepositions: tuple[str, ...]) -> int | None:
    """Head of the phrase after one of the prepositions; None: there is none."""
    for child in children:
        if sentence.tokens[child].lemma in prepositions:
            return next((c for c in sentence.children[child] if sentence.tokens[c].dep == "pobj"), None)
    return None


def clause_head(sentence: ParsedSentence, index: int) -> int:
    """The verb of the clause that a token stands in, or the sentence's root."""
    tokens = sentence.tokens
    while tokens[index].pos not in ("VERB", "AUX") and tokens[index].head != index:
        index = tokens[index].head
    return index


def noun_phrase(sentence: ParsedSentence, head: int, cue: int) -> tuple[int, ...]:
    """The tokens of a noun phrase on its own side of the cue, without punctuation at its ends.

    Where the parser breaks a name into several subjects ("Ali", "-", "Nuaimi") they are one phrase.
    """
    heads = [head]
    if sentence.tokens[head].dep == "nsubj" and head < cue:
        heads.extend(c for c in sentence.children[cue] if head < c < cue and sentence.tokens[c].dep == "nsubj")
    inside = {i for part in heads for i in sentence.subtree(part)}
    return trimmed(sentence, [i for i in sorted(inside) if i != cue and (i < cue) == (head < cue)])


def trimmed(sentence: ParsedSentence, indices: list[int]) -> tuple[int, ...]:
    """The tokens without punctuation and conjunctions at the ends."""
    start, end = 0, len(indices)
    while start < end and _is_edge(sentence.tokens[indices[start]]):
        start += 1
    while end > start and _is_edge(sentence.tokens[indices[end - 1]]):
        if sentence.tokens[indices[end - 1]].text == ")" and any(
            sentence.tokens[i].text == "(" for i in indices[start:end]
        ):
            break  # "Human Rights Watch (HRW)"
        end -= 1
    return tuple(indices[start:end])


def _is_edge(token: Token) -> bool:
    return token.pos == "CCONJ" or (not any(map(str.isalnum, token.text)) and token.text not in ("$", "%"))
