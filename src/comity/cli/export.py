"""comity export: the record as files that other tools read."""

from __future__ import annotations

from pathlib import Path

import click

from comity.cli.options import record_option
from comity.cli.standing import warn_if_stale
from comity.exports import EXPORTS, export
from comity.record import open_record


@click.command()
@record_option
@click.option("--layout", type=click.Choice(list(EXPORTS)), default="csv", show_default=True, help="Kind of files.")
@click.option(
    "--to", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder to write."
)
@click.option("--force", is_flag=True, help="Write although the folder is not empty.")
def command(path: Path, layout: str, folder: Path, force: bool) -> None:
    """Write every table of the record into a folder, with a codebook (README.txt).

    \b
    comity export --layout csv --to out/
    comity export --layout parquet --to out-parquet/ -r record.duckdb

    The same record gives the same bytes.
    """
    with open_record(path) as record:
        warn_if_stale(record)
        counts = export(record, layout, folder, force=force)
    for name, rows in counts.items():
        click.echo(f"{rows:>10,}  {folder / name}")
