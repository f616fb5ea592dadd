"""Verbs of speech that the parser hangs into the content of another: "said Minsk would pay and called for talks"."""

from __future__ import annotations

from msgspec.structs import replace

from comity.lexicons.cues import CueLexicon
from comity.vocabulary import ParsedSentence

FINITE = frozenset({"VBD", "VBZ", "VBP"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
AUXILIARIES = frozenset({"aux", "auxpass"})


def mended(sentence: ParsedSentence, cues: CueLexicon) -> ParsedSentence:
    """The sentence with each verb beside the cue above it whose tense it matches, where its clause has another."""
    moved = {}
    for index, token in enumerate(sentence.tokens):
        if token.dep == "conj" and token.tag in FINITE and cues.get(token.lemma, token.pos) is not None:
            above = _twin(sentence, index, cues)
            if above is not None:
                moved[index] = above
    if not moved:
        return sentence
    tokens = tuple(replace(token, head=moved.get(i, token.head)) for i, token in enumerate(sentence.tokens))
    children: list[list[int]] = [[] for _ in tokens]
    for index, token in enumerate(tokens):
        if token.head != index:
            children[token.head].append(index)
    return ParsedSentence(sentence.number, sentence.sentence, tokens, tuple(map(tuple, children)))


def _twin(sentence: ParsedSentence, index: int, cues: CueLexicon) -> int | None:
    """The cue whose content the verb was hung into, if the verb matches it and not the content."""
    tokens, token = sentence.tokens, sentence.tokens[index]
    if any(tokens[c].dep in SUBJECTS for c in sentence.children[index]):
        return None
    head = token.head
    while tokens[head].dep == "conj" and tokens[head].head != head:
        head = tokens[head].head
    above = tokens[head].head
    if tokens[head].dep not in ("ccomp", "xcomp") or not above < head < index:
        return None
    is_cue = cues.get(tokens[above].lemma, tokens[above].pos) is not None
    return above if is_cue and tokens[above].tag == token.tag and _tense(sentence, head) != token.tag else None


def _tense(sentence: ParsedSentence, verb: int) -> str:
    """Tag of the word of a verb group that carries its tense: "MD" for "will go", "TO" for "to go"."""
    first = next((sentence.tokens[c] for c in sentence.children[verb] if sentence.tokens[c].dep in AUXILIARIES), None)
    return first.tag if first is not None else sentence.tokens[verb].tag
