"""How many threads numpy takes."""

from __future__ import annotations

import os

VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def keep_to_one_thread() -> None:
    """Let numpy compute in one thread, unless the environment says otherwise; before numpy is imported.

    Its products are small here: a second thread wins nothing, and burns a whole core while it waits for the next.
    Processes started later inherit it.
    """
    for name in VARIABLES:
        os.environ.setdefault(name, "1")
