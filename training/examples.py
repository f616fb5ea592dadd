"""What the event model learns from: invented sentences, annotated stories, marked pairs, teachers' answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from relations_data import held_out, read_pairs

from comity.models import MODES, NONE, ROOTS, STATUSES, TYPES

UNKNOWN = -1
Row = dict[str, Any]


@dataclass
class Trigger:
    """Words that tell of a deed, and what they tell."""

    start: int
    end: int
    types: dict[int, float]  # shares of the types that count as right
    status: int
    mode: int  # len(MODES): none; UNKNOWN where the first mode is another type's
    historical: int  # 0, 1 or UNKNOWN


@dataclass
class Example:
    """One sentence and what is known of it; a list that is None is not taught."""

    text: str
    spans: list[tuple[int, int]] = field(default_factory=list)  # words that name actors
    triggers: list[Trigger] | None = None
    roles: list[tuple[int, int, int]] = field(default_factory=list)  # trigger, span, role
    pairs: list[tuple[int, int, dict[int, float]]] = field(default_factory=list)  # spans (-1: nobody), types
    plv: list[tuple[int, int, list[float]]] = field(default_factory=list)  # spans (-1: nobody), shares of the roots
    soft_triggers: list[tuple[int, int, dict[int, float]]] | None = None  # a teacher's: words and shares of types
    soft_roles: list[tuple[int, int, int, list[float]]] = field(default_factory=list)  # words, span, shares of roles
    mentions: bool = False  # whether `spans` are all the actors of the sentence


def types_of(kind: str, alternatives: Sequence[str]) -> dict[int, float]:
    """Shares of the types that count as right; the first has most."""
    others = [a for a in dict.fromkeys(alternatives) if a != kind]
    shares = {TYPES.index(kind): 1.0 if not others else 0.75}
    for other in others:
        shares[TYPES.index(other)] = 0.25 / len(others)
    return shares


def mode_of(event: Row) -> int:
    """The mode of an event, of the first of its types that has it."""
    if not event["mode"]:
        return len(MODES)
    names = [f"{kind}.{event['mode'].split(',')[0]}" for kind in (event["type"], *event["alt"])]
    return next((MODES.index(name) for name in names if name in MODES), UNKNOWN)


def _nearest(spans: Sequence[tuple[int, int]], among: Sequence[int], trigger: tuple[int, int]) -> int:
    return min(among, key=lambda i: max(spans[i][0] - trigger[1], trigger[0] - spans[i][1], 0))


def from_events(text: str, mentions: Sequence[tuple[Any, int, int]], events: Sequence[Row]) -> Example:
    """An example from actors' mentions (actor, start, end) and events with `trigger`, `source`, `target` (actors)."""
    example = Example(text, [(s, e) for _, s, e in mentions], [])
    assert example.triggers is not None
    holders: dict[Any, list[int]] = {}
    for index, (actor, _, _) in enumerate(mentions):
        holders.setdefault(actor, []).append(index)
    pairs: dict[tuple[Any, Any], dict[int, float]] = {}
    for event in events:
        shares = types_of(event["type"], event["alt"])
        trigger = tuple(event["trigger"])
        number = len(example.triggers)
        example.triggers.append(Trigger(
            *trigger, shares, STATUSES.index(event["status"]), mode_of(event), int(event.get("historical", UNKNOWN))
        ))  # fmt: skip
        by, to = [a for a in event["source"] if a in holders], [a for a in event["target"] if a in holders]
        for actor, places in holders.items():
            role = 1 if actor in by else 2 if actor in to else 0
            if role:
                example.roles.append((number, _nearest(example.spans, places, trigger), role))
            else:
                example.roles += [(number, place, 0) for place in places]
        mutual = not to and len(by) > 1
        found = [(a, b) for a in by for b in by if a != b] if mutual else [(a, b) for a in by for b in to]
        found += [(a, None) for a in by if not to and not mutual] + [(None, b) for b in to if not by]
        for pair in found:
            known = pairs.setdefault(pair, {})
            for kind, share in shares.items():
                known[kind] = known.get(kind, 0.0) + share
    everyone: list[Any] = [*holders, None]
    for one in everyone:
        for two in everyone:
            if one == two or (one is None and two is None):
                continue
            shares = pairs.get((one, two))
            if shares is None and None in (one, two):
                continue
            total = sum(shares.values()) if shares else 1.0
            target = {k: v / total for k, v in shares.items()} if shares else {NONE: 1.0}
            first = -1 if one is None else holders[one][0]
            second = -1 if two is None else holders[two][0]
            example.pairs.append((first, second, target))
    return example


def read_own(paths: Iterable[Path]) -> list[Example]:
    """The invented sentences of training/sentences."""
    found = []
    for path in paths:
        for line in path.open(encoding="utf-8"):
            row = json.loads(line)
            example = from_events(row["text"], [tuple(m) for m in row["actors"]], row["events"])
            example.mentions = True
            found.append(example)
    return found


def read_marked(path: Path, all_rows: bool = False) -> list[Example]:
    """The marked pairs of ../shared/data/relations without the held-out third."""
    found = []
    for row in read_pairs(path):
        if row["type"] is None or (held_out(row["text"]) and not all_rows):
            continue
        spans = [tuple(row[side]) for side in ("source", "target") if row[side]]
        one = 0 if row["source"] else -1
        two = -1 if not row["target"] else len(spans) - 1
        shares = [0.1 / len(ROOTS)] * len(ROOTS)
        shares[ROOTS.index(row["type"])] += 0.9
        found.append(Example(row["text"], spans, plv=[(one, two, shares)]))
    return found


def read_annotated(path: Path, texts: Mapping[str, Sequence[Row]]) -> list[Example]:
    """Sentences of annotated stories; `texts` has for each id its sentences (start, text, mentions)."""
    found = []
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        for sentence in texts[row["id"]]:
            start, end = sentence["start"], sentence["start"] + len(sentence["text"])
            events = [e for e in row["events"] if e["start"] == start]
            mentions: list[tuple[Any, int, int]] = []
            told = []
            for event in events:
                sides: dict[str, list[Any]] = {"source": [], "target": []}
                for side in sides:
                    for _, span in zip(event[side], event[f"{side}_spans"], strict=True):
                        if span is None or not start <= span[0] < end:
                            continue
                        key = next(
                            (m[0] for m in mentions if m[1] - 0 == span[0] - start and m[2] == span[1] - start), None
                        )
                        if key is None:
                            key = len(mentions)
                            mentions.append((key, span[0] - start, span[1] - start))
                        sides[side].append(key)
                a, b = event["trigger"]
                told.append({**event, **sides, "trigger": (a - start, b - start)})
            same: dict[str, Any] = {}  # an actor of comity's -> who it is here
            rest = []
            for s, e, actor in sentence["mentions"]:
                met = next((m[0] for m in mentions if s - start < m[2] and m[1] < e - start), None)
                if met is None:
                    rest.append((actor, s - start, e - start))
                else:
                    same.setdefault(actor, met)
            mentions += [(same.get(actor, actor), s, e) for actor, s, e in rest]
            found.append(from_events(sentence["text"], mentions, told))
    return found


def read_soft(path: Path) -> list[Example]:
    """Teachers' answers, as answer.py writes them."""
    found = []
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        triggers = row.get("triggers")
        found.append(
            Example(
                row["text"],
                [tuple(span) for span in row["spans"]],
                plv=[tuple(answer) for answer in row["plv"]],
                soft_triggers=triggers
                and [(s, e, {int(k): v for k, v in shares.items()}) for s, e, shares in triggers],
                soft_roles=[tuple(role) for role in row.get("roles", ())],
            )
        )
    return found
