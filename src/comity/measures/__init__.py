"""Record, dyad -> a series by day, week, month or year: volume, ties, tension, pressure."""

from comity.measures.dimensions import DIMENSIONS
from comity.measures.measure import MEASURES, Asked, By, LeftOut, Measure, Questionable, Series, measure, with_gaps

__all__ = [
    "DIMENSIONS",
    "MEASURES",
    "Asked",
    "By",
    "LeftOut",
    "Measure",
    "Questionable",
    "Series",
    "measure",
    "with_gaps",
]
