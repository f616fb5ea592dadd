"""Names that parties of several countries share, read by the countries of the article: "the Labour Party", "PPP"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comity.actors.spotting import Line, Unit, longest
from comity.lexicons.actors import ActorLexicon, party_readings


def with_parties(
    units: Sequence[Unit], line: Line, written: int, states: Mapping[str, int], lexicon: ActorLexicon
) -> list[Unit]:
    """The units of a sentence with shared names of parties in place of what they cover; `states` counts countries."""
    countries = sorted(states, key=lambda code: -states[code])
    found = list(units)
    at = written
    while at < len(line.ends):
        unit = _party_at(at, line, countries, lexicon)
        covered = [other for other in found if unit is not None and other.start < unit.end and at < other.end]
        if unit is None or any(other.start < at or other.end > unit.end for other in covered):
            at += 1
            continue
        found = [other for other in found if other not in covered] + [unit]
        at = unit.end
    return sorted(found, key=lambda unit: unit.start)


def _party_at(at: int, line: Line, countries: Sequence[str], lexicon: ActorLexicon) -> Unit | None:
    """The party whose name begins at a token; None: none, or the words name something else ("Congress", "PTI")."""
    match = longest(line.text, line, at, lexicon.parties.named, lexicon.party_reach)
    if match is None:
        return None
    end = match[0]
    text = line.words(at, end)
    if any(entry.kind != "armed-group" for entry in lexicon.names.get(text, ())):
        return None
    party = lexicon.parties.find(text, countries)
    longer = end < len(line.ends) and line.words(end, end + 1) == "of"  # "the Communist Party of Zembla"
    if party is None or (text in party.shared and longer):
        return None
    return Unit(at, end, "armed-group", text, party_readings(party))
