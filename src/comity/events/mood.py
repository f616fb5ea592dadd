"""What a verb's own words say of its deed: conditions, negation, auxiliaries, questions, tense."""

from __future__ import annotations

from comity.events.grammar import TERMS, VERBAL, governing_verb
from comity.events.standing import Standing
from comity.lexicons.status import StatusLexicon, open_status
from comity.vocabulary import ParsedSentence

MUST = frozenset({"must", "should", "ought"})
MAY = frozenset({"could", "might", "may", "can"})
PERHAPS = frozenset({"maybe", "perhaps", "possibly"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PREPOSED = frozenset({"had", "were", "should"})  # "had Peru attacked, …"
WHATEVER = frozenset({"whatever", "whichever", "whoever"})
NEGATIVE = frozenset({"not", "n't", "never", "neither", "nor", "nowhere", "hardly", "scarcely"})
NOBODY = frozenset({"nobody", "none", "neither", "no one", "nothing"})
SELF = frozenset({"i", "we"})
STATES = frozenset({"in", "under", "on", "behind"})  # "is in jail", "under arrest", "on strike", "behind bars"
PEOPLE = frozenset({"who", "he", "she", "they"})
SET = frozenset({"plan", "schedule", "slate"})
BRIEF = frozenset({"attack", "kill", "shoot", "bomb", "launch", "murder", "assassinate", "carry", "fire", "start"})
SHARES = frozenset({"most", "much", "part", "half", "all"})  # "for most of the last ten years"


def condition_of(sentence: ParsedSentence, verb: int, lexicon: StatusLexicon) -> int | None:
    """ "if", "unless", "in case" before the verb, or its auxiliary before the subject ("had Peru attacked")."""
    tokens, children = sentence.tokens, sentence.children[verb]
    for child in children:
        token = tokens[child]
        if any(tokens[c].lemma in WHATEVER for c in (child, *sentence.children[child])) and child < verb:
            return child
        if token.dep in {"mark", "prep", "advmod"} and token.lemma in lexicon.words["condition"] and child < verb:
            return child
        following = child + 1 if child + 1 < len(tokens) else child
        if token.dep == "mark" and token.lemma == "in" and tokens[following].lemma in {"case", "event"}:
            return following
    if tokens[verb].dep == "acl" and tokens[tokens[verb].head].lemma in {"case", "event"}:
        return tokens[verb].head
    if tokens[verb].dep == "advcl" and _is_inverted(sentence, verb):
        return children[0]
    if tokens[verb].dep == "conj" and not any(tokens[c].dep in SUBJECTS for c in children):
        head = tokens[verb].head
        if tokens[head].pos in VERBAL and tokens[head].dep in {"advcl", "conj"}:
            return condition_of(sentence, head, lexicon)
    return None


def _is_inverted(sentence: ParsedSentence, verb: int) -> bool:
    """ "had Peru attacked": the auxiliary stands first."""
    tokens, children = sentence.tokens, sentence.children[verb]
    first = tokens[children[0]] if children else None
    if first is None or first.text.lower() not in PREPOSED or first.dep not in {"aux", "auxpass"}:
        return False
    return any(tokens[c].dep in SUBJECTS for c in children[1:])


def negation_of(sentence: ParsedSentence, verb: int) -> int | None:
    """ "not", "never", "nor", "no longer", or a "no" on the subject or the object."""
    tokens = sentence.tokens
    for child in sentence.children[verb]:
        token = tokens[child]
        if (token.dep == "neg" or token.text.lower() in NEGATIVE) and not _is_not_only(sentence, child):
            return child
        if token.text.lower() in {"longer", "more"} and child and tokens[child - 1].lemma == "no":
            return child
        if token.dep in {"nsubj", "nsubjpass", "dobj"} and any(
            tokens[c].dep == "det" and tokens[c].lemma in {"no", "neither"} for c in sentence.children[child]
        ):
            return child
        if token.dep in SUBJECTS and token.lemma in NOBODY:
            return child
    if tokens[verb].dep == "conj":
        return next((c for c in sentence.children[tokens[verb].head] if tokens[c].lemma == "nor" and c < verb), None)
    return None


def _is_not_only(sentence: ParsedSentence, word: int) -> bool:
    following = word + 1
    return following < len(sentence.tokens) and sentence.tokens[following].lemma in {"only", "just", "merely", "least"}


def modal_of(sentence: ParsedSentence, verb: int) -> Standing | None:
    """What "will", "would", "must" or "may" before the verb make of it; joined verbs share the first one's."""
    tokens = sentence.tokens
    for child in sentence.children[verb]:
        token = tokens[child]
        if token.dep != "aux":
            continue
        lemma = token.lemma
        maybe = next((c for c in sentence.children[verb] if tokens[c].lemma in PERHAPS), None)
        if token.tag == "MD" and maybe is not None:
            return Standing("hypothetical", maybe)
        if lemma in {"will", "shall", "'ll", "wo"}:
            return Standing("planned", child)
        if lemma in {"would", "'d"} and token.tag == "MD":
            return Standing("planned" if _is_reported(sentence, verb) else "hypothetical", child)
        if lemma in MUST:
            perfect = any(tokens[c].lemma == "have" and tokens[c].dep == "aux" for c in sentence.children[verb])
            return Standing("hypothetical" if perfect else "demanded", child)
        if lemma in MAY and token.tag == "MD":
            return Standing("hypothetical", child)
    return None


def _is_reported(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a "would" is a "will" told in the past: "said it would send"; not with an "if", "we" or "have"."""
    tokens = sentence.tokens
    for child in sentence.children[verb]:
        token = tokens[child]
        if token.dep == "aux" and token.lemma == "have":
            return False
        if token.dep in SUBJECTS and token.text.lower() in SELF:
            return False
        if token.dep == "advcl" and condition_of(sentence, child, open_status()) is not None:
            return False
    if any(token.lemma in {"if", "unless"} for token in tokens):
        return False
    if tokens[verb].dep in {"ccomp", "conj", "relcl", "ROOT", "advcl", "parataxis"}:
        first = verb
        while tokens[first].dep == "conj" and tokens[tokens[first].head].pos in VERBAL:
            first = tokens[first].head
        above = governing_verb(sentence, first)
        return above is None or tokens[above].tag in {"VBD", "VBN"} or tokens[verb].dep in {"relcl", "ROOT"}
    return False


def asked_of(sentence: ParsedSentence, verb: int) -> Standing | None:
    """A question leaves the deed open ("Did Peru attack?"); a bare verb without a subject orders it."""
    tokens, children = sentence.tokens, sentence.children[verb]
    token = tokens[verb]
    last = sentence.tokens[-1].text
    asking = last == "?" or (last in {'"', "”", "''"} and len(tokens) > 1 and tokens[-2].text == "?")
    if asking and token.head == verb and not any(tokens[c].tag in {"WRB", "WP", "WDT"} for c in children):
        return Standing("hypothetical", len(tokens) - 1)
    be = next((c for c in children if tokens[c].text == "be" and tokens[c].dep == "auxpass"), None)
    if be is not None and sum(tokens[c].dep in {"aux", "auxpass"} for c in children) == 1 and token.dep != "ROOT":
        return Standing("demanded", be)  # the subjunctive: "demands that he be freed"
    bare = token.tag == "VB" and token.dep in {"ROOT", "ccomp"}
    if bare and not any(tokens[c].dep in {"aux", *SUBJECTS} for c in children):
        return Standing("demanded", None)
    return None


def tense_standing(sentence: ParsedSentence, verb: int, headline: bool, lexicon: StatusLexicon) -> Standing:
    """What the tense alone tells: done, or under way. In a headline the present is the past."""
    tokens = sentence.tokens
    token = tokens[verb]
    auxiliaries = {tokens[c].text.lower(): c for c in sentence.children[verb] if tokens[c].dep in {"aux", "auxpass"}}
    still = next((c for c in sentence.children[verb] if tokens[c].lemma in lexicon.words["still"]), None)
    if still is not None and (
        token.tag in {"VBG", "VBZ", "VBP"} or (token.tag == "VBN" and (token.dep == "acl" or "being" in auxiliaries))
    ):
        return Standing("ongoing", still)
    until = _lasting(sentence, verb, {"until", "till"})
    if until is not None and token.tag in {"VBD", "VBN"} and token.lemma not in lexicon.words["pause"]:
        return Standing("ended", until)
    since = _lasting(sentence, verb, {"since"})
    since = since if since is not None else _how_long(sentence, verb)
    state = token.lemma == "be" and any(tokens[c].lemma in STATES and c > verb for c in sentence.children[verb])
    lasts = state or token.lemma in lexicon.words["stance"] | lexicon.words["kept"]
    if since is not None and token.tag == "VBN" and lasts and not headline and {"has", "have"} & auxiliaries.keys():
        return Standing("ongoing", since)
    if since is not None and lasts and "had" in auxiliaries and token.dep == "relcl":
        return Standing("ended", since)  # "the town that they had held for a year"
    if (
        token.lemma == "hold"
        and token.tag == "VBN"
        and {"has", "have"} & auxiliaries.keys()
        and "been" in auxiliaries
        and not headline
    ):
        people = any(tokens[c].dep == "nsubjpass" and tokens[c].lemma in PEOPLE for c in sentence.children[verb])
        return Standing("ongoing" if people else "happened", None)  # "prisoners who have been held"
    if state and token.tag in {"VBZ", "VBP"} and not headline:
        return Standing("ongoing", None)  # "are in jail"
    if token.tag == "VBG":
        for word in ("is", "are", "'s", "'re", "am", "'m", "been", "being", "be"):
            if word in auxiliaries:
                return Standing("ongoing", auxiliaries[word])
        past = next((auxiliaries[w] for w in ("was", "were") if w in auxiliaries), None)
        if past is not None:
            return Standing("ongoing", None if token.dep == "ccomp" else past)
        if not auxiliaries and (token.dep in {"acl", "amod", "ROOT"} or _is_stance_told(sentence, verb, lexicon)):
            return Standing("ongoing", None)
    if token.tag in {"VBZ", "VBP"} and not headline and token.lemma in lexicon.words["stance"]:
        return Standing("ongoing", None)
    finite = {"is", "are", "was", "were"} & auxiliaries.keys()
    if "being" in auxiliaries and (finite or token.dep == "conj") and not headline:
        return Standing("ongoing", auxiliaries["being"])  # "were being questioned", "is in jail and being questioned"
    if token.lemma in SET and token.tag == "VBN" and (finite or "been" in auxiliaries):
        return Standing("planned", verb)  # "the meeting was planned for Monday"
    if token.tag == "VBN" and not headline and {"is", "are"} & auxiliaries.keys() and "been" not in auxiliaries:
        return Standing("ongoing", auxiliaries.get("being"))
    if token.dep == "acl" and token.tag == "VBN" and token.lemma in lexicon.words["appoint"]:
        return Standing("planned", verb)  # "talks slated for Monday"
    if token.dep in {"acl", "amod"} and token.tag == "VBN" and token.lemma in lexicon.words["kept"] and not headline:
        return Standing("ongoing", None)  # "hostages held in the embassy", "the occupied town"
    if token.lemma == "remain" and not headline and token.tag in {"VBZ", "VBP"}:
        return Standing("ongoing", None)
    return Standing("happened", None)


def _lasting(sentence: ParsedSentence, verb: int, names: set[str]) -> int | None:
    """The preposition of "until 1995", "since 1995" after a verb: the deed lasted, or lasts."""
    tokens = sentence.tokens
    for child in sentence.children[verb]:
        dated = any(tokens[c].pos in {"NUM", "PROPN"} or tokens[c].entity == "DATE" for c in sentence.children[child])
        if dated and tokens[child].lemma in names and tokens[child].dep == "prep":
            return child
    return None


def _how_long(sentence: ParsedSentence, verb: int) -> int | None:
    """The preposition of "for 20 years", "for months" after a verb."""
    tokens = sentence.tokens
    for child in sentence.children[verb]:
        for noun in (c for c in sentence.children[child] if tokens[c].dep == "pobj"):
            if tokens[child].lemma == "for" and _is_term(sentence, noun):
                return child
            below = [c for c in sentence.children[noun] if tokens[c].lemma == "for"]  # "engaged in talks for months"
            if any(_is_term(sentence, term) for c in below for term in sentence.children[c]):
                return below[0]
    return None


def _is_term(sentence: ParsedSentence, noun: int) -> bool:
    """ "ten years", "most of the last ten years"."""
    tokens = sentence.tokens
    if tokens[noun].lemma in SHARES:
        return any(tokens[term].lemma in TERMS for c in sentence.children[noun] for term in sentence.children[c])
    return tokens[noun].lemma in TERMS


def _is_stance_told(sentence: ParsedSentence, verb: int, lexicon: StatusLexicon) -> bool:
    """ "accused Peru of supporting rebels": it still does."""
    token = first = sentence.tokens[verb]
    while first.dep == "conj" and sentence.tokens[first.head].tag == "VBG":
        first = sentence.tokens[first.head]
    if first.dep != "pcomp" or token.lemma in BRIEF:
        return False
    above = sentence.tokens[sentence.tokens[first.head].head]
    return token.lemma in lexicon.words["stance"] or (above.lemma == "accuse" and above.tag in {"VBZ", "VBP"})
