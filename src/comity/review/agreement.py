"""How far reviewers agree who judged the same things: Krippendorff's alpha."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from comity.record.ledger import AboutEvent, Correction, in_force
from comity.review.sheet import Judged

Judgements = Mapping[str, Mapping[str, Mapping[str, str]]]  # question -> item -> reviewer -> answer


class Agreement(Struct, frozen=True):
    """How far reviewers agree on one question."""

    question: str  # "verdict", "type", "status"
    reviewers: int
    items: int  # judged by two and more
    alpha: float | None  # 1: they agree; 0: as chance would; below: less; None: there is nothing to compare


def krippendorff_alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Alpha of nominal answers; a unit is the answers that one item was given, missing ones left out.

    None where no item has two answers, or all answers are the same: then chance cannot be told from agreement.
    K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C.

    >>> round(krippendorff_alpha([["a", "a"], ["b", "b"], ["a", "b"]]), 3)
    0.444
    """
    pairs: dict[tuple[str, str], float] = defaultdict(float)  # the coincidence matrix
    for unit in units:
        counts = Counter(unit)
        for one in counts:
            for other in counts:
                if len(unit) > 1:
                    pairs[one, other] += counts[one] * (counts[other] - (one == other)) / (len(unit) - 1)
    totals: dict[str, float] = defaultdict(float)
    for (one, _), weight in sorted(pairs.items()):
        totals[one] += weight
    n = sum(totals.values())
    if len(totals) < 2:
        return None
    observed = sum(weight for (one, other), weight in sorted(pairs.items()) if one != other)
    expected = (n * n - sum(total * total for total in totals.values())) / (n - 1)
    return 1 - observed / expected


def _agreements(judgements: Judgements) -> list[Agreement]:
    found = []
    for question, items in judgements.items():
        shared = {item: given for item, given in items.items() if len(given) > 1}
        alpha = krippendorff_alpha([given[who] for who in sorted(given)] for _, given in sorted(shared.items()))
        reviewers = {who for given in shared.values() for who in given}
        found.append(Agreement(question, len(reviewers), len(shared), alpha))
    return found


def agreement_of_sheets(sheets: Mapping[str, Sequence[Judged]]) -> list[Agreement]:
    """Agreement on verdict and type between sheets of the same events, each filled by one reviewer; by name."""
    verdicts: dict[str, dict[str, str]] = defaultdict(dict)
    types: dict[str, dict[str, str]] = defaultdict(dict)
    for who, sheet in sheets.items():
        for one in sheet:
            if one.verdict in ("right", "wrong"):
                verdicts[one.event][who] = one.verdict
            if one.type_found is not None:
                types[one.event][who] = one.type_found
    return _agreements({"verdict": verdicts, "type": types})


def agreement_of_ledger(ledger: Sequence[Correction]) -> list[Agreement]:
    """Agreement on verdict, type and status of events that several reviewers judged; each reviewer's last word counts.

    Verdict, of the coding as read: accepted is right, anything else wrong. Type and status: accepted is what was
    seen; a rejected event has the type "none".
    """
    answers: dict[str, dict[str, dict[str, str]]] = {q: defaultdict(dict) for q in ("verdict", "type", "status")}
    for one in in_force(ledger):
        for about in one.about:
            if isinstance(about, AboutEvent):
                item = f"{about.article} {about.start} {about.end} {about.read.type}"
                for question, answer in _answers(one, about).items():
                    answers[question][item][one.by] = answer
    return _agreements(answers)


def _answers(one: Correction, about: AboutEvent) -> dict[str, str]:
    if one.action == "accept":
        verdict = "right" if about.seen == about.read else "wrong"
        return {"verdict": verdict, "type": about.seen.type, "status": about.seen.status}
    if one.action == "reject":
        return {"verdict": "wrong", "type": "none"}
    if one.action == "retype":
        return {"verdict": "wrong", "type": one.value or ""}
    if one.action == "status":
        return {"verdict": "wrong", "status": one.value or ""}
    return {"verdict": "wrong"} if one.action in ("source", "target", "redate") else {}
