"""A script in a process of its own that is killed in its midst."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = str(Path(__file__).parents[1])


def came_to_its_end(script: str, seconds: float | None) -> bool:
    """Run a script that prints "start" and, last, "done"; kill it so many seconds after "start". None: let it run.

    Whether it printed "done". It finds `tests` and comity where this process does.
    """
    whole = f"import sys\nsys.path.insert(0, {ROOT!r})\n{script}"
    with subprocess.Popen([sys.executable, "-c", whole], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "start\n"
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        return process.stdout.read() == "done\n"
