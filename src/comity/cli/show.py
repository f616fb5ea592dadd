"""comity show: an article with its evidence marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from comity.cli.evidence import (
    Fact,
    headline,
    memory_facts,
    origin,
    origin_facts,
    print_facts,
    published_line,
    speaker_name,
    speaker_text,
    updated_line,
)
from comity.cli.options import record_option
from comity.cli.words import days, indented, paper, short, shortened
from comity.faults import WrongCall
from comity.record import Record, open_record
from comity.vocabulary import Actor, CodedArticle, Event, Sentence, Span

MARGIN = 4


@click.command()
@click.argument("identifier", metavar="[ID]", required=False)
@record_option
def command(identifier: str | None, path: Path) -> None:
    """Show an article with its evidence marked: what was read from which words, what was left out and why.

    ID is the beginning of an article's id, or the path or address that it was read from. Without it the record's
    articles are listed.
    On a terminal: actors cyan, quotations italic, times yellow, triggers underlined.
    """
    with open_record(path) as record:
        if identifier is None:
            list_articles(paper(), record)
        else:
            article = record.article(by_place(record, identifier))
            show(paper(), article, [*origin_facts(record, article.id), *memory_facts(record, article)])


def list_articles(console: Console, record: Record) -> None:
    """A line for each article: its id, day of publication, outlet, number of events and title."""
    sql = """
    select a.id, a.published_earliest, a.published_latest, a.outlet, a.title, count(e.id)
    from articles a left join events e on e.article = a.id
    group by all order by a.published_earliest nulls last, any_value(a.position)"""
    for identifier, earliest, latest, outlet, title, events in record.rows(sql):
        number = f"{events} event{'' if events == 1 else 's'}"
        line = f"{short(identifier)}  {days(earliest, latest):15}  {number:9}  {outlet or 'outlet unknown'}: {title}"
        console.print(line, no_wrap=True, overflow="ellipsis")


def by_place(record: Record, identifier: str) -> str:
    """The id of the article with this path or address; the words themselves if there is none."""
    sql = "select article from pages where path = ? union select id from articles where path = ? or url = ? order by 1"
    found = [row[0] for row in record.rows(sql, [identifier] * 3)]
    if len(found) > 1:
        raise WrongCall("show", "several articles were read from there", place=", ".join(found), remedy="give an id")
    return found[0] if found else identifier


def show(console: Console, article: CodedArticle, more: Sequence[Fact] = ()) -> None:
    """Head, text with events below their sentences, actors, claims and provisions, what was left out."""
    console.print(article.title or "Without a title", style="bold")
    head = [("article", article.id), ("outlet", origin(article)), ("published", published_line(article))]
    head += [("updated", updated_line(article))]
    head += [("by", ", ".join(article.authors)), ("sections", ", ".join(article.sections))]
    head += [("page", " ".join(filter(None, (article.path, article.url))))]
    print_facts(console, [*((label, Text(words)) for label, words in head if words), *more], margin=0)
    console.print()
    print_text(console, article)
    for title, lines in sections(article):
        if lines:
            console.print(title, style="bold")
            for line in lines:
                console.print(indented(line, console, 2))
            console.print()


def print_text(console: Console, article: CodedArticle) -> None:
    """The text, paragraph by paragraph; each sentence's events follow it."""
    styled = styled_text(article)
    if not article.sentences:
        for paragraph in styled.split("\n\n"):
            console.print(paragraph)
            console.print()
    for _, sentences in groupby(enumerate(article.sentences), key=lambda numbered: numbered[1].paragraph):
        print_paragraph(console, article, styled, list(sentences))
    if article.no_events:
        console.print(f"No events: {article.no_events}", style="italic")
        console.print()


def print_paragraph(
    console: Console, article: CodedArticle, styled: Text, sentences: list[tuple[int, Sentence]]
) -> None:
    """A paragraph, broken where a sentence has events to be listed."""
    start = sentences[0][1].start
    for index, (number, sentence) in enumerate(sentences):
        events = [event for event in article.events if event.sentence == number]
        last = index == len(sentences) - 1
        if events or last:
            words = styled[start : sentence.end]
            if sentence.part != "body":
                words = Text(f"{sentence.part}: ", style="dim") + words
            words.plain = words.plain.replace("\n", " ")
            console.print(words)
            for event in events:
                console.print(indented(event_line(article, event), console, MARGIN))
            start = sentences[index + 1][1].start if not last else sentence.end
    console.print()


def event_line(article: CodedArticle, event: Event) -> Text:
    """An event in one line: its id, what it is, its words, its rule and who says so."""
    line = Text(f"{event.id}  ", style="dim") + headline(article, event)
    line.append(f'  "{event.trigger.of(article.text)}"', style="underline").append(f"  {event.rule}", style="dim")
    if event.said_by:
        quote = next(quote for quote in article.quotes if quote.id == event.said_by)
        line.append(f"  said by {speaker_name(article, quote)}", style="italic")
    return line


def styled_text(article: CodedArticle) -> Text:
    """The whole text with quotations, actors, times and triggers in their styles."""
    text = Text(article.text)
    for style, span in styles(article):
        text.stylize(style, span.start, span.end)
    return text


def styles(article: CodedArticle) -> Iterator[tuple[str, Span]]:
    """Style and place of everything marked, inner ones last."""
    yield from (("italic", quote.span) for quote in article.quotes)
    yield from (("cyan", mention.span) for actor in article.actors for mention in actor.mentions)
    yield from (("yellow", time.span) for time in article.times)
    yield from (("bold underline", event.trigger) for event in article.events)


def sections(article: CodedArticle) -> Iterator[tuple[str, list[Text]]]:
    """What stands below the text: a title and its lines."""
    yield "Actors", [actor_line(actor) for actor in article.actors]
    yield (
        "Claims",
        [
            Text(f'"{claim.cause.of(article.text)}" ')
            .append(claim.kind, style="bold")
            .append(f' "{claim.effect.of(article.text)}" — ')
            + speaker_text(article, claim.said_by)
            for claim in article.claims
        ],
    )
    yield (
        "Provisions",
        [
            Text(f'{p.agreement} ({" ↔ ".join(p.parties)}), {p.dimension}, {p.status}: "{p.text.of(article.text)}"')
            for p in article.provisions
        ],
    )
    counts = Counter(dropped.reason for dropped in article.dropped)
    yield (
        f"Left out of the page ({', '.join(f'{counts[reason]} {reason}' for reason in counts)})",
        [
            Text(f"{dropped.reason}: ", style="dim").append(shortened(dropped.text, 150), style="not dim")
            for dropped in article.dropped
        ],
    )


def actor_line(actor: Actor) -> Text:
    """An actor's code, name and role, and how it was coded."""
    role = f", {actor.role}" if actor.role else ""
    facts = f"{actor.kind}, {len(actor.mentions)}×, {actor.basis}"
    return Text(actor.code or "uncoded", style="bold").append(f"  {actor.name}{role}  ({facts})", style="not bold")
