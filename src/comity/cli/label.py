"""comity label: the sentences of a record that tell of your own types."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from comity.cli.options import printed_as, record_option
from comity.cli.train import beside
from comity.cli.words import days, short, shortened
from comity.faults import WrongCall

WIDTH = 100


@click.command("label")
@record_option
@click.option(
    "--min-share", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="Leave out what is less likely."
)
@printed_as()
def command(path: Path, min_share: float, layout: str) -> None:
    """Find the types that `comity train` learned in the sentences of the record's articles.

    A line for each sentence whose likeliest type is one of yours: day of publication, type, its share, article, words.

    \b
    comity label -r record.duckdb --min-share 0.7
    """
    import numpy as np

    from comity.models import open_model
    from comity.models.own import NOTHING, features_of, load
    from comity.record import open_record

    types, model = load(beside(path)), open_model()
    if model is None:
        raise WrongCall("label", "the event model's weights are not installed", remedy="install comity again")
    with open_record(path) as record:
        for article in record.articles():
            sentences = [s for s in article.sentences if s.part != "caption"]
            if not sentences:
                continue
            texts = [article.text[s.start : s.end] for s in sentences]
            shares = types.shares(np.stack([features_of(model.encoder.read(text), model) for text in texts]))
            for sentence, text, row in zip(sentences, texts, shares, strict=True):
                label, share = types.labels[int(row.argmax())], round(float(row.max()), 2)
                if label == NOTHING or share < min_share:
                    continue
                if layout == "jsonl":
                    line = {"article": article.id, "start": sentence.start, "end": sentence.end, "type": label,
                            "share": share, "text": text}  # fmt: skip
                    sys.stdout.buffer.write(msgspec.json.encode(line) + b"\n")
                else:
                    day = days(article.published.earliest, article.published.latest)
                    click.echo(f"{day:15}  {label:16}  {share:.2f}  {short(article.id)}  {shortened(text, WIDTH)}")
