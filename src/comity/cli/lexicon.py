"""comity lexicon: whether the lexicons hold, and whom a name means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from comity.cli.options import Day
from comity.coding import Tools, code, open_tools
from comity.faults import WrongCall
from comity.lexicons.actors import NameEntry, open_actors
from comity.lexicons.check import TABLES, check_lexicons
from comity.lexicons.patterns import open_events
from comity.vocabulary import CodedArticle, Event, Page, actors_by_id


@click.group()
def command() -> None:
    """The lists of names, words and patterns that comity reads by: check them, or look a name up."""


@command.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--examples", is_flag=True, help="also code the examples of the installed patterns (some seconds)")
def check(folder: Path | None, examples: bool) -> int:
    """Check that the lexicons of FOLDER hold; without it, those that comity uses.

    Names file, line and remedy of unknown codes, sectors, kinds, classes, slots and modes, of days that are none,
    overlapping spells, doubles and unsorted rows. Exit status 0: they hold; 1: they do not.

    \b
    comity lexicon check
    comity lexicon check my-lexicons/
    """
    troubles = [str(trouble) for trouble in check_lexicons(folder)]
    if examples and not troubles:
        troubles += _examples(open_tools(with_model=False))
    for trouble in troubles:
        click.echo(trouble)
    if troubles:
        click.echo(f"The lexicons do not hold: {len(troubles)} troubles, named above.")
        return 1
    click.echo(f"The lexicons hold: {len(TABLES)} tables, {len(open_events().entries)} patterns.")
    return 0


@command.command()
@click.argument("name")
@click.option("--on", "day", type=Day(), help="only what holds on this day")
def who(name: str, day: date | None) -> None:
    """Show whom or what NAME means: code, office, days, and where to look it up.

    \b
    comity lexicon who Kabila
    comity lexicon who "Boris Johnson" --on 2017-05-14
    """
    names = open_actors().names
    if name not in names:
        near = get_close_matches(name, names, n=3)
        raise WrongCall("lexicon", f"no “{name}”", remedy=f"did you mean {', '.join(near)}?" if near else None)
    for entry in names[name]:
        if day is None or entry.holds(day):
            click.echo(_reading(entry))


def _reading(entry: NameEntry) -> str:
    """A reading in a line: "GBRGOV Boris Johnson (foreign secretary), 2016-07-13 to 2018-07-09; rulers.org: …"."""
    days = f", {entry.first_day or ''} to {entry.last_day or ''}" if entry.first_day or entry.last_day else ""
    cite = f"; {entry.cite}" if entry.cite else ""
    return f"{entry.code or 'uncoded'} {entry.name} ({entry.role or entry.kind}){days.rstrip()}{cite}"


def _examples(tools: Tools) -> Iterator[str]:
    """The examples that do not code as their entry says, and the sentences that code though they should not."""
    for rule, entry in tools.events.entries.items():
        for example in entry.codes:
            lines = _lines(code(Page(content=example.text, kind="text", published="2024-05-02"), tools))
            if example.as_ not in lines:
                yield f"{rule}: “{example.text}” codes as {'; '.join(lines) or 'nothing'}, not as {example.as_}"
        for text in entry.leaves:
            lines = _lines(code(Page(content=text, kind="text", published="2024-05-02"), tools))
            if lines:
                yield f"{rule}: “{text}” codes as {'; '.join(lines)}, not as nothing"


def _lines(article: CodedArticle) -> list[str]:
    """The events of an article as the examples write them: "FRAGOV -> DEU CONSULT"."""
    return [_line(article, event) for event in article.events]


def _line(article: CodedArticle, event: Event) -> str:
    actors = actors_by_id(article.actors)
    source, target = (
        ", ".join(sorted(actors[i].code or actors[i].name for i in side)) for side in (event.source, event.target)
    )
    return f"{source} -> {target} {event.type}".strip() if event.target else f"{source} {event.type}"
