"""Deeds that the lexicon finds and deeds that the model finds, weighed against each other and made into one list.

Both are witnesses: at each trigger the model gives the share of every type and of none, the lexicon names a type or is
silent; at each actor the model gives the share of source, target and no part, the parse puts it on a side or does not.
Shares are multiplied by how far the lexicon's word is trusted, and the likeliest wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from comity.events.cast import Cast, Filler
from comity.events.describe import modes_near
from comity.events.draft import Draft, Trust
from comity.events.insight import Insight, Parts, Telling
from comity.events.slots import is_political
from comity.events.status import noun_status, verb_status
from comity.lexicons.patterns import EventLexicon
from comity.models import NONE, TYPES
from comity.vocabulary import EventType

WORD = 4.0  # how many times likelier a type is when the lexicon names it
SIDE = 3.0  # how many times likelier a part is when the parse gives it
SILENT = 0.6  # how many times likelier a type is than none where the lexicon is silent
LEAST = 0.34  # share of source or target at which an actor takes part
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PRON"})
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT", "ASSAULT"})


class Side(Struct, frozen=True):
    """An actor on one side of a deed, and how likely it is there."""

    filler: Filler
    share: float


def reconciled(
    drafts: Sequence[Draft], cast: Cast, insight: Insight, lexicon: EventLexicon, headline: bool
) -> list[Draft]:
    """The lexicon's settled drafts as the model sees them, and the model's own, in the order of their words."""
    mentions = cast.mentions()
    kept: list[Draft] = []
    for draft in drafts:
        weighed = _weighed(draft, cast, insight, mentions, lexicon)
        if weighed is not None:
            kept.append(weighed)
    for telling in insight.tellings(1 / (1 + SILENT)):
        if any(_same_words(telling, d) for d in drafts):
            continue
        draft = _proposed(telling, cast, insight, mentions, lexicon, headline)
        if draft is not None:
            kept.append(draft)
    return _distinct(kept)


def _same_words(telling: Telling, draft: Draft) -> bool:
    return telling.span.overlaps(draft.trigger) or telling.head == draft.head


def _weighed(
    draft: Draft, cast: Cast, insight: Insight, mentions: Sequence[Filler], lexicon: EventLexicon
) -> Draft | None:
    """A draft of the lexicon with the type and the parties that both witnesses give it; None where it is no deed."""
    shares = insight.at(draft.trigger).copy()
    shares[TYPES.index(draft.kind)] *= WORD
    shares /= shares.sum()
    spoken = draft.rule.startswith("speech.")
    best = TYPES[int(shares[:NONE].argmax())]
    if not spoken and shares[NONE] > shares[:NONE].sum():
        return None
    if not spoken and best != draft.kind:
        modes = modes_near(cast.sentence, [draft.head], best, lexicon)
        draft = msgspec.structs.replace(draft, kind=best, modes=modes, cameo=None)
    given = {**{f.actor: "source" for f in draft.sources}, **{f.actor: "target" for f in draft.targets}}
    by, to = _sides(insight.parts(draft.trigger, mentions), given, cast)
    unnamed_by = [f for f in draft.sources if f.span is None]
    unnamed_to = [f for f in draft.targets if f.span is None]
    sources = [s.filler for s in by] + ([] if by else unnamed_by)
    targets = [s.filler for s in to] + ([] if to else unnamed_to)
    if not sources and not targets:
        sources, targets = list(draft.sources), list(draft.targets)
    mutual = _is_mutual(draft.kind, sources, targets)
    trust = Trust(
        share=float(shares[TYPES.index(draft.kind)]), none=float(shares[NONE]), parts=_least(by, to), word=True
    )
    return msgspec.structs.replace(
        draft, sources=tuple(sources), targets=tuple(targets), reciprocal=mutual, trust=trust
    )


def _proposed(
    telling: Telling, cast: Cast, insight: Insight, mentions: Sequence[Filler], lexicon: EventLexicon, headline: bool
) -> Draft | None:
    """A draft of the model's own; None where no political actor takes part."""
    by, to = _sides(insight.parts(telling.span, mentions), {}, cast)
    sources, targets = [s.filler for s in by], [s.filler for s in to]
    if not any(is_political(cast.actors[f.actor]) for f in (*sources, *targets)):
        return None
    nominal = cast.sentence.tokens[telling.head].pos in NOMINAL
    words = [telling.head, *(i for i in cast.sentence.tokens_in(telling.span) if i != telling.head)]
    standing = (noun_status if nominal else verb_status)(cast.sentence, telling.head, headline)
    return Draft(
        kind=telling.kind,
        rule=f"model.{telling.kind.lower()}",
        head=telling.head,
        trigger=telling.span,
        sources=tuple(sources),
        targets=tuple(targets),
        standing=standing,
        modes=modes_near(cast.sentence, words, telling.kind, lexicon),
        cameo=None,
        nominal=nominal,
        reciprocal=_is_mutual(telling.kind, sources, targets),
        trust=Trust(share=telling.share, none=telling.none, parts=_least(by, to), word=False),
    )


def _is_mutual(kind: EventType | str, sources: Sequence[Filler], targets: Sequence[Filler]) -> bool:
    return kind in MUTUAL and len(sources) > 1 and not targets


def _least(by: Sequence[Side], to: Sequence[Side]) -> float:
    """The share of the surest actor of the less sure side; 0.5 where nobody is named."""
    sides = [max(s.share for s in side) for side in (by, to) if side]
    return min(sides) if sides else 0.5


def _sides(parts: Sequence[Parts], given: Mapping[str, str], cast: Cast) -> tuple[list[Side], list[Side]]:
    """Who acts and who is acted upon, each by the likeliest mention; not who is only named within another's words."""
    by: dict[str, Side] = {}
    to: dict[str, Side] = {}
    chosen: list[tuple[Parts, str, float]] = []
    for part in parts:
        source = part.source * (SIDE if given.get(part.filler.actor) == "source" else 1.0)
        target = part.target * (SIDE if given.get(part.filler.actor) == "target" else 1.0)
        none = (1 - part.source - part.target) * (1.0 if part.filler.actor in given or not given else 1.0)
        total = source + target + max(none, 1e-6)
        side, share = ("source", source / total) if source >= target else ("target", target / total)
        if share > LEAST:
            chosen.append((part, side, share))
    for part, side, share in chosen:
        here = part.filler.span
        assert here is not None
        if any(
            other is not part and o_side == side and _wraps(other.filler, part.filler, cast)
            for other, o_side, _ in chosen
        ):
            continue
        known = (by if side == "source" else to).get(part.filler.actor)
        if known is None or share > known.share:
            (by if side == "source" else to)[part.filler.actor] = Side(part.filler, share)
    for actor in set(by) & set(to):
        (to if by[actor].share >= to[actor].share else by).pop(actor)
    return list(by.values()), list(to.values())


def _wraps(outer: Filler, inner: Filler, cast: Cast) -> bool:
    """Whether a mention holds another within itself and has a code: "Belarusian officials" holds "Belarusian"."""
    assert outer.span is not None and inner.span is not None
    return outer.span != inner.span and outer.span.contains(inner.span) and cast.actors[outer.actor].code is not None


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """One draft for each type and set of actors, the surest, in the order of their words."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-_sure(d), d.trigger)):
        if not any(draft.kind == d.kind and draft.parties == d.parties for d in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.trigger, d.kind))


def _sure(draft: Draft) -> float:
    return draft.trust.share if draft.trust is not None else 0.5
