"""The event model: one small encoder, read once a sentence; heads for triggers, roles, pairs, status and actors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from encoder import Encoder, PairHead
from examples import UNKNOWN, Example
from torch import Tensor, nn

from comity.models import MODES, NONE, ROLES, ROOTS, STATUSES, TYPES


class Student(nn.Module):
    """Encoder and heads. All heads read token vectors only, so that ONNX holds the encoder and numpy the rest."""

    def __init__(self, folder: str, layers: int | None = None) -> None:
        super().__init__()
        self.encoder = Encoder(folder, layers)
        width = self.encoder.width
        self.trigger = nn.Linear(width, len(TYPES) + 1)
        self.actor = nn.Linear(width, 2)
        self.role = PairHead(width, len(ROLES), 256)
        self.pair = PairHead(width, len(TYPES) + 1, 256)
        self.plv = PairHead(width, len(ROOTS), 384)
        self.status = nn.Linear(2 * width, len(STATUSES))
        self.mode = nn.Linear(2 * width, len(MODES) + 1)
        self.historical = nn.Linear(2 * width, 2)
        self.drop = nn.Dropout(0.1)

    def heads(self) -> list[nn.Parameter]:
        """Parameters that are not of the encoder."""
        return [p for n, p in self.named_parameters() if not n.startswith("encoder.")]


def average(hidden: Tensor, offsets: Tensor, span: Sequence[int] | None) -> Tensor:
    """Mean vector of the pieces of a span; zeros for nobody, or where the span was cut off."""
    if span is None:
        return torch.zeros(hidden.shape[-1])
    inside = (offsets[:, 0] < span[1]) & (offsets[:, 1] > span[0]) & (offsets[:, 1] > offsets[:, 0])
    return hidden[inside].mean(0) if inside.any() else torch.zeros(hidden.shape[-1])


def soft(shares: dict[int, float], size: int) -> Tensor:
    """A distribution from shares."""
    row = torch.zeros(size)
    for index, share in shares.items():
        row[index] = share
    return row


def cross_entropy(scores: Tensor, wanted: Tensor, weights: Tensor | None = None) -> Tensor:
    """Mean cross entropy with soft targets."""
    each = -(wanted * torch.log_softmax(scores, -1)).sum(-1)
    if weights is None:
        return each.mean()
    return (each * weights).sum() / weights.sum()


def span_weights(offsets: np.ndarray, spans: Sequence[tuple[int, int]]) -> Tensor:
    """Weights over the pieces of a sentence that average those of each span, (spans, pieces)."""
    if not spans:
        return torch.zeros(0, len(offsets))
    edges = np.asarray(spans)
    inside = (offsets[None, :, 0] < edges[:, 1:2]) & (offsets[None, :, 1] > edges[:, :1])
    inside &= (offsets[:, 1] > offsets[:, 0])[None]
    return torch.from_numpy((inside / np.maximum(inside.sum(1, keepdims=True), 1)).astype(np.float32))


class Asked:
    """Questions to a pair head, gathered over a batch: indices into the batch's span vectors, and the answers."""

    def __init__(self) -> None:
        self.one: list[int] = []
        self.two: list[int] = []
        self.sentence: list[int] = []
        self.wanted: list[Tensor] = []

    def add(self, one: int, two: int, sentence: int, wanted: Tensor) -> None:
        """One question."""
        self.one.append(one)
        self.two.append(two)
        self.sentence.append(sentence)
        self.wanted.append(wanted)

    def scores(self, head: PairHead, vectors: Tensor, means: Tensor) -> Tensor:
        """The head's scores for all questions."""
        return head(vectors[self.one], vectors[self.two], means[self.sentence])


def losses(model: Student, part: Sequence[Example], plv_weights: Tensor) -> dict[str, Tensor]:
    """The losses of a batch by head."""
    batch, offsets = model.encoder.pieces([e.text for e in part])
    hidden = model.drop(model.encoder(batch))
    mask = batch["attention_mask"].float()
    means = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
    places = offsets.numpy()
    real = torch.from_numpy(places[..., 1] > places[..., 0])
    blocks: list[Tensor] = [torch.zeros(1, hidden.shape[-1])]  # vector 0: nobody
    size = 1
    roles, pairs, marked = Asked(), Asked(), Asked()
    told_at: list[tuple[int, int]] = []
    told_out: list[tuple[int, int, int]] = []
    scores, wanted = [], []
    actor_scores, actor_wanted = [], []
    for i, example in enumerate(part):
        triggers = example.triggers or []
        told = [(t.start, t.end) for t in triggers] + [(s, e) for s, e, *_ in example.soft_roles]
        weights = span_weights(places[i], [*example.spans, *told])
        blocks.append(weights @ hidden[i])
        spans, first_told = size, size + len(example.spans)
        size += len(weights)
        if example.mentions:
            inside = span_weights(places[i], example.spans).sum(0) > 0
            actor_scores.append(model.actor(hidden[i][real[i]]))
            actor_wanted.append(inside[real[i]].long())
        if example.triggers is not None or example.soft_triggers is not None:
            gold = torch.zeros(places.shape[1], len(TYPES) + 1)
            labels = [((t.start, t.end), t.types) for t in triggers]
            labels += [((s, e), shares) for s, e, shares in example.soft_triggers or ()]
            for (s, e), shares in labels:
                inside = torch.from_numpy((places[i, :, 0] < e) & (places[i, :, 1] > s)) & real[i]
                gold[inside] = soft(shares, len(TYPES) + 1)
            gold[:, NONE] = 1 - gold[:, :NONE].sum(-1)
            scores.append(model.trigger(hidden[i][real[i]]))
            wanted.append(gold[real[i]])
        for n, t in enumerate(triggers):
            told_at.append((first_told + n, i))
            told_out.append((t.status, t.mode, t.historical))
        for t, a, role in example.roles:
            answer = soft({role: 0.98, 0: 0.02} if role else {0: 1.0}, len(ROLES))
            roles.add(first_told + t, spans + a, i, answer)
        for n, (_, _, a, shares) in enumerate(example.soft_roles):
            roles.add(first_told + len(triggers) + n, spans + a, i, torch.tensor(shares))
        for a, b, shares in example.pairs:
            one, two = spans + a if a >= 0 else 0, spans + b if b >= 0 else 0
            pairs.add(one, two, i, soft(shares, len(TYPES) + 1))
        for a, b, answer in example.plv:
            marked.add(spans + a if a >= 0 else 0, spans + b if b >= 0 else 0, i, torch.tensor(answer))
    vectors = torch.cat(blocks)
    found: dict[str, Tensor] = {}
    if scores:
        gold = torch.cat(wanted)
        found["trigger"] = cross_entropy(torch.cat(scores), gold, 2.0 - gold[:, NONE])
    if actor_scores:
        found["actor"] = nn.functional.cross_entropy(torch.cat(actor_scores), torch.cat(actor_wanted))
    if roles.one:
        found["role"] = cross_entropy(roles.scores(model.role, vectors, means), torch.stack(roles.wanted))
    if pairs.one:
        found["pair"] = cross_entropy(pairs.scores(model.pair, vectors, means), torch.stack(pairs.wanted))
    if marked.one:
        gold = torch.stack(marked.wanted)
        found["plv"] = cross_entropy(marked.scores(model.plv, vectors, means), gold, gold @ plv_weights)
    if told_at:
        at, where = map(list, zip(*told_at, strict=True))
        told_vectors, labels = torch.cat([vectors[at], means[where]], -1), torch.tensor(told_out)
        for place, name in enumerate(("status", "mode", "historical")):
            if (labels[:, place] != UNKNOWN).any():
                answers = getattr(model, name)(told_vectors)
                found[name] = nn.functional.cross_entropy(answers, labels[:, place], ignore_index=UNKNOWN)
    return found
