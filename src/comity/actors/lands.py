"""Words for states -> the states that they mean: "the country", "the island", "the two neighbours", "both sides"."""

from __future__ import annotations

from collections.abc import Mapping

from comity.actors.cast import Cast, Member
from comity.actors.clauses import own_subject
from comity.actors.holders import last_pair
from comity.actors.phrases import OWN, Phrase
from comity.actors.pronouns import FIRST, pronoun_members
from comity.actors.spotting import Unit, word_at
from comity.actors.told import POSSESSIVE
from comity.lexicons.actors import RoleEntry
from comity.vocabulary import ParsedSentence

ISLANDS = frozenset("TWN CYP CUB LKA MLT ISL HTI JAM MDG NRU TLS BHR GRL PRI".split())
TERRITORIES = frozenset("HKG MAC ESH PSE GIB NCL PYF GRL FLK TLS PRI XKX".split())
BESIDE = ("neighbour", "neighbor", "rival")
COUNTS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
DEPENDENT = {"island": ISLANDS, "territory": TERRITORIES, "colony": TERRITORIES, "enclave": TERRITORIES}


class Lands:
    """Reads the words for states of one sentence; `starting` are its units by their first token."""

    def __init__(self, sentence: ParsedSentence, starting: Mapping[int, Unit], cast: Cast) -> None:
        self.sentence, self.tokens, self.starting, self.cast = sentence, sentence.tokens, starting, cast

    def members(self, phrase: Phrase, role: RoleEntry) -> tuple[Member, ...]:
        """ "the two countries": the pair most present; "the country": one state; "its neighbour, Ukraine": that one."""
        beside = self._countries_at(phrase.end + (word_at(phrase.end, self.tokens) == ","))
        if beside and role.kind == "land" and role.plural == (len(beside) > 1):
            return tuple(self.cast.named(unit) for unit in beside)
        own = [unit for unit in phrase.modifiers if unit.kind in ("adjective", "country") and unit.readings]
        if any(word == "ex" or word.startswith("ex-") for word in phrase.words):
            return ()
        if own and not phrase.paired and role.word in ("nation", "state", "republic", "side", "people", *DEPENDENT):
            return tuple(self.cast.named(unit) for unit in own)
        if self._is_no_state(phrase, role):
            return ()
        if phrase.paired or (role.plural and phrase.definite and role.word in ("side", *BESIDE)):
            owner = self._owner(phrase) if role.word in BESIDE else None
            sides, before = role.word == "side", self.tokens[phrase.start].start
            return self.pair(sides=sides, before=before) if owner is None else self._others(owner, phrase)
        if role.word in DEPENDENT:
            return self._dependent(phrase, role)
        count = next((COUNTS[word] for word in phrase.words if word in COUNTS), None)
        if count is not None and role.plural and phrase.definite:
            return self._several(count)
        if role.plural or not phrase.definite or role.word not in ("country", "nation", "state", "republic", "kingdom"):
            return ()
        if phrase.words[0] in OWN:
            owners = pronoun_members(phrase.start, self.sentence, self.cast)
            return tuple(self.cast.state(owner.state) for owner in owners[:1] if owner.state)
        acting = {self._acting_state(phrase), self._state_of_the_deed(phrase)}
        here = self._state_beside()
        if here is not None and here not in acting:
            return (self.cast.state(here),)
        weighed = [code for code in self.cast.weighed_states(self.sentence.number) if code not in acting]
        return (self.cast.state(weighed[0]),) if weighed else ()

    def _several(self, count: int) -> tuple[Member, ...]:
        """The states of so many countries that were named together last: "the three countries"; empty: none were."""
        for sighting in reversed(self.cast.sightings):
            states = {member.state for member in sighting.members}
            if len(states) == count and None not in states:
                return tuple(self.cast.state(code) for code in sorted(filter(None, states)))
        return ()

    def _is_no_state(self, phrase: Phrase, role: RoleEntry) -> bool:
        """Whether a word for a state is none here: "pounded on the sides", "the state news agency"."""
        token = self.tokens[phrase.head.end - 1]
        if role.word == "state":
            return token.dep in ("compound", "nmod", "amod")
        above = self.tokens[token.head].text.lower()
        meant = (
            phrase.paired or token.dep in ("nsubj", "nsubjpass", "conj", "poss") or above in ("between", "by", "with")
        )
        return role.word == "side" and role.plural and not meant

    def _owner(self, phrase: Phrase) -> str | None:
        """The state whose neighbours are meant: "its neighbours", "Peru's two neighbours"; None: none is named."""
        if phrase.words[0] in FIRST:  # whose they are is known only when the sentence has been read
            return None
        if phrase.words[0] in OWN:
            owners = pronoun_members(phrase.start, self.sentence, self.cast)
            return next((owner.state or "" for owner in owners), "")
        owner = next((unit for unit in phrase.modifiers if unit.kind in ("adjective", "country")), None)
        owned = owner is not None and word_at(owner.end, self.tokens) in POSSESSIVE
        return owner.readings[0].code if owner is not None and owned and owner.readings else None

    def _others(self, owner: str, phrase: Phrase) -> tuple[Member, ...]:
        """The two states most present besides the owner of "its two neighbours"; "its neighbours" where it is none."""
        weighed = self.cast.weighed_states(self.sentence.number)
        if not phrase.paired and owner in weighed[:2]:
            return ()
        return tuple(self.cast.state(code) for code in sorted([code for code in weighed if code != owner][:2]))

    def _dependent(self, phrase: Phrase, role: RoleEntry) -> tuple[Member, ...]:
        """ "the island", "the territory" as the country of that kind that was named last."""
        if role.plural or not phrase.definite or phrase.after is not None:
            return ()
        found = self.cast.last(lambda member: member.state in DEPENDENT[role.word], self.sentence.number, 12)
        return (self.cast.state(found.country),) if found is not None and found.country else ()

    def _acting_state(self, phrase: Phrase) -> str | None:
        """The state that is the subject where "the country" is the object, and so is another; None: none is."""
        own = own_subject(phrase.head.end - 1, self.sentence)
        start = self.tokens[own].start if own is not None else -1
        for sighting in self.cast.sightings[-20:]:
            if sighting.start <= start < sighting.end and sighting.members[0].kind == "country":
                return sighting.members[0].state
        return None

    def _state_of_the_deed(self, phrase: Phrase) -> str | None:
        """The state whose deed against it "the country" suffers: "American sanctions against the country's firms"."""
        at = phrase.head.end - 1
        at = self.tokens[at].head if self.tokens[at].dep == "poss" else at
        before = self.tokens[self.tokens[at].head]
        if self.tokens[at].dep != "pobj" or before.text.lower() not in ("against", "on", "over", "upon"):
            return None
        unit = next(
            (u for u in self.starting.values() if self.tokens[u.end - 1].head == before.head and u.readings), None
        )
        return unit.readings[0].code if unit is not None and unit.kind in ("adjective", "country") else None

    def _countries_at(self, at: int) -> list[Unit]:
        """The countries listed from a token on: "Iran and Syria"; one that owns what follows is none."""
        found: list[Unit] = []
        unit = self.starting.get(at)
        while unit is not None and unit.kind == "country" and unit.end not in self.starting:
            if word_at(unit.end, self.tokens) in POSSESSIVE:
                return []
            found.append(unit)
            at = unit.end
            while word_at(at, self.tokens) in ("and", ","):
                at += 1
            unit = self.starting.get(at) if at > found[-1].end else None
        return found

    def _state_beside(self) -> str | None:
        """The state named last in this sentence other than by its subject: "sent to Chad to secure the country"."""
        here = [
            (sighting.subject, sighting.members[0].state)
            for sighting in self.cast.sightings[-20:]
            if sighting.sentence == self.sentence.number and sighting.members[0].kind == "country"
        ]
        objects = [state for subject, state in here if not subject]
        return objects[-1] if objects else here[-1][1] if here else None

    def pair(self, *, sides: bool, before: int | None = None) -> tuple[Member, ...]:
        """The two parties named together last, as states unless they are sides; else the two states most present."""
        both = last_pair(self.sentence.number, self.cast, before)
        states = {member.state for member in both}
        if sides and both:
            return both
        if None not in states and len(states) == 2:
            return tuple(self.cast.state(code) for code in sorted(filter(None, states)))
        weighed = self.cast.weighed_states(self.sentence.number)[:2]
        return tuple(self.cast.state(code) for code in sorted(weighed)) if len(weighed) == 2 else ()
