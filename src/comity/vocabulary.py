"""The record's words: every value that comity hands from stage to stage or to its users.

Structs here encode to exactly the JSON of the exchange format (docs/format.md). Values are frozen;
sequences are tuples. Offsets are code points of `Article.text`, end exclusive. Ids such as "a1" are
unique within one article. This file imports nothing of comity.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from hashlib import blake2b
from operator import attrgetter
from typing import Literal

from msgspec import Struct

# ---------------------------------------------------------------- closed vocabularies

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal["happened", "ongoing", "planned", "demanded", "hypothetical", "denied", "ended"]
Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
Dimension = Literal["political", "economic", "monetary", "energy", "defence", "citizenship", "legal", "information"]
ActorKind = Literal["person", "country", "organisation", "armed-group", "group", "place-as-actor"]
ActorBasis = Literal["text", "lexicon", "memory", "inherited"]
MentionKind = Literal["name", "title", "pronoun", "descriptor", "metonym"]
TimeKind = Literal["DATE", "TIME", "DURATION", "SET"]
QuoteKind = Literal["direct", "indirect", "mixed"]
PublishedBasis = Literal["given", "metadata", "page", "dateline", "inferred", "unknown"]
UpdatedBasis = Literal["metadata", "page"]
PartKind = Literal["title", "caption", "body"]
DropReason = Literal["navigation", "promotion", "related", "byline", "comment", "legal", "advertisement"]
ClaimKind = Literal["causes", "enables", "prevents", "speeds", "slows"]
ProvisionStatus = Literal["in force", "attempted", "failed", "planned"]


def stable_id(*parts: str) -> str:
    """16 hex digits for the parts; the same in every run and on every machine.

    >>> stable_id("https://example.org/a", "4:11", "consult.visit")
    'a3af35bff2510ba5'
    """
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Span(Struct, frozen=True, array_like=True, order=True, gc=False):
    """Characters `[start, end)` of an article's text; encodes as `[start, end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies within this one."""
        return self.start <= other.start and other.end <= self.end


# ---------------------------------------------------------------- pages and articles


class Page(Struct, frozen=True, kw_only=True):
    """What was fetched or read, before anything is understood of it."""

    content: str  # decoded text of the page
    kind: Literal["html", "text"]  # text: flattened page text or a plain story
    given_id: str | None = None  # id that the caller gave; None: derived from url or text
    url: str | None = None
    path: str | None = None  # file it was read from; with "#12" for line 12 of a JSONL file
    title: str | None = None  # title that the caller gave
    published: str | None = None  # ISO day or date-time that the caller gave
    announced: str | None = None  # ISO day by which a feed lists the page; counts where the page names none
    fetched: str | None = None  # ISO day (UTC) on which it was fetched: it appeared no later; None: unknown
    charset: str | None = None  # how bytes were decoded: "utf-8 (declared)", "cp1251 (detected)"; None: was text


class Published(Struct, frozen=True, kw_only=True):
    """When the article appeared, as first and last possible day; both None: unknown, never "today"."""

    earliest: date | None
    latest: date | None
    basis: PublishedBasis
    evidence: tuple[Span, ...] = ()  # words of the text it was read from; empty: given, metadata or a dropped line

    @property
    def day(self) -> date | None:
        """The day, where it is known to the day; else None."""
        return self.earliest if self.earliest == self.latest else None


class Updated(Struct, frozen=True, kw_only=True):
    """When the page says that the article was last changed; never before it appeared, maybe on the same day."""

    day: date
    basis: UpdatedBasis
    evidence: tuple[Span, ...] = ()  # words of the text it was read from; empty: metadata or a dropped line


class Part(Struct, frozen=True, kw_only=True):
    """A stretch of the text and what it is. One body part spans all body paragraphs that adjoin."""

    kind: PartKind
    start: int
    end: int


class Dropped(Struct, frozen=True, kw_only=True, gc=False):
    """A line of the page that is not the article, and why."""

    text: str
    reason: DropReason


class Related(Struct, frozen=True, kw_only=True):
    """A pointer to another story on the page."""

    title: str
    agency: str | None = None


class Article(Struct, frozen=True, kw_only=True):
    """The text read from a page. `text` is title, captions and body, paragraphs divided by a blank line."""

    id: str
    url: str | None
    path: str | None
    outlet: str | None
    agency: str | None
    authors: tuple[str, ...]
    sections: tuple[str, ...]
    title: str | None
    caption: str | None
    language: str | None  # ISO 639-1; None: too little text to tell
    published: Published
    updated: Updated | None = None  # None: the page tells of no update
    text: str
    parts: tuple[Part, ...]
    dropped: tuple[Dropped, ...]
    related: tuple[Related, ...]


# ---------------------------------------------------------------- sentences


class Sentence(Struct, frozen=True, kw_only=True, gc=False):
    """Where a sentence stands; `paragraph` counts from 0 over the whole text."""

    start: int
    end: int
    paragraph: int
    part: PartKind


_start, _end = attrgetter("start"), attrgetter("end")


class Token(Struct, frozen=True, gc=False):
    """One word with its grammar. Internal to coding: never encoded."""

    start: int  # code points of Article.text
    end: int
    text: str
    lemma: str  # lower case
    pos: str  # universal part of speech: "VERB", "PROPN"
    tag: str  # Penn tag: "VBD", "NNP"
    dep: str  # CLEAR dependency label: "nsubj", "dobj"; a root has "ROOT"
    head: int  # index in the sentence's tokens; a root is its own head
    entity: str  # OntoNotes label of the name it belongs to ("PERSON", "GPE"), "" for none
    entity_start: bool  # whether it begins that name


class ParsedSentence(Struct, frozen=True, gc=False):
    """A sentence with its tokens. Internal to coding: only `sentence` is encoded."""

    number: int  # index in CodedArticle.sentences
    sentence: Sentence
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]  # for each token the indices of its dependents, in order

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.sentence.start, self.sentence.end)

    def words(self) -> str:
        """Its words, divided by one space; for messages and tests."""
        return " ".join(token.text for token in self.tokens)

    def tokens_in(self, span: Span) -> range:
        """Indices of the tokens that share a character with the span."""
        first = bisect_right(self.tokens, span.start, key=_end)
        return range(first, max(first, bisect_left(self.tokens, span.end, first, key=_start)))

    def head_of(self, span: Span) -> int | None:
        """Index of the span's syntactic head: its token whose own head lies outside; None: no token there."""
        inside = self.tokens_in(span)
        for i in inside:
            head = self.tokens[i].head
            if head == i or head not in inside:
                return i
        return inside[0] if inside else None

    def subtree(self, index: int) -> list[int]:
        """Indices of a token and all that depends on it, in order."""
        found, queue = {index}, [index]
        while queue:
            for child in self.children[queue.pop()]:
                if child not in found:
                    found.add(child)
                    queue.append(child)
        return sorted(found)


# ---------------------------------------------------------------- times, places, actors, quotes


class TimeMention(Struct, frozen=True, kw_only=True):
    """A time expression; `value` is TIMEX3, the days are None where the value gives none (a bare duration)."""

    start: int
    end: int
    kind: TimeKind
    value: str
    earliest: date | None
    latest: date | None

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.start, self.end)


class Place(Struct, frozen=True, kw_only=True):
    """A place named in the text; coordinates in degrees, None where unknown."""

    start: int
    end: int
    name: str
    country: str | None  # ISO 3166 alpha-3
    latitude: float | None
    longitude: float | None


class Mention(Struct, frozen=True, kw_only=True):
    """Words that name an actor: the whole of title and name ("Russian Defence Minister Sergei Shoigu")."""

    start: int
    end: int
    kind: MentionKind

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.start, self.end)


class Actor(Struct, frozen=True, kw_only=True):
    """Somebody who can act; all mentions that mean the same one."""

    id: str  # "a1", in order of first mention
    name: str  # the fullest name in the text or the lexicon's
    kind: ActorKind
    country: str | None  # ISO 3166 alpha-3, or UNO, EUR, IGO, NGO, ISM, IMG, MNC; None: unknown, or a bloc
    sector: str | None  # CAMEO/PLOVER sector: "GOV", "MIL"; None: the state as such, or unknown
    code: str | None  # country + sectors, "RUSGOVMIL"; a sector alone where no country is in reach; None: uncoded
    role: str | None  # as the text or the lexicon has it: "defence minister"
    basis: ActorBasis  # where the code was learned
    mentions: tuple[Mention, ...]


class Speaker(Struct, frozen=True, kw_only=True):
    """Words that name who speaks, and the actor they mean; `actor` None: no actor was resolved."""

    start: int
    end: int
    actor: str | None


class Quote(Struct, frozen=True, kw_only=True):
    """What somebody is reported to have said or thought. A quotation's marks are part of it."""

    id: str
    start: int
    end: int
    kind: QuoteKind
    cue: Span | None  # "said", "according to"
    speaker: Speaker | None  # None: the text names none
    continues: str | None  # id of the quote that this one goes on

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.start, self.end)


# ---------------------------------------------------------------- events, claims, provisions


class EventTime(Struct, frozen=True, kw_only=True):
    """First and last possible day of the deed; one open end is None."""

    earliest: date | None
    latest: date | None
    evidence: Span | None  # the time expression; None: read from tense and publication date


class Event(Struct, frozen=True, kw_only=True):
    """What one sentence says was done, by whom, to whom; true or not."""

    id: str
    sentence: int  # index in CodedArticle.sentences
    trigger: Span  # the words that tell of it
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    rule: str  # the lexicon entry that made it: "support.sign-treaty"
    cameo: str | None  # CAMEO code as text
    quad: Quad
    intensity: float  # PLOVER conflict-cooperation score, -10..10
    source: tuple[str, ...]  # ids of the actors who act; empty: the text names none
    target: tuple[str, ...]  # ids of the actors acted upon; empty also when all act on each other
    source_spans: tuple[Span | None, ...]  # words of this sentence that name each source; None: known from around
    target_spans: tuple[Span | None, ...]
    place: Place | None
    time: EventTime | None  # days of the deed, not of the article; None: unreadable, never "today"
    status: Status
    status_evidence: Span | None  # the words that decide the status; None: plain tense
    historical: bool
    said_by: str | None  # id of the quote that tells of it; None: the outlet says so itself
    confidence: float  # 0..1


class Claim(Struct, frozen=True, kw_only=True):
    """Somebody's assertion that one thing brings about, or hinders, another."""

    id: str
    kind: ClaimKind
    cause: Span
    effect: Span
    cause_actors: tuple[str, ...]
    effect_dyad: tuple[str, ...]
    said_by: str | None


class Provision(Struct, frozen=True, kw_only=True):
    """What an agreement lays down, and what became of it."""

    id: str
    agreement: str
    parties: tuple[str, ...]  # country codes
    dimension: Dimension
    text: Span
    status: ProvisionStatus


class CodedArticle(Article, frozen=True, kw_only=True):
    """Everything comity reads from one page: the exchange format's one object."""

    sentences: tuple[Sentence, ...]
    actors: tuple[Actor, ...]
    times: tuple[TimeMention, ...]
    places: tuple[Place, ...]
    quotes: tuple[Quote, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    provisions: tuple[Provision, ...]
    no_events: str | None  # why there is no event, "language: …"; None where there are events


class Fault(Struct, frozen=True, kw_only=True):
    """What went wrong: a kind for programs, and stage, place and remedy in words for people."""

    kind: str
    message: str


class Failure(Struct, frozen=True, kw_only=True):
    """A document that could not be coded; it stands in the stream and the record in the document's place."""

    id: str | None
    path: str | None
    error: Fault


class Happening(Struct, frozen=True, kw_only=True):
    """One deed in the world, told by one or more events of one or more articles."""

    id: str
    type: EventType
    source: tuple[str, ...]  # actor codes, sorted
    target: tuple[str, ...]
    earliest: date | None
    latest: date | None
    place: str | None
    mentions: tuple[tuple[str, str], ...]  # (article id, event id)
    outlets: int  # how many different outlets tell of it
    agencies: int  # how many different wire services wrote those reports


def actors_by_id(actors: Iterable[Actor]) -> dict[str, Actor]:
    """Actors by their id."""
    return {actor.id: actor for actor in actors}
