"""Questions about one sentence's parse: who is the subject of a verb, its object, what hangs on it by a preposition."""

from __future__ import annotations

from collections.abc import Iterator

from comity.vocabulary import ParsedSentence

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "obj"})
VERBAL = frozenset({"VERB", "AUX"})
TERMS = frozenset({"hour", "day", "week", "month", "year", "decade"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
OBJECT_CONTROL = frozenset(
    "ask urge order tell force allow permit enable help let make persuade convince press call appeal invite encourage "
    "request require instruct authorise authorize direct cause lead get warn beg advise compel oblige train push "
    "send deploy want expect ban".split()
)
NEEDS_OBJECT = frozenset(
    "arrest kill detain jail imprison charge sentence convict wound injure expel deport kidnap abduct behead execute "
    "assassinate oust sack indict murder slay free release extradite evacuate fine acquit pardon blacklist".split()
)
LEAVES_ACTIVE = frozenset({"dobj", "obj", "aux", "auxpass", "nsubjpass", "ccomp", "dative"})
ASKED_OF_OTHERS = frozenset(
    "request demand call appeal order plea invitation pressure recommendation petition suggestion".split()
)
BLAMES = frozenset(
    "accuse suspect blame condemn criticise criticize stop prevent keep ban bar dissuade praise thank charge convict"
    " denounce warn caution discourage deter".split()
)


def is_passive(sentence: ParsedSentence, verb: int) -> bool:
    """Whether the verb's grammatical subject is who it happens to."""
    tokens, children = sentence.tokens, sentence.children[verb]
    token = tokens[verb]
    deps = {tokens[child].dep for child in children}
    if (
        token.lemma in NEEDS_OBJECT
        and token.tag in {"VBD", "VBN"}
        and token.dep != "relcl"
        and not deps & LEAVES_ACTIVE
    ):
        return True  # a headline leaves its auxiliary out: "Officer arrested on murder charge"
    if token.tag != "VBN":
        return False
    if "nsubjpass" in deps or "auxpass" in deps:
        return True
    if "aux" in deps or "nsubj" in deps:
        return False
    if token.dep == "acl":
        return True
    if token.dep == "conj":
        return tokens[token.head].tag == "VBN" and is_passive(sentence, token.head)
    return token.dep in {"advcl", "ROOT", "amod"} and not deps & OBJECTS


def subjects(sentence: ParsedSentence, verb: int, depth: int = 0) -> list[int]:
    """Heads of the verb's grammatical subject, its own or the one it shares with the verbs above it."""
    tokens = sentence.tokens
    own = [child for child in sentence.children[verb] if tokens[child].dep in SUBJECTS]
    if own:
        return [word for child in own for word in _antecedents(sentence, child, verb)]
    if depth > 6:
        return []
    return _inherited(sentence, verb, depth)


def _inherited(sentence: ParsedSentence, verb: int, depth: int) -> list[int]:
    """The subject that a verb without one of its own takes from above."""
    tokens = sentence.tokens
    token = tokens[verb]
    head = token.head
    if head == verb:
        return []
    if token.dep == "conj" and tokens[head].pos in VERBAL:
        return subjects(sentence, head, depth + 1)
    if token.dep == "acl" and tokens[head].pos == "NOUN" and _is_infinitive(sentence, verb):
        return [] if tokens[head].lemma in ASKED_OF_OTHERS else _of_predicate(sentence, head, depth)
    if token.dep in {"acl", "relcl"} and tokens[head].pos not in VERBAL:
        return [head]
    if token.dep in {"xcomp", "ccomp", "advcl", "oprd", "dobj"} and tokens[head].pos in VERBAL:
        return _controller(sentence, verb, head, depth)
    if token.dep in {"pcomp", "prep"}:
        return _of_preposition(sentence, head, depth)
    if token.dep in {"xcomp", "acl", "amod"} and tokens[head].pos in {"ADJ", "NOUN"}:
        return _of_predicate(sentence, head, depth)
    if token.dep in {"ccomp", "xcomp", "advcl", "acl"} and tokens[head].pos == "ADJ":
        return _of_predicate(sentence, head, depth)
    return []


def _is_infinitive(sentence: ParsedSentence, verb: int) -> bool:
    return any(sentence.tokens[c].lemma == "to" and sentence.tokens[c].dep == "aux" for c in sentence.children[verb])


def _controller(sentence: ParsedSentence, verb: int, head: int, depth: int) -> list[int]:
    """Who is meant to do an infinitive or participle that hangs on another verb."""
    tokens = sentence.tokens
    if tokens[verb].dep != "advcl" and tokens[head].lemma in OBJECT_CONTROL:
        found = objects(sentence, head, deep=True)
        if found:
            return found
        if tokens[head].lemma in {"want", "expect"}:
            return subjects(sentence, head, depth + 1)
        if tokens[head].lemma in {"call", "appeal"}:
            return prepositional(sentence, head, {"on", "upon", "to", "for"})
    return subjects(sentence, head, depth + 1)


def _of_preposition(sentence: ParsedSentence, preposition: int, depth: int) -> list[int]:
    """The subject of "of arming", "for attacking", after what the preposition hangs on."""
    tokens = sentence.tokens
    above = tokens[preposition].head
    if tokens[above].pos in VERBAL:
        if tokens[above].lemma in BLAMES:
            found = objects(sentence, above)
            if found:
                return found
        return subjects(sentence, above, depth + 1)
    governor = tokens[above].head
    if tokens[governor].pos in VERBAL and tokens[above].dep in {"dobj", "attr", "pobj"}:
        if tokens[governor].lemma in BLAMES and tokens[above].dep == "dobj":
            return [above]
        return subjects(sentence, governor, depth + 1)
    if tokens[above].dep == "pobj" and tokens[governor].pos == "ADP":
        higher = tokens[governor].head
        return subjects(sentence, higher, depth + 1) if tokens[higher].pos in VERBAL else []
    if tokens[above].pos == "ADJ":
        return _of_predicate(sentence, above, depth)
    return []


def _of_predicate(sentence: ParsedSentence, word: int, depth: int) -> list[int]:
    """The subject of "ready to help", "its decision to leave"."""
    tokens = sentence.tokens
    owners = [child for child in sentence.children[word] if tokens[child].dep == "poss"]
    if owners:
        return owners
    governor = tokens[word].head
    if governor != word and tokens[governor].pos in VERBAL:
        return subjects(sentence, governor, depth + 1)
    return []


def _antecedents(sentence: ParsedSentence, word: int, verb: int) -> list[int]:
    """As `antecedent`; both of two joined nouns before a plural verb: "the government and the rebels, who fight"."""
    found = antecedent(sentence, word)
    tokens = sentence.tokens
    plural = any(tokens[c].tag == "VBP" for c in (verb, *sentence.children[verb]))
    if found != word and plural and tokens[found].dep == "conj" and tokens[found].tag in {"NN", "NNP"}:
        return [tokens[found].head, found]
    return [found]


def antecedent(sentence: ParsedSentence, word: int) -> int:
    """What "who", "which" or "that" stands for; any other word stands for itself."""
    token = sentence.tokens[word]
    if token.lemma not in RELATIVES or token.tag not in {"WDT", "WP", "IN", "DT"}:
        return word
    verb = word
    for _ in range(6):
        verb = sentence.tokens[verb].head
        if sentence.tokens[verb].dep == "relcl":
            return sentence.tokens[verb].head
    return word


def doers(sentence: ParsedSentence, verb: int) -> list[int]:
    """Heads of who does the deed, active or passive."""
    if is_passive(sentence, verb):
        return prepositional(sentence, verb, {"by"}, agents=True)
    return subjects(sentence, verb)


def sufferers(sentence: ParsedSentence, verb: int) -> list[int]:
    """Heads of whom or what the deed is done to, active or passive."""
    if is_passive(sentence, verb):
        return subjects(sentence, verb)
    return objects(sentence, verb)


def objects(sentence: ParsedSentence, verb: int, deep: bool = False) -> list[int]:
    """Heads of the direct object; with `deep`, the subject of the clause that stands for one ("let Moscow use")."""
    tokens = sentence.tokens
    found = [child for child in sentence.children[verb] if tokens[child].dep in OBJECTS]
    if not found and deep:
        found = [
            subject
            for clause in sentence.children[verb]
            if tokens[clause].dep in {"ccomp", "xcomp"}
            for subject in sentence.children[clause]
            if tokens[subject].dep in SUBJECTS
        ]
    if not found and deep and is_passive(sentence, verb):
        return subjects(sentence, verb)
    if not found and tokens[verb].dep == "relcl":
        return _gap(sentence, verb)
    return [antecedent(sentence, word) for word in found]


def _gap(sentence: ParsedSentence, verb: int) -> list[int]:
    """The noun that a relative clause leaves its object out for: "the town they captured"."""
    tokens = sentence.tokens
    own = [tokens[child] for child in sentence.children[verb] if tokens[child].dep in SUBJECTS]
    if own and own[0].lemma not in RELATIVES:
        return [tokens[verb].head]
    return []


def prepositional(
    sentence: ParsedSentence, word: int, names: set[str] | frozenset[str], agents: bool = False
) -> list[int]:
    """Heads of the phrases that hang on the word by one of the prepositions."""
    tokens = sentence.tokens
    found: list[int] = []
    for child in sentence.children[word]:
        token = tokens[child]
        if (
            (token.dep == "dative" and token.pos == "ADP" and token.lemma in names)
            or (token.dep == "agent" and "by" in names)
            or (token.dep in {"prep", "prt", "advmod", "mark"} and token.lemma in names and not agents)
        ):
            found += _complements(sentence, child)
        elif token.dep == "prep" and token.lemma in {"out", "away", "along", "together", "back"}:
            found += prepositional(sentence, child, names)
        elif agents and token.dep == "prep" and token.lemma == "by":
            found += _complements(sentence, child)
    return found


def _complements(sentence: ParsedSentence, preposition: int) -> list[int]:
    return [
        antecedent(sentence, c) for c in sentence.children[preposition] if sentence.tokens[c].dep in {"pobj", "pcomp"}
    ]


def above_preposition(sentence: ParsedSentence, preposition: int) -> int:
    """What a preposition hangs on; of "in favour of", "in return for" the noun, where the parser hangs it higher."""
    tokens = sentence.tokens
    noun = preposition - 1
    compound = noun > 0 and tokens[noun].dep == "pobj" and tokens[noun].head == noun - 1
    return (
        noun
        if compound and tokens[noun].pos == "NOUN" and tokens[preposition].lemma in {"of", "for"}
        else tokens[preposition].head
    )


def datives(sentence: ParsedSentence, verb: int) -> list[int]:
    """Heads of the indirect object: "offered Somalia a loan"."""
    tokens = sentence.tokens
    return [c for c in sentence.children[verb] if tokens[c].dep == "dative" and tokens[c].pos != "ADP"]


def conjuncts(sentence: ParsedSentence, word: int) -> Iterator[int]:
    """The word and all that is joined to it by "and", "or" or a comma."""
    yield word
    for child in sentence.children[word]:
        if sentence.tokens[child].dep == "conj":
            yield from conjuncts(sentence, child)


def governing_verb(sentence: ParsedSentence, word: int) -> int | None:
    """The next verb above a word; None at the top."""
    tokens = sentence.tokens
    for _ in range(12):
        head = tokens[word].head
        if head == word:
            return None
        word = head
        if tokens[word].pos in VERBAL:
            return word
    return None


def clause_top(sentence: ParsedSentence, word: int) -> int:
    """The verb that heads the word's own clause, at most the root."""
    tokens = sentence.tokens
    for _ in range(20):
        token = tokens[word]
        if token.head == word or token.dep in {"ccomp", "advcl", "relcl", "csubj", "parataxis"}:
            return word
        if token.dep == "conj" and token.pos in VERBAL:
            return word
        word = token.head
    return word
