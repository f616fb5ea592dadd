"""The event model: a small encoder and its heads. Nothing else in comity knows onnxruntime."""

from comity.models.encoder import Encoder, Reading, open_encoder
from comity.models.heads import MODES, NONE, ROLES, ROOTS, STATUSES, TYPES, Heads, open_heads
from comity.models.model import EventModel, open_model

__all__ = [
    "MODES", "NONE", "ROLES", "ROOTS", "STATUSES", "TYPES", "Encoder", "EventModel", "Heads", "Reading", "open_encoder",
    "open_heads", "open_model",
]  # fmt: skip
