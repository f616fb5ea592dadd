"""Cues of one sentence with their speaker and the content that they introduce, read off the parse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from comity.lexicons.cues import Cue, CueLexicon
from comity.vocabulary import ParsedSentence, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
PREPOSED = frozenset({"parataxis", "advcl", "ccomp", "conj", "dep"})
HEARD = frozenset(
    {"tell", "ask", "assure", "inform", "remind", "warn", "advise", "brief", "notify", "caution", "quote"}
)
ADJUNCTS = frozenset({"advcl", "prep", "npadvmod"})
SAYINGS = frozenset({"word", "view", "opinion", "eye", "judgment", "judgement"})  # "in the view of"
CLOSED = frozenset({",", "''", "”", '"', "»"})
COMPLEMENTS = frozenset({"ccomp", "xcomp", "dobj", "oprd"})
CLIMBED = frozenset({"conj", "xcomp", "advcl", "acomp", "pcomp", "prep", "ccomp", "dep", "aux"})
OPEN_WORDS = frozenset({"VERB", "NOUN", "ADJ"})
ANY = frozenset({"clause", "infinitive", "gerund", "small", "object", "object-infinitive", "as"})
ANY_PREPOSITION = frozenset({"about", "against", "for", "of", "on", "to"})  # where no entry says which
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


def frames_of(sentence: ParsedSentence, cues: CueLexicon) -> Iterator[Frame]:
    """The words of a sentence that introduce what could be content, in order."""
    for index, token in enumerate(sentence.tokens):
        if token.dep in ("aux", "auxpass"):
            continue
        if token.text.lower() == "according":
            frame = _according(sentence, index, cues.get("according", "VERB"))
        elif token.pos == "ADV":
            frame = _hearsay(sentence, index, cues.get(token.lemma, "ADV"))
        elif token.lemma in SAYINGS and token.dep == "pobj":
            frame = _in_words(sentence, index, cues.get("according", "VERB"))
        else:
            entry = cues.get(token.lemma, token.pos)
            frame = _frame(sentence, index, entry) if entry is not None or token.pos in OPEN_WORDS else None
        if frame is not None:
            yield frame


def _frame(sentence: ParsedSentence, cue: int, entry: Cue | None) -> Frame | None:
    allowed = entry.frames | ANY if entry is not None else ANY | ANY_PREPOSITION
    found = (
        _whole(sentence, cue, entry)
        or _clause(sentence, cue, allowed)
        or _passive(sentence, cue)
        or _phrase(sentence, cue, allowed)
        or _around(sentence, cue, allowed)
    )
    if found is None:
        return None
    name, head, content = found
    speaker_head = speaker_of(sentence, cue)
    speaker = noun_phrase(sentence, speaker_head, cue) if speaker_head is not None else ()
    if name in ("around", "as") and speaker_head is None:
        return None
    kept = trimmed(sentence, [i for i in content if i not in speaker and i != cue])
    return Frame(cue, entry, name, head, kept, speaker, speaker_head) if kept else None


Found = tuple[str, int, list[int]]


def _whole(sentence: ParsedSentence, cue: int, entry: Cue | None) -> Found | None:
    """All that stands before a cue with which the sentence ends: "Minsk will pay, and Kyiv too, he said on Friday"."""
    tokens, children = sentence.tokens, sentence.children[cue]
    if entry is None or "around" not in entry.frames or tokens[cue].tag not in ("VBD", "VBZ", "VBP"):
        return None
    later = {tokens[c].dep for c in children if c > cue and c != _subject(sentence, cue)}
    if later & COMPLEMENTS or any(tokens[c].lemma in entry.frames for c in children if c > cue):
        return None
    subject = _subject(sentence, cue)
    if subject is None or any(tokens[c].dep == "auxpass" for c in children):
        return None
    phrase = noun_phrase(sentence, subject, cue)
    before = [c for c in children if c < cue and tokens[c].dep in ("advmod", "aux", "neg")]
    start = min([cue, *phrase, *before])
    if start < 2 or tokens[start - 1].text not in CLOSED:
        return None
    own = set(sentence.subtree(cue))
    if any(i not in own and tokens[i].pos != "PUNCT" for i in range(max([cue, *phrase]) + 1, len(tokens))):
        return None
    if any(tokens[c].dep in ADJUNCTS and c < start - 1 and _has_subject(sentence, c) for c in children):
        return None
    if any(tokens[i].dep in ("nsubj", "nsubjpass", "expl") for i in range(start - 1)):
        return "around", clause_head(sentence, start - 2), list(range(start - 1))
    return None


def _has_subject(sentence: ParsedSentence, index: int) -> bool:
    return any(sentence.tokens[i].dep in SUBJECTS for i in sentence.subtree(index))


def _clause(sentence: ParsedSentence, cue: int, allowed: frozenset[str]) -> Found | None:
    """A clause or infinitive that depends on the cue, with the object that acts in it."""
    tokens = sentence.tokens
    verbal = tokens[cue].pos in ("VERB", "AUX")
    labels = ("ccomp", "xcomp") if verbal else ("ccomp", "xcomp", "acl")
    clauses = [c for c in sentence.children[cue] if tokens[c].dep in labels and (verbal or c > cue)]
    if any(tokens[c].dep == "dobj" and c > cue for c in sentence.children[cue]) and not _takes_hearer(tokens[cue]):
        clauses = [c for c in clauses if c > cue]
    if not verbal:
        clauses = [c for c in clauses if tokens[c].dep != "acl" or tokens[c].tag == "VB"]
    if not clauses:
        return None
    clause = max(clauses, key=lambda c: len(sentence.subtree(c)))
    name = clause_name(sentence, clause)
    content = sentence.subtree(clause)
    between = [c for c in sentence.children[cue] if tokens[c].dep in ("dobj", "dative") and cue < c < clause]
    if name == "infinitive" and between and "object-infinitive" in allowed:
        return "object-infinitive", clause, [*sentence.subtree(between[0]), *content]
    return (name, clause, content) if name in allowed else None


def _takes_hearer(token: Token) -> bool:
    """Whether the verb's object is the one who is told."""
    return token.lemma in HEARD


def clause_name(sentence: ParsedSentence, clause: int) -> str:
    """infinitive, gerund, small (a predicate without verb) or clause."""
    token = sentence.tokens[clause]
    inside = [sentence.tokens[c] for c in sentence.children[clause]]
    has_subject = any(child.dep in SUBJECTS for child in inside)
    if any(child.tag == "TO" for child in inside):
        return "infinitive" if not has_subject else "object-infinitive"
    if token.pos not in ("VERB", "AUX"):
        return "clause" if has_subject and any(child.pos == "AUX" for child in inside) else "small"
    return "gerund" if token.tag == "VBG" and not has_subject else "clause"


def _phrase(sentence: ParsedSentence, cue: int, allowed: frozenset[str]) -> Found | None:
    """The object and the prepositional phrases that hold the content after this cue."""
    tokens, children = sentence.tokens, sentence.children[cue]
    content: list[int] = []
    names: list[str] = []
    heads: list[int] = []
    if "object" in allowed or "as" in allowed:
        objects = [c for c in children if tokens[c].dep in ("dobj", "oprd", "ccomp") and c > cue]
        heads.extend(objects)
        names.extend("object" for _ in objects[:1])
        for child in objects:
            content.extend(sentence.subtree(child))
    for child in children:
        token = tokens[child]
        if token.dep in ("prep", "agent") and child > cue and token.lemma in allowed:
            heads.extend(c for c in sentence.children[child] if tokens[c].dep in ("pobj", "pcomp"))
            names.append(token.lemma)
            content.extend(sentence.subtree(child) if content else sentence.subtree(child)[1:])
    if not heads or (names == ["object"] and "object" not in allowed):
        return None
    return "-".join(names), heads[0], sorted(set(content))


def _passive(sentence: ParsedSentence, cue: int) -> Found | None:
    """The subject of a passive verb: "the plan was rejected by Minsk"."""
    tokens, children = sentence.tokens, sentence.children[cue]
    if tokens[cue].pos != "VERB" or not any(tokens[c].dep == "auxpass" for c in children):
        return None
    subject = next((c for c in children if tokens[c].dep == "nsubjpass"), None)
    return ("passive", subject, sentence.subtree(subject)) if subject is not None else None


def _around(sentence: ParsedSentence, cue: int, allowed: frozenset[str]) -> Found | None:
    """The clause that a parenthetical cue stands in: "Minsk, he said, will pay"; "as he said"."""
    token = sentence.tokens[cue]
    if "around" not in allowed or token.pos != "VERB" or token.dep not in PREPOSED:
        return None
    marks = {sentence.tokens[c].lemma for c in sentence.children[cue] if sentence.tokens[c].dep in ("mark", "advmod")}
    if token.dep in ("advcl", "conj") and "as" not in marks:
        return None
    own = set(sentence.subtree(cue))
    rest = [i for i in sentence.subtree(token.head) if i not in own]
    return "around", token.head, rest


def _according(sentence: ParsedSentence, cue: int, entry: Cue | None) -> Frame | None:
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


def _hearsay(sentence: ParsedSentence, cue: int, entry: Cue | None) -> Frame | None:
    """Frame of "reportedly": the clause around it, said by nobody who is named."""
    if entry is None:
        return None
    head = clause_head(sentence, sentence.tokens[cue].head)
    subject = next((c for c in sentence.children[head] if sentence.tokens[c].dep in SUBJECTS), None)
    start = sentence.subtree(subject)[0] if subject is not None else cue
    content = trimmed(sentence, [i for i in sentence.subtree(head) if i >= start and i != cue])
    return Frame(cue, entry, "around", head, content, (), None) if content else None


def _in_words(sentence: ParsedSentence, cue: int, entry: Cue | None) -> Frame | None:
    """Frame of "in the words of X", "in his view": the clause around it."""
    tokens = sentence.tokens
    preposition = tokens[cue].head
    if tokens[preposition].lemma != "in" or tokens[preposition].head == preposition:
        return None
    speaker_head = _own_speaker(sentence, cue) or _object_of(sentence, sentence.children[cue], ("of",))
    if speaker_head is None:
        return None
    own = set(sentence.subtree(preposition))
    head = clause_head(sentence, tokens[preposition].head)
    content = trimmed(sentence, [i for i in sentence.subtree(head) if i not in own])
    speaker = trimmed(sentence, sentence.subtree(speaker_head))
    return Frame(cue, entry, "around", head, content, speaker, speaker_head) if content else None


def clause_head(sentence: ParsedSentence, index: int) -> int:
    """The verb of the clause that a token stands in, or the sentence's root."""
    tokens = sentence.tokens
    while tokens[index].pos not in ("VERB", "AUX") and tokens[index].head != index:
        index = tokens[index].head
    return index


def speaker_of(sentence: ParsedSentence, cue: int) -> int | None:
    """Head of the noun phrase that speaks: agent, subject, or who controls the cue; None: none is named."""
    for _ in range(LONGEST_PATH):
        found = _cited(sentence, cue)
        found = found if found is not None else _own_speaker(sentence, cue)
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


def _own_speaker(sentence: ParsedSentence, cue: int) -> int | None:
    """The speaker among the cue's own dependents."""
    tokens, children = sentence.tokens, sentence.children[cue]
    if tokens[cue].pos in ("NOUN", "PROPN"):
        owner = next((c for c in children if tokens[c].dep == "poss"), None)
        return owner if owner is not None else _object_of(sentence, children, ("by", "from"))
    if any(tokens[c].dep == "auxpass" for c in children):
        return _object_of(sentence, children, ("by",))
    subject = _subject(sentence, cue)
    return (
        subject
        if subject is not None
        else _object_of(sentence, [c for c in children if tokens[c].dep == "agent"], ("by",))
    )


def _subject(sentence: ParsedSentence, cue: int) -> int | None:
    """The verb's own subject; a name right after ", added" is one, though the parser takes it for the object."""
    tokens, children = sentence.tokens, sentence.children[cue]
    subject = next((c for c in children if tokens[c].dep in ("nsubj", "csubj")), None)
    if subject is None and cue > 0 and tokens[cue - 1].text in CLOSED and tokens[cue].tag in ("VBD", "VBZ"):
        return next((c for c in children if c > cue and tokens[c].dep == "dobj" and tokens[c].pos == "PROPN"), None)
    return subject


def _object_of(sentence: ParsedSentence, children: Iterable[int], prepositions: tuple[str, ...]) -> int | None:
    for child in children:
        if sentence.tokens[child].lemma in prepositions:
            return next((c for c in sentence.children[child] if sentence.tokens[c].dep == "pobj"), None)
    return None


def noun_phrase(sentence: ParsedSentence, head: int, cue: int) -> tuple[int, ...]:
    """The tokens of a noun phrase on its own side of the cue, without punctuation at its ends."""
    return trimmed(sentence, [i for i in sentence.subtree(head) if i != cue and (i < cue) == (head < cue)])


def trimmed(sentence: ParsedSentence, indices: list[int]) -> tuple[int, ...]:
    """The tokens without punctuation and conjunctions at the ends."""
    start, end = 0, len(indices)
    while start < end and _is_edge(sentence.tokens[indices[start]]):
        start += 1
    while end > start and _is_edge(sentence.tokens[indices[end - 1]]):
        end -= 1
    return tuple(indices[start:end])


def _is_edge(token: Token) -> bool:
    return token.pos == "CCONJ" or (not any(map(str.isalnum, token.text)) and token.text not in ("$", "%"))
