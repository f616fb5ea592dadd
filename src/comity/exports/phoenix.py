"""Phoenix: happenings in CAMEO, with the parts of both sides' codes and all sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from comity.exports.layout import Layout, Pair, Row, digits, joined, outlet_names, published, region
from comity.exports.parties import UNKNOWN_COUNTRY, Party, cameo_actor
from comity.lexicons.cameo import ForeignCodes

COLUMNS = published("""
EventID | count | number of the row, the same in every export that has it
Date | count | day of the deed, YYYYMMDD
Year | count | YYYY
Month | count | 1 to 12
Day | count | 1 to 31
SourceActorFull | text | CAMEO code of the source; "---" for a country that is not known
SourceActorEntity | text | its first three letters
SourceActorRole | text | the next three
SourceActorAttribute | list | the rest, three letters each, joined by ";"
TargetActorFull | text | the same of the target
TargetActorEntity | text | as for the source
TargetActorRole | text | as for the source
TargetActorAttribute | list | as for the source
EventCode | text | CAMEO code with its leading zeros: "042"
EventRootCode | text | its first two digits
PentaClass | count | 0 statement, 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict
GoldsteinScore | number | Goldstein's score of the CAMEO code, -10 to 10
Issues
Lat | number | degrees
Lon | number | degrees
LocationName | text | where
StateName | text | the same if it is a region
CountryCode | text | its country, ISO 3166 alpha-3
SentenceID | text | article and number of the surest report's sentence, from 0: ARTICLE_7
URLs | list | addresses of all reports, else files they were read from, joined by ";"
NewsSources | list | outlets of all reports, joined by ";"
""")
PENTA = {"01": 0, "02": 0, "03": 1, "04": 1, "05": 1, "06": 2, "07": 2, "08": 2, "14": 4, "16": 3}
ABOUT = 'UTF-8, a tab between cells, no header, no quoting, lists joined by ";", days as YYYYMMDD, missing is empty.'


def _fits(pair: Pair, codes: ForeignCodes) -> bool:
    return all(party is not None and cameo_actor(party, codes) is not None for party in pair)


def _cells(row: Row) -> Iterable[Any]:
    deed, spot, day = row.deed, row.spot, row.day
    yield from (digits(day), day.year, day.month, day.day)
    yield from _party(row.source, row.codes)
    yield from _party(row.target, row.codes)
    yield from (row.cameo, row.cameo[:2], penta_class(row.cameo), row.cameo_code.goldstein, None)
    yield from (spot.latitude, spot.longitude, spot.name) if spot else (None, None, None)
    yield from (region(spot), spot.country if spot else None)
    yield f"{deed.lead.article}_{deed.lead.sentence}"
    yield joined([t.address.replace(";", "%3B") for t in deed.tellings if t.address])
    yield joined(outlet_names(deed))


def penta_class(cameo: str) -> int:
    """Phoenix's class of a CAMEO code's root.

    >>> [penta_class(code) for code in ("010", "042", "070", "112", "163", "190")]
    [0, 1, 2, 3, 3, 4]
    """
    root = cameo[:2]
    return PENTA.get(root, 3 if root < "14" else 4)


def _party(party: Party | None, codes: ForeignCodes) -> tuple[Any, ...]:
    cameo = cameo_actor(party, codes) if party else None
    if party is None or cameo is None:
        return (None,) * 4
    full = cameo.code if party.country or party.code is None else UNKNOWN_COUNTRY + cameo.code
    rest = [full[i : i + 3] for i in range(6, len(full), 3)]
    return full, full[:3], full[3:6] or None, joined(rest)


PHOENIX = Layout(
    name="phoenix",
    file="phoenix.txt",
    unit="happenings",
    about=ABOUT,
    header=False,
    numbered=True,
    columns=COLUMNS,
    needs="one side is not named or has no code",
    fits=_fits,
    cells=lambda row: tuple(_cells(row)),
)
