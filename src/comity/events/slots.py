"""Who plays which part in a matched phrase: the slots of the lexicon, answered from the parse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comity.events.cast import Cast, Filler
from comity.events.grammar import (
    VERBAL,
    clause_top,
    conjuncts,
    datives,
    doers,
    governing_verb,
    is_passive,
    objects,
    prepositional,
    subjects,
    sufferers,
)
from comity.events.match import Match
from comity.lexicons.patterns import EventLexicon
from comity.vocabulary import Actor, ParsedSentence

ARMED = frozenset({"MIL", "REB", "UAF", "PRM", "COP", "SPY"})
CROWD = frozenset({"CVL", "OPP", "LAB", "EDU", "PTY", "REL", "AGR", "REF"})
UNPOLITICAL = frozenset({"BUS", "MED", "JRN"})
MEASURES = frozenset({"day", "hour", "round", "series", "week", "session", "month", "lack", "end", "start"})
ANSWERING = frozenset(
    "accept reject receive decline refuse consider get meet approve grant deny ignore welcome".split()
)
NOUN_SOURCE = ("by", "poss", "mod", "from")
SUPPORT_VERBS = frozenset(
    "make launch carry stage mount conduct begin start end hold pay continue resume give issue have conclude face plan "
    "order announce prepare be suffer commit wage lead offer send repeat renew voice express deliver complete finish "
    "cancel postpone open take undertake win receive".split()
)


def fill(slots: Sequence[str], match: Match, cast: Cast, lexicon: EventLexicon) -> list[Filler]:
    """The actors of the first slot that has coded ones; else of the first that has any."""
    first: list[Filler] = []
    for slot in slots:
        found = _slot(slot, match, cast, lexicon)
        if any(cast.actors[filler.actor].code for filler in found):
            return found
        first = first or found
    return first


def sources(match: Match, cast: Cast, lexicon: EventLexicon) -> list[Filler]:
    """Who does the matched deed."""
    slots = match.pattern.entry.source
    if slots is None:
        slots = NOUN_SOURCE if match.pattern.nominal else ("subject",)
    return fill(slots, match, cast, lexicon)


def _slot(slot: str, match: Match, cast: Cast, lexicon: EventLexicon) -> list[Filler]:
    sentence, head = cast.sentence, match.head
    if slot == "subject":
        return _subject(cast, head, lexicon)
    if slot == "object":
        return [filler for word in sufferers(sentence, head) for filler in cast.phrase(word)]
    if slot == "agent":
        return _merge(f for word in doers(sentence, head) for f in cast.carrier(word))
    if slot == "guest":
        return [filler for word in sufferers(sentence, head) for filler in cast.carrier(word)]
    if slot == "doer":
        return _doer(cast, sufferers(sentence, head), lexicon)
    if slot == "doer-of":
        return _doer(cast, prepositional(sentence, head, {"of", "by"}), lexicon)
    if slot == "owner":
        return (
            [f for w in sufferers(sentence, head) for f in cast.inner(w, ("by", "of"))]
            if is_passive(sentence, head)
            else []
        )
    if slot == "answerer":
        return _answerer(cast, head)
    if slot == "dative":
        return [filler for word in datives(sentence, head) for filler in cast.phrase(word)]
    if slot == "controlled":
        return [filler for word in objects(sentence, head, deep=True) for filler in cast.phrase(word)]
    if slot == "clause":
        return _clause_subject(cast, head)
    if slot == "deed":
        return _deed_target(cast, match, lexicon)
    if slot == "outer":
        return _outer(cast, head)
    if slot == "place":
        return _host(cast, match)
    if slot == "poss":
        return [
            f for child in sentence.children[head] if sentence.tokens[child].dep == "poss" for f in cast.phrase(child)
        ]
    if slot == "mod":
        return _modifier(cast, head)
    if slot == "governor":
        return _governor(cast, head)
    return _by_preposition(slot, match, cast)


def _subject(cast: Cast, verb: int, lexicon: EventLexicon) -> list[Filler]:
    """The doer; its owner where the doer is a thing ("Israeli jets", "Moscow's decision")."""
    able = [w for w in doers(cast.sentence, verb) if cast.sentence.tokens[w].lemma not in lexicon.classes["no-agent"]]
    return _merge(filler for word in able for filler in cast.phrase(word, ("of", "by", "from")))


def _merge(fillers: Iterable[Filler]) -> list[Filler]:
    found: dict[str, Filler] = {}
    for filler in fillers:
        found.setdefault(filler.actor, filler)
    return list(found.values())


def _doer(cast: Cast, words: Sequence[int], lexicon: EventLexicon) -> list[Filler]:
    """Whose deed, word or plan the object is: "condemned Israel's raid", "rejected the offer from Cuba"."""
    found: list[Filler] = []
    for word in words:
        violent = cast.sentence.tokens[word].lemma in lexicon.classes["attack"]
        named = cast.named(word)
        found += named or cast.inner(word, ("by", "from") if violent else ("by", "from", "of", "in"))
        if not found:
            found += _relative_doer(cast, word)
    return _merge(found)


def _relative_doer(cast: Cast, word: int) -> list[Filler]:
    """The doer in a participle or clause after the object: "the raid carried out by Israel"."""
    tokens = cast.sentence.tokens
    clauses = [child for child in cast.sentence.children[word] if tokens[child].dep in {"acl", "relcl"}]
    return [f for clause in clauses for d in doers(cast.sentence, clause) if d != word for f in cast.phrase(d)]


def _clause_subject(cast: Cast, verb: int) -> list[Filler]:
    """The subject of the clause that is said, asked or demanded."""
    tokens = cast.sentence.tokens
    clauses = [child for child in cast.sentence.children[verb] if tokens[child].dep in {"ccomp", "xcomp"}]
    found: list[Filler] = []
    for clause in clauses:
        own = [c for c in cast.sentence.children[clause] if tokens[c].dep in {"nsubj", "nsubjpass"}]
        found += [filler for word in own for filler in cast.phrase(word)]
    return found


def _deed_target(cast: Cast, match: Match, lexicon: EventLexicon) -> list[Filler]:
    """Whom the promised, offered or refused deed would reach: "pledged to help Kenya", "refused to meet him"."""
    sentence = cast.sentence
    tokens = sentence.tokens
    noun_deeds = [c for word in objects(sentence, match.head) for c in prepositional(sentence, word, {"of"})]
    for child in (*sentence.children[match.head], *noun_deeds):  # "no intention of meeting him"
        if tokens[child].dep in {"xcomp", "ccomp", "advcl", "dobj", "pcomp"} and tokens[child].pos in VERBAL:
            for word in objects(sentence, child) + prepositional(sentence, child, _TOWARDS):
                found = cast.phrase(word)
                if found:
                    return found
    for word in objects(sentence, match.head):
        for complement in prepositional(sentence, word, _TOWARDS):
            found = cast.phrase(complement)
            if found:
                return found
    return []


_TOWARDS = frozenset({"to", "for", "with", "from", "on", "against", "toward", "towards"})


def _outer(cast: Cast, verb: int) -> list[Filler]:
    """The subject of the clause above a clause that leaves its recipient out: "He grew when Paris lent support"."""
    sentence = cast.sentence
    top = clause_top(sentence, verb)
    above = governing_verb(sentence, top)
    if above is None or sentence.tokens[top].dep not in {"relcl", "advcl"}:
        return []
    return [filler for word in subjects(sentence, above) for filler in cast.named(word)]


def _modifier(cast: Cast, noun: int) -> list[Filler]:
    """The actor in a noun's adjectives: "the Russian invasion", "a US-led raid"."""
    tokens = cast.sentence.tokens
    return [
        filler
        for child in cast.sentence.children[noun]
        if tokens[child].dep in {"amod", "compound", "nmod"}
        for filler in cast.named(child) or cast.direct(child) or _led(cast, child)
    ] or [filler for filler in cast.direct(noun) if not cast.headed(noun)]


def _host(cast: Cast, match: Match) -> list[Filler]:
    """The state whose town the traveller comes to."""
    for word in match.words:
        for complement in prepositional(cast.sentence, word, {"in", "to", "at", "for", "into"}) + objects(
            cast.sentence, word
        ):
            for index in (complement, *cast.sentence.children[complement]):
                if index in cast.hosts:
                    return [cast.hosts[index]]
    return []


def _led(cast: Cast, word: int) -> list[Filler]:
    """ "US-led", "Saudi-backed": the actor before the hyphen."""
    return [f for child in cast.sentence.children[word] for f in cast.named(child) or cast.direct(child)]


def _governor(cast: Cast, noun: int) -> list[Filler]:
    """The subject of the verb that the noun is the object of, or that "on", "during", "for" tie it to."""
    tokens = cast.sentence.tokens
    word = noun
    dep = tokens[word].dep
    if dep == "pobj":
        preposition = tokens[word].head
        if tokens[preposition].lemma == "of" and tokens[tokens[preposition].head].lemma in MEASURES:
            return _governor(cast, tokens[preposition].head)
        if tokens[preposition].lemma not in {"on", "during", "for", "in", "after", "from", "with", "at", "of"}:
            return []
        verb = tokens[preposition].head
        if tokens[verb].pos not in VERBAL:
            return []
        return [f for w in doers(cast.sentence, verb) for f in cast.named(w)]
    if dep in {"dobj", "attr"} and tokens[tokens[word].head].lemma in SUPPORT_VERBS:
        return [f for w in doers(cast.sentence, tokens[word].head) for f in cast.phrase(w)]
    return []


def _answerer(cast: Cast, noun: int) -> list[Filler]:
    """Who takes or turns down what the noun asks: "Cairo accepted Rabat's request"."""
    tokens = cast.sentence.tokens
    verb = tokens[noun].head
    if tokens[noun].dep != "dobj" or tokens[verb].lemma not in ANSWERING:
        return []
    return [f for w in doers(cast.sentence, verb) for f in cast.phrase(w)]


def _by_preposition(slot: str, match: Match, cast: Cast) -> list[Filler]:
    """The actor after a preposition that hangs on the verb, its particle or its object."""
    names = {"out" if name == "out of" else name for name in slot.split("|")}
    sentence = cast.sentence
    found: list[Filler] = []
    for word in match.words:
        for complement in prepositional(sentence, word, names):
            found += cast.phrase(complement)
    if not found:
        for word in _beyond(match, sentence, names):
            for complement in prepositional(sentence, word, names):
                found += cast.phrase(complement)
    return _merge(found)


def _beyond(match: Match, sentence: ParsedSentence, names: set[str]) -> list[int]:
    """Where else a preposition may hang: on the verb's objects, or on the verb that a noun is subject of."""
    if not match.pattern.nominal:
        return [one for word in sufferers(sentence, match.head) for one in conjuncts(sentence, word)]
    token = sentence.tokens[match.head]
    if token.dep in {"nsubj", "nsubjpass"} and names <= {"between", "with", "against"}:
        return [token.head]
    return []


# ---------------------------------------------------------------- who can do what


def is_official(actor: Actor) -> bool:
    """Whether it can meet, visit, sign: a person of office, a state, an organisation."""
    return actor.sector not in {"CVL", "REF", "MIL", "COP", "UAF", "CRM"} or actor.kind == "person"


def is_state(actor: Actor) -> bool:
    """Whether it speaks for a state or an organisation of states: no crowd, no party, no union."""
    return is_official(actor) and actor.sector not in CROWD


def is_armed(actor: Actor) -> bool:
    """Whether it commands force: a state, a military, police, an armed group."""
    return actor.kind in {"country", "armed-group", "place-as-actor"} or actor.sector in ARMED | {None, "GOV"}


def is_crowd(actor: Actor) -> bool:
    """Whether it can take to the streets."""
    return actor.sector in CROWD or actor.kind in {"group", "person"} or actor.kind == "country"


def is_political(actor: Actor) -> bool:
    """Whether events of it belong in the record without a second, political side."""
    if actor.code is None:
        return actor.kind == "group"
    return actor.sector not in UNPOLITICAL


def is_person(actor: Actor) -> bool:
    """Whether it can be spoken to: a person, or an office."""
    return actor.kind == "person" or actor.sector in {"GOV", "MIL", "LEG", "PTY", "REB", "ELI"}


def is_victim(actor: Actor) -> bool:
    """Whether it can be killed or beaten: people, not a state."""
    return actor.kind not in {"country", "place-as-actor"}


KINDS = {
    "victim": is_victim,
    "person": is_person,
    "official": is_official,
    "state": is_state,
    "armed": is_armed,
    "crowd": is_crowd,
    "worker": is_crowd,
}


def admissible(fillers: list[Filler], kind: str, actors: dict[str, Actor]) -> list[Filler]:
    """The fillers that are of the kind an entry asks for."""
    test = KINDS.get(kind)
    return fillers if test is None else [filler for filler in fillers if test(actors[filler.actor])]
