"""Grammar of causal cues: where a sentence's cue has its cause and its effect."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from comity.claims.gates import NOMINAL, acts, doubtful, may_cause, none_of, reportable
from comity.claims.phrases import RELATIVES, SUBJECTS, child, clause, phrase, subject_of
from comity.lexicons.claims import CausalCue, ClaimLexicon, Frame, open_words
from comity.vocabulary import ClaimKind, ParsedSentence


class Found(Struct, frozen=True, gc=False):
    """A claim in a sentence's tokens, before actors and speakers are known."""

    kind: ClaimKind
    trigger: int
    cause: int  # head of the cause
    effect: int
    cause_run: tuple[int, ...]
    effect_run: tuple[int, ...]


def read_sentence(sentence: ParsedSentence, lexicon: ClaimLexicon) -> Iterator[Found]:
    """Claims by each cue; of two with the same effect the first stands."""
    taken: set[tuple[int, int]] = set()
    for index, token in enumerate(sentence.tokens):
        for cue in lexicon.cues.get(token.lemma, ()) or lexicon.cues.get(token.text.lower(), ()):
            found = _read(sentence, index, cue, lexicon)
            if found is None or (found.cause, found.effect) in taken:
                continue
            taken.add((found.cause, found.effect))
            yield found
            break


def _read(sentence: ParsedSentence, index: int, cue: CausalCue, lexicon: ClaimLexicon) -> Found | None:
    """The claim that a cue at this token makes; None: it makes none."""
    if cue.frame in {"adverbial", "response", "clause"}:
        return _read_adverbial(sentence, index, cue, lexicon)
    if cue.frame in {"noun-effect", "noun-cause"}:
        return _read_noun(sentence, index, cue)
    if sentence.tokens[index].pos != "VERB" or doubtful(sentence, index):
        return None
    last = _rest_of_cue(sentence, index, cue)
    if last is None:
        return None
    passive = child(sentence, index, {"nsubjpass"}) is not None or _reduced_passive(sentence, index)
    if cue.frame == "object":
        ends = _passive_ends(sentence, index) if passive else _object_ends(sentence, index)
    elif passive:
        return None
    else:
        ends = _other_ends(sentence, index, last, cue.frame)
    if ends is None:
        return None
    cause, effect, content = ends
    if sentence.tokens[cause].lemma in open_words().rules and cue.words[0] in open_words().ruling:
        return None
    cause_run = _cause_run(sentence, index, cause)
    if (
        cause_run is None
        or none_of(sentence, cause)
        or none_of(sentence, effect)
        or not may_cause(sentence, cause, cue.agent, lexicon)
    ):
        return None
    if _begins_adverbial(sentence, effect, lexicon):
        return None
    if content is None and acts(sentence, effect, lexicon):
        return None
    if sentence.tokens[effect].pos == "VERB" and sentence.tokens[effect].tag != "VBG":
        effect_run = _whole_clause(sentence, effect, index)
    else:
        below = index in sentence.subtree(effect)
        effect_run = phrase(sentence, _measured(sentence, effect), without=[index] if below else [])
    if content is not None:
        effect_run = list(range(effect_run[0], max(effect_run[-1], phrase(sentence, content)[-1]) + 1))
    kind = _kind(sentence, content, cue, lexicon)
    return Found(kind, index, cause, effect, tuple(cause_run), tuple(effect_run))


def _begins_adverbial(sentence: ParsedSentence, index: int, lexicon: ClaimLexicon) -> bool:
    """Whether "thanks to" or the like begins here, which the parser took for an object."""
    words = [token.text.lower() for token in sentence.tokens[index : index + 4]]
    cues = lexicon.cues.get(words[0], ())
    return any(cue.frame == "adverbial" and tuple(words[: len(cue.words)]) == cue.words for cue in cues)


def _measured(sentence: ParsedSentence, index: int) -> int:
    """The noun that this one measures or suffers: "wave" in "a wave of protests", "fall" in "a fall of the lira"."""
    of = sentence.tokens[index].head
    above = sentence.tokens[of].head
    if sentence.tokens[of].lemma != "of" or sentence.tokens[above].pos != "NOUN":
        return index
    eventful = sentence.tokens[index].lemma.endswith(NOMINAL) or sentence.tokens[index].tag == "NNS"
    return above if sentence.tokens[above].lemma in open_words().amounts or not eventful else index


def _rest_of_cue(sentence: ParsedSentence, index: int, cue: CausalCue) -> int | None:
    """Index of the cue's last word, None if a word is missing; particle and preposition hang on the verb."""
    last = index
    for word in cue.words[1:]:
        near = [
            i
            for i in (*sentence.children[index], *sentence.children[last], last + 1)
            if last < i < len(sentence.tokens)
        ]
        place = next((i for i in near if sentence.tokens[i].text.lower() == word), None)
        if place is None:
            return None
        last = place
    return last


Ends = tuple[int, int, int | None]  # heads of cause and effect; the verb of the effect where it has one


def _reduced_passive(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a participle hangs on its noun: "protests triggered by"."""
    return sentence.tokens[verb].tag == "VBN" and child(sentence, verb, {"agent"}) is not None


def _object_ends(sentence: ParsedSentence, verb: int) -> Ends | None:
    """A causes B."""
    cause, effect = _cause_of(sentence, verb), child(sentence, verb, {"dobj"})
    if cause is None or effect is None or effect < verb or sentence.tokens[effect].pos == "PRON":
        return None
    return cause, effect, None


def _passive_ends(sentence: ParsedSentence, verb: int) -> Ends | None:
    """B is caused by A; "protests triggered by an election"."""
    agent = child(sentence, verb, {"agent"})
    cause = child(sentence, agent, {"pobj", "pcomp"}) if agent is not None else None
    effect = child(sentence, verb, {"nsubjpass"})
    if effect is None and sentence.tokens[verb].dep == "acl":
        effect = _clause_over(sentence, verb)
    if effect is not None and sentence.tokens[effect].tag in {"WDT", "WP"}:
        effect = sentence.tokens[verb].head if sentence.tokens[verb].dep == "relcl" else None
    if cause is None or effect is None or sentence.tokens[effect].pos == "PRON":
        return None
    return cause, effect, None


def _clause_over(sentence: ParsedSentence, participle: int) -> int:
    """What a participle describes: its noun; for "tensions rose after a clash, fuelled by B" the clause."""
    noun = sentence.tokens[participle].head
    preposition = sentence.tokens[noun].head
    verb = sentence.tokens[preposition].head
    if sentence.tokens[participle - 1].text == "," and sentence.tokens[noun].dep == "pobj" and preposition < noun:
        return verb if sentence.tokens[verb].pos == "VERB" else noun
    return noun


def _other_ends(sentence: ParsedSentence, verb: int, last: int, frame: Frame) -> Ends | None:
    """A leads to B; B stems from A; A pushes X to do B; A keeps X from doing B."""
    cause = _cause_of(sentence, verb)
    if cause is None:
        return None
    if frame == "verb-to":
        content = _infinitive(sentence, verb)
        effect = child(sentence, verb, {"dobj"}) if content is not None else None
        if content is not None and effect is None:
            effect = child(sentence, content, SUBJECTS)
        return None if effect is None or content is None or effect < verb else (cause, effect, content)
    if frame == "from-ing":
        return _from_ends(sentence, verb, cause)
    if frame == "closer":
        return _closer_ends(sentence, verb, cause)
    if frame == "make-it":
        return _make_ends(sentence, last, cause)
    target = child(sentence, last, {"pobj", "pcomp"})
    if target is None or sentence.tokens[target].pos == "PRON":
        return None
    return (target, cause, None) if frame == "from" else (cause, target, None)


def _from_ends(sentence: ParsedSentence, verb: int, cause: int) -> Ends | None:
    """A prevents X from doing B."""
    effect = child(sentence, verb, {"dobj"})
    for holder in (verb, effect):
        if holder is None or effect is None:
            continue
        for i in sentence.children[holder]:
            if sentence.tokens[i].lemma == "from" and i > effect:
                content = child(sentence, i, {"pcomp"})
                return None if content is None else (cause, effect, content)
    return None


def _closer_ends(sentence: ParsedSentence, verb: int, cause: int) -> Ends | None:
    """A brings X closer to Y; A pushes X into the arms of Y."""
    effect = child(sentence, verb, {"dobj"})
    for i in sentence.children[verb]:
        token = sentence.tokens[i]
        near = token.text == "closer" or token.lemma in {"toward", "towards"} or "closer" in _texts(sentence, i)
        arms = token.lemma == "into" and not {"arm", "arms", "embrace", "orbit"}.isdisjoint(_texts(sentence, i))
        if effect is not None and i > effect and token.pos in {"ADV", "ADP", "ADJ"} and (near or arms):
            return cause, effect, i
    return None


def _texts(sentence: ParsedSentence, index: int) -> set[str]:
    """The words of a token and its direct dependents, small."""
    return {sentence.tokens[i].text.lower() for i in (index, *sentence.children[index])}


def _make_ends(sentence: ParsedSentence, adjective: int, cause: int) -> Ends | None:
    """A makes it harder for X to do B."""
    for i in sentence.children[adjective]:
        actor = child(sentence, i, SUBJECTS)
        if i > adjective and sentence.tokens[i].tag == "VB" and actor is not None:
            return cause, actor, i
    return None


def _read_noun(sentence: ParsedSentence, index: int, cue: CausalCue) -> Found | None:
    """B is a result of A; A is the cause of B; the cause of B is A."""
    token, last = sentence.tokens[index], _rest_of_cue(sentence, index, cue)
    verb = token.head
    target = child(sentence, last, {"pobj", "pcomp"}) if last is not None else None
    if token.pos != "NOUN" or target is None or sentence.tokens[verb].lemma != "be" or doubtful(sentence, verb):
        return None
    other = child(sentence, verb, SUBJECTS if token.dep == "attr" else {"attr"})
    if other is None or none_of(sentence, index) or (token.dep != "attr" and cue.frame == "noun-effect"):
        return None
    cause, effect = (target, other) if cue.frame == "noun-effect" else (other, target)
    if any(sentence.tokens[i].pos in {"PRON", "ADJ", "NUM"} or none_of(sentence, i) for i in (cause, effect)):
        return None
    return Found(cue.kind, index, cause, effect, tuple(phrase(sentence, cause)), tuple(phrase(sentence, effect)))


def _infinitive(sentence: ParsedSentence, verb: int) -> int | None:
    """The verb that the object is brought to do; bare after "help"."""
    for i in sentence.children[verb]:
        token = sentence.tokens[i]
        bare = sentence.tokens[verb].lemma == "help" and token.tag == "VBP"
        if i > verb and token.dep in {"xcomp", "ccomp", "advcl"} and (token.tag == "VB" or bare):
            marks = {sentence.tokens[c].lemma for c in sentence.children[i] if sentence.tokens[c].dep == "aux"}
            if "to" in marks or sentence.tokens[verb].lemma == "help":
                return i
    return None


def _cause_of(sentence: ParsedSentence, verb: int) -> int | None:
    """Head of what causes: the subject; for ", triggering B" the clause before it."""
    token = sentence.tokens[verb]
    if token.dep == "relcl" and sentence.tokens[token.head].lemma in open_words().summing:
        return _summed_up(sentence, token.head)
    if token.dep in {"advcl", "acl"} and token.tag == "VBG" and child(sentence, verb, SUBJECTS) is None:
        comma = verb > 0 and sentence.tokens[verb - 1].text == ","
        plain = child(sentence, verb, {"mark", "prep"}) is None or token.dep == "acl"
        if token.dep == "acl" and not comma:
            return _summed_up(sentence, token.head)
        head = token.head
        while sentence.tokens[head].dep in {"xcomp", "pcomp", "prep", "acl"}:
            head = sentence.tokens[head].head
        return head if comma and plain and head < verb and sentence.tokens[head].pos == "VERB" else None
    if token.dep == "xcomp" and sentence.tokens[token.head].lemma in open_words().raising:
        return subject_of(sentence, verb)
    if token.dep == "xcomp":
        return None
    return subject_of(sentence, verb)


def _summed_up(sentence: ParsedSentence, noun: int) -> int | None:
    """The verb of the clause that ", a move that …" sums up; a noun that stands for itself is its own."""
    if sentence.tokens[noun].dep not in {"appos", "npadvmod", "dep"}:
        return noun
    above = noun
    while sentence.tokens[above].pos not in {"VERB", "AUX"}:
        if sentence.tokens[above].head == above:
            return noun
        above = sentence.tokens[above].head
    return above


def _cause_run(sentence: ParsedSentence, trigger: int, cause: int) -> list[int] | None:
    """Tokens of the cause; None where it only points elsewhere ("this", "it", "he")."""
    token = sentence.tokens[cause]
    if token.pos == "VERB" and token.tag != "VBG":
        if token.lemma in open_words().speech or doubtful(sentence, cause):
            return None
        return _whole_clause(sentence, cause, trigger)
    if token.pos == "PRON" or token.lemma in {"which", "that", "this"} or token.lemma in open_words().speech:
        return None
    return phrase(
        sentence,
        cause,
        without=[
            i
            for i in sentence.children[cause]
            if sentence.tokens[i].dep in {"relcl", "acl"} and trigger in sentence.subtree(i)
        ],
    )


def _read_adverbial(sentence: ParsedSentence, index: int, cue: CausalCue, lexicon: ClaimLexicon) -> Found | None:
    """B because of A: the cue's words stand together; B is what they hang on."""
    last = index + len(cue.words) - 1
    words = tuple(token.text.lower() for token in sentence.tokens[index : last + 1])
    if words != cue.words:
        return None
    cause, effect = _adverbial_ends(sentence, index, last, cue.frame)
    if cause is None or effect is None or not reportable(sentence, index, effect):
        return None
    if cue.frame == "response" and (
        sentence.tokens[cause].lemma in open_words().asked
        or lexicon.topics.get(sentence.tokens[cause].lemma) not in {"political", "deed"}
    ):
        return None
    cue_top = _top(sentence, index, last)
    cause_run = clause(sentence, cause) if cue.frame == "clause" else phrase(sentence, cause)
    if cue.frame != "clause" and (sentence.tokens[cause].pos == "PRON" or cause_run[0] < last):
        return None
    if cue.frame == "clause" and child(sentence, cause, SUBJECTS) not in cause_run:
        return None
    effect_run = _whole_clause(sentence, effect, cue_top)
    effect_run = [i for i in effect_run if not index <= i <= cause_run[-1]]
    if sentence.tokens[effect].lemma == "be" and effect_run[-1:] == [effect]:
        effect_run.pop()  # "the ban was | due to …"
    if not effect_run or effect_run[-1] - effect_run[0] + 1 != len(effect_run):
        return None
    return Found(_kind(sentence, effect, cue, lexicon), index, cause, effect, tuple(cause_run), tuple(effect_run))


def _adverbial_ends(sentence: ParsedSentence, index: int, last: int, frame: Frame) -> tuple[int | None, int | None]:
    """Heads of cause and effect round an adverbial cue."""
    if frame == "clause":
        verb = sentence.tokens[index].head
        token = sentence.tokens[verb]
        subject = child(sentence, verb, SUBJECTS)
        if sentence.tokens[index].dep != "mark" or token.dep != "advcl" or subject is None:
            return None, None
        if sentence.tokens[token.head].pos == "AUX" or sentence.tokens[subject].pos == "PRON":
            return None, None  # "it is right because …" argues; "because they …" points elsewhere
        return verb, token.head
    objects = (i for part in range(last, index - 1, -1) for i in sentence.children[part] if i > last)
    cause = next((i for i in objects if sentence.tokens[i].dep in {"pobj", "pcomp"}), None)
    if cause is not None and sentence.tokens[cause].tag in {"VB", "VBP", "VBD"}:
        return None, None  # "due to start on Friday"
    return cause, _told(sentence, sentence.tokens[_top(sentence, index, last)].head)


def _told(sentence: ParsedSentence, index: int) -> int:
    """The verb that tells the effect, where "because of" hangs on a noun after it or on "to withdraw" in it."""
    noun = index
    while sentence.tokens[index].pos not in {"VERB", "AUX"}:
        above = sentence.tokens[index].head
        if above == index or sentence.tokens[index].dep in SUBJECTS or above > noun:
            return noun
        index = above
    while (
        sentence.tokens[index].dep == "xcomp"
        and sentence.tokens[sentence.tokens[index].head].lemma in open_words().raising | open_words().forced
    ):
        index = sentence.tokens[index].head
    return index


def _whole_clause(sentence: ParsedSentence, verb: int, cue: int) -> list[int]:
    """The verb's clause less its cue, with the noun that a participle or relative clause describes."""
    run = clause(sentence, verb, without=[cue])
    token = sentence.tokens[verb]
    own = child(sentence, verb, {"nsubj", "nsubjpass"})
    relative = own is None or sentence.tokens[own].tag in RELATIVES
    if token.dep in {"acl", "relcl"} and token.head < run[0] and relative:
        first = phrase(sentence, token.head, without=[verb])[0]
        return list(range(first, run[-1] + 1))
    return run


def _top(sentence: ParsedSentence, index: int, last: int) -> int:
    """The cue's topmost token; for the mark of a clause the clause's verb."""
    if sentence.tokens[index].dep == "mark":
        return sentence.tokens[index].head
    top = index
    while index <= sentence.tokens[top].head <= last and sentence.tokens[top].head != top:
        top = sentence.tokens[top].head
    return top


def _kind(sentence: ParsedSentence, content: int | None, cue: CausalCue, lexicon: ClaimLexicon) -> ClaimKind:
    """The cue's kind, or that of the verb that it brings about: "pushes us to speed up" speeds."""
    if content is None or cue.kind == "prevents":
        return cue.kind
    for inner in lexicon.cues.get(sentence.tokens[content].lemma, ()):
        if (
            inner.frame == "object"
            and inner.kind in {"speeds", "slows"}
            and _rest_of_cue(sentence, content, inner) is not None
        ):
            return inner.kind
    return cue.kind
