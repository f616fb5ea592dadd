"""The one clock of the command line: the day that a correction notes where the user gives none."""

from __future__ import annotations

import os
from datetime import date


def today() -> date:
    """The day of $COMITY_TODAY (ISO), else of the machine's clock."""
    given = os.environ.get("COMITY_TODAY")
    return date.fromisoformat(given) if given else date.today()
