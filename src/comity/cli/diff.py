"""comity diff: what two codings differ in."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click
import msgspec
from rich import box
from rich.console import Console
from rich.table import Table

from comity.cli.options import printed_as
from comity.cli.words import paper, short, shortened
from comity.record.codings import Codings, open_codings
from comity.record.differences import FACETS, Change, Compared, Kind, compare_all

CHANGES: tuple[Change, ...] = ("changed", "removed", "added")
SIGNS: dict[Change, str] = {"changed": "~", "removed": "-", "added": "+"}


@click.command()
@click.argument("first", metavar="A", type=click.Path(path_type=Path))
@click.argument("second", metavar="B", type=click.Path(path_type=Path))
@printed_as("table: how many of which type and article; jsonl: an object for each difference.")
@click.option(
    "--limit", type=click.IntRange(0), default=10, show_default=True, metavar="N", help="Articles listed; 0: all."
)
def command(first: Path, second: Path, layout: str, limit: int) -> None:
    """Compare two codings: what B has more, less, and otherwise than A.

    \b
    comity diff before.jsonl after.jsonl
    comity diff record.duckdb new.duckdb --format jsonl

    A and B are records, or JSON Lines that `comity code` wrote. Events and quotations are matched by the words that
    they were read from, then by what is said of them; confidence is compared to two digits.
    """
    with open_codings(first) as ones, open_codings(second) as others:
        compared = compare_all(ones, others)
        if layout == "jsonl":
            encode = msgspec.json.Encoder().encode
            for article in compared:
                sys.stdout.buffer.writelines(encode(difference) + b"\n" for difference in article.differences)
        else:
            draw(paper(), {str(first): ones, str(second): others}, compared, limit)


class Tally:
    """How many items are alike and how many differ, by kind and type, by field, by article."""

    def __init__(self, compared: Iterable[Compared]) -> None:
        self.types: dict[tuple[Kind, str], Counter[str]] = {}
        self.fields: dict[str, Counter[str]] = {}
        self.retyped: Counter[str] = Counter()  # "ACCUSE → REJECT"
        self.articles: list[tuple[Compared, Counter[str]]] = []
        for article in compared:
            self._add(article)

    def _add(self, article: Compared) -> None:
        counts: Counter[str] = Counter()
        for kind, count in article.same.items():
            self.types.setdefault(kind, Counter())["same"] += count
        for difference in article.differences:
            if difference.kind != "article":
                self.types.setdefault((difference.kind, difference.type), Counter())[difference.change] += 1
            counts[difference.change] += 1
            self.fields.setdefault(difference.kind, Counter()).update(list(difference.fields))
            if difference.kind == "event" and "type" in difference.fields:
                self.retyped[" → ".join(difference.fields["type"])] += 1
        if counts:
            self.articles.append((article, counts))


def draw(console: Console, codings: dict[str, Codings], compared: Iterable[Compared], limit: int) -> None:
    """Totals, a table by kind and type, the fields that changed, the articles that differ most."""
    for name, side in codings.items():
        lost = f", {side.failures:,} pages not coded" if side.failures else ""
        console.print(f"{name}: {len(side):,} articles{lost}")
    tally = Tally(compared)
    if not tally.articles:
        console.print("They say the same.")
        return
    kinds = [facet.kind for facet in FACETS.values()]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in ("Kind", "Type"):
        table.add_column(heading)
    for heading in ("Same", *map(str.capitalize, CHANGES)):
        table.add_column(heading, justify="right")
    for (kind, name), counts in sorted(tally.types.items(), key=lambda item: (kinds.index(item[0][0]), item[0][1])):
        table.add_row(kind, name, *(f"{counts[change]:,}" for change in ("same", *CHANGES)))
    console.print(table)
    for name, fields in tally.fields.items():
        if fields:
            console.print(f"{name}s changed in {counted(fields)}")
    if tally.retyped:
        console.print(f"types: {counted(tally.retyped)}")
    console.print(f"{len(tally.articles):,} articles differ")
    draw_articles(console, tally, limit)


def counted(counts: Counter[str]) -> str:
    """The names with their counts, most first."""
    return ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items(), key=lambda f: (-f[1], f[0])))


def draw_articles(console: Console, tally: Tally, limit: int) -> None:
    """A line for each of the articles that differ most."""
    most = sorted(tally.articles, key=lambda item: (-item[1].total(), item[0].article))
    for article, counts in most[: limit or None]:
        signs = " ".join(f"{SIGNS[change]}{counts[change]}" for change in CHANGES if counts[change])
        line = f"  {short(article.article)}  {signs}  "
        console.print(line + shortened(article.title or "", max(console.width - len(line), 20)))
    if limit and len(most) > limit:
        console.print(f"  {len(most) - limit:,} more; --limit 0 shows all", style="dim")
