"""Articles and events with what they rest on, set for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from rich.console import Console
from rich.text import Text

from comity.cli.words import QUAD_STYLES, around, days, indented, who
from comity.happenings.reports import codes_of
from comity.lexicons.patterns import Entry, open_events
from comity.record import Record
from comity.record.memory import sources_of
from comity.record.reprints import origin_of
from comity.vocabulary import Actor, CodedArticle, Event, PublishedBasis, Quote, Span, actors_by_id

BASES: dict[PublishedBasis, str] = {
    "given": "given by the caller",
    "metadata": "from the page's metadata",
    "page": "from the page's words",
    "dateline": "from the dateline",
    "inferred": "inferred from the text",
    "unknown": "the page does not tell",
}
LABEL = 11  # columns of the label before a fact
Fact = tuple[str, Text]


@cache
def rules() -> Mapping[str, Entry]:
    """The entries of the event lexicon by their rule."""
    return open_events().entries


def dyad(article: CodedArticle, event: Event) -> str:
    """Who to whom, in codes."""
    actors = actors_by_id(article.actors)
    return who(codes_of(event.source, actors), codes_of(event.target, actors))


def headline(article: CodedArticle, event: Event) -> Text:
    """Day, who to whom, type and status of an event."""
    when = days(event.time.earliest, event.time.latest) if event.time else "undated"
    text = Text(f"{when}  {dyad(article, event)}  ")
    text.append(event.type, style=QUAD_STYLES[event.quad])
    return text.append(f"  {event.status}{', background' if event.historical else ''}")


def published_line(article: CodedArticle) -> str:
    """When the article appeared and how that is known."""
    when = days(article.published.earliest, article.published.latest)
    words = ", ".join(f'"{span.of(article.text)}"' for span in article.published.evidence)
    return f"{when} ({BASES[article.published.basis]}{': ' + words if words else ''})"


def updated_line(article: CodedArticle) -> str:
    """When the article was last changed and how that is known; empty: the page tells of no update."""
    if article.updated is None:
        return ""
    words = ", ".join(f'"{span.of(article.text)}"' for span in article.updated.evidence)
    return f"{article.updated.day} ({BASES[article.updated.basis]}{': ' + words if words else ''})"


def origin(article: CodedArticle) -> str:
    """Outlet and wire service."""
    outlet = article.outlet or "outlet unknown"
    return f"{outlet}, by {article.agency}" if article.agency else outlet


def print_facts(console: Console, facts: Iterable[Fact], margin: int = 2) -> None:
    """Facts one below the other, labels in a column of their own."""
    for label, words in facts:
        body = indented(words, console, margin + LABEL)
        start = Text(" " * margin + label.ljust(LABEL), style="dim")
        console.print(start + Text.assemble(body[margin + LABEL :]))


def event_facts(article: CodedArticle, event: Event) -> Iterator[Fact]:
    """The words, the rule and the page that an event rests on."""
    text = article.text
    yield "sentence", sentence_text(article, event)
    modes = ", ".join((*event.modes, *event.contexts))
    yield (
        "type",
        Text(f"{event.type}{f' ({modes})' if modes else ''}, because of ")
        .append(f'"{event.trigger.of(text)}"', style="bold")
        .append(f" (characters {event.trigger.start} to {event.trigger.end})"),
    )
    entry = rules().get(event.rule)
    yield "rule", Text(f"{event.rule} ({entry.cite})" if entry else event.rule)
    yield "codes", Text(f"CAMEO {event.cameo or 'none'}; {event.quad}; intensity {event.intensity:+g}")
    actors = actors_by_id(article.actors)
    for label, ids, spans in (
        ("source", event.source, event.source_spans),
        ("target", event.target, event.target_spans),
    ):
        for identifier, span in zip(ids, spans, strict=True):
            yield label, actor_text(actors[identifier], span, text)
    if not event.target and len(event.source) > 1:
        yield "target", Text("none: they act on each other")
    yield "time", time_text(event, text)
    if event.place is not None:
        yield "place", Text(f"{event.place.name} ({event.place.country or 'country unknown'})")
    yield "status", status_text(event, text)
    yield "said by", speaker_text(article, event.said_by)
    yield "confidence", Text(f"{event.confidence:.2f}")


def page_facts(article: CodedArticle) -> Iterator[Fact]:
    """The article that an event stands in, and its page."""
    yield "article", Text(f"{article.title or 'without a title'} [{article.id}]")
    yield "outlet", Text(origin(article))
    yield "published", Text(published_line(article))
    yield "page", Text(" ".join(filter(None, (article.path, article.url))) or "not known")


def origin_facts(record: Record, article: str) -> Iterator[Fact]:
    """Whether the article is a reprint, or has been reprinted."""
    origin = origin_of(record, article)
    if origin is None:
        return
    copies = origin.articles - 1
    by = f", by {origin.agency}" if origin.agency else ""
    if origin.article == article:
        yield "reprints", Text(f"{copies} article{'' if copies == 1 else 's'} nearly identical{by}")
    else:
        when = days(origin.earliest, origin.latest)
        first = f"{origin.title or 'an article'} ({origin.outlet or 'outlet unknown'}, {when}{by})"
        yield "reprint", Text(f"of {first} [{origin.article}]")


def memory_facts(record: Record, article: CodedArticle, event: Event | None = None) -> Iterator[Fact]:
    """From which earlier article the codes are known that memory has given: the event's parties, else all actors."""
    known = {} if all(actor.basis != "memory" for actor in article.actors) else sources_of(record, article.id)
    for actor in article.actors:
        if actor.basis == "memory" and (event is None or actor.id in (*event.source, *event.target)):
            source = known[actor.id]
            where = f"{source.outlet or 'outlet unknown'}, {source.day} [{source.article}]"
            yield "remembered", Text(f'{actor.code} {actor.name}, because of "{source.words}" in {where}')


def sentence_text(article: CodedArticle, event: Event) -> Text:
    """The event's sentence with the trigger, the actors' words and the time marked."""
    sentence = article.sentences[event.sentence]
    words = Text(article.text[sentence.start : sentence.end].replace("\n", " "))
    for span in (*event.source_spans, *event.target_spans):
        _mark(words, span, sentence.start, "cyan")
    _mark(words, event.time.evidence if event.time else None, sentence.start, "yellow")
    _mark(words, event.status_evidence, sentence.start, "magenta")
    _mark(words, event.trigger, sentence.start, "bold underline")
    return words


def _mark(words: Text, span: Span | None, offset: int, style: str) -> None:
    if span is not None:
        words.stylize(style, max(span.start - offset, 0), max(span.end - offset, 0))


def actor_text(actor: Actor, span: Span | None, text: str) -> Text:
    """An actor's code, name and role, how it was coded, and the sentence's words for it."""
    words = Text(actor.code or "uncoded", style="bold")
    role = f", {actor.role}" if actor.role else ""
    named = f'here "{span.of(text)}"' if span else "known from the text around"
    bases = {
        "text": "from the text",
        "lexicon": "from the lexicon",
        "memory": "remembered from earlier text",
        "inherited": "from what it belongs to",
    }
    coded = f"; code {bases[actor.basis]}" if actor.code else ""
    return words.append(f" {actor.name}{role} ({actor.kind}): {named}{coded}", style="not bold")


def time_text(event: Event, text: str) -> Text:
    """The days of the deed and the words that tell them."""
    if event.time is None:
        return Text("not told")
    when = days(event.time.earliest, event.time.latest)
    if event.time.evidence is None:
        return Text(f"{when}, from tense and day of publication")
    return Text(f'{when}, because of "{event.time.evidence.of(text)}"')


def status_text(event: Event, text: str) -> Text:
    """The status and the words that decide it."""
    background = "; background, not this article's news" if event.historical else ""
    if event.status_evidence is None:
        return Text(f"{event.status}, by plain tense{background}")
    return Text(f'{event.status}, because of "{event.status_evidence.of(text)}"{background}')


def speaker_text(article: CodedArticle, quote_id: str | None) -> Text:
    """Who says so, with the cue and the quotation."""
    if quote_id is None:
        return Text("the outlet itself")
    quote = next(quote for quote in article.quotes if quote.id == quote_id)
    cue = f'"{quote.cue.of(article.text)}", ' if quote.cue else ""
    words, *_ = around(quote.span.of(article.text), 0, 0, 120)
    return Text(f"{speaker_name(article, quote)} ({cue}{quote.kind}): {words}")


def speaker_name(article: CodedArticle, quote: Quote) -> str:
    """The speaker's name as the actors have it, else the text's words for him."""
    quotes = {other.id: other for other in article.quotes}
    for _ in quotes:
        if quote.speaker is not None or quote.continues is None:
            break
        quote = quotes[quote.continues]
    if quote.speaker is None:
        return "somebody unnamed"
    actor = actors_by_id(article.actors).get(quote.speaker.actor or "")
    return actor.name if actor else Span(quote.speaker.start, quote.speaker.end).of(article.text)
