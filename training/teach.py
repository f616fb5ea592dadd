"""Teachers: large encoders fine-tuned on the marked pairs. Saves after each epoch and resumes.

python training/teach.py --encoder FOLDER --layers 12 --seed 1 --out build/teacher-1.pt
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path

import torch
from encoder import Encoder, PairHead, span_mask
from relations_data import held_out, read_pairs
from stages import Stage
from torch import nn

from comity.models import ROOTS

SHARED = Path(__file__).resolve().parents[2] / "shared"


class Teacher(nn.Module):
    """Encoder and pair head."""

    def __init__(self, folder: str, layers: int | None) -> None:
        super().__init__()
        self.encoder = Encoder(folder, layers)
        self.head = PairHead(self.encoder.width, len(ROOTS))

    def forward(self, rows: list[dict]) -> torch.Tensor:
        """Scores of the rows' pairs, (rows, roots)."""
        batch, offsets = self.encoder.pieces([r["text"] for r in rows])
        hidden = self.encoder(batch)
        one = torch.stack([span_mask(o, r["source"]) for o, r in zip(offsets, rows, strict=True)])
        two = torch.stack([span_mask(o, r["target"]) for o, r in zip(offsets, rows, strict=True)])
        mask = batch["attention_mask"].float()
        mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return self.head((hidden * one[..., None]).sum(1), (hidden * two[..., None]).sum(1), mean)


def macro_f1(gold: list[str], said: list[str]) -> float:
    """Mean F1 over the classes of the gold."""
    total = 0.0
    for c in sorted(set(gold)):
        hit = sum(g == s == c for g, s in zip(gold, said, strict=True))
        p, n = sum(s == c for s in said), sum(g == c for g in gold)
        total += 2 * hit / (p + n) if p + n else 0.0
    return total / len(set(gold))


def main() -> None:
    """Do what the module says."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--encoder", required=True)
    ask.add_argument("--layers", type=int, default=None)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--epochs", type=int, default=6)
    ask.add_argument("--rate", type=float, default=5e-5)
    ask.add_argument("--all", action="store_true", help="train on the held-out third too")
    ask.add_argument("--out", type=Path, required=True)
    given = ask.parse_args()
    torch.manual_seed(given.seed)
    draw = random.Random(given.seed)
    rows = read_pairs(SHARED / "data/relations/train.jsonl")
    train = [r for r in rows if given.all or not held_out(r["text"])]
    test = [r for r in rows if held_out(r["text"])]
    counts = Counter(r["type"] for r in train)
    weights = torch.tensor([counts[c] ** -0.3 for c in ROOTS])
    loss_of = nn.CrossEntropyLoss(weight=weights / weights.mean(), label_smoothing=0.1)
    model = Teacher(given.encoder, given.layers)
    body = [p for p in model.encoder.parameters() if p.requires_grad]
    steps = given.epochs * (len(train) // 32 + 1)
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": given.rate}, {"params": model.head.parameters(), "lr": 1e-3}], weight_decay=0.01
    )
    warm = steps // 10
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm)))
    )
    stage = Stage(given.out, model, optimizer, plan, draw)
    for epoch in range(stage.first_epoch(), given.epochs):
        began = time.time()
        model.train()
        order = draw.sample(train, len(train))
        for at in range(0, len(order), 32):
            part = order[at : at + 32]
            loss = loss_of(model(part), torch.tensor([ROOTS.index(r["type"]) for r in part]))
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            plan.step()
            optimizer.zero_grad()
        model.eval()
        said: list[str] = []
        with torch.no_grad():
            for at in range(0, len(test), 32):
                said += [ROOTS[i] for i in model(test[at : at + 32]).argmax(-1).tolist()]
        gold = [r["type"] for r in test]
        right = sum(g == s for g, s in zip(gold, said, strict=True)) / len(gold)
        print(json.dumps({"epoch": epoch, "macro_f1": round(macro_f1(gold, said), 4), "accuracy": round(right, 4),
                          "seconds": round(time.time() - began)}), flush=True)  # fmt: skip
        stage.keep(epoch)
    stage.done()


if __name__ == "__main__":
    main()
