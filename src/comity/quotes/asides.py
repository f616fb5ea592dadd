"""Frames of cues that stand outside their content: in brackets, at the end of the sentence, "according to"."""

from __future__ import annotations

from comity.lexicons.cues import Cue
from comity.quotes.grammar import (
    CLOSED,
    FINITE,
    SUBJECTS,
    Frame,
    clause_head,
    noun_phrase,
    object_of,
    own_speaker,
    speaker_of,
    subject_of,
    trimmed,
)
from comity.vocabulary import ParsedSentence

PREPOSED = frozenset({"parataxis", "advcl", "ccomp", "conj", "dep"})
COMPLEMENTS = frozenset({"ccomp", "xcomp", "dobj", "oprd"})
CIRCUMSTANCES = frozenset({"after", "asked", "before", "if", "in", "on", "at", "since", "speaking", "when", "while"})
SHORTEST = 3  # words of a clause


def closing(sentence: ParsedSentence, cue: int, entry: Cue | None) -> Frame | None:
    """All that stands before a cue with which the sentence ends: "Minsk will pay, and Kyiv too, he said on Friday"."""
    tokens = sentence.tokens
    if entry is None or "around" not in entry.frames or tokens[cue].tag not in FINITE or _goes_on(sentence, cue, entry):
        return None
    head = subject_of(sentence, cue)
    speaker = noun_phrase(sentence, head, cue) if head is not None else _before(sentence, cue)
    if not speaker or any(tokens[c].dep == "auxpass" for c in sentence.children[cue]):
        return None
    adverbs = [c for c in sentence.children[cue] if c < cue and tokens[c].dep in ("advmod", "aux", "neg")]
    start = min([cue, *speaker, *adverbs])
    own = set(sentence.subtree(cue))
    if start < 2 or tokens[start - 1].text not in CLOSED or not _tells(sentence, start - 1):
        return None
    if any(i not in own and tokens[i].pos != "PUNCT" for i in range(max([cue, *speaker]) + 1, len(tokens))):
        return None
    content = trimmed(sentence, [i for i in range(start - 1) if i not in speaker])
    if head is None:
        head = next(i for i in speaker if tokens[i].head not in speaker or tokens[i].head == i)
    return Frame(cue, entry, "around", clause_head(sentence, start - 2), content, speaker, head) if content else None


def _goes_on(sentence: ParsedSentence, cue: int, entry: Cue) -> bool:
    """Whether content follows the cue."""
    later = [c for c in sentence.children[cue] if c > cue and c != subject_of(sentence, cue)]
    return any(sentence.tokens[c].dep in COMPLEMENTS or sentence.tokens[c].lemma in entry.frames for c in later)


def _before(sentence: ParsedSentence, cue: int) -> tuple[int, ...]:
    """The words between the last comma and the cue, if they can name who speaks; for want of a subject."""
    tokens = sentence.tokens
    start = cue
    while start > 0 and tokens[start - 1].text not in CLOSED:
        start -= 1
        if tokens[start].tag in FINITE or tokens[start].tag == "MD":
            return ()
    phrase = trimmed(sentence, list(range(start, cue)))
    return phrase if start > 0 and any(tokens[i].pos in ("NOUN", "PROPN", "PRON") for i in phrase) else ()


def _tells(sentence: ParsedSentence, end: int) -> bool:
    """Whether the words before the end are a clause that stands for itself, not one of circumstance."""
    first = sentence.tokens[0]
    if end < SHORTEST or first.text.lower() in CIRCUMSTANCES:
        return False
    has_verb = any(token.dep in SUBJECTS or token.tag in FINITE for token in sentence.tokens[:end])
    return has_verb or first.pos in ("DET", "NOUN", "PROPN", "PRON")


def around(sentence: ParsedSentence, cue: int, entry: Cue | None) -> Frame | None:
    """The clause that a parenthetical cue stands in: "Minsk, he said, will pay"; "as he said"."""
    token = sentence.tokens[cue]
    if entry is None or "around" not in entry.frames or token.pos != "VERB" or token.dep not in PREPOSED:
        return None
    marks = {sentence.tokens[c].lemma for c in sentence.children[cue] if sentence.tokens[c].dep in ("mark", "advmod")}
    if token.dep in ("advcl", "conj") and "as" not in marks:
        return None
    own = set(sentence.subtree(cue))
    head = speaker_of(sentence, cue)
    if head is None:
        return None
    speaker = noun_phrase(sentence, head, cue)
    rest = trimmed(sentence, [i for i in sentence.subtree(token.head) if i not in own and i not in speaker])
    return Frame(cue, entry, "around", token.head, rest, speaker, head) if rest else None


def according(sentence: ParsedSentence, cue: int, entry: Cue | None) -> Frame | None:
    """Frame of "according to X": the clause around it."""
    tokens = sentence.tokens
    to = next((i for i in sentence.children[cue] if tokens[i].lemma == "to"), None)
    if to is None and cue + 1 < len(tokens) and tokens[cue + 1].lemma == "to":
        to = cue + 1
    objects = [c for c in sentence.children[to] if tokens[c].dep in ("pobj", "pcomp")] if to is not None else []
    if to is None or not objects:
        return None
    own = {*sentence.subtree(cue), *sentence.subtree(to)}
    head = clause_head(sentence, tokens[cue].head)
    ends = cue > 2 and tokens[cue - 1].text in CLOSED and max(own) >= len(tokens) - 2
    around = range(cue) if ends else sentence.subtree(head)
    content = trimmed(sentence, [i for i in around if i not in own])
    speaker = trimmed(sentence, sentence.subtree(objects[0]))
    return Frame(cue, entry, "around", head, content, speaker, objects[0]) if content else None


def hearsay(sentence: ParsedSentence, cue: int, entry: Cue | None) -> Frame | None:
    """Frame of "reportedly": the clause around it, said by nobody who is named."""
    if entry is None:
        return None
    head = clause_head(sentence, sentence.tokens[cue].head)
    subject = next((c for c in sentence.children[head] if sentence.tokens[c].dep in SUBJECTS), None)
    start = sentence.subtree(subject)[0] if subject is not None else cue
    content = trimmed(sentence, [i for i in sentence.subtree(head) if i >= start and i != cue])
    return Frame(cue, entry, "around", head, content, (), None) if content else None


def in_words(sentence: ParsedSentence, cue: int, entry: Cue | None) -> Frame | None:
    """Frame of "in the words of X", "in his view": the clause around it."""
    tokens = sentence.tokens
    preposition = tokens[cue].head
    if tokens[preposition].lemma != "in" or tokens[preposition].head == preposition:
        return None
    speaker_head = own_speaker(sentence, cue) or object_of(sentence, sentence.children[cue], ("of",))
    if speaker_head is None:
        return None
    own = set(sentence.subtree(preposition))
    head = clause_head(sentence, tokens[preposition].head)
    content = trimmed(sentence, [i for i in sentence.subtree(head) if i not in own])
    speaker = trimmed(sentence, sentence.subtree(speaker_head))
    return Frame(cue, entry, "around", head, content, speaker, speaker_head) if content else None
