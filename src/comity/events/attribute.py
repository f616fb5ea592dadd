"""Who says so: the quote that holds the words of a deed."""

from __future__ import annotations

from collections.abc import Sequence

from comity.events.draft import Draft
from comity.quotes import quote_at
from comity.vocabulary import ParsedSentence, Quote


def said_by(draft: Draft, sentence: ParsedSentence, quotes: Sequence[Quote]) -> str | None:
    """Id of the innermost quote around the trigger that has a speaker; None: the narrator tells of it."""
    quote = quote_at(quotes, draft.trigger, sentence)
    return quote.id if quote is not None else None
