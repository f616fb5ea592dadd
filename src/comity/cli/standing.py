"""Whether a record's happenings are as new as its articles."""

from __future__ import annotations

import click

from comity.record import Record


def warn_if_stale(record: Record) -> None:
    """Say on standard error that a reading was stopped before its events were grouped into happenings."""
    if record.meta("happenings") == "stale":
        said = "a reading of this record was stopped: its happenings lack what was read last; run `comity regroup`"
        click.echo(f"comity: {said}", err=True)
