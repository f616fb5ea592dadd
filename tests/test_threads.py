"""numpy computes in one thread: a second wins nothing on products this small, and burns a core while it waits."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from comity.threads import VARIABLES

TELL = """
import sys
try:
    from comity.cli import main
    assert "numpy" not in sys.modules
    main(["code", "--help"])
finally:
    import os
    print(*(os.environ.get(name) for name in {names!r}), file=sys.stderr)
"""


@pytest.mark.parametrize("said, kept", [({}, "1 1 1"), ({"OMP_NUM_THREADS": "4"}, "1 4 1")])
def test_a_command_keeps_numpy_to_one_thread_unless_told_otherwise(said, kept):
    around = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    done = subprocess.run(
        [sys.executable, "-c", TELL.format(names=VARIABLES)], env=around | said, capture_output=True, text=True
    )
    assert done.stderr == f"{kept}\n"
