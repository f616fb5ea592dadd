"""comity read: the main job, pages into a record."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Thread

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from comity.cli.options import Day, Reading, memory_option, reads_pages, tell
from comity.cli.words import failure_words
from comity.pages import is_local
from comity.record import create, open_record
from comity.running import Summary, read_into
from comity.running.manifest import manifest
from comity.running.read import Report, Step

NAMED = 10  # failures named in the summary; the record names them all
SETTLED = 2  # seconds of coding before its rate means anything: pages come in bundles
QUIET = 500  # pages between two lines where there is no terminal


@click.command()
@click.option(
    "--into",
    "path",
    type=click.Path(path_type=Path),
    default="record.duckdb",
    show_default=True,
    envvar="COMITY_RECORD",
    show_envvar=True,
    help="The record; it is made if there is none.",
)
@reads_pages
@click.option(
    "--workers", type=click.IntRange(1), default=1, show_default=True, metavar="N", help="Processes that code."
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="X",
    help="Leave out events less sure, 0 to 1.",
)
@click.option(
    "--again", is_flag=True, help="Code anew what was read before, as after an upgrade or a change of lexicons."
)
@memory_option
@click.option(
    "--on", type=Day(), metavar="DAY", help="The day that the record's manifest is to note; none if not given."
)
def command(
    sources: Sequence[str],
    reading: Reading,
    path: Path,
    workers: int,
    min_confidence: float,
    again: bool,
    memory: bool | None,
    on: date | None,
) -> int:
    """Read pages into a record.

    A SOURCE is a file (HTML, text, JSON Lines, CSV, Parquet, WARC, RSS or Atom; also packed with gzip), a folder, a
    glob, the address of a page, feed or sitemap, @FILE for a list of addresses, or - for JSON Lines on standard input.

    \b
    comity read examples/ --into record.duckdb
    comity read stories.jsonl.gz --into wire.duckdb --workers 2
    comity read page.txt --published 2022-07-01
    comity read articles.csv --column text=body --column published=day
    comity read https://example.org/feed.xml --keep-pages kept

    What was read before is passed over; a run that was stopped goes on where it was. A page that changed is read
    again. What cannot be read is named and kept in the record. Exit status 1: some pages could not be read.
    """
    pages = reading(stdin=sys.stdin.buffer, say=tell)
    opened = open_record(path, read_only=False) if path.exists() else create(path)
    with opened as record, progress(sources, reading) as report:
        run = manifest(
            sources,
            published=reading.published,
            columns=reading.columns,
            min_confidence=min_confidence,
            again=again,
            memory=record.memory if memory is None else memory,
            on=on,
        )
        summary = read_into(
            record,
            pages,
            workers=workers,
            min_confidence=min_confidence,
            again=again,
            memory=memory,
            run=run,
            report=report,
        )
    print_summary(summary, path)
    return 1 if summary.failures else 0


@contextmanager
def progress(sources: Sequence[str], reading: Reading) -> Iterator[Report]:
    """What tells of progress on standard error: a bar on a terminal, else a line now and then."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Lines()
        return
    columns = (
        TextColumn("reading"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None, pace="")
        Thread(target=count, args=(bar, task, sources, reading), daemon=True).start()
        yield Bar(bar, task)


class Bar:
    """Moves a progress bar by a page at each step; the rate is that of coding, without starting up."""

    def __init__(self, bar: Progress, task: TaskID) -> None:
        self.bar, self.task = bar, task
        self.coded = 0  # pages since the first one
        self.began: float | None = None  # when the first one came, in seconds since the bar began

    def __call__(self, step: Step) -> None:
        """One page more."""
        known = self.bar.tasks[0]
        elapsed = known.elapsed or 0.0
        if self.began is not None and step != "passed":
            self.coded += 1
        elif step != "passed":
            self.began = elapsed
        since = elapsed - (self.began or 0.0)
        rate = self.coded / since if since > SETTLED else 0.0
        self.bar.update(self.task, advance=1, pace=pace(rate, (known.total or 0) - known.completed - 1))


def pace(rate: float, left: float) -> str:
    """Pages in a second, and the time that the pages left will take.

    >>> pace(12.5, 1000), pace(0, 1000), pace(20, -1)
    ('12.5 pages/s, 1:20 left', '', '20.0 pages/s')
    """
    if rate <= 0:
        return ""
    minutes, seconds = divmod(round(left / rate), 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{rate:,.1f} pages/s" + (f", {clock} left" if left >= 0 else "")


class Lines:
    """Writes a line when many pages more are done."""

    def __init__(self) -> None:
        self.steps: Counter[str] = Counter()

    def __call__(self, step: Step) -> None:
        """One page more."""
        self.steps[step] += 1
        total = self.steps.total()
        if total % QUIET == 0:
            click.echo(f"{total:,} pages: {in_words(self.steps)}", err=True)


def in_words(counts: Mapping[str, int]) -> str:
    """The counts that are not nought, in words."""
    names = {"replaced": "changed", "recoded": "coded anew", "known": "already known", "passed": "read before"}
    order = ("added", "coded", "replaced", "recoded", "known", "passed", "failed")
    return ", ".join(f"{counts[step]:,} {names.get(step, step)}" for step in order if counts.get(step))


def count(bar: Progress, task: TaskID, sources: Sequence[str], reading: Reading) -> None:
    """Tell the bar how many pages there are, once they are counted; only what is on this machine can be."""
    if all(map(is_local, sources)):
        bar.update(task, total=sum(1 for _ in reading()))


def print_summary(summary: Summary, path: Path) -> None:
    """What the run did, and what could not be read."""
    counts = Counter(
        added=summary.added,
        replaced=summary.replaced,
        recoded=summary.recoded,
        known=summary.known,
        passed=summary.passed,
        failed=len(summary.failures),
    )
    if not counts.total():
        click.echo(f"{path}: no pages")
    elif not (summary.added or summary.replaced or summary.recoded):
        click.echo(f"{path}: nothing new; {in_words(counts)}")
    else:
        click.echo(f"{path}: {in_words(counts)}")
    kinds = Counter(failure.error.kind for failure in summary.failures)
    for kind, number in sorted(kinds.items()):
        click.echo(f"  {number:,} {kind}:")
        named = [failure for failure in summary.failures if failure.error.kind == kind]
        for failure in named[:NAMED]:
            click.echo(f"    {failure_words(failure)}")
        if number > NAMED:
            click.echo(f"    and {number - NAMED:,} more; the record's table failures names them")
    click.echo(f"It holds {summary.events:,} events and {summary.happenings:,} happenings.")
