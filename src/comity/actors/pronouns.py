"""Pronouns -> members of the cast: by number, gender, grammatical role and recency; unsure ones mean nobody."""

from __future__ import annotations

from comity.actors.cast import Cast, Member, Sighting
from comity.vocabulary import ParsedSentence

MALE = frozenset(("he", "him", "his", "himself"))
FEMALE = frozenset(("she", "her", "hers", "herself"))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
NEUTER = frozenset(("it", "its", "itself"))
FIRST = frozenset(("i", "me", "my", "we", "us", "our", "ours", "ourselves", "myself"))
PAIR = frozenset(("two", "both"))  # alone, as in "the two agreed"
PRONOUNS = MALE | FEMALE | PLURAL | NEUTER | FIRST
SAYING = frozenset((
    "say", "tell", "add", "declare", "state", "announce", "warn", "note", "ask", "reply", "insist", "stress",
    "explain", "quote", "claim", "argue", "comment", "continue", "urge", "write", "vow", "remark", "conclude",
    "admit", "reveal",
))  # fmt: skip
REACH = 2  # sentences back


def pronoun_members(at: int, sentence: ParsedSentence, cast: Cast) -> tuple[Member, ...]:
    """The members that the pronoun at a token means; empty: unresolved."""
    word = sentence.tokens[at].text.lower()
    if word in NEUTER and _expletive(at, sentence):
        return ()
    here = sentence.tokens[at].start
    best: tuple[Member, ...] = ()
    top = 0.0
    for order, sighting in enumerate(reversed(cast.sightings)):
        back = sentence.number - sighting.sentence
        if back > REACH:
            break
        if _agrees(word, sighting) and sighting.start < here:
            score = 10 + 2 * sighting.subject - 3 * back - 0.3 * min(order, 10)
            score += sighting.members[0].kind == "person"
            if score > top:
                best, top = sighting.members, score
    return best or (_last_two(sentence.number, cast) if word in PAIR else ())


def _last_two(number: int, cast: Cast) -> tuple[Member, ...]:
    """The two actors of different countries named last in the sentence before; empty: there are not two."""
    found: list[Member] = []
    for sighting in reversed(cast.sightings):
        if sighting.sentence < number - 1 or len(found) == 2:
            break
        member = sighting.members[0]
        if member.country and not member.plural and member.country not in [other.country for other in found]:
            found.append(member)
    return tuple(reversed(found)) if len(found) == 2 else ()


def _agrees(word: str, sighting: Sighting) -> bool:
    """Whether a pronoun may stand for what was sighted."""
    if len(sighting.members) > 1:
        return word in PLURAL or word in PAIR
    if word in PAIR:
        return False
    member = sighting.members[0]
    if word in MALE:
        return member.gender != "f" and _human(member)
    if word in FEMALE:
        return member.gender != "m" and _human(member)
    if word in PLURAL:
        return member.plural and member.sectors[:1] != ("JRN",)
    return not _human(member) and not member.plural


def _human(member: Member) -> bool:
    """Whether a member is one person."""
    return member.kind == "person" or (member.kind == "group" and not member.plural)


def _expletive(at: int, sentence: ParsedSentence) -> bool:
    """Whether "it" means nothing: "it is time to", "it was clear that", "make it easier"."""
    token = sentence.tokens[at]
    if token.dep == "expl":
        return True
    if token.text.lower() != "it":
        return False
    if at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].pos == "ADJ":
        return True
    verb = sentence.tokens[token.head]
    return verb.lemma in ("be", "seem", "appear", "become", "take", "rain") and token.dep.startswith("nsubj")


def means_two(at: int, sentence: ParsedSentence) -> bool:
    """Whether "two" or "both" at a token stands for a pair by itself: "the two agreed"."""
    token = sentence.tokens[at]
    if token.text.lower() not in PAIR:
        return False
    following = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
    before_verb = following is not None and (
        following.tag in ("VBD", "VBP", "VBZ", "MD") or following.pos in ("VERB", "AUX")
    )
    if not before_verb and token.dep not in ("pobj", "dobj"):
        return False
    if following is not None and (
        following.pos in ("NOUN", "ADJ", "NUM", "PROPN", "SYM") or following.text in ("of", "-")
    ):
        return False
    return token.text.lower() == "both" or (at > 0 and sentence.tokens[at - 1].text.lower() == "the")


def speaker_of(sentence: ParsedSentence, cast: Cast) -> Member | None:
    """Who is the subject of a verb of saying in the sentence; None: nobody known."""
    for sighting in reversed(cast.sightings):
        if sighting.sentence != sentence.number:
            return None
        if len(sighting.members) == 1 and sighting.subject and _says(sighting, sentence):
            return sighting.members[0]
    return None


def _says(sighting: Sighting, sentence: ParsedSentence) -> bool:
    """Whether a mention is the subject of a verb of saying, outside a quotation."""
    for token in sentence.tokens:
        if sighting.start <= token.start < sighting.end and token.dep in ("nsubj", "nsubjpass"):
            return sentence.tokens[token.head].lemma in SAYING and token.text.lower() not in FIRST
    return False
