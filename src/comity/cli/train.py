"""comity train: event types of your own, from a few dozen sentences."""

from __future__ import annotations

from pathlib import Path

import click

from comity.cli.options import record_option
from comity.faults import WrongCall

SUFFIX = ".types.npz"


def beside(record: Path) -> Path:
    """Where the types of a record are kept: "record.duckdb" has "record.types.npz"."""
    return record.with_suffix(SUFFIX)


@click.command("train")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@record_option
def command(file: Path, path: Path) -> None:
    """Learn types of your own from the sentences of FILE, and keep them beside the record.

    Each line of FILE is {"text": "…", "type": "…"}; type null for sentences that tell of none of your types: give about
    as many of these as of the others. Twenty sentences of a type are a fair start. The figures are of cross-validation:
    no sentence is judged by a model that saw it. `comity label` then finds the types in the record.

    \b
    comity train docs/own-types.jsonl --record record.duckdb
    """
    import numpy as np

    from comity.models import open_model
    from comity.models.own import NOTHING, features_of, fit, read_taught, save, validate

    taught = read_taught(file)
    model = open_model()
    if model is None:
        raise WrongCall("train", "the event model's weights are not installed", remedy="install comity again")
    features = np.stack([features_of(model.encoder.read(t.text), model) for t in taught])
    labels = [t.type or NOTHING for t in taught]
    click.echo(f"{len(taught)} sentences; figures of cross-validation")
    click.echo(f"{'type':24} {'sentences':>9} {'precision':>9} {'recall':>7} {'F1':>5}")
    for line in validate(features, labels):
        click.echo(f"{line.label:24} {line.examples:9} {line.precision:9.2f} {line.recall:7.2f} {line.f1:5.2f}")
    save(fit(features, labels), beside(path))
    click.echo(f"kept as {beside(path)}; comity label -r {path} finds them")
