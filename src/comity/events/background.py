"""Whether a deed is background: told to explain the news, not as the news."""

from __future__ import annotations

from datetime import timedelta

from comity.events.draft import Draft
from comity.events.grammar import VERBAL, governing_verb
from comity.vocabulary import ParsedSentence, Published, TimeMention

NEWS = timedelta(days=21)  # what is older than this is no longer a report's news: codebook, "historical"


def is_historical(
    sentence: ParsedSentence, draft: Draft, mention: TimeMention | None, published: Published
) -> bool:
    """True where the date lies well before publication, or a pluperfect of the narrator tells of it."""
    if mention is not None and mention.latest and published.earliest:
        if mention.latest < published.earliest - NEWS:
            return True
        if mention.earliest and draft.standing.status != "ongoing":
            return False
    if mention is not None and mention.earliest and published.earliest and _is_since(sentence, mention):
        return mention.earliest < published.earliest - NEWS
    return _is_pluperfect(sentence, draft.head)


def _is_since(sentence: ParsedSentence, mention: TimeMention) -> bool:
    inside = sentence.tokens_in(mention.span)
    return bool(inside) and inside[0] > 0 and sentence.tokens[inside[0] - 1].lemma == "since"


def _is_pluperfect(sentence: ParsedSentence, head: int) -> bool:
    """ "had" before the verb, unless a verb of saying in the past shifts the tense back."""
    tokens = sentence.tokens
    verb: int | None = head if tokens[head].pos in VERBAL else governing_verb(sentence, head)
    for _ in range(3):
        if verb is None:
            return False
        if any(tokens[c].dep == "aux" and tokens[c].text.lower() in {"had", "'d"} for c in sentence.children[verb]):
            above = governing_verb(sentence, verb)
            return not (tokens[verb].dep == "ccomp" and above is not None and tokens[above].tag == "VBD")
        if tokens[verb].dep not in {"conj", "xcomp"}:
            return False
        verb = tokens[verb].head
    return False
