"""What a question to the record is limited to, as conditions in SQL."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple, TypedDict

from msgspec import Struct, ValidationError, convert

from comity.faults import WrongCall
from comity.lexicons.blocs import Member, open_blocs

Table = Literal["events", "happenings", "actors", "quotes", "claims", "provisions", "people", "strangers"]
TERMS = re.compile(r'"[^"]*"|[^\s"]+')  # of a search
NARRATOR = "narrator"  # said_by: only what the outlets say themselves


class Select(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a question is limited to; None and empty: no limit.

    A code selects by country ("RUS"), by bloc ("WEST"), by its beginning ("RUSGOV"), or with wildcards ("*MIL").
    """

    dyad: tuple[str, str] | None = None  # who acts, who is acted upon; acts of both together count too
    either_way: bool = False  # the dyad's other direction too
    actor: str | None = None  # code on either side
    since: date | None = None  # first day that the deed may be of; undated ones are left out
    until: date | None = None  # last day, included
    types: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    said_by: str | None = None  # part of the speaker's name, any case; "narrator": nobody
    outlet: str | None = None  # part of the outlet's name, any case
    name: str | None = None  # part of a person's name, any case, with or without accents
    text: str | None = None  # words that the article has, all of them; see `_searched`
    min_confidence: float | None = None  # 0..1
    limit: int | None = None  # rows


class Limits(TypedDict, total=False):
    """The same as keywords; days may be ISO days."""

    dyad: tuple[str, str] | None
    either_way: bool
    actor: str | None
    since: date | str | None
    until: date | str | None
    types: Sequence[str]
    status: Sequence[str]
    said_by: str | None
    outlet: str | None
    name: str | None
    text: str | None
    min_confidence: float | None
    limit: int | None


def selection(limits: Limits) -> Select:
    """The limits as a selection; raises WrongCall for what is none.

    >>> selection({"dyad": ("RUS", "BLR"), "since": "2020-01-01", "types": ["AID"]}).since
    datetime.date(2020, 1, 1)
    """
    try:
        return convert(dict(limits), Select)
    except ValidationError as error:
        raise WrongCall(
            "record", f"no such limit: {error}", remedy=f"take {', '.join(Limits.__annotations__)}"
        ) from error


class Clause(NamedTuple):
    """A condition in SQL with its values."""

    sql: str
    values: tuple[Any, ...] = ()


def _of_events(select: Select) -> list[Clause]:
    return [
        *_parties(select, "e"),
        *_days(select, "e.earliest", "e.latest"),
        _one_of("e.type", select.types),
        _one_of("e.status", select.status),
        _speaker(select, "e.said_by"),
        *_article(select, "e.article"),
        _sure(select, "e.confidence"),
    ]


def _of_happenings(select: Select) -> list[Clause]:
    """Happenings; with a speaker, outlet or words those of which one report is so."""
    told = [clause for clause in (_speaker(select, "e.said_by"), *_article(select, "e.article")) if clause.sql]
    mentions = "from happening_mentions m join events e on e.article = m.article and e.id = m.event"
    report = _joined(told, "and")
    return [
        *_parties(select, "h"),
        *_days(select, "h.earliest", "h.latest"),
        _one_of("h.type", select.types),
        _one_of("h.status", select.status),
        Clause(f"h.id in (select m.happening {mentions} where {report.sql})" if told else "", report.values),
        _sure(select, "h.confidence"),
    ]


def _of_actors(select: Select) -> list[Clause]:
    """Actors of articles of these days; with other limits only those who take part in such an event."""
    part = "list_contains(list_concat(e.source, e.target), coalesce(x.code, x.name))"
    return [
        *_published(select),
        *_article(select, "x.article"),
        _has_event(select, f"e.article = x.article and {part}", _speaker(select, "e.said_by")),
    ]


def _of_quotes(select: Select) -> list[Clause]:
    """Quotations of articles of these days; with a dyad, type or status those that tell of such an event."""
    inside = 'e.article = q.article and e.trigger_start >= q."start" and e.trigger_end <= q."end"'
    return [
        *_published(select),
        _speaker(select, "q.speaker"),
        *_article(select, "q.article"),
        _has_event(select, inside),
    ]


def _of_claims(select: Select) -> list[Clause]:
    codes = "list_concat(c.cause_codes, c.effect_codes)"
    pair = select.dyad or ()
    parties = [_any_like(codes, code) for code in pair]
    return [*_published(select), *parties, _speaker(select, "c.said_by"), *_article(select, "c.article")]


def _of_provisions(select: Select) -> list[Clause]:
    pair = select.dyad or ()
    parties = [_any_like("p.parties", code) for code in pair]
    return [*_published(select), *parties, _one_of("p.status", select.status), *_article(select, "p.article")]


def _of_people(select: Select) -> list[Clause]:
    """Entries of the who's who that were read so in these days."""
    return [
        _called(select, "list_append(p.aliases, p.name)"),
        *_coded(select, "p"),
        *_days(select, "p.first_day", "p.last_day"),
    ]


def _of_strangers(select: Select) -> list[Clause]:
    return [
        _called(select, "[x.name]"),
        *_coded(select, "x"),
        *_published(select),
        *_article(select, "x.article"),
    ]


def _called(select: Select, names: str) -> Clause:
    """That one of the names has the part asked for."""
    if select.name is None:
        return Clause("")
    sql = f"contains(lower(strip_accents(array_to_string({names}, chr(10)))), lower(strip_accents(?)))"
    return Clause(sql, (select.name,))


def _coded(select: Select, row: str) -> list[Clause]:
    """That the code of the row begins with the one asked for, or fits it where it has a "*"."""
    return [] if select.actor is None else [_any_like(f"[{row}.code]", select.actor)]


CONDITIONS = {
    "events": _of_events,
    "happenings": _of_happenings,
    "actors": _of_actors,
    "quotes": _of_quotes,
    "claims": _of_claims,
    "provisions": _of_provisions,
    "people": _of_people,
    "strangers": _of_strangers,
}


def _has_event(select: Select, tie: str, *more: Clause) -> Clause:
    """That an event with the tie is of the dyad, types, status and confidence asked for; empty if none is asked for."""
    clauses = [
        *more,
        *_parties(select, "e"),
        _one_of("e.type", select.types),
        _one_of("e.status", select.status),
        _sure(select, "e.confidence"),
    ]
    asked = [clause for clause in clauses if clause.sql]
    if not asked:
        return Clause("")
    conditions = " and ".join(f"({clause.sql})" for clause in asked)
    values = tuple(value for clause in asked for value in clause.values)
    return Clause(f"exists (select 1 from events e where {tie} and {conditions})", values)


def _parties(select: Select, row: str) -> list[Clause]:
    """That source and target of the row are the dyad, or both are in source, acting together."""
    clauses = []
    if select.dyad is not None:
        first, second = select.dyad
        ways = [_directed(row, first, second), _together(row, first, second)]
        if select.either_way:
            ways.append(_directed(row, second, first))
        clauses.append(_joined(ways, "or"))
    if select.actor is not None:
        clauses.append(_joined([_side(row, "source", select.actor), _side(row, "target", select.actor)], "or"))
    return clauses


@cache
def _blocs() -> Mapping[str, tuple[Member, ...]]:
    return open_blocs().members


def _directed(row: str, source: str, target: str) -> Clause:
    return _joined([_side(row, "source", source), _side(row, "target", target)], "and")


def _together(row: str, one: str, other: str) -> Clause:
    several = Clause(f"len({row}.target) = 0 and len({row}.source) > 1")
    return _joined([several, _side(row, "source", one), _side(row, "source", other)], "and")


def _joined(clauses: list[Clause], word: str) -> Clause:
    sql = f" {word} ".join(f"({clause.sql})" for clause in clauses)
    return Clause(sql, tuple(value for clause in clauses for value in clause.values))


def _side(row: str, side: str, code: str) -> Clause:
    """That a side of the row has an actor with the code: a country's, a bloc's, a full code's beginning, a wildcard."""
    upper = code.upper()
    bloc = _blocs().get(upper)
    if bloc is not None:
        return _in_bloc(row, side, bloc)
    if len(code) == 3 and code.isalpha():
        return Clause(f"list_contains({row}.{side}_countries, ?) or list_contains({row}.{side}, ?)", (upper, upper))
    return _any_like(f"{row}.{side}", code)


def _in_bloc(row: str, side: str, bloc: tuple[Member, ...]) -> Clause:
    """That a side of the row has a member of the bloc, in a spell of its membership."""
    spells: dict[tuple[date | None, date | None], list[str]] = {}
    for member in bloc:
        spells.setdefault((member.first_day, member.last_day), []).append(member.member)
    return _joined([_in_spell(row, side, members, *spell) for spell, members in spells.items()], "or")


def _in_spell(row: str, side: str, members: list[str], first: date | None, last: date | None) -> Clause:
    """That a side has one of the members and the days of the row lie between the two."""
    clauses = [Clause(f"list_has_any({row}.{side}_countries, ?) or list_has_any({row}.{side}, ?)", (members, members))]
    if first is not None:
        clauses.append(Clause(f"coalesce({row}.latest, {row}.earliest) >= ?", (first,)))
    if last is not None:
        clauses.append(Clause(f"coalesce({row}.earliest, {row}.latest) <= ?", (last,)))
    return _joined(clauses, "and")


def _any_like(codes: str, code: str) -> Clause:
    """That one of the codes begins with the code, or fits it where it has a "*"; in any case."""
    pattern = code if "*" in code else code + "*"
    return Clause(f"len(list_filter({codes}, lambda code: upper(code) glob ?)) > 0", (pattern.upper(),))


def _days(select: Select, earliest: str, latest: str) -> list[Clause]:
    """That the days may fall into the time asked for; an open end reaches for ever, two open ends nowhere."""
    clauses = []
    if select.since is not None:
        clauses.append(Clause(f"{latest} >= ? or ({latest} is null and {earliest} is not null)", (select.since,)))
    if select.until is not None:
        clauses.append(Clause(f"{earliest} <= ? or ({earliest} is null and {latest} is not null)", (select.until,)))
    return clauses


def _published(select: Select) -> list[Clause]:
    return _days(select, "a.published_earliest", "a.published_latest")


def _one_of(column: str, values: tuple[str, ...]) -> Clause:
    return Clause(f"{column} in (select unnest(?::varchar[]))", (list(values),)) if values else Clause("")


def _speaker(select: Select, column: str) -> Clause:
    if select.said_by is None:
        return Clause("")
    if select.said_by == NARRATOR:
        return Clause(f"{column} is null")
    return Clause(f"contains(lower({column}), lower(?))", (select.said_by,))


def _article(select: Select, article: str) -> list[Clause]:
    """That the article with the id is of the outlet and has the words."""
    clauses = []
    if select.outlet is not None:
        named = "select id from articles where contains(lower(outlet), lower(?))"
        clauses.append(Clause(f"{article} in ({named})", (select.outlet,)))
    if select.text is not None:
        having = _joined([_term(term) for term in _terms(select.text)], "and")
        clauses.append(Clause(f"{article} in (select article from article_words where {having.sql})", having.values))
    return clauses


def _terms(text: str) -> tuple[str, ...]:
    """What is searched for: whole words, "quoted phrases" and beginnings of words.

    >>> _terms('Müller "gas deal" pipelin*')
    ('Müller', '"gas deal"', 'pipelin*')
    """
    terms = tuple(term for term in TERMS.findall(text) if any(map(str.isalnum, term)))
    if not terms:
        raise WrongCall("record", f'no word to search for in "{text}"', remedy="write words, as in: gas pipelin*")
    return terms


def _term(term: str) -> Clause:
    """That the article has the term, in any case, with or without accents."""
    words = "rtrim(plain_words(?))" if term.rstrip('"').endswith("*") else "plain_words(?)"
    return Clause(f"contains(words, {words})", (term,))


def _sure(select: Select, column: str) -> Clause:
    return Clause("") if select.min_confidence is None else Clause(f"{column} >= ?", (select.min_confidence,))
