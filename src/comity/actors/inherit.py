"""Whose an actor is that the words do not say: of the place, of its kin, of the country that the article is about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from comity.actors.acting import DIRECTIONS
from comity.actors.antecedents import Marks, chosen, countries_in_reach
from comity.actors.cast import Cast, Member
from comity.actors.clauses import subjects_around
from comity.actors.metonyms import NO_METONYM
from comity.actors.phrases import OWN, Phrase
from comity.actors.pronouns import PRONOUNS, pronoun_members
from comity.actors.spotting import Unit, word_at
from comity.actors.told import LOCATIVE
from comity.vocabulary import ParsedSentence

HERE = frozenset(("CVL", "COP", "REB", "UAF", "JUD", "EDU", "MED", "LAB", "REF", "CRM", "AGR", "REL", "PTY", "BUS"))
ABROAD = frozenset((
    "foreign", "foreigner", "foreigners", "expatriates", "international", "occupation", "occupying", "other",
    "multinational", "european", "african", "asian", "gulf", "nordic", "scandinavian", "balkan", "baltic", "caribbean",
    "andean",
))  # fmt: skip
ABROAD_IN = {"arab": "GOV", "allied": "MIL", "coalition": "MIL"}  # words that say so of one sector only
DIPLOMACY = frozenset(("ministry", "minister", "ministers", "office", "secretary", "affairs", "policy"))
ARMED = frozenset(("REB", "UAF", "CRM", "PRM"))  # as BODIES they take no country from whom they act upon
BODIES = frozenset(("COP", "JUD", "LEG"))
SAME_SCENE = 2  # sentences that a place holds for the people met there
RULERS = ((), ("GOV",), ("LEG",), ("JUD",), ("COP",), ("MIL",))
GOVERNING = frozenset(("GOV", "LEG", "MIL"))
KINDRED = frozenset(("MIL", "REB", "UAF", "PRM", "COP", "CRM", "REF"))  # groups that keep their country in an article
CONVICTED = frozenset(("convict", "sentence", "jail", "imprison", "execute", "hang", "extradite", "indict"))
SUFFERED = frozenset((
    "arrest", "detain", "kill", "shoot", "murder", "wound", "injure", "kidnap", "abduct", "hold", "question", "try",
    "charge", "behead", "torture", "beat", "attack", "stab", "release", "free", "deport", "bury",
))  # fmt: skip
SUPPRESSING = frozenset(("crush", "suppress", "quell", "disperse", "repress", "stifle", "crack", "put", "silence"))
MEETING = frozenset(("meet", "talk", "talks", "meeting", "discussion", "negotiation", "confer", "negotiate", "hold"))
HOLDING = frozenset((
    "arrest", "detain", "free", "release", "jail", "imprison", "pardon", "convict", "sentence", "execute", "acquit",
    "prosecute", "indict",
))  # fmt: skip
ON_THE_SPOT = frozenset(("CVL", "COP"))  # are of the place named just before, too
LOCALS = frozenset("CVL LAB PTY JUD COP EDU MED AGR REL".split())  # are of the place where they are, as no refugee is
BEFORE_A_PLACE = DIRECTIONS | frozenset(("the", "downtown", "nearby"))
STEPS_UP = 5  # from "protests" over "wave of" to the verb


class Lender:
    """What one sentence, and the article up to it, lends to actors without a country of their own."""

    def __init__(self, sentence: ParsedSentence, units: Sequence[Unit], cast: Cast) -> None:
        self.sentence, self.tokens, self.cast = sentence, sentence.tokens, cast
        self.place = self._place(units)
        self.capital = self._capital(units)
        scene = self.place or next(
            (unit.readings[0].code for unit in units if unit.kind == "city" and unit.readings), None
        )
        if scene is not None:
            cast.scene = scene, sentence.number

    def _place(self, units: Sequence[Unit]) -> str | None:
        """The country of the place after a locative ("in Kabul", "in the Kenyan town"); None: there is none."""
        for unit, following in pairwise([*units, None]):
            if unit is None:
                break
            if unit.kind == "adjective" and following is not None and following.start == unit.end and unit.readings:
                if _is_place(following):
                    return unit.readings[0].code
            elif unit.kind in ("city", "country") and unit.readings and self._located(unit):
                return unit.readings[0].code
        return None

    def _capital(self, units: Sequence[Unit]) -> str | None:
        """The country of the capital that the sentence begins in: "In Lima, a spokesman said"; None: in none."""
        first = units[0] if units else None
        if first is None or first.kind != "city" or first.start != 1 or self.tokens[0].text != "In":
            return None
        capital = first.readings[0].capital and first.text not in NO_METONYM and word_at(first.end, self.tokens) == ","
        return first.readings[0].code if capital else None

    def _located(self, unit: Unit) -> bool:
        """Whether a unit stands after "in", "near", "in the", "in downtown"; not "in the U.S. prison"."""
        at = unit.start - 1
        while at > 0 and self.tokens[at].text.lower() in BEFORE_A_PLACE:
            at -= 1
        before = self.tokens[at].text.lower() if at >= 0 else ""
        of_a_thing = unit.kind == "country" and self.tokens[unit.end - 1].dep in ("compound", "amod", "nmod")
        return before in LOCATIVE and not (of_a_thing and before != "of")

    def country(self, phrase: Phrase, sectors: tuple[str, ...], joined: Member | None) -> str | None:
        """The country of a role that has none of its own; `joined` stands before it with an "and"."""
        if from_abroad(phrase):
            return None
        if joined is not None and joined.state:
            return joined.state
        served = phrase.after.role.word if phrase.after is not None and phrase.after.role is not None else None
        if served is not None:
            master = self.cast.last(
                lambda member: member.role == served and bool(member.state), self.sentence.number, 12
            )
            if master is not None:
                return master.state
        if phrase.words[:1] and phrase.words[0] in OWN:
            for owner in pronoun_members(phrase.start, self.sentence, self.cast):
                if owner.state:
                    return owner.state
        if phrase.head.role is not None and phrase.head.role.kind == "people":
            return self.place if sectors[0] in HERE else None
        return chosen(self._candidates(phrase, sectors[0] if sectors else ""), self.cast.lexicon.country_weights)

    def _candidates(self, phrase: Phrase, sector: str) -> dict[str, Marks]:
        """The countries that an actor without one may be of, with their marks."""
        found = countries_in_reach(phrase, sector, self.sentence.number, self.cast)
        if sector in LOCALS and self.place is not None:
            found.setdefault(self.place, []).append("people of the place here")
        if (
            sector in ON_THE_SPOT
            and self.sentence.number - self.cast.scene[1] <= SAME_SCENE
            and self.cast.scene[0] is not None
        ):
            marks = found.setdefault(self.cast.scene[0], [])
            marks.append("people of the place named last")
            if self.sentence.number - self.cast.scene[1] <= 1 and self._hurt(phrase):
                marks.append("hurt where things just happened")
        kin = any("same sector last" in marks for marks in found.values())
        if sector in ARMED and not kin and self.cast.setting.stage is not None:
            found.setdefault(self.cast.setting.stage, []).append("armed where things happen")
        if self.capital is not None and sector in GOVERNING and (phrase.name is not None or not phrase.definite):
            found.setdefault(self.capital, []).append("met first in the capital")
        for country in self._visitors(phrase):
            found.setdefault(country, []).append("meets them")
        if sector == "CVL":
            ruler = self._suppressor(phrase)
            if ruler is not None:
                found.setdefault(ruler, []).append("ruled by who suppresses")
        if sector in ARMED | BODIES:
            return {country: marks for country, marks in found.items() if marks or country == self.cast.setting.home}
        return found

    def _visitors(self, phrase: Phrase) -> list[str]:
        """The states of who meets them, which they hardly are of too: "the Chilean envoy held talks with officials"."""
        at, tokens = phrase.end - 1, self.tokens
        token = tokens[at]
        with_them = token.dep == "pobj" and tokens[token.head].text.lower() == "with"
        above = tokens[tokens[token.head].head] if with_them else tokens[token.head]
        if above.lemma.lower() not in MEETING or not (with_them or token.dep == "dobj"):
            return []
        around = [m for subject in subjects_around(at, self.sentence)[:1] for m in self._named_at(subject)]
        return [member.state for member in around if member.state]

    def _hurt(self, phrase: Phrase) -> bool:
        """Whether the sentence tells that they were killed, wounded, held."""
        token = self.tokens[phrase.end - 1]
        return token.dep in ("nsubjpass", "dobj") and self.tokens[token.head].lemma in SUFFERED

    def _suppressor(self, phrase: Phrase) -> str | None:
        """The state of who puts people down or holds them: "he crushed a wave of protests", "Libya freed 37 men"."""
        at = phrase.end - 1
        verb = self.tokens[self.tokens[at].head]
        held = self.tokens[at].dep == "dobj" and verb.pos == "VERB" and verb.lemma in HOLDING
        if not held and not self._put_down(at):
            return None
        for subject in subjects_around(phrase.end - 1, self.sentence)[:1]:
            pronoun = self.tokens[subject].text.lower() in PRONOUNS
            members = pronoun_members(subject, self.sentence, self.cast) if pronoun else self._named_at(subject)
            return next((m.state for m in members if m.state and m.sectors[:1] in RULERS), None)
        return None

    def _put_down(self, at: int) -> bool:
        """Whether a verb of suppressing stands a few steps above a token."""
        for _ in range(STEPS_UP):
            at = self.tokens[at].head
            if self.tokens[at].lemma in SUPPRESSING:
                return True
        return False

    def _named_at(self, token: int) -> tuple[Member, ...]:
        """The members of the mention over a token."""
        place = self.tokens[token].start
        return next((s.members for s in self.cast.sightings if s.start <= place < s.end), ())

    def latest_state(self) -> str | None:
        """The only country of this sentence so far, else the one most present in the article so far."""
        here = {
            m.state
            for s in self.cast.sightings[-20:]
            if s.sentence == self.sentence.number
            for m in s.members
            if m.state
        }
        if len(here) == 1:
            return here.pop()
        weighed = self.cast.weighed_states(self.sentence.number)
        return weighed[0] if weighed else None


def from_abroad(phrase: Phrase) -> bool:
    """Whether a phrase speaks of others than the article's own: "foreign troops", not "foreign ministry officials"."""
    words = (*phrase.words, phrase.head.text.lower(), "")
    sectors = phrase.head.role.sectors[:1] if phrase.head.role is not None else ()
    return any(
        one in ABROAD and not (one == "foreign" and other in DIPLOMACY) for one, other in pairwise(words)
    ) or any(ABROAD_IN.get(word) in sectors for word in words)


def _is_place(unit: Unit) -> bool:
    """Whether a unit is a word such as "town"."""
    return unit.role is not None and unit.role.kind == "place"


def note_fate(person: Member, phrase: Phrase, sentence: ParsedSentence, cast: Cast) -> None:
    """In an article on one country somebody unknown who is sentenced is CRM there, who is killed or held CVL."""
    home = cast.setting.home
    if home is None or person.code() is not None:
        return
    token = sentence.tokens[phrase.end - 1]
    if token.dep not in ("nsubjpass", "dobj"):
        return
    verb = sentence.tokens[token.head].lemma
    sector = "CRM" if verb in CONVICTED else "CVL" if verb in SUFFERED else None
    if sector is not None:
        person.country, person.sectors, person.basis = home, (sector,), "inherited"
