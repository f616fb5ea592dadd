"""Scripts in processes of their own that are killed in their midst, or find no room on the disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import indent

import pytest

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


FULL = """
import resource, sys
sys.path.insert(0, {root!r})
from comity.faults import RecordFault
from comity.record import open_record
try:
    with open_record({path!r}, read_only=False) as record:
        resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, resource.RLIM_INFINITY))
{work}
except RecordFault as fault:
    assert "the disk is full" in str(fault), fault
    print("full")
"""


def on_a_full_disk(path: Path, work: str, room: int = 20_000) -> str:
    """What `work` prints, done with `record` open where no file may grow beyond so many bytes; it must come to that."""
    pytest.importorskip("resource", reason="needs a limit on file size")
    script = FULL.format(root=ROOT, path=str(path), room=room, work=indent(work, " " * 8))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.endswith("full\n"), done.stdout + done.stderr
    return done.stdout.removesuffix("full\n")
