"""Sentence -> units: the stretches that the lexicon or the parser's name finder knows, left to right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, TypeVar

from msgspec import Struct

from comity.actors.senses import ends_a_name, means_people
from comity.actors.told import (
    ENDINGS,
    NO_ORGANISATION,
    POSSESSIVE,
    initials_in,
    namesakes_in,
    person_runs,
    places_in,
    surnames_in,
    towns_in,
)
from comity.lexicons.actors import FIRST_RUN, ActorLexicon, NameEntry, NameKind, RoleEntry
from comity.lexicons.places import STREETS
from comity.times.clock import ZONES
from comity.vocabulary import ParsedSentence, Token

Found = TypeVar("Found")
WORDS_TOO = frozenset(("Ban", "Bush", "Gates", "Moon", "Power", "Rice", "Straw", "Wade", "Wen"))  # surnames and words
NOT_OF_A_STATE = frozenset((
    "dollar", "dollars", "yuan", "rouble", "roubles", "ruble", "rubles", "rupee", "rupees", "pound", "pounds",
    "peso", "pesos", "franc", "francs", "krone", "kroner", "krona", "kronor", "shekel", "shekels", "lira", "dinar",
    "dinars", "dirham", "dirhams", "rial", "rials", "riyal", "riyals", "rand", "won", "yen", "baht", "ringgit",
    "rupiah", "forint", "zloty", "zlotys", "lei", "leu", "hryvnia", "hryvnias", "tenge", "naira", "shilling",
    "shillings", "taka", "valley", "river", "basin", "delta", "sea", "ocean", "gulf", "language", "open", "grand",
    "cuisine",
))  # fmt: skip
HALVES = {  # the first half of a compound demonym -> the country: "Sino-Japanese"
    "Anglo": "British", "Franco": "French", "Indo": "Indian", "Italo": "Italian", "Russo": "Russian",
    "Sino": "Chinese", "Greco": "Greek", "Turko": "Turkish", "Polono": "Polish",
}  # fmt: skip
OFFICES = frozenset(("bureau", "agency", "service", "office", "commission", "authority"))  # of a state named before
SITED = frozenset(("exchange", "mosque", "church", "press", "news", "radio", "television"))  # places, or who reports
LIKENED = frozenset((  # "Tunisia-inspired protests"
    "inspired", "style", "like", "themed", "wide", "bound", "made", "built", "registered", "language",
))  # fmt: skip
NAMED_THINGS = frozenset((  # what is before its own name: "the satellite Athena"
    "satellite", "ship", "vessel", "tanker", "ferry", "yacht", "trawler", "missile", "rocket", "drone", "submarine",
    "frigate", "destroyer", "carrier", "film", "novel", "song", "book", "vaccine", "drug", "virus",
))  # fmt: skip
MINORITIES = frozenset(("Serbs", "Croats", "Albanians", "Russians", "Hungarians", "Turks", "Macedonians"))
JOINING = frozenset(("of", "for", "and", "&", "the", "-"))  # small words inside a name

VEHICLES = re.compile(r"[A-Z][A-Za-z]*-?\d+s")  # "F-16s"


def word_at(at: int, tokens: Sequence[Token]) -> str:
    """The token in lower case; "" beyond the ends."""
    return tokens[at].text.lower() if 0 <= at < len(tokens) else ""


class Unit(Struct, frozen=True, gc=False):
    """Tokens `[start, end)` of a sentence and what they are."""

    start: int
    end: int
    kind: NameKind | Literal["role"]
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
            words = token.text.replace("’", "'").replace("\u200b", "")
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


class Spotter:
    """Finds the units of an article's sentences; knows the surnames that stand in the article."""

    def __init__(self, lexicon: ActorLexicon, sentences: Sequence[ParsedSentence]) -> None:
        self.lexicon = lexicon
        self.surnames = surnames_in(sentences)
        self.initials = initials_in(sentences)
        self.towns = towns_in(sentences, lexicon)
        self.namesakes = namesakes_in(sentences, lexicon)
        self.places = self.towns | places_in(sentences)
        self._sentences = sentences
        self._resolved: dict[str, tuple[NameEntry, ...]] = {}  # ambiguous names as this article means them

    def units(self, sentence: ParsedSentence, line: Line) -> list[Unit]:
        """The units of a sentence in order; they do not overlap."""
        tokens = sentence.tokens
        small = self._without_capitals(line)
        people = {at: end for at, end in person_runs(tokens).items() if self._may_be_a_person(at, end, tokens, line)}
        units: list[Unit] = []
        at = 0
        while at < len(tokens):
            unit = self._unit_at(at, tokens, line, people, small)
            if unit is None:
                at += 1
                continue
            unit = self._of_the_place(self._owned(unit, units, tokens), units, tokens)
            if units and units[-1].start == unit.start:
                units.pop()
            units.append(unit)
            at = unit.end
        return units

    def _may_be_a_person(self, start: int, end: int, tokens: tuple[Token, ...], line: Line) -> bool:
        """Whether what the parser takes for a person is no town that the text tells of and no "Kosovo Serbs"."""
        if end < len(tokens) and tokens[end].pos == "NUM" and tokens[start].text == "Bill":
            return False  # "Senate Bill 2770"
        if _named_thing(start, tokens):
            return False
        if end - start == 1:
            return tokens[start].text not in self.towns
        first = longest(line.text, line, start, self.lexicon.names, self.lexicon.name_reach)
        last = longest(line.text, line, end - 1, self.lexicon.names, self.lexicon.name_reach)
        kinds = tuple(found[1][0].kind if found is not None else "" for found in (first, last))
        return kinds not in (("country", "adjective"), ("country", "people"))

    def _owned(self, unit: Unit, before: Sequence[Unit], tokens: tuple[Token, ...]) -> Unit:
        """The unit, as a role where a country owns what has a name of its own elsewhere: "the Nigerian Senate"."""
        role = self.lexicon.roles.get(unit.text.lower()) if unit.kind == "seat" else None
        if role is None or not before or before[-1].kind not in ("adjective", "country"):
            return unit
        owned = unit.start - before[-1].end == (tokens[unit.start - 1].text in POSSESSIVE)
        return Unit(unit.start, unit.end, "role", unit.text, role=role) if owned else unit

    def _of_the_place(self, unit: Unit, before: Sequence[Unit], tokens: tuple[Token, ...]) -> Unit:
        """The unit, as people of the country named right before a plural demonym: "Kosovo Serbs"."""
        place = before[-1] if before else None
        if (
            unit.kind not in ("adjective", "people")
            or place is None
            or place.end != unit.start
            or not unit.text.endswith("s")
        ):
            return unit
        if not (place.kind == "country" or (place.kind == "adjective" and unit.text in MINORITIES)):
            return unit
        return Unit(place.start, unit.end, "people", f"{place.text} {unit.text}", place.readings)

    def _without_capitals(self, line: Line) -> bool:
        """Whether names are written small here: "russian president putin"; a small demonym gives it away."""
        if line.text == line.lower:
            return True
        words = [word for word in line.text.split() if len(word) > 5 and word.islower()]
        return any(entry.kind == "adjective" for word in words for entry in self.lexicon.lower_names.get(word, ()))

    def _unit_at(
        self, at: int, tokens: tuple[Token, ...], line: Line, people: Mapping[int, int], small: bool
    ) -> Unit | None:
        """The unit that begins at a token, or None."""
        lexicon = self.lexicon
        name = longest(line.text, line, at, lexicon.names, lexicon.name_reach)
        if small and name is None and tokens[at].text.islower():
            name = longest(line.text, line, at, lexicon.lower_names, lexicon.lower_reach)
        role = longest(line.lower, line, at, lexicon.roles, lexicon.role_reach)
        run = people.get(at)
        if run is not None and not (name and (name[0] >= run or name[1][0].kind == "adjective")) and not role:
            return Unit(at, run, "person", line.words(at, run))
        if name and (role is None or name[0] >= role[0]) and not _inside_longer_name(at, name, tokens):
            end, readings = name
            if readings[0].kind in ("country", "adjective") and _qualifies(end, tokens):
                return None
            if end + 1 < len(tokens) and tokens[end].text == "-" and tokens[end + 1].text in LIKENED:
                return None
            if readings[0].kind == "bloc" and _inside_a_name(at, end, tokens):
                return None
            if readings[0].kind in ("country", "adjective", "city"):
                if end < len(tokens) and tokens[end].text in STREETS:  # "Haifa Street" is in Baghdad
                    return None
                body = self._body_called_after(at, end, tokens, line)
                if body is not None:
                    return body
            if tokens[at].text in self.namesakes and end == at + 1 and tokens[at].pos == "PROPN":
                return Unit(at, end, "person", tokens[at].text)
            words = line.words(at, end)
            readings = self._meant(words, readings) if words in lexicon.rivals else readings
            return Unit(at, end, readings[0].kind, words, readings)
        if role and _is_nominal(tokens, at, role[0], role[1]):
            return Unit(at, role[0], "role", line.words(at, role[0]), role=role[1])
        if tokens[at].pos == "PROPN" and tokens[at].text.lower() in self.surnames and tokens[at].text[0].isupper():
            return Unit(at, at + 1, "person", tokens[at].text)
        if tokens[at].text in self.initials:
            return Unit(at, at + 1, "organisation", tokens[at].text)
        return self._hyphenated(at, tokens) or self._organisation(at, tokens, line)

    def _body_called_after(self, start: int, stop: int, tokens: tuple[Token, ...], line: Line) -> Unit | None:
        """The organisation whose name begins with the state or city over `[start, stop)`: "Chile Democracy Forum"."""
        end = stop
        while _begins_a_body(start, tokens) and end < len(tokens) and _goes_on_with(end, tokens):
            end += 1
        while end > stop and tokens[end - 1].text in ENDINGS:
            end -= 1
        head = next((at for at in range(stop, end) if tokens[at].text in ("of", "for")), end) - 1
        word = tokens[head].text.lower() if head >= stop else ""
        if word in SITED or (word not in self.lexicon.name_words and word not in OFFICES):
            return None
        lexicon = self.lexicon
        for at in range(stop, end):
            known = longest(line.text, line, at, lexicon.names, lexicon.name_reach)
            role = longest(line.lower, line, at, lexicon.roles, lexicon.role_reach)
            person = role is not None and _is_nominal(tokens, at, role[0], role[1])
            if known or person or not (tokens[at].text[0].isupper() or tokens[at].text in JOINING):
                return None
        return Unit(start, end, "organisation", line.words(start, end))

    def _named_to(self, at: int, end: int, line: Line) -> bool:
        """Whether a listed organisation's name reaches from a token to the end: "new Justice Department"."""
        found = longest(line.text, line, at, self.lexicon.names, self.lexicon.name_reach)
        return found is not None and found[0] == end and found[1][0].kind in ("seat", "organisation", "armed-group")

    def _before_person(self, start: int, end: int, line: Line) -> int:
        """Where an organisation's name ends that the parser ran on into a known person's."""
        for at in range(start + 1, end - 1):
            found = longest(line.text, line, at, self.lexicon.names, self.lexicon.name_reach)
            if found is not None and found[0] == end and found[1][0].kind == "person":
                return at
        return end

    def _meant(self, text: str, readings: tuple[NameEntry, ...]) -> tuple[NameEntry, ...]:
        """The readings of an ambiguous country name, by the other words of the article."""
        if text not in self._resolved:
            words = {token.text for sentence in self._sentences for token in sentence.tokens}
            meant = readings
            for rival in self.lexicon.rivals[text]:
                if not words.isdisjoint(rival.cues) and words.isdisjoint(rival.against):
                    name = self.lexicon.country_names[rival.code]
                    kind: NameKind = "city" if rival.code == "USA" else "country"
                    meant = (NameEntry(kind, name, rival.code),)
            self._resolved[text] = meant
        return self._resolved[text]

    def _hyphenated(self, at: int, tokens: tuple[Token, ...]) -> Unit | None:
        """A country in a token such as "U.S.-led", "EU-brokered"; None: the token has none."""
        text = tokens[at].text
        if text in HALVES and at + 1 < len(tokens) and tokens[at + 1].text == "-":
            return Unit(at, at + 1, "adjective", text, self.lexicon.names[HALVES[text]])
        readings = self.lexicon.names.get(text.rpartition("-")[0]) if "-" in text else None
        if readings is None or readings[0].kind not in ("country", "adjective", "organisation"):
            return None
        return Unit(at, at + 1, readings[0].kind, text, readings)

    def _organisation(self, start: int, tokens: tuple[Token, ...], line: Line) -> Unit | None:
        """An organisation's name, known only to the parser, that begins at a token."""
        token = tokens[start]
        if not _begins_a_body(start, tokens) or token.pos == "DET" or not token.text[0].isupper():
            return None
        end = start + 1
        while end < len(tokens) and _goes_on_with(end, tokens):
            end += 1
        while end > start and tokens[end - 1].text in ENDINGS:
            end -= 1
        name = line.words(start, end) if end > start else ""
        end = self._before_person(start, end, line)
        name = line.words(start, end)
        if any(self._named_to(at, end, line) for at in range(start + 1, end)):
            return None
        if (
            _named_thing(start, tokens)
            or len(name) < 3
            or name in ZONES
            or name in self.places
            or VEHICLES.fullmatch(name)
        ):
            return None
        if not NO_ORGANISATION.isdisjoint(name.lower().split()):
            return None
        return Unit(start, end, "organisation", name)


def _begins_a_body(at: int, tokens: tuple[Token, ...]) -> bool:
    """Whether an organisation's name begins at a token, or at the article before it."""
    article = at > 0 and tokens[at - 1].pos == "DET" and tokens[at - 1].entity_start
    return tokens[at].entity == "ORG" and (tokens[at].entity_start or article)


def _named_thing(start: int, tokens: tuple[Token, ...]) -> bool:
    """Whether a name is that of the thing before it: "the satellite Athena-Fidus"."""
    return start > 0 and tokens[start - 1].lemma in NAMED_THINGS and tokens[start - 1].pos == "NOUN"


def _goes_on_with(at: int, tokens: tuple[Token, ...]) -> bool:
    """Whether an organisation's name goes on with a token."""
    return tokens[at].entity == "ORG" and not tokens[at].entity_start


def _qualifies(end: int, tokens: tuple[Token, ...]) -> bool:
    """Whether a state's name before `end` only says which: "Korean won", "French Open"; not "Kenya won a vote"."""
    if end >= len(tokens) or tokens[end].text.lower() not in NOT_OF_A_STATE:
        return False
    acts = tokens[end].pos == "VERB" and tokens[end - 1].dep == "nsubj"
    return not acts and not (tokens[end].pos == "ADJ" and tokens[end].text.islower())


def _inside_a_name(start: int, end: int, tokens: tuple[Token, ...]) -> bool:
    """Whether a region's word is one of a longer name: "West Bengal", "North West Frontier"."""
    beside = [tokens[i] for i in (start - 1, end) if 0 <= i < len(tokens)]
    return any(t.pos == "PROPN" and t.text[0].isupper() and t.entity not in ("DATE", "PERSON") for t in beside)


def _is_nominal(tokens: tuple[Token, ...], start: int, end: int, role: RoleEntry) -> bool:
    """Whether a role word stands as a noun here: "troops", not "to force"; "general", not "in general"."""
    last = tokens[end - 1]
    if role.kind in ("title", "honorific"):
        return end < len(tokens) and tokens[end].text[0].isupper()
    if role.word == "house" and not tokens[start].text[0].isupper():  # "raided a house"
        return False
    if role.kind == "people" and not (role.plural and tokens[start].text[0].isupper()):
        return False
    if not means_people(role.word, start, end, tokens) or (role.plural and ends_a_name(start, tokens)):
        return False
    if last.pos in ("NOUN", "PROPN"):
        return True
    return end - start > 1 or (last.pos == "ADJ" and role.kind in ("body", "group", "person") and last.tag != "JJ")


def _inside_longer_name(at: int, name: tuple[int, tuple[NameEntry, ...]], tokens: tuple[Token, ...]) -> bool:
    """Whether the surname or place found is a part of somebody else's name ("Jeb Bush") or no name ("Rice exports")."""
    end, readings = name
    if end - at > 1:
        return False
    if readings[0].kind == "person" and tokens[at].text in WORDS_TOO and tokens[at].entity != "PERSON":
        return at == 0 or tokens[at].pos != "PROPN"
    if at == 0:
        return False
    before = tokens[at - 1]
    if readings[0].kind == "person" and before.entity == "PRODUCT":  # "shoes for Ivanka Trump and other brands"
        return True
    joined = before.entity == "PERSON" and tokens[at].entity == "PERSON" and not tokens[at].entity_start
    return joined and readings[0].kind in ("person", "country", "city") and before.pos == "PROPN"
