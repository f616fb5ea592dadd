"""comity why: the words, the rule and the page behind an event or a happening."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from comity.cli.evidence import Fact, event_facts, headline, page_facts, print_facts
from comity.cli.ledger_words import entry_line
from comity.cli.options import record_option
from comity.cli.words import days, paper, who
from comity.faults import WrongCall
from comity.record import Record, open_record
from comity.record.corrections import entries_about
from comity.vocabulary import CodedArticle, Event


@click.command()
@click.argument("identifier", metavar="ID")
@click.argument("event", required=False)
@record_option
def command(identifier: str, event: str | None, path: Path) -> None:
    """Show the words, the rule and the page behind an event or a happening.

    \b
    comity why 67b29475:e3        an event: the beginning of its article's id, and its own
    comity why 67b29475 e3        the same
    comity why a8cc5be8           a happening, with every report of it
    """
    with open_record(path) as record:
        if event is not None:
            identifier = f"{identifier}:{event}"
        if ":" in identifier:
            explain_event(paper(), record, *record.event(identifier, as_read=True))
        else:
            explain_happening(paper(), record, identifier)


def explain_event(console: Console, record: Record, read: CodedArticle, event: Event) -> None:
    """An event as it was read: how it stands with its corrections, what it rests on, and its page."""
    now = record.article(read.id)
    standing = next((other for other in now.events if other.id == event.id), None)
    line = headline(now, standing) if standing else headline(read, event).append("  rejected", style="bold")
    console.print(line.append(f"  [{read.id}:{event.id}]", style="dim"))
    print_facts(console, event_facts(now, standing) if standing else event_facts(read, event))
    print_facts(console, correction_facts(record, read, event))
    print_facts(console, page_facts(now))


def correction_facts(record: Record, read: CodedArticle, event: Event) -> Iterator[Fact]:
    """Who corrected what of an event, and how it was read; nothing where nobody did."""
    entries = entries_about(record, read, event)
    if entries:
        yield "as read", headline(read, event)
    for one in entries:
        yield "corrected", Text(entry_line(one))


def explain_happening(console: Console, record: Record, prefix: str) -> None:
    """A happening and every report of it, those of one article together."""
    happening = record.happening(prefix_or_fault(record, prefix))
    when = days(happening.earliest, happening.latest)
    console.print(
        f"{when}  {who(happening.source, happening.target)}  {happening.type}  [{happening.id}]", style="bold"
    )
    articles = len({article for article, _ in happening.mentions})
    counts = [(len(happening.mentions), "report"), (articles, "article"), (happening.outlets, "outlet"),
              (happening.agencies, "wire service")]  # fmt: skip
    console.print("told by " + ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts))
    last = None
    for article_id, event_id in happening.mentions:
        article, event = record.event(f"{article_id}:{event_id}")
        read, as_read = record.event(f"{article_id}:{event_id}", as_read=True)
        if article_id != last:
            console.print()
            print_facts(console, page_facts(article), margin=0)
            last = article_id
        console.print()
        console.print(Text("  ") + headline(article, event).append(f"  [{event.id}]", style="dim"))
        print_facts(console, event_facts(article, event), margin=4)
        print_facts(console, correction_facts(record, read, as_read), margin=4)


def prefix_or_fault(record: Record, prefix: str) -> str:
    """The prefix if a happening begins so; raises WrongCall that says more where it is an article's."""
    happenings = next(iter(record.rows("select 1 from happenings where starts_with(id, ?)", [prefix])), None)
    article = next(iter(record.rows("select id from articles where starts_with(id, ?)", [prefix])), None)
    if happenings is None and article is not None:
        remedy = f"comity show {article[0]}, or comity why {article[0]}:e1"
        raise WrongCall("why", f'"{prefix}" is an article', remedy=remedy)
    return prefix
