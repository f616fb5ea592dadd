"""The cast of one article: who has been named so far, under which names, with which code."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from comity.actors.setting import Setting
from comity.actors.spotting import OFFICES, Unit
from comity.lexicons.actors import INTERNATIONAL, SECTORS, ActorLexicon, NameEntry
from comity.vocabulary import Actor, ActorBasis, ActorKind, Mention, MentionKind

RECENT = 300  # mentions looked back at for the countries that are present
FADING = 0.8  # what a mention of a country weighs in the next sentence
NUMERAL = re.compile(r"[IVX]+|1st|2nd")
CROWNED = frozenset((
    "King", "Queen", "Pope", "Prince", "Princess", "Emperor", "Sultan", "Emir", "Sheikh", "Patriarch",
))  # fmt: skip
LOCAL = tuple((sector,) for sector in ("PTY", "REB", "UAF", "COP", "LEG", "JUD", "OPP"))
EUROPEAN = frozenset((  # "European Court of Auditors" is the Union's
    "Court", "Commission", "Council", "Parliament", "Agency", "Ombudsman", "Bank", "Presidency", "Investment", "Union",
    "Office", "Executive",
))  # fmt: skip


@dataclass(eq=False)
class Member:
    """An actor while its article is read; grows, unlike the Actor that is made of it at the end."""

    key: tuple[str, ...]
    name: str  # the lexicon's, or the text's where it has none
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    basis: ActorBasis = "text"
    gender: str = ""  # "m", "f" or "" for unknown
    human: bool = False  # whether it is one person
    plural: bool = False
    called: str = ""  # the text's fullest words for it
    rank: int = 0  # how full they are
    titles: set[str] = field(default_factory=set)  # role words that the text has given a person
    words: set[str] = field(default_factory=set)  # lower-case words of the names it was called by
    mentions: dict[tuple[int, int], MentionKind] = field(default_factory=dict)

    @property
    def state(self) -> str | None:
        """The country code where it is a state's; None for international actors and the unknown."""
        return None if self.country in INTERNATIONAL else self.country

    def code(self) -> str | None:
        """Country and sectors joined; None: nothing is known."""
        return (self.country or "") + "".join(self.sectors) or None

    def call(self, words: str, rank: int) -> None:
        """Note what the text calls it; fuller words replace others."""
        if rank > self.rank:
            self.called, self.rank = words, rank

    def label(self) -> str:
        """Its name for readers: the text's words, but a state's and a bloc's usual name, and never a bare surname."""
        if self.kind == "country" and set(self.mentions.values()) == {"metonym"}:
            return self.called or self.name
        usual = self.kind == "country" or self.key[0] == "bloc" or (self.kind == "person" and " " not in self.called)
        return self.name if usual or not self.called else self.called


@dataclass(frozen=True)
class Sighting:
    """One mention, in the order of reading, for whoever is resolved by recency; several members: "the two sides"."""

    members: tuple[Member, ...]
    sentence: int
    start: int  # code point in the article
    end: int
    subject: int  # 2: subject of the sentence's root, 1: another subject, 0: none
    new: bool = False  # whether it is told of as new: "a journalist"


class Cast:
    """Members by key, and the order in which they were seen."""

    def __init__(self, lexicon: ActorLexicon, day: date | None, setting: Setting) -> None:
        self.lexicon = lexicon
        self.day = day  # of publication: which row of the lexicon holds
        self.setting = setting
        self.members: dict[tuple[str, ...], Member] = {}
        self.sightings: list[Sighting] = []
        self.surnames: dict[str, Member] = {}
        self.first_names: dict[str, Member] = {}
        self.initials: dict[str, Member] = {}
        self.speaker: Member | None = None  # whose quotation is open or was last
        self.scene: tuple[str | None, int] = None, -99  # country of the place named last, and in which sentence
        self.quoted: list[bool] = []  # for each token of the sentence being read whether it stands in a quotation

    # ------------------------------------------------------------ looking up

    def member(self, key: tuple[str, ...], name: str, kind: ActorKind) -> Member:
        """The member with the key, new if need be."""
        found = self.members.get(key)
        if found is None:
            found = self.members[key] = Member(key, name, kind)
        return found

    def state(self, code: str) -> Member:
        """The state with the country code."""
        found = self.member(("state", code), self.lexicon.country_names.get(code, code), "country")
        found.country = code
        return found

    def reading(self, readings: tuple[NameEntry, ...]) -> NameEntry | None:
        """The reading that holds on the day of publication; None: none does."""
        holding = [entry for entry in readings if entry.holds(self.day)]
        if not holding:
            return None
        return holding[-1] if holding[0].kind == "person" else holding[0]

    def _before(self, readings: tuple[NameEntry, ...]) -> NameEntry | None:
        """The reading that was over last before the day of publication, else the first to come; None: no readings."""
        over = [entry for entry in readings if self.day and entry.last_day and entry.last_day < self.day]
        return over[-1] if over else readings[0] if readings and self.day else readings[-1] if readings else None

    def last(self, fits: Callable[[Member], bool], sentence: int, reach: int = 99) -> Member | None:
        """The single member seen last that fits, at most `reach` sentences back; None: none does."""
        for sighting in reversed(self.sightings):
            if sighting.sentence < sentence - reach:
                return None
            if len(sighting.members) == 1 and fits(sighting.members[0]):
                return sighting.members[0]
        return None

    def become(self, described: Member, person: Member) -> None:
        """Take who was described for a named person, from here on and in what was read."""
        person.mentions = described.mentions | person.mentions
        described.mentions = {}
        self.members[described.key] = person
        self.sightings = [
            replace(s, members=tuple(person if m is described else m for m in s.members))
            if any(m is described for m in s.members)
            else s
            for s in self.sightings
        ]

    def weighed_states(self, sentence: int) -> list[str]:
        """Countries by how often and how lately they were named; the most present first."""
        weights: dict[str, float] = {}
        for sighting in self.sightings[-RECENT:]:
            for member in sighting.members:
                if member.state:
                    weights[member.state] = weights.get(member.state, 0) + FADING ** (sentence - sighting.sentence)
        return sorted(weights, key=lambda code: -weights[code])

    # ------------------------------------------------------------ names

    def named(self, unit: Unit) -> Member:
        """The member that a name stands for."""
        if unit.kind == "person" or (unit.kind == "organisation" and self._is_surname(unit)):
            return self.person(unit)
        entry = self.reading(unit.readings) or (unit.readings[0] if unit.readings else None)
        if entry is None:
            return self._unknown_organisation(unit)
        if unit.text == "Brussels":
            return self.named_so("European Union")
        if entry.kind in ("country", "adjective", "people", "city"):
            return self.state(entry.code)
        return self._listed(entry)

    def named_so(self, name: str) -> Member:
        """The organisation that the lexicon has under the name."""
        return self._listed(self.lexicon.names[name][0])

    def _listed(self, entry: NameEntry) -> Member:
        """A seat of power, organisation, armed group or company of the lexicon."""
        kind: ActorKind = (
            "armed-group" if entry.kind == "armed-group" else "group" if entry.kind == "bloc" else "organisation"
        )
        found = self.member((entry.kind, entry.name), entry.name, kind)
        found.country, found.sectors = split_code(entry.code)
        found.basis, found.plural = "lexicon", entry.kind == "armed-group"
        return found

    def _unknown_organisation(self, unit: Unit) -> Member:
        """An organisation known only by its name in the text; its words may tell its sector."""
        known = self.initials.get(unit.text)
        if known is not None:
            return known
        found = self.member(("name", unit.text), unit.text, "organisation")
        if not found.mentions and not found.sectors:
            found.sectors = self.lexicon.sectors_by_word(unit.text)
            words = unit.text.split()
            found.country = self._called_after(words)
            if found.country and not OFFICES.isdisjoint(unit.text.lower().split()):
                found.sectors = ("GOV",)
            if words[0] == "European" and not EUROPEAN.isdisjoint(words):
                found.country, found.sectors = "EUR", ()
            elif len(words) == 2 and words[1] in ("party", "Party", "movement", "Movement") and found.sectors:
                self.initials.setdefault(words[0], found)
        return found

    def _called_after(self, words: Sequence[str]) -> str | None:
        """The country that an organisation's name begins with: "Sri Lanka Democracy Forum"; None: with none."""
        for end in range(min(3, len(words) - 1), 0, -1):
            entry = self.reading(self.lexicon.names.get(" ".join(words[:end]), ()))
            if entry is not None and entry.kind in ("country", "adjective", "city"):
                return entry.code
        return None

    def _is_surname(self, unit: Unit) -> bool:
        """Whether a single word that the parser takes for an organisation's name is a surname read before."""
        word = unit.text.lower()
        return not unit.readings and (word in self.surnames or word in self.first_names)

    def person(self, unit: Unit) -> Member:
        """The person of the name: seen before in the article, or in the lexicon, or new."""
        party = self.initials.get(unit.text)
        if party is not None and party.sectors:
            return party
        words = unit.text.split()
        last = _called_by(words).lower()
        known = self.surnames.get(unit.text.lower()) or self.surnames.get(last)
        if known is None and len(words) == 1:
            known = self.first_names.get(last)
        if known is not None and (len(words) == 1 or same_person(known.name, unit.text)):
            if len(unit.text) > len(known.name) and known.basis != "lexicon":
                known.name = unit.text
            return known
        entry = self.reading(unit.readings) or self._before(unit.readings)
        full = entry.name if entry else unit.text
        found = self.member(("person", full), full, "person")
        found.human = True
        found.gender = found.gender or self.lexicon.genders.get(full.split()[0], "")
        if entry is not None and not found.country:
            self._from_lexicon(found, entry)
        for text in (unit.text, last, _called_by(full.split())):
            self.surnames.setdefault(text.lower(), found)
        for name in full.split()[:-1]:  # "Valer" after "Juan Valer Sandoval"
            self.first_names.setdefault(name.lower(), found)
        return found

    def take_for_person(self, found: Member) -> None:
        """A name that the parser took for an organisation's is a person's: a title stands beside it."""
        words = found.name.split()
        if found.key[0] != "name" or found.sectors or not 1 < len(words) < 5 or found.name.isupper():
            return
        found.kind, found.human = "person", True
        found.gender = self.lexicon.genders.get(words[0], "")
        self.surnames.setdefault(words[-1].lower(), found)

    def _from_lexicon(self, found: Member, entry: NameEntry) -> None:
        """Country, sector and role as the lexicon has them on the day; out of office: ELI."""
        found.country, found.sectors = split_code(entry.code)
        found.gender = entry.gender or found.gender
        found.basis, found.role = "lexicon", entry.role
        if not entry.holds(self.day) and self.day is not None:
            over = entry.last_day is not None and entry.last_day < self.day
            found.role = None
            if "GOV" in found.sectors:
                found.sectors = ("ELI",) if over else ()

    # ------------------------------------------------------------ the result

    def actors(self) -> tuple[Actor, ...]:
        """The members that were mentioned, ids in order of first mention."""
        seen = sorted((member for member in self.members.values() if member.mentions), key=_first_mention)
        unique = {id(member): member for member in seen}
        self._settle_strangers(list(unique.values()))
        return tuple(_actor(member, number) for number, member in enumerate(unique.values(), 1))

    def _settle_strangers(self, members: list[Member]) -> None:
        """Persons of whom the text says nothing are of the country that the article is about beyond doubt."""
        home = self.setting.home
        for member in members:
            stranger = member.kind == "person" and member.human
            if home is not None and not member.country and (stranger or member.sectors[:1] in LOCAL):
                member.country, member.basis = home, "inherited"


def _called_by(words: Sequence[str]) -> str:
    """The word of a name that stands for it later: the last, but the first name of a monarch or a pope.

    >>> _called_by("Vladimir Putin".split()), _called_by("King Abdullah II".split())
    ('Putin', 'Abdullah')
    """
    named = [word for word in words if not NUMERAL.fullmatch(word)] or words
    return named[1] if len(named) > 1 and named[0] in CROWNED and len(named) < len(words) else named[-1]


def _first_mention(member: Member) -> tuple[int, int, str]:
    start, end = min(member.mentions)
    return start, -end, member.name


def _actor(member: Member, number: int) -> Actor:
    """The finished actor."""
    mentions = [
        Mention(start=start, end=end, kind=member.mentions[start, end]) for start, end in sorted(member.mentions)
    ]
    capital_alone = member.kind == "country" and set(member.mentions.values()) == {"metonym"}
    return Actor(
        id=f"a{number}",
        name=member.label(),
        kind="place-as-actor" if capital_alone else member.kind,
        country=member.country,
        sector=member.sectors[0] if member.sectors else None,
        code=member.code(),
        role=member.role,
        basis=member.basis,
        mentions=tuple(mentions),
    )


def split_code(code: str) -> tuple[str | None, tuple[str, ...]]:
    """Country (or international form) and sectors of a code.

    >>> split_code("UKRGOVMIL"), split_code("UAF"), split_code("")
    (('UKR', ('GOV', 'MIL')), (None, ('UAF',)), (None, ()))
    """
    parts = [code[at : at + 3] for at in range(0, len(code), 3)]
    if not parts or parts[0] in SECTORS:
        return None, tuple(parts)
    return parts[0], tuple(parts[1:])


def same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's: the words of the shorter stand in the longer, spelling aside.

    >>> same_person("Alexander Lukashenko", "Aleksandr Lukashenka"), same_person("George W. Bush", "Jeb Bush")
    (True, False)
    """
    left, right = (
        {word.strip(".").lower()[:3] for word in name.split() if len(word.strip(".")) > 1} for name in (one, other)
    )
    return left <= right or right <= left
