"""comity train: event types of your own, from a few dozen sentences."""

from __future__ import annotations

from pathlib import Path

import click

from comity.cli.options import record_option
from comity.faults import WrongCall
from comity.record import open_record

SUFFIX = ".types.npz"
BACKGROUND = 400  # sentences of the record that stand for all that is none


def beside(record: Path) -> Path:
    """Where the types of a record are kept: "record.duckdb" has "record.types.npz"."""
    return record.with_suffix(SUFFIX)


def _sentences(path: Path) -> list[str]:
    """Sentences of a record's articles, evenly chosen; none where there is no record yet."""
    if not path.exists():
        return []
    with open_record(path) as record:
        found = [a.text[s.start : s.end] for a in record.articles() for s in a.sentences if s.part == "body"]
    return found[:: max(1, len(found) // BACKGROUND)][:BACKGROUND]


@click.command("train")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@record_option
def command(file: Path, path: Path) -> None:
    """Learn types of your own from the sentences of FILE, and keep them beside the record.

    Each line of FILE is {"text": "…", "type": "…"}; type null for sentences that tell of none of your types: give about
    as many of these as of the others, near misses above all. Twenty sentences of a type are a fair start. Some hundred
    sentences of the record stand for all else that is none. The figures are of cross-validation: no sentence is judged
    by a model that saw it. `comity label` then finds the types in the record.

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
    others = [features_of(model.encoder.read(text), model) for text in _sentences(path)]
    background = np.stack(others) if others else features[:0]
    labels = [t.type or NOTHING for t in taught]
    click.echo(f"{len(taught)} sentences, {len(background)} of the record beside them; figures of cross-validation")
    click.echo(f"{'type':24} {'sentences':>9} {'precision':>9} {'recall':>7} {'F1':>5}")
    for line in validate(features, labels, background):
        click.echo(f"{line.label:24} {line.examples:9} {line.precision:9.2f} {line.recall:7.2f} {line.f1:5.2f}")
    layer = fit(np.concatenate([features, background]), [*labels, *[NOTHING] * len(background)])
    save(layer, beside(path))
    click.echo(f"kept as {beside(path)}; comity label -r {path} finds them")
