"""Sentences and actors -> what agreements lay down: dimension, words, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from comity.claims.agreements import Named, Reader
from comity.claims.gates import none_of
from comity.claims.phrases import SUBJECTS, Mentions, child, clause, phrase, spread
from comity.lexicons.claims import ClaimLexicon, open_claims, open_words
from comity.vocabulary import Actor, Article, Dimension, ParsedSentence, Provision, ProvisionStatus, Span

UNDER = frozenset({"under", "accord", "per", "pursuant", "within"})
FINITE = frozenset({"VBZ", "VBD", "VBP"})
COMING = frozenset({"will", "would", "to", "may", "could", "should"})
NOTHING = frozenset({"nothing", "nowhere", "ice"})
STARTED = frozenset({"ground", "fruition", "force", "effect"})
NEAR = 2  # sentences after which "plans for a currency" no longer go with the agreement named last


class Clause(Struct, frozen=True, gc=False):
    """Words of a sentence that tell what an agreement lays down."""

    run: tuple[int, ...]  # tokens, unbroken
    units: tuple[tuple[int, ...], ...]  # its enumerated parts, or the whole
    status: ProvisionStatus
    core: int = 0  # index from which the deed is told; before it stands who does it


def find_provisions(
    article: Article, sentences: Sequence[ParsedSentence], actors: Sequence[Actor]
) -> tuple[Provision, ...]:
    """What the article says agreements lay down, in the order of the text; one for each dimension and clause."""
    lexicon, mentions = open_claims(), Mentions(actors)
    reader = Reader(article, mentions, lexicon)
    found: list[tuple[Named, Dimension, Span, ProvisionStatus]] = []
    near = 0  # number of the sentence in which an agreement was named last
    for sentence in sentences:
        named = reader.read(sentence)
        near = sentence.number if named else near
        last = reader.last()
        for one in named:
            if _counts(one):
                told = _read(sentence, one, _clauses(sentence, one), lexicon)
                found += told or _read(sentence, one, _described(sentence, one), lexicon)
        if last is not None and _counts(last) and sentence.number - near <= NEAR:
            found += _read(sentence, last, _attempts(sentence), lexicon)
    return tuple(_numbered(found))


def _read(
    sentence: ParsedSentence, named: Named, clauses: Iterable[Clause], lexicon: ClaimLexicon
) -> list[tuple[Named, Dimension, Span, ProvisionStatus]]:
    """What the clauses lay down, each by its dimensions."""
    return [(named, *rest) for clause in clauses for rest in _split(sentence, clause, lexicon)]


def _counts(named: Named) -> bool:
    """Whether states are bound: two parties, or a treaty's name, or a truce within one country."""
    if len(named.parties) > 1 or named.proper:
        return bool(named.parties) or named.proper
    return named.kind in open_words().strict and len(named.parties) == 1


def _numbered(found: Iterable[tuple[Named, Dimension, Span, ProvisionStatus]]) -> Iterator[Provision]:
    """Provisions with their ids, each words and dimension once."""
    seen: list[tuple[Dimension, Span]] = []
    for named, dimension, span, status in found:
        if any(known == dimension and other.overlaps(span) for known, other in seen):
            continue
        seen.append((dimension, span))
        yield Provision(
            id=f"p{len(seen)}",
            agreement=named.name,
            parties=named.parties,
            dimension=dimension,
            text=span,
            status=status,
        )


# ---------------------------------------------------------------- clauses


def _clauses(sentence: ParsedSentence, named: Named) -> Iterator[Clause]:
    """All that the sentence says this agreement lays down."""
    head = named.head
    token = sentence.tokens[head]
    if none_of(sentence, head):
        return
    if token.dep in SUBJECTS:
        yield from _done_by(sentence, token.head, outlook=_outlook(sentence, head))
    for i in sentence.children[head]:
        label = sentence.tokens[i].dep
        if label == "relcl" and _under_which(sentence, i):
            yield from _agreed(sentence, i, head)
        elif label == "relcl":
            yield from _done_by(sentence, i, outlook=_outlook(sentence, head), relative=True)
        elif label == "acl" or (  # finite: the parser's mistake in "the treaty, which …, obliges"
            label in {"appos", "conj"} and i > head and sentence.tokens[i].tag in FINITE
        ):
            yield from _done_by(sentence, i, outlook=_outlook(sentence, head))
        elif label == "prep" and sentence.tokens[i].lemma in {"on", "for"}:
            yield from _about(sentence, head, i)
    if token.dep == "dobj" and sentence.tokens[token.head].lemma in open_words().signed:
        for i in sentence.children[token.head]:
            if sentence.tokens[i].dep == "prep" and sentence.tokens[i].lemma == "on" and i > head:
                yield from _about(sentence, head, i)
    verb = _under(sentence, head)
    if verb is not None:
        yield from _agreed(sentence, verb, head)


def _under_which(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a relative clause begins "under which"."""
    return any(
        sentence.tokens[i].text.lower() in UNDER and sentence.tokens[c].lemma == "which"
        for i in sentence.children[verb]
        for c in sentence.children[i]
    )


def _done_by(
    sentence: ParsedSentence, verb: int, *, outlook: ProvisionStatus, relative: bool = False
) -> Iterator[Clause]:
    """The treaty provides for B, and bans C."""
    for one in [verb, *_joined(sentence, verb)]:
        token = sentence.tokens[one]
        to_do = token.tag == "VB" and token.dep == "acl"  # "an agreement to reopen the border"
        if token.pos not in {"VERB", "AUX"} or not (to_do or token.lemma in open_words().laying_down):
            continue
        if child(sentence, one, {"neg"}) is not None and not _never(sentence, one):
            continue
        passive = child(sentence, one, {"nsubjpass"}) is not None
        if passive and token.lemma not in open_words().aiming and token.lemma not in {"mean", "regard"}:
            continue
        run = [i for i in clause(sentence, one) if i >= one]
        status = _status(sentence, one, outlook)
        yield Clause(
            tuple(run),
            _units(sentence, one, run),
            "attempted" if token.lemma in open_words().aiming and status == "in force" else status,
        )


def _agreed(sentence: ParsedSentence, verb: int, head: int) -> Iterator[Clause]:
    """Under the treaty, X will do B but keeps C."""
    token = sentence.tokens[verb]
    if token.lemma in open_words().speech:
        content = child(sentence, verb, {"ccomp"})
        if content is None:
            return
        verb = content
    outlook: ProvisionStatus = "in force"
    for one in [verb, *_joined(sentence, verb)]:
        beside = [i for i in sentence.children[one] if head in sentence.subtree(i) or sentence.tokens[i].text in UNDER]
        run = clause(sentence, one, without=[*beside, *_joined(sentence, one)])
        outlook = _status(sentence, one, outlook)  # "will cut … and reduce": one "will" for both
        yield Clause(tuple(run), _units(sentence, one, run), outlook, one)


def _about(sentence: ParsedSentence, head: int, preposition: int) -> Iterator[Clause]:
    """They signed a treaty on B."""
    target = child(sentence, preposition, {"pobj", "pcomp"})
    if target is None or sentence.tokens[target].pos == "PROPN":
        return  # a name: "Treaty on Open Skies"
    run = phrase(sentence, target)
    yield Clause(tuple(run), _units(sentence, preposition, run), _outlook(sentence, head))
    further = child(sentence, preposition, {"conj"})
    if further is not None and sentence.tokens[further].pos == "ADP":
        yield from _about(sentence, head, further)


def _described(sentence: ParsedSentence, named: Named) -> Iterator[Clause]:
    """They signed an extradition treaty."""
    above = sentence.tokens[sentence.tokens[named.head].head]
    if (
        named.bare
        or none_of(sentence, named.head)
        or above.lemma not in open_words().signed
        or sentence.tokens[named.head].dep not in {"dobj", "nsubjpass"}
    ):
        return
    words = [
        i
        for i in sentence.children[named.head]
        if i < named.head and sentence.tokens[i].dep in {"compound", "amod", "nmod"}
    ]
    if words and not any(sentence.tokens[i].pos == "PROPN" for i in words):
        run = tuple(range(sentence.subtree(words[0])[0], named.head + 1))
        yield Clause(run, (run,), _outlook(sentence, named.head))


def _attempts(sentence: ParsedSentence) -> Iterator[Clause]:
    """Efforts to establish B failed."""
    for index, token in enumerate(sentence.tokens):
        if (
            token.dep in SUBJECTS
            and sentence.tokens[token.head].lemma in open_words().becoming
            and _never(sentence, token.head)
        ):
            yield _failure(clause(sentence, token.head))
        elif token.lemma in open_words().trying and token.pos == "NOUN" and token.dep in {"nsubj", "nsubjpass", "dobj"}:
            end = _failing_end(sentence, token.head)
            if end is not None and _has_aim(sentence, index):
                run = phrase(sentence, index)
                yield _failure(range(run[0], max(run[-1], end if token.dep != "dobj" else 0) + 1))


def _has_aim(sentence: ParsedSentence, noun: int) -> bool:
    """Whether the noun tells what it is for: "efforts to", "plans for", "talks on"."""
    return any(
        sentence.tokens[i].dep == "acl" or sentence.tokens[i].lemma in {"for", "on", "at", "of"}
        for i in sentence.children[noun]
        if i > noun
    )


def _failure(run: Sequence[int]) -> Clause:
    return Clause(tuple(run), (tuple(run),), "failed")


def _failing_end(sentence: ParsedSentence, verb: int) -> int | None:
    """Index of the last word that says it failed: "failed", "came to nothing", "never got off the ground"."""
    if any(sentence.tokens[i].lemma in COMING and sentence.tokens[i].dep == "aux" for i in sentence.children[verb]):
        return None
    if sentence.tokens[verb].lemma in open_words().failing:
        return verb
    negated = child(sentence, verb, {"neg"}) is not None
    ends = NOTHING | (STARTED if negated else frozenset())
    return next((i for i in sentence.subtree(verb) if i > verb and sentence.tokens[i].lemma in ends), None)


def _joined(sentence: ParsedSentence, verb: int) -> list[int]:
    """Verbs joined to this one that share its subject."""
    found = []
    for i in sentence.children[verb]:
        joined = sentence.tokens[i].dep == "conj" and sentence.tokens[i].pos in {"VERB", "AUX"}
        if joined and child(sentence, i, SUBJECTS) is None:
            found += [i, *_joined(sentence, i)]
    return found


def _under(sentence: ParsedSentence, head: int) -> int | None:
    """The verb of what holds "under the treaty", "according to the terms of the treaty"; None: no such words."""
    index = head
    for _ in range(6):
        token = sentence.tokens[index]
        above = sentence.tokens[token.head]
        if token.dep not in {"pobj", "prep", "pcomp"} or token.head == index:
            return None
        index = token.head
        if above.lemma in UNDER or above.text.lower() in {"under", "according"}:
            verb = above.head
            return verb if sentence.tokens[verb].pos in {"VERB", "AUX"} else None
        if above.pos == "NOUN" and above.lemma not in open_words().terms:
            return None
    return None


def _outlook(sentence: ParsedSentence, head: int) -> ProvisionStatus:
    """Whether the agreement is made, still to come (a draft, or talked about), or came to nothing."""
    words = {sentence.tokens[i].lemma for i in sentence.children[head] if i < head}
    verb = sentence.tokens[head].head if sentence.tokens[head].dep in {"dobj", "pobj", "nsubjpass"} else head
    while sentence.tokens[verb].pos == "ADP" and sentence.tokens[verb].head != verb:
        verb = sentence.tokens[verb].head
    above = sentence.tokens[verb]
    if (
        above.dep == "xcomp"
        and above.lemma in open_words().signed
        and sentence.tokens[above.head].lemma in open_words().failing
    ):
        return "failed"
    to_come = above.lemma in open_words().signed and any(
        sentence.tokens[i].lemma in COMING for i in sentence.children[verb]
    )
    return (
        "planned"
        if words & open_words().to_come
        or above.lemma in open_words().planning
        or above.lemma in open_words().trying
        or to_come
        else "in force"
    )


def _status(sentence: ParsedSentence, verb: int, outlook: ProvisionStatus) -> ProvisionStatus:
    """What the clause's own words say became of it."""
    words = [sentence.tokens[i] for i in sentence.children[verb]]
    if _never(sentence, verb):
        return "failed"
    if outlook != "in force":
        return outlook
    if any(token.dep == "aux" and token.text.lower() in {"will", "would", "'ll", "shall"} for token in words):
        return "planned"
    above = sentence.tokens[sentence.tokens[verb].head]
    if sentence.tokens[verb].dep == "relcl" and _fails(sentence, sentence.tokens[verb].head):
        return "failed"
    if sentence.tokens[verb].dep == "xcomp" and above.lemma in {"expect", "set", "due", "be"}:
        return "planned"
    return "in force"


def _never(sentence: ParsedSentence, verb: int) -> bool:
    """Whether the verb's deed "never" came, or has "not yet" come."""
    words = {sentence.tokens[i].lemma for i in sentence.children[verb]}
    return "never" in words or {"not", "yet"} <= words


def _fails(sentence: ParsedSentence, noun: int) -> bool:
    """Whether the noun is said to have failed: "the treaty, which banned …, expired"."""
    token = sentence.tokens[noun]
    return token.dep in SUBJECTS and sentence.tokens[token.head].lemma in open_words().failing


# ---------------------------------------------------------------- dimensions


def _units(sentence: ParsedSentence, holder: int, run: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Enumerated objects of a verb or preposition, the first with what stands before it; else the whole."""
    top = _object(sentence, holder)
    if top is None or top not in run:
        return (tuple(run),)
    heads = [top]
    while (following := child(sentence, heads[-1], {"conj"})) is not None:
        heads.append(following)
    heads = [i for i in heads if i in run]
    cuts = [run[0], *(phrase(sentence, i)[0] for i in heads[1:]), run[-1] + 1]
    if any(a >= b for a, b in pairwise(cuts)):
        return (tuple(run),)
    return tuple(tuple(range(a, b)) for a, b in pairwise(cuts))


def _object(sentence: ParsedSentence, holder: int) -> int | None:
    """The object of a verb, or of the preposition that follows it."""
    direct = child(sentence, holder, {"dobj", "pobj", "attr"})
    if direct is not None:
        return direct
    prepositions = [i for i in sentence.children[holder] if sentence.tokens[i].dep == "prep" and i > holder]
    return next((target for i in prepositions if (target := child(sentence, i, {"pobj"})) is not None), None)


def _split(
    sentence: ParsedSentence, clause: Clause, lexicon: ClaimLexicon
) -> Iterator[tuple[Dimension, Span, ProvisionStatus]]:
    """The clause by dimension; parts of one dimension, and parts that tell none, stay together."""
    told = [(_told_by(sentence, unit, clause.core, lexicon), unit) for unit in clause.units]
    kinds = {dimension for dimension, _ in told if dimension is not None}
    if len(kinds) == 1:
        yield kinds.pop(), spread(sentence, clause.run), clause.status
        return
    for dimension in dict.fromkeys(d for d, _ in told if d is not None):
        first = next(unit for d, unit in told if d == dimension)
        yield dimension, spread(sentence, first), clause.status


def _told_by(sentence: ParsedSentence, unit: Sequence[int], core: int, lexicon: ClaimLexicon) -> Dimension | None:
    """The dimension of what is to be done; only where that tells none, of who does it."""
    deed = [i for i in unit if i >= core]
    return _dimension(sentence, deed, lexicon) or _dimension(sentence, unit, lexicon)


def _dimension(sentence: ParsedSentence, run: Sequence[int], lexicon: ClaimLexicon) -> Dimension | None:
    """The dimension that most of the words tell of, of equals the first; None: they tell of none."""
    counted: dict[Dimension, int] = {}
    skip = False
    for here, i in enumerate(run):
        if skip:
            skip = False
            continue
        token = sentence.tokens[i]
        pair = f"{token.lemma} {sentence.tokens[run[here + 1]].lemma}" if here + 1 < len(run) else ""
        skip = pair in lexicon.dimensions
        found = lexicon.dimensions.get(pair) or lexicon.dimensions.get(token.lemma)
        if found is not None:
            counted[found] = counted.get(found, 0) + (2 if skip else 1)
    return max(counted.items(), key=lambda pair: pair[1])[0] if counted else None
