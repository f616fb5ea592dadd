"""Who can act, by name: countries, seats of power, organisations, armed groups, people and role words.

Scholars edit the CSV files in data/; this module turns them into look-up tables. Codes are PLOVER's
(reference: actor codes); a row with days holds from first_day to last_day, both inclusive, blank is open.
Its cite says where a reader can look it up.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from importlib import resources
from itertools import chain
from typing import Literal

from msgspec import Struct

from comity.faults import LexiconFault
from comity.lexicons.parties import Party, PartyLexicon, open_parties

NameKind = Literal[
    "country",
    "adjective",
    "people",
    "city",
    "seat",
    "organisation",
    "armed-group",
    "person",
    "company",
    "media",
    "bloc",
]
RoleKind = Literal[
    "person", "leader", "envoy", "speaker", "body", "group", "party", "agents", "chief", "office",
    "counterpart", "people", "noun", "pair", "land", "place", "sport", "title", "honorific",
]  # fmt: skip
INTERNATIONAL = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
SECTORS = frozenset((
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL",
    "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
))  # fmt: skip
FIRST_RUN = re.compile(r"\w+|\W")
KEPT_LOWER = re.compile(r"[A-Z.&]{1,5}")  # initialisms: never looked up in lower case


class NameEntry(Struct, frozen=True, gc=False):
    """One reading of a name: what it names, with which code, in which days."""

    kind: NameKind
    name: str  # the lexicon's full name
    code: str  # "RUS", "RUSGOVMIL", "UNO"
    first_day: date | None = None
    last_day: date | None = None
    role: str | None = None
    gender: str = ""  # "m", "f", or "" for unknown or none
    capital: bool = False
    cite: str = ""  # where to look the row up; "" for places and blocs

    def holds(self, day: date | None) -> bool:
        """Whether the entry holds on the day; on an unknown day only entries without an end do."""
        if day is None:
            return self.last_day is None
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


class RoleEntry(Struct, frozen=True, gc=False):
    """A role word in one of its forms."""

    word: str  # the singular: "defence minister"
    sectors: tuple[str, ...]
    kind: RoleKind
    plural: bool


class Rival(Struct, frozen=True, gc=False):
    """Another country that a name may mean, and the words of an article that tell."""

    code: str
    cues: frozenset[str]  # one of them must stand in the article
    against: frozenset[str]  # none of these may


class ActorLexicon(Struct, frozen=True):
    """Look-up tables; keys are words with single spaces, as they stand in text."""

    names: Mapping[str, tuple[NameEntry, ...]]
    lower_names: Mapping[str, tuple[NameEntry, ...]]  # the same for text without capitals; no initialisms
    name_reach: Mapping[str, int]  # first word of a name -> characters of the longest name that begins so
    lower_reach: Mapping[str, int]
    roles: Mapping[str, RoleEntry]
    role_reach: Mapping[str, int]
    country_names: Mapping[str, str]  # code -> name
    rivals: Mapping[str, tuple[Rival, ...]]  # ambiguous name -> what else it may mean
    genders: Mapping[str, str]  # first name -> "m" or "f"
    name_words: Mapping[str, tuple[str, ...]]  # lower-case word of an organisation's name -> sectors
    parties: PartyLexicon
    party_reach: Mapping[str, int]
    country_weights: Mapping[str, float]  # mark of a country that a description may be of -> weight
    pronoun_weights: Mapping[str, float]  # mark of whom a pronoun may mean -> weight

    def sectors_by_word(self, name: str) -> tuple[str, ...]:
        """The sectors that an organisation's name tells: "Fianna Fail Party" PTY; empty: none."""
        for word in reversed(name.lower().split()):
            if word in self.name_words:
                return self.name_words[word]
        return ()


def open_actors() -> ActorLexicon:
    """Load the actor lexicon; some 0.1 s."""
    parties = open_parties()
    names: dict[str, list[NameEntry]] = {}
    for text, entry in chain(_name_rows(), _party_rows(parties)):
        readings = names.setdefault(text, [])
        if entry not in readings:
            readings.append(entry)
    frozen = {text: tuple(entries) for text, entries in names.items()}
    lower = {text.lower(): entries for text, entries in frozen.items() if not KEPT_LOWER.fullmatch(text)}
    roles = dict(_role_rows())
    countries = {row["code"]: row["name"] for row in rows("countries.csv")}
    words = {word: tuple(row["sectors"].split(";")) for row in rows("name_words.csv") for word in _texts(row["words"])}
    genders = {name: row["gender"] for row in rows("first_names.csv") for name in _texts(row["names"])}
    return ActorLexicon(
        names=frozen,
        lower_names=lower,
        name_reach=_reach(frozen),
        lower_reach=_reach(lower),
        roles=roles,
        role_reach=_reach(roles),
        country_names=countries,
        rivals=_rivals(),
        genders=genders,
        name_words=words,
        parties=parties,
        party_reach=_reach(parties.named),
        country_weights=_weights("country"),
        pronoun_weights=_weights("pronoun"),
    )


def _weights(choice: str) -> dict[str, float]:
    """The weights of the marks by which one of two choices is made."""
    return {row["mark"]: float(row["weight"]) for row in rows("antecedent_weights.csv") if row["choice"] == choice}


def _rivals() -> dict[str, tuple[Rival, ...]]:
    """The rows of ambiguous.csv by name."""
    found: dict[str, tuple[Rival, ...]] = {}
    for row in rows("ambiguous.csv"):
        rival = Rival(row["code"], frozenset(_texts(row["cues"])), frozenset(_texts(row["against"])))
        found[row["name"]] = (*found.get(row["name"], ()), rival)
    return found


def rows(file: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file of data/."""
    text = resources.files("comity.lexicons").joinpath("data", file).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def day(text: str, file: str) -> date | None:
    """The ISO day in a cell, None for a blank one.

    >>> day("1997-04-02", "people.csv")
    datetime.date(1997, 4, 2)
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise LexiconFault("lexicon", f"“{text}” is no ISO day", place=file, remedy="write 1997-04-02") from error


def _name_rows() -> Iterator[tuple[str, NameEntry]]:
    """(text, reading) of every name in the CSV files; earlier readings go first."""
    yield from _country_rows()
    yield from _city_rows()
    files: list[tuple[str, NameKind]] = [
        ("seats_of_power.csv", "seat"),
        ("organisations.csv", "organisation"),
        ("companies.csv", "company"),
        ("media.csv", "media"),
        ("groups.csv", "bloc"),
    ]
    for file, kind in files:
        for row in rows(file):
            entry = NameEntry(kind, row["name"], row["code"], cite=row.get("cite", ""))
            for text in _texts(row["name"], row["names"]):
                yield text, entry
    for row in rows("armed_groups.csv"):
        spell = day(row["first_day"], "armed_groups.csv"), day(row["last_day"], "armed_groups.csv")
        entry = NameEntry("armed-group", row["name"], row["code"], *spell, cite=row["cite"])
        for text in _texts(row["name"], row["names"]):
            yield text, entry
    for row in sorted(rows("people.csv"), key=_seniority):
        spell = day(row["first_day"], "people.csv"), day(row["last_day"], "people.csv")
        entry = NameEntry(
            "person", row["name"], row["code"], *spell, row["role"] or None, row["gender"], cite=row["cite"]
        )
        for text in _texts(row["name"], row["names"]):
            yield text, entry


def _seniority(row: Mapping[str, str]) -> tuple[bool, str]:
    """Order of the readings of a person's name: the latest office at home comes last; it is what stays afterwards."""
    return row["code"][:3] not in INTERNATIONAL, row["first_day"]


def party_readings(party: Party) -> tuple[NameEntry, ...]:
    """The readings of a party's name, one for each stretch of days with one code."""
    return tuple(
        NameEntry("armed-group", party.name, code, first, last, cite=party.cite)
        for code, first, last in party.stretches()
    )


def _party_rows(parties: PartyLexicon) -> Iterator[tuple[str, NameEntry]]:
    for party in parties.parties:
        for text in party.names:
            for entry in party_readings(party):
                yield text, entry


def _country_rows() -> Iterator[tuple[str, NameEntry]]:
    for row in rows("countries.csv"):
        spell = day(row["first_day"], "countries.csv"), day(row["last_day"], "countries.csv")
        for text in _texts(row["name"], row["names"]):
            yield text, NameEntry("country", row["name"], row["code"], *spell, cite=row["cite"])
        for text in _texts(row["adjectives"]):
            yield text, NameEntry("adjective", row["name"], row["code"], *spell, cite=row["cite"])
        for text in _texts(row["people"]):
            yield plural(text), NameEntry("people", row["name"], row["code"], *spell, cite=row["cite"])


def _city_rows() -> Iterator[tuple[str, NameEntry]]:
    for row in rows("places.csv"):
        for text in _texts(row["name"], row["names"]):
            yield text, NameEntry("city", row["name"], row["country"], capital=row["kind"] == "capital")


def _role_rows() -> Iterator[tuple[str, RoleEntry]]:
    for row in rows("roles.csv"):
        sectors = tuple(_texts(row["sectors"]))
        for word in _texts(row["words"]):
            yield word, RoleEntry(word, sectors, row["kind"], False)  # type: ignore[arg-type]  # checked by tests
            if row["kind"] in ("person", "leader") and " " not in word:
                yield "ex-" + word, RoleEntry(word, ("ELI",), row["kind"], False)  # type: ignore[arg-type]
            if row["kind"] in ("title", "honorific"):
                continue
            several = (plural(word), word + "s") if word.endswith("person") else (plural(word),)  # "seven persons"
            for text in several:
                if text != word:
                    yield text, RoleEntry(word, sectors, row["kind"], True)  # type: ignore[arg-type]


def _texts(*cells: str) -> list[str]:
    """The names in cells divided by semicolons."""
    return [text for cell in cells for text in cell.split(";") if text]


def plural(word: str) -> str:
    """The plural of a role word or of a people's name.

    >>> plural("gunman"), plural("foreign ministry"), plural("Chinese"), plural("attorney general")
    ('gunmen', 'foreign ministries', 'Chinese', 'attorneys general')
    """
    head, divider, rest = word.partition(" of ") if " of " in word else word.partition(" general")
    if divider:
        return plural(head) + divider + rest
    if word.endswith("man"):
        return word if word.endswith(("German", "Roman", "Oman")) and word[-6:] != "German" else _men(word)
    if word.endswith(("child",)):
        return word + "ren"
    if word.endswith("person"):
        return word[:-6] + "people"
    if word.endswith(("ese", "Swiss", "people", "townsfolk", "media", "police", "personnel", "military")):
        return word
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def _men(word: str) -> str:
    """ "Germans", but "gunmen"."""
    return word + "s" if word.endswith("German") else word[:-3] + "men"


def _reach(texts: Iterable[str]) -> dict[str, int]:
    """For each first word the length of the longest text that begins with it."""
    reach: dict[str, int] = {}
    for text in texts:
        found = FIRST_RUN.match(text)
        first = found.group() if found else text
        reach[first] = max(reach.get(first, 0), len(text))
    return reach
