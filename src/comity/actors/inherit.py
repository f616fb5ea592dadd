"""Whose an actor is that the words do not say: of the place, of its kin, of the country that the article is about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from comity.actors.cast import Cast, Member
from comity.actors.clauses import subjects_around
from comity.actors.metonyms import LOCATIVE
from comity.actors.phrases import OWN, Phrase
from comity.actors.pronouns import pronoun_members
from comity.actors.spotting import Unit
from comity.vocabulary import ParsedSentence

HERE = frozenset(("CVL", "COP", "REB", "UAF", "JUD", "EDU", "MED", "LAB", "REF", "CRM", "AGR", "REL", "PTY", "BUS"))
ABROAD = frozenset((
    "foreign", "international", "occupation", "occupying", "other", "multinational", "european", "african",
))  # fmt: skip
ARMED = frozenset(("REB", "UAF", "CRM", "PRM"))  # take no country from whom they act upon
BODIES = frozenset(("COP", "JUD", "LEG"))  # take theirs from the state alone
RULERS = ((), ("GOV",), ("LEG",), ("JUD",), ("COP",), ("MIL",))
KINDRED = frozenset(("MIL", "REB", "UAF", "PRM", "COP", "CRM", "REF"))  # groups that keep their country in an article
CONVICTED = frozenset(("convict", "sentence", "jail", "imprison", "execute", "hang", "extradite", "indict"))
SUFFERED = frozenset((
    "arrest", "detain", "kill", "shoot", "murder", "wound", "injure", "kidnap", "abduct", "hold", "question", "try",
    "charge", "behead", "torture", "beat", "attack", "stab", "release", "free", "deport", "bury",
))  # fmt: skip
SUPPRESSING = frozenset(("crush", "suppress", "quell", "disperse", "repress", "stifle", "crack", "put", "silence"))
STEPS_UP = 5  # from "protests" over "wave of" to the verb
SAME_SCENE = 2  # sentences that a place holds for the people met there


class Lender:
    """What one sentence, and the article up to it, lends to actors without a country of their own."""

    def __init__(self, sentence: ParsedSentence, units: Sequence[Unit], cast: Cast) -> None:
        self.sentence, self.tokens, self.cast = sentence, sentence.tokens, cast
        self.place, self.any_place = self._places(units)
        if self.place or self.any_place:
            cast.scene = self.place or self.any_place, sentence.number

    def _places(self, units: Sequence[Unit]) -> tuple[str | None, str | None]:
        """Countries of the place after a locative ("in Kabul") and of any city of the sentence."""
        located = some = None
        for unit, following in pairwise([*units, None]):
            if unit is None:
                break
            if unit.kind == "adjective" and following is not None and following.start == unit.end and unit.readings:
                located = located or (unit.readings[0].code if _is_place(following) else None)
            if unit.kind not in ("city", "country") or not unit.readings:
                continue
            code = unit.readings[0].code
            if located is None and self._located(unit):
                located = code
            if some is None and unit.kind == "city":
                some = code
        return located, some

    def _located(self, unit: Unit) -> bool:
        """Whether a unit stands after "in", "near", "in the"."""
        at = unit.start - 1
        at -= at > 0 and self.tokens[at].text.lower() == "the"
        return at >= 0 and self.tokens[at].text.lower() in LOCATIVE

    def country(self, phrase: Phrase, sectors: tuple[str, ...], joined: Member | None) -> str | None:
        """The country of a role that has none of its own; `joined` stands before it with an "and"."""
        if not ABROAD.isdisjoint(phrase.words):
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
        if sectors[0] == "CVL":
            ruler = self._suppressor(phrase)
            if ruler is not None:
                return ruler
        if sectors[0] in HERE and self.place:
            return self.place
        if phrase.head.role is not None and phrase.head.role.kind == "people":
            return None
        if sectors[0] == "CVL" and self.sentence.number - self.cast.scene[1] <= SAME_SCENE:
            return self.cast.scene[0]
        if sectors[0] in KINDRED or sectors[0] in BODIES:
            kin = self.cast.last(lambda member: member.sectors[:1] == sectors[:1], self.sentence.number, 12)
            if kin is not None and kin.state:
                return kin.state
        if sectors[0] in ARMED:
            return self.cast.setting.stage or self.cast.setting.home or self._state_before()
        if sectors[0] in BODIES:
            return self._ruling_state(0) or self.cast.setting.home or self._ruling_state(99)
        return self.latest_state() or self.place or self.any_place or self.cast.main_state()

    def _suppressor(self, phrase: Phrase) -> str | None:
        """The state of who puts the crowd down, which rules it: "he crushed a wave of protests"."""
        at = phrase.end - 1
        for _ in range(STEPS_UP):
            at = self.tokens[at].head
            if self.tokens[at].lemma in SUPPRESSING:
                break
        else:
            return None
        for subject in subjects_around(phrase.end - 1, self.sentence)[:1]:
            members = pronoun_members(subject, self.sentence, self.cast) or self._named_at(subject)
            return next((m.state for m in members if m.state and m.sectors[:1] in RULERS), None)
        return None

    def _named_at(self, token: int) -> tuple[Member, ...]:
        """The members of the mention over a token."""
        place = self.tokens[token].start
        return next((s.members for s in self.cast.sightings if s.start <= place < s.end), ())

    def _state_before(self) -> str | None:
        """The only state that the article has named in the sentences before; None: several, or none."""
        before = {m.state for s in self.cast.sightings if s.sentence < self.sentence.number for m in s.members}
        before.discard(None)
        return before.pop() if len(before) == 1 else None

    def _ruling_state(self, reach: int) -> str | None:
        """The state named last, by itself or by who rules or serves it, at most `reach` sentences back."""
        last = self.cast.last(lambda m: bool(m.state) and m.sectors[:1] in RULERS, self.sentence.number, reach)
        return last.state if last is not None else None

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
