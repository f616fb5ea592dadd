"""Train the event model in stages that save and resume.

python training/train.py --encoder FOLDER --out build/student.pt [--soft build/soft.jsonl] [--epochs 6]
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path

import torch
from examples import Example, read_annotated, read_marked, read_own, read_soft
from relations_data import held_out, read_pairs
from stages import Stage
from student import Student, average, losses
from teach import macro_f1
from torch import nn

from comity.models import NONE, ROOTS

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
SHARES = {
    "trigger": 1.0,
    "actor": 0.3,
    "role": 1.0,
    "pair": 0.5,
    "plv": 1.0,
    "status": 0.4,
    "mode": 0.3,
    "historical": 0.2,
}


def batches(examples: list[Example], size: int, draw: random.Random) -> list[list[Example]]:
    """Batches of sentences of like length, in random order."""
    order = sorted(examples, key=lambda e: len(e.text) + draw.random() * 60)
    found = [order[i : i + size] for i in range(0, len(order), size)]
    draw.shuffle(found)
    return found


@torch.no_grad()
def measure(model: Student, marked: list[dict], events: list[Example]) -> dict[str, float]:
    """Figures on sentences that the model has not seen."""
    model.eval()
    said = []
    for row in marked:
        batch, offsets = model.encoder.pieces([row["text"]])
        hidden = model.encoder(batch)[0]
        one, two = (average(hidden, offsets[0], row[side]) for side in ("source", "target"))
        said.append(ROOTS[int(model.plv(one, two, hidden.mean(0)).argmax())])
    figures = {"plv": macro_f1([r["type"] for r in marked], said)} if marked else {}
    hit = predicted = gold = right = asked = 0
    for example in events:
        batch, offsets = model.encoder.pieces([example.text])
        hidden = model.encoder(batch)[0]
        kinds = model.trigger(hidden).argmax(-1).tolist()
        places = offsets[0].tolist()
        found = set()
        for t, told in enumerate(example.triggers or ()):
            s, e, shares = told.start, told.end, told.types
            inside = [i for i, (a, b) in enumerate(places) if a < e and b > s and b > a]
            good = [i for i in inside if kinds[i] in shares]
            hit += bool(good)
            found.update(good)
            vector = average(hidden, offsets[0], (s, e))
            for trigger, span, role in example.roles:
                if trigger == t:
                    answer = int(
                        model.role(vector, average(hidden, offsets[0], example.spans[span]), hidden.mean(0)).argmax()
                    )
                    right += answer == role
                    asked += 1
        gold += len(example.triggers or ())
        runs, before = 0, NONE
        for i, kind in enumerate(kinds):
            if places[i][1] > places[i][0] and kind != NONE and kind != before:
                runs += 1
                predicted += 1
            before = kind
    if events:
        p, r = hit / max(predicted, 1), hit / max(gold, 1)
        figures |= {
            "trigger_p": p,
            "trigger_r": r,
            "trigger_f": 2 * p * r / max(p + r, 1e-9),
            "role": right / max(asked, 1),
        }
    return {k: round(v, 4) for k, v in figures.items()}


def main() -> None:
    """Do what the module says."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--encoder", required=True)
    ask.add_argument("--layers", type=int)
    ask.add_argument("--start", type=Path, help="weights to start from")
    ask.add_argument("--own", type=Path, nargs="*", default=sorted((HERE / "sentences").glob("*.jsonl")))
    ask.add_argument("--annotated", type=Path, nargs="*", default=sorted((HERE / "annotations").glob("*.jsonl")))
    ask.add_argument("--texts", type=Path, help="sentences of the annotated stories, from texts.py")
    ask.add_argument("--soft", type=Path, nargs="*", default=[], help="teachers' answers, from answer.py")
    ask.add_argument("--test", type=Path, help="annotated stories to measure on")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--epochs", type=int, default=6)
    ask.add_argument("--rate", type=float, default=3e-4)
    ask.add_argument("--batch", type=int, default=32)
    ask.add_argument("--marked-times", type=int, default=1)
    ask.add_argument("--own-take", type=int, help="only so many of our sentences, drawn by the seed: a learning curve")
    ask.add_argument("--all", action="store_true", help="train on the held-out third too")
    ask.add_argument("--out", type=Path, required=True)
    given = ask.parse_args()
    torch.manual_seed(given.seed)
    draw = random.Random(given.seed)
    marked_path = SHARED / "data/relations/train.jsonl"
    marked = [r for r in read_pairs(marked_path) if held_out(r["text"])]
    taught = read_marked(marked_path, given.all)
    counts = Counter(ROOTS[max(range(len(ROOTS)), key=e.plv[0][2].__getitem__)] for e in taught)
    weights = torch.tensor([counts[c] ** -0.3 for c in ROOTS])
    weights /= weights.mean()
    texts = {}
    if given.texts:
        for line in given.texts.open(encoding="utf-8"):
            row = json.loads(line)
            texts[row["id"]] = row["sentences"]
    own = read_own(given.own)
    if given.own_take is not None:
        own = draw.sample(own, given.own_take)
    real = [e for path in given.annotated for e in read_annotated(path, texts)]
    soft = [e for path in given.soft for e in read_soft(path)]
    test = read_annotated(given.test, texts) if given.test else []
    examples = taught * given.marked_times + own + real + soft
    print(
        json.dumps({"marked": len(taught), "own": len(own), "real": len(real), "soft": len(soft), "test": len(test)}),
        flush=True,
    )
    model = Student(given.encoder, given.layers)
    if given.start:
        model.load_state_dict(torch.load(given.start))
    body = [p for p in model.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": given.rate}, {"params": model.heads(), "lr": 1e-3}], weight_decay=0.01
    )
    steps = given.epochs * len(batches(examples, given.batch, draw))
    warm = max(1, steps // 10)
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.02, (steps - s) / max(1, steps - warm)))
    )
    stage = Stage(given.out, model, optimizer, plan, draw)
    for epoch in range(stage.first_epoch(), given.epochs):
        began = time.time()
        model.train()
        seen: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for part in batches(examples, given.batch, draw):
            found = losses(model, part, weights)
            loss = sum(SHARES[k] * v for k, v in found.items())
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            plan.step()
            optimizer.zero_grad()
            for k, v in found.items():
                total[k] += float(v.detach())
                seen[k] += 1
        print(
            json.dumps(
                {
                    "epoch": epoch,
                    "seconds": round(time.time() - began),
                    **{f"loss_{k}": round(total[k] / seen[k], 3) for k in seen},
                    **measure(model, marked, test),
                }
            ),
            flush=True,
        )
        stage.keep(epoch)
    stage.done()


if __name__ == "__main__":
    main()
