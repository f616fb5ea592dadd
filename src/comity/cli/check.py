"""comity check: whether the record holds."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import click

from comity.cli.ledger_words import counted, entry_line
from comity.cli.options import record_option
from comity.cli.words import failure_words
from comity.record import Record, open_record
from comity.record.check import check_record

SHOWN = 20  # troubles named


@click.command()
@click.argument("record", required=False, type=click.Path(path_type=Path))
@record_option
def command(record: Path | None, path: Path) -> int:
    """Check that a record holds.

    Every span lies in its text, every id resolves, the tables say what the coded articles and their corrections say,
    every event is in one happening, every source's pages are counted. Corrections that no longer fit are named.
    Exit status 0: it holds; 1: it does not.
    """
    with open_record(record or path) as opened:
        troubles = list(islice(check_record(opened), SHOWN + 1))
        for trouble in troubles[:SHOWN]:
            click.echo(trouble)
        if troubles:
            more = " and more" if len(troubles) > SHOWN else ""
            click.echo(f"{opened.path} does not hold: {len(troubles[:SHOWN])} troubles{more}, named above.")
            return 1
        counts = [(table, opened.count(table)) for table in ("articles", "events", "happenings", "failures", "sources")]
        click.echo(f"{opened.path} holds: {', '.join(f'{count:,} {table}' for table, count in counts)}.")
        failures = list(islice(opened.failures(), SHOWN))
        if failures:
            click.echo("Not read:")
        for failure in failures:
            click.echo(f"  {failure_words(failure)}")
        print_ledger(opened)
        if opened.meta("happenings") != "current":
            click.echo("The last read was stopped before happenings were grouped; run it again to finish.")
        return 0


def print_ledger(record: Record) -> None:
    """How many corrections are in force, and which no longer fit what is read."""
    force = [one for one in record.corrections() if not one.undone and one.correction.action != "undo"]
    if force:
        click.echo(f"Its ledger: {counted(len(force), 'correction', 'corrections')} in force.")
    conflicts = [(one.correction, conflict) for one in force for conflict in one.conflicts]
    if conflicts:
        click.echo("No longer as they were judged (comity correct --list):")
    for correction, conflict in conflicts[:SHOWN]:
        click.echo(f"  {entry_line(correction)}\n    {conflict.what}")
