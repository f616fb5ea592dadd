"""Whether a record holds: spans slice, ids resolve, tables say what codings and corrections say, happenings hold
every event once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import get_args

import msgspec

from comity.faults import RecordFault
from comity.happenings import find_denials, group
from comity.record.corrections import read_through
from comity.record.ledger import Action, decode_about
from comity.record.memory import check_memory
from comity.record.people import SIGHTINGS
from comity.record.reprints import check_reprints
from comity.record.rows import DERIVED, Row, article_row, decode_article
from comity.record.rulings import read_rulings, settled
from comity.record.store import Record
from comity.vocabulary import CodedArticle, Event, Quote, Span

TOGETHER = 200  # articles looked at at once
KEPT = """
select h.id, h.deed, h.voices, h.first_reported, h.last_reported,
       (select coalesce(list(m.reason order by m.article, m.event), [])
        from happening_mentions m where m.happening = h.id)
from happenings h where h.type = ?
"""
DENIED = """
select d.happening, d.denial from disagreements d left join happenings h on h.id = d.happening
where coalesce(h.type, ?) = ?
"""


def check_record(record: Record) -> Iterator[str]:
    """What does not hold, one line each; nothing if all does."""
    try:
        ledger = list(_check_ledger(record))
        yield from ledger
        if not ledger:  # else nothing can be read through it
            yield from _check_articles(record)
            yield from _check_happenings(record)
        yield from _check_ties(record)
        yield from _check_sources(record)
        yield from _check_runs(record)
    except RecordFault as fault:  # a table or a block of the file is missing: the rest cannot be looked at
        yield str(fault)


def _check_articles(record: Record) -> Iterator[str]:
    rows = record.rows("select id, position, coded from articles order by id")
    while bundle := list(islice(rows, TOGETHER)):
        articles = []
        for identifier, position, coded in bundle:
            try:
                articles.append((decode_article(coded), position))
            except msgspec.DecodeError as error:
                yield f"article {identifier}: `coded` is no coded article: {error}"
        for article, _ in articles:
            for trouble in check_article(article):
                yield f"article {article.id}: {trouble}"
        yield from _check_rows(record, articles)


def _check_rows(record: Record, articles: Sequence[tuple[CodedArticle, int]]) -> Iterator[str]:
    """Where a table says something else than `coded` with its corrections."""
    ids = [article.id for article, _ in articles]
    through = read_through(record, [article for article, _ in articles])
    wanted = [article_row(*one, now.corrected) for one, now in zip(articles, through, strict=True)]
    yield from _differences("articles", "id", ids, wanted, _stored(record, "articles", "id", ids))
    rows = {one.read.id: one.rows for one in through}
    for table in (*DERIVED, SIGHTINGS) if record.meta("memory") else DERIVED:  # else it waits for its who's who
        wanted = [row for identifier in ids for row in rows[identifier][table]]
        yield from _differences(table, "article", ids, wanted, _stored(record, table, "article", ids))


def _stored(record: Record, table: str, key: str, ids: list[str]) -> list[Row]:
    sql = f"select * from {table} where {key} in (select unnest(?::varchar[]))"
    return record.to_arrow(sql, [ids]).to_pylist()  # type: ignore[no-any-return]  # pyarrow is untyped


def _differences(table: str, key: str, ids: list[str], wanted: list[Row], stored: list[Row]) -> Iterator[str]:
    """The articles whose rows of the table are not those that are wanted, whatever their order."""
    should, are = _by(key, wanted), _by(key, stored)
    for identifier in ids:
        if should.get(identifier, []) != are.get(identifier, []):
            yield f"article {identifier}: table {table} does not say what `coded` says"


def _by(key: str, rows: Iterable[Row]) -> dict[str, list[list[tuple[str, str]]]]:
    found: dict[str, list[list[tuple[str, str]]]] = {}
    for row in rows:
        facts = sorted(
            (name, repr(list(value) if isinstance(value, tuple | list) else value)) for name, value in row.items()
        )
        found.setdefault(row[key], []).append(facts)
    return {identifier: sorted(listed) for identifier, listed in found.items()}


def check_article(article: CodedArticle) -> Iterator[str]:
    """Which spans lie outside the text, which ids resolve to nothing."""
    length = len(article.text)
    for name, span in _spans(article):
        if not 0 <= span.start < span.end <= length:
            yield f"{name}: [{span.start}, {span.end}] lies outside the text of {length} characters"
    actors = {actor.id for actor in article.actors}
    quotes = {quote.id for quote in article.quotes}
    for name, identifier, known in _references(article, actors, quotes):
        if identifier not in known:
            yield f"{name}: nothing has the id {identifier}"
    for kind in ("actors", "quotes", "events", "claims", "provisions"):
        ids = [item.id for item in getattr(article, kind)]
        if len(set(ids)) < len(ids):
            yield f"{kind}: an id is given twice"
    for event in article.events:
        yield from _check_event(article, event)


def _check_event(article: CodedArticle, event: Event) -> Iterator[str]:
    if not 0 <= event.sentence < len(article.sentences):
        yield f"event {event.id}: there is no sentence {event.sentence}"
        return
    sentence = article.sentences[event.sentence]
    if not Span(sentence.start, sentence.end).contains(event.trigger):
        yield f"event {event.id}: its trigger lies outside its sentence"
    if (len(event.source), len(event.target)) != (len(event.source_spans), len(event.target_spans)):
        yield f"event {event.id}: as many spans as actors are wanted"


def _spans(article: CodedArticle) -> Iterator[tuple[str, Span]]:
    """Every span of the article, with what it belongs to."""
    places = [("publication day", span) for span in article.published.evidence]
    places += [("day of the update", span) for span in (article.updated.evidence if article.updated else ())]
    for kind in ("parts", "sentences", "times", "places", "quotes"):
        places += [(kind[:-1], Span(item.start, item.end)) for item in getattr(article, kind)]
    for actor in article.actors:
        places += [(f"actor {actor.id}", mention.span) for mention in actor.mentions]
    for quote in article.quotes:
        places += [(f"quote {quote.id}", span) for span in _spans_of_quote(quote)]
    for event in article.events:
        places += [(f"event {event.id}", span) for span in _spans_of_event(event)]
    for claim in article.claims:
        places += [(f"claim {claim.id}", claim.cause), (f"claim {claim.id}", claim.effect)]
    places += [(f"provision {provision.id}", provision.text) for provision in article.provisions]
    yield from places


def _spans_of_quote(quote: Quote) -> Iterator[Span]:
    if quote.cue is not None:
        yield quote.cue
    if quote.speaker is not None:
        yield Span(quote.speaker.start, quote.speaker.end)


def _spans_of_event(event: Event) -> Iterator[Span]:
    yield event.trigger
    yield from (span for span in (*event.source_spans, *event.target_spans, event.status_evidence) if span is not None)
    if event.time is not None and event.time.evidence is not None:
        yield event.time.evidence
    if event.place is not None:
        yield Span(event.place.start, event.place.end)


def _references(article: CodedArticle, actors: set[str], quotes: set[str]) -> Iterator[tuple[str, str, set[str]]]:
    """(what refers, the id it gives, the ids that there are)."""
    for event in article.events:
        yield from ((f"event {event.id}", actor, actors) for actor in (*event.source, *event.target))
    for claim in article.claims:
        yield from ((f"claim {claim.id}", actor, actors) for actor in (*claim.cause_actors, *claim.effect_dyad))
    said = [(event.id, event.said_by) for event in article.events]
    said += [(claim.id, claim.said_by) for claim in article.claims]
    yield from ((identifier, quote, quotes) for identifier, quote in said if quote is not None)
    for quote in article.quotes:
        if quote.continues is not None:
            yield f"quote {quote.id}", quote.continues, quotes
        if quote.speaker is not None and quote.speaker.actor is not None:
            yield f"quote {quote.id}", quote.speaker.actor, actors


def _check_ties(record: Record) -> Iterator[str]:
    """Rows of other tables that belong to no article; positions given twice."""
    for table in (
        *DERIVED,
        SIGHTINGS,
        "remembered",
        "article_words",
        "signatures",
        "reprints",
        "pages",
        "former_articles",
        "happening_mentions",
    ):
        sql = f"select distinct article from {table} where article not in (select id from articles) order by 1"
        yield from (f"table {table}: there is no article {row[0]}" for row in record.rows(sql))
    sql = """
    select id from articles full join article_words w on w.article = id
    where w.words is distinct from plain_words(coded->>'$.text') order by id"""
    yield from (f"article {row[0]}: table article_words does not say what `coded` says" for row in record.rows(sql))
    sql = "select position from articles group by position having count(*) > 1 order by 1"
    yield from (f"articles: position {row[0]} is given twice" for row in record.rows(sql))


def _check_happenings(record: Record) -> Iterator[str]:
    """Where happenings are not what the events come to; nothing while they wait to be grouped."""
    if record.meta("happenings") != "current":
        return
    yield from check_memory(record)
    yield from check_reprints(record)
    rulings = read_rulings(record)
    ruled, deeds = settled(record, rulings, lambda kind, _: record.reports(kind)) if rulings else ([], [])
    for kind in sorted({*record.types(), *(one.happening.type for one in ruled)}):
        stored = {happening.id: happening for happening in record.happenings_where("h.type = ?", kind)}
        kept = {row[0]: row[1:] for row in record.rows(KEPT, [kind])}
        wanted = [one for one in group(record.reports(kind)) if one.deed not in deeds]
        wanted += [one for one in ruled if one.happening.type == kind]
        for one in wanted:
            identifier = one.happening.id
            facts = (one.deed, one.voices, one.first_reported, one.last_reported, list(one.reasons))
            if stored.pop(identifier, None) != one.happening or kept[identifier] != facts:
                yield f"happening {identifier}: it is not what its events come to"
        yield from (f"happening {identifier}: no event tells of it" for identifier in sorted(stored))
        denied = {tuple(row) for row in record.rows(DENIED, [kind, kind])}
        for told, denial in sorted(denied ^ set(find_denials(wanted))):
            yield f"happening {told}: whether {denial} denies it is not what their events come to"
    sql = "select id from happenings where id not in (select happening from happening_mentions) order by id"
    yield from (f"happening {row[0]}: no event tells of it" for row in record.rows(sql))


def _check_ledger(record: Record) -> Iterator[str]:
    """Corrections that cannot be read, out of order, or that undo what is not there."""
    known: set[str] = set()
    rows = record.rows("select id, number, action, value, articles, about from corrections order by number, id")
    for place, (identifier, number, action, value, articles, about) in enumerate(rows):
        if number != place:
            yield f"correction {identifier}: its number is {number}, in order it is {place}"
        try:
            named = dict.fromkeys(one.article for one in decode_about(about))
        except msgspec.DecodeError as error:
            yield f"correction {identifier}: `about` cannot be read: {error}"
            continue
        if list(named) != articles:
            yield f"correction {identifier}: its articles are not those that it is about"
        if action not in get_args(Action):
            yield f"correction {identifier}: there is no action {action}"
        if action == "undo" and value not in known:
            yield f"correction {identifier}: it undoes {value}, which no earlier one is"
        known.add(identifier)


def _check_runs(record: Record) -> Iterator[str]:
    """Runs out of order, or whose pages are not all told of."""
    sql = "select number, pages = added + replaced + recoded + known + passed + failed, done from runs order by number"
    for place, (number, adds_up, done) in enumerate(record.rows(sql), 1):
        if number != place:
            yield f"run {number}: its number is out of order"
        if done and not adds_up:
            yield f"run {number}: its pages are not what became of them"


def _check_sources(record: Record) -> Iterator[str]:
    """Sources whose counts are not those of their pages and failures."""
    sql = """
    select s.source from sources s
    where s.articles != (select count(*) from pages p where p.source = s.source)
       or s.failures != (select count(*) from failures f where f.source = s.source)
    order by 1"""
    yield from (f"source {row[0]}: its counts are not those of its pages" for row in record.rows(sql))
