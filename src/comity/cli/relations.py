"""comity relations: which event type holds between two marked actors of a sentence."""

from __future__ import annotations

import sys
from typing import Literal

import click
import msgspec

from comity.faults import WrongCall


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

    \b
    comity relations pairs.jsonl > types.jsonl
    """
    from comity.events.relations import Pair, open_relations

    relate = open_relations(scheme)
    encoder = msgspec.json.Encoder()
    with click.open_file(file, "rb") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                pair = msgspec.json.decode(line, type=Pair)
            except msgspec.DecodeError as error:
                raise WrongCall("relations", str(error), place=f"{file} line {number}",
                                remedy="each line is {id, sentence, source, target}") from error  # fmt: skip
            sys.stdout.buffer.write(encoder.encode(relate(pair)) + b"\n")
    return 0
