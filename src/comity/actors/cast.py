"""The cast of one article: who has been named so far, under which names, with which code."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from comity.actors.phrases import Phrase, sectors_of
from comity.actors.spotting import Unit
from comity.lexicons.actors import INTERNATIONAL, ActorLexicon, NameEntry
from comity.vocabulary import Actor, ActorBasis, ActorKind, Mention, MentionKind


@dataclass(eq=False)
class Member:
    """An actor while its article is read; grows, unlike the Actor that is made of it at the end."""

    key: tuple[str, ...]
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    basis: ActorBasis = "text"
    gender: str = ""  # "m", "f" or "" for unknown
    plural: bool = False
    mentions: dict[tuple[int, int], MentionKind] = field(default_factory=dict)

    def code(self) -> str | None:
        """Country and sectors joined; None: nothing is known."""
        joined = (self.country or "") + "".join(self.sectors)
        return joined or None


@dataclass(frozen=True)
class Sighting:
    """One mention in the order of reading; for whoever is resolved by recency."""

    member: Member
    sentence: int
    start: int  # code point in the article
    subject: int  # 2: subject of the sentence's root, 1: another subject, 0: none


class Cast:
    """Members by key, and the order in which they were seen."""

    def __init__(self, lexicon: ActorLexicon, day: date | None) -> None:
        self.lexicon = lexicon
        self.day = day  # of publication: which row of the lexicon holds
        self.members: dict[tuple[str, ...], Member] = {}
        self.sightings: list[Sighting] = []
        self.surnames: dict[str, Member] = {}
        self.initials: dict[str, Member] = {}
        self.dateline: str | None = None  # country of the dateline

    # ------------------------------------------------------------ looking up

    def member(self, key: tuple[str, ...], name: str, kind: ActorKind) -> Member:
        """The member with the key, new if need be."""
        found = self.members.get(key)
        if found is None:
            found = self.members[key] = Member(key, name, kind)
        return found

    def state(self, code: str, text: str = "") -> Member:
        """The state with the country code."""
        found = self.member(("state", code), self.lexicon.country_names.get(code, text or code), "country")
        found.country = code
        return found

    def reading(self, readings: tuple[NameEntry, ...]) -> NameEntry | None:
        """The reading that holds on the day of publication; on an unknown day the latest; None: none holds."""
        holding = [entry for entry in readings if entry.holds(self.day)]
        if holding:
            return holding[-1] if holding[0].kind == "person" else holding[0]
        return None

    def latest_country(self, sentence: int) -> str | None:
        """The country named or implied last, in this sentence or the two before."""
        for sighting in reversed(self.sightings):
            if sighting.sentence < sentence - 2:
                break
            country = sighting.member.country
            if country and country not in INTERNATIONAL:
                return country
        return None

    def main_country(self) -> str | None:
        """The country that most mentions so far belong to; the one seen first among equals."""
        counts: dict[str, int] = {}
        for sighting in self.sightings:
            country = sighting.member.country
            if country and country not in INTERNATIONAL:
                counts[country] = counts.get(country, 0) + 1
        return max(counts, key=lambda country: counts[country]) if counts else None

    # ------------------------------------------------------------ names

    def named(self, unit: Unit) -> Member | None:
        """The member that a name unit stands for; None: the name is no actor's."""
        entry = self.reading(unit.readings) or (unit.readings[0] if unit.readings else None)
        if unit.kind == "person":
            return self.person(unit)
        if entry is None:
            return self._unknown_organisation(unit)
        if entry.kind in ("country", "adjective", "people", "city"):
            return self.state(entry.code, entry.name)
        return self._listed(entry)

    def _listed(self, entry: NameEntry) -> Member:
        """A seat of power, organisation or armed group of the lexicon."""
        kind: ActorKind = "armed-group" if entry.kind == "armed-group" else "organisation"
        found = self.member((entry.kind, entry.name), entry.name, kind)
        found.country, found.sectors = split_code(entry.code)
        found.basis = "lexicon"
        return found

    def _unknown_organisation(self, unit: Unit) -> Member:
        known = self.initials.get(unit.text)
        if known is not None:
            return known
        return self.member(("name", unit.text), unit.text, "organisation")

    def person(self, unit: Unit) -> Member:
        """The person of the name: seen before in the article, or in the lexicon, or new."""
        words = unit.text.split()
        surname = words[-1].lower()
        known = self.surnames.get(unit.text.lower()) or self.surnames.get(surname)
        if known is not None and (len(words) == 1 or same_person(known.name, unit.text)):
            if len(unit.text) > len(known.name) and known.basis != "lexicon":
                known.name = unit.text
            return known
        readings = unit.readings
        entry = self.reading(readings) or (readings[-1] if readings else None)
        full = entry.name if entry else unit.text
        found = self.member(("person", full), full, "person")
        if entry is not None and not found.country:
            self._from_lexicon(found, entry)
        self.surnames[surname] = found
        self.surnames[unit.text.lower()] = found
        self.surnames[full.split()[-1].lower()] = found
        return found

    def _from_lexicon(self, found: Member, entry: NameEntry) -> None:
        """Country, sector and role as the lexicon has them on the day; out of office: ELI."""
        found.country, found.sectors = split_code(entry.code)
        found.gender, found.basis, found.role = entry.gender, "lexicon", entry.role
        if not entry.holds(self.day) and self.day is not None:
            held = entry.last_day is not None and entry.last_day < self.day and "GOV" in found.sectors
            found.sectors, found.role = (("ELI",) if held else ()), None

    # ------------------------------------------------------------ the result

    def actors(self) -> tuple[Actor, ...]:
        """The members that were mentioned, ids in order of first mention."""
        seen = sorted((member for member in self.members.values() if member.mentions), key=lambda m: min(m.mentions))
        return tuple(
            Actor(
                id=f"a{number}",
                name=member.name,
                kind=member.kind,
                country=member.country,
                sector=member.sectors[0] if member.sectors else None,
                code=member.code(),
                role=member.role,
                basis=member.basis,
                mentions=tuple(
                    Mention(start=start, end=end, kind=member.mentions[start, end])
                    for start, end in sorted(member.mentions)
                ),
            )
            for number, member in enumerate(seen, 1)
        )


def split_code(code: str) -> tuple[str | None, tuple[str, ...]]:
    """Country (or international form) and sectors of a code.

    >>> split_code("UKRGOVMIL"), split_code("UAF")
    (('UKR', ('GOV', 'MIL')), (None, ('UAF',)))
    """
    parts = [code[at : at + 3] for at in range(0, len(code), 3)]
    if parts and parts[0] in SECTORS:
        return None, tuple(parts)
    return parts[0], tuple(parts[1:])


SECTORS = frozenset(
    ["COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"]
)


def same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's: the words of the shorter stand in the longer, spelling aside.

    >>> same_person("Alexander Lukashenko", "Lukashenko"), same_person("George W. Bush", "Jeb Bush")
    (True, False)
    """
    left, right = (
        {word.strip(".").lower()[:4] for word in name.split() if len(word.strip(".")) > 1} for name in (one, other)
    )
    return left <= right or right <= left


def role_words(phrase: Phrase) -> str:
    """The role as text: "foreign minister"."""
    return phrase.head.role.word if phrase.head.role else phrase.head.text.lower()


def phrase_sectors(phrase: Phrase) -> tuple[str, ...]:
    """Sectors of a phrase; see sectors_of."""
    return sectors_of(phrase)
