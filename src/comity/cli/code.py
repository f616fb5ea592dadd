"""comity code: pages in, coded articles as JSON Lines out."""

from __future__ import annotations

import sys

import click
import msgspec

from comity.cli.options import Reading, reads_pages, tell
from comity.vocabulary import Failure


@click.command("code")
@reads_pages
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that code.")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="Leave out events below."
)
def command(sources: tuple[str, ...], reading: Reading, workers: int, min_confidence: float) -> int:
    """Code pages without a record: one JSON object a line, in the order of the input.

    \b
    comity code page.html
    comity code stories.jsonl --workers 2 > coded.jsonl
    comity code - < stories.jsonl
    comity code https://example.org/news/bridge.html

    A SOURCE is a file, folder, glob, address, @FILE or -, as of `comity read`. A line of JSON Lines is
    {"id", "text" or "html", "url"?, "title"?, "published"?}. A page that cannot be coded gives
    {"id", "path", "error"} in its place, and exit status 1.
    """
    from comity.running import code_pages

    pages = reading(stdin=sys.stdin.buffer, say=tell)
    encoder = msgspec.json.Encoder()
    failed = 0
    for coded in code_pages(pages, workers):
        if isinstance(coded, Failure):
            failed += 1
        elif min_confidence:
            coded = msgspec.structs.replace(
                coded, events=tuple(e for e in coded.events if e.confidence >= min_confidence)
            )
        sys.stdout.buffer.write(encoder.encode(coded) + b"\n")
        sys.stdout.buffer.flush()
    if failed:
        click.echo(f"comity code: {failed} of the pages could not be coded; their lines tell why", err=True)
    return 1 if failed else 0
