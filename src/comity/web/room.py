"""The record as the pages ask it. While the reading room is open nobody can write, so what was measured once stays."""

from __future__ import annotations

from functools import lru_cache

from comity.lexicons.blocs import open_blocs
from comity.measures import Asked, Counted, Series, counted, measure
from comity.web.lists import Questionable, names

KEPT = 256  # series and lists


class Room:
    """An open record with what was asked of it before."""

    def __init__(self, record: Questionable) -> None:
        blocs = open_blocs()
        self.record = record
        self.blocs = tuple(blocs.members)
        self.names = names(record)  # of countries, by code
        self._measure = lru_cache(KEPT)(lambda asked: measure(record, asked, blocs))
        self._counted = lru_cache(KEPT)(lambda asked: counted(record, asked, blocs))

    def measure(self, asked: Asked) -> Series:
        """The series that was asked for; raises WrongCall where the question makes no sense."""
        return self._measure(asked)

    def counted(self, asked: Asked) -> tuple[Counted, ...]:
        """Every happening that a measure looks at."""
        return self._counted(asked)
