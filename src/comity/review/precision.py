"""How often the coding is right, of a filled sheet, with intervals that hold for small numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import sqrt

from msgspec import Struct

from comity.review.sheet import Judged

Z = 1.959964  # 95 % of a normal distribution lie so many deviations around its middle


class Precision(Struct, frozen=True, kw_only=True):
    """The share of a stratum's judged events that are right, with its 95 % interval."""

    stratum: str
    population: int  # events of the stratum that were drawn from
    judged: int  # right or wrong; unsure ones are not
    right: int
    unsure: int
    precision: float | None  # 0..1; None: nothing was judged
    low: float | None
    high: float | None


def wilson(right: float, judged: float) -> tuple[float, float]:
    """The 95 % interval of a share (E. B. Wilson, JASA 22 (1927) 209-212); `judged` above 0.

    >>> [round(bound, 3) for bound in wilson(8, 10)]
    [0.49, 0.943]
    """
    share, room = right / judged, Z * Z / judged
    middle = (share + room / 2) / (1 + room)
    half = Z * sqrt(share * (1 - share) / judged + room / (4 * judged)) / (1 + room)
    return max(0.0, middle - half), min(1.0, middle + half)


def precision_of(sheet: Sequence[Judged]) -> tuple[list[Precision], Precision]:
    """The precision of each stratum, in alphabetical order, and of all.

    In the whole each stratum weighs as many events as it was drawn from; its interval is Wilson's for the number of
    judgements that a plain sample would need to be as sure (E. L. Korn, B. I. Graubard, Survey Methodology 24 (1998)).
    """
    strata: dict[str, list[Judged]] = defaultdict(list)
    for one in sheet:
        strata[one.stratum].append(one)
    lines = [_line(name, rows) for name, rows in sorted(strata.items())]
    return lines, _whole(lines)


def _line(name: str, rows: Sequence[Judged]) -> Precision:
    counts = {verdict: sum(row.verdict == verdict for row in rows) for verdict in ("right", "wrong", "unsure")}
    judged = counts["right"] + counts["wrong"]
    low, high = wilson(counts["right"], judged) if judged else (None, None)
    return Precision(
        stratum=name,
        population=max(row.population for row in rows) or len(rows),
        judged=judged,
        right=counts["right"],
        unsure=counts["unsure"],
        precision=counts["right"] / judged if judged else None,
        low=low,
        high=high,
    )


def _whole(lines: Sequence[Precision]) -> Precision:
    known = [line for line in lines if line.precision is not None]
    weight = sum(line.population for line in known)
    share = sum(line.population / weight * (line.precision or 0.0) for line in known) if known else None
    low: float | None = None
    high: float | None = None
    if share is not None:
        judged = sum(line.judged for line in known)
        spread = sum((line.population / weight) ** 2 * _variance(line) for line in known)
        worth = min(judged, share * (1 - share) / spread) if spread > 0 else judged
        low, high = wilson(share * worth, worth)
    return Precision(
        stratum="all",
        population=sum(line.population for line in lines),
        judged=sum(line.judged for line in lines),
        right=sum(line.right for line in lines),
        unsure=sum(line.unsure for line in lines),
        precision=share,
        low=low,
        high=high,
    )


def _variance(line: Precision) -> float:
    share = line.precision or 0.0
    return share * (1 - share) / line.judged
