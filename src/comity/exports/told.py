"""What the record tells, one deed after the other, with all that the published layouts ask about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct, convert

from comity.exports.parties import Party, party_of, party_of_code
from comity.exports.tables import Questionable, coded_articles
from comity.lexicons.cameo import ForeignCodes
from comity.lexicons.places import PlaceLexicon
from comity.record.rows import decode_article
from comity.vocabulary import Actor, CodedArticle, Event, Span, actors_by_id

Unit = Literal["events", "happenings"]
Named = tuple[Actor, str | None]  # with the words that name it
DayBasis = Literal["told", "published", "announced"]
DONE = frozenset({"happened", "ongoing"})
ANNOUNCEMENTS = frozenset({"AGREE", "CONCEDE"})  # PLOVER's types for cooperation that is still to come


class Telling(Struct, frozen=True, kw_only=True):
    """One event that tells of the deed: where it stands, and what it says of days and doubt."""

    position: int  # of its article in the order of reading
    number: int  # of the event in its article
    article: str
    event: str
    happening: str | None  # None: the record was not grouped since
    start: int  # the telling words, code points of the article's text
    end: int
    sentence: int  # from 0
    earliest: date | None
    latest: date | None
    dated: bool  # whether words tell the days
    status: str
    historical: bool
    said_by: str | None
    contexts: tuple[str, ...]
    rule: str
    confidence: float
    published: date | None  # where known to the day
    outlet: str | None
    address: str | None  # url, else the file it was read from
    trigger: str | None  # the telling words; None: not asked for
    words: str | None  # the sentence


class Told(Struct, frozen=True, kw_only=True):
    """One deed: an event of one sentence, or a happening of several."""

    id: str  # "ARTICLE:EVENT", or the happening's
    type: str
    modes: tuple[str, ...]  # empty for a happening
    contexts: tuple[str, ...]
    status: str
    quad: str
    intensity: float
    cameo: str | None
    source: tuple[str, ...]  # codes, names where uncoded
    target: tuple[str, ...]
    earliest: date | None
    latest: date | None
    place: str | None
    articles: int
    outlets: int
    tellings: tuple[Telling, ...]  # the surest first

    @property
    def lead(self) -> Telling:
        """The telling that the row's names and places are taken from."""
        return self.tellings[0]

    @property
    def first_published(self) -> date | None:
        """Day of the first report; None: not known to the day."""
        return min((t.published for t in self.tellings if t.published), default=None)

    def expressible(self) -> bool:
        """Whether it may stand in a file that knows no status: it was done, or its type is the announcing itself."""
        return self.status in DONE or (self.status == "planned" and self.type in ANNOUNCEMENTS)

    def day(self) -> tuple[date, DayBasis] | None:
        """The day that a layout puts on it, and where that comes from; None: it is not known to the day.

        told: the deed's own, as words tell it. announced: of what is still to come, the day of the first report
        (of what was to come once, it is not known).
        published: of news whose words tell no day, that of publication.
        """
        if self.status == "planned":
            first = None if self.lead.historical else self.first_published
            return (first, "announced") if first else None
        if self.earliest is not None and self.earliest == self.latest:
            return self.earliest, "told" if any(telling.dated for telling in self.tellings) else "published"
        if self.earliest is None and not self.lead.dated and not self.lead.historical and self.lead.published:
            return self.lead.published, "published"
        return None


class Spot(Struct, frozen=True):
    """Where a deed was done."""

    name: str
    kind: str | None  # capital, city, region, site, country; None: not in the lexicon
    country: str | None  # ISO 3166 alpha-3
    latitude: float | None  # degrees
    longitude: float | None
    words: str | None  # as the sentence has it; None: not asked for


# ---------------------------------------------------------------- from the record

TELLING = """struct_pack(
    position := a.position, number := e.number, article := e.article, event := e.id, happening := m.happening,
    start := e.trigger_start, "end" := e.trigger_end, sentence := e.sentence, earliest := e.earliest,
    latest := e.latest, dated := e.time_words is not null, status := e.status, historical := e.historical,
    said_by := e.said_by, contexts := e.contexts, rule := e.rule, confidence := e.confidence,
    published := if(a.published_earliest = a.published_latest, a.published_earliest, null), outlet := a.outlet,
    address := coalesce(a.url, parse_filename(a.path, false, 'both_slash')), {words}
)"""
WORDS = "trigger := e.trigger_words, words := e.words"
NO_WORDS = "trigger := null, words := null"
EVENTS = """
select e.article || ':' || e.id, e.type, e.modes, e.contexts, e.status, e.quad, e.intensity, e.cameo, e.source,
       e.target, e.earliest, e.latest, e.place, 1, 1, [{telling}]
from events e join articles a on a.id = e.article
left join happening_mentions m on m.article = e.article and m.event = e.id
order by a.position, e.number
"""
HAPPENINGS = """
select h.id, h.type, []::varchar[], h.contexts, h.status, h.quad, h.intensity, mode(e.cameo order by e.cameo), h.source,
       h.target, h.earliest, h.latest, h.place, h.articles, h.outlets,
       list({telling} order by (list_sort(e.source) = h.source and list_sort(e.target) = h.target)::int desc,
            e.confidence desc, a.position, e.number) as tellings
from happenings h
join happening_mentions m on m.happening = h.id
join events e on e.article = m.article and e.id = m.event
join articles a on a.id = e.article
group by h.id, h.type, h.contexts, h.status, h.quad, h.intensity, h.source, h.target, h.earliest, h.latest, h.place,
         h.articles, h.outlets
order by tellings[1].position, tellings[1].number, h.id
"""
QUESTIONS: dict[Unit, str] = {"events": EVENTS, "happenings": HAPPENINGS}


def told(record: Questionable, unit: Unit, *, words: bool) -> Iterator[tuple[Told, CodedArticle]]:
    """Every deed with the article of its surest telling, in the order in which those were read."""
    telling = TELLING.format(words=WORDS if words else NO_WORDS)
    coded = coded_articles(record)
    article: CodedArticle | None = None
    for row in record.rows(QUESTIONS[unit].format(telling=telling)):
        deed = convert(dict(zip(Told.__struct_fields__, row, strict=True)), Told)
        while article is None or article.id != deed.lead.article:
            identifier, text = next(coded)
            article = decode_article(text) if identifier == deed.lead.article else None
        yield deed, article


# ---------------------------------------------------------------- who and where, from the article


def sides(
    deed: Told, article: CodedArticle, unit: Unit, codes: ForeignCodes, *, words: bool
) -> tuple[list[Party], list[Party]]:
    """Who acts and who is acted upon: of an event everybody named, of a happening one for each code."""
    event = next((event for event in article.events if event.id == deed.lead.event), None)
    acting, acted_upon = _named(event, article, words) if event else ([], [])
    return (
        _parties(deed.source, (acting, acted_upon), unit, codes),
        _parties(deed.target, (acted_upon, acting), unit, codes),
    )


def _named(event: Event, article: CodedArticle, words: bool) -> tuple[list[Named], list[Named]]:
    """The actors of both sides of the event, each with the words of the sentence that name it."""
    known = actors_by_id(article.actors)

    def side(ids: Sequence[str], spans: Sequence[Span | None]) -> list[Named]:
        said = [span.of(article.text) if words and span else None for span in spans]
        return [(known[i], own) for i, own in zip(ids, said, strict=True)]

    return side(event.source, event.source_spans), side(event.target, event.target_spans)


def _parties(
    listed: Sequence[str], named: tuple[Sequence[Named], Sequence[Named]], unit: Unit, codes: ForeignCodes
) -> list[Party]:
    """A party for each code of the list, or for each actor that has it; named: of this side, and of the other."""
    found = []
    for code in listed:
        here, there = ([n for n in side if (n[0].code or n[0].name) == code] for side in named)
        own = here or there[:1]
        meant = [party_of(actor, codes, words) for actor, words in (own if unit == "events" else own[:1])]
        found += meant or [party_of_code(code, codes)]
    return found


def spot(deed: Told, article: CodedArticle, places: PlaceLexicon, *, words: bool) -> Spot | None:
    """Where it was done; None: not told."""
    if deed.place is None:
        return None
    entry = places.names.get(deed.place)
    for event in article.events:
        if event.id == deed.lead.event and event.place and event.place.name == deed.place:
            place = event.place
            said = article.text[place.start : place.end] if words else None
            return Spot(place.name, entry.kind if entry else None, place.country, place.latitude, place.longitude, said)
    if entry is None:
        return Spot(deed.place, None, None, None, None, None)
    return Spot(entry.name, entry.kind, entry.country, entry.latitude, entry.longitude, None)
