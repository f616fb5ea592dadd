"""Cues of one sentence with their speaker and the content that they introduce, read off the parse."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile

from comity.lexicons.cues import Cue, CueLexicon
from comity.quotes import asides
from comity.quotes.grammar import FINITE, SUBJECTS, Frame, noun_phrase, speaker_of, trimmed
from comity.vocabulary import ParsedSentence, Token

TIMES = frozenset({"DATE", "TIME"})
NAMED = frozenset({"PROPN", "NOUN", "PRON", "ADJ", "DET", "NUM", "PART"})
HEARD = frozenset(
    {"tell", "ask", "assure", "inform", "remind", "warn", "advise", "brief", "notify", "caution", "quote"}
)
SAYINGS = frozenset({"word", "view", "opinion", "eye", "judgment", "judgement"})  # "in the view of"
OPEN_WORDS = frozenset({"VERB", "NOUN", "ADJ"})
ANY = frozenset({"clause", "infinitive", "gerund", "small", "object", "object-infinitive", "as"})
ANY_PREPOSITION = frozenset({"about", "against", "for", "of", "on", "to"})  # where no entry says which


def frames_of(sentence: ParsedSentence, cues: CueLexicon) -> Iterator[Frame]:
    """The words of a sentence that introduce what could be content, in order."""
    for index, token in enumerate(sentence.tokens):
        if token.dep in ("aux", "auxpass"):
            continue
        if token.text.lower() == "according":
            frame = asides.according(sentence, index, cues.get("according", "VERB"))
        elif token.pos == "ADV":
            frame = asides.hearsay(sentence, index, cues.get(token.lemma, "ADV"))
        elif token.lemma in SAYINGS and token.dep == "pobj":
            frame = asides.in_words(sentence, index, cues.get("according", "VERB"))
        else:
            entry = cues.get(token.lemma, token.pos)
            frame = _frame(sentence, index, entry) if entry is not None or token.pos in OPEN_WORDS else None
        if frame is not None:
            yield frame


def _frame(sentence: ParsedSentence, cue: int, entry: Cue | None) -> Frame | None:
    closing = asides.closing(sentence, cue, entry)
    if closing is not None:
        return closing
    allowed = entry.frames | ANY if entry is not None else ANY | ANY_PREPOSITION
    found = _clause(sentence, cue, allowed) or _passive(sentence, cue) or _phrase(sentence, cue, allowed)
    if found is None:
        return asides.around(sentence, cue, entry)
    name, head, content = found
    speaker_head = speaker_of(sentence, cue)
    speaker = noun_phrase(sentence, speaker_head, cue) if speaker_head is not None else ()
    kept = trimmed(sentence, [i for i in content if i not in speaker and i != cue])
    return Frame(cue, entry, name, head, kept, speaker, speaker_head) if kept else None


Found = tuple[str, int, list[int]]


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
    content = [*_lost_subject(sentence, cue, clause), *sentence.subtree(clause)]
    if content[0] > 0 and tokens[content[0] - 1].tag == "IN" and tokens[content[0] - 1].head == cue:
        content = list(dropwhile(lambda i: tokens[i].entity in TIMES, content)) or content  # "on Monday | Kyiv was"
    between = [c for c in sentence.children[cue] if tokens[c].dep in ("dobj", "dative") and cue < c < clause]
    if name == "infinitive" and between and "object-infinitive" in allowed:
        return "object-infinitive", clause, [*sentence.subtree(between[0]), *content]
    return (name, clause, content) if name in allowed else None


def _lost_subject(sentence: ParsedSentence, cue: int, clause: int) -> list[int]:
    """A clause's subject that the parser took for a part of the day: "said on Monday Kyiv was to blame"."""
    tokens = sentence.tokens
    place = sentence.subtree(clause)[0]
    if tokens[place].tag not in (*FINITE, "MD") or any(tokens[c].dep in SUBJECTS for c in sentence.children[clause]):
        return []
    start = place
    while start - 1 > cue and tokens[start - 1].pos in NAMED and tokens[start - 1].entity not in TIMES:
        start -= 1
    return list(range(start, place)) if start - 1 > cue and tokens[start - 1].entity in TIMES else []


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
