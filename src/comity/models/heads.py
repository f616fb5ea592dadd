"""Token vectors -> what they tell: small layers in numpy over the encoder's vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from io import BytesIO
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from comity.models.encoder import Reading, Vectors
from comity.vocabulary import EventType, Status

TYPES: tuple[EventType, ...] = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
ROOTS = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
STATUSES: tuple[Status, ...] = ("happened", "ongoing", "planned", "demanded", "hypothetical", "denied", "ended")
NONE = len(TYPES)  # index of "no type"
ROLES = ("none", "source", "target")
MODES = (
    "CONSULT.visit", "CONSULT.third-party", "CONSULT.multilateral", "CONSULT.phone",
    "RETREAT.withdraw", "RETREAT.release", "RETREAT.disarm", "RETREAT.ceasefire", "RETREAT.access", "RETREAT.resign",
    "REQUEST.assist", "REQUEST.change", "REQUEST.yield", "REQUEST.meet",
    "ACCUSE.disapprove", "ACCUSE.investigate", "ACCUSE.allege",
    "REJECT.assist", "REJECT.change", "REJECT.yield", "REJECT.meet",
    "THREATEN.restrict", "THREATEN.arrest", "THREATEN.relations", "THREATEN.expel", "THREATEN.territory",
    "THREATEN.violence",
    "PROTEST.demo", "PROTEST.riot", "PROTEST.strike", "PROTEST.hunger", "PROTEST.boycott", "PROTEST.obstruct",
    "PROTEST.vandalize",
    "SANCTION.convict", "SANCTION.expel", "SANCTION.withdraw", "SANCTION.discontinue",
    "MOBILIZE.troops", "MOBILIZE.weapons", "MOBILIZE.police", "MOBILIZE.militia",
    "COERCE.seize", "COERCE.restrict", "COERCE.censor", "COERCE.curfew", "COERCE.martial-law", "COERCE.arrest",
    "COERCE.deport", "COERCE.withhold", "COERCE.misinformation", "COERCE.cyber",
    "ASSAULT.abduct", "ASSAULT.beat", "ASSAULT.torture", "ASSAULT.sexual", "ASSAULT.targeted", "ASSAULT.destroy",
    "ASSAULT.primitive", "ASSAULT.firearms", "ASSAULT.explosives", "ASSAULT.suicide-attack", "ASSAULT.aerial",
    "ASSAULT.drone", "ASSAULT.heavy-weapons", "ASSAULT.crowd-control", "ASSAULT.unconventional",
)  # fmt: skip
Head = Literal["role", "pair", "plv"]


def softmax(scores: Vectors) -> Vectors:
    """Shares that sum to one over the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


class Heads:
    """The layers on top of the encoder, loaded once per process."""

    def __init__(self, arrays: Mapping[str, NDArray[np.float32]]) -> None:
        self._arrays = arrays

    def _linear(self, name: str, vectors: Vectors) -> Vectors:
        return np.asarray(vectors @ self._arrays[f"{name}.weight"].T + self._arrays[f"{name}.bias"], dtype=np.float32)

    def triggers(self, reading: Reading) -> Vectors:
        """For each word piece the shares of the 16 types and of none (last), (pieces, 17)."""
        return softmax(self._linear("trigger", reading.vectors))

    def statuses(self, trigger: Vectors, mean: Vectors) -> Vectors:
        """Shares of the seven statuses for a trigger's vector, (7,)."""
        return softmax(self._linear("status", np.concatenate([trigger, mean])))

    def modes(self, trigger: Vectors, mean: Vectors) -> Vectors:
        """Shares of `MODES` and of none (last) for a trigger's vector."""
        return softmax(self._linear("mode", np.concatenate([trigger, mean])))

    def historical(self, trigger: Vectors, mean: Vectors) -> float:
        """How likely a trigger's deed is background."""
        return float(softmax(self._linear("historical", np.concatenate([trigger, mean])))[1])

    def between(self, head: Head, one: Sequence[Vectors], two: Sequence[Vectors], mean: Vectors) -> Vectors:
        """Shares of a head's classes for pairs of span vectors, (pairs, classes)."""
        first, second = np.stack(one), np.stack(two)
        rest = np.broadcast_to(mean, first.shape)
        features = np.concatenate([first, second, first * second, np.abs(first - second), rest], axis=-1)
        return softmax(self._linear(f"{head}.last", np.tanh(self._linear(f"{head}.first", features))))


def open_heads() -> Heads:
    """Load the heads; a few milliseconds."""
    raw = files("comity.models").joinpath("weights/heads.npz").read_bytes()
    with np.load(BytesIO(raw), allow_pickle=False) as arrays:
        return Heads({name: arrays[name].astype(np.float32) for name in arrays.files})
