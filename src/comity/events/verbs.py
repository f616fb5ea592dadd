"""The status of what a verb tells: from auxiliaries and negation, else from what it hangs on, else from tense."""

from __future__ import annotations

from comity.events.grammar import VERBAL, governing_verb
from comity.events.standing import UNREAL, Standing, under
from comity.lexicons.status import Effect, StatusLexicon, open_status
from comity.vocabulary import ParsedSentence

MUST = frozenset({"must", "should", "ought"})
MAY = frozenset({"could", "might", "may", "can"})
DEEP = 6  # steps up from a deed: no sentence nests deeper
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PREPOSED = frozenset({"had", "were", "should"})  # "had Peru attacked, …"
NEGATIVE = frozenset({"not", "n't", "never", "neither", "nor", "nowhere", "hardly", "scarcely"})
NOBODY = frozenset({"nobody", "none", "neither", "no one", "nothing"})
LATER = frozenset({"until", "till", "before", "once", "when", "after", "as", "unless"})
TOLD_MODALS = frozenset({"will", "would", "shall", "'ll", "'d"})
VAIN = frozenset({"failed", "unsuccessful", "futile", "vain", "fruitless", "abortive", "aborted", "doomed"})
ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth last latest only 1st 2nd 3rd 4th".split()
)
WANTS = frozenset({"want", "like", "wish", "prefer", "need"})
SELF = frozenset({"i", "we"})


def verb_status(sentence: ParsedSentence, verb: int, headline: bool, depth: int = 0) -> Standing:
    """The status of what a verb tells. In a headline the simple present is the past."""
    if depth > DEEP:
        return Standing("happened", None)
    lexicon = open_status()
    condition = _condition(sentence, verb, lexicon)
    if condition is not None:
        return Standing("hypothetical", condition)
    negation = _negation(sentence, verb)
    modal = _modal(sentence, verb)
    if negation is not None:
        return _negated(sentence, verb, negation, modal, headline, depth)
    above = _from_above(sentence, verb, headline, depth, lexicon)
    if modal is not None:
        told = sentence.tokens[modal.word or 0].lemma in TOLD_MODALS and sentence.tokens[verb].dep == "ccomp"
        return above if told and above is not None and above.status in {"hypothetical", "denied"} else modal
    if above is not None:
        return above
    asked = _asked(sentence, verb)
    return asked if asked is not None else _tense(sentence, verb, headline, lexicon)


# ---------------------------------------------------------------- the verb's own words


def _condition(sentence: ParsedSentence, verb: int, lexicon: StatusLexicon) -> int | None:
    """ "if", "unless", "in case" before the verb, or its auxiliary before the subject ("had Peru attacked")."""
    tokens, children = sentence.tokens, sentence.children[verb]
    for child in children:
        token = tokens[child]
        if token.dep in {"mark", "prep", "advmod"} and token.lemma in lexicon.words["condition"] and child < verb:
            return child
        if token.dep in {"mark", "prep"} and token.lemma == "in" and tokens[child + 1].lemma in {"case", "event"}:
            return child + 1
    if tokens[verb].dep == "acl" and tokens[tokens[verb].head].lemma in {"case", "event"}:
        return tokens[verb].head
    if tokens[verb].dep == "advcl" and _is_inverted(sentence, verb):
        return children[0]
    if tokens[verb].dep == "conj" and not any(tokens[c].dep in SUBJECTS for c in children):
        head = tokens[verb].head
        if tokens[head].pos in VERBAL and tokens[head].dep in {"advcl", "conj"}:
            return _condition(sentence, head, lexicon)
    return None


def _is_inverted(sentence: ParsedSentence, verb: int) -> bool:
    """ "had Peru attacked": the auxiliary stands first."""
    tokens, children = sentence.tokens, sentence.children[verb]
    first = tokens[children[0]] if children else None
    if first is None or first.text.lower() not in PREPOSED or first.dep not in {"aux", "auxpass"}:
        return False
    return any(tokens[c].dep in SUBJECTS for c in children[1:])


def _negation(sentence: ParsedSentence, verb: int) -> int | None:
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
    return None


def _is_not_only(sentence: ParsedSentence, word: int) -> bool:
    following = word + 1
    return following < len(sentence.tokens) and sentence.tokens[following].lemma in {"only", "just", "merely", "least"}


def _negated(
    sentence: ParsedSentence, verb: int, negation: int, modal: Standing | None, headline: bool, depth: int
) -> Standing:
    """A negated deed is denied; one that only must, should or may not be done is not said to be left undone."""
    if sentence.tokens[negation].text.lower() in {"longer", "more"}:
        return Standing("ended", negation)
    if modal is not None and modal.status in {"demanded", "hypothetical"} and modal.word is not None:
        could = sentence.tokens[modal.word].lemma in {"could", "can", "would", "'d"}
        return Standing("denied" if could else "hypothetical", negation)
    if modal is None and _is_infinitive(sentence, verb):
        above = _from_above(sentence, verb, headline, depth, open_status())
        if above is not None and above.status in {"demanded", "hypothetical"}:
            return Standing("hypothetical", above.word)
    return Standing("denied", negation)


def _is_infinitive(sentence: ParsedSentence, verb: int) -> bool:
    return any(sentence.tokens[c].lemma == "to" and sentence.tokens[c].dep == "aux" for c in sentence.children[verb])


def _modal(sentence: ParsedSentence, verb: int) -> Standing | None:
    """What "will", "would", "must" or "may" before the verb make of it; joined verbs share the first one's."""
    tokens = sentence.tokens
    for child in sentence.children[verb]:
        token = tokens[child]
        if token.dep != "aux":
            continue
        lemma = token.lemma
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
        if token.dep == "advcl" and _condition(sentence, child, open_status()) is not None:
            return False
    if any(token.lemma in {"if", "unless"} for token in tokens):
        return False
    if tokens[verb].dep in {"ccomp", "conj", "relcl", "ROOT", "advcl", "parataxis"}:
        above = governing_verb(sentence, verb)
        return above is None or tokens[above].tag in {"VBD", "VBN"} or tokens[verb].dep in {"relcl", "ROOT"}
    return False


# ---------------------------------------------------------------- what it hangs on


def _from_above(
    sentence: ParsedSentence, verb: int, headline: bool, depth: int, lexicon: StatusLexicon
) -> Standing | None:
    """The status that a governing verb, adjective or noun gives to an infinitive, a participle or a clause."""
    token = sentence.tokens[verb]
    head = token.head
    infinitive = _is_infinitive(sentence, verb)
    if head == verb:
        to = next((c for c in sentence.children[verb] if sentence.tokens[c].lemma == "to"), None)
        return Standing("planned", to) if infinitive else None  # a headline: "Premier to visit Chile"
    if token.dep == "conj" and sentence.tokens[head].pos in VERBAL:
        return _joined(sentence, verb, head, headline, depth, infinitive)
    if token.dep in {"prep", "pcomp"}:
        return _gerund(sentence, verb, headline, depth, lexicon)
    if infinitive or token.tag == "VB":
        return (
            _infinitive(sentence, verb, headline, depth, lexicon)
            if token.dep != "ccomp" or infinitive
            else (_clause(sentence, verb, headline, depth, lexicon))
        )
    if token.dep in {"xcomp", "ccomp", "dobj", "oprd"} and token.tag == "VBG" and not _has_subject(sentence, verb):
        effect = lexicon.effect("gerund", sentence.tokens[head].lemma)
        return None if effect is None else _given(sentence, effect, head, headline, depth)
    if token.dep == "acl" and token.tag in {"VBN", "VBG"} and not _is_clause(sentence, verb):
        return _of_hindered(sentence, verb, headline, depth, lexicon)
    if token.dep in {"ccomp", "acl", "xcomp", "advcl"}:
        told = _clause(sentence, verb, headline, depth, lexicon)
        if told is not None or token.dep != "advcl":
            return told
    return _circumstance(sentence, verb, headline, depth) if token.dep == "advcl" else None


def _is_clause(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a verb has a "that" or a subject of its own."""
    return any(sentence.tokens[c].dep in {"mark", *SUBJECTS} for c in sentence.children[verb])


def _of_hindered(
    sentence: ParsedSentence, verb: int, headline: bool, depth: int, lexicon: StatusLexicon
) -> Standing | None:
    """ "stopped militants launching attacks": the parser hangs the participle on the militants."""
    tokens = sentence.tokens
    noun = tokens[verb].head
    above = tokens[noun].head
    if tokens[verb].tag != "VBG" or tokens[noun].dep != "dobj" or tokens[above].pos not in VERBAL:
        return None
    effect = lexicon.effect("object", tokens[above].lemma)
    return _given(sentence, effect, above, headline, depth) if effect == "hindered" else None


def _given(sentence: ParsedSentence, effect: Effect, head: int, headline: bool, depth: int) -> Standing | None:
    """What the word above gives; None: it leaves the deed to its own tense."""
    tokens = sentence.tokens
    above = (
        verb_status(sentence, head, headline, depth + 1)
        if tokens[head].pos in VERBAL
        else (_predicate(sentence, head, headline, depth))
    )
    found = under(effect, head, above)
    return None if found.status == "happened" and found.word is None else found


def _predicate(sentence: ParsedSentence, word: int, headline: bool, depth: int) -> Standing:
    """The standing of an adjective or noun: of the verb that says it ("was not ready", "has no plans")."""
    tokens = sentence.tokens
    for child in sentence.children[word]:
        if tokens[child].dep in {"det", "neg"} and tokens[child].lemma in {"no", "not", "neither", "never"}:
            return Standing("denied", child)
        if tokens[child].dep == "amod" and tokens[child].lemma in VAIN:
            return Standing("denied", child)
    head = tokens[word].head
    if tokens[word].dep in {"acomp", "attr", "dobj", "oprd", "nsubj", "nsubjpass"} and tokens[head].pos in VERBAL:
        above = verb_status(sentence, head, headline, depth + 1)
        if above.status in {"denied", "hypothetical"}:
            return above
        if above.status in UNREAL and tokens[word].pos == "ADJ":
            return above
        effect = open_status().effect("object", tokens[head].lemma) if tokens[word].dep == "dobj" else None
        if effect in {"denied", "ended", "hindered"} and open_status().effect("noun", tokens[word].lemma) == "planned":
            return Standing("denied", head)
    if tokens[word].dep == "pobj":
        above_that = tokens[tokens[head].head].lemma
        effect = open_status().effect("preposition", above_that)
        if effect in {"hypothetical", "hindered"} and tokens[head].lemma in {"against", "of", "from", "to"}:
            return Standing("hypothetical", tokens[head].head)
    return Standing("happened", None)


def _joined(
    sentence: ParsedSentence, verb: int, head: int, headline: bool, depth: int, infinitive: bool
) -> Standing | None:
    """A verb that shares the auxiliaries, or the governor, of the verb before it."""
    tokens = sentence.tokens
    own = [c for c in sentence.children[verb] if tokens[c].dep in {"aux", "auxpass", *SUBJECTS}]
    if tokens[verb].tag not in {"VB", "VBG", "VBN"} or any(tokens[c].lemma != "to" for c in own):
        return _of_first_clause(sentence, verb, head, headline, depth)
    shared = verb_status(sentence, head, headline, depth + 1)
    if tokens[verb].tag != tokens[head].tag and not infinitive and not (tokens[verb].tag == "VB" and shared.word):
        return None
    return None if shared.status == "happened" and shared.word is None else shared


def _of_first_clause(sentence: ParsedSentence, verb: int, head: int, headline: bool, depth: int) -> Standing | None:
    """A second that-clause under the same verb: "denied that it fired and that it had aimed"."""
    if sentence.tokens[head].dep != "ccomp" or not any(
        sentence.tokens[c].dep == "mark" for c in sentence.children[verb]
    ):
        return None
    shared = verb_status(sentence, head, headline, depth + 1)
    return shared if shared.word is not None and shared.word == sentence.tokens[head].head else None


def _gerund(sentence: ParsedSentence, verb: int, headline: bool, depth: int, lexicon: StatusLexicon) -> Standing | None:
    """ "without shelling", "refrain from shelling", "the risk of shelling", "before leaving"."""
    tokens = sentence.tokens
    preposition = tokens[verb].head
    above = tokens[preposition].head
    if tokens[preposition].text.lower() in lexicon.words["apart"]:
        return Standing("denied", preposition)
    if tokens[above].text.lower() in {"instead", "rather", "short", "far", "shy"}:
        return Standing("denied", above)
    form = "noun" if tokens[above].pos in {"NOUN", "PROPN"} else "preposition"
    effect = lexicon.effect("preposition", tokens[above].lemma) or lexicon.effect(form, tokens[above].lemma)
    if effect is not None and tokens[above].lemma not in {"stop", "keep", "bar", "protect", "fail"}:
        return _given(sentence, effect, above, headline, depth)
    if effect is not None and tokens[preposition].lemma in {"from", "in"}:
        return _given(sentence, effect, above, headline, depth)
    name = tokens[preposition].lemma
    shares = name in {"before", "by", "while", "when", "prior"} or (
        name == "after" and not _is_infinitive(sentence, above)
    )
    if shares and tokens[above].pos in VERBAL:
        shared = verb_status(sentence, above, headline, depth + 1)
        return shared if shared.status in {"planned", "hypothetical"} else None
    return None


def _has_subject(sentence: ParsedSentence, verb: int) -> bool:
    return any(sentence.tokens[c].dep in SUBJECTS for c in sentence.children[verb])


def _clause(sentence: ParsedSentence, verb: int, headline: bool, depth: int, lexicon: StatusLexicon) -> Standing | None:
    """A that-clause: told, feared, demanded, denied."""
    tokens = sentence.tokens
    head = tokens[verb].head
    lemma = tokens[head].lemma
    if tokens[head].pos in {"NOUN", "PROPN"}:
        effect = lexicon.effect("noun", lemma)
        if effect is None and lemma in {"evidence", "sign", "proof", "indication"}:
            shared = _predicate(sentence, head, headline, depth)
            return shared if shared.status == "denied" else None
        return None if effect is None else _given(sentence, effect, head, headline, depth)
    effect = lexicon.effect("clause", lemma)
    if effect == "demanded" and tokens[verb].tag != "VB" and _modal(sentence, verb) is None:
        effect = None  # "insists that it is peaceful" demands nothing
    if effect == "planned" and tokens[verb].tag in {"VBD", "VBZ", "VBN"}:
        effect = None
    if effect is not None:
        return _given(sentence, effect, head, headline, depth)
    if lemma in lexicon.words["believe"] and tokens[head].pos in VERBAL:
        negation = _negation(sentence, head)
        return None if negation is None else Standing("denied", negation)
    return None


def _circumstance(sentence: ParsedSentence, verb: int, headline: bool, depth: int) -> Standing | None:
    """A participle or clause of time shares the fate of a deed that has not been done."""
    tokens = sentence.tokens
    head = tokens[verb].head
    if tokens[head].pos not in VERBAL:
        return None
    marks = {tokens[c].lemma for c in sentence.children[verb] if tokens[c].dep in {"mark", "advmod"}}
    finite = tokens[verb].tag in {"VBZ", "VBP"} or "have" in {tokens[c].lemma for c in sentence.children[verb]}
    if not (marks & LATER and finite) and not (tokens[verb].tag == "VBG" and not marks):
        return None
    above = verb_status(sentence, head, headline, depth + 1)
    if above.status in {"planned", "hypothetical"}:
        return above
    if marks & {"until", "unless", "before"} and above.status in {"denied", "demanded"}:
        return Standing("hypothetical", above.word)
    return None


def _infinitive(
    sentence: ParsedSentence, verb: int, headline: bool, depth: int, lexicon: StatusLexicon
) -> Standing | None:
    """ "plans to leave", "was ready to leave", "a call to leave", "sent troops to guard it"."""
    tokens = sentence.tokens
    head = tokens[verb].head
    lemma = tokens[head].lemma
    if tokens[head].pos in {"NOUN", "PROPN"}:
        if any(tokens[c].lemma in ORDINALS for c in sentence.children[head]):
            return None
        fallback: Effect = "planned" if tokens[verb].dep == "relcl" else "hypothetical"
        return _given(sentence, lexicon.effect("noun", lemma) or fallback, head, headline, depth)
    if tokens[head].pos in {"ADJ", "ADV"}:
        return _given(sentence, lexicon.effect("adjective", lemma) or "hypothetical", head, headline, depth)
    if tokens[verb].dep == "advcl":
        too = any(tokens[c].lemma == "too" for c in sentence.children[head])
        return Standing("denied", head) if too else _purpose(sentence, verb, head, headline, depth, lexicon)
    if lemma in {"be", "have"}:
        return _obliged(sentence, verb, head, headline, depth)
    effect = lexicon.effect("infinitive", lemma)
    if lemma in WANTS and _has_subject(sentence, verb):
        effect = "demanded"  # "wants the government to free them"
    if effect == "ongoing" or effect == "same":
        above = verb_status(sentence, head, headline, depth + 1)
        return above if effect == "same" or above.status != "happened" else Standing("ongoing", head)
    if lemma == "go" and tokens[head].tag != "VBG":
        effect = "same"
    if lemma == "use" and tokens[head].tag not in {"VBD", "VBN"}:
        effect = "planned"
    return _given(sentence, effect or "same", head, headline, depth)


def _purpose(
    sentence: ParsedSentence, verb: int, head: int, headline: bool, depth: int, lexicon: StatusLexicon
) -> Standing:
    """What something was done for is planned, unless it was not done or only may be."""
    effect = lexicon.effect("infinitive", sentence.tokens[head].lemma)
    above = verb_status(sentence, head, headline, depth + 1)
    if effect is not None and effect in {"demanded", "denied"} and above.status != "denied":
        return under(effect, head, above)
    return above if above.status in {"hypothetical", "demanded"} else Standing("planned", verb)


def _obliged(sentence: ParsedSentence, verb: int, head: int, headline: bool, depth: int) -> Standing | None:
    """ "is to leave", "has to leave", "had to leave", "has yet to leave"."""
    tokens = sentence.tokens
    yet = next((c for c in sentence.children[head] if tokens[c].lemma == "yet"), None)
    if yet is not None or (verb >= 2 and tokens[verb - 2].lemma == "yet"):
        return Standing("denied", yet if yet is not None else verb - 2)
    above = verb_status(sentence, head, headline, depth + 1)
    if above.status in {"denied", "hypothetical"}:
        return Standing("hypothetical", above.word)
    if tokens[head].lemma == "be":
        return Standing("planned", head)
    done = tokens[head].tag == "VBD" and tokens[head].dep not in {"ccomp", "advcl"}
    return None if done else Standing("demanded", head)


# ---------------------------------------------------------------- question, order, tense


def _asked(sentence: ParsedSentence, verb: int) -> Standing | None:
    """A question leaves the deed open ("Did Peru attack?"); a bare verb without a subject orders it."""
    tokens, children = sentence.tokens, sentence.children[verb]
    token = tokens[verb]
    last = sentence.tokens[-1].text
    asking = last == "?" or (last in {'"', "”", "''"} and len(tokens) > 1 and tokens[-2].text == "?")
    if asking and token.head == verb and not any(tokens[c].tag in {"WRB", "WP", "WDT"} for c in children):
        return Standing("hypothetical", len(tokens) - 1)
    bare = token.tag == "VB" and token.dep in {"ROOT", "ccomp"}
    if bare and not any(tokens[c].dep in {"aux", *SUBJECTS} for c in children):
        return Standing("demanded", None)
    return None


def _tense(sentence: ParsedSentence, verb: int, headline: bool, lexicon: StatusLexicon) -> Standing:
    tokens = sentence.tokens
    token = tokens[verb]
    auxiliaries = {tokens[c].text.lower(): c for c in sentence.children[verb] if tokens[c].dep in {"aux", "auxpass"}}
    still = next((c for c in sentence.children[verb] if tokens[c].lemma in lexicon.words["still"]), None)
    if still is not None and (token.tag in {"VBG", "VBZ", "VBP"} or (token.tag == "VBN" and token.dep == "acl")):
        return Standing("ongoing", still)
    if token.tag == "VBG":
        for word in ("is", "are", "'s", "'re", "am", "'m", "been", "being"):
            if word in auxiliaries:
                return Standing("ongoing", auxiliaries[word])
        past = next((auxiliaries[w] for w in ("was", "were") if w in auxiliaries), None)
        if past is not None:
            return Standing("ongoing", None if token.dep == "ccomp" else past)
        if not auxiliaries and (token.dep in {"acl", "ROOT"} or _is_stance_told(sentence, verb, lexicon)):
            return Standing("ongoing", None)
    if token.tag in {"VBZ", "VBP"} and not headline and token.lemma in lexicon.words["stance"]:
        return Standing("ongoing", None)
    if token.tag == "VBN" and not headline and {"is", "are"} & auxiliaries.keys() and "been" not in auxiliaries:
        return Standing("ongoing", auxiliaries.get("being"))
    if token.dep == "acl" and token.tag == "VBN" and token.lemma in lexicon.words["kept"] and not headline:
        return Standing("ongoing", None)
    if token.lemma == "remain" and not headline and token.tag in {"VBZ", "VBP"}:
        return Standing("ongoing", None)
    return Standing("happened", None)


def _is_stance_told(sentence: ParsedSentence, verb: int, lexicon: StatusLexicon) -> bool:
    """ "accused Peru of supporting rebels": it still does."""
    token = sentence.tokens[verb]
    return token.dep == "pcomp" and token.lemma in lexicon.words["stance"] and token.lemma not in {"attack", "kill"}
