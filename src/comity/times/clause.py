"""Which time expression tells when a deed was done, and what prepositions and tense make of its days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from comity.times.tense import tense_of
from comity.vocabulary import EventTime, ParsedSentence, Published, Span, TimeMention

NEAR, FAR = 8, 100  # steps in the tree beyond which a time is not taken; more than any path has
VERBAL = ("VERB", "AUX")
APART = frozenset({  # prepositions before a deed that is not of the clause's own time ("began on Sunday after a raid")
    "of", "over", "about", "after", "following", "before", "since", "against", "despite", "because", "including",
    "from", "on", "until", "amid", "without", "ahead", "to", "toward", "towards", "than", "like",
})  # fmt: skip
SAME_TIME = frozenset({"when", "while", "as"})  # "in October, when he called for it"
WITHIN_NAMES = frozenset({"compound", "amod", "poss", "appos", "nmod"})
JOINS = frozenset({"to", "and", "or", "until", "through", "-", "–"})
STARTS = frozenset({"since", "from"})
ENDS = frozenset({"until", "till", "by", "before", "through"})


def time_of_clause(sentence: ParsedSentence, token_index: int, times: Sequence[TimeMention]) -> TimeMention | None:
    """The date that tells when the deed of a trigger token was done: the nearest in the tree within its clause.

    Durations and sets tell no date. A time of another clause, finite or not, is not taken, nor one that a noun of
    another deed carries ("made the appeal ahead of a summit Thursday"). None: no date in reach.
    """
    ranked: list[tuple[bool, int, int, int, TimeMention]] = []
    for time in times:
        if time.kind not in ("DATE", "TIME") or not sentence.span.contains(time.span):
            continue
        head = sentence.head_of(time.span)
        if head is not None and _lasts_until(sentence, head):
            continue
        steps = FAR if head is None else _steps(sentence, token_index, head)
        vague = time.value.endswith("_REF")
        if head is not None and steps <= (2 if vague else NEAR):
            ranked.append((vague, steps, abs(head - token_index), time.start, time))
    return min(ranked, key=lambda item: item[:4])[4] if ranked else None


def _lasts_until(sentence: ParsedSentence, head: int) -> bool:
    """Whether it is "until then": what lasts so long was done on some other day."""
    tokens = sentence.tokens
    return head > 0 and tokens[head].text.lower() == "then" and tokens[head - 1].text.lower() in ("until", "till")


def days_of_clause(
    sentence: ParsedSentence, token_index: int, times: Sequence[TimeMention], published: Published
) -> EventTime | None:
    """Days of the deed by the time of its clause; None: no date in reach.

    A preposition opens an end ("since 1983", "by May"), a second date closes it ("from 1980 to 1988"), and a deed
    told as past ends by the day of publication.
    """
    time = time_of_clause(sentence, token_index, times)
    if time is None:
        return None
    days = _days_said(sentence, time, times, published)
    if days is None:
        return None
    first, last = _within_tense(days, tense_of(sentence, token_index)[0], published)
    if first is None and last is None:
        return None
    return EventTime(earliest=first, latest=last, evidence=Span(time.start, time.end))


def running_time(
    sentence: ParsedSentence, sentences: Sequence[ParsedSentence], times: Sequence[TimeMention]
) -> TimeMention | None:
    """The date that the paragraph told last before a sentence, for a deed whose own clause tells none.

    "In June they seized the town. They held it for a week." None: no earlier sentence of the paragraph has a date.
    """
    floor = min((s.sentence.start for s in sentences if s.sentence.paragraph == sentence.sentence.paragraph), default=0)
    before = [
        time
        for time in times
        if floor <= time.start
        and time.end <= sentence.sentence.start
        and time.kind in ("DATE", "TIME")
        and time.earliest
    ]
    return max(before, key=lambda time: time.start, default=None)


def is_past_of(time: TimeMention, published: Published) -> bool:
    """Whether a time was over more than a week before the first possible day of publication.

    Times without days ("recently") and unknown days of publication tell nothing: False.
    """
    if time.latest is None or published.earliest is None:
        return False
    return time.latest < published.earliest - timedelta(days=7)


# ---------------------------------------------------------------- the way through the tree


def _steps(sentence: ParsedSentence, trigger: int, time: int) -> int:
    """Steps up from the trigger to the word above both and down to the time; FAR where a clause lies between."""
    above = _path_up(sentence, trigger)
    place = {index: step for step, index in enumerate(above)}
    below: list[int] = []
    index = time
    while index not in place:
        below.append(index)
        head = sentence.tokens[index].head
        if head == index:
            return FAR
        index = head
    up = above[: place[index]]
    if _parts_from(sentence, up) or _other_deed(sentence, below, index, trigger):
        return FAR
    return len(up) + len(below)


def _path_up(sentence: ParsedSentence, index: int) -> list[int]:
    path = [index]
    while sentence.tokens[path[-1]].head != path[-1]:
        path.append(sentence.tokens[path[-1]].head)
    return path


def _parts_from(sentence: ParsedSentence, up: Sequence[int]) -> bool:
    """Whether the way up from the trigger leaves a clause or a noun that has a time of its own."""
    for index in up:
        token = sentence.tokens[index]
        if token.pos in VERBAL and not _shares_time(sentence, index):
            return True
        if token.dep == "prep" and token.lemma in APART:
            return True
        if token.dep in WITHIN_NAMES and token.pos not in VERBAL:
            return True
    return False


def _shares_time(sentence: ParsedSentence, index: int) -> bool:
    """Whether a verb is of the time of the one above: "arrived Monday and met", "attacked on Monday, killing six"."""
    token = sentence.tokens[index]
    if token.dep == "conj":
        return not _has_subject(sentence, index)
    if token.dep in ("advcl", "relcl") and any(sentence.tokens[c].lemma in SAME_TIME for c in sentence.children[index]):
        return True
    if token.dep in ("advcl", "xcomp", "pcomp", "ccomp"):
        return token.tag == "VBG" and not _has_subject(sentence, index)
    return token.dep in ("aux", "auxpass", "amod")


def _has_subject(sentence: ParsedSentence, index: int) -> bool:
    return any(sentence.tokens[child].dep in ("nsubj", "nsubjpass", "expl") for child in sentence.children[index])


def _other_deed(sentence: ParsedSentence, below: Sequence[int], top: int, trigger: int) -> bool:
    """Whether the time hangs on another verb, or on a noun that a preposition sets apart from the deed."""
    for step, index in enumerate(below):
        token = sentence.tokens[index]
        if token.dep in ("acl", "relcl") and token.head == trigger:  # "the sanctions agreed last week"
            continue
        if step and token.pos in VERBAL:
            return not (token.dep == "conj" and not _has_subject(sentence, index))
        if step and token.pos in ("NOUN", "PROPN") and token.dep == "pobj":
            head = sentence.tokens[token.head]
            if token.head != top and head.lemma in APART:
                return True
    return False


# ---------------------------------------------------------------- days


Ends = tuple[date | None, date | None]


def _days_said(
    sentence: ParsedSentence, time: TimeMention, times: Sequence[TimeMention], published: Published
) -> Ends | None:
    if time.value == "PAST_REF":
        return None, published.latest
    if time.value == "FUTURE_REF":
        return published.earliest, None
    if time.value == "PRESENT_REF":
        return published.earliest, published.latest
    if time.earliest is None and time.latest is None:
        return None
    index = sentence.head_of(time.span)
    word = _word_before(sentence, time)
    other = _other_end(sentence, time, times)
    if other is not None and other.latest is not None:
        return time.earliest, other.latest
    if index is None or word not in STARTS | ENDS | {"after"}:
        return time.earliest, time.latest
    if word in STARTS:
        return time.earliest, None
    if word == "after":
        return time.latest, None
    return None, (time.earliest - timedelta(days=1) if word == "before" and time.earliest else time.latest)


def _word_before(sentence: ParsedSentence, time: TimeMention) -> str:
    inside = sentence.tokens_in(time.span)
    return sentence.tokens[inside[0] - 1].lemma if inside and inside[0] else ""


def _other_end(sentence: ParsedSentence, time: TimeMention, times: Sequence[TimeMention]) -> TimeMention | None:
    """The second of "from May 3 to 5", "between 1999 and late 2005", "Nov. 12 and 13", "late April or early May"."""
    inside = sentence.tokens_in(time.span)
    after = inside[-1] + 1 if inside else len(sentence.tokens)
    if after >= len(sentence.tokens) or sentence.tokens[after].text.lower() not in JOINS:
        return None
    limit = sentence.tokens[after].end + 5
    for other in times:
        if other.kind in ("DATE", "TIME") and sentence.tokens[after].end <= other.start <= limit:
            later = other.latest and time.earliest and other.latest >= time.earliest
            return other if later else None
    return None


def _within_tense(days: Ends, tense: str | None, published: Published) -> Ends:
    """The days cut at the publication: what was done is over by then, what will be done is not."""
    first, last = days
    earliest, latest = published.earliest, published.latest
    if tense == "past" and last and latest and latest < last and (first is None or first <= latest):
        last = latest
    if tense == "future" and first and earliest and first < earliest and (last is None or last >= earliest):
        first = earliest
    return first, last
