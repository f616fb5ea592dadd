"""Who stands where in a sentence: from a word of the parse to the actors that it, or its phrase, names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from msgspec import Struct

from comity.events.grammar import antecedent, conjuncts
from comity.vocabulary import Actor, ParsedSentence, Place, Span

CARRIERS = frozenset(
    "member group number delegation leader leadership official team part some many dozen hundred thousand one all most "
    "majority both none several two three head representative spokesman spokeswoman government people army troop force "
    "president minister party band column unit series wave side court ministry parliament police envoy".split()
)
START, END = attrgetter("start"), attrgetter("end")
OTHERS = frozenset("ally neighbour neighbor opponent critic enemy rival foe adversary creditor donor".split())
INNER = ("poss", "nmod", "compound", "amod")


class Filler(Struct, frozen=True):
    """An actor and the words of the sentence that name it; None: named elsewhere."""

    actor: str
    span: Span | None


class Cast:
    """The actors of one sentence by the words that name them."""

    def __init__(
        self, sentence: ParsedSentence, actors: Iterable[Actor], hosts: Mapping[int, Filler] | None = None
    ) -> None:
        self.sentence = sentence
        self.hosts = hosts or {}  # tokens of places, with the state actor of the place's country
        self.actors: dict[str, Actor] = {}
        self._at: dict[int, list[tuple[int, Filler]]] = {}
        where = sentence.span
        for actor in actors:
            if any(filler.actor == actor.id for filler in self.hosts.values()):
                self.actors[actor.id] = actor
            first = bisect_right(actor.mentions, where.start, key=END)  # no mention crosses the end of a sentence
            for mention in actor.mentions[first : bisect_left(actor.mentions, where.end, first, key=START)]:
                if not self._has_others(mention.span):
                    self._place(actor, mention.span)

    def _has_others(self, owner: Span) -> bool:
        """Whether a mention only tells whose others somebody is: "Chile's allies pledged money"."""
        tokens, at = self.sentence.tokens, self.sentence.head_of(owner)
        return at is not None and tokens[at].dep == "poss" and tokens[tokens[at].head].lemma in OTHERS

    def _place(self, actor: Actor, span: Span) -> None:
        self.actors[actor.id] = actor
        inside = self.sentence.tokens_in(span)
        for index in inside:
            self._at.setdefault(index, []).append((len(inside), Filler(actor.id, span)))

    def __bool__(self) -> bool:
        return bool(self.actors)

    def direct(self, word: int) -> list[Filler]:
        """The actors that a mention over the word names: the shortest mention, all that share it."""
        found = self._at.get(word, [])
        if not found:
            return []
        shortest = min(size for size, _ in found)
        return [filler for size, filler in found if size == shortest]

    def headed(self, word: int) -> list[Filler]:
        """The actors of a mention whose syntactic head the word is; the longest such mention."""
        found = [(size, filler) for size, filler in self._at.get(word, []) if self._heads(word, filler)]
        if not found:
            return []
        longest = max(size for size, _ in found)
        return [filler for size, filler in found if size == longest]

    def _heads(self, word: int, filler: Filler) -> bool:
        return filler.span is not None and self.sentence.head_of(filler.span) == word

    def named(self, word: int) -> list[Filler]:
        """The actors that the word's phrase names outright, with all that is joined to it by "and"."""
        found: list[Filler] = []
        for one in conjuncts(self.sentence, antecedent(self.sentence, word)):
            found += self.headed(one) or self._loose(one) or self._apposed(one)
            found += self._coordinated(one)
        return _unique(found)

    def _apposed(self, word: int) -> list[Filler]:
        """The name beside a description: "his counterpart Amir Khan"."""
        tokens = self.sentence.tokens
        return [f for c in self.sentence.children[word] if tokens[c].dep == "appos" for f in self.headed(c)]

    def _coordinated(self, word: int) -> list[Filler]:
        """The second of two owners: "the delegations of Japan and Korea"."""
        tokens, children = self.sentence.tokens, self.sentence.children
        if tokens[word].lemma not in CARRIERS:
            return []
        owners = [c for p in children[word] if tokens[p].lemma == "of" for c in children[p] if tokens[c].dep == "pobj"]
        return [f for o in owners for c in children[o] if tokens[c].dep == "conj" for f in self.headed(c)]

    def _loose(self, word: int) -> list[Filler]:
        """A mention over the word that it does not head, where the word is a name: the parser cut it badly."""
        return self.direct(word) if self.sentence.tokens[word].pos in {"PROPN", "PRON"} else []

    def phrase(
        self, word: int, prepositions: Sequence[str] = ("of", "by", "from", "in", "like", "as", "including")
    ) -> list[Filler]:
        """The actors of the word's phrase: named outright, else its owner, else what qualifies it."""
        found = self.named(word)
        if found:
            return found
        for one in conjuncts(self.sentence, antecedent(self.sentence, word)):
            found += self._inner(one, prepositions)
        return _unique(found)

    def carrier(self, word: int) -> list[Filler]:
        """As `phrase`, where the word stands for its members ("members of Hamas"); else only what is named outright."""
        found = self.named(word)
        if found or self.sentence.tokens[word].lemma not in CARRIERS:
            return found
        return self.phrase(word, ("of", "from", "in"))

    def inner(self, word: int, prepositions: Sequence[str]) -> list[Filler]:
        """The actors that own or qualify the word, without those that it names."""
        return _unique(self._inner(word, prepositions))

    def _inner(self, word: int, prepositions: Sequence[str]) -> list[Filler]:
        tokens, children = self.sentence.tokens, self.sentence.children
        found = self.direct(word)
        if found and not self.headed(word):
            return found
        for dep in INNER:
            for child in children[word]:
                if tokens[child].dep == dep:
                    found += self.named(child) or self.direct(child)
            if found:
                return found
        for child in children[word]:
            if tokens[child].dep in {"prep", "agent"} and tokens[child].lemma in prepositions:
                for complement in children[child]:
                    if tokens[complement].dep == "pobj":
                        found += self.phrase(complement, ("of", "by", "from"))
        return found

    def mentions(self) -> list[Filler]:
        """Every mention of an actor of the sentence, in order, the longer first."""
        found = {(f.span.start, -f.span.end, f.actor): f for row in self._at.values() for _, f in row if f.span}
        return [found[key] for key in sorted(found)]

    def all(self) -> list[Filler]:
        """Every actor of the sentence with its first words here, in order."""
        return _unique(filler for index in sorted(self._at) for _, filler in self._at[index])


def _unique(fillers: Iterable[Filler]) -> list[Filler]:
    """One filler for each actor, the first."""
    found: dict[str, Filler] = {}
    for filler in fillers:
        found.setdefault(filler.actor, filler)
    return list(found.values())


def casts(
    sentences: Sequence[ParsedSentence], actors: Sequence[Actor], places: Sequence[Place] = ()
) -> Mapping[int, Cast]:
    """The cast of each sentence, by its number."""
    states = {actor.country: actor for actor in reversed(actors) if actor.kind == "country" and actor.sector is None}
    starts = [(sentence.sentence.start, sentence.sentence.end) for sentence in sentences]
    present: dict[int, list[Actor]] = {sentence.number: [] for sentence in sentences}
    for actor in actors:
        numbers: set[int] = set()
        for mention in actor.mentions:
            numbers.update(n for n in _sentence_at(starts, mention.start))
        for number in sorted(numbers):
            present[number].append(actor)
    hosts: dict[int, dict[int, Filler]] = {}
    for place in places:
        state = states.get(place.country)
        for number in _sentence_at(starts, place.start) if state is not None else ():
            span = Span(place.start, place.end)
            assert state is not None
            hosts.setdefault(number, {}).update((i, Filler(state.id, span)) for i in sentences[number].tokens_in(span))
            present[number].append(state)
    return {s.number: Cast(s, present[s.number], hosts.get(s.number)) for s in sentences}


def _sentence_at(starts: Sequence[tuple[int, int]], offset: int) -> list[int]:
    """Number of the sentence that holds the offset, in a list; empty where none does."""
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        if starts[middle][1] <= offset:
            low = middle + 1
        else:
            high = middle
    return [low] if low < len(starts) and starts[low][0] <= offset else []
