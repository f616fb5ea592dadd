"""Sentences -> token vectors, by a six-layer encoder in int8 that training/ makes."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS = "weights/events.onnx"
LONGEST = 128  # word pieces of a sentence that are read
Vectors = NDArray[np.float32]


class Reading:
    """One sentence as the encoder sees it: a vector for each word piece, and where the piece stands."""

    def __init__(self, vectors: Vectors, offsets: Sequence[tuple[int, int]]) -> None:
        self.vectors = vectors  # (pieces, width), without the marks of beginning and end
        self.starts = np.array([start for start, _ in offsets], dtype=np.int32)
        self.ends = np.array([end for _, end in offsets], dtype=np.int32)
        self._mean: Vectors | None = None

    @property
    def mean(self) -> Vectors:
        """The mean vector of the sentence, (width,)."""
        if self._mean is None:
            self._mean = self.vectors.mean(axis=0)
        return self._mean

    @property
    def end(self) -> int:
        """Where the last piece that was read ends."""
        return int(self.ends[-1]) if len(self.ends) else 0

    def inside(self, start: int, end: int) -> NDArray[np.bool_]:
        """Which pieces share a character with `[start, end)`, counted from the sentence's beginning."""
        return (self.starts < end) & (self.ends > start)

    def of(self, start: int, end: int) -> Vectors | None:
        """The mean vector of the pieces of a span; None where the sentence was cut before it."""
        inside = self.inside(start, end)
        return self.vectors[inside].mean(axis=0) if inside.any() else None


class Encoder:
    """An onnxruntime session and its tokenizer, loaded once per process."""

    def __init__(self, session: Any, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer

    def read(self, text: str) -> Reading:
        """The sentence's token vectors. One sentence a run: what a sentence tells never depends on its neighbours."""
        encoded = self._tokenizer.encode(text)
        ids = np.array([encoded.ids], dtype=np.int64)
        (vectors,) = self._session.run(None, {"input_ids": ids})
        return Reading(vectors[0, 1:-1], encoded.offsets[1:-1])


def open_encoder() -> Encoder:
    """Load the encoder; about a third of a second. One thread: workers share nothing."""
    import onnxruntime  # type: ignore[import-untyped]
    from tokenizers import Tokenizer

    here = files("comity.models")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Without it the 16-bit sums of int8 products overflow on processors that lack VNNI, and they read otherwise.
    options.add_session_config_entry("session.x64quantprecision", "1")
    session = onnxruntime.InferenceSession(
        here.joinpath(WEIGHTS).read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    tokenizer = Tokenizer.from_str(here.joinpath("weights/tokenizer.json").read_text(encoding="utf-8"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return Encoder(session, tokenizer)
