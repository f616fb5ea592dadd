"""Whose an actor is by the words of its own phrase: modifiers before it, "of" and "for" after it."""

from __future__ import annotations

from comity.actors.cast import Cast, split_code
from comity.actors.inherit import from_abroad
from comity.actors.phrases import NOT_THE_STATE, OWN, Phrase, sectors_of, takes_sector
from comity.actors.pronouns import pronoun_members
from comity.actors.spotting import Unit, word_at
from comity.lexicons.actors import INTERNATIONAL, RoleEntry
from comity.vocabulary import ParsedSentence

KIN = frozenset((  # of somebody who governs they are ELI; all are CVL in the lexicon
    "wife", "husband", "son", "daughter", "brother", "sister", "nephew", "niece", "cousin", "grandson",
    "granddaughter", "son-in-law", "brother-in-law", "father-in-law", "widow", "father", "mother",
))  # fmt: skip


class Owners:
    """Reads country and sectors off the phrases of one sentence."""

    def __init__(self, sentence: ParsedSentence, cast: Cast) -> None:
        self.sentence, self.tokens, self.cast = sentence, sentence.tokens, cast

    def country_and_sectors(self, phrase: Phrase, role: RoleEntry) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(countries, sectors) that a role phrase itself gives, by its modifiers, then by what follows it."""
        sectors = sectors_of(phrase)
        if role.word in KIN and self._of_a_ruler(phrase):
            sectors = ("ELI",)
        if role.word == "chief of staff" and (self._of_a_ruler(phrase) or "presidential" in phrase.words):
            sectors = ("GOV",)
        countries: list[str] = []
        for unit in self._owners(phrase, role):
            country, own = self._code_of(unit)
            if not country:
                sectors = own if _leads(unit, role, phrase) else self._of_unknown(unit, role, own) or sectors
                continue
            if country in INTERNATIONAL and not countries:
                kept = tuple(sector for sector in sectors if sector in ("MIL", "JUD"))
                return (country,), own if country == "IMG" else kept
            if own and not countries and self._passes_sector(unit, role, own):
                return (country,), ("ELI",) if phrase.former else own
            if role.word in KIN and own[:1] in (("GOV",), ("ELI",)):  # "Gaddafi's son"
                return (country,), ("ELI",)
            if not countries or (country not in countries and self._coordinated(unit)):
                countries.append(country)
        countries += [unit.readings[0].code for unit in phrase.listed]
        return tuple(dict.fromkeys(countries)), sectors

    def _of_a_ruler(self, phrase: Phrase) -> bool:
        """Whether a relative is that of somebody who governs: "the president's wife", "his son"."""
        if phrase.words[:1] and phrase.words[0] in OWN:
            owners = pronoun_members(phrase.start, self.sentence, self.cast)
            return len(owners) == 1 and owners[0].sectors[:1] == ("GOV",)
        return any(unit.role is not None and unit.role.sectors[:1] == ("GOV",) for unit in phrase.modifiers)

    def _owners(self, phrase: Phrase, role: RoleEntry) -> list[Unit]:
        """The units that say whose an actor is, the most telling first."""
        units = [unit for unit in phrase.modifiers if unit.role is None and self.belongs(unit)]
        after = phrase.after
        if after is None or phrase.preposition == "to" or after.role is not None:
            return units
        if phrase.preposition == "in" and from_abroad(phrase):  # "foreign workers in Chile"
            return units
        if phrase.preposition in ("in", "at", "from") and phrase.words[:1] and phrase.words[0] in OWN:
            return units  # "withdrew its troops from Chile"
        if role.kind == "envoy" and phrase.preposition in ("for", "on", "in", "at"):
            return units
        if role.sectors[:1] == ("MIL",) and phrase.preposition in ("in", "at"):
            return units
        if phrase.preposition == "on" or (phrase.preposition in ("in", "at", "from") and phrase.name is not None):
            return units
        return [after, *units] if role.kind == "noun" else [*units, after]  # "the Egyptian affiliate of al-Qaeda"

    def _code_of(self, unit: Unit) -> tuple[str | None, tuple[str, ...]]:
        """Country and sectors of a unit that owns: a state, an organisation, a person."""
        if unit.kind == "person":
            owner = self.cast.person(unit)
            return owner.country, owner.sectors
        if not unit.readings:
            known = self.cast.named(unit)
            return known.country, known.sectors
        entry = self.cast.reading(unit.readings) or unit.readings[0]
        if entry.kind == "bloc":
            return None, ()
        if unit.text == "Brussels":
            return "EUR", ()
        return split_code(entry.code)

    def _of_unknown(self, unit: Unit, role: RoleEntry, own: tuple[str, ...]) -> tuple[str, ...]:
        """The sector of whoever serves an organisation that only the text knows: "FWP leader" PTY; empty: unknown."""
        if unit.kind != "organisation" or not takes_sector(role):
            return ()
        return own or (("PTY",) if unit.text.isupper() and role.kind in ("leader", "speaker") else ())

    def _passes_sector(self, unit: Unit, role: RoleEntry, own: tuple[str, ...]) -> bool:
        """Whether an actor is of its owner's sector: "Hamas leader", "Kabila's forces", "Pentagon spokesman"."""
        if unit.kind == "person":
            return own[0] in ("REB", "UAF", "PRM", "MIL") and role.kind in ("group", "speaker", "envoy", "office")
        if role.sectors == ("LEG",) and own[0] == "PTY":  # "an MP of Sol Verde"
            return False
        return unit.kind in ("armed-group", "seat", "company", "media") or takes_sector(role)

    def _coordinated(self, unit: Unit) -> bool:
        return word_at(unit.start - 1, self.tokens) in ("and", ",", "-", "&")

    def belongs(self, unit: Unit) -> bool:
        """Whether a modifier says whose the actor is: not "Russian-backed", "pro-Russian"."""
        if word_at(unit.start - 1, self.tokens) == "-" and word_at(unit.start - 2, self.tokens) in (
            "pro",
            "anti",
            "non",
        ):
            return False
        if unit.text.rpartition("-")[2].lower() in NOT_THE_STATE:
            return False
        return not (word_at(unit.end, self.tokens) == "-" and word_at(unit.end + 1, self.tokens) in NOT_THE_STATE)


def _leads(unit: Unit, role: RoleEntry, phrase: Phrase) -> bool:
    """Whether the role is the head of an organisation that is no state's: "president of the Writers' Union"."""
    return (
        unit.kind == "organisation" and unit is phrase.after and role.word in ("president", "vice president", "leader")
    )
