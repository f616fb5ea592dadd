"""How likely a coding is right: a logistic model of what is known of it, fitted by training/confidence.py."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log

from comity.events.draft import Draft
from comity.lexicons.patterns import EventLexicon
from comity.vocabulary import Actor

ASSERTED = frozenset({"happened", "ongoing"})


def traits(draft: Draft, actors: Mapping[str, Actor]) -> dict[str, float]:
    """What is weighed, by name; every name has a weight in lexicons/data/confidence.toml."""
    fillers = (*draft.sources, *draft.targets)
    parties = [actors[filler.actor] for filler in fillers]
    countries = {party.country for party in parties}
    found = [f"type.{draft.kind}", "noun" if draft.nominal else "verb"]
    if draft.sources and (draft.targets or draft.reciprocal):
        found.append("two sides")
        found.append("two countries" if len(countries) > 1 else "one country")
    elif not draft.sources:
        found.append("no source")
    if any(filler.span is None for filler in fillers):
        found.append("party from around")
    if any(party.basis == "inherited" for party in parties):
        found.append("country inherited")
    if any(party.code is None for party in parties):
        found.append("party uncoded")
    if len(fillers) > 3:
        found.append("many parties")
    if draft.standing.status not in ASSERTED:
        found.append("not asserted")
    if draft.spoken:
        found.append("speech act")
    weighed = dict.fromkeys(found, 1.0)
    trust = draft.trust
    if trust is None:
        return weighed | {"lexicon alone": 1.0}
    weighed |= {
        "share": _odds(trust.share),
        "telling": _odds(1 - trust.none),
        "parts": _odds(trust.parts),
        "pair": _odds(trust.pair),
    }
    witness = (
        "model alone" if not trust.words else "word of the lexicon" if trust.words == 1 else "phrase of the lexicon"
    )
    return weighed | {witness: 1.0}


def _odds(share: float) -> float:
    """Log odds, bounded."""
    bounded = min(max(share, 0.01), 0.99)
    return log(bounded / (1 - bounded))


def confidence_of(draft: Draft, actors: Mapping[str, Actor], lexicon: EventLexicon) -> float:
    """Probability, 0 to 1 in hundredths, that a careful coder would code the same type between the same countries."""
    weights = lexicon.confidence
    score = weights["base"] + sum(weights.get(name, 0.0) * value for name, value in traits(draft, actors).items())
    return round(1 / (1 + exp(-score)), 2)
