"""A status with the word that decides it, and what becomes of one within another."""

from __future__ import annotations

from msgspec import Struct

from comity.lexicons.status import Effect, StatusLexicon
from comity.vocabulary import ParsedSentence, Span, Status

UNREAL = frozenset({"planned", "demanded", "hypothetical"})


class Standing(Struct, frozen=True):
    """A status and the word that decides it; None: plain tense."""

    status: Status
    word: int | None

    def evidence(self, sentence: ParsedSentence) -> Span | None:
        """The deciding word as a span of the text."""
        if self.word is None:
            return None
        token = sentence.tokens[self.word]
        return Span(token.start, token.end)


DONE = Standing("happened", None)


def under(effect: Effect, word: int, above: Standing) -> Standing:
    """The status of a deed that hangs on a word with that effect, which itself has the standing `above`.

    "did not agree to leave" is denied, "could agree to leave" hypothetical, "failed to prevent the raid" happened.
    """
    if effect == "same":
        return above
    if above.status == "denied":
        return _denied(effect, above)
    if effect == "hindered":
        return Standing("hypothetical", word)
    if above.status == "hypothetical":
        return Standing("ongoing", word) if effect == "ended" else above
    if above.status == "demanded" and effect == "planned":
        return above
    if effect == "ended" and above.status in UNREAL:
        return Standing("ongoing", word)  # what is to end goes on
    if effect == "ongoing" and above.status != "happened":
        return above
    return Standing(effect, word)


def _denied(effect: Effect, above: Standing) -> Standing:
    """What a negated word makes of its deed."""
    if effect in {"denied", "hindered"}:
        return Standing("happened", above.word)
    if effect == "ended":
        return Standing("ongoing", above.word)
    if effect == "demanded":
        return Standing("hypothetical", above.word)
    return above


def refuted(sentence: ParsedSentence, noun: int, lexicon: StatusLexicon) -> int | None:
    """The verb that says a report is not so: "dismissed claims that …", "reports of … were denied"."""
    tokens = sentence.tokens
    verb = tokens[noun].head
    told = tokens[noun].lemma in lexicon.words["reports"] and tokens[noun].dep in {"dobj", "nsubjpass"}
    negated = any(tokens[c].dep == "neg" for c in sentence.children[verb])
    return verb if told and tokens[verb].lemma in lexicon.words["refute"] and not negated else None
