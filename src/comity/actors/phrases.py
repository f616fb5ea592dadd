"""Units -> phrases: a title with its name, a role word with its modifiers, a bare name; one phrase, one mention."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from comity.actors.spotting import Line, Unit
from comity.actors.told import NAME_PARTS, POSSESSIVE
from comity.lexicons.actors import RoleEntry
from comity.vocabulary import ParsedSentence, Token

FORMER = frozenset((
    "former", "ex", "ousted", "deposed", "late", "erstwhile", "onetime", "toppled", "fugitive", "retired",
))  # fmt: skip
PREMODIFIERS = frozenset(("ADJ", "NUM", "NOUN", "PROPN", "X"))
DEFINITE = frozenset(("the", "this", "these", "those", "that", "both"))
OWN = frozenset(("his", "her", "its", "their", "my", "our", "your"))
NAMED_BY = frozenset(("leader", "speaker", "office", "chief", "title"))
SERVES = frozenset((
    "official", "aide", "adviser", "advisor", "delegation", "source", "representative", "envoy", "delegate",
    "department", "fighter", "member", "supporter", "authority", "group", "organization", "organisation",
    "company",
))  # fmt: skip
TITLED = frozenset(("person", "leader", "envoy", "speaker", "office", "chief", "title", "honorific", "counterpart"))
RANKS = frozenset(
    ("general", "colonel", "major", "captain", "lieutenant", "admiral", "brigadier", "marshal", "sergeant")
)
AGAINST = frozenset(("rebel", "insurgent", "separatist", "renegade", "mutinous", "guerrilla", "mutinying"))
FIELDED = frozenset(
    ("government", "ministry", "department", "office", "committee", "commission", "minister", "institute")
)
FORCES = frozenset((("MIL",), ("REB",), ("PRM",), ("UAF",), ("COP",)))  # sectors of what a state's name owns
TURNED = frozenset(("MIL", "UAF", "GOV", "CVL", "PTY"))  # sectors that "rebel" before them turns into REB

PRESIDING = frozenset(("president", "vice president"))  # of a senate or a court, too
ADJECTIVAL = frozenset((
    "military", "security", "intelligence", "union", "people", "child", "family", "school", "press", "party",
    "bank", "public", "community", "mission", "house", "agency", "force", "coalition", "industry", "minority",
    "population", "company", "university", "hospital", "prisoner", "passenger", "tourist", "refugee", "migrant",
    "church", "tank", "submarine", "artillery", "fleet", "warship", "destroyer", "frigate", "vessel", "warplane",
    "business leader", "department", "institution", "committee", "member",
    "office", "citizen",
))  # fmt: skip


SHORT = frozenset(("US", "U.S.", "UK", "U.K.", "UAE"))  # nouns that stand for adjectives, too
POSTED = frozenset(("to", "in", "at"))  # before where an envoy is sent
NOT_THE_STATE = frozenset((  # "Russian-backed" is not Russian
    "backed", "speaking", "supported", "armed", "funded", "trained", "born", "made", "friendly", "allied",
    "sponsored",
))  # fmt: skip
AIRCRAFT = re.compile(r"[a-z]+-?\d+[a-z]*|\d+[a-z]+")  # "su-35s", "f16": a fighter of it is no person


class Phrase(Struct, frozen=True, gc=False):
    """Tokens `[start, end)` that name one actor, and what they say about it."""

    start: int
    end: int
    head: Unit  # the role, or the name where there is no role
    name: Unit | None = None  # the person's name in or after a role phrase
    modifiers: tuple[Unit, ...] = ()  # units before the head that say whose it is
    after: Unit | None = None  # unit after "of", "for", "in", "from"
    preposition: str = ""  # which of these
    words: tuple[str, ...] = ()  # lower-case tokens before the head
    listed: tuple[Unit, ...] = ()  # the further countries of "leaders of Chile, Peru and Bolivia"

    @property
    def former(self) -> bool:
        """Whether the office is past: "former president"."""
        return not FORMER.isdisjoint(self.words)

    @property
    def definite(self) -> bool:
        """Whether it means somebody known: "the", "both", "his", "Chile's"."""
        return any(word in DEFINITE or word in OWN or word in POSSESSIVE for word in self.words)

    @property
    def paired(self) -> bool:
        """Whether it means two: "the two", "both"."""
        return "two" in self.words or "both" in self.words


def find_phrases(sentence: ParsedSentence, units: Sequence[Unit], line: Line) -> list[Phrase]:
    """The phrases of a sentence by start, the longer first; a possessor inside a longer phrase stands alone as well."""
    grammar = _Grammar(sentence.tokens, {unit.start: unit for unit in units}, {unit.end: unit for unit in units}, line)
    covered: set[int] = set()
    phrases: list[Phrase] = []
    for unit in units:
        if unit.role is None or unit.start in covered or unit.role.kind in ("place", "sport") or grammar.modifies(unit):
            continue
        if grammar.describes_a_thing(unit):
            continue
        phrase, inside = grammar.role_phrase(unit)
        covered.update(inside)
        phrases.append(phrase)
    phrases += [grammar.name_phrase(unit) for unit in units if unit.role is None and unit.start not in covered]
    return sorted(phrases, key=lambda phrase: (phrase.start, -phrase.end))


def means_states(unit: Unit) -> bool:
    """Whether a unit is a word for states: "countries", "neighbour", "sides", "Arab countries"."""
    return unit.kind == "bloc" or (unit.role is not None and (unit.role.kind == "land" or unit.role.word == "side"))


class _Grammar:
    """The tokens of a sentence with the units by their first and past-the-last token."""

    def __init__(
        self, tokens: Sequence[Token], starting: Mapping[int, Unit], ending: Mapping[int, Unit], line: Line
    ) -> None:
        self.tokens, self.starting, self.ending, self.line = tokens, starting, ending, line

    def modifies(self, unit: Unit) -> bool:
        """Whether a role word only modifies the next one: "government" in "government troops"."""
        following = self.starting.get(unit.end)
        if following is None or following.role is None or unit.role is None:
            return False
        if following.role.kind in ("title", "honorific"):
            return False
        if unit.role.kind in TITLED and following.role.kind in TITLED:
            return self.tokens[unit.end - 1].dep in ("compound", "amod", "nmod", "poss")
        return True

    def describes_a_thing(self, unit: Unit) -> bool:
        """Whether a role word only modifies a noun that is no actor: "military operation", "Union Treaty"."""
        after = self.tokens[unit.end] if unit.end < len(self.tokens) else None
        if after is not None and after.text == "-" and after.start == self.tokens[unit.end - 1].end:
            return True
        if unit.role is None or unit.role.word not in ADJECTIVAL:
            return False
        token = self.tokens[unit.end - 1]
        inside = token.dep in ("compound", "amod", "nmod") and token.head >= unit.end
        return inside and token.head not in self.starting and unit.end not in self.starting

    def name_phrase(self, unit: Unit) -> Phrase:
        """A name on its own, with the "the" before it that is its own: not "a" in "a NATO summit"."""
        start = unit.start
        before = self.tokens[start - 1] if start > 0 else None
        own = before is not None and before.pos == "DET" and start <= before.head < unit.end
        if own and unit.kind not in ("person", "adjective"):
            start -= 1
        return Phrase(start, unit.end, unit, words=tuple(t.text.lower() for t in self.tokens[start : unit.start]))

    def role_phrase(self, unit: Unit) -> tuple[Phrase, list[int]]:
        """The phrase round a role word, and the starts of the units that are no mentions of their own."""
        start, modifiers, possessor = self._leftwards(unit)
        inside = [modifier.start for modifier in modifiers if modifier is not possessor]
        end, name = self._rightwards(unit)
        preposition, after, reach = self._complement(end)
        of_a_role = after is not None and after.role is not None and preposition in ("of", "for", "from", "at", "in")
        if after is not None and (of_a_role or (not after.readings and preposition == "of")):
            modifiers = [*modifiers, *self._leftwards(after)[1]]
        words = tuple(token.text.lower() for token in self.tokens[start : unit.start])
        if after is not None and after.kind == "person" and after.start > end + 1 and name is None:
            end, name, after = reach, after, None
        from_both = preposition == "from" and after is not None and means_states(after)
        if after is not None and (preposition in ("of", "for") or from_both) and name is None:
            end = reach
            name = self.starting.get(reach) if unit.role and unit.role.kind in TITLED else None
            name = name if name is not None and name.kind == "person" else None
            end = name.end if name is not None else end
        if unit.role is not None and unit.role.kind in TITLED and name is None and not unit.role.plural:
            end, name = self._posted(end)
        listed = self._listed(unit, after, preposition, end) if name is None else ()
        if listed:
            end = listed[-1].end
            if unit.role is not None and not unit.role.plural:  # one union of states, whose names stand for themselves
                listed = ()
            inside += [other.start for other in listed]
        if unit.role is not None and unit.role.word in FIELDED and after is None and name is None:
            end = self._field(end)
        if name is not None:
            inside.append(name.start)
        return Phrase(start, end, unit, name, tuple(modifiers), after, preposition, words, listed), inside

    def _posted(self, end: int) -> tuple[int, Unit | None]:
        """(end, name) of an official with his post, if his name follows: "ambassador to the UN in Geneva, Ana Rios"."""
        at, tokens = end, self.tokens
        while at + 1 < len(tokens) and tokens[at].text in POSTED:
            post = self.starting.get(at + 1 + (tokens[at + 1].pos == "DET"))
            if post is None or post.kind in ("person", "role"):
                break
            at = post.end
        comma = at < len(tokens) and tokens[at].text == ","
        name = self.starting.get(at + comma)
        if at == end or name is None or name.kind != "person":
            return end, None
        return (at, None) if comma else (name.end, name)

    def _listed(self, unit: Unit, after: Unit | None, preposition: str, end: int) -> tuple[Unit, ...]:
        """The countries joined to the one after "of": "leaders of Chile and Peru", "a union of Egypt and Syria"."""
        found: list[Unit] = []
        if after is None or after.kind != "country" or unit.role is None or preposition != "of":
            return ()
        if not unit.role.plural and unit.role.word != "union":
            return ()
        at, joined = end, False
        while at < len(self.tokens) and not joined:
            joins = at
            while joins < len(self.tokens) and self.tokens[joins].text in (",", "and", "&"):
                joined = joined or self.tokens[joins].text != ","
                joins += 1
            following = self.starting.get(joins + (joins < len(self.tokens) and self.tokens[joins].text == "the"))
            if joins == at or following is None or following.kind != "country" or self._possesses(following):
                return ()
            found.append(following)
            at = following.end
        return tuple(found) if joined else ()

    def _possesses(self, unit: Unit) -> bool:
        """Whether a name owns what follows: "Peru's" or "Peru" before a role."""
        after = self.tokens[unit.end].text if unit.end < len(self.tokens) else ""
        return after in POSSESSIVE or unit.end in self.starting

    def _leftwards(self, unit: Unit) -> tuple[int, list[Unit], Unit | None]:
        """Where the noun phrase of a role begins, the units in it before the role, and the possessor among them."""
        tokens, at = self.tokens, unit.start
        found: list[Unit] = []
        possessor = None
        while at > 0:
            before = tokens[at - 1]
            known = self.ending.get(at)
            if known is not None:
                if known.kind == "person" or (known.kind == "role" and not self.modifies(known)):
                    break
                if known.kind == "country" and any(
                    t.pos == "NUM" or t.lemma == "more" for t in tokens[at : unit.start]
                ):
                    break  # "gave Chile ten tanks"
                found.append(known)
                at = known.start
            elif before.text in POSSESSIVE and at > 1:
                possessor = self.ending.get(at - 1)
                if possessor is not None:
                    found.append(possessor)
                    at = possessor.start
                    if possessor.role is not None:  # "the U.S. navy's destroyer"
                        at, owners, _ = self._leftwards(possessor)
                        found += owners[::-1]
                    else:
                        at -= at > 0 and tokens[at - 1].pos == "DET"
                break
            elif before.text == "-" and at > 1 and before.end == tokens[at].start:
                joined = self.ending.get(at - 1)
                at = at - 2 if joined is None else at - 1 if joined.role is None else joined.start
            elif before.pos == "DET" or before.tag == "PRP$":
                at -= 1
                break
            elif self._joins_modifiers(at, found, unit) or self._premodifies(at - 1):
                at -= 1
            else:
                break
        found.reverse()
        return at, found, possessor

    def _joins_modifiers(self, at: int, found: Sequence[Unit], role: Unit) -> bool:
        """Whether the token before joins two demonyms of one noun: "Russian and Belarusian presidents"."""
        if self.tokens[at - 1].text == "," and role.role is not None and not role.role.plural:
            return False  # "on Iran, U.S. Secretary of State …"
        known = self.ending.get(at - 1)
        adjectives = ("adjective", "country")
        return (
            self.tokens[at - 1].text in ("and", ",", "&")
            and bool(found)
            and found[-1].start == at
            and found[-1].kind in adjectives
            and known is not None
            and known.kind in adjectives
            and (known.kind == "adjective" or found[-1].kind == "country" or known.text in SHORT)
        )

    def _premodifies(self, at: int) -> bool:
        """Whether a token is an adjective, noun, number or participle before the noun: "visiting president"."""
        token = self.tokens[at]
        if token.pos in PREMODIFIERS or token.text.lower() in FORMER:
            return True
        if token.pos == "ADV":
            return self.tokens[at + 1].pos in ("ADJ", "VERB")
        if token.tag == "VBN" and at > 0 and self.tokens[at - 1].text == "-":
            return True
        return token.tag in ("VBN", "VBG", "VBD") and token.dep in ("amod", "compound") and token.head > at

    def _rightwards(self, unit: Unit) -> tuple[int, Unit | None]:
        """(end, name) of a title with the name that follows it; name None: none does."""
        role = unit.role
        if (
            role is None
            or role.plural
            or unit.end >= len(self.tokens)
            or role.kind in ("body", "pair", "land", "people")
        ):
            return unit.end, None
        following = self.starting.get(unit.end)
        if following is not None and following.role is not None and following.role.kind in TITLED:
            end, name = self._rightwards(following)
            return (end, name) if name is not None else (unit.end, None)
        if following is not None and (following.kind == "person" or self._bears(role, following)):
            return following.end, msgspec.structs.replace(following, kind="person")
        bears = role.kind in TITLED or role.word.split(" ")[-1] in RANKS
        if following is not None or not bears or not self._title_like(unit):
            return unit.end, None
        end = self._capitalised(unit.end)
        return end, Unit(unit.end, end, "person", self.line.words(unit.end, end)) if end > unit.end else None

    def _bears(self, role: RoleEntry, name: Unit) -> bool:
        """Whether an unknown name after somebody's office is his, whatever the parser takes it for."""
        words = name.text.split()
        unknown = name.kind == "organisation" and not name.readings and len(words) == 2
        return unknown and role.kind in ("person", "speaker", "envoy") and all(w.istitle() for w in words)

    def _title_like(self, unit: Unit) -> bool:
        """Whether a capitalised word after a role is a name: "President Xi", "spokesman Peskov"."""
        token = self.tokens[unit.end]
        return token.entity in ("PERSON", "", "ORG") and token.pos == "PROPN"

    def _capitalised(self, at: int) -> int:
        """End of the run of capitalised name words that begins at a token; the token itself: none does."""
        start, count, tokens = at, 0, self.tokens
        while at < len(tokens) and count < 5:
            token = tokens[at]
            name = token.pos == "PROPN" and token.text[0].isupper() and token.entity not in ("DATE", "GPE", "NORP")
            joint = at > start and token.text == "-" and at + 1 < len(tokens) and tokens[at + 1].text[0].isalpha()
            if (not name and not joint and token.text.lower() not in NAME_PARTS) or (
                at in self.starting and at > start
            ):
                break
            at += 1
            count += name
        return at if count else start

    def _complement(self, end: int) -> tuple[str, Unit | None, int]:
        """(preposition, unit, end) of what follows: "of Chile", "of the Commission of the EU", "for the ministry"."""
        tokens = self.tokens
        if end >= len(tokens) or tokens[end].text.lower() not in ("of", "for", "in", "from", "at", "to", "on"):
            return "", None, end
        at, deeper = end + 1, False
        while at < len(tokens) and at <= end + 6:
            unit = self.starting.get(at)
            if unit is not None and self._names_a_state(unit):
                at = unit.end + 1
                continue
            if unit is not None and unit.text.rpartition("-")[2].lower() in NOT_THE_STATE:  # "of the U.N.-backed …"
                at = unit.end
                continue
            if unit is not None and deeper and unit.role is not None:  # "of the killing of hundreds of men"
                break
            if unit is not None and self._owns(unit):
                unit = self._body_of(unit)
                return tokens[end].text.lower(), unit, unit.end
            deeper = deeper or tokens[at].text == "of"
            if tokens[at].pos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM") and tokens[at].text not in ("of", "their"):
                break
            at += 1
        return "", None, end

    def _body_of(self, unit: Unit) -> Unit:
        """The body that a state owns after "of", else the state: "the leaders of Chile's small Greens party"."""
        at, tokens = unit.end, self.tokens
        if at >= len(tokens) or tokens[at].text not in POSSESSIVE:
            return unit
        at += 1
        while at < len(tokens) and at not in self.starting and self._premodifies(at):
            at += 1
        owned = self.starting.get(at)
        owned = self.starting.get(owned.end, owned) if owned is not None and owned.kind != "role" else owned
        if owned is None:
            return unit
        if owned.role is None:
            return owned if owned.kind in ("organisation", "armed-group") else unit
        return owned if owned.role.kind in ("body", "party") or owned.role.sectors[:1] in FORCES else unit

    def _names_a_state(self, unit: Unit) -> bool:
        """Whether a unit is the "Republic" of "Republic of Seychelles"."""
        following = self.starting.get(unit.end + 1)
        return (
            unit.role is not None
            and unit.role.kind == "land"
            and unit.end < len(self.tokens)
            and self.tokens[unit.end].text == "of"
            and following is not None
            and following.kind == "country"
        )

    def _field(self, end: int) -> int:
        """End of "Ministry of Labour and Welfare" from the end of "Ministry"."""
        tokens, at = self.tokens, end + 1
        if end >= len(tokens) or tokens[end].text.lower() not in ("of", "for"):
            return end
        while at < len(tokens) and (tokens[at].text[0].isupper() or tokens[at].text in ("and", "&", "the")):
            at += 1
        while tokens[at - 1].text in ("and", "&", "the", "of", "for"):
            at -= 1
        return max(at, end)

    def _owns(self, unit: Unit) -> bool:
        """Whether a unit after "of" says whose the role is: not the first half of a longer role, not "the city"."""
        following = self.starting.get(unit.end)
        if unit.role is None:
            names = ("adjective", "country", "organisation", "armed-group")  # "a delegation of Taliban officials"
            return following is None or following.role is None or unit.kind not in names
        return following is None and unit.role.kind not in ("place", "sport")


def sectors_of(phrase: Phrase) -> tuple[str, ...]:
    """The sectors that a role phrase gives, from its head and what the head serves: "police spokesman" COP."""
    role = phrase.head.role
    if role is None:
        return ()
    serving = [unit.role for unit in phrase.modifiers if unit.role is not None]
    if phrase.after is not None and phrase.after.role is not None and phrase.preposition in ("of", "for", "at", "from"):
        serving.append(phrase.after.role)
    sectors = role.sectors
    if takes_sector(role):
        sectors = next((other.sectors for other in serving if other.sectors), sectors)
    if role.word in PRESIDING:
        sectors = next((other.sectors for other in serving if other.sectors in (("LEG",), ("JUD",))), sectors)
    if role.word == "representative" and phrase.name is not None and phrase.head.text[0].isupper():
        sectors = ("LEG",)  # "Representative John Novak"
    if phrase.former and (role.kind in TITLED or sectors == ("MIL",)):
        sectors = ("ELI",)
    if sectors[:1] and sectors[0] in TURNED and not AGAINST.isdisjoint(phrase.words):
        sectors = ("REB",)
    if role.word == "fighter" and any(AIRCRAFT.fullmatch(word) for word in phrase.words):
        sectors = ("MIL",)
    if role.word == "coalition" and any(word == "led" or word.endswith("-led") for word in phrase.words):
        sectors = ("MIL",)
    if "OPP" not in sectors and ("opposition" in phrase.words or any("OPP" in other.sectors for other in serving)):
        sectors = (*sectors, "OPP")
    return sectors


def takes_sector(role: RoleEntry) -> bool:
    """Whether a role is what it serves: a spokesman, an official, a delegation."""
    return role.kind in NAMED_BY or role.word.split(" ")[-1] in SERVES
