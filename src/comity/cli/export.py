"""comity export: the record as files that other tools read."""

from __future__ import annotations

from pathlib import Path

import click

from comity.cli.options import record_option
from comity.cli.standing import warn_if_stale
from comity.exports import EXPORTS, LAYOUTS, export
from comity.record import open_record


@click.command()
@record_option
@click.option("--layout", type=click.Choice(EXPORTS), default="csv", show_default=True, help="Kind of files.")
@click.option(
    "--to", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder to write."
)
@click.option(
    "--words/--no-words",
    default=None,
    help="With or without the publishers' words: headlines, sentences, quotations, evidence.  "
    "[default: with for csv, jsonl and parquet, without for the others]",
)
@click.option("--force", is_flag=True, help="Write although the folder is not empty.")
def command(path: Path, layout: str, folder: Path, words: bool | None, force: bool) -> None:
    """Write the record into a folder, with a codebook (README.txt), CITATION.cff and manifest.json.

    csv, jsonl and parquet are every table of the record; polecat, icews, gdelt and phoenix are one file as those data
    sets publish it, with the way back to article and span for each row in sources.csv.

    \b
    comity export --layout csv --to out/
    comity export --layout parquet --to out-parquet/ -r record.duckdb
    comity export --layout gdelt --to out-gdelt/
    comity export --layout csv --no-words --to to-share/

    The same record gives the same bytes.
    """
    with open_record(path) as record:
        warn_if_stale(record)
        written = export(record, layout, folder, force=force, words=words)
    for name, rows in written.rows.items():
        click.echo(f"{rows:>10,}  {folder / name}")
    for reason, count in written.left_out.items():
        click.echo(f"{count:>10,}  {LAYOUTS[layout].unit} left out: {reason}")
