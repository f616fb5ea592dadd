"""comity sample: a sheet of events to be checked by hand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

import click

from comity.cli.options import record_option, selects
from comity.faults import RecordFault
from comity.record import Select, open_record
from comity.review import draw, write_sheet
from comity.review.sheet import Stratum


@click.command()
@record_option
@click.option(
    "--by", type=click.Choice(get_args(Stratum)), default="type", show_default=True, help="What the strata are."
)
@click.option("--n", type=click.IntRange(1), default=50, show_default=True, help="Events of each stratum, at most.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another number draws another sample.")
@selects("dyad", "either_way", "actor", "since", "until", "types", "status", "said_by", "min_confidence")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
def command(path: Path, by: Stratum, n: int, seed: int, select: Select, output: Path | None) -> None:
    """Draw a sheet of events to be checked by hand, as CSV with the sentence and the page in each row.

    \b
    comity sample --by type --n 50 -o sheet.csv
    comity sample --by status --n 20 --dyad RUS BLR --since 2020 --seed 7 -o sheet.csv

    Fill `verdict` with right, wrong or unsure; of what is wrong, `type_is` and its like say what is right (type_is:
    none, if the words tell of no event). Then `comity evaluate sheet.csv`, and `comity correct --sheet sheet.csv`.
    """
    with open_record(path) as record:
        drawn = draw(record, select, by, n, seed)
    if output is None:
        write_sheet(drawn, sys.stdout)
        return
    try:
        with output.open("w", encoding="utf-8-sig", newline="") as file:  # the mark tells spreadsheets that it is UTF-8
            write_sheet(drawn, file)
    except OSError as error:
        raise RecordFault("output", error.strerror or str(error), place=str(output)) from error
    strata = len({one.stratum for one in drawn})
    click.echo(f"{output}: {len(drawn):,} events of {strata:,} {'strata' if strata != 1 else 'stratum'}")
