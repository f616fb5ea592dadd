"""Grammar that claims and provisions share: subjects, clauses and phrases as spans, mentions of actors within."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from comity.vocabulary import Actor, Mention, ParsedSentence, Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
STOPS = frozenset({":", ";", "–", "—", "--"})  # what ends a phrase for good
LOOSE = frozenset(
    {"relcl", "advcl", "parataxis", "appos", "acl", "cc", "conj", "ccomp", "prep"}
)  # may be cut after a comma
CONCEDING = frozenset({"though", "although", "while", "because", "since", "whereas"})
RELATIVES = frozenset({"WDT", "WP", "WP$"})


class Mentions:
    """Mentions of one article's actors, to be asked for by place."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        pairs = [(mention, actor) for actor in actors for mention in actor.mentions]
        self._pairs = sorted(pairs, key=lambda pair: (pair[0].start, -pair[0].end))
        self._starts = [mention.start for mention, _ in self._pairs]

    def within(self, span: Span) -> list[tuple[Mention, Actor]]:
        """Mentions that lie wholly in the span, in order."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return [pair for pair in self._pairs[first:last] if pair[0].end <= span.end]

    def actors(self, *spans: Span) -> list[Actor]:
        """Actors mentioned in the spans, each once, in order."""
        found: dict[str, Actor] = {}
        for span in spans:
            for _, actor in self.within(span):
                found.setdefault(actor.id, actor)
        return list(found.values())

    def before(self, place: int) -> list[tuple[Mention, Actor]]:
        """Mentions that begin before the place, the nearest last."""
        return self._pairs[: bisect_left(self._starts, place)]


def child(sentence: ParsedSentence, index: int, labels: Iterable[str]) -> int | None:
    """The first dependent with one of the labels; None: there is none."""
    return next((i for i in sentence.children[index] if sentence.tokens[i].dep in labels), None)


def subject_of(sentence: ParsedSentence, verb: int) -> int | None:
    """The verb's subject, its own or that of the verb it is joined to; a relative pronoun gives its antecedent."""
    seen = verb
    for _ in range(6):
        subject = child(sentence, seen, SUBJECTS)
        token = sentence.tokens[seen]
        if subject is not None:
            relative = sentence.tokens[subject].tag in RELATIVES or sentence.tokens[subject].lemma == "that"
            return token.head if relative and token.dep == "relcl" else subject
        if token.dep not in {"conj", "xcomp"} or token.head == seen:
            return None
        seen = token.head
    return None


def spread(sentence: ParsedSentence, indices: Sequence[int]) -> Span:
    """The characters from the first token to the last, without quotation marks and commas at the ends."""
    inside = list(range(indices[0], indices[-1] + 1))
    while len(inside) > 1 and sentence.tokens[inside[-1]].pos in {"PUNCT", "CCONJ"}:
        inside.pop()
    while len(inside) > 1 and sentence.tokens[inside[0]].pos in {"PUNCT", "CCONJ", "SCONJ"}:
        inside.pop(0)
    if _left_open(sentence, inside):
        inside.append(inside[-1] + 1)
    return Span(sentence.tokens[inside[0]].start, sentence.tokens[inside[-1]].end)


def _left_open(sentence: ParsedSentence, inside: Sequence[int]) -> bool:
    """Whether the words open a bracket or quotation that the next token closes."""
    if inside[-1] + 1 >= len(sentence.tokens):
        return False
    texts, after = [sentence.tokens[i].text for i in inside], sentence.tokens[inside[-1] + 1].text
    if after == ")":
        return texts.count("(") > texts.count(")")
    if after == "”":
        return texts.count("“") > texts.count("”")
    return after == '"' and texts.count('"') % 2 == 1


def phrase(sentence: ParsedSentence, head: int, *, without: Iterable[int] = (), clip: bool = True) -> list[int]:
    """The unbroken run of tokens round a head that depend on it; `clip` ends it at a comma before an addition."""
    outside = set(without)
    for i in tuple(outside):
        outside.update(sentence.subtree(i))
    inside = {i for i in sentence.subtree(head) if i not in outside}
    first = head
    noun = sentence.tokens[head].pos in {"NOUN", "PROPN"}
    while first - 1 in inside and sentence.tokens[first - 1].text not in STOPS:
        if noun and sentence.tokens[first - 1].dep == "mark":
            break
        first -= 1
    last = head
    while last + 1 in inside and not _ends(sentence, head, last + 1, clip):
        last += 1
    return list(range(first, last + 1))


def _ends(sentence: ParsedSentence, head: int, index: int, clip: bool) -> bool:
    """Whether the phrase of a head is over at this token."""
    token = sentence.tokens[index]
    if token.text in STOPS:
        return True
    if not clip or token.text != "," or index + 1 >= len(sentence.tokens):
        return False
    return _branch(sentence, index) in LOOSE and not _in_list(sentence, head, index)


def _branch(sentence: ParsedSentence, comma: int) -> str:
    """Label of what follows a comma: of the topmost dependent that lies wholly after it."""
    index = comma + 1
    while comma < sentence.tokens[index].head != index:
        index = sentence.tokens[index].head
    return sentence.tokens[index].dep


def _in_list(sentence: ParsedSentence, head: int, comma: int) -> bool:
    """Whether the comma stands in an enumeration of nouns ("tariffs, quotas and bans")."""
    if sentence.tokens[head].pos not in {"NOUN", "PROPN"}:
        return False
    after = next((i for i in sentence.subtree(head) if i > comma and sentence.tokens[i].dep == "conj"), None)
    return after is not None and sentence.tokens[after].pos in {"NOUN", "PROPN"} and after - comma <= 4


def clause(sentence: ParsedSentence, verb: int, *, without: Iterable[int] = ()) -> list[int]:
    """The verb's clause as an unbroken run: from its subject on, without conjunction, comma and the parts named."""
    extra = [i for i in sentence.children[verb] if _apart(sentence, verb, i)]
    return phrase(sentence, verb, without=[*without, *extra])


def _apart(sentence: ParsedSentence, verb: int, index: int) -> bool:
    """Whether a dependent of a verb says another thing than its clause: "and he left", "although", "he said"."""
    dep = sentence.tokens[index].dep
    if dep in {"mark", "cc", "parataxis", "intj", "meta"} or sentence.tokens[index].text in {"According", "according"}:
        return True
    if dep == "ccomp":
        return index < verb
    if dep == "advcl":
        marks = {
            sentence.tokens[i].lemma for i in sentence.children[index] if sentence.tokens[i].dep in {"mark", "advmod"}
        }
        return index < verb or bool(marks & CONCEDING)
    return dep == "conj" and child(sentence, index, SUBJECTS) is not None
