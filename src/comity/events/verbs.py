"""The status of what a verb tells: from auxiliaries and negation, else from what it hangs on, else from tense."""

from __future__ import annotations

from comity.events.grammar import TERMS, VERBAL, above_preposition, governing_verb
from comity.events.mood import SUBJECTS, asked_of, condition_of, modal_of, negation_of, tense_standing
from comity.events.standing import UNREAL, Standing, refuted, under
from comity.lexicons.status import Effect, StatusLexicon, open_status
from comity.vocabulary import ParsedSentence

DEEP = 6  # steps up from a deed: no sentence nests deeper
LATER = frozenset({"until", "till", "before", "once", "when", "after", "as", "unless"})
TOLD_MODALS = frozenset({"will", "would", "shall", "'ll", "'d"})
VAIN = frozenset({"failed", "unsuccessful", "futile", "vain", "fruitless", "abortive", "aborted", "doomed"})
ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth last latest only 1st 2nd 3rd 4th".split()
)
FORMS = {"NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}  # tables that tell of a gerund behind a preposition
REASONS = frozenset({"after", "although", "as", "because", "before", "since", "though", "until", "when", "while"})
BESIDE = frozenset({"after", "before", "besides", "by", "despite", "since", "upon", "when", "while"})
BIDS = frozenset({"ask", "demand", "order", "propose", "recommend", "request", "require", "urge"})
WANTS = frozenset({"want", "like", "wish", "prefer", "need"})
WAYS = frozenset({"in", "into", "on", "through", "to", "toward", "towards", "with"})  # "could lead to shelling"
PERCEIVES = frozenset({"enable", "have", "hear", "help", "let", "make", "see", "watch"})
ASKING = frozenset({"how", "when", "where", "whether", "why"})
HAVING = frozenset({"be", "find", "get", "give", "have", "lack", "need", "want"})
STRUGGLES = frozenset("battle campaign drive fight insurgency offensive push rebellion revolt uprising war".split())
MOVES = frozenset("send dispatch deploy assign head train travel gather arrive return leave meet work".split())


def verb_status(sentence: ParsedSentence, verb: int, headline: bool, depth: int = 0) -> Standing:
    """The status of what a verb tells. In a headline the simple present is the past."""
    if depth > DEEP:
        return Standing("happened", None)
    if sentence.tokens[verb].pos == "ADV":  # "will act together with Peru"
        verb = next((v for v in [governing_verb(sentence, verb)] if v is not None), verb)
    lexicon = open_status()
    condition = condition_of(sentence, verb, lexicon)
    if condition is not None:
        return Standing("hypothetical", condition)
    negation = negation_of(sentence, verb)
    modal = modal_of(sentence, verb)
    if negation is not None:
        return _negated(sentence, verb, negation, modal, headline, depth)
    above = _from_above(sentence, verb, headline, depth, lexicon)
    if modal is not None:
        told = sentence.tokens[modal.word or 0].lemma in TOLD_MODALS and sentence.tokens[verb].dep == "ccomp"
        return above if told and above is not None and above.status in {"hypothetical", "denied"} else modal
    if above is not None:
        return above
    asked = asked_of(sentence, verb)
    return asked if asked is not None else tense_standing(sentence, verb, headline, lexicon)


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
    asking = next((c for c in sentence.children[verb] if sentence.tokens[c].lemma in ASKING and c < verb), None)
    if infinitive and asking is not None:
        return Standing("hypothetical", asking)  # "discussed how to leave"
    if infinitive and verb >= 2 and sentence.tokens[verb - 2].lemma == "yet":
        return Standing("denied", verb - 2)
    if token.dep in {"prep", "pcomp"} or (token.dep == "pobj" and token.tag == "VBG"):
        return _gerund(sentence, verb, headline, depth, lexicon)
    if token.dep == "csubj" and token.tag == "VBG" and not infinitive:
        return _as_subject(sentence, head, headline, depth)
    helped = token.tag == "VBP" and token.dep == "ccomp" and sentence.tokens[head].lemma in PERCEIVES
    if infinitive or token.tag == "VB" or helped:
        if token.dep == "ccomp" and not infinitive:
            return _bare(sentence, verb, headline, depth, lexicon)
        return _infinitive(sentence, verb, headline, depth, lexicon)
    if _is_gerund_of(sentence, verb, head, lexicon):
        above = sentence.tokens[head].lemma
        listed = _listed(sentence, head, headline, depth, lexicon) if above == "include" else None
        if listed is not None:
            return listed
        effect = (
            lexicon.effect("gerund", above) or (_is_thing(sentence, verb) and lexicon.effect("object", above)) or "same"
        )
        return _given(sentence, effect, head, headline, depth)
    if token.dep == "acl" and token.tag in {"VBN", "VBG"} and not _is_clause(sentence, verb):
        return _of_hindered(sentence, verb, headline, depth, lexicon)
    because = token.dep == "advcl" and any(sentence.tokens[c].lemma in REASONS for c in sentence.children[verb])
    because = because and not any(  # "denied that, as minister, he ordered it": the parser takes "that" for a thing
        sentence.tokens[c].tag == "IN" and sentence.tokens[c].dep == "dobj" for c in sentence.children[head]
    )
    if not because and (token.dep in {"ccomp", "acl", "xcomp", "advcl"} or _is_that(sentence, verb)):
        told = _clause(sentence, verb, headline, depth, lexicon)
        if told is not None or token.dep != "advcl":
            return told
    return _circumstance(sentence, verb, headline, depth) if token.dep == "advcl" else None


def _is_gerund_of(sentence: ParsedSentence, verb: int, head: int, lexicon: StatusLexicon) -> bool:
    """ "denied shelling", "ruled out shelling": a participle that completes the word it hangs on."""
    token = sentence.tokens[verb]
    if token.tag != "VBG" or _has_subject(sentence, verb):
        return False
    if token.dep == "advcl":  # where the parser takes it for one of circumstance, no comma parts it from its verb
        parts = sentence.tokens[head + 1 : verb]
        known = lexicon.effect("gerund", sentence.tokens[head].lemma) is not None
        return known and all(part.dep in {"prt", "advmod", "neg"} for part in parts)
    return token.dep in {"xcomp", "ccomp", "dobj", "oprd"}


def _listed(sentence: ParsedSentence, head: int, headline: bool, depth: int, lexicon: StatusLexicon) -> Standing | None:
    """ "the options include shelling it": what belongs to a plan is planned."""
    nouns = [c for c in sentence.children[head] if sentence.tokens[c].dep == "nsubj"]
    effect = lexicon.effect("noun", sentence.tokens[nouns[0]].lemma) if nouns else None
    if effect is None or effect not in UNREAL:
        return None
    return under(effect, nouns[0], verb_status(sentence, head, headline, depth + 1))


def _is_thing(sentence: ParsedSentence, verb: int) -> bool:
    """ "wanted a meeting": what the parser takes for a participle has an article or an adjective."""
    return any(sentence.tokens[c].dep in {"amod", "det", "poss"} for c in sentence.children[verb])


def _bare(sentence: ParsedSentence, verb: int, headline: bool, depth: int, lexicon: StatusLexicon) -> Standing | None:
    """ "demanded that Peru leave"; "saw Peru leave" and "would see Peru leave" share the fate of the seeing."""
    tokens = sentence.tokens
    head = tokens[verb].head
    found = _clause(sentence, verb, headline, depth, lexicon)
    perceived = tokens[head].lemma in PERCEIVES and _has_subject(sentence, verb)
    if found is not None or not perceived or any(tokens[c].dep in {"aux", "mark"} for c in sentence.children[verb]):
        return found
    return _given(sentence, "same", head, headline, depth)


def _is_that(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a clause that the parser takes for a relative one is a that-clause: "no evidence that Peru attacked"."""
    mark = next((c for c in sentence.children[verb] if sentence.tokens[c].dep == "mark"), None)
    return mark is not None and sentence.tokens[mark].lemma == "that"


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
        if tokens[head].lemma == "lack":
            return Standing("denied", head)
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
    bare = tokens[verb].tag == "VB" or (tokens[verb].tag == "VBP" and tokens[head].tag == "VB" and not own)
    if not (bare or tokens[verb].tag in {"VBG", "VBN"}) or any(tokens[c].lemma != "to" for c in own):
        return _of_first_clause(sentence, verb, head, headline, depth)
    shared = verb_status(sentence, head, headline, depth + 1)
    if bare and not own and shared.word is None:
        below = _infinitive_below(sentence, head, verb)  # "refused to disarm and, it said, free the men"
        return None if below is None else verb_status(sentence, below, headline, depth + 1)
    if tokens[verb].tag != tokens[head].tag and not infinitive and not (bare and shared.word is not None):
        return None
    return None if shared.status == "happened" and shared.word is None else shared


def _infinitive_below(sentence: ParsedSentence, head: int, verb: int) -> int | None:
    """The innermost infinitive under a finite verb that a bare verb form after it can only belong to."""
    found = None
    below: int | None = head
    while below is not None:
        below = next(
            (
                c
                for c in sentence.children[below]
                if c < verb and sentence.tokens[c].dep == "xcomp" and _is_infinitive(sentence, c)
            ),
            None,
        )
        found = below if below is not None else found
    return found


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
    above = above_preposition(sentence, preposition)
    if tokens[preposition].text.lower() in lexicon.words["apart"]:
        return Standing("denied", preposition)
    for word in (above, *sentence.children[preposition]):
        if tokens[word].text.lower() in {"instead", "rather", "short", "far", "shy"}:
            return Standing("denied", word)
    due = lexicon.effect("adjective", tokens[preposition].lemma) if tokens[verb].tag == "VB" else None
    if due is not None:
        return _given(sentence, due, preposition, headline, depth)  # "with the court due to hear him"
    denying = refuted(sentence, above, lexicon)
    if denying is not None:
        return Standing("denied", denying)
    form = FORMS.get(tokens[above].pos, "preposition")
    effect = lexicon.effect("preposition", tokens[above].lemma) or lexicon.effect(form, tokens[above].lemma)
    if tokens[preposition].lemma in BESIDE:
        effect = None  # "after shelling it, Peru agreed to talks"
    if effect is not None and tokens[above].lemma not in {"stop", "keep", "bar", "protect", "fail"}:
        return _given(sentence, effect, above, headline, depth)
    if effect is not None and tokens[preposition].lemma in {"from", "in"}:
        return _given(sentence, effect, above, headline, depth)
    name = tokens[preposition].lemma
    shares = name in {"before", "by", "while", "when", "prior"} or (
        name == "after" and not _is_infinitive(sentence, above)
    )
    if (shares or name in WAYS) and tokens[above].pos in VERBAL:
        shared = verb_status(sentence, above, headline, depth + 1)
        return shared if shared.status in (UNREAL if name in WAYS else {"planned", "hypothetical"}) else None
    return None


def _as_subject(sentence: ParsedSentence, head: int, headline: bool, depth: int) -> Standing | None:
    """ "releasing them is a condition", "leaving would cost Peru dearly"; unless it is told in the past."""
    if sentence.tokens[head].tag in {"VBD", "VBN"}:
        return None
    above = verb_status(sentence, head, headline, depth + 1)
    return above if above.status == "demanded" else Standing("hypothetical", head if above.word is None else above.word)


def _has_subject(sentence: ParsedSentence, verb: int) -> bool:
    return any(sentence.tokens[c].dep in SUBJECTS for c in sentence.children[verb])


def _clause(sentence: ParsedSentence, verb: int, headline: bool, depth: int, lexicon: StatusLexicon) -> Standing | None:
    """A that-clause: told, feared, demanded, denied."""
    tokens = sentence.tokens
    head = tokens[verb].head
    lemma = tokens[head].lemma
    if tokens[head].pos in {"NOUN", "PROPN"}:
        denying = refuted(sentence, head, lexicon)
        if denying is not None:
            return Standing("denied", denying)
        effect = lexicon.effect("noun", lemma)
        if effect is None and lemma in {"evidence", "sign", "proof", "indication"}:
            shared = _predicate(sentence, head, headline, depth)
            return shared if shared.status == "denied" else None
        return None if effect is None else _given(sentence, effect, head, headline, depth)
    predicate = next((c for c in sentence.children[head] if tokens[c].dep == "acomp" and c < verb), None)
    if lemma == "be" and predicate is not None:
        lemma = tokens[predicate].lemma
        if lemma in {"true", "correct"}:
            negation = negation_of(sentence, head)
            return None if negation is None else Standing("denied", negation)
    if (
        lemma in WANTS
        and tokens[verb].tag == "VBN"
        and not any(tokens[c].dep == "aux" for c in sentence.children[verb])
    ):
        return _given(sentence, "demanded", head, headline, depth)  # "wants the sanctions lifted"
    effect = lexicon.effect("clause", lemma)
    bare = tokens[verb].tag == "VB" or (
        tokens[verb].tag == "VBP" and (lemma in BIDS or _is_subjunctive(sentence, verb))
    )
    if effect == "demanded" and not bare and modal_of(sentence, verb) is None:
        effect = None  # "insists that it is peaceful" demands nothing
    if effect == "planned" and tokens[verb].tag in {"VBD", "VBZ", "VBN"}:
        effect = None
    if effect is not None:
        return _given(sentence, effect, head, headline, depth)
    if lemma in {"confirm", "verify"}:
        shared = verb_status(sentence, head, headline, depth + 1)
        return Standing("hypothetical", head) if shared.status == "denied" else None  # "declined to confirm that"
    if lemma in lexicon.words["believe"] and tokens[head].pos in VERBAL:
        negation = negation_of(sentence, head)
        return None if negation is None else Standing("denied", negation)
    return None


def _is_subjunctive(sentence: ParsedSentence, verb: int) -> bool:
    """ "insists that Peru withdraw": a bare form behind one subject; so "proposed that both sides meet" by its verb."""
    return any(
        sentence.tokens[c].dep in SUBJECTS and sentence.tokens[c].tag in {"NN", "NNP"} for c in sentence.children[verb]
    )


def _circumstance(sentence: ParsedSentence, verb: int, headline: bool, depth: int) -> Standing | None:
    """A participle or clause of time shares the fate of a deed that has not been done."""
    tokens = sentence.tokens
    head = tokens[verb].head
    if tokens[head].pos not in VERBAL:
        return None
    marks = {tokens[c].lemma for c in sentence.children[verb] if tokens[c].dep in {"mark", "advmod"}}
    finite = tokens[verb].tag in {"VBZ", "VBP"} or "have" in {tokens[c].lemma for c in sentence.children[verb]}
    bare = tokens[verb].tag in {"VBG", "VBN"} and not marks and not _has_subject(sentence, verb)
    if not (marks & LATER and finite) and not (bare or (tokens[verb].tag == "VBG" and not marks)):
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
        doing = tokens[head].head
        if tokens[head].dep == "dobj" and lexicon.effect("noun", lemma) is None and tokens[doing].lemma not in HAVING:
            return _purpose(sentence, verb, doing, headline, depth, lexicon)  # "brought down a plane to seize him"
        fallback: Effect = "planned" if tokens[verb].dep == "relcl" else "hypothetical"
        return _given(sentence, lexicon.effect("noun", lemma) or fallback, head, headline, depth)
    pledge = _noun_before_term(sentence, verb)
    if pledge is not None and lexicon.effect("noun", tokens[pledge].lemma) is not None:
        return _given(sentence, lexicon.effect("noun", tokens[pledge].lemma) or "same", pledge, headline, depth)
    too = next((c for c in sentence.children[head] if tokens[c].lemma == "too"), None)
    if too is not None and tokens[verb].dep in {"xcomp", "advcl", "ccomp"}:
        return Standing("denied", too)
    if tokens[head].pos in {"ADJ", "ADV"}:
        return _given(sentence, lexicon.effect("adjective", lemma) or "hypothetical", head, headline, depth)
    asked = _asked_by_noun(sentence, verb, head, lexicon) if lemma not in {"be", "have"} else None
    if asked is not None:
        return asked
    if tokens[verb].dep == "advcl":
        return _purpose(sentence, verb, head, headline, depth, lexicon)
    if lemma in {"be", "have"}:
        return _obliged(sentence, verb, head, headline, depth)
    effect = lexicon.effect("infinitive", lemma)
    if lemma in WANTS and _has_subject(sentence, verb):
        effect = "demanded"  # "wants the government to free them"
    if effect == "ongoing" or effect == "same":
        above = verb_status(sentence, head, headline, depth + 1)
        if tokens[head].tag == "VBN" and above.status in {"happened", "ongoing"} and above.word is None:
            return None  # "is said to have attacked": its own tense
        return above if effect == "same" or above.status != "happened" else Standing("ongoing", head)
    if lemma == "go" and tokens[head].tag != "VBG":
        effect = "same"
    if lemma == "use" and tokens[head].tag not in {"VBD", "VBN"}:
        effect = "planned"
    return _given(sentence, effect or "same", head, headline, depth)


def _noun_before_term(sentence: ParsedSentence, verb: int) -> int | None:
    """The noun of "a pledge last year to leave": the parser hangs the infinitive on the verb above."""
    tokens = sentence.tokens
    to = next((c for c in sentence.children[verb] if tokens[c].dep == "aux"), 0)
    if to < 2 or tokens[to - 1].lemma not in TERMS or tokens[to - 1].dep != "npadvmod":
        return None
    before = min(sentence.subtree(to - 1)) - 1
    return before if before >= 0 and tokens[before].pos == "NOUN" else None


def _asked_by_noun(sentence: ParsedSentence, verb: int, head: int, lexicon: StatusLexicon) -> Standing | None:
    """ "refused a request to leave": the parser hangs the infinitive on the verb, it belongs to its object."""
    tokens = sentence.tokens
    for child in sentence.children[head]:
        token = tokens[child]
        if token.dep != "dobj" or child > verb:
            continue
        term = tokens[head].lemma == "give" and token.lemma in TERMS  # "gave it six months to leave"
        if term or lexicon.effect("noun", token.lemma) == "demanded":
            return Standing("demanded", child)
    return None


def _purpose(
    sentence: ParsedSentence, verb: int, head: int, headline: bool, depth: int, lexicon: StatusLexicon
) -> Standing:
    """What something was done for is planned, unless it was not done or only may be."""
    lemma = sentence.tokens[head].lemma
    effect = lexicon.effect("infinitive", lemma)
    above = verb_status(sentence, head, headline, depth + 1)
    if effect is not None and effect in {"demanded", "denied", "planned"} and lemma not in MOVES:
        return under(effect, head, above)
    if above.status in {"hypothetical", "demanded"}:
        return above
    struggle = next((c for c in sentence.children[head] if sentence.tokens[c].lemma in STRUGGLES), verb)
    return Standing("planned", struggle)  # "launched an offensive to topple him": far from done


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
        adjective = next((c for c in sentence.children[head] if tokens[c].dep == "acomp" and c < verb), None)
        effect = open_status().effect("adjective", tokens[adjective].lemma) if adjective is not None else None
        return Standing("planned", head) if effect is None else under(effect, adjective or head, above)
    done = tokens[head].tag == "VBD" and tokens[head].dep not in {"ccomp", "advcl"}
    return None if done else Standing("demanded", head)
