"""comity why: the words, the rule and the page behind an event or a happening."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from comity.cli.evidence import Fact, event_facts, headline, memory_facts, origin_facts, page_facts, print_facts
from comity.cli.ledger_words import entry_line
from comity.cli.options import record_option
from comity.cli.words import SHORT_ID, days, paper, who
from comity.faults import WrongCall
from comity.happenings import common_words, reports_of
from comity.record import Record, open_record
from comity.record.accounts import Account, accounts, neighbours, reasons
from comity.record.corrections import entries_about
from comity.record.rows import UNNAMED
from comity.vocabulary import CodedArticle, Event, Happening

APART = 3  # happenings named that were kept apart
OUTLETS = 3  # named for each who tells of it
REPORTED = "select voices, first_reported, last_reported from happenings where id = ?"


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

    Of a happening also: what makes its reports one deed and why each joined, who says so and who denies it, and
    which happenings of the same type and parties were kept apart from it.
    """
    with open_record(path) as record:
        if event is not None:
            identifier = f"{identifier}:{event}"
        if ":" in identifier:
            article, found = record.event(identifier, as_read=True)
            explain_event(paper(), record, article, found)
            print_facts(paper(), origin_facts(record, article.id))
        else:
            explain_happening(paper(), record, identifier)


def explain_event(console: Console, record: Record, read: CodedArticle, event: Event) -> None:
    """An event as it was read: how it stands with its corrections, what it rests on, and its page."""
    now = record.article(read.id)
    standing = next((other for other in now.events if other.id == event.id), None)
    line = headline(now, standing) if standing else headline(read, event).append("  rejected", style="bold")
    console.print(line.append(f"  [{read.id}:{event.id}]", style="dim"))
    print_facts(console, event_facts(now, standing) if standing else event_facts(read, event))
    print_facts(console, memory_facts(record, now, standing) if standing else ())
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
    """A happening, what makes it one, who disagrees, and every report of it, those of one article together."""
    happening = record.happening(prefix_or_fault(record, prefix))
    console.print(f"{happening_line(happening)}  [{happening.id}]", style="bold")
    (row,) = record.rows(REPORTED, [happening.id])
    voices, first, last = row
    articles = len({article for article, _ in happening.mentions})
    counts = [(len(happening.mentions), "report"), (articles, "article"), (happening.outlets, "outlet"),
              (happening.agencies, "wire service"), (voices, "independent voice")]  # fmt: skip
    console.print("told by " + ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts))
    article, event = record.event(":".join(happening.mentions[0]))
    print_facts(console, grouping_facts(record, happening, article, event), margin=0)
    if first is not None:
        print_facts(console, [("reported", Text(days(first, last)))], margin=0)
    why_here, shown = reasons(record, happening.id), None
    for article_id, event_id in happening.mentions:
        article, event = record.event(f"{article_id}:{event_id}")
        read, as_read = record.event(f"{article_id}:{event_id}", as_read=True)
        if article_id != shown:
            console.print()
            print_facts(console, page_facts(article), margin=0)
            print_facts(console, origin_facts(record, article.id), margin=0)
            shown = article_id
        console.print()
        console.print(Text("  ") + headline(article, event).append(f"  [{event.id}]", style="dim"))
        print_facts(console, [("joined", Text(why_here[article_id, event_id]))], margin=4)
        print_facts(console, event_facts(article, event), margin=4)
        print_facts(console, memory_facts(record, article, event), margin=4)
        print_facts(console, correction_facts(record, read, as_read), margin=4)


def grouping_facts(record: Record, happening: Happening, article: CodedArticle, event: Event) -> Iterator[Fact]:
    """What its reports have in common, who tells of it, who says otherwise, what was kept apart."""
    report = next(report for report in reports_of(article) if report.event == event.id)
    yield "one deed", Text(common_words(report))
    yield "says so", Text("; ".join(map(account_words, accounts(record, happening.id))))
    others = neighbours(record, happening.id)
    for other in [other for other in others if other.disagrees]:
        who_says = "; ".join(map(account_words, accounts(record, other.id)))
        label = "denied" if other.status == "denied" else "told so"
        yield label, Text(f"{days(other.earliest, other.latest)}  {who_says}  [{other.id[:SHORT_ID]}]")
    apart = [other for other in others if not other.disagrees]
    for other in apart[:APART]:
        why = "other days" if other.same_status else other.status
        yield "apart", Text(f"{days(other.earliest, other.latest)}  {why}  [{other.id[:SHORT_ID]}]")
    if len(apart) > APART:
        yield "apart", Text(f"and {len(apart) - APART:,} more of this type and these parties")


def account_words(account: Account) -> str:
    """Who tells of it, and where: "Oleg Ivanov (Courier, Gazette)"."""
    speaker = "somebody unnamed" if account.speaker == UNNAMED else account.speaker or "the outlet itself"
    outlets = ", ".join(account.outlets[:OUTLETS]) + (", …" if len(account.outlets) > OUTLETS else "")
    return f"{speaker} ({outlets})"


def happening_line(happening: Happening) -> str:
    """Day, who to whom and type."""
    when = days(happening.earliest, happening.latest)
    return f"{when}  {who(happening.source, happening.target)}  {happening.type}"


def prefix_or_fault(record: Record, prefix: str) -> str:
    """The prefix if a happening begins so; raises WrongCall that says more where it is an article's."""
    happenings = next(iter(record.rows("select 1 from happenings where starts_with(id, ?)", [prefix])), None)
    article = next(iter(record.rows("select id from articles where starts_with(id, ?)", [prefix])), None)
    if happenings is None and article is not None:
        remedy = f"comity show {article[0]}, or comity why {article[0]}:e1"
        raise WrongCall("why", f'"{prefix}" is an article', remedy=remedy)
    return prefix
