"""Sentence -> units: the stretches that the lexicon or the parser's name finder knows, left to right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeVar

from msgspec import Struct

from comity.lexicons.actors import FIRST_RUN, ActorLexicon, NameEntry, RoleEntry
from comity.vocabulary import ParsedSentence, Token

UnitKind = Literal["country", "adjective", "people", "city", "seat", "organisation", "armed-group", "person", "role"]
Found = TypeVar("Found")
NAME_PARTS = frozenset(["al", "el", "bin", "ben", "ibn", "abu", "de", "da", "di", "der", "den", "van", "von", "du", "la", "le", "ul", "ur-"])


class Unit(Struct, frozen=True, gc=False):
    """Tokens `[start, end)` of a sentence and what they are."""

    start: int
    end: int
    kind: UnitKind
    text: str
    readings: tuple[NameEntry, ...] = ()  # empty for a role and for a name that only the parser found
    role: RoleEntry | None = None


class Line:
    """A sentence as one string with single spaces, and where each token lies in it."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        pieces: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        length, before = 0, None
        for token in tokens:
            if before is not None and token.start > before:
                pieces.append(" ")
                length += 1
            words = token.text.replace("’", "'")
            self.starts.append(length)
            pieces.append(words)
            length += len(words)
            self.ends.append(length)
            before = token.end
        self.text = "".join(pieces)
        self.lower = self.text.lower()

    def words(self, start: int, end: int) -> str:
        """The text of tokens `[start, end)`."""
        return self.text[self.starts[start] : self.ends[end - 1]]


def longest(
    text: str, line: Line, at: int, table: Mapping[str, Found], reach: Mapping[str, int]
) -> tuple[int, Found] | None:
    """(end, entry) of the longest text of the table that begins at a token; None: none does."""
    start = line.starts[at]
    first = FIRST_RUN.match(text, start)
    limit = reach.get(first.group()) if first else None
    if limit is None:
        return None
    best = None
    for end in range(at, len(line.ends)):
        stop = line.ends[end]
        if stop - start > limit:
            break
        entry = table.get(text[start:stop])
        if entry is not None:
            best = end + 1, entry
    return best


def spot_units(sentence: ParsedSentence, line: Line, lexicon: ActorLexicon) -> list[Unit]:
    """The units of a sentence in order; they do not overlap."""
    tokens = sentence.tokens
    small = line.text == line.lower
    names, reach = (lexicon.lower_names, lexicon.lower_reach) if small else (lexicon.names, lexicon.name_reach)
    people = _person_runs(tokens)
    units: list[Unit] = []
    at = 0
    while at < len(tokens):
        unit = _unit_at(at, tokens, line, lexicon, names, reach, people)
        if unit is None:
            at += 1
        else:
            units.append(unit)
            at = unit.end
    return units


def _unit_at(
    at: int,
    tokens: tuple[Token, ...],
    line: Line,
    lexicon: ActorLexicon,
    names: Mapping[str, tuple[NameEntry, ...]],
    reach: Mapping[str, int],
    people: Mapping[int, int],
) -> Unit | None:
    """The unit that begins at a token, or None."""
    name = longest(line.text, line, at, names, reach)
    role = longest(line.lower, line, at, lexicon.roles, lexicon.role_reach)
    run = people.get(at)
    if run is not None and not (name and name[0] >= run) and not role:
        return Unit(at, run, "person", line.words(at, run))
    if name and (role is None or name[0] >= role[0]) and not _inside_longer_name(at, name, tokens):
        end, readings = name
        return Unit(at, end, readings[0].kind, line.words(at, end), readings)
    if role and _is_nominal(tokens, at, role[0], role[1]):
        return Unit(at, role[0], "role", line.words(at, role[0]), role=role[1])
    if tokens[at].entity == "ORG" and tokens[at].entity_start:
        end = at + 1
        while end < len(tokens) and tokens[end].entity == "ORG" and not tokens[end].entity_start:
            end += 1
        return _organisation(at, end, tokens, line)
    return None


def _organisation(start: int, end: int, tokens: tuple[Token, ...], line: Line) -> Unit | None:
    """An organisation that only the parser knows; None for lower-case or one-letter ones."""
    while start < end and tokens[start].pos in ("DET", "PUNCT"):
        start += 1
    while end > start and tokens[end - 1].text in ("'s", "’s", "'", ","):
        end -= 1
    if start >= end or not tokens[start].text[0].isupper() or len(line.words(start, end)) < 2:
        return None
    return Unit(start, end, "organisation", line.words(start, end))


def _person_runs(tokens: tuple[Token, ...]) -> dict[int, int]:
    """Start -> end of each run of tokens that the parser takes for a person's name, without "'s" and titles."""
    runs: dict[int, int] = {}
    at = 0
    while at < len(tokens):
        if tokens[at].entity != "PERSON":
            at += 1
            continue
        end = at + 1
        while end < len(tokens) and tokens[end].entity == "PERSON" and not tokens[end].entity_start:
            end += 1
        stop = end
        while stop > at and tokens[stop - 1].text in ("'s", "’s", "'", "’", ",", "."):
            stop -= 1
        if stop > at and tokens[at].text[0].isupper() and tokens[at].pos != "VERB":
            runs[at] = stop
        at = end
    return runs


def _is_nominal(tokens: tuple[Token, ...], start: int, end: int, role: RoleEntry) -> bool:
    """Whether a role word stands as a noun here: "troops", not "to force"; "general", not "in general"."""
    last = tokens[end - 1]
    if last.pos in ("NOUN", "PROPN"):
        return True
    if role.kind in ("title", "honorific"):
        return end < len(tokens) and tokens[end].text[0].isupper()
    return end - start > 1 or (last.pos == "ADJ" and role.kind in ("body", "group", "person") and last.tag != "JJ")


def _inside_longer_name(at: int, name: tuple[int, tuple[NameEntry, ...]], tokens: tuple[Token, ...]) -> bool:
    """Whether the surname or place found is a part of somebody else's name: "Jeb Bush", "Michael Jordan"."""
    end, readings = name
    before = tokens[at - 1] if at else None
    if before is None or end - at > 1:
        return False
    joined = before.entity == "PERSON" and tokens[at].entity == "PERSON" and not tokens[at].entity_start
    return joined and readings[0].kind in ("person", "country", "city") and before.pos == "PROPN"
