"""What the event model sees in a sentence: which words tell of a deed, and who plays which part in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from msgspec import Struct

from comity.events.cast import Filler
from comity.models import MODES, NONE, STATUSES, TYPES, EventModel, Reading
from comity.models.encoder import Vectors
from comity.vocabulary import EventType, ParsedSentence, Span, Status, Token

TELLING = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})  # parts of speech of a word that can tell of a deed by itself
MODIFIERS = frozenset({"amod", "advmod", "nummod", "poss", "det"})


class Telling(Struct, frozen=True):
    """Words that tell of a deed, as the model sees it."""

    span: Span
    read: Span  # the run of words in which the model sees it; all or part of the span, or modifiers of it
    kind: EventType
    share: float  # of the type, 0..1
    none: float  # of no deed
    head: int  # index of the word that its phrase hangs on


class Parts(Struct, frozen=True):
    """How likely an actor is the doer of a deed, and the one it is done to."""

    filler: Filler
    source: float
    target: float


class Told(Struct, frozen=True):
    """What the model reads of a deed besides its type and parties; shares are 0..1."""

    statuses: Mapping[Status, float]
    modes: Mapping[str, float]  # "CONSULT.visit": share; "none"
    historical: float

    def mode(self, kind: str) -> tuple[str | None, float, float]:
        """The likeliest mode of a type, its share among the type's modes, and that of none beside them all."""
        fitting = {name.partition(".")[2]: share for name, share in self.modes.items() if name.startswith(f"{kind}.")}
        if not fitting:
            return None, 0.0, 1.0
        best, total = max(fitting, key=lambda name: fitting[name]), sum(fitting.values())
        return best, fitting[best] / total, self.modes["none"] / total


class Insight:
    """One sentence as the model reads it, at the first question."""

    def __init__(self, sentence: ParsedSentence, text: str, model: EventModel) -> None:
        self.sentence = sentence
        self._text = text[sentence.sentence.start : sentence.sentence.end]
        self._model = model

    @cached_property
    def reading(self) -> Reading:
        """The sentence's vectors."""
        return self._model.encoder.read(self._text)

    @cached_property
    def shares(self) -> Vectors:
        """For each word of the parse the shares of the types and of none, (words, 17); none where it was cut off."""
        pieces = self._model.heads.triggers(self.reading)
        start = self.sentence.sentence.start
        edges = np.array([(token.start - start, token.end - start) for token in self.sentence.tokens])
        inside = (self.reading.starts[None] < edges[:, 1:]) & (self.reading.ends[None] > edges[:, :1])
        counts = inside.sum(axis=1, keepdims=True)
        found = np.asarray((inside @ pieces) / np.maximum(counts, 1), dtype=np.float32)
        found[counts[:, 0] == 0, NONE] = 1.0
        return found

    def reads(self, span: Span) -> bool:
        """Whether the model sees the words: a very long sentence is cut."""
        return span.end - self.sentence.sentence.start <= self.reading.end

    def at(self, span: Span) -> Vectors:
        """The shares at the word of a span that tells most, (17,)."""
        words = self.shares[list(self.sentence.tokens_in(span))]
        best: Vectors = words[int(words[:, NONE].argmin())]
        return best

    def tellings(self, least: float) -> list[Telling]:
        """The runs of words whose types have that share together, each telling of one deed, in order."""
        runs: list[tuple[int, int, int]] = []
        for index, row in enumerate(self.shares):
            if 1 - row[NONE] < least:
                continue
            kind = int(row[:NONE].argmax())
            if runs and runs[-1][2] == kind and runs[-1][1] == index:
                runs[-1] = (runs[-1][0], index + 1, kind)
            else:
                runs.append((index, index + 1, kind))
        tokens = self.sentence.tokens
        found: list[Telling] = []
        for first, stop, kind in runs:
            read = Span(tokens[first].start, tokens[stop - 1].end)
            head = self._deed_word(read)
            if any(known.head == head and known.kind == TYPES[kind] for known in found):
                continue
            words = read if first <= head < stop else Span(tokens[head].start, tokens[head].end)
            shares = self.shares[first:stop]
            found.append(
                Telling(words, read, TYPES[kind], float(shares[:, kind].max()), float(shares[:, NONE].min()), head)
            )
        return found

    def _deed_word(self, words: Span) -> int:
        """What tells of the deed: the head of the words, or the noun or verb that mere modifiers hang on."""
        tokens = self.sentence.tokens
        head = self.sentence.head_of(words)
        assert head is not None
        if any(_tells(tokens[i]) for i in self.sentence.tokens_in(words)):
            return head
        return tokens[head].head if tokens[tokens[head].head].pos in TELLING else head

    def parts(self, trigger: Span, fillers: Sequence[Filler]) -> list[Parts]:
        """The parts that named actors play in the deed of a trigger."""
        start = self.sentence.sentence.start
        told = self.reading.of(trigger.start - start, trigger.end - start)
        vectors = [
            (filler, self.reading.of(filler.span.start - start, filler.span.end - start))
            for filler in fillers
            if filler.span is not None
        ]
        seen = [(filler, vector) for filler, vector in vectors if vector is not None]
        if told is None or not seen:
            return []
        shares = self._model.heads.between("role", [told] * len(seen), [v for _, v in seen], self.reading.mean)
        return [Parts(f, float(s[1]), float(s[2])) for (f, _), s in zip(seen, shares, strict=True)]

    def between(self, kind: str, one: Span | None, two: Span | None) -> float:
        """How likely a type holds from one span to another, whatever words tell of it; None: nobody is named."""
        vectors = [self._vector(span) for span in (one, two)]
        shares = self._model.heads.between("pair", vectors[:1], vectors[1:], self.reading.mean)[0]
        return float(shares[TYPES.index(kind)])

    def _vector(self, span: Span | None) -> Vectors:
        """The mean vector of a span; zeros for nobody, and where the sentence was cut before it."""
        start = self.sentence.sentence.start
        found = None if span is None else self.reading.of(span.start - start, span.end - start)
        return np.zeros_like(self.reading.mean) if found is None else found

    def told(self, trigger: Span) -> Told | None:
        """Status, modes and background of the deed of a trigger; None where the sentence was cut before it."""
        start = self.sentence.sentence.start
        vector = self.reading.of(trigger.start - start, trigger.end - start)
        if vector is None:
            return None
        heads, mean = self._model.heads, self.reading.mean
        return Told(
            dict(zip(STATUSES, map(float, heads.statuses(vector, mean)), strict=True)),
            dict(zip((*MODES, "none"), map(float, heads.modes(vector, mean)), strict=True)),
            heads.historical(vector, mean),
        )


def _tells(token: Token) -> bool:
    """Whether a word can tell of a deed by itself: "must", "jailed" of a "jailed reporter"; "political" does not."""
    return token.pos == "VERB" or token.tag == "MD" or (token.pos in TELLING and token.dep not in MODIFIERS)
