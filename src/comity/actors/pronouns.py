"""Pronouns -> members of the cast: by number, gender, grammatical role and recency; unsure ones mean nobody."""

from __future__ import annotations

from comity.actors.cast import Cast, Member
from comity.vocabulary import ParsedSentence

MALE = frozenset(("he", "him", "his", "himself"))
FEMALE = frozenset(("she", "her", "hers", "herself"))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
NEUTER = frozenset(("it", "its", "itself"))
PRONOUNS = MALE | FEMALE | PLURAL | NEUTER
REACH = 2  # sentences back


def pronoun_members(at: int, sentence: ParsedSentence, cast: Cast) -> list[Member]:
    """The members that the pronoun at a token means; empty: unresolved."""
    token = sentence.tokens[at]
    word = token.text.lower()
    if word in NEUTER and _expletive(at, sentence):
        return []
    best, top = None, 0.0
    for order, sighting in enumerate(reversed(cast.sightings)):
        back = sentence.number - sighting.sentence
        if back > REACH:
            break
        if not _agrees(word, sighting.member):
            continue
        score = 10 + 2 * sighting.subject - 3 * back - 0.3 * min(order, 10)
        if score > top:
            best, top = sighting.member, score
    return [best] if best is not None else []


def _agrees(word: str, member: Member) -> bool:
    """Whether a pronoun may stand for the member."""
    if word in MALE:
        return member.gender != "f" and not member.plural and _human(member)
    if word in FEMALE:
        return member.gender != "m" and not member.plural and _human(member)
    if word in PLURAL:
        return member.plural
    return not _human(member) and not member.plural


def _human(member: Member) -> bool:
    """Whether a member is one person."""
    return member.kind == "person" or (member.kind == "group" and not member.plural)


def _expletive(at: int, sentence: ParsedSentence) -> bool:
    """Whether "it" means nothing: "it is time to", "it was clear that"."""
    token = sentence.tokens[at]
    if token.dep == "expl":
        return True
    if token.text.lower() != "it":
        return False
    verb = sentence.tokens[token.head]
    return verb.lemma in ("be", "seem", "appear", "become", "take", "rain") and token.dep.startswith("nsubj")
