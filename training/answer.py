"""Teachers' answers on pairs of sentences that nobody marked, for the student to learn from.

    python training/answer.py --encoder FOLDER --teachers build/teacher-1.pt --texts build/pairs.jsonl --out build/soft.jsonl

Texts are JSON Lines of `text` and `spans`; up to four ordered pairs of each sentence are asked. Resumes where it stopped.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import torch
from encoder import span_mask
from teach import Teacher

HEAT = 2.0  # temperature: softer answers tell more


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--encoder", required=True)
    ask.add_argument("--layers", type=int)
    ask.add_argument("--teachers", type=Path, nargs="+", required=True)
    ask.add_argument("--texts", type=Path, required=True)
    ask.add_argument("--most", type=int)
    ask.add_argument("--out", type=Path, required=True)
    given = ask.parse_args()
    rows = [json.loads(line) for line in given.texts.open(encoding="utf-8")][: given.most]
    done = sum(1 for _ in given.out.open(encoding="utf-8")) if given.out.exists() else 0
    models = []
    for path in given.teachers:
        model = Teacher(given.encoder, given.layers)
        model.load_state_dict(torch.load(path))
        model.eval()
        models.append(model)
    with given.out.open("a", encoding="utf-8") as out, torch.no_grad():
        for at in range(done, len(rows), 16):
            part = rows[at : at + 16]
            answers: list[list[tuple[int, int, list[float]]]] = [[] for _ in part]
            for model in models:
                batch, offsets = model.encoder.pieces([r["text"] for r in part])
                hidden = model.encoder(batch)
                for i, row in enumerate(part):
                    draw = random.Random(row["text"])
                    pairs = [(a, b) for a in range(len(row["spans"])) for b in range(len(row["spans"])) if a != b]
                    pairs = draw.sample(pairs, min(4, len(pairs)))
                    if not pairs:
                        continue
                    vectors = torch.stack([span_mask(offsets[i], s) for s in row["spans"]]) @ hidden[i]
                    mean = hidden[i][batch["attention_mask"][i].bool()].mean(0).expand(len(pairs), -1)
                    one, two = vectors[[a for a, _ in pairs]], vectors[[b for _, b in pairs]]
                    shares = torch.softmax(model.head(one, two, mean) / HEAT, -1)
                    if not answers[i]:
                        answers[i] = [(a, b, [0.0] * shares.shape[1]) for a, b in pairs]
                    for (_, _, kept), row_shares in zip(answers[i], shares.tolist(), strict=True):
                        for k, share in enumerate(row_shares):
                            kept[k] += share / len(models)
            for row, answer in zip(part, answers, strict=True):
                answer = [(a, b, [round(s, 4) for s in shares]) for a, b, shares in answer]
                out.write(json.dumps({"text": row["text"], "spans": row["spans"], "plv": answer}) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
