"""Which time expression tells when a deed was done, and what its preposition makes of the days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from comity.vocabulary import EventTime, ParsedSentence, Published, Span, TimeMention

CLAUSE_LABELS = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "csubj", "parataxis", "conj"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
SAYING = frozenset({
    "say", "tell", "report", "announce", "add", "state", "note", "write", "claim", "warn", "declare", "quote", "confirm",
})  # fmt: skip
FAR = 100  # farther than any path within a sentence's own clause


def time_of_clause(sentence: ParsedSentence, token_index: int, times: Sequence[TimeMention]) -> TimeMention | None:
    """The date that tells when the deed of a trigger token was done: that which hangs on the token, else on a word
    between it and its clause's verb, else in the clause of a verb above that is not another deed's report.

    Durations and sets tell no date. A time inside another finite clause is never taken. None: no date in reach.
    """
    here = [time for time in times if time.start < sentence.sentence.end and sentence.sentence.start < time.end]
    best: tuple[int, int, int] | None = None
    chosen: TimeMention | None = None
    for time in here:
        if time.kind not in ("DATE", "TIME"):
            continue
        head = sentence.head_of(time.span)
        if head is None:
            continue
        distance = _distance(sentence, token_index, head)
        if distance >= FAR:
            continue
        rank = (time.earliest is None, distance, abs(head - token_index))
        if best is None or rank < best:
            best, chosen = rank, time
    return chosen


def _distance(sentence: ParsedSentence, trigger: int, time: int) -> int:
    """Steps in the tree from the trigger up to a common word and down to the time; FAR across a finite clause."""
    above = _path_up(sentence, trigger)
    place = {index: step for step, index in enumerate(above)}
    down = 0
    index = time
    while index not in place:
        if down and _is_finite_clause(sentence, index):
            return FAR
        head = sentence.tokens[index].head
        if head == index:
            return FAR
        index, down = head, down + 1
    return place[index] + down if not _leaves_clause(sentence, above[: place[index] + 1]) else FAR


def _path_up(sentence: ParsedSentence, index: int) -> list[int]:
    path = [index]
    while sentence.tokens[path[-1]].head != path[-1]:
        path.append(sentence.tokens[path[-1]].head)
    return path


def _leaves_clause(sentence: ParsedSentence, path: Sequence[int]) -> bool:
    """Whether a way up leaves a finite clause: "he said Friday that they had met" dates the saying alone."""
    return any(_is_finite_clause(sentence, index) for index in path[:-1])


def _is_finite_clause(sentence: ParsedSentence, index: int) -> bool:
    token = sentence.tokens[index]
    if token.dep not in CLAUSE_LABELS or token.pos not in ("VERB", "AUX"):
        return False
    if token.dep == "conj" and not _has_subject(sentence, index):
        return False
    return token.tag in FINITE_TAGS or any(sentence.tokens[child].tag in FINITE_TAGS for child in _helpers(sentence, index))


def _helpers(sentence: ParsedSentence, index: int) -> list[int]:
    return [child for child in sentence.children[index] if sentence.tokens[child].dep in ("aux", "auxpass")]


def _has_subject(sentence: ParsedSentence, index: int) -> bool:
    return any(sentence.tokens[child].dep in ("nsubj", "nsubjpass", "expl") for child in sentence.children[index])
