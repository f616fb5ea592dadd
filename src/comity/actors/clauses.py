"""Where a pronoun stands: whose clause it is in, whether in a quotation and whose."""

from __future__ import annotations

from comity.vocabulary import ParsedSentence

SUBJECTS = ("nsubj", "nsubjpass")
OBJECTS = ("dobj", "dative", "pobj")
OPENING, CLOSING = frozenset("“„«"), frozenset("”»")


def subjects_around(at: int, sentence: ParsedSentence) -> list[int]:
    """The subjects of the clauses that a token stands in, innermost first, relative clauses last; not the token."""
    found: list[int] = []
    for verb in sorted(_verbs_above(at, sentence), key=lambda verb: sentence.tokens[verb].dep == "relcl"):
        subject = _subject(verb, sentence)
        if subject is not None and subject != at and subject not in found:
            found.append(subject)
    return found


def subject_told(at: int, sentence: ParsedSentence) -> int | None:
    """The subject of what somebody says who is named after it: "Chile left, its envoy said"; None: none."""
    tokens, owned = sentence.tokens, sentence.tokens[at].head
    if tokens[at].dep != "poss" or tokens[owned].dep not in SUBJECTS:
        return None
    said = [c for c in sentence.children[tokens[owned].head] if tokens[c].dep == "ccomp" and c < at]
    return _subject(said[0], sentence) if said else None


def own_subject(at: int, sentence: ParsedSentence) -> int | None:
    """The subject of the clause that a token is an object of, which it cannot mean: "she told her"; None: no object."""
    token = sentence.tokens[at]
    if token.dep not in OBJECTS:
        return None
    head = token.head
    if token.dep == "pobj":
        head = sentence.tokens[head].head
    return _subject(head, sentence) if sentence.tokens[head].pos in ("VERB", "AUX") else None


def _verbs_above(at: int, sentence: ParsedSentence) -> list[int]:
    """The verbs from a token up to the root."""
    verbs: list[int] = []
    tokens = sentence.tokens
    while tokens[at].head != at:
        at = tokens[at].head
        if tokens[at].pos in ("VERB", "AUX"):
            verbs.append(at)
    return verbs


def _subject(verb: int, sentence: ParsedSentence) -> int | None:
    """The subject of a verb: its own; of "urged him to go" whom; of "came and went", "came, saying" the first's."""
    tokens = sentence.tokens
    for child in sentence.children[verb]:
        if tokens[child].dep in SUBJECTS:
            return child
    above = tokens[verb].head
    if above == verb:
        return None
    if tokens[verb].dep == "xcomp":
        return _object_before(above, verb, sentence)
    shared = tokens[verb].dep == "conj" or (tokens[verb].dep == "advcl" and tokens[verb].tag == "VBG")
    return _subject(above, sentence) if shared else None


def _object_before(verb: int, end: int, sentence: ParsedSentence) -> int | None:
    """The object between a verb and its complement: "called on him to go"."""
    tokens = sentence.tokens
    for child in sentence.children[verb]:
        if child < end and tokens[child].dep in ("dobj", "dative", "dep"):
            return child
        if child < end and tokens[child].dep == "prep":
            for grandchild in sentence.children[child]:
                if tokens[grandchild].dep == "pobj":
                    return grandchild
    return None


def quoted(sentence: ParsedSentence, opened: bool) -> tuple[list[bool], bool]:
    """For each token whether it stands in a quotation, and whether one is still open after the last."""
    flags: list[bool] = []
    for token in sentence.tokens:
        if token.text[0] in OPENING:
            opened = True
        elif token.text[0] in CLOSING:
            opened = False
        elif token.text in ('"', "''", "``"):
            opened = not opened
        flags.append(opened)
    return flags, opened
