"""When the deed was done: the time expression of its clause, else what tense and publication day allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

import msgspec

from comity.events.draft import Draft
from comity.events.settle import SPEECH
from comity.events.standing import Standing
from comity.lexicons.status import open_status
from comity.times import days_of_clause, running_time, time_of_clause
from comity.vocabulary import EventTime, ParsedSentence, Published, TimeMention

NEWS = timedelta(days=4)  # a lead's day further back is not when the news was made
PAST_STORY = timedelta(days=60)  # so old a date sets the scene for the next sentence
CHAIN = 3  # joined verbs share the date of the first: "on Saturday, he met them and offered"
ATTENDS = frozenset({"attend", "participate", "join", "host", "hold", "address", "chair", "boycott"})
PAST = frozenset({"happened", "ongoing", "ended"})


def date_of(
    sentence: ParsedSentence,
    draft: Draft,
    times: Sequence[TimeMention],
    sentences: Sequence[ParsedSentence],
    published: Published,
) -> tuple[EventTime | None, TimeMention | None]:
    """The event's time and the expression it was read from; a deed told as past was done by the publication day."""
    for word in _joined_verbs(sentence, draft.head):
        days = days_of_clause(sentence, word, times, published)
        if days is not None:
            return days, time_of_clause(sentence, word, times)
    for noun in _attended(sentence, draft.head):
        days = days_of_clause(sentence, noun, times, published)
        if days is not None:
            return days, time_of_clause(sentence, noun, times)
    bound = _day_above(sentence, draft, times, published)
    if bound is not None and bound.latest is not None:
        return EventTime(earliest=None, latest=bound.latest, evidence=bound.span), None
    told = _running(sentence, draft, sentences, times, published) if draft.standing.status == "happened" else None
    if told is not None and (told.earliest or told.latest):
        return EventTime(earliest=told.earliest, latest=told.latest, evidence=told.span), told
    if draft.standing.status in PAST and published.latest:
        return EventTime(earliest=None, latest=published.latest, evidence=None), None
    if draft.standing.status == "planned" and published.earliest:
        return EventTime(earliest=published.earliest, latest=None, evidence=None), None
    return None, None


def foreseen(sentence: ParsedSentence, draft: Draft, times: Sequence[TimeMention], published: Published) -> Draft:
    """The draft, planned where its day lies after publication: "the ministers meet on 12 May", "the summit in June"."""
    token = sentence.tokens[draft.head]
    words = open_status().words
    coming = (token.tag in {"VBP", "VBZ"} and draft.kind not in SPEECH) or (
        draft.nominal and token.lemma in words["scheduled"] | words["held"]
    )
    plain = draft.standing.status in {"happened", "ongoing"} and draft.standing.word in {None, draft.head}
    if not plain or draft.spoken or not coming or published.latest is None:
        return draft
    days = days_of_clause(sentence, draft.head, times, published)
    if days is None or days.earliest is None or days.earliest <= published.latest or days.evidence is None:
        return draft
    return msgspec.structs.replace(draft, standing=Standing("planned", sentence.head_of(days.evidence)))


def _day_above(
    sentence: ParsedSentence, draft: Draft, times: Sequence[TimeMention], published: Published
) -> TimeMention | None:
    """The date by which what a relative clause tells in the past was done: "in May he met the men who had fled"."""
    token = sentence.tokens[draft.head]
    if token.dep != "relcl" or token.tag not in {"VBD", "VBN"} or draft.standing.status != "happened":
        return None
    verbs = [i for i in _path_up(sentence, token.head) if sentence.tokens[i].pos == "VERB"]
    found = next(filter(None, (time_of_clause(sentence, verb, times) for verb in verbs)), None)
    over = found is not None and found.latest and published.latest and found.latest <= published.latest
    return found if over else None


def _path_up(sentence: ParsedSentence, index: int) -> Iterator[int]:
    """A token and what it hangs on, up to the root."""
    yield index
    while sentence.tokens[index].head != index:
        index = sentence.tokens[index].head
        yield index


def _running(
    sentence: ParsedSentence,
    draft: Draft,
    sentences: Sequence[ParsedSentence],
    times: Sequence[TimeMention],
    published: Published,
) -> TimeMention | None:
    """The paragraph's running time, else the long past that the sentence before told of, where the story goes on."""
    told = running_time(sentence, sentences, times)
    if told is not None or draft.spoken or sentence.number == 0 or published.earliest is None:
        return told
    before = sentences[sentence.number - 1]
    if sentence.tokens[draft.head].tag != "VBD" or before.sentence.part != sentence.sentence.part:
        return None
    last = [t for t in times if before.span.contains(t.span) and t.kind == "DATE" and t.latest]
    old = last and all(t.latest is not None and t.latest < published.earliest - PAST_STORY for t in last)
    return last[-1] if old else None


def of_the_news(
    sentences: Sequence[ParsedSentence], times: Sequence[TimeMention], published: Published
) -> EventTime | None:
    """Days of a deed that is news and has no date of its own: from the day that the lead tells to publication."""
    lead = next((s for s in sentences if s.sentence.part == "body"), None)
    if lead is None or published.latest is None:
        return None
    for time in times:
        day = time.earliest if time.earliest == time.latest and lead.span.contains(time.span) else None
        if day is not None and published.latest - NEWS <= day <= published.latest:
            return EventTime(earliest=time.earliest, latest=published.latest, evidence=time.span)
    return None


def _attended(sentence: ParsedSentence, head: int) -> Iterator[int]:
    """What a verb of attending attends: its day is that of "the summit to be held on 12 May"."""
    tokens = sentence.tokens
    if tokens[head].lemma not in ATTENDS:
        return
    for child in sentence.children[head]:
        if tokens[child].dep == "dobj":
            yield child
        elif tokens[child].dep == "prep" and tokens[child].lemma in {"in", "at"}:
            yield from (c for c in sentence.children[child] if tokens[c].dep == "pobj")


def _joined_verbs(sentence: ParsedSentence, head: int) -> Iterator[int]:
    """The trigger, then the verbs that it is joined to by "and": they share a date."""
    yield head
    for _ in range(CHAIN):
        if sentence.tokens[head].dep != "conj":
            return
        head = sentence.tokens[head].head
        yield head
