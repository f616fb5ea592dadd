"""What keeps a sentence from being a causal claim: denial, doubt, aims, deeds, weather, markets."""

from __future__ import annotations

from comity.claims.phrases import SUBJECTS, child, subject_of
from comity.lexicons.claims import ClaimLexicon, open_words
from comity.vocabulary import ParsedSentence, Token

DOUBT = frozenset({"may", "might", "could", "can", "should", "must", "if", "whether", "unless", "ca", "shall"})
NOMINAL = ("tion", "sion", "ment", "ance", "ence", "ure", "ity", "ism", "ship", "ness")


def doubtful(sentence: ParsedSentence, verb: int) -> bool:
    """Whether the verb is denied, doubted, wished for, or an aim: "did not cause", "may cause", "to prevent"."""
    token = sentence.tokens[verb]
    for i in sentence.children[verb]:
        dependent = sentence.tokens[i]
        if dependent.dep == "neg" or (i < verb and dependent.text.lower() in DOUBT):
            return True
        if dependent.lemma == "to" and dependent.dep == "aux":
            raised = token.dep == "xcomp" and sentence.tokens[token.head].lemma in open_words().raising
            return not raised or doubtful(sentence, token.head)
    if token.dep in {"ccomp", "acl"} and _denied(sentence, token.head):
        return True
    if token.dep == "conj" and child(sentence, verb, SUBJECTS) is None and token.head != verb:
        return doubtful(sentence, token.head)
    return False


def _denied(sentence: ParsedSentence, holder: int) -> bool:
    """Whether somebody denies what this word holds: "denied that …", "dismissed the idea that …"."""
    above = sentence.tokens[sentence.tokens[holder].head]
    if child(sentence, holder, {"neg"}) is not None and sentence.tokens[holder].pos == "VERB":
        return True  # "does not believe that …"
    return sentence.tokens[holder].lemma in open_words().denying or (
        sentence.tokens[holder].pos == "NOUN" and above.lemma in open_words().denying
    )


def none_of(sentence: ParsedSentence, noun: int) -> bool:
    """Whether there is no such thing: "no evidence"."""
    return any(sentence.tokens[i].lemma in {"no", "neither", "nor"} for i in sentence.children[noun])


def may_cause(sentence: ParsedSentence, cause: int, agent: bool, lexicon: ClaimLexicon) -> bool:
    """Whether this is an act or a state of things; one who acts is a cause only with the cues that say so."""
    token = sentence.tokens[cause]
    if agent or token.pos == "VERB":
        return True
    if acts(sentence, cause, lexicon) or token.pos in {"PROPN", "PRON", "NUM"}:
        return False
    deed = lexicon.topics.get(token.lemma) in {"political", "deed"}
    return deed or token.tag == "VBG" or token.lemma.endswith(NOMINAL)


def acts(sentence: ParsedSentence, noun: int, lexicon: ClaimLexicon) -> bool:
    """Whether the noun names people or a country: they act and are acted upon, but do not happen."""
    token = sentence.tokens[noun]
    return lexicon.topics.get(token.lemma) == "people" or token.entity in {"PERSON", "GPE", "NORP"}


def political(token: Token, lexicon: ClaimLexicon) -> bool:
    """Whether the word itself tells of political action: "protest", "sanctions"."""
    return lexicon.topics.get(token.lemma) == "political"


def reportable(sentence: ParsedSentence, index: int, effect: int) -> bool:
    """Whether the effect is something that happens: no verb of saying, not negated before the cue, not doubted."""
    token = sentence.tokens[effect]
    before = sentence.tokens[index - 1].text.lower() if index else ""
    if (
        token.lemma in open_words().speech
        or token.pos not in {"VERB", "NOUN", "AUX", "ADJ"}
        or before in {"not", "n't", "if"}
    ):
        return False
    if token.pos == "NOUN":
        return True
    spoken = child(sentence, effect, {"dobj"})
    if spoken is not None and sentence.tokens[spoken].lemma in open_words().asked:
        return False
    named = subject_of(sentence, effect) is not None or token.dep == "acl"
    return named and not doubtful(sentence, effect)
