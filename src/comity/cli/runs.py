"""comity runs: the manifest of a record."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from comity.cli.options import printed_as, record_option
from comity.cli.read import in_words
from comity.record import open_record
from comity.record.runs import RunRow

HASH = 12  # digits shown
NAMED = 5  # inputs named


@click.command()
@record_option
@printed_as()
def command(path: Path, layout: str) -> None:
    """With what each `comity read` was made, and what came of it: the record's manifest.

    \b
    comity runs -r record.duckdb
    comity runs --format jsonl

    Version, sha256 of lexicons and model weights, options, inputs, counts. The day stands there only where
    `comity read --on DAY` gave it.
    """
    with open_record(path) as record:
        runs = list(record.runs())
    for run in runs:
        if layout == "jsonl":
            click.echo(msgspec.json.encode(run))
        else:
            print_run(run)
    if not runs and layout == "table":
        click.echo("No run is noted: the record was made by an older comity, or nothing was read into it.")


def print_run(run: RunRow) -> None:
    """A run in four lines."""
    day = f" on {run.day}" if run.day else ""
    stopped = "" if run.done else " (stopped; the same command goes on with it)"
    click.echo(f"run {run.number}{day}: comity {run.comity_version}{stopped}")
    weights = run.weights[:HASH] if run.weights else "none"
    click.echo(f"  lexicons {run.lexicons[:HASH]}, weights {weights} (sha256)")
    options = ", ".join(f"{name} {value}" for name, value in run.options.items() if value)
    more = f" and {len(run.inputs) - NAMED:,} more" if len(run.inputs) > NAMED else ""
    click.echo(f"  read {' '.join(run.inputs[:NAMED]) or 'pages'}{more}{f'; {options}' if options else ''}")
    counts = {name: getattr(run, name) for name in ("added", "replaced", "recoded", "known", "passed", "failed")}
    said = in_words(counts) or "nothing"
    click.echo(f"  {said}; then {run.events:,} events, {run.happenings:,} happenings")
