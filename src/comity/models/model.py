"""Encoder and heads together."""

from __future__ import annotations

from importlib.resources import files

from msgspec import Struct

from comity.models.encoder import WEIGHTS, Encoder, open_encoder
from comity.models.heads import Heads, open_heads


class EventModel(Struct, frozen=True):
    """What reads events from a sentence, opened once per process."""

    encoder: Encoder
    heads: Heads


def open_model() -> EventModel | None:
    """Load the event model; None where its weights are not installed: then events come by the lexicon alone."""
    if not files("comity.models").joinpath(WEIGHTS).is_file():
        return None
    return EventModel(open_encoder(), open_heads())
