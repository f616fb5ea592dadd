"""The head for marked pairs once more, over the finished encoder: gold and teachers' answers, many quick passes.

python training/polish.py --encoder FOLDER --weights build/student.pt --soft build/soft.jsonl --out build/final.pt
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import torch
from examples import Example, read_marked, read_soft
from relations_data import held_out, read_pairs
from student import PairHead, Student, cross_entropy, span_weights
from teach import macro_f1
from torch import Tensor

from comity.models import ROOTS

SHARED = Path(__file__).resolve().parents[2] / "shared"
Features = tuple[Tensor, Tensor, Tensor]


@torch.no_grad()
def features(model: Student, examples: list[Example]) -> tuple[Features, Tensor]:
    """The vectors of all pairs of the examples, and the shares of the roots."""
    found: list[list[Tensor]] = [[], [], []]
    wanted = []
    for at in range(0, len(examples), 32):
        part = examples[at : at + 32]
        batch, offsets = model.encoder.pieces([e.text for e in part])
        hidden = model.encoder(batch)
        for i, example in enumerate(part):
            vectors = span_weights(offsets[i].numpy(), example.spans) @ hidden[i]
            mean = hidden[i][batch["attention_mask"][i].bool()].mean(0)
            nobody = torch.zeros_like(mean)
            for one, two, shares in example.plv:
                ends = (vectors[one] if one >= 0 else nobody, vectors[two] if two >= 0 else nobody, mean)
                for store, vector in zip(found, ends, strict=True):
                    store.append(vector)
                wanted.append(torch.tensor(shares))
    one, two, mean = map(torch.stack, found)
    return (one, two, mean), torch.stack(wanted)


def main() -> None:
    """Do what the module says."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--encoder", required=True)
    ask.add_argument("--weights", type=Path, required=True)
    ask.add_argument("--soft", type=Path, nargs="*", default=[])
    ask.add_argument("--passes", type=int, default=30)
    ask.add_argument("--gold-share", type=float, default=0.5, help="weight of the gold beside the teachers' answers")
    ask.add_argument("--out", type=Path, required=True)
    given = ask.parse_args()
    torch.manual_seed(1)
    model = Student(given.encoder)
    model.load_state_dict(torch.load(given.weights))
    model.eval()
    path = SHARED / "data/relations/train.jsonl"
    gold, gold_shares = features(model, read_marked(path))
    soft, soft_shares = features(model, [e for p in given.soft for e in read_soft(p) if e.plv])
    rows = [r for r in read_pairs(path) if held_out(r["text"])]
    tests = []
    for row in rows:
        spans = [tuple(row[side]) for side in ("source", "target") if row[side]]
        pair = (0 if row["source"] else -1, len(spans) - 1 if row["target"] else -1, [0.0] * len(ROOTS))
        tests.append(Example(row["text"], spans, plv=[pair]))
    test, _ = features(model, tests)
    counts = Counter(gold_shares.argmax(-1).tolist())
    weights = torch.tensor([counts[c] ** -0.3 for c in range(len(ROOTS))])
    weights /= weights.mean()
    head = PairHead(model.encoder.width, len(ROOTS), 384)
    head.load_state_dict(model.plv.state_dict())
    optimizer = torch.optim.AdamW(head.parameters(), lr=5e-4, weight_decay=0.05)
    plan = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, given.passes)
    for number in range(given.passes):
        head.train()
        order = torch.randperm(len(soft_shares))
        for at in range(0, len(order), 128):
            some = order[at : at + 128]
            own = torch.randint(len(gold_shares), (64,))
            loss = given.gold_share * cross_entropy(
                head(*(x[own] for x in gold)), gold_shares[own], gold_shares[own] @ weights
            )
            loss = loss + (1 - given.gold_share) * cross_entropy(head(*(x[some] for x in soft)), soft_shares[some])
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
        plan.step()
        head.eval()
        with torch.no_grad():
            said = [ROOTS[i] for i in head(*test).argmax(-1).tolist()]
        if number % 5 == 4:
            print(
                json.dumps({"pass": number, "macro_f1": round(macro_f1([r["type"] for r in rows], said), 4)}),
                flush=True,
            )
    model.plv.load_state_dict(head.state_dict())
    torch.save(model.state_dict(), given.out)


if __name__ == "__main__":
    main()
