"""Sentences -> actors with their mentions: names, titles, role words, groups and pronouns, in order of reading."""

from __future__ import annotations

from comity.actors.cast import Cast, Member, Sighting, split_code
from comity.actors.phrases import LIKE_THE_STATE, NOT_THE_STATE, Phrase, find_phrases, sectors_of
from comity.actors.pronouns import PRONOUNS, pronoun_members
from comity.actors.spotting import Line, Unit, spot_units
from comity.lexicons.actors import INTERNATIONAL, ActorLexicon
from comity.vocabulary import Actor, Article, MentionKind, ParsedSentence

LOCATIVE = frozenset(
    ["in", "at", "near", "from", "outside", "around", "inside", "across", "within", "throughout", "to", "into", "through", "via", "off", "of"]
)
NEVER_THE_STATE = frozenset(("Geneva", "The Hague", "the Hague", "Vienna", "Brussels"))
GROUPS = frozenset(("group", "body", "party", "agents", "person", "speaker", "leader", "office", "envoy"))


def find_actors(article: Article, sentences: tuple[ParsedSentence, ...], lexicon: ActorLexicon) -> tuple[Actor, ...]:
    """The actors of an article, ids "a1", "a2" in order of first mention; which words mean nobody known are left out."""
    cast = Cast(lexicon, article.published.latest)
    for sentence in sentences:
        line = Line(sentence.tokens)
        _read_sentence(sentence, line, spot_units(sentence, line, lexicon), cast)
    return cast.actors()


def _read_sentence(sentence: ParsedSentence, line: Line, units: list[Unit], cast: Cast) -> None:
    """Add the mentions of a sentence to the cast, from left to right."""
    phrases = find_phrases(sentence, units, line)
    place = _place_of(sentence, units, cast)
    taken = {at for phrase in phrases for at in range(phrase.start, phrase.end)}
    steps: list[tuple[int, Phrase | None]] = [(phrase.start, phrase) for phrase in phrases]
    steps += [
        (at, None)
        for at, token in enumerate(sentence.tokens)
        if token.text.lower() in PRONOUNS and token.pos in ("PRON", "DET") and at not in taken
    ]
    before: tuple[Phrase, Member] | None = None
    for at, phrase in sorted(steps, key=lambda step: (step[0], -(step[1].end if step[1] else 0))):
        if phrase is None:
            for member in pronoun_members(at, sentence, cast):
                _see(member, at, at + 1, "pronoun", sentence, cast)
            continue
        members = _resolve(phrase, sentence, place, before, cast)
        kind = _mention_kind(phrase, sentence)
        for member in members:
            _see(member, phrase.start, phrase.end, kind, sentence, cast)
        if members:
            before = phrase, members[-1]


def _see(member: Member, start: int, end: int, kind: MentionKind, sentence: ParsedSentence, cast: Cast) -> None:
    """Note a mention of tokens `[start, end)`."""
    tokens = sentence.tokens
    span = tokens[start].start, tokens[end - 1].end
    member.mentions.setdefault(span, kind)
    cast.sightings.append(Sighting(member, sentence.number, span[0], _subject(start, end, sentence)))


def _subject(start: int, end: int, sentence: ParsedSentence) -> int:
    """2: the tokens are subject of the root; 1: of another verb; 0: no subject."""
    for at in range(start, end):
        token = sentence.tokens[at]
        if token.dep in ("nsubj", "nsubjpass") and not start <= token.head < end:
            return 2 if sentence.tokens[token.head].dep == "ROOT" else 1
    return 0


def _mention_kind(phrase: Phrase, sentence: ParsedSentence) -> MentionKind:
    if phrase.head.kind == "role":
        return "title" if phrase.name is not None else "descriptor"
    if phrase.head.kind in ("city", "seat"):
        return "metonym"
    return "name"


def _place_of(sentence: ParsedSentence, units: list[Unit], cast: Cast) -> str | None:
    """Country of the place where the sentence's deed happens: "in Kabul"; None: it names none."""
    for unit in units:
        if unit.kind in ("city", "country") and unit.readings and unit.start > 0:
            before = sentence.tokens[unit.start - 1].text.lower()
            two = sentence.tokens[unit.start - 2].text.lower() if unit.start > 1 else ""
            if before in ("in", "at", "near", "outside") or (
                two in ("in", "at", "near", "outside") and before == "the"
            ):
                return unit.readings[0].code
    return None


# ---------------------------------------------------------------- phrases


def _resolve(
    phrase: Phrase, sentence: ParsedSentence, place: str | None, before: tuple[Phrase, Member] | None, cast: Cast
) -> list[Member]:
    """The members that a phrase means; empty: nobody."""
    if phrase.head.role is None:
        member = _resolve_name(phrase, sentence, before, cast)
        return [member] if member is not None else []
    kind = phrase.head.role.kind
    if kind in ("pair", "land"):
        return _resolve_lands(phrase, sentence, cast)
    if kind in ("place", "sport", "honorific", "title") and phrase.name is None:
        return []
    return _resolve_role(phrase, sentence, place, before, cast)


def _resolve_name(
    phrase: Phrase, sentence: ParsedSentence, before: tuple[Phrase, Member] | None, cast: Cast
) -> Member | None:
    """The member that a bare name means; None where a city is only a place."""
    unit = phrase.head
    if unit.kind == "city" and not _acts(phrase, sentence, cast):
        return None
    if unit.kind == "organisation" and not unit.readings:
        return None if not cast.initials.get(unit.text) else cast.initials[unit.text]
    if unit.kind == "person" and before is not None and _apposed(before[0], phrase, sentence):
        return _name_of_role(before[1], unit, cast)
    return cast.named(unit)


def _name_of_role(member: Member, unit: Unit, cast: Cast) -> Member:
    """ "the foreign minister, Sergei Lavrov": the role's member is the named person."""
    person = cast.person(unit)
    if person is member or member.kind != "group" or member.plural:
        return person
    _learn(person, member.country, member.sectors, member.role)
    person.mentions.update(member.mentions)
    member.mentions.clear()
    cast.members[member.key] = person
    return person


def _apposed(one: Phrase, other: Phrase, sentence: ParsedSentence) -> bool:
    """Whether two phrases stand side by side divided by one comma."""
    tokens = sentence.tokens
    return other.start == one.end + 1 and tokens[one.end].text in (",", "-", "–")


def _acts(phrase: Phrase, sentence: ParsedSentence, cast: Cast) -> bool:
    """Whether a city stands for its state: a capital that is no place here."""
    unit, tokens = phrase.head, sentence.tokens
    if not unit.readings or not unit.readings[0].capital or unit.text in NEVER_THE_STATE:
        return False
    at = unit.start - 1
    if at >= 0 and tokens[at].text.lower() in (
        "in",
        "at",
        "near",
        "from",
        "outside",
        "around",
        "inside",
        "across",
        "of",
    ):
        return False
    after = tokens[unit.end].text if unit.end < len(tokens) else ""
    if after in ("(", ":", "-", "–", "—") and unit.start <= 1:
        return False
    token = tokens[unit.end - 1]
    if token.dep in ("nsubj", "nsubjpass", "poss", "conj", "dobj", "compound", "agent", "dative"):
        return not _in_a_locative_list(unit, sentence)
    return (
        token.dep == "pobj"
        and at >= 0
        and tokens[at].text.lower()
        in ("with", "by", "between", "to", "against", "toward", "towards", "for", "on", "and", "than", "over", "upon")
    )


def _in_a_locative_list(unit: Unit, sentence: ParsedSentence) -> bool:
    """Whether a city is joined to one after a locative preposition: "in Paris and London"."""
    token = sentence.tokens[unit.end - 1]
    while token.dep == "conj":
        token = sentence.tokens[token.head]
    return token.dep == "pobj" and sentence.tokens[token.head].text.lower() in ("in", "at", "near", "from", "to")


def _resolve_role(
    phrase: Phrase, sentence: ParsedSentence, place: str | None, before: tuple[Phrase, Member] | None, cast: Cast
) -> list[Member]:
    """The members of a role phrase: one, or one for each country of "the Russian and Belarusian presidents"."""
    role = phrase.head.role
    assert role is not None
    countries, sectors = _country_in(phrase, sentence, cast)
    if phrase.name is not None:
        person = cast.person(phrase.name)
        _learn(person, countries[0] if countries else None, sectors, role.word if role.sectors else None)
        if person.country is None and person.sectors:
            person.country = cast.latest_country(sentence.number)
        return [person]
    if role.kind == "chief" and not countries:
        countries = ("UNO",)
    if not sectors and not countries:
        return []
    if before is not None and not role.plural and before[1].kind == "person" and _apposed(before[0], phrase, sentence):
        _learn(before[1], countries[0] if countries else None, sectors, role.word)
        return [before[1]]
    basis = "text"
    if not countries:
        known = _same_role(phrase, sectors, cast)
        if known is not None:
            return [known]
        basis = "inherited"
        found = place or cast.latest_country(sentence.number) or cast.main_country()
        countries = (found,) if found else ()
    return [_group(phrase, country, sectors, basis, cast) for country in countries or ("",)]


def _group(phrase: Phrase, country: str, sectors: tuple[str, ...], basis: str, cast: Cast) -> Member:
    """The member of a role word and a country: "Belarusian officials"."""
    role = phrase.head.role
    assert role is not None
    if role.kind in ("person", "leader") and not role.plural:
        for sighting in reversed(cast.sightings):
            member = sighting.member
            if member.kind == "person" and member.role == role.word and member.country == country:
                return member
    key = ("role", role.word, country, *sectors)
    body = role.kind == "body" and not role.plural
    found = cast.member(key, _title(phrase, country, cast), "organisation" if body else "group")
    found.country, found.sectors, found.role = country or None, sectors, role.word
    found.plural = role.plural
    if basis == "inherited" and not found.mentions:
        found.basis = "inherited"
    return found


def _title(phrase: Phrase, country: str, cast: Cast) -> str:
    """A name for a nameless actor: its role word, and its country in brackets."""
    name = cast.lexicon.country_names.get(country, country)
    return f"{phrase.head.text} ({name})" if name else phrase.head.text


def _same_role(phrase: Phrase, sectors: tuple[str, ...], cast: Cast) -> Member | None:
    """The member last seen in the same role: "the president" after "President Putin"."""
    role = phrase.head.role
    assert role is not None
    for sighting in reversed(cast.sightings[-60:]):
        member = sighting.member
        if member.role == role.word and member.plural == role.plural and member.sectors[:1] == sectors[:1]:
            return member
    return None


def _learn(person: Member, country: str | None, sectors: tuple[str, ...], role: str | None) -> None:
    """What the text says of a person outweighs the lexicon."""
    if country:
        person.country = country
    if sectors:
        person.sectors = sectors
        person.basis = "text"
    if role:
        person.role = role


def _country_in(phrase: Phrase, sentence: ParsedSentence, cast: Cast) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(countries, sectors) that a role phrase itself gives, by its modifiers, then by what follows it."""
    sectors = sectors_of(phrase)
    countries: list[str] = []
    units = [unit for unit in phrase.modifiers if _belongs(unit, sentence)]
    role = phrase.head.role
    if phrase.after is not None and not (
        role and role.kind == "envoy" and phrase.preposition in ("to", "for", "on", "in")
    ):
        if phrase.preposition != "to":
            units.append(phrase.after)
    for unit in units:
        if not unit.readings:
            continue
        entry = cast.reading(unit.readings) or unit.readings[0]
        country, own = split_code(entry.code)
        if country in INTERNATIONAL and not countries:
            return (country or "",), tuple(sector for sector in sectors if sector in ("MIL", "JUD"))
        if own and entry.kind in ("armed-group", "seat") and country and not countries:
            return (country,), own
        if country and country not in countries and (not countries or _coordinated(unit, units, sentence)):
            countries.append(country)
    return tuple(countries), sectors


def _coordinated(unit: Unit, units: list[Unit], sentence: ParsedSentence) -> bool:
    return unit.start > 0 and sentence.tokens[unit.start - 1].text in ("and", ",", "-", "&")


def _belongs(unit: Unit, sentence: ParsedSentence) -> bool:
    """Whether a modifier says whose the actor is: not "Russian-backed", "pro-Russian"."""
    tokens = sentence.tokens
    if (
        unit.start > 1
        and tokens[unit.start - 1].text == "-"
        and tokens[unit.start - 2].text.lower() in ("pro", "anti", "non")
    ):
        return False
    if unit.end + 1 < len(tokens) and tokens[unit.end].text == "-":
        word = tokens[unit.end + 1].text.lower()
        return word not in NOT_THE_STATE or word in LIKE_THE_STATE
    return unit.role is None


def _resolve_lands(phrase: Phrase, sentence: ParsedSentence, cast: Cast) -> list[Member]:
    """ "the two countries", "both sides": the pair named last; "the country": the state named last."""
    role = phrase.head.role
    assert role is not None
    paired = phrase.number == 2 or (role.plural and role.word in ("side", "neighbour", "neighbor", "ally", "rival"))
    seen: list[Member] = []
    for sighting in reversed(cast.sightings):
        if sighting.sentence < sentence.number - 6:
            break
        country = sighting.member.country
        if country and country not in INTERNATIONAL:
            state = cast.state(country)
            if state not in seen:
                seen.append(state)
        if len(seen) == (2 if paired else 1):
            break
    if paired:
        return (
            sorted(seen, key=lambda member: member.key)
            if len(seen) == 2 and phrase.definite | (phrase.number == 2)
            else []
        )
    if role.plural or role.word in ("side", "power", "rival", "ally", "foe", "homeland") or not phrase.definite:
        return []
    return seen
