"""Did it happen? The status of a deed from the words around its trigger, after the codebook's auxiliary rules."""

from __future__ import annotations

from msgspec import Struct

from comity.events.grammar import VERBAL, governing_verb
from comity.vocabulary import ParsedSentence, Span, Status


class Standing(Struct, frozen=True):
    """A status and the word that decides it; None: plain tense."""

    status: Status
    word: int | None

    def evidence(self, sentence: ParsedSentence) -> Span | None:
        """The deciding word as a span of the text."""
        if self.word is None:
            return None
        token = sentence.tokens[self.word]
        return Span(token.start, token.end)


PLANS = frozenset(
    "plan intend agree promise pledge vow decide prepare expect schedule aim hope offer undertake commit set volunteer "
    "arrange look prefer wish propose want consider seek due ready willing poised slate invite choose".split()
)
DEMANDS = frozenset(
    "urge ask call order demand press appeal tell recommend require instruct request advise beg insist suggest "
    "plead direct exhort encourage implore lobby need pressure".split()
)
DEMAND_NOUNS = frozenset("demand call appeal request plea proposal recommendation need pressure".split())
PLAN_NOUNS = frozenset(
    "plan intention decision promise pledge offer commitment agreement readiness willingness bid".split()
)
THREATS = frozenset("threaten warn".split())
REFUSALS = frozenset("refuse decline fail deny neglect avoid reject oppose refrain forget".split())
ATTEMPTS = frozenset("try attempt struggle".split())
HINDERS = frozenset("prevent avert stop avoid deter prohibit ban forbid block discourage fear".split())
ENDS = frozenset("end suspend halt stop cease discontinue finish cancel terminate".split())
GOES_ON = frozenset("continue keep remain begin start resume".split())
CONDITIONS = frozenset({"if", "unless", "whether"})
AHEAD = frozenset({"ahead", "before", "until", "pending"})
MUST = frozenset({"must", "should", "ought"})
MAY = frozenset({"could", "might", "may", "can"})
STANCES = frozenset(
    "accuse support oppose back refuse reject deny occupy hold fight battle control threaten host recognise recognize "
    "support want seek demand defend blame finance fund arm aid maintain question attack kill".split()
)


def verb_status(sentence: ParsedSentence, verb: int, headline: bool, depth: int = 0) -> Standing:
    """The status of what a verb tells. In a headline the simple present is the past."""
    tokens, children = sentence.tokens, sentence.children[verb]
    negation = _negation(sentence, verb)
    if negation is not None:
        return Standing("ended" if tokens[negation].text.lower() == "longer" else "denied", negation)
    modal = _modal(sentence, verb)
    if modal is not None:
        return modal
    condition = next((c for c in children if tokens[c].dep == "mark" and tokens[c].lemma in CONDITIONS), None)
    if condition is not None:
        return Standing("hypothetical", condition)
    above = _from_above(sentence, verb, headline, depth)
    if above is not None:
        return above
    return _tense(sentence, verb, headline)


def noun_status(sentence: ParsedSentence, noun: int, headline: bool) -> Standing:
    """The status of what a noun tells, from its adjectives and the verb above it."""
    tokens = sentence.tokens
    for child in sentence.children[noun]:
        if tokens[child].dep in {"amod", "compound"} and tokens[child].lemma in NOUN_WORDS:
            return Standing(NOUN_WORDS[tokens[child].lemma], child)
        if tokens[child].dep in {"amod", "compound"} and tokens[child].text.lower() in NOUN_WORDS:
            return Standing(NOUN_WORDS[tokens[child].text.lower()], child)
        if tokens[child].dep == "det" and tokens[child].lemma == "no":
            return Standing("denied", child)
    word = noun
    while tokens[word].dep in {"conj", "compound"} and tokens[tokens[word].head].pos in {"NOUN", "PROPN"}:
        word = tokens[word].head
    head = tokens[word].head
    if tokens[word].dep == "pobj":
        return _after_preposition(sentence, word, headline)
    if head != word and tokens[head].pos in VERBAL:
        return _under_verb(sentence, word, head, headline)
    return Standing("happened", None)


NOUN_WORDS: dict[str, Status] = {
    "planned": "planned", "upcoming": "planned", "scheduled": "planned", "proposed": "planned", "future": "planned",
    "forthcoming": "planned", "possible": "hypothetical", "potential": "hypothetical", "threatened": "hypothetical",
    "feared": "hypothetical", "ongoing": "ongoing", "continuing": "ongoing", "continued": "ongoing",
    "current": "ongoing",
    "failed": "happened", "alleged": "happened",
}  # fmt: skip


def _after_preposition(sentence: ParsedSentence, noun: int, headline: bool) -> Standing:
    tokens = sentence.tokens
    preposition = tokens[noun].head
    above = tokens[preposition].head
    if tokens[preposition].lemma in AHEAD or tokens[above].lemma in AHEAD:
        return Standing("planned", preposition)
    if tokens[preposition].lemma == "without":
        return Standing("denied", preposition)
    if tokens[above].lemma in DEMANDS | DEMAND_NOUNS and tokens[preposition].lemma in {"for", "on", "of"}:
        return Standing("demanded", above)
    if tokens[above].lemma in PLAN_NOUNS and tokens[preposition].lemma in {"for", "of", "on"}:
        return Standing("planned", above)
    if tokens[above].lemma in {
        "possibility",
        "risk",
        "threat",
        "fear",
        "danger",
        "prospect",
        "chance",
        "warning",
        "warn",
        "case",
        "event",
    }:
        return Standing("hypothetical", above)
    if tokens[above].lemma in {"end", "halt", "suspension", "collapse"} and tokens[preposition].lemma in {"of", "to"}:
        return Standing("ended", above)
    return Standing("happened", None)


def _under_verb(sentence: ParsedSentence, noun: int, verb: int, headline: bool) -> Standing:
    """The status of a noun that is subject or object of a verb."""
    tokens = sentence.tokens
    lemma = tokens[verb].lemma
    above = verb_status(sentence, verb, headline)
    if tokens[noun].dep in {"nsubj", "nsubjpass"}:
        if lemma in ENDS and above.status == "happened":
            return Standing("ended", verb)
        return above
    if lemma in ENDS:
        return Standing("ended", verb) if above.status == "happened" else Standing("hypothetical", verb)
    if lemma in DEMANDS | {"want", "seek"}:
        return Standing("demanded", verb)
    if lemma in THREATS | HINDERS:
        return Standing("hypothetical", verb)
    if lemma in REFUSALS:
        return Standing("denied" if lemma == "deny" else "hypothetical", verb)
    if lemma in PLANS - {"consider"} | {"announce"} and above.status == "happened" and lemma != "agree":
        return Standing("planned", verb)
    if lemma in {"consider", "discuss", "fear", "rule"}:
        return Standing("hypothetical", verb)
    return above if above.status != "denied" else Standing("denied", above.word)


def _negation(sentence: ParsedSentence, verb: int) -> int | None:
    tokens = sentence.tokens
    for child in sentence.children[verb]:
        token = tokens[child]
        if token.dep == "neg" and not _is_not_only(sentence, child):
            return child
        if token.text.lower() == "longer" and any(
            tokens[c].lemma == "no" for c in (*sentence.children[child], *sentence.children[verb])
        ):
            return child
        if token.dep in {"nsubj", "nsubjpass", "dobj"} and any(
            tokens[c].dep == "det" and tokens[c].lemma == "no" for c in sentence.children[child]
        ):
            return child
        if token.dep in {"nsubj", "nsubjpass"} and token.lemma in {"nobody", "none", "neither", "no one"}:
            return child
    return None


def _is_not_only(sentence: ParsedSentence, word: int) -> bool:
    following = word + 1
    return following < len(sentence.tokens) and sentence.tokens[following].lemma in {"only", "just"}


def _modal(sentence: ParsedSentence, verb: int) -> Standing | None:
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
            return Standing("demanded", child)
        if lemma in MAY and token.tag == "MD":
            return Standing("hypothetical", child)
    return None


def _is_reported(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a "would" is a "will" told in the past: "said it would send"; not with an "if"."""
    tokens = sentence.tokens
    if any(token.lemma in CONDITIONS for token in tokens):
        return False
    if tokens[verb].dep in {"ccomp", "conj", "relcl", "ROOT"}:
        above = governing_verb(sentence, verb)
        return above is None or tokens[above].tag in {"VBD", "VBN"} or tokens[verb].dep in {"relcl", "ROOT"}
    return False


def _from_above(sentence: ParsedSentence, verb: int, headline: bool, depth: int) -> Standing | None:
    """The status that a governing verb, adjective or noun gives to an infinitive, a participle or a that-clause."""
    tokens = sentence.tokens
    token = tokens[verb]
    head = token.head
    if head == verb or depth > 5:
        return None
    if token.dep == "conj" and not _has_own_auxiliary(sentence, verb) and token.tag in {"VB", "VBG", "VBN"}:
        shared = verb_status(sentence, head, headline, depth + 1)
        return None if shared.status == "happened" else shared
    if token.dep == "prep" or token.dep == "pcomp":
        return _gerund(sentence, verb)
    infinitive = any(tokens[c].lemma == "to" and tokens[c].dep == "aux" for c in sentence.children[verb])
    if token.dep == "ccomp" and not infinitive:
        return _that_clause(sentence, verb, head)
    if infinitive or (
        token.dep in {"xcomp", "ccomp"} and (token.tag in {"VB", "VBG"} or _has_own_auxiliary(sentence, verb))
    ):
        return _infinitive(sentence, verb, head, headline, depth)
    return None


def _has_own_auxiliary(sentence: ParsedSentence, verb: int) -> bool:
    return any(sentence.tokens[c].dep in {"aux", "auxpass"} for c in sentence.children[verb])


def _gerund(sentence: ParsedSentence, verb: int) -> Standing | None:
    tokens = sentence.tokens
    preposition = tokens[verb].head
    above = tokens[preposition].head
    if tokens[preposition].lemma == "without" or tokens[preposition].text.lower() == "instead":
        return Standing("denied", preposition)
    if tokens[above].lemma in HINDERS and tokens[preposition].lemma == "from":
        return Standing("hypothetical", above)
    if tokens[above].lemma in {"plan", "aim", "interest", "intention", "talk", "possibility", "think", "consider"}:
        return Standing("planned" if tokens[above].lemma in {"plan", "intention"} else "hypothetical", above)
    if tokens[preposition].lemma in {"before", "for"} and tokens[above].lemma in DEMANDS:
        return Standing("demanded", above)
    return None


def _that_clause(sentence: ParsedSentence, verb: int, head: int) -> Standing | None:
    tokens = sentence.tokens
    lemma = tokens[head].lemma
    if (
        lemma in {"demand", "insist", "urge", "recommend", "request", "ask", "propose", "suggest"}
        and tokens[verb].tag == "VB"
    ):
        return Standing("demanded", head)
    if lemma == "deny":
        return Standing("denied", head)
    if lemma in {"hope", "fear", "wish", "want", "doubt", "threaten", "ensure", "suppose", "imagine"}:
        return Standing("hypothetical", head)
    if lemma in {"promise", "pledge", "vow"} and tokens[verb].tag == "VB":
        return Standing("planned", head)
    return None


def _infinitive(sentence: ParsedSentence, verb: int, head: int, headline: bool, depth: int) -> Standing | None:
    tokens = sentence.tokens
    lemma = tokens[head].lemma
    if tokens[head].pos in {"NOUN", "PROPN"}:
        if lemma in DEMAND_NOUNS:
            return Standing("demanded", head)
        return Standing("planned" if lemma in PLAN_NOUNS else "hypothetical", head)
    if lemma in {"be", "have"} and tokens[verb].dep == "xcomp":
        return Standing("planned" if lemma == "be" else "demanded", head)
    if lemma in REFUSALS:
        return Standing("denied", head)
    if lemma in DEMANDS:
        return Standing("demanded", head)
    if lemma in THREATS | ATTEMPTS:
        return Standing("hypothetical", head)
    if lemma in GOES_ON:
        above = verb_status(sentence, head, headline, depth + 1)
        return (
            Standing("ongoing", head)
            if above.status == "happened" and lemma in {"continue", "keep", "remain"}
            else above
        )
    if lemma in ENDS:
        return Standing("ended", head)
    if lemma in PLANS or tokens[head].pos == "ADJ":
        return Standing("planned", head)
    if tokens[verb].dep == "advcl" or lemma in {
        "send",
        "meet",
        "travel",
        "work",
        "leave",
        "arrive",
        "return",
        "gather",
    }:
        return Standing("planned", verb)
    return verb_status(sentence, head, headline, depth + 1)


def _tense(sentence: ParsedSentence, verb: int, headline: bool) -> Standing:
    tokens = sentence.tokens
    token = tokens[verb]
    auxiliaries = {tokens[c].text.lower(): c for c in sentence.children[verb] if tokens[c].dep in {"aux", "auxpass"}}
    if token.tag == "VBG":
        for word in ("is", "are", "'s", "'re", "am", "been"):
            if word in auxiliaries:
                return Standing("ongoing", auxiliaries[word])
        if {"was", "were"} & auxiliaries.keys() and token.dep == "ccomp":
            return Standing("ongoing", None)
        if not auxiliaries and token.dep in {"acl", "ROOT"}:
            return Standing("ongoing", None)
    if token.tag in {"VBZ", "VBP"} and not headline and token.lemma in STANCES:
        return Standing("ongoing", None)
    if token.tag == "VBN" and not headline and {"is", "are"} & auxiliaries.keys() and "been" not in auxiliaries:
        return Standing("ongoing", None)
    return Standing("happened", None)
