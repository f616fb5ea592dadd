"""comity code: pages in, coded articles as JSON Lines out."""

from __future__ import annotations

import sys

import click
import msgspec

from comity.vocabulary import Failure


@click.command("code")
@click.argument("sources", nargs=-1, required=True)
@click.option("--published", metavar="DATE", help="Publication day of pages that tell none, YYYY-MM-DD.")
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that code.")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="Leave out events below."
)
def command(sources: tuple[str, ...], published: str | None, workers: int, min_confidence: float) -> int:
    """Code pages without a record: one JSON object a line, in the order of the input.

    \b
    comity code page.html
    comity code stories.jsonl --workers 2 > coded.jsonl
    comity code - < stories.jsonl

    SOURCES are files, folders, globs, or - for JSON Lines on standard input with objects
    {"id", "text" or "html", "url"?, "title"?, "published"?}. A page that cannot be coded gives
    {"id", "path", "error"} in its place, and exit status 1.
    """
    from comity.pages import open_pages
    from comity.running import code_pages

    pages = open_pages(sources, published=published, stdin=sys.stdin.buffer)
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
