"""Which country an actor is of whose words do not say it: marks of each country in reach, weighed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from comity.actors.cast import Cast, Member
from comity.actors.phrases import Phrase

Marks = list[str]
LOOKED_BACK = 120  # mentions
KIN_WITHIN = 12  # sentences
SHARED = frozenset(("UNO", "EUR", "IGO"))  # international actors that have officials, forces, members
UNSERVING = frozenset(("LAB", "REF", "AGR", "CRM"))  # sectors of who serves none of these
NOBODY = ""  # the candidate that stands for "unknown"


def chosen(candidates: Mapping[str, Marks], weights: Mapping[str, float]) -> str | None:
    """The candidate whose marks weigh most, the first among equals; None: that nobody is meant weighs more."""
    scores = {name: sum(weights.get(mark, 0.0) for mark in marks) for name, marks in candidates.items()}
    return max(scores, key=lambda name: scores[name], default=NOBODY) or None


def countries_in_reach(phrase: Phrase, sector: str, number: int, cast: Cast) -> dict[str, Marks]:
    """The countries of an article with their marks for a description in sentence `number`; those named last first."""
    role = phrase.head.role
    speaks = role is not None and role.kind == "speaker" and sector == "GOV" and not phrase.definite
    latest: dict[str, str] = {}  # mark -> the country that has it by the last mention that gives it
    found: dict[str, Marks] = {}
    for sighting in islice(reversed(cast.sightings), LOOKED_BACK):
        back = number - sighting.sentence
        for member in sighting.members:
            country = _country(member)
            if country is None:
                continue
            marks = found.setdefault(country, [])
            latest.setdefault("named last", country)
            if back == 0 and sighting.subject and "subject here" not in marks:
                marks.append("subject here")
            if back == 1 and sighting.subject == 2 and speaks:
                latest.setdefault("spoke or acted just before its speaker", country)
            if role is not None and member.role == role.word:
                latest.setdefault("same word last", country)
            if sector and member.sectors[:1] == (sector,) and back <= KIN_WITHIN:
                latest.setdefault("same sector last", country)
    latest |= dict(zip(("most present", "second present"), cast.weighed_states(number), strict=False))
    for country in sorted(cast.setting.states, key=lambda code: -cast.setting.states[code]):
        found.setdefault(country, [])
    for mark, country in latest.items():
        found.setdefault(country, []).append(mark)
    if sector in UNSERVING or "government" in (role.word.split(" ")[0] if role is not None else "", *phrase.words):
        return {country: marks for country, marks in found.items() if country not in SHARED}
    return found


def _country(member: Member) -> str | None:
    """The country of a member, or the international actor that others serve."""
    return member.state or (member.country if member.country in SHARED else None)
