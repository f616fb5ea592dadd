"""Descriptions of people named before: "the Italian leader", "the two presidents", "the senator" -> who they are."""

from __future__ import annotations

from collections.abc import Sequence

from comity.actors.cast import Cast, Member, Sighting
from comity.actors.phrases import OWN, TITLED, Phrase
from comity.lexicons.actors import RoleEntry

HEADS = frozenset((
    "president", "prime minister", "premier", "chancellor", "king", "queen", "emir", "sultan", "monarch", "emperor",
    "head of state", "head of government", "supreme leader", "taoiseach", "leader", "ruler", "strongman", "dictator",
    "autocrat", "head of the state", "shah", "chairman",
))  # fmt: skip
CALLED = {  # a word for somebody -> titles that he may bear
    "leader": HEADS, "ruler": HEADS, "strongman": HEADS, "dictator": HEADS, "autocrat": HEADS,
    "head of state": frozenset(("president", "king", "queen", "emir", "sultan")),
    "head of government": frozenset(("prime minister", "premier", "chancellor")),
    "premier": frozenset(("prime minister",)),
    "monarch": frozenset(("king", "queen", "emir", "sultan", "emperor")),
    "diplomat": frozenset(("ambassador", "envoy", "special envoy", "foreign minister", "secretary of state")),
    "pontiff": frozenset(("pope",)),
    "spokesman": frozenset(("spokesperson",)),
}  # fmt: skip
LIKE = frozenset(("LEG", "MIL", "JUD", "PTY", "REL", "SPY"))  # sectors whose people are told apart by no title
DESCRIBED = TITLED | {"group"}  # kinds of role that one person may have
COLLECTIVE = frozenset((
    "army", "military", "force", "navy", "militia", "group", "crowd", "mob", "party", "company", "firm", "corporation",
    "bank", "airline", "enterprise", "industry", "newspaper", "broadcaster", "agency", "station", "church", "gang",
    "cartel", "mafia", "charity", "union", "university", "school", "hospital", "police", "warplane", "warship", "tank",
    "artillery", "submarine", "fleet", "battalion", "brigade", "regiment", "movement", "family", "people", "public",
    "community", "household", "college", "outlet", "press", "media", "television", "website", "channel", "clinic",
    "service", "insurgency", "faction", "network", "security", "unit", "contingent", "convoy", "squadron", "garrison",
    "delegation", "gendarmerie", "guard", "enforcement", "conglomerate", "consortium", "manufacturer", "giant",
    "team", "staff", "clergy", "minority", "opposition", "resistance", "coalition", "infantry", "command", "couple",
))  # fmt: skip
WITHIN = 12  # sentences back
PAIR_WITHIN = 2


def holder(
    phrase: Phrase, role: RoleEntry, country: str, sectors: Sequence[str], number: int, cast: Cast
) -> Member | None:
    """The person named before whom a definite description means; `country` "": any; None: nobody known."""
    if role.kind not in DESCRIBED or phrase.former or not _definite(phrase):
        return None

    def fits(member: Member) -> bool:
        return member.kind == "person" and (not country or member.country == country) and _bears(member, role, sectors)

    return cast.last(fits, number, WITHIN)


def is_one_person(role: RoleEntry) -> bool:
    """Whether a role word in the singular means one person: "gunman", not "army"."""
    return role.kind in TITLED or (role.kind == "group" and role.word.split(" ")[-1] not in COLLECTIVE)


def _definite(phrase: Phrase) -> bool:
    """Whether a description means somebody known: "the premier", "Chile's leader"."""
    words = phrase.words
    return phrase.definite and words[0] not in OWN and "a" not in words and "an" not in words


def _bears(member: Member, role: RoleEntry, sectors: Sequence[str]) -> bool:
    """Whether a person may be called by the role: by a title borne in the text, or as one of its kind."""
    titles = member.titles | ({member.role} if member.role else set())
    if role.word in titles or not titles.isdisjoint(CALLED.get(role.word, ())):
        return True
    if any(title.endswith(" " + role.word) for title in titles):
        return True
    return bool(sectors) and sectors[0] in LIKE and tuple(sectors) == member.sectors[: len(sectors)]


def two_people(number: int, cast: Cast, reach: int = PAIR_WITHIN) -> tuple[Member, ...]:
    """The two people named last, at most `reach` sentences back, of different countries; empty: there are not two."""
    found: list[Member] = []
    for sighting in reversed(cast.sightings):
        if sighting.sentence < number - reach or len(found) == 2:
            break
        for member in sighting.members:
            if member.kind == "person" and _other(member, found):
                found.append(member)
    return tuple(reversed(found)) if len(found) == 2 else ()


def two_in_office(role: str, cast: Cast) -> tuple[Member, ...]:
    """The two of a role, of the article's two main states, that were named together last; empty: no two were.

    "The presidents of Chile and Peru signed it. … The two presidents …"
    """
    main = set(sorted(cast.setting.states, key=lambda code: -cast.setting.states[code])[:2])
    for sighting in reversed(cast.sightings):
        holders = [one for one in sighting.members if role == one.role or role in one.titles]
        if len(sighting.members) == len(holders) == 2 and {one.country for one in holders} == main:
            return sighting.members
    return ()


def _other(member: Member, found: Sequence[Member]) -> bool:
    return all(member is not one and (not member.country or member.country != one.country) for one in found)


def last_pair(number: int, cast: Cast, before: int | None = None) -> tuple[Member, ...]:
    """The two parties that were named together last, ending before that character; empty: none were."""
    for sighting in reversed(cast.sightings):
        if sighting.sentence < number - PAIR_WITHIN:
            break
        if _are_parties(sighting) and (before is None or sighting.end <= before):
            return sighting.members
    return ()


def _are_parties(sighting: Sighting) -> bool:
    """Whether two coded parties of different countries or sectors were named together."""
    if len(sighting.members) != 2:
        return False
    one, other = sighting.members
    return bool(one.code()) and bool(other.code()) and one.code() != other.code()
