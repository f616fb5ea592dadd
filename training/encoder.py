"""An encoder without markers: a sentence is read once, every pair of spans is read off its token vectors."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

LONGEST = 128  # word pieces


class Encoder(nn.Module):
    """A pretrained encoder with its tokenizer; word embeddings stay as they are."""

    def __init__(self, folder: str, layers: int | None = None) -> None:
        super().__init__()
        self.tokenizer = AutoTokenizer.from_pretrained(folder, use_fast=True)
        self.body = AutoModel.from_pretrained(folder, attn_implementation="eager")
        if layers:
            self.body.encoder.layer = self.body.encoder.layer[:layers]
        self.body.embeddings.word_embeddings.weight.requires_grad_(False)
        self.width = int(self.body.config.hidden_size)

    def pieces(self, texts: Sequence[str]) -> tuple[dict[str, Tensor], Tensor]:
        """Word pieces of a batch and their character offsets, (batch, pieces, 2)."""
        batch = self.tokenizer(
            list(texts), padding=True, truncation=True, max_length=LONGEST, return_offsets_mapping=True,
            return_tensors="pt",
        )  # fmt: skip
        return {k: batch[k] for k in ("input_ids", "attention_mask")}, batch["offset_mapping"]

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        """Token vectors, (batch, pieces, width)."""
        return self.body(**batch).last_hidden_state


def span_mask(offsets: Tensor, span: Sequence[int] | None) -> Tensor:
    """Weights over the pieces of one sentence that average those of a span; zeros for no span."""
    weights = torch.zeros(offsets.shape[0])
    if span is not None:
        start, end = span
        inside = (offsets[:, 0] < end) & (offsets[:, 1] > start) & (offsets[:, 1] > offsets[:, 0])
        if inside.any():
            weights[inside] = 1.0 / int(inside.sum())
    return weights


class PairHead(nn.Module):
    """Two spans of a sentence to scores: means, their product and difference, the sentence's mean."""

    def __init__(self, width: int, classes: int, hidden: int = 384) -> None:
        super().__init__()
        self.first = nn.Linear(5 * width, hidden)
        self.last = nn.Linear(hidden, classes)
        self.drop = nn.Dropout(0.1)

    def forward(self, one: Tensor, two: Tensor, mean: Tensor) -> Tensor:
        """Scores, (pairs, classes)."""
        features = torch.cat([one, two, one * two, (one - two).abs(), mean], -1)
        return self.last(self.drop(torch.tanh(self.first(self.drop(features)))))
