"""comity relations: which event type holds between two marked actors of a sentence."""

from __future__ import annotations

import sys
from typing import Literal

import click
import msgspec
from msgspec import Struct


@click.command("relations")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--scheme",
    type=click.Choice(["plover", "plv"]),
    default="plover",
    show_default=True,
    help="plover: the codebook's types; plv: the 15 roots of the PLV data set, YIELD as CONCEDE or RETREAT.",
)
def command(file: str, scheme: Literal["plover", "plv"]) -> int:
    """Classify pairs: JSON Lines in and out.

    Each input line is {"id", "sentence", "source": [start, end] or null, "target": [start, end] or null};
    each output line {"id", "type", "rule", "trigger", "confidence"}; type null: no relation was found.
    A line that cannot be read gives {"id", "path", "error"} in its place, and exit status 1.

    \b
    comity relations pairs.jsonl > types.jsonl
    """
    from comity.events.relations import open_relations, read_pair
    from comity.faults import Unreadable

    relate = open_relations(scheme)
    encoder = msgspec.json.Encoder()
    failed = 0
    with click.open_file(file, "rb") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            answer: Struct
            try:
                answer = relate(read_pair(line, f"{file} line {number}"))
            except Unreadable as fault:
                failed += 1
                answer = fault.failure(None, f"{file}#{number}")
            sys.stdout.buffer.write(encoder.encode(answer) + b"\n")
    if failed:
        click.echo(f"comity relations: {failed} lines could not be read; their answers tell why", err=True)
    return 1 if failed else 0
