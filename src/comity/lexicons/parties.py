"""Political parties: which one a name means in an article, and whether it governed on a day.

A row of data/parties.csv is a party. `in_government` holds the times in which it led or joined the national
government: `first/last`, both inclusive, joined by semicolons, `first/` for "still", each end a day, a month or a year;
`never` for a party that never governed, blank for one of which nothing is known. A `?` after a time says that the
party stood neither clearly inside nor clearly outside: it supported the government, or governs a part of the country.
"""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from importlib import resources
from typing import Literal

from msgspec import Struct

from comity.faults import LexiconFault

SINCE = date(1990, 1, 1)  # from here on the times of a row are complete
KINDS_OF_PARTY = frozenset(("Party", "Movement", "Front", "Alliance", "Coalition", "Bloc"))  # also written small
TIME = re.compile(r"(?P<first>[\d-]+)/(?P<last>[\d-]*)(?P<doubt>\??)")
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
Standing = Literal["GOV", "OPP", ""]


class Term(Struct, frozen=True, order=True):
    """A time in government whose ends may be known to the month or year only; all days are inclusive."""

    first: tuple[date, date]  # the earliest and the latest day on which it may have begun
    last: tuple[date, date]  # … on which it may have ended; date.max: it goes on
    doubtful: bool = False  # whether the party was neither clearly inside nor clearly outside

    def surely(self, day: date) -> bool:
        """Whether the party governed on the day beyond doubt."""
        return not self.doubtful and self.first[1] <= day <= self.last[0]

    def perhaps(self, day: date) -> bool:
        """Whether the party may have governed on the day."""
        return self.first[0] <= day <= self.last[1]


class Party(Struct, frozen=True):
    """A party of one country."""

    name: str  # the lexicon's own, with the country in brackets where others bear the same
    names: tuple[str, ...]  # what it is called in text, and nobody else
    shared: tuple[str, ...]  # what it is called where its country is named
    country: str  # ISO 3166 alpha-3
    terms: tuple[Term, ...] | None  # in order; empty: it never governed; None: nothing is known
    cite: str  # where to look the row up

    def standing(self, day: date | None) -> Standing:
        """GOV where it governed on the day, OPP where it did not, "" where that is unknown."""
        if day is None or self.terms is None:
            return ""
        if any(term.surely(day) for term in self.terms):
            return "GOV"
        return "" if day < SINCE or any(term.perhaps(day) for term in self.terms) else "OPP"

    def code(self, day: date | None) -> str:
        """The actor code on the day: "GBRPTYOPP"."""
        return f"{self.country}PTY{self.standing(day)}"

    def stretches(self) -> Iterator[tuple[str, date | None, date | None]]:
        """(code, first day, last day) of each stretch of days with one code, in order of time; None is open."""
        code, begun = self.code(date.min), None
        for day in sorted({SINCE, *(day for term in self.terms or () for day in _turns(term))}):
            if self.code(day) != code:
                yield code, begun, day - timedelta(1)
                code, begun = self.code(day), day
        yield code, begun, None


class PartyLexicon(Struct, frozen=True):
    """Parties by the words that name them."""

    parties: tuple[Party, ...]  # in order of the file
    named: Mapping[str, tuple[Party, ...]]  # words as they stand in text -> who is called so

    def find(self, text: str, countries: Sequence[str] = ()) -> Party | None:
        """The party that a name means in an article on the countries, the most named first; None: there is none."""
        bearers = {party.country: party for party in self.named.get(text, ())}
        for country in countries:
            if country in bearers:
                return bearers[country]
        return next((party for party in bearers.values() if text not in party.shared), None)

    def code(self, text: str, day: date | None, countries: Sequence[str] = ()) -> str | None:
        """The code on a day of the party that a name means; None: no party is known by it.

        >>> open_parties().code("Awami League", date(2005, 5, 1)), open_parties().code("PPP", date(2009, 5, 1))
        ('BGDPTYOPP', None)
        """
        party = self.find(text, countries)
        return party.code(day) if party is not None else None


def open_parties() -> PartyLexicon:
    """Load the parties of data/parties.csv, in some 0.1 s; raises LexiconFault where a row does not hold."""
    return read_parties(resources.files("comity.lexicons").joinpath("data", "parties.csv").read_text(encoding="utf-8"))


def read_parties(text: str) -> PartyLexicon:
    """Parties from CSV with the columns of parties.csv; raises LexiconFault with the line that does not hold."""
    parties: list[Party] = []
    reader = csv.DictReader(text.splitlines())
    for row in reader:
        try:
            parties.append(_party(row))
        except ValueError as error:
            place = f"parties.csv line {reader.line_num}"
            raise LexiconFault("lexicon", str(error), place=place, remedy="write 1997-05-02/2010-05-11") from error
    named: dict[str, tuple[Party, ...]] = {}
    for party in parties:
        for words in (*party.names, *party.shared):
            named[words] = (*named.get(words, ()), party)
    return PartyLexicon(tuple(parties), named)


def _party(row: Mapping[str, str]) -> Party:
    """The party of a row; raises ValueError."""
    shared = _written((row["shared"],))
    names = tuple(words for words in _written((row["name"], row["names"])) if words not in shared)
    return Party(row["name"], names, shared, row["country"], read_terms(row["in_government"]), row["cite"])


def _written(cells: Sequence[str]) -> tuple[str, ...]:
    """The names in cells divided by semicolons, each also as "Labour party"."""
    found: dict[str, None] = {}
    for words in filter(None, (words for cell in cells for words in cell.split(";"))):
        found[words] = None
        start, divider, last = words.rpartition(" ")
        if divider and last in KINDS_OF_PARTY:
            found[f"{start} {last.lower()}"] = None
    return tuple(found)


def read_terms(cell: str) -> tuple[Term, ...] | None:
    """The times in government of a cell; None for a blank one; raises ValueError with what does not hold.

    >>> read_terms("2001/2003-05")[0].last
    (datetime.date(2003, 5, 1), datetime.date(2003, 5, 31))
    """
    if not cell:
        return None
    return () if cell == "never" else tuple(_term(part) for part in cell.split(";"))


def _term(text: str) -> Term:
    found = TIME.fullmatch(text)
    if found is None:
        raise ValueError(f"“{text}” is no time in government")
    first = _days(found["first"])
    last = _days(found["last"]) if found["last"] else (date.max, date.max)
    if last[1] < first[0]:
        raise ValueError(f"“{text}” ends before it begins")
    return Term(first, last, bool(found["doubt"]))


def _days(text: str) -> tuple[date, date]:
    """The first and the last day of a day, month or year."""
    found = DAY.fullmatch(text)
    if found is None:
        raise ValueError(f"“{text}” is no day, month or year")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    first = date(year, month or 1, day or 1)
    return first, date(year, month or 12, day or monthrange(year, month or 12)[1])


def _turns(term: Term) -> Iterator[date]:
    """The days on which a term may change the standing."""
    yield from term.first
    yield from (day + timedelta(1) for day in term.last if day < date.max)
