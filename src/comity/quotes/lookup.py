"""The quote that tells of some words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from comity.lexicons.cues import open_cues
from comity.vocabulary import ParsedSentence, Quote, Span

LONGEST = 20_000  # code points that a quote may have
DOUBTFUL = frozenset({"want", "promise", "refuse", "judge"})  # grades whose content nobody asserts
NAMED = frozenset({"accuse", "demand"})  # grades whose content may be a noun phrase


def quote_at(quotes: Sequence[Quote], span: Span, sentence: ParsedSentence | None = None) -> Quote | None:
    """The innermost quote whose content holds the span; None: the narrator speaks.

    `quotes` stand in order of start. With the sentence of the span only quotes count that assert their content:
    "Minsk said that it had closed the border", not "Minsk criticised the closing of the border".
    """
    holding = [quote for quote in _around(quotes, span) if sentence is None or asserts(quote, sentence)]
    return min(holding, key=lambda quote: quote.end - quote.start, default=None)


def _around(quotes: Sequence[Quote], span: Span) -> Iterator[Quote]:
    for number in range(bisect_right(quotes, span.start, key=lambda quote: quote.start) - 1, -1, -1):
        quote = quotes[number]
        if quote.start < span.start - LONGEST:
            return
        if span.end <= quote.end:
            yield quote


def asserts(quote: Quote, sentence: ParsedSentence) -> bool:
    """Whether the speaker tells the content as true or demands it, and does not only name it."""
    if quote.kind == "direct" or quote.cue is None or not sentence.span.overlaps(quote.cue):
        return True
    cue = sentence.head_of(quote.cue)
    if cue is None or sentence.tokens[cue].pos == "PUNCT":
        return True
    entry = open_cues().get(sentence.tokens[cue].lemma, sentence.tokens[cue].pos)
    if entry is not None and entry.grade in DOUBTFUL:
        return False
    if entry is not None and (entry.grade in NAMED or "object" not in entry.frames):
        return True
    head = sentence.head_of(quote.span)
    return head is None or sentence.tokens[head].pos in ("VERB", "AUX")
