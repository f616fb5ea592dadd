"""The table of contents: from a page to everything comity reads from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from comity.actors import find_actors, without_places
from comity.articles import extract_article, extract_articles
from comity.claims import find_claims, find_provisions
from comity.events import detect_events
from comity.events.topics import no_events_reason
from comity.faults import Unreadable
from comity.lexicons.actors import ActorLexicon, open_actors
from comity.lexicons.outlets import Outlets, open_outlets
from comity.lexicons.patterns import EventLexicon, open_events
from comity.lexicons.places import PlaceLexicon, open_places
from comity.models import EventModel, open_model
from comity.places import find_places
from comity.quotes import find_quotes
from comity.sentences import Parser, open_parser, parse_many, parse_sentences
from comity.times import find_times
from comity.vocabulary import Article, CodedArticle, Failure, Page, ParsedSentence

BATCH = 16  # pages whose paragraphs are parsed together
ENGLISH = frozenset({"en", None})


class Tools(msgspec.Struct, frozen=True, kw_only=True):
    """What the stages need, opened once per process."""

    parser: Parser
    outlets: Outlets
    actors: ActorLexicon
    places: PlaceLexicon
    events: EventLexicon
    model: EventModel | None  # None: events by the lexicon alone


def open_tools(with_model: bool = True) -> Tools:
    """Load parser, lexicons and event model; about two seconds. Without the model, events come by the lexicon alone."""
    return Tools(
        parser=open_parser(),
        outlets=open_outlets(),
        actors=open_actors(),
        places=open_places(),
        events=open_events(),
        model=open_model() if with_model else None,
    )


def code(page: Page, tools: Tools) -> CodedArticle:
    """Everything comity reads from one page. Raises Unreadable where there is nothing to read."""
    article = extract_article(page, tools.outlets)
    sentences = parse_sentences(article, tools.parser) if article.language in ENGLISH else ()
    return code_sentences(article, sentences, tools)


def code_sentences(article: Article, sentences: tuple[ParsedSentence, ...], tools: Tools) -> CodedArticle:
    """What the parsed sentences of an article tell."""
    times = find_times(article, sentences)
    places = find_places(sentences, tools.places)
    actors = find_actors(article, sentences, tools.actors)
    quotes = find_quotes(article, sentences, actors)
    reason = no_events_reason(article, sentences, actors, tools.events)
    events = (
        () if reason else detect_events(article, sentences, actors, times, places, quotes, tools.events, tools.model)
    )
    claims = find_claims(article, sentences, actors, quotes)
    provisions = find_provisions(article, sentences, actors)
    return CodedArticle(
        **{field: getattr(article, field) for field in Article.__struct_fields__},
        sentences=tuple(parsed.sentence for parsed in sentences),
        actors=without_places(actors, sentences, events, quotes, claims),
        times=times,
        places=places,
        quotes=quotes,
        events=events,
        claims=claims,
        provisions=provisions,
        no_events=None if events else reason or "no trigger: no sentence tells of a deed between its actors",
    )


def code_all(pages: Iterable[Page | Failure], tools: Tools) -> Iterator[CodedArticle | Failure]:
    """Code each page, in order; one that cannot be read yields its failure and stops no other."""
    stream = iter(pages)
    while batch := list(islice(stream, BATCH)):
        articles = _extract(batch, tools)
        parsed = parse_many([a for a in articles if isinstance(a, Article) and a.language in ENGLISH], tools.parser)
        for article in articles:
            if isinstance(article, Failure):
                yield article
            else:
                yield code_sentences(article, next(parsed) if article.language in ENGLISH else (), tools)


def _extract(batch: Sequence[Page | Failure], tools: Tools) -> list[Article | Failure]:
    """The article of each page; its failure where it cannot be read. Any other exception is our bug."""
    pages = [page for page in batch if isinstance(page, Page)]
    read = iter(extract_articles(pages, tools.outlets))
    found: list[Article | Failure] = []
    for page in batch:
        if isinstance(page, Failure):
            found.append(page)
            continue
        outcome = next(read)
        found.append(outcome.failure(page.given_id, page.path) if isinstance(outcome, Unreadable) else outcome)
    return found
