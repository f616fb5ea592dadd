"""comity evaluate: how often the coding is right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from comity.cli.ledger_words import print_agreement
from comity.cli.options import printed_as, record_option
from comity.faults import WrongCall
from comity.record import open_record
from comity.record.corrections import as_read
from comity.review import Precision, agreement_of_sheets, precision_of, read_gold, read_sheet, score
from comity.review.gold import SCORED, Score

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="SHEET...|GOLD")
@record_option
@printed_as()
def command(files: Sequence[Path], path: Path, layout: str) -> None:
    """How often the coding is right: by filled sheets (.csv), or of the record against gold (.jsonl).

    \b
    comity evaluate sheet.csv                  precision by stratum, with 95 % intervals (Wilson)
    comity evaluate ana.csv ben.csv            each, and how far the two agree
    comity evaluate gold.jsonl -r new.duckdb   the coding as read, against what `comity correct --gold` wrote

    In the whole of a sheet each stratum weighs as many events as it was drawn from. Gold may also be coded articles
    that hold all their events, one a line.
    """
    gold = [file for file in files if file.suffix == ".jsonl"]
    if gold:
        if len(files) > 1:
            raise WrongCall("evaluate", "several files", place=str(gold[0]), remedy="give one gold, or sheets only")
        _print_scores(_scores(gold[0], path), layout)
        return
    sheets = {str(file): read_sheet(file) for file in files}
    for name, sheet in sheets.items():
        lines, whole = precision_of(sheet)
        _print_precision(name, [*lines, whole], layout)
    if len(sheets) > 1 and layout == "table":
        print_agreement(agreement_of_sheets(sheets))


def _scores(file: Path, path: Path) -> list[Score]:
    gold = read_gold(file)
    with open_record(path) as record:
        coded = as_read(record, [article.id for article in gold])
    missing = [article.id for article in gold if article.id not in coded]
    if missing:
        click.echo(f"comity: {len(missing):,} gold articles are not in {path}; their events count as missed", err=True)
    return score(gold, [coded.get(article.id) for article in gold])


def _print_precision(name: str, lines: Sequence[Precision], layout: str) -> None:
    if layout == "jsonl":
        for line in lines:
            click.echo(msgspec.json.encode({"sheet": name, **msgspec.structs.asdict(line)}))
        return
    width = max(len(line.stratum) for line in lines)
    click.echo(f"{name}\n{'':{width}} {'events':>7} {'judged':>6} {'right':>5} {'unsure':>6} {'precision':>9}   95 %")
    for line in lines:
        counts = f"{line.stratum:{width}} {line.population:7,} {line.judged:6,} {line.right:5,} {line.unsure:6,}"
        click.echo(
            counts + (" " * 9 + "-" if line.precision is None else _interval(line.precision, line.low, line.high))
        )


def _interval(share: float, low: float | None, high: float | None) -> str:
    return f"{share:10.2f}   {low or 0:.2f}-{high or 0:.2f}"


def _print_scores(scores: Sequence[Score], layout: str) -> None:
    if layout == "jsonl":
        for line in scores:
            click.echo(msgspec.json.encode(line))
        return
    heads = "".join(f" {name:>7}" for name in SCORED)
    click.echo(f"{'type':10} {'gold':>5} {'found':>5} {'false':>5} {'precision':>9} {'recall':>7}   95 %     {heads}")
    for line in scores:
        precision = "-" if line.precision is None else f"{line.precision:.2f}"
        recall = (
            f"{line.recall:7.2f}   {line.recall_low:.2f}-{line.recall_high:.2f}" if line.gold else f"{'-':>7}{'':12}"
        )
        shares = "".join(f" {getattr(line, name) / line.found:7.2f}" if line.found else f" {'-':>7}" for name in SCORED)
        click.echo(f"{line.type:10} {line.gold:5,} {line.found:5,} {line.false:5,} {precision:>9} {recall}{shares}")
    click.echo("false: coded, though rejected; status, source, target, days: shares of those found that have it right")
