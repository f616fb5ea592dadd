"""A description whose bearer is named a sentence later: "a ministry official said. Luis Vega, ..." -> one actor."""

from __future__ import annotations

from comity.actors.cast import Cast, Member, Sighting
from comity.actors.phrases import RANKS
from comity.actors.pronouns import SAYING
from comity.vocabulary import ParsedSentence, Span, Token

WITHIN = 2  # sentences
GENERAL = frozenset((  # words for somebody whose title may be another
    "official", "aide", "diplomat", "officer", "politician", "candidate", "lawmaker", "businessman", "leader", "envoy",
    "source", "man", "woman", "journalist", "correspondent", "soldier", "cleric", "judge", "representative", "rebel",
    "militant", "head", "chief", "director", *RANKS,
))  # fmt: skip
NEW = frozenset(("a", "an", "another"))


def name_described(sentence: ParsedSentence, cast: Cast) -> None:
    """Who is new, named in full, and begins the sentence or speaks in it is the one person just described."""
    start = sentence.sentence.start
    here = [s for s in cast.sightings[-60:] if s.sentence == sentence.number]
    new = next((s for s in here if _is_new(s, start, sentence) and _is_told_of(s, here[0], sentence)), None)
    if new is None:
        return
    described = [s for s in cast.sightings[-120:] if 0 < sentence.number - s.sentence <= WITHIN and _is_unnamed(s)]
    latest = {s.members[0].key: s.members[0] for s in described if s.sentence == described[-1].sentence}
    if len(latest) == 1 and _may_be(new.members[0], described[-1].members[0]):
        _merge(described[-1].members[0], new.members[0], cast)


def _is_new(sighting: Sighting, start: int, sentence: ParsedSentence) -> bool:
    """Whether a sighting is of one person, named in full, not mentioned before the sentence."""
    member = sighting.members[0]
    words = len(sentence.tokens_in(Span(sighting.start, sighting.end)))
    person = len(sighting.members) == 1 and member.kind == "person" and member.key[0] != "role" and words > 1
    return person and bool(member.mentions) and min(member.mentions)[0] >= start


def _is_told_of(sighting: Sighting, first: Sighting, sentence: ParsedSentence) -> bool:
    """Whether a person is the subject that a sentence begins with, or the subject of a verb of saying."""
    if not sighting.subject:
        return False
    token = _head(sighting, sentence)
    return sighting is first or (token is not None and sentence.tokens[token.head].lemma in SAYING)


def _head(sighting: Sighting, sentence: ParsedSentence) -> Token | None:
    at = sentence.head_of(Span(sighting.start, sighting.end))
    return None if at is None else sentence.tokens[at]


def _is_unnamed(sighting: Sighting) -> bool:
    """Whether a sighting is the first of one person described as new or as who acts, and not named."""
    member = sighting.members[0]
    one = len(sighting.members) == 1 and member.key[0] == "role" and member.human and not member.plural
    first = bool(member.mentions) and min(member.mentions) == (sighting.start, sighting.end)
    return one and first and (sighting.subject > 0 or sighting.new)


def _may_be(person: Member, described: Member) -> bool:
    """Whether country and sector do not speak against it."""
    countries = {person.country, described.country} - {None}
    roles = [role for role in (person.role, described.role) if role and role.split(" ")[-1] not in GENERAL]
    if len(set(roles)) > 1:
        return False
    return len(countries) < 2 and (not person.sectors or person.sectors[:1] == described.sectors[:1])


def _merge(described: Member, person: Member, cast: Cast) -> None:
    """Make the described one the named one, from here on and in what was read."""
    person.country = person.country or described.country
    if not person.sectors:
        person.sectors, person.basis = described.sectors, described.basis
    person.role = person.role or described.role
    if described.role:
        person.titles.add(described.role)
    cast.become(described, person)
