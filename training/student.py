"""The event model: one small encoder, read once a sentence; heads for triggers, roles, pairs, status and actors."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from encoder import Encoder, PairHead
from examples import MODES, NONE, ROLES, STATUS, TYPES, UNKNOWN, Example
from relations_data import ROOTS
from torch import Tensor, nn


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
        self.status = nn.Linear(2 * width, len(STATUS))
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


def losses(model: Student, part: Sequence[Example], plv_weights: Tensor) -> dict[str, Tensor]:
    """The losses of a batch by head."""
    batch, offsets = model.encoder.pieces([e.text for e in part])
    hidden = model.drop(model.encoder(batch))
    found: dict[str, Tensor] = {}
    scores, wanted = [], []
    actor_scores, actor_wanted = [], []
    role_in: list[list[Tensor]] = [[], [], []]
    role_out: list[Tensor] = []
    pair_in: list[list[Tensor]] = [[], [], []]
    pair_out: list[Tensor] = []
    plv_in: list[list[Tensor]] = [[], [], []]
    plv_out: list[Tensor] = []
    told_in: list[Tensor] = []
    told_out: list[tuple[int, int, int]] = []
    for i, example in enumerate(part):
        real = offsets[i, :, 1] > offsets[i, :, 0]
        vectors, places = hidden[i], offsets[i]
        mean = vectors[batch["attention_mask"][i].bool()].mean(0)
        spans = [average(vectors, places, s) for s in example.spans]
        nobody = torch.zeros_like(mean)
        if example.mentions:
            label = torch.zeros(len(places), dtype=torch.long)
            for s, e in example.spans:
                label[(places[:, 0] < e) & (places[:, 1] > s) & real] = 1
            actor_scores.append(model.actor(vectors[real]))
            actor_wanted.append(label[real])
        if example.triggers is not None:
            gold = torch.zeros(len(places), len(TYPES) + 1)
            gold[:, NONE] = 1.0
            means = []
            for told in example.triggers:
                inside = (places[:, 0] < told.end) & (places[:, 1] > told.start) & real
                gold[inside] = soft(told.types, len(TYPES) + 1)
                vector = average(vectors, places, (told.start, told.end))
                means.append(vector)
                told_in.append(torch.cat([vector, mean]))
                told_out.append((told.status, told.mode, told.historical))
            scores.append(model.trigger(vectors[real]))
            wanted.append(gold[real])
            for t, a, role in example.roles:
                for store, value in zip(role_in, (means[t], spans[a], mean), strict=True):
                    store.append(value)
                role_out.append(soft({role: 0.98, 0: 0.02} if role else {0: 1.0}, len(ROLES)))
        if example.soft_triggers is not None:
            gold = torch.zeros(len(places), len(TYPES) + 1)
            for s, e, shares in example.soft_triggers:
                gold[(places[:, 0] < e) & (places[:, 1] > s) & real] = soft(shares, len(TYPES) + 1)
            gold[:, NONE] = 1 - gold[:, :NONE].sum(-1)
            scores.append(model.trigger(vectors[real]))
            wanted.append(gold[real])
        for s, e, a, shares in example.soft_roles:
            for store, value in zip(role_in, (average(vectors, places, (s, e)), spans[a], mean), strict=True):
                store.append(value)
            role_out.append(torch.tensor(shares))
        for a, b, shares in example.pairs:
            for store, value in zip(
                pair_in, (spans[a] if a >= 0 else nobody, spans[b] if b >= 0 else nobody, mean), strict=True
            ):
                store.append(value)
            pair_out.append(soft(shares, len(TYPES) + 1))
        for a, b, shares in example.plv:
            for store, value in zip(
                plv_in, (spans[a] if a >= 0 else nobody, spans[b] if b >= 0 else nobody, mean), strict=True
            ):
                store.append(value)
            plv_out.append(torch.tensor(shares))
    if scores:
        gold = torch.cat(wanted)
        telling = 1.0 + 1.0 * (gold[:, NONE] < 0.5).float()
        found["trigger"] = cross_entropy(torch.cat(scores), gold, telling)
    if actor_scores:
        found["actor"] = nn.functional.cross_entropy(torch.cat(actor_scores), torch.cat(actor_wanted))
    if role_out:
        found["role"] = cross_entropy(model.role(*map(torch.stack, role_in)), torch.stack(role_out))
    if pair_out:
        found["pair"] = cross_entropy(model.pair(*map(torch.stack, pair_in)), torch.stack(pair_out))
    if plv_out:
        gold = torch.stack(plv_out)
        found["plv"] = cross_entropy(model.plv(*map(torch.stack, plv_in)), gold, gold @ plv_weights)
    if told_out:
        told_vectors, labels = torch.stack(told_in), torch.tensor(told_out)
        for place, name in enumerate(("status", "mode", "historical")):
            if (labels[:, place] != UNKNOWN).any():
                scores_of = getattr(model, name)(told_vectors)
                found[name] = nn.functional.cross_entropy(scores_of, labels[:, place], ignore_index=UNKNOWN)
    return found
