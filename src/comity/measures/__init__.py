"""Record, dyad -> a series by day, week, month or year: volume, ties, tension, pressure."""

from comity.measures.dimensions import DIMENSIONS
from comity.measures.measure import (
    COUNTS,
    DONE,
    MEASURES,
    Asked,
    By,
    Counted,
    LeftOut,
    Measure,
    Questionable,
    Series,
    counted,
    definition,
    measure,
    nowhere,
    period_name,
)

__all__ = [
    "COUNTS",
    "DIMENSIONS",
    "DONE",
    "MEASURES",
    "Asked",
    "By",
    "Counted",
    "LeftOut",
    "Measure",
    "Questionable",
    "Series",
    "counted",
    "definition",
    "measure",
    "nowhere",
    "period_name",
]
