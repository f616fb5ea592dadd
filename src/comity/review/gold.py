"""Gold out of the ledger: what people found right and wrong, for scoring another coding and for teaching types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from comity.faults import WrongCall
from comity.record import Record
from comity.record.corrected import NOBODY, days_of
from comity.record.corrections import as_read, read_ledger
from comity.record.ledger import (
    CHANGES,
    AboutEvent,
    Correction,
    Seen,
    about_event,
    find_event,
    in_force,
    locate,
    seen_of,
)
from comity.review.precision import wilson
from comity.vocabulary import CodedArticle, Event, Span, actors_by_id

SCORED = ("status", "source", "target", "days")


class GoldEvent(Struct, frozen=True, kw_only=True):
    """An event that somebody judged, and what it is."""

    trigger: Span
    words: str  # of the trigger
    sentence: str
    sentence_start: int
    coding: Seen  # what is right; of a rejected event what is wrong


class GoldArticle(Struct, frozen=True, kw_only=True):
    """What is known of an article's events."""

    id: str
    text: str
    complete: bool  # whether `events` are all that it has; else what is not judged is not counted
    events: tuple[GoldEvent, ...]
    rejected: tuple[GoldEvent, ...] = ()


class Score(Struct, frozen=True, kw_only=True):
    """How a coding does on the gold events of a type, or on all."""

    type: str
    gold: int  # events that are right
    found: int  # of these, coded with their type
    false: int  # coded with this type, though rejected, or in no complete article's gold
    recall: float | None
    recall_low: float | None
    recall_high: float | None
    precision: float | None
    status: int  # of those found, with the right status
    source: int
    target: int
    days: int


def gold_of(record: Record) -> Iterator[GoldArticle]:
    """Articles with events that somebody judged, by id. Events whose words are gone from the text are left out.

    An event that was corrected in one thing counts as right in all else.
    """
    ledger = [one for one in in_force(read_ledger(record)) if one.action in CHANGES]
    ids = sorted({about.article for one in ledger for about in one.about if isinstance(about, AboutEvent)})
    for identifier in ids:
        read = as_read(record, [identifier]).get(identifier)
        if read is not None:
            yield _gold_article(read, record.article(identifier), ledger)


def _gold_article(read: CodedArticle, now: CodedArticle, ledger: Sequence[Correction]) -> GoldArticle:
    abouts: dict[str, AboutEvent] = {}
    codings: dict[str, Seen | None] = {}  # None: rejected
    for one in ledger:
        for about in one.about:
            if isinstance(about, AboutEvent) and about.article == read.id and locate(about, read.text):
                event = find_event(about, read)
                key = event.id if event else f"{about.start} {about.end} {about.read.type}"
                abouts.setdefault(key, about)
                codings[key] = judged_as(one, about, codings.get(key, about.read))
    standing = {event.id: seen_of(event, actors_by_id(now.actors)) for event in now.events}
    events = [_gold_event(abouts[key], standing.get(key, coding), read) for key, coding in codings.items() if coding]
    rejected = [_gold_event(abouts[key], abouts[key].read, read) for key, coding in codings.items() if coding is None]
    order = msgspec.structs.astuple
    return GoldArticle(
        id=read.id,
        text=read.text,
        complete=False,
        events=tuple(sorted(events, key=lambda event: (event.trigger, str(order(event.coding))))),
        rejected=tuple(sorted(rejected, key=lambda event: (event.trigger, str(order(event.coding))))),
    )


def judged_as(one: Correction, about: AboutEvent, before: Seen | None) -> Seen | None:
    """What an event is after a correction; None: rejected."""
    coding, value = before or about.seen, one.value or ""
    if one.action == "reject":
        return None
    if one.action == "accept":
        return about.seen
    if one.action == "redate":
        earliest, latest = days_of(value)
        return replace(coding, earliest=earliest, latest=latest)
    if one.action in ("source", "target"):
        return replace(coding, **{one.action: () if value == NOBODY else tuple(value.split(";"))})
    return replace(coding, **{"type" if one.action == "retype" else "status": value})


def _gold_event(about: AboutEvent, coding: Seen, read: CodedArticle) -> GoldEvent:
    trigger = locate(about, read.text)
    assert trigger is not None  # it was looked for before
    return GoldEvent(
        trigger=trigger,
        words=about.words,
        sentence=about.sentence,
        sentence_start=trigger.start - (about.start - about.sentence_start),
        coding=coding,
    )


def taught_of(record: Record) -> Iterator[dict[str, str | None]]:
    """The judged sentences as `comity train` reads them: a type each, or null where no event is left after rejecting.

    A sentence with events of two types is given once for each.
    """
    for article in gold_of(record):
        types: dict[str, dict[str, None]] = {}
        for event in article.events:
            types.setdefault(event.sentence, {})[event.coding.type] = None
        now = record.article(article.id)
        telling = {now.text[now.sentences[e.sentence].start : now.sentences[e.sentence].end] for e in now.events}
        for event in article.rejected:
            if event.sentence not in telling:
                types.setdefault(event.sentence, {})
        for sentence, found in types.items():
            for kind in found or (None,):
                yield {"text": " ".join(sentence.split()), "type": kind}


# ---------------------------------------------------------------- another coding, scored


def read_gold(path: Path) -> list[GoldArticle]:
    """The gold of JSON Lines: what `comity correct --gold` wrote, or coded articles that hold all their events.

    Raises WrongCall, naming the line, where one is neither.
    """
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            try:
                found.append(_gold_line(line))
            except msgspec.DecodeError as error:
                remedy = "give what `comity correct --gold` or `comity code` wrote"
                raise WrongCall("evaluate", str(error), place=f"{path} line {number}", remedy=remedy) from error
    return found


def _gold_line(line: bytes) -> GoldArticle:
    if b'"sentences"' not in line:
        return msgspec.json.decode(line, type=GoldArticle)
    article = msgspec.json.decode(line, type=CodedArticle)
    abouts = [about_event(article, event, article) for event in article.events]
    events = tuple(_gold_event(about, about.read, article) for about in abouts)
    return GoldArticle(id=article.id, text=article.text, complete=True, events=events)


def score(gold: Iterable[GoldArticle], coded: Iterable[CodedArticle | None]) -> list[Score]:
    """How the codings do on the gold articles, in order; a line for each type and one for all. None: not coded.

    A gold event is found where an event of its type stands on the words of its trigger.
    """
    tally: dict[str, dict[str, int]] = {}
    for article, coding in zip(gold, coded, strict=True):
        _score_article(article, coding, tally)
    whole: dict[str, int] = {}
    for counts in tally.values():
        for name, count in counts.items():
            whole[name] = whole.get(name, 0) + count
    return [_score(name, counts) for name, counts in [*sorted(tally.items()), ("all", whole)]]


def _score_article(gold: GoldArticle, coded: CodedArticle | None, tally: dict[str, dict[str, int]]) -> None:
    def count(kind: str, name: str, number: int = 1) -> None:
        counts = tally.setdefault(kind, {})
        counts[name] = counts.get(name, 0) + number

    left = list(coded.events) if coded else []
    actors = actors_by_id(coded.actors) if coded else {}
    for one in gold.events:
        event = _on_words(one, left, coded)
        count(one.coding.type, "gold")
        if event is not None:
            left.remove(event)
            count(one.coding.type, "found")
            seen = seen_of(event, actors)
            for name in ("status", "source", "target"):
                count(one.coding.type, name, _same(getattr(seen, name), getattr(one.coding, name)))
            days = (seen.earliest, seen.latest) == (one.coding.earliest, one.coding.latest)
            count(one.coding.type, "days", days)
    if gold.complete:
        for event in left:
            count(event.type, "false")
    for one in gold.rejected:
        event = _on_words(one, left, coded)
        if event is not None:
            left.remove(event)
            count(one.coding.type, "false")


def _same(one: object, other: object) -> bool:
    return sorted(one) == sorted(other) if isinstance(one, tuple) and isinstance(other, tuple) else one == other


def _on_words(one: GoldEvent, events: Sequence[Event], coded: CodedArticle | None) -> Event | None:
    """The event of the gold's type on its words, the one most like it of several."""
    if coded is None:
        return None
    about = AboutEvent(
        article=coded.id, start=one.trigger.start, end=one.trigger.end, words=one.words, sentence=one.sentence,
        sentence_start=one.sentence_start, read=one.coding, seen=one.coding,
    )  # fmt: skip
    fitting = tuple(event for event in events if event.type == one.coding.type)
    return find_event(about, replace(coded, events=fitting))


def _score(kind: str, counts: dict[str, int]) -> Score:
    gold, found, false = (counts.get(name, 0) for name in ("gold", "found", "false"))
    low, high = wilson(found, gold) if gold else (None, None)
    return Score(
        type=kind,
        gold=gold,
        found=found,
        false=false,
        recall=found / gold if gold else None,
        recall_low=low,
        recall_high=high,
        precision=found / (found + false) if found + false else None,
        **{name: counts.get(name, 0) for name in SCORED},
    )
