"""A deed on its way to becoming an event: matched, cast, not yet dated or numbered."""

from __future__ import annotations

from msgspec import Struct

from comity.events.cast import Filler
from comity.events.status import Standing
from comity.vocabulary import Span


class Trust(Struct, frozen=True):
    """What the event model thinks of a draft; shares are 0..1."""

    share: float  # of the draft's type at its trigger, the lexicon's word counted in
    none: float  # of no deed there
    parts: float  # of the less sure side of its actors
    pair: float  # of the type between its first source and its first target, whatever words tell of it
    words: int  # words of the lexicon's phrase that tells of it too; 0: the model alone
    background: float = 0.5  # how likely it is told as background


class Draft(Struct, frozen=True):
    """One deed of one sentence."""

    kind: str  # event type
    rule: str
    head: int  # index of the word that tells of it
    trigger: Span
    sources: tuple[Filler, ...]
    targets: tuple[Filler, ...]
    standing: Standing
    modes: tuple[str, ...]
    cameo: str | None
    nominal: bool
    reciprocal: bool
    refused: bool = False  # a refusal to act: "will not lift", whose type the words show
    spoken: bool = False  # a speech act of a quote's speaker: told by the narrator, not within the quote
    trust: Trust | None = None  # None: coded without the model

    @property
    def parties(self) -> tuple[frozenset[str], frozenset[str]]:
        """Ids of its actors on either side."""
        return frozenset(f.actor for f in self.sources), frozenset(f.actor for f in self.targets)
