"""Whether the parties of parties.csv hold: a country, readable times in government that do not overlap, own names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from comity.lexicons.parties import read_terms


def check_parties(rows: Sequence[tuple[int, Mapping[str, str]]]) -> Iterator[tuple[int, str, str]]:
    """(line, what, remedy) of the rows of parties.csv, given with their lines."""
    bearers: dict[tuple[str, str], int] = {}  # (name, country that it is shared in, or "") -> line
    for line, row in rows:
        if not row["country"]:
            yield line, "no country", "fill the cell"
        for what, remedy in (*_times(row["in_government"]), *_names(row, line, bearers)):
            yield line, what, remedy


def _times(cell: str) -> Iterator[tuple[str, str]]:
    """(what, remedy) of the times in government."""
    try:
        sure = sorted(term for term in read_terms(cell) or () if not term.doubtful)
    except ValueError as error:
        yield str(error), "write never, or 1997-05-02/2010-05-11;2024-07-05/"
        return
    for one, other in pairwise(sure):
        if other.first[1] <= one.last[0]:
            yield f"the time from {other.first[0]} overlaps the one before", "end one before the other"


def _names(row: Mapping[str, str], line: int, bearers: dict[tuple[str, str], int]) -> Iterator[tuple[str, str]]:
    """(what, remedy) of names that another party bears too, outright or in the same country."""
    shared = list(filter(None, row["shared"].split(";")))
    outright = [name for name in (row["name"], *row["names"].split(";")) if name and name not in shared]
    for name, country in (*((name, "") for name in outright), *((name, row["country"]) for name in shared)):
        before = bearers.setdefault((name, country), line)
        if before != line:
            yield f"“{name}” names the party of line {before} as well", "move it to shared, or take it out"
