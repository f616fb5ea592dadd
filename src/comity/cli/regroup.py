"""comity regroup: happenings made anew from all events."""

from __future__ import annotations

from pathlib import Path

import click

from comity.cli.options import memory_option, record_option
from comity.record import open_record


@click.command()
@click.argument("record", required=False, type=click.Path(path_type=Path))
@record_option
@memory_option
def command(record: Path | None, path: Path, memory: bool | None) -> None:
    """Group all events of a record into happenings anew.

    \b
    comity regroup record.duckdb
    comity regroup record.duckdb --no-memory

    `comity read` groups what is new at its end; this is for a read that was stopped, and for a record of an older
    comity, which is brought up to date. The outcome depends on the articles alone, not on the order of reading.
    """
    with open_record(record or path, read_only=False) as opened:
        happenings = opened.regroup(anew=True, memory=memory)
        events = opened.count("events")
        ((denied,),) = opened.rows("select count(distinct happening) from disagreements")
        click.echo(f"{opened.path}: {happenings:,} happenings from {events:,} events; {denied:,} are denied.")
