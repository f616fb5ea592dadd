"""When the deed was done: the time expression of its clause, else what tense and publication day allow."""

from __future__ import annotations

from collections.abc import Sequence

from comity.events.draft import Draft
from comity.times import time_of_clause
from comity.vocabulary import EventTime, ParsedSentence, Published, TimeMention

PAST = frozenset({"happened", "ongoing", "ended"})


def date_of(
    sentence: ParsedSentence, draft: Draft, times: Sequence[TimeMention], published: Published
) -> tuple[EventTime | None, TimeMention | None]:
    """The event's time and the expression it was read from; a deed told as past was done by the publication day."""
    mention = time_of_clause(sentence, draft.head, times)
    if mention is not None and (mention.earliest or mention.latest):
        return EventTime(earliest=mention.earliest, latest=mention.latest, evidence=mention.span), mention
    if draft.standing.status in PAST and published.latest:
        return EventTime(earliest=None, latest=published.latest, evidence=None), None
    if draft.standing.status == "planned" and published.earliest:
        return EventTime(earliest=published.earliest, latest=None, evidence=None), None
    return None, None
