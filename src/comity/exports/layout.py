"""What the published layouts share: a row for each pair of parties, a tab between cells, and the way back."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib.resources import files
from itertools import permutations, product
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from comity.exports.csv import cell, write_csv
from comity.exports.names import DESCRIBED, Names, names_of, shown
from comity.exports.parties import Party
from comity.exports.tables import TABLES, Column, Questionable, Written, column_of, columns_of
from comity.exports.told import Spot, Told, Unit, sides, spot, told
from comity.lexicons.cameo import CameoCode, ForeignCodes, open_foreign_codes
from comity.lexicons.patterns import read_types
from comity.lexicons.places import open_places
from comity.vocabulary import CodedArticle, stable_id

MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT", "CONCEDE", "RETREAT", "ASSAULT"})
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
UNPLAIN = re.compile(rf'"|  |^ | $|{CONTROL.pattern}')
NO_COUNTERPART = "no counterpart: always empty"
Pair = tuple[Party | None, Party | None]

SOURCES = columns_of(
    "row text what stands in the first column of the layout's file",
    "article text id of the article",
    "event text id of the event in that article: `comity why ARTICLE:EVENT`",
    "happening text id of the happening that the event is of",
    "start count first character of the telling words in the article's text",
    "end count the character after the last",
    "sentence count number of the sentence in the article, from 0",
    "earliest day first possible day of the deed, as this event has it; empty: not known",
    "latest day last possible day",
    "day_from text where the row's day comes from: told, published (news whose words tell no day) or announced",
    "status text happened, ongoing, planned or ended, as this event has it",
    "historical flag background, not the news of the article",
    "said_by name who says so; empty: the narrator",
    "contexts list PLOVER contexts",
    "rule text lexicon entry or model head that made the event",
    "confidence number probability that the coding is right, 0 to 1",
    "trigger words the telling words",
    "sentence_words words the sentence",
)


class Row(Struct, frozen=True, kw_only=True):
    """All that a layout may ask for one row."""

    deed: Told
    article: CodedArticle  # of the surest telling
    source: Party | None  # None: nobody is named; with the name to be shown
    target: Party | None
    day: date
    spot: Spot | None
    cameo: str  # code as text: "042"
    cameo_code: CameoCode
    codes: ForeignCodes


class Layout(Struct, frozen=True, kw_only=True):
    """A file as another project publishes its data."""

    name: str
    file: str
    unit: Unit  # what a row is of
    about: str  # form of the file, for the codebook
    header: bool
    numbered: bool  # whether rows are known by a whole number, below 2^53
    columns: tuple[Column, ...]  # the first one is the row's id
    needs: str  # what a row must have, else it is left out
    fits: Callable[[Pair, ForeignCodes], bool]
    cells: Callable[[Row], Sequence[Any]]  # all but the first column; None: missing


def write_layout(layout: Layout, record: Questionable, folder: Path, words: bool) -> Written:
    """The layout's file, `sources.csv` with the way back for each row, and `articles.csv`."""
    left_out: Counter[str] = Counter()
    rows = tellings = 0
    names = None if words else names_of(record)
    with (
        (folder / layout.file).open("w", encoding="utf-8", newline="") as file,
        (folder / "sources.csv").open("w", encoding="utf-8", newline="") as sidecar,
    ):
        if layout.header:
            file.write(line(column.name for column in layout.columns))
        back = csv.writer(sidecar, lineterminator="\n")
        columns = [column.name for column in source_columns(words)]
        back.writerow(columns)
        for identifier, row, day_from in _rows(layout, record, names, left_out):
            file.write(line((identifier, *layout.cells(row))))
            rows += 1
            for way in _ways(identifier, row.deed, day_from):
                way["said_by"] = shown(way["said_by"], names)
                back.writerow([cell(way[name]) for name in columns])
                tellings += 1
    articles = TABLES[0]
    with (folder / "articles.csv").open("wb") as listed:
        read = write_csv(articles.shown(words), articles.rows(record, words), listed)
    return Written({layout.file: rows, "sources.csv": tellings, "articles.csv": read}, dict(sorted(left_out.items())))


def source_columns(words: bool) -> tuple[Column, ...]:
    """The columns of `sources.csv`."""
    return tuple(column for column in SOURCES if words or column.kind != "words")


def line(cells: Iterator[Any] | Sequence[Any]) -> str:
    """Cells as a line, a tab between them; None is empty.

    >>> line(["042", None, 2.5])
    '042\\t\\t2.5\\n'
    """
    return "\t".join(map(_cell, cells)) + "\n"


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return plain(value)
    return "" if value is None else str(value)


def plain(text: str) -> str:
    """The text without what ends a cell or a line, or begins a quoted cell, where the reader knows no quoting.

    >>> plain('a\\tb "c"')
    "a b 'c'"
    """
    if UNPLAIN.search(text) is None:
        return text
    return " ".join(CONTROL.sub(" ", text).replace('"', "'").split())


# ---------------------------------------------------------------- rows


def _rows(layout: Layout, record: Questionable, names: Names, left_out: Counter[str]) -> Iterator[tuple[str, Row, str]]:
    """(id, row, where its day comes from); what is left out is counted by its reason, each deed once."""
    codes, places, own_codes = open_foreign_codes(), open_places(), _codes_of_types()
    taken: set[str] = set()
    words = names is None
    for deed, article in told(record, layout.unit, words=words):
        day = deed.day()
        if not deed.expressible():
            left_out[f"status {deed.status}"] += 1
            continue
        if day is None:
            left_out["not known to the day"] += 1
            continue
        pairs = [
            pair
            for pair in pairs_of(deed.type, *sides(deed, article, layout.unit, codes, words=words))
            if layout.fits(pair, codes)
        ]
        if not pairs:
            left_out[layout.needs] += 1
        cameo = deed.cameo if deed.cameo and deed.cameo in codes.events else own_codes[deed.type]
        row = Row(
            deed=deed, article=article, source=None, target=None, day=day[0], codes=codes, cameo=cameo,
            cameo_code=codes.events[cameo], spot=spot(deed, article, places, words=words),
        )  # fmt: skip
        for number, (source, target) in enumerate(pairs, 1):
            identifier = _number(deed, source, target, taken) if layout.numbered else f"{deed.id}-{number}"
            yield (
                plain(identifier),
                structs.replace(row, source=_shown(source, names), target=_shown(target, names)),
                day[1],
            )


def pairs_of(kind: str, sources: Sequence[Party], targets: Sequence[Party]) -> list[Pair]:
    """Who does it to whom, a pair each; None: nobody is named.

    Several who act and none who is acted upon do it to each other, in both directions, if the type is such
    (talks, agreements, clashes); of other types (protests, demands) each does it alone.
    """
    if sources and targets:
        return [pair for pair in product(sources, targets) if pair[0] != pair[1]]
    if kind in MUTUAL and not targets:
        mutual: list[Pair] = [(one, other) for one, other in permutations(sources, 2) if _apart(one, other)]
        if mutual:
            return mutual
    return [*((source, None) for source in sources), *((None, target) for target in targets)]


def _apart(one: Party, other: Party) -> bool:
    return (one.code or one.name) != (other.code or other.name)


def _shown(party: Party | None, names: Names) -> Party | None:
    """The party with the name that may be shown; where that is none, its code."""
    if party is None or shown(party.name, names) == party.name:
        return party
    return structs.replace(party, name=party.code or DESCRIBED)


def _number(deed: Told, source: Party | None, target: Party | None, taken: set[str]) -> str:
    """A number for the row, the same in every export that has it: a hash of deed and parties.

    52 bits, so that R, Stata and spreadsheets keep every digit; among a million rows about one in ten thousand
    records has two that fall together, of which the later counts on.
    """
    names = ("" if party is None else f"{party.code}\x1f{party.name}" for party in (source, target))
    number = int(stable_id(deed.id, *names)[:13], 16)
    while str(number) in taken:
        number += 1
    taken.add(str(number))
    return str(number)


def _codes_of_types() -> dict[str, str]:
    """The CAMEO root code of each event type."""
    return {name: facts.cameo for name, facts in read_types(files("comity.lexicons") / "data").items()}


def _ways(identifier: str, deed: Told, day_from: str) -> Iterator[dict[str, Any]]:
    """The rows of `sources.csv` for one row of the layout."""
    for telling in deed.tellings:
        way = structs.asdict(telling)
        way |= {"contexts": list(telling.contexts), "sentence_words": telling.words}
        yield way | {"row": identifier, "day_from": day_from}


# ---------------------------------------------------------------- what several layouts need


def published(lines: str) -> tuple[Column, ...]:
    """Columns from lines "name | kind | meaning"; a line without kind is a column that comity has nothing for."""
    columns = []
    for cells in (line.split(" | ") for line in lines.strip().splitlines()):
        name, kind, meaning = cells if len(cells) == 3 else (cells[0], "text", NO_COUNTERPART)
        columns.append(column_of(name, kind, meaning))
    return tuple(columns)


def joined(parts: Sequence[str], by: str = ";") -> str | None:
    """The parts as one cell, without repetition; None: there are none. What divides them is taken out of them."""
    cells = dict.fromkeys(plain(part).replace(by, " ") for part in parts)
    return by.join(cells) or None


def digits(day: date | None) -> str | None:
    """A day as YYYYMMDD."""
    return day.isoformat().replace("-", "") if day else None


def settlement(spot: Spot | None) -> str | None:
    """The spot's name if it is a city."""
    return spot.name if spot and spot.kind in ("capital", "city") else None


def region(spot: Spot | None) -> str | None:
    """The spot's name if it is a region."""
    return spot.name if spot and spot.kind == "region" else None


def outlet_names(deed: Told) -> list[str]:
    """Who published the reports, in order."""
    return [t.outlet for t in deed.tellings if t.outlet]
