"""The status of what a noun tells: from its adjectives, the words it hangs on and the verb beside it."""

from __future__ import annotations

from comity.events.grammar import VERBAL, above_preposition
from comity.events.standing import DONE, UNREAL, Standing, refuted, under
from comity.events.under_way import NAMES, YEAR, is_under_way
from comity.events.verbs import verb_status
from comity.lexicons.status import StatusLexicon, open_status
from comity.vocabulary import ParsedSentence

MODIFIERS = frozenset({"amod", "compound", "nmod", "acl", "advmod"})
COURSE = frozenset({"close", "completion", "conclusion", "end"})
WAYS = frozenset({"at", "by", "in", "into", "through", "to", "with"})
TERMS = frozenset({"day", "week", "weekend", "month", "year", "decade"})


def noun_status(sentence: ParsedSentence, noun: int, headline: bool) -> Standing:
    """The status of what a noun tells, from its adjectives and the words above it, else from what it names."""
    if sentence.tokens[noun].pos == "ADP":  # "under investigation", "at war"
        noun = next((c for c in sentence.children[noun] if sentence.tokens[c].dep == "pobj"), noun)
    if sentence.tokens[noun].dep == "acomp" and sentence.tokens[sentence.tokens[noun].head].pos in VERBAL:
        return _adjective(sentence, noun, headline)
    found = _told(sentence, noun, headline, 0)
    if found != DONE:
        return found
    any_of_them = next((c for c in sentence.children[noun] if sentence.tokens[c].lemma == "any"), None)
    if any_of_them is not None:
        return Standing("hypothetical", any_of_them)
    whole = sentence.tokens[noun].head if sentence.tokens[noun].dep == "compound" else noun  # "peace efforts"
    return Standing("ongoing", whole) if is_under_way(sentence, whole) else found


def _told(sentence: ParsedSentence, noun: int, headline: bool, depth: int) -> Standing:
    """The status from the noun's adjectives and the words above it."""
    lexicon = open_status()
    tokens = sentence.tokens
    own = _modified(sentence, noun, lexicon)
    if own is not None:
        return _called_off(sentence, noun, lexicon) or own
    if tokens[noun].dep == "compound" and tokens[tokens[noun].head].lemma in lexicon.words["matter"]:
        return DONE  # "the kidnapping case" is of a deed done, whatever becomes of the case
    word = noun
    while tokens[word].dep in {"conj", "compound"} and tokens[tokens[word].head].pos in NAMES:
        word = tokens[word].head
        shared = _modified(sentence, word, lexicon) if tokens[word].head != noun else None
        if shared is not None:
            return shared
    if depth > 4:
        return DONE
    head = tokens[word].head
    if tokens[word].dep == "pobj":
        return _after_preposition(sentence, word, headline, depth, lexicon)
    if tokens[word].dep == "poss" or head == word:
        return DONE
    if tokens[head].pos in VERBAL:
        return _under_verb(sentence, word, head, headline, lexicon)
    return DONE


def _adjective(sentence: ParsedSentence, word: int, headline: bool) -> Standing:
    """ "is due in Lima", "will be present"."""
    lemma = sentence.tokens[word].lemma
    above = verb_status(sentence, sentence.tokens[word].head, headline)
    to = next((c for c in sentence.children[word] if sentence.tokens[c].lemma == "to"), None)
    if lemma == "due" and (to is None or to + 1 in sentence.children[to]):  # not "due to the strike"
        return under("planned", word, above)
    return above if lemma in open_status().words["state"] else DONE


def _called_off(sentence: ParsedSentence, noun: int, lexicon: StatusLexicon) -> Standing | None:
    """ "the planned visit was called off": the end tells more than the plan."""
    tokens = sentence.tokens
    verb = tokens[noun].head
    if tokens[noun].dep not in {"nsubjpass", "dobj"} or tokens[verb].tag not in {"VBD", "VBN"}:
        return None
    phrase = " ".join(
        [tokens[verb].lemma, *(tokens[c].lemma for c in sentence.children[verb] if tokens[c].dep == "prt")]
    )
    return Standing("ended", verb) if lexicon.effect("object", phrase) == "ended" else None


def _modified(sentence: ParsedSentence, noun: int, lexicon: StatusLexicon) -> Standing | None:
    """ "planned talks", "no talks", "a possible visit", "talks scheduled for May"."""
    tokens = sentence.tokens
    for child in sentence.children[noun]:
        token = tokens[child]
        if child < noun and YEAR.fullmatch(token.text) and tokens[child + 1].text in {"-", "–"}:
            return Standing("ended", child)  # "the 1980-88 war"
        if _is_next(sentence, child, noun) or (token.dep in {"amod", "relcl", "prep"} and _is_due(sentence, child)):
            return Standing("planned", child)
        if token.dep in MODIFIERS:
            effect = lexicon.effect("modifier", token.lemma) or lexicon.effect("modifier", token.text.lower())
            if effect is not None and effect != "same" and effect != "hindered":
                return Standing(effect, child)
            kept = token.lemma in lexicon.words["kept"] and tokens[noun].lemma not in lexicon.words["scheduled"]
            if token.dep == "acl" and token.tag == "VBN" and kept:
                return Standing("ongoing", child)
            if token.dep == "acl" and token.tag == "VBN" and token.lemma in lexicon.words["appoint"]:
                return Standing("planned", child)
            if token.dep in {"acl", "relcl"} and _is_to_be(sentence, child):
                return Standing("planned", child)
        if token.dep in {"det", "neg"} and token.lemma in {"no", "neither"}:
            return Standing("denied", child)
        if token.dep == "relcl" and token.tag in {"VBD", "VBN"} and lexicon.effect("subject", token.lemma) == "ended":
            own = any(
                tokens[c].dep in {"nsubj", "nsubjpass"} and tokens[c].tag == "WDT" for c in sentence.children[child]
            )
            if own and verb_status(sentence, child, False).status == "happened":
                return Standing("ended", child)
    return None


def _is_due(sentence: ParsedSentence, word: int) -> bool:
    """ "due to begin", "set to begin", "unlikely to settle it", beside a noun or after "is"."""
    tokens = sentence.tokens
    effect = open_status().effect("adjective", tokens[word].lemma)
    return effect in {"planned", "hypothetical"} and any(
        tokens[c].dep in {"xcomp", "pcomp", "acl"} and c > word and tokens[c].tag in {"VB", "VBN"}
        for c in sentence.children[word]
    )


def _is_to_be(sentence: ParsedSentence, verb: int) -> bool:
    """ "the summit, to be held on Friday"."""
    before = [sentence.tokens[c] for c in sentence.children[verb] if sentence.tokens[c].dep in {"aux", "auxpass"}]
    return [token.text for token in before] == ["to", "be"]


def _is_next(sentence: ParsedSentence, child: int, noun: int) -> bool:
    """ "the next round", "next week's talks", "talks next month", "tomorrow's summit"."""
    tokens = sentence.tokens
    if tokens[child].dep == "amod":
        return tokens[child].lemma == "next" and child < noun
    if tokens[child].dep not in {"poss", "npadvmod", "nmod", "compound"}:
        return False
    return tokens[child].lemma == "tomorrow" or (
        tokens[child].lemma in TERMS and any(tokens[c].lemma == "next" for c in sentence.children[child])
    )


def _after_preposition(
    sentence: ParsedSentence, noun: int, headline: bool, depth: int, lexicon: StatusLexicon
) -> Standing:
    """ "ahead of talks", "without talks", "a call for talks", "took part in talks"."""
    tokens = sentence.tokens
    preposition = tokens[noun].head
    above = above_preposition(sentence, preposition)
    name = tokens[preposition].lemma
    if name in lexicon.words["ahead"] or tokens[above].lemma in lexicon.words["ahead"]:
        told = name == "before" and tokens[above].tag == "VBD" and tokens[noun].lemma not in lexicon.words["scheduled"]
        return DONE if told else Standing("planned", preposition)  # "hid before the attack"
    if tokens[preposition].text.lower() == "including" and tokens[above].pos in VERBAL:
        whole = next(
            (i for i in range(preposition - 1, above, -1) if tokens[i].lemma in lexicon.words["scheduled"]), None
        )
        return DONE if whole is None else _told(sentence, whole, headline, depth + 1)  # "arrived for talks, including"
    if name in {"amid", "amidst"}:
        return Standing("ongoing", preposition)
    if name == "after" and tokens[noun].lemma in lexicon.words["spell"] and _has_length(sentence, noun):
        return Standing("ended", preposition)
    if name in {"after", "since"} and tokens[noun].lemma == "war" and _is_known(sentence, noun):
        return Standing("ended", preposition)
    if name == "of" and tokens[above].lemma in TERMS and tokens[noun].lemma not in lexicon.words["scheduled"]:
        before = tokens[tokens[above].head]
        if tokens[above].dep == "pobj" and before.lemma in {"after", "following"}:
            return Standing("ended", tokens[above].head)  # "after decades of bombings"
    if tokens[preposition].text.lower() in lexicon.words["apart"] or tokens[above].text.lower() in {"instead", "short"}:
        return Standing("denied", preposition)
    if name == "of" and tokens[above].lemma in {"none", "neither"}:
        return Standing("denied", above)
    if name == "of" and tokens[above].lemma in COURSE and tokens[noun].lemma in lexicon.words["held"]:
        return DONE  # "at the end of the summit"
    if tokens[above].pos in NAMES:
        return _of_noun(sentence, above, name, headline, depth, lexicon)
    if tokens[above].pos in VERBAL:
        return _of_verb(sentence, noun, above, name, headline, lexicon)
    if tokens[above].pos == "ADJ" and name in {"to", "for"}:
        effect = lexicon.effect("adjective", tokens[above].lemma)
        if effect in {"planned", "demanded"}:
            return Standing(effect, above)
    return DONE


def _has_length(sentence: ParsedSentence, noun: int) -> bool:
    """ "a two-year ban", "a 13 month break"."""
    return any(sentence.tokens[i].lemma in TERMS for i in sentence.subtree(noun) if i < noun)


def _of_noun(
    sentence: ParsedSentence, above: int, name: str, headline: bool, depth: int, lexicon: StatusLexicon
) -> Standing:
    """ "the possibility of talks", "an end to the siege", "a round of talks", "no hope of talks"."""
    tokens = sentence.tokens
    denying = refuted(sentence, above, lexicon) if name == "of" else None
    if denying is not None:
        return Standing("denied", denying)
    effect = lexicon.effect("noun", tokens[above].lemma)
    by = tokens[above].head
    if effect is None and tokens[above].dep == "pobj" and tokens[by].lemma in {"by", "from"} and name in {"for", "to"}:
        above = tokens[by].head  # "a call by rebels for talks"
        effect = lexicon.effect("noun", tokens[above].lemma)
    if tokens[above].lemma == "responsibility" or (name == "in" and effect in {"denied", "hypothetical"}):
        return DONE  # "responsibility for the attack", "failures in the war"
    if effect is not None and name in {"for", "of", "on", "to", "against", "about", "over", "in"}:
        if effect == "planned" and name not in {"for", "of", "to"}:
            return DONE
        if effect == "demanded":
            return under(effect, above, _modified(sentence, above, lexicon) or DONE)
        return under(effect, above, _told(sentence, above, headline, depth + 1))
    if name == "of" and tokens[above].lemma in TERMS and _is_nth(sentence, above):
        return Standing("ongoing", above)
    if name in {"of", "in", "into"} and tokens[above].lemma in lexicon.words["portion"]:
        return _told(sentence, above, headline, depth + 1)
    return DONE


def _is_nth(sentence: ParsedSentence, noun: int) -> bool:
    """ "a fourth day of fighting": it goes on; "the third day" of talks that are told as past does so too."""
    ordinals = ("second", "third", "th", "first", "consecutive", "straight")
    return any(
        sentence.tokens[c].dep == "amod" and sentence.tokens[c].text.lower().endswith(ordinals)
        for c in sentence.children[noun]
    )


def _of_verb(
    sentence: ParsedSentence, noun: int, verb: int, name: str, headline: bool, lexicon: StatusLexicon
) -> Standing:
    """ "called for talks", "is preparing for talks", "will take part in talks"."""
    tokens = sentence.tokens
    effect = lexicon.effect("preposition", tokens[verb].lemma)
    if (
        effect is None
        and tokens[verb].lemma in {"prepare", "wait", "hope", "plan", "schedule", "work", "vie"}
        and name == "for"
    ):
        effect = "planned"
    if effect is None and tokens[verb].lemma in {"invite", "ask", "wait", "urge", "beg"} and name in {"for", "to"}:
        effect = "demanded" if tokens[verb].lemma != "invite" else "planned"
    if (
        effect in {"demanded", "hindered", "denied"}
        and name in {"against", "of", "about"}
        and tokens[verb].lemma != "warn"
    ):
        effect = None
    if effect is not None and name in {"for", "from", "of", "against", "on", "over", "to", "about"}:
        return under(effect, verb, verb_status(sentence, verb, headline))
    beside = {tokens[c].lemma for c in sentence.children[verb] if tokens[c].dep == "dobj"}
    if name == "to" and beside & lexicon.words["close"]:
        return under("ended", verb, verb_status(sentence, verb, headline))
    promised = lexicon.effect("object", tokens[verb].lemma)
    if name == "in" and promised in {"planned", "demanded"} and tokens[noun].lemma in lexicon.words["gift"]:
        return under(promised, verb, verb_status(sentence, verb, headline))
    if name in {"to", "on"} and tokens[verb].lemma == "agree" and tokens[noun].lemma in lexicon.words["scheduled"]:
        return under("planned", verb, verb_status(sentence, verb, headline))
    present = tokens[verb].tag in {"VBZ", "VBP"} or any(tokens[c].lemma == "have" for c in sentence.children[verb])
    if name in {"under", "on", "at", "in"} and tokens[verb].lemma in lexicon.words["lasting"] and present:
        found = verb_status(sentence, verb, headline)
        return Standing("ongoing", verb) if found.status == "happened" and not _is_known(sentence, noun) else found
    if f"{tokens[verb].lemma} {name}" in lexicon.words["into"]:
        found = verb_status(sentence, verb, headline)
        return DONE if found.status == "denied" and _is_known(sentence, noun) else found
    yet = next((c for c in sentence.children[verb] if tokens[c].lemma == "yet"), None)
    if yet is not None and name in {"at", "in"} and tokens[noun].lemma in lexicon.words["scheduled"]:
        return Standing("ongoing", yet)  # "no deal has been reached yet in the talks"
    if tokens[noun].lemma in lexicon.words["scheduled"] and name in {"after", "at", "before", "during", "for", "in"}:
        found = verb_status(sentence, verb, headline)
        if name == "for" and tokens[verb].lemma in lexicon.words["go"]:
            return under("planned", verb, found)  # "arrived for talks"
        word = tokens[found.word] if found.word is not None else None
        at_it = name != "during" or (word is not None and (word.tag == "MD" or word.lemma in lexicon.words["appoint"]))
        return found if found.status in UNREAL and at_it else DONE  # "will raise it at the summit"
    if name in WAYS and not _is_known(sentence, noun) and tokens[noun].lemma not in lexicon.words["enduring"]:
        found = verb_status(sentence, verb, headline)
        return found if found.status in UNREAL else DONE  # "could respond with an attack"
    return DONE


def _under_verb(sentence: ParsedSentence, noun: int, verb: int, headline: bool, lexicon: StatusLexicon) -> Standing:
    """The status of a noun that is subject or object of a verb."""
    tokens = sentence.tokens
    lemma = tokens[verb].lemma
    if tokens[noun].lemma in lexicon.words["utterance"] and lemma not in lexicon.words["utter"]:
        return DONE
    above = verb_status(sentence, verb, headline)
    phrase = " ".join([lemma, *(tokens[c].lemma for c in sentence.children[verb] if tokens[c].dep == "prt")])
    if tokens[noun].dep == "nsubj":
        return _as_subject(sentence, noun, verb, phrase, above, lexicon)
    if tokens[noun].dep == "nsubjpass":
        effect = (
            lexicon.effect("subject", phrase)
            or lexicon.effect("subject", lemma)
            or lexicon.effect("object", phrase)
            or lexicon.effect("object", lemma)
        )
        if effect is None and _is_to_do(sentence, verb, lexicon):
            effect = "planned"  # "talks are set to begin"
    elif tokens[noun].dep in {"dobj", "attr", "dative", "oprd"}:
        effect = lexicon.effect("object", phrase) or lexicon.effect("object", lemma)
    else:
        return DONE
    if _is_closed(sentence, verb, lexicon):
        effect = "ended"
    if effect == "planned" and above.status == "happened" and _on_condition(sentence, verb, lexicon):
        effect = "hypothetical"
    lasted = tokens[verb].tag == "VBD" and tokens[noun].lemma in lexicon.words["enduring"]
    if effect in {"ongoing", None} and lasted and _has_length(sentence, noun):
        return Standing("happened", verb)  # "kept up a week-long occupation"
    if effect is not None:
        return under(effect, verb, above)
    if lemma in lexicon.words["reaction"]:
        unreal = above.status in {"denied", *UNREAL} and _is_any(sentence, noun)
        return Standing("hypothetical", above.word) if unreal else DONE
    if above.status == "denied" and _is_known(sentence, noun) and lemma not in lexicon.words["occurrence"]:
        return DONE
    return above


def _is_to_do(sentence: ParsedSentence, verb: int, lexicon: StatusLexicon) -> bool:
    """ "talks are expected to begin"; not "the talks were meant to help"."""
    return sentence.tokens[verb].lemma in lexicon.words["appoint"] and any(
        sentence.tokens[c].dep == "xcomp" for c in sentence.children[verb]
    )


def _on_condition(sentence: ParsedSentence, verb: int, lexicon: StatusLexicon) -> bool:
    """ "promised talks if the fighting stops"."""
    return any(
        sentence.tokens[c].dep == "advcl"
        and any(sentence.tokens[m].lemma in lexicon.words["condition"] for m in sentence.children[c])
        for c in sentence.children[verb]
    )


def _as_subject(
    sentence: ParsedSentence, noun: int, verb: int, phrase: str, above: Standing, lexicon: StatusLexicon
) -> Standing:
    """ "talks will begin", "the siege ended"; the rest leaves it done ("the raid may harm trade")."""
    tokens = sentence.tokens
    lemma = tokens[verb].lemma
    effect = lexicon.effect("subject", phrase) or lexicon.effect("subject", lemma)
    if effect is not None:
        return under(effect, verb, above)
    if _is_closed(sentence, verb, lexicon):
        return under("ended", verb, above)
    if lemma == "be" and tokens[noun].lemma in lexicon.words["scheduled"] and above.status == "happened":
        due = next(
            (c for c in sentence.children[verb] if tokens[c].dep in {"acomp", "prep"} and _is_due(sentence, c)), None
        )
        if due is not None:
            return Standing("planned", due)
    if (
        tokens[noun].lemma in lexicon.words["scheduled"]
        and tokens[verb].tag in {"VBZ", "VBP"}
        and _is_meant(sentence, verb)
    ):
        return Standing("ongoing", verb)
    said = lemma == "be" and any(tokens[c].dep in {"attr", "acomp", "prep"} for c in sentence.children[verb])
    if lemma in lexicon.words["occurrence"] and not said:
        return above
    if tokens[noun].lemma in lexicon.words["scheduled"] and above.status in UNREAL:
        return above
    return (
        Standing("hypothetical", above.word)
        if above.status == "hypothetical" and not _is_known(sentence, noun)
        else DONE
    )


def _is_meant(sentence: ParsedSentence, verb: int) -> bool:
    """ "the meeting is to settle it", "the talks aim to settle it": it is being held."""
    return sentence.tokens[verb].lemma in {"be", "aim", "seek"} and any(
        sentence.tokens[c].dep == "xcomp" for c in sentence.children[verb]
    )


def _is_closed(sentence: ParsedSentence, verb: int, lexicon: StatusLexicon) -> bool:
    """ "came to an end", "is over"."""
    tokens = sentence.tokens
    for child in sentence.children[verb]:
        over = tokens[verb].lemma == "be" and tokens[child].lemma in {"over", "dead", "off"}
        if over and tokens[child].dep in {"acomp", "advmod", "prt", "prep"} and not sentence.children[child]:
            return True
        reached = tokens[child].lemma in {"to", "at"} and tokens[verb].lemma in {"come", "bring", "draw", "grind", "be"}
        if reached and any(tokens[c].lemma in lexicon.words["close"] for c in sentence.children[child]):
            return True
    return False


def _is_any(sentence: ParsedSentence, noun: int) -> bool:
    """Whether no certain deed is meant: "attacks", "an attack", "any attack"; not "Chilean attacks", "its attack"."""
    tokens, children = sentence.tokens, sentence.children[noun]
    named = any(tokens[c].dep in {"poss", "amod", "compound", "nmod", "acl", "relcl", "nummod"} for c in children)
    articles = [tokens[c].lemma for c in children if tokens[c].dep == "det"]
    return all(article in {"a", "an", "any"} for article in articles) and (
        not named and (bool(articles) or tokens[noun].tag == "NNS")
    )


def _is_known(sentence: ParsedSentence, noun: int) -> bool:
    """Whether the deed is taken for granted: "the attack", "its attack", "this attack"."""
    return any(
        (sentence.tokens[c].dep == "det" and sentence.tokens[c].lemma in {"the", "this", "that", "these", "those"})
        or sentence.tokens[c].dep == "poss"
        or (sentence.tokens[c].lemma == "such" and sentence.tokens[noun].tag == "NNS")
        for c in sentence.children[noun]
    )
