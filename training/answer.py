"""Teachers' answers on sentences that nobody marked, for the student to learn from.

    python training/answer.py --encoder FOLDER --marked build/teacher-1.pt --readers build/reader.pt --reader-layers 6
        --texts build/pool.jsonl --out build/soft.jsonl

Texts are JSON Lines of `text` and `spans`. Teachers of marked pairs (teach.py) answer up to four ordered pairs of each
sentence; readers (train.py with a larger encoder) say which words tell of what, and who plays which part in it.
Resumes where it stopped.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

import torch
from encoder import span_mask
from student import Student, average
from teach import Teacher

from comity.models import NONE

HEAT = 2.0  # temperature of the pairs: softer answers tell more
TOLD = 0.03  # share of all types below which a word tells of nothing
ASKED = 0.35  # share of all types from which a word's roles are asked for
Row = dict[str, Any]


def answer_pairs(model: Teacher, part: list[Row], weight: float, answers: list[Row]) -> None:
    """Add a teacher's shares of the roots for some pairs of each sentence."""
    batch, offsets = model.encoder.pieces([r["text"] for r in part])
    hidden = model.encoder(batch)
    for i, row in enumerate(part):
        pairs = [(a, b) for a in range(len(row["spans"])) for b in range(len(row["spans"])) if a != b]
        pairs = random.Random(row["text"]).sample(pairs, min(4, len(pairs)))
        if not pairs:
            continue
        vectors = torch.stack([span_mask(offsets[i], s) for s in row["spans"]]) @ hidden[i]
        mean = hidden[i][batch["attention_mask"][i].bool()].mean(0).expand(len(pairs), -1)
        one, two = vectors[[a for a, _ in pairs]], vectors[[b for _, b in pairs]]
        shares = torch.softmax(model.head(one, two, mean) / HEAT, -1) * weight
        known = answers[i].setdefault("plv", {})
        for pair, row_shares in zip(pairs, shares, strict=True):
            known[pair] = known.get(pair, 0) + row_shares


def answer_words(model: Student, part: list[Row], answers: list[Row]) -> None:
    """Add what a reader sees in each sentence."""
    batch, offsets = model.encoder.pieces([r["text"] for r in part])
    hidden = model.encoder(batch)
    for i, row in enumerate(part):
        places = offsets[i].tolist()
        shares = torch.softmax(model.trigger(hidden[i]), -1)
        triggers, runs = [], []
        for (start, end), told in zip(places, shares.tolist(), strict=True):
            if end <= start or 1 - told[NONE] < TOLD:
                continue
            best = sorted(range(NONE), key=lambda k: -told[k])[:5]
            triggers.append((start, end, {k: round(told[k], 3) for k in best if told[k] >= 0.01}))
            if 1 - told[NONE] < ASKED:
                continue
            if runs and runs[-1][2] == best[0] and start - runs[-1][1] <= 1:
                runs[-1] = (runs[-1][0], end, best[0])
            else:
                runs.append((start, end, best[0]))
        mean = hidden[i][batch["attention_mask"][i].bool()].mean(0)
        roles = []
        for start, end, _ in runs:
            vector = average(hidden[i], offsets[i], (start, end))
            for number, span in enumerate(row["spans"]):
                said = torch.softmax(model.role(vector, average(hidden[i], offsets[i], span), mean), -1).tolist()
                roles.append((start, end, number, [round(x, 3) for x in said]))
        answers[i]["triggers"], answers[i]["roles"] = triggers, roles


def main() -> None:
    """Do what the module says."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--encoder", required=True)
    ask.add_argument("--marked", type=Path, nargs="*", default=[])
    ask.add_argument("--reader", type=Path)
    ask.add_argument("--reader-layers", type=int)
    ask.add_argument("--texts", type=Path, required=True)
    ask.add_argument("--most", type=int)
    ask.add_argument("--out", type=Path, required=True)
    given = ask.parse_args()
    rows = [json.loads(line) for line in given.texts.open(encoding="utf-8")][: given.most]
    done = sum(1 for _ in given.out.open(encoding="utf-8")) if given.out.exists() else 0
    teachers = []
    for path in given.marked:
        teacher = Teacher(given.encoder, None)
        teacher.load_state_dict(torch.load(path))
        teachers.append(teacher.eval())
    reader = None
    if given.reader:
        reader = Student(given.encoder, given.reader_layers)
        reader.load_state_dict(torch.load(given.reader), strict=False)
        reader.eval()
    with given.out.open("a", encoding="utf-8") as out, torch.no_grad():
        for at in range(done, len(rows), 16):
            part = rows[at : at + 16]
            answers: list[Row] = [{} for _ in part]
            for teacher in teachers:
                answer_pairs(teacher, part, 1 / len(teachers), answers)
            if reader is not None:
                answer_words(reader, part, answers)
            for row, answer in zip(part, answers, strict=True):
                pairs = [(a, b, [round(x, 4) for x in s.tolist()]) for (a, b), s in answer.pop("plv", {}).items()]
                kept = {"text": row["text"], "spans": row["spans"], "plv": pairs, **answer}
                out.write(json.dumps(kept) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
