"""A quote before it has its id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comity.vocabulary import ParsedSentence, Span


@dataclass(frozen=True, eq=False)
class Draft:
    """What is said, and what was found of who says it; drafts with one cue are parts of one utterance."""

    span: Span
    cue: Span | None
    speaker: Span | None
    head: Span | None  # the speaker's head word
    quoted: bool = False  # it is a quotation and nothing else
    voiced: bool = True  # it is spoken, not thought, wanted or shown
    inner: bool = False  # it may stand within what another says
    alone: bool = True  # it may stand by itself

    @property
    def last(self) -> int:
        """Where the last of content, cue and speaker ends."""
        return max(span.end for span in (self.span, self.cue, self.speaker) if span is not None)


def span_of(sentence: ParsedSentence, indices: Sequence[int]) -> Span:
    """From the first to the last of some tokens."""
    return Span(sentence.tokens[indices[0]].start, sentence.tokens[indices[-1]].end)
