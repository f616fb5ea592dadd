#!/usr/bin/env python3
"""Run the scorers of ../shared/tools against this tree and hold their headlines against floors.toml.

    make evaluate                                       compare; exit status 1 below a floor
    .venv/bin/python evaluation/evaluate.py --save NAME  also keep all tables as evaluation/runs/NAME.md
    .venv/bin/python evaluation/evaluate.py --raise      lift floors to figures that are better

A floor is lowered by hand only, with the reason in its `note`. Without ../shared nothing is measured, and it says so.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "training"))

from relations_data import held_out  # noqa: E402 - the folder of training comes first
from stories import read_gold, stories  # noqa: E402 - as above

TOOLS = Path(os.environ.get("COMITY_SHARED", HERE.parent.parent / "shared")) / "tools"
HELD = HERE.parent / "build" / "held-out"
TOGETHER = min(2, os.cpu_count() or 1)  # scorers that run at once
COMITY = f"{shlex.quote(sys.executable)} -c 'from comity.cli import main; main()'"


def scorers() -> dict[str, list[str]]:
    """Scorer script and options of each floor, in the order that they run."""
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    return {name: shlex.split(entry["run"]) for name, entry in floors.items()}


def replaced(argument: str, places: dict[str, str]) -> str:
    """The argument with the folders' names put in."""
    for name, place in places.items():
        argument = argument.replace(name, place)
    return argument


def hold_out() -> None:
    """Write gold for the scorers: the unseen third of pairs and of their sentences, our stories with their texts."""
    HELD.mkdir(parents=True, exist_ok=True)
    for name, key in (("relations/train", "sentence"), ("events/dev", "text")):
        lines = (TOOLS.parent / f"data/{name}.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if held_out(json.loads(line)[key])]
        (HELD / f"{name.partition('/')[0]}.jsonl").write_text("".join(kept), encoding="utf-8")
    coded = {row["id"]: row["events"] for row in read_gold(HERE / "wire.jsonl")}
    with (HELD / "wire.jsonl").open("w", encoding="utf-8") as out:
        for row in stories(TOOLS.parent / "data/wire/wire.jsonl.gz", coded):
            out.write(json.dumps({**row, "events": coded[row["id"]]}) + "\n")


def run(arguments: list[str]) -> str:
    """The whole output of a scorer, of ours or of ../shared; its warnings go to standard error."""
    places = {"{shared}": str(TOOLS.parent), "{held}": str(HELD)}
    script, *options = [replaced(argument, places) for argument in arguments]
    ours = (HERE / script).exists()
    command = [
        sys.executable,
        str((HERE if ours else TOOLS) / script),
        *([] if ours else ["--command", COMITY]),
        *options,
    ]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=TOOLS)
    return done.stdout


def headline(output: str) -> float:
    """The figure of a scorer's last line."""
    return float(output.strip().splitlines()[-1].split()[-1])


def raise_floors(figures: dict[str, float]) -> None:
    """Write better figures into floors.toml, line by line, so that notes stay."""
    path = HERE / "floors.toml"
    lines, section = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        if line.startswith("floor = ") and figures.get(section, 0) > float(line.split("=")[1]):
            line = f"floor = {figures[section]:.4f}"
        lines.append(line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Measure, print, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--save", metavar="NAME", help="keep the tables as evaluation/runs/NAME.md")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift floors to better figures")
    arguments = parser.parse_args()
    if not TOOLS.is_dir():
        print(f"evaluate: nothing measured: {TOOLS} is absent")
        return 0
    hold_out()
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    figures, below, tables = {}, [], []
    calls = scorers()
    with ThreadPoolExecutor(max_workers=TOGETHER) as pool:
        outputs = dict(zip(calls, pool.map(run, calls.values()), strict=True))
    for name, call in calls.items():
        output = outputs[name]
        figures[name] = headline(output)
        tables.append(f"## {name}\n\n    {' '.join(call)}\n\n```\n{output.rstrip()}\n```\n")
        floor, tolerance = floors[name]["floor"], floors[name]["tolerance"]
        fails = figures[name] < floor - tolerance
        below += [name] * fails
        print(
            f"{name:28} {figures[name]:.4f}  floor {floor:.4f} - {tolerance:.3f}  {'BELOW' if fails else 'holds'}",
            flush=True,
        )
    if arguments.save:
        (HERE / "runs" / f"{arguments.save}.md").write_text(
            f"# {arguments.save}\n\n" + "\n".join(tables), encoding="utf-8"
        )
    if arguments.lift:
        raise_floors(figures)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
