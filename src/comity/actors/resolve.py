"""Phrase -> the members of the cast that it means: by its own words, by what is beside it, by what was said before."""

from __future__ import annotations

from collections.abc import Sequence

from comity.actors.cast import Cast, Member
from comity.actors.holders import holder, is_one_person, two_in_office, two_people
from comity.actors.inherit import KINDRED, Lender, from_abroad, note_fate
from comity.actors.lands import Lands
from comity.actors.metonyms import city_acts
from comity.actors.owners import KIN, Owners
from comity.actors.phrases import OWN, TITLED, Phrase, means_states
from comity.actors.pronouns import pronoun_members
from comity.actors.setting import UNION_STATE
from comity.actors.spotting import Unit, word_at
from comity.actors.told import POSSESSIVE
from comity.lexicons.actors import INTERNATIONAL, RoleEntry
from comity.vocabulary import ParsedSentence

OF_MANY = frozenset((  # bodies that several states have under that name
    "Congress", "Senate", "House of Representatives", "National Security Council", "Foreign Office", "State Council",
    "Defense Department", "Department of Defense",
))  # fmt: skip
PARTIES = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "appos", "attr"))  # who, not which
ARTICLES = frozenset(("the", "a", "an", "his", "her", "its", "their"))
SOME = frozenset(("a", "an", "another", "some", "several", "many", "most", "fellow"))
NUMBERS = frozenset(("dozens", "hundreds", "thousands", "scores", "tens", "millions", "number", "groups", "group"))
PEACEFUL = frozenset((
    "democratic", "political", "progressive", "reformist", "market", "economic", "social", "driving",
))  # fmt: skip
NOUN_OF_NAME = frozenset((
    "council", "agency", "commission", "court", "tribunal", "committee", "bank", "organization", "organisation",
    "union", "league", "party", "company", "ministry", "department", "group", "front", "movement", "alliance",
    "bloc", "assembly", "parliament", "senate", "authority", "fund", "firm",
))  # fmt: skip
HONOURS = (("PTY",), ("EDU",))  # what somebody who governs is besides: party leader, professor
FELLOWS = frozenset(("member", "partner", "ally", "government"))  # "the two members" are states
STATES_OWN = (("GOV",), ("MIL",), ("LEG",), ("JUD",), ("COP",))
OF_A_REGION = frozenset(
    ("Western", "Latin American", "Middle Eastern")
)  # adjectives of the lexicon that are no actor by themselves
KNOWN_AS = {"alliance": "NATO", "bloc": "European Union"}


class Reader:
    """Reads the phrases of one sentence in order; what stood before in the sentence helps the next."""

    def __init__(self, sentence: ParsedSentence, units: Sequence[Unit], cast: Cast) -> None:
        self.sentence, self.tokens, self.cast = sentence, sentence.tokens, cast
        self.starting = {unit.start: unit for unit in units}
        self.lender = Lender(sentence, units, cast)
        self.owners = Owners(sentence, cast)
        self.lands = Lands(sentence, self.starting, cast)
        self.done: dict[int, tuple[Phrase, Member]] = {}  # end of a phrase -> the phrase, whom it meant

    # ------------------------------------------------------------ all phrases

    def members(self, phrase: Phrase) -> tuple[Member, ...]:
        """The members that a phrase means; empty: nobody."""
        role = phrase.head.role
        if role is None:
            found = self._name(phrase)
        elif role.kind in ("pair", "land"):
            found = self.lands.members(phrase, role)
        elif role.kind in ("honorific", "title") and phrase.name is None:
            found = ()
        else:
            found = self._role(phrase, role)
        if found:
            self.done.setdefault(phrase.end, (phrase, found[-1]))  # the longest of those that end there
            if role is None or phrase.head.text[0].isupper():  # "the UN Human Rights Commission"
                found[0].words.update(phrase.head.text.lower().split())
            self._note_initials(phrase, found[0])
        return found

    def _note_initials(self, phrase: Phrase, member: Member) -> None:
        """ "Free Workers Party (FWP)": the initials name the same actor from here on."""
        if word_at(phrase.end, self.tokens) == "(" and word_at(phrase.end + 2, self.tokens) == ")":
            text = self.tokens[phrase.end + 1].text
            if 2 <= len(text) <= 8 and text.isupper() and member.kind in ("organisation", "armed-group", "group"):
                self.cast.initials.setdefault(text, member)

    def _beside(self, phrase: Phrase) -> tuple[Phrase, Member] | None:
        """The phrase before, divided from this one by one comma or dash: an apposition."""
        before = self.done.get(phrase.start - 1)
        return before if before is not None and word_at(phrase.start - 1, self.tokens) in (",", "-", "–", "—") else None

    def _subject_of(self, phrase: Phrase) -> tuple[Phrase, Member] | None:
        """The uncoded person of whom a phrase is told: "Maria Novak is the finance minister"."""
        token = self.tokens[phrase.head.end - 1]
        verb = self.tokens[token.head]
        if token.dep != "attr" or verb.lemma != "be" or verb.tag not in ("VBZ", "VBP"):
            return None
        for before, member in self.done.values():
            subject = self.tokens[before.end - 1]
            if subject.dep == "nsubj" and subject.head == token.head and member.human and not member.sectors:
                return before, member
        return None

    # ------------------------------------------------------------ names

    def _name(self, phrase: Phrase) -> tuple[Member, ...]:
        """The member that a bare name means; empty where a city is only a place or a medium only reports."""
        unit = phrase.head
        if unit.kind == "city" and not city_acts(unit, self.tokens):
            return ()
        if unit.kind == "media" and not self._suffers(unit):
            return ()
        if unit.kind == "bloc":
            return self._bloc(unit)
        if unit.text in OF_MANY and self._elsewhere(unit.readings[0].code[:3]):
            role = self.cast.lexicon.roles[unit.text.lower()]
            owner = self.cast.setting.home or self.lender.latest_state() or ""
            return (self._group(phrase, role, owner, role.sectors, True),)
        if (
            unit.kind == "adjective"
            and word_at(unit.start - 1, self.tokens) == "-"
            and word_at(unit.start - 2, self.tokens) in ("pro", "anti")
        ):
            return (self.cast.named(unit),)
        if unit.kind == "person":
            person = self._person_beside(phrase, unit)
            note_fate(person, phrase, self.sentence, self.cast)
            return (person,)
        if self._counted(unit):
            code = unit.readings[0].code
            return (self._group(phrase, self.cast.lexicon.roles["citizens"], code, ("CVL",), False),)
        found = self.cast.named(unit)
        if unit.kind == "organisation" and not unit.readings and found.country is None:
            found.country = self._possessor(unit)
        return (found,)

    def _possessor(self, unit: Unit) -> str | None:
        """The country right before a name that only the text knows: "Peru's Sol Verde", "the Peruvian Sol Verde"."""
        end = unit.start - (word_at(unit.start - 1, self.tokens) in POSSESSIVE)
        owner = next((o for o in self.starting.values() if o.end == end and o.kind in ("country", "adjective")), None)
        return owner.readings[0].code if owner is not None and owner.readings and self.owners.belongs(owner) else None

    def _counted(self, unit: Unit) -> bool:
        """Whether a demonym means some people and not the state: "three Russians", "an Egyptian", "dozens of Serbs"."""
        token = self.tokens[unit.end - 1]
        if unit.kind == "people" and unit.text not in self.cast.lexicon.names:  # "Kosovo Serbs"
            return True
        if unit.kind not in ("adjective", "people") or token.dep not in PARTIES or not unit.readings:
            return False
        before = [self.tokens[c] for c in self.sentence.children[unit.end - 1] if c < unit.start]
        if any(t.dep == "nummod" or t.text.lower() in SOME for t in before):
            return True
        return word_at(unit.start - 1, self.tokens) == "of" and word_at(unit.start - 2, self.tokens) in NUMBERS

    def _suffers(self, unit: Unit) -> bool:
        """Whether a medium is more than who reports: "closed the newspaper", not "told the newspaper"."""
        token = self.tokens[unit.end - 1]
        return token.dep in ("dobj", "nsubjpass") and self.tokens[token.head].lemma not in ("tell", "cite", "quote")

    def _elsewhere(self, country: str) -> bool:
        """Whether the article is at home elsewhere, or names two other countries more often."""
        states, home = self.cast.setting.states, self.cast.setting.home
        ranked = sorted(states, key=lambda code: -states[code])
        return country not in ranked[:2] and bool(ranked or (home is not None and home != country))

    def _bloc(self, unit: Unit) -> tuple[Member, ...]:
        """ "the West" as a group without a code; a closed list ("the Baltic states") as its members."""
        entry = unit.readings[0]
        if ";" in entry.code:
            return tuple(self.cast.state(code) for code in entry.code.split(";"))
        if entry.name in OF_A_REGION:
            return ()
        return (self.cast.named(unit),)

    def _person_beside(self, phrase: Phrase, unit: Unit) -> Member:
        """ "the foreign minister, Sergei Lavrov": the role's member is the named person."""
        person = self.cast.person(unit)
        beside = self._beside(phrase)
        if beside is None or beside[1] is person:
            return person
        role, member = beside[0].head.role, beside[1]
        if role is None or role.kind not in TITLED or role.plural or member.kind == "person":
            return person
        self._learn(person, member.country, member.sectors, member.role)
        self.cast.become(member, person)
        return person

    # ------------------------------------------------------------ roles

    def _role(self, phrase: Phrase, role: RoleEntry) -> tuple[Member, ...]:
        """The members of a role phrase: one, or one for each country of "the Russian and Belarusian presidents"."""
        if self._is_office(phrase, role):
            return ()
        countries, sectors = self.owners.country_and_sectors(phrase, role)
        if role.kind == "counterpart":
            sectors = self._counterpart()
        if phrase.name is not None:
            person = self._titled(phrase, role, countries, sectors)
            joined = self.done.get(phrase.start - 1)
            if joined is not None and self._shares_article(joined[0], phrase):
                self.cast.become(joined[1], person)
            return (person,)
        another = role.word in KIN and phrase.words[:1] and phrase.words[0] in OWN  # "Mr Lukashenko, his son and …"
        owns = word_at(phrase.head.end, self.tokens) in POSSESSIVE  # "Omar Gado, the president's son"
        beside = None if another or owns else self._beside(phrase)
        if beside is not None and not role.plural and role.kind in TITLED:
            self.cast.take_for_person(beside[1])
        beside = beside or self._subject_of(phrase)
        second = self._second_office(phrase)
        if beside is None and second is not None and is_one_person(role) and not role.plural:
            if countries:
                self._learn(second, countries[0], sectors, role.word)
            return (second,)
        if beside is not None and beside[1].kind == "person" and not role.plural and is_one_person(role):
            self._learn(beside[1], countries[0] if countries else None, sectors, role.word)
            if beside[1].country is None and sectors:
                beside[1].country = self.lender.country(phrase, sectors, self._joined(phrase))
            return (beside[1],)
        if role.word == "force" and not PEACEFUL.isdisjoint(phrase.words):
            return ()
        if phrase.paired and role.plural and phrase.definite and role.word in FELLOWS:
            both = self.lands.pair(sides=False)
            if both:
                return both
        if not countries and phrase.paired and role.plural and phrase.definite and role.kind in TITLED:
            both = two_people(self.sentence.number, self.cast) or two_in_office(role.word, self.cast)
            if both:
                return both
        described = self._described(phrase, role, countries, sectors)
        if described:
            return described
        if not sectors and not countries and role.kind in ("agents", "chief"):
            countries = ("IGO",) if role.kind == "agents" else ("UNO",)
        if not sectors and not countries:
            return self._noun_of_name(phrase, role)
        if not countries:
            countries = self._of_the_land(phrase, role)
        inherited = not countries
        if role.word == "union":
            if _of_states(phrase):
                inherited, countries, sectors = False, ("IGO",), ()
            union = self._union(phrase) if not phrase.modifiers else None
            if union is not None:
                return (union,)
        if inherited:
            known = self._known(phrase, role) if not from_abroad(phrase) else None
            if known is not None:
                return (known,)
            found = self.lender.country(phrase, sectors, self._joined(phrase))
            countries = (found,) if found else ("",)
            kin = self._kin(phrase, role, countries[0], sectors)
            if kin is not None:
                return (kin,)
        return tuple(self._group(phrase, role, country, sectors, inherited) for country in countries)

    def _shares_article(self, first: Phrase, phrase: Phrase) -> bool:
        """Whether two offices with one article are one person's: "the president's son and spokesman Omar Gado"."""
        bare = not phrase.words and phrase.head.text[0].islower() and word_at(phrase.start - 1, self.tokens) == "and"
        role = first.head.role
        return bare and bool(first.words) and role is not None and not role.plural and is_one_person(role)

    def _second_office(self, phrase: Phrase) -> Member | None:
        """Whose a second office without an article is: "Ana Rios, former minister and peace broker"; None: nobody's."""
        before = self.done.get(phrase.start - 1)
        if before is None or word_at(phrase.start - 1, self.tokens) != "and" or before[0].head.role is None:
            return None
        bare = not any(p.words and p.words[0] in ARTICLES for p in (before[0], phrase))
        return before[1] if bare and before[0].name is None and before[1].key[0] == "person" else None

    def _of_the_land(self, phrase: Phrase, role: RoleEntry) -> tuple[str, ...]:
        """The countries that "the country's army", "officials of both sides" or "their envoys" are of; empty: none."""
        bloc = next(
            (unit for unit in (*phrase.modifiers, phrase.after) if unit is not None and unit.kind == "bloc"), None
        )
        if bloc is not None and bloc.readings:  # "leaders of African countries", "the Baltic presidents"
            return tuple(bloc.readings[0].code.split(";")) if role.plural else ("",)
        owner = next((unit for unit in phrase.modifiers if means_states(unit)), None)
        if owner is None and phrase.preposition in ("of", "from") and phrase.after is not None:
            owner = phrase.after if means_states(phrase.after) else None
        if owner is None or owner.role is None:
            return self._of_them(phrase, role)
        if (owner.role.plural and not role.plural) or (phrase.preposition == "from" and not owner.role.plural):
            return ()
        start, within = owner.start, ("DET", "ADJ", "NUM", "PRON")
        while start > 0 and self.tokens[start - 1].head == owner.end - 1 and self.tokens[start - 1].pos in within:
            start -= 1
        words = tuple(token.text.lower() for token in self.tokens[start : owner.start])
        meant = self.lands.members(Phrase(start, owner.end, owner, words=words), owner.role)
        found = tuple(member.state for member in (meant if role.plural else meant[:1]) if member.state)
        return found or (("",) if owner.role.kind == "land" and owner.role.plural else ())  # "neighbouring countries"

    def _of_them(self, phrase: Phrase, role: RoleEntry) -> tuple[str, ...]:
        """The countries of "their foreign ministers" after actors of several; empty: "their" means others."""
        if not role.plural or phrase.words[:1] != ("their",):
            return ()
        owners = pronoun_members(phrase.start, self.sentence, self.cast)
        states = tuple(dict.fromkeys(owner.state for owner in owners if owner.state))
        return states if len(states) == len(owners) > 1 else ()

    def _is_office(self, phrase: Phrase, role: RoleEntry) -> bool:
        """Whether a title means the office: "was sworn in as prime minister"."""
        bare = not phrase.words and phrase.name is None and not phrase.modifiers and phrase.after is None
        return bare and role.kind in TITLED and not role.plural and word_at(phrase.start - 1, self.tokens) == "as"

    def _described(
        self, phrase: Phrase, role: RoleEntry, countries: Sequence[str], sectors: Sequence[str]
    ) -> tuple[Member, ...]:
        """Who was named before and is meant by a description, one for each country of several; empty: nobody."""
        if role.plural == (len(countries) < 2):
            return ()
        found = [
            holder(phrase, role, country, sectors, self.sentence.number, self.cast) for country in countries or ("",)
        ]
        return tuple(dict.fromkeys(member for member in found if member is not None)) if None not in found else ()

    def _titled(self, phrase: Phrase, role: RoleEntry, countries: Sequence[str], sectors: tuple[str, ...]) -> Member:
        """The person of a title with a name."""
        assert phrase.name is not None
        person = self.cast.person(phrase.name)
        self._learn(person, countries[0] if countries else None, sectors, role.word if role.sectors else None)
        if role.kind == "honorific":
            person.gender = {"mr": "m", "mr.": "m", "sir": "m", "lord": "m"}.get(role.word, person.gender)
            person.gender = {"mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f"}.get(role.word, person.gender)
        if phrase.head.text.lower() in ("queen", "princess", "spokeswoman", "chairwoman", "congresswoman"):
            person.gender = "f"
        if person.country is None and person.sectors:
            person.country = self.lender.country(phrase, person.sectors, self._joined(phrase))
        return person

    def _learn(self, person: Member, country: str | None, sectors: tuple[str, ...], role: str | None) -> None:
        """What the text says of a person outweighs the lexicon; a past office does not outweigh a present one."""
        if sectors == ("ELI",) and person.basis == "text" and person.code() is not None:
            return
        if country:
            person.country = country
        if country in INTERNATIONAL and not sectors and role:
            person.sectors, person.basis = (), "text"
        if sectors and not _keeps(person, sectors, role):
            person.sectors, person.basis = sectors, "text"
        if role:
            person.role = role
            person.titles.add(role)

    def _counterpart(self) -> tuple[str, ...]:
        """The sectors of the last person: "his Polish counterpart"."""
        last = self.cast.last(lambda member: member.kind == "person" and bool(member.sectors), self.sentence.number, 3)
        return last.sectors if last is not None else ("GOV",)

    def _noun_of_name(self, phrase: Phrase, role: RoleEntry) -> tuple[Member, ...]:
        """ "the council" after "Security Council"."""
        if not phrase.definite or role.plural:
            return ()
        found = self._body_named(role.word.split(" ")[-1])
        if found is None and role.word in ("group", "movement", "body"):
            found = self.cast.last(_is_named_group, self.sentence.number, 4)
        if found is None and role.word in ("bloc", "alliance"):
            found = self.cast.last(_is_league, self.sentence.number, 12)
        return (found,) if found is not None else ()

    def _body_named(self, noun: str) -> Member | None:
        if noun not in NOUN_OF_NAME:
            return None
        wanted = KNOWN_AS.get(noun)
        return self.cast.last(
            lambda member: (
                (member.kind in ("organisation", "armed-group") or (member.kind == "group" and not member.plural))
                and (member.name == wanted or noun in member.words or noun in member.name.lower().split())
            ),
            self.sentence.number,
            12,
        )

    def _union(self, phrase: Phrase) -> Member | None:
        """ "the Union" of an article on a union of states; None: a trade union, or one that is new to the article."""
        named = self.cast.setting.union
        founded = named == UNION_STATE and (_of_states(phrase) or phrase.head.text == "Union")
        if founded and (phrase.after is not None or not phrase.definite):
            return self.cast.named_so(UNION_STATE)
        if not phrase.definite or phrase.after is not None:
            return None
        return self._body_named("union") or (self.cast.named_so(named) if named else None)

    def _known(self, phrase: Phrase, role: RoleEntry) -> Member | None:
        """The body named before that a description means: "the council" after "Security Council"."""
        return self._body_named(role.word.split(" ")[-1]) if phrase.definite and not role.plural else None

    def _kin(self, phrase: Phrase, role: RoleEntry, country: str, sectors: Sequence[str]) -> Member | None:
        """Who else of the country and sector was named before and is meant: "the rebels" after "the guerrillas"."""
        if not phrase.definite or not country or sectors[0] not in KINDRED:
            return None

        def fits(member: Member) -> bool:
            same = member.country == country and member.sectors[:1] == tuple(sectors[:1])
            return same and (member.plural or not role.plural) and member.kind != "person"

        return self.cast.last(fits, self.sentence.number, 12)

    def _joined(self, phrase: Phrase) -> Member | None:
        """Who is joined to a phrase by the "and" before it."""
        joined = self.done.get(phrase.start - 1)
        return joined[1] if joined is not None and word_at(phrase.start - 1, self.tokens) in ("and", "or") else None

    def _group(
        self, phrase: Phrase, role: RoleEntry, country: str, sectors: tuple[str, ...], inherited: bool
    ) -> Member:
        """The member of a role word and a country: "Belarusian officials"."""
        if role.kind in ("person", "leader") and not role.plural:
            same = self.cast.last(
                lambda m: m.kind == "person" and m.role == role.word and m.country == country, self.sentence.number
            )
            if same is not None:
                return same
        key = ("role", role.word, str(role.plural), country, *sectors)
        body = role.kind == "body" and not role.plural
        found = self.cast.member(key, phrase.head.text, "organisation" if body else "group")
        found.country, found.sectors, found.role = country or None, sectors, role.word
        found.plural = role.plural or role.word == "police"
        found.human = is_one_person(role)
        if inherited and country and not found.mentions:
            found.basis = "inherited"
        return found


def _of_states(phrase: Phrase) -> bool:
    """Whether a union is one of states: "a union of the two countries", "the union of Egypt and Syria"."""
    of = phrase.after if phrase.preposition == "of" else None
    if of is None:
        return False
    if of.role is not None:
        return means_states(of) and of.role.plural
    return of.kind == "country" and of.end < phrase.end


def _is_named_group(member: Member) -> bool:
    """Whether a member is an organisation with a name that no state owns: what "the group" means."""
    named = member.key[0] != "role" and member.kind in ("organisation", "armed-group")
    return (
        named and bool(member.code()) and member.sectors[:1] not in STATES_OWN and member.country not in ("UNO", "EUR")
    )


def _is_league(member: Member) -> bool:
    """Whether a member is a named organisation of states: what "the bloc" means."""
    return member.key[0] != "role" and member.country in ("IGO", "EUR") and member.kind == "organisation"


def _keeps(person: Member, sectors: tuple[str, ...], role: str | None) -> bool:
    """Whether somebody stays what he was: who governs also leads a party; a former president is called "President"."""
    if person.sectors[:1] == ("GOV",) and sectors in HONOURS:
        return True
    return person.sectors == ("ELI",) and sectors[:1] == ("GOV",) and role is not None and role == person.role
