"""The ledger in the record: entering corrections, reading the coding through them, saying what no longer fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

import msgspec
from msgspec import Struct

from comity.faults import WrongCall
from comity.lexicons.actors import INTERNATIONAL, SECTORS
from comity.lexicons.actors import rows as lexicon_rows
from comity.record.corrected import NOBODY, UNCODED, Conflict, actor_named, by_hand, conflicts, corrected, days_of
from comity.record.ledger import (
    RULINGS,
    About,
    AboutActor,
    AboutArticle,
    AboutEvent,
    Action,
    Correction,
    about_actor,
    about_event,
    decode_about,
    encode_about,
    entry,
    find_actor,
    find_event,
    in_force,
    of_article,
)
from comity.record.people import SIGHTINGS, Known, sighting_rows
from comity.record.rows import DERIVED, Row, decode_article, derived_rows, encode_article
from comity.vocabulary import Actor, CodedArticle, Event, EventType, Status, actors_by_id

if TYPE_CHECKING:
    from comity.record.store import Record

BEYOND = RULINGS | {"recode"}  # corrections that tell of more than their own article
REMEMBERED = f"""
select {", ".join(f'"{name}"' for name in Known.__struct_fields__)} from remembered
where article in (select unnest(?::varchar[])) order by article, actor
"""
ROWS = "select rowid from articles where id in (select unnest(?::varchar[]))"
CODED = """
select id, coded, corrected from articles where rowid in (select unnest(?::bigint[])) order by id
"""  # by the row's number, and many at once: by id every article's coding would be read, or a block of them for each
UPDATE = """
update articles set corrected = n.corrected::json, no_events = n.why
from (select unnest(?::varchar[]) as id, unnest(?::varchar[]) as corrected, unnest(?::varchar[]) as why) n
where articles.id = n.id
"""
LEDGER = "select id, action, value, reviewer, day, why, about from corrections where {condition} order by number"


class Entry(Struct, frozen=True):
    """A correction as the record has it."""

    number: int
    correction: Correction
    undone: bool
    conflicts: tuple[Conflict, ...]  # empty: it fits what is read, or is undone


# ---------------------------------------------------------------- the ledger


def read_ledger(record: Record, articles: Sequence[str] | None = None) -> list[Correction]:
    """All entries in order; with `articles` those about one of them, and every undoing."""
    condition = "true" if articles is None else "list_has_any(articles, ?::varchar[]) or action = 'undo'"
    sql = LEDGER.format(condition=condition)  # `execute` sees what the transaction has entered, `rows` would not
    rows = record.execute(sql, [] if articles is None else [list(articles)])
    return [
        Correction(id=i, action=action, value=value, by=by, on=on, why=why, about=decode_about(about))
        for i, action, value, by, on, why, about in rows
    ]


def list_entries(record: Record) -> Iterator[Entry]:
    """The whole ledger in order, with what no longer fits."""
    ledger = read_ledger(record)
    standing = {one.id for one in in_force(ledger)}
    for number, one in enumerate(ledger):
        stands = one.id in standing
        found: tuple[Conflict, ...] = ()
        if stands:
            read = as_read(record, one.articles)
            now = {identifier: record.article(identifier) for identifier in read}
            found = tuple(conflicts(one, read, now))
        yield Entry(number, one, not stands and one.action != "undo", found)


def entries_about(record: Record, read: CodedArticle, event: Event) -> list[Correction]:
    """The entries in force about an event of an article as read, or about an actor of it, in order."""
    found = []
    for one in of_article(in_force(read_ledger(record, [read.id])), read.id):
        for about in one.about:
            if about.article != read.id:
                continue
            there = isinstance(about, AboutEvent) and find_event(about, read) == event
            actor = find_actor(about, read) if isinstance(about, AboutActor) else None
            if there or (actor is not None and actor.id in (*event.source, *event.target)):
                found.append(one)
                break
    return found


def as_read(record: Record, ids: Sequence[str]) -> dict[str, CodedArticle]:
    """The articles with these ids as they were read."""
    return {identifier: decode_article(coded) for identifier, coded, _ in _stored(record, ids)}


def _stored(record: Record, ids: Sequence[str]) -> list[tuple[Any, ...]]:
    """Id, `coded` and `corrected` of the articles, by id."""
    rows = [row[0] for row in record.execute(ROWS, [list(ids)])]
    return record.execute(CODED, [rows])


class Through(Struct, frozen=True):
    """An article read through memory and the ledger."""

    read: CodedArticle  # as it was read
    corrected: CodedArticle | None  # as both have it; None: they change nothing
    by_hand: Mapping[str, Actor]  # actors whose code a correction gives, by id

    @property
    def now(self) -> CodedArticle:
        """The article as it stands."""
        return self.corrected or self.read

    @property
    def rows(self) -> dict[str, list[Row]]:
        """Its rows of each table read off it, in its order."""
        return {**derived_rows(self.now), SIGHTINGS: list(sighting_rows(self.read, self.by_hand))}


def read_through(record: Record, articles: Sequence[CodedArticle]) -> list[Through]:
    """The articles with what memory knows of their actors and with their corrections."""
    ids = [article.id for article in articles]
    ledger, known = in_force(read_ledger(record, ids)), read_remembered(record, ids)
    found = []
    for read in articles:
        entries = of_article(ledger, read.id)
        now = corrected(read, entries, known.get(read.id, ())) if entries or read.id in known else read
        found.append(Through(read, now if now != read else None, by_hand(read, entries)))
    return found


def read_remembered(record: Record, articles: Sequence[str]) -> dict[str, list[Known]]:
    """What memory has given the actors of the articles, by article."""
    found: dict[str, list[Known]] = {}
    fields = Known.__struct_fields__
    for row in record.execute(REMEMBERED, [list(articles)]):
        found.setdefault(row[0], []).append(Known(**dict(zip(fields, row, strict=True))))
    return found


def enter(record: Record, entries: Iterable[Correction]) -> int:
    """Add the entries that the ledger does not hold yet, in one transaction, and correct the tables; how many.

    Happenings wait for `regroup`. Raises WrongCall where one undoes what is not in the ledger.
    """
    ledger = read_ledger(record)
    known = {one.id: one for one in ledger}
    added: list[Correction] = []
    for one in entries:
        if one.action == "undo" and one.value not in known:
            raise WrongCall("correct", f"{one.id} undoes {one.value}, which the ledger does not hold")
        if one.id not in known:
            known[one.id] = one
            added.append(one)
    if added:
        with record.transaction():
            record.insert("corrections", (_row(one, len(ledger) + at) for at, one in enumerate(added)))
            touched = [_undone(one, known) for one in added]
            changed = refresh(record, list(dict.fromkeys(a for one in touched for a in one.articles)))
            taught = [a for one in touched if one.action == "recode" for a in one.articles]
            replace_rows(record, (SIGHTINGS,), read_through(record, list(as_read(record, taught).values())))
            if changed or any(one.action in BEYOND for one in touched):
                record.execute("update meta set value = 'stale' where key = 'happenings'")
    return len(added)


def _undone(one: Correction, known: dict[str, Correction]) -> Correction:
    """The correction that an undoing is about in the end; any other entry itself."""
    while one.action == "undo":
        one = known[one.value or ""]
    return one


def _row(one: Correction, number: int) -> dict[str, object]:
    return {
        "id": one.id,
        "number": number,
        "action": one.action,
        "value": one.value,
        "reviewer": one.by,
        "day": one.on,
        "why": one.why,
        "articles": list(one.articles),
        "about": encode_about(one.about),
    }


def refresh(record: Record, ids: Sequence[str]) -> bool:
    """Let the tables say what the articles' codings come to with memory and ledger; whether any coding changed."""
    stored = _stored(record, ids)
    changed: list[Through] = []
    kept: list[str | None] = []
    events: list[tuple[str, str]] = []
    through = read_through(record, [decode_article(coded) for _, coded, _ in stored])
    for one, (identifier, _, before) in zip(through, stored, strict=True):
        now = encode_article(one.corrected) if one.corrected else None
        if now != before:
            changed.append(one)
            kept.append(now)
            was = decode_article(before) if before else one.read
            events += ((identifier, event) for event in _changed_events(was, one.now))
    record.execute(UPDATE, [[one.read.id for one in changed], kept, [one.now.no_events for one in changed]])
    record.ungroup([article for article, _ in events], [event for _, event in events])
    replace_rows(record, DERIVED, changed)
    return bool(changed)


def replace_rows(record: Record, tables: Sequence[str], articles: Sequence[Through]) -> None:
    """Let the tables have the rows of the articles."""
    ids = [through.read.id for through in articles]
    rows = [through.rows for through in articles]
    for table in tables if ids else ():
        record.execute(f"delete from {table} where article in (select unnest(?::varchar[]))", [ids])
        record.insert(table, (row for of_one in rows for row in of_one[table]))


def _changed_events(before: CodedArticle, now: CodedArticle) -> list[str]:
    """Ids of the events whose rows differ, but for their number, or are in one of the two only."""
    one, other = (
        {row["id"]: {**row, "number": 0} for row in derived_rows(article)["events"]} for article in (before, now)
    )
    return [identifier for identifier in one | other if one.get(identifier) != other.get(identifier)]


# ---------------------------------------------------------------- a new entry


def draft(
    record: Record, action: Action, names: Sequence[str], value: str | None, by: str, on: date, why: str | None = None
) -> Correction:
    """The entry for what somebody says of the things named, not yet entered.

    Events are named "ARTICLE:e3", actors "ARTICLE:a2", articles and happenings by their id, ids by their beginning;
    a happening stands for all its events. Raises WrongCall for what makes no sense.
    """
    if not by.strip():
        raise WrongCall("correct", "nobody says so", remedy="name the reviewer: --by NAME")
    if action not in get_args(Action):
        raise WrongCall("correct", f'no action "{action}"', remedy=f"one of {', '.join(get_args(Action))}")
    if not names:
        raise WrongCall("correct", f"{action} what?", remedy="name an event (ARTICLE:e3), or see --help")
    if action == "undo":
        return new_entry(record, action, _entry_named(record, names[0]), by, on, why, ())
    about = _about(record, action, names)
    check = CHECKS.get(action)
    if check is None:
        if value is not None and action != "note":
            raise WrongCall("correct", f"{action} takes no value", place=value)
    elif value is None:
        raise WrongCall("correct", f"{action} needs a value", remedy=f"comity correct {action} {names[0]} VALUE")
    else:
        value = check(value)
    if action in ("source", "target") and value is not None:
        value = _parties(record, value, about)
    return new_entry(record, action, value, by, on, why, about)


def new_entry(
    record: Record, action: Action, value: str | None, by: str, on: date, why: str | None, about: Sequence[About]
) -> Correction:
    """The entry; the same once more, where one like it is in force: that one; where it was undone: a new one."""
    ledger = read_ledger(record)
    known, force = {one.id for one in ledger}, {one.id for one in in_force(ledger)}
    turn = 0
    while (one := entry(action, value, by, on, why, about, turn)).id in known - force:
        turn += 1
    return one


def _entry_named(record: Record, prefix: str) -> str:
    ids = [one.id for one in read_ledger(record) if one.id.startswith(prefix)]
    if len(ids) != 1 and prefix not in ids:
        what = f'several corrections begin with "{prefix}"' if ids else f'no correction "{prefix}"'
        raise WrongCall("correct", what, place=", ".join(ids[:2]) or None, remedy="see `comity correct --list`")
    return ids[0] if len(ids) == 1 else prefix


def _about(record: Record, action: Action, names: Sequence[str]) -> tuple[About, ...]:
    """What the names mean, tied to words."""
    if action == "merge":
        sides = [_happening_events(record, name, side) for side, name in enumerate(names)]
        if len(sides) < 2:
            raise WrongCall("correct", "a merger needs two happenings", remedy="comity correct merge ONE OTHER")
        return tuple(about for side in sides for about in side)
    found: list[About] = []
    for name in names:
        prefix, colon, identifier = name.rpartition(":")
        if action == "recode":
            read = record.article(prefix, as_read=True)
            actor = actors_by_id(read.actors).get(identifier)
            if actor is None:
                known = ", ".join(f"{a.id} {a.code or 'uncoded'} {a.name}" for a in read.actors[:10])
                raise WrongCall("correct", f'article {read.id} has no actor "{identifier}"', remedy=f"it has {known}")
            found.append(about_actor(read, actor))
        elif colon:
            read, event = record.event(name, as_read=True)
            found.append(about_event(read, event, record.article(read.id)))
        elif action == "note" and any(record.rows("select 1 from articles where starts_with(id, ?)", [name])):
            found.append(AboutArticle(article=record.article(name).id))
        elif action == "split":
            raise WrongCall("correct", f'"{name}" is no event', remedy="name the events that are another deed's")
        else:
            found += _happening_events(record, name)
    return tuple(found)


def _happening_events(record: Record, name: str, side: int = 0) -> list[AboutEvent]:
    """The events of a happening, named by its id or by one of its events."""
    if ":" in name:
        article, event = record.event(name)
        sql = "select happening from happening_mentions where article = ? and event = ?"
        name = record.execute(sql, [article.id, event.id])[0][0]
    mentions = record.happening(name).mentions
    articles = as_read(record, [article for article, _ in mentions])
    found = []
    for article_id, event_id in mentions:
        read = articles[article_id]
        event = next(event for event in read.events if event.id == event_id)
        found.append(about_event(read, event, record.article(article_id), side))
    return found


def _type(value: str) -> str:
    if value.upper() not in get_args(EventType):
        raise WrongCall("correct", f'no type "{value}"', remedy=f"one of {', '.join(get_args(EventType))}")
    return value.upper()


def _status(value: str) -> str:
    if value.lower() not in get_args(Status):
        raise WrongCall("correct", f'no status "{value}"', remedy=f"one of {', '.join(get_args(Status))}")
    return value.lower()


def _days(value: str) -> str:
    try:
        first, last = days_of(value)
    except ValueError as error:
        remedy = "write 2020-08-27, 2020-08-01..2020-08-31, 2020-08-01.. or undated"
        raise WrongCall("correct", f"{value!r} are no days", remedy=remedy) from error
    if first and last and last < first:
        raise WrongCall("correct", f"{value} ends before it begins")
    return value


def _code(value: str) -> str:
    code = value.upper()
    if value.lower() == UNCODED:
        return UNCODED
    parts = [code[at : at + 3] for at in range(0, len(code), 3)]
    countries = {row["code"] for row in lexicon_rows("countries.csv")} | INTERNATIONAL
    rest = parts[1:] if parts and parts[0] in countries else parts
    if not parts or len(code) % 3 or not set(rest) <= SECTORS:
        remedy = "a country and sectors (BLROPP), a sector alone (REB), or none"
        raise WrongCall("correct", f'no code "{value}"', remedy=remedy)
    return code


CHECKS: dict[Action, Callable[[str], str]] = {
    "retype": _type,
    "status": _status,
    "redate": _days,
    "recode": _code,
    "source": str,
    "target": str,
    "note": str,
}


def _parties(record: Record, value: str, about: Sequence[About]) -> str:
    """Codes, or names where uncoded, of the actors named by id, code or name; each must be in the article."""
    if value.lower() == NOBODY:
        return NOBODY
    named: list[str] = []
    for one in about:
        article = record.article(one.article)
        actors = actors_by_id(article.actors)
        found = [actors[part].id if part in actors else actor_named(part, actors) for part in value.split(";")]
        if None in found:
            known = ", ".join(f"{a.id} {a.code or 'uncoded'} {a.name}" for a in article.actors[:10])
            what = f'article {article.id} has no actor "{value.split(";")[found.index(None)]}"'
            raise WrongCall("correct", what, remedy=f"it has {known}; recode one first, if need be")
        named += [actors[i].code or actors[i].name for i in found if i is not None]
    return ";".join(dict.fromkeys(named))


# ---------------------------------------------------------------- files


def write_ledger(record: Record) -> Iterator[bytes]:
    """The ledger as JSON Lines, in order."""
    encode = msgspec.json.Encoder().encode
    for one in read_ledger(record):
        yield encode(one) + b"\n"


def parse_ledger(lines: Iterable[bytes], place: str) -> list[Correction]:
    """The entries of JSON Lines; raises WrongCall, naming the line, where one is none."""
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(msgspec.json.decode(line, type=Correction))
            except msgspec.DecodeError as error:
                what, remedy = str(error), "give what `comity correct --export` wrote"
                raise WrongCall("correct", what, place=f"{place} line {number}", remedy=remedy) from error
    return found
