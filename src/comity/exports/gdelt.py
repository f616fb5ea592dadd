"""GDELT 1.0: happenings in CAMEO, with counts of their reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from comity.exports.layout import Layout, Pair, Row, digits, published
from comity.exports.parties import Party, cameo_actor
from comity.exports.told import Spot
from comity.lexicons.cameo import ForeignCodes
from comity.vocabulary import CodedArticle

COLUMNS = published("""
GLOBALEVENTID | count | number of the row, the same in every export that has it
SQLDATE | count | day of the deed, YYYYMMDD
MonthYear | count | YYYYMM
Year | count | YYYY
FractionDate | number | the year, and as a fraction ((month - 1) * 30 + day) / 365
Actor1Code | text | CAMEO code of the source: "RUSGOVMIL", "IGOWSTNAT"
Actor1Name | name | its name in capitals
Actor1CountryCode | text | its country in CAMEO: ISO 3166 alpha-3, but KSV for Kosovo
Actor1KnownGroupCode | text | organisation: "NAT"
Actor1EthnicCode
Actor1Religion1Code
Actor1Religion2Code
Actor1Type1Code | text | first role in CAMEO: MED are media, HLH is health
Actor1Type2Code | text | second role
Actor1Type3Code | text | third role
Actor2Code | text | the same of the target; empty: nobody is named, or without a code
Actor2Name | name | as for the first
Actor2CountryCode | text | as for the first
Actor2KnownGroupCode | text | as for the first
Actor2EthnicCode
Actor2Religion1Code
Actor2Religion2Code
Actor2Type1Code | text | as for the first
Actor2Type2Code | text | as for the first
Actor2Type3Code | text | as for the first
IsRootEvent | count | 1: the surest report stands in the first paragraph after the headline; else 0
EventCode | text | CAMEO code with its leading zeros: "042"
EventBaseCode | text | its first three digits
EventRootCode | text | its first two
QuadClass | count | of the CAMEO root: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict
GoldsteinScale | number | Goldstein's score of the CAMEO code, -10 to 10
NumMentions | count | events that tell of the happening
NumSources | count | outlets that tell of it; 1 where none is known
NumArticles | count | articles that tell of it
AvgTone
Actor1Geo_Type
Actor1Geo_FullName
Actor1Geo_CountryCode
Actor1Geo_ADM1Code
Actor1Geo_Lat
Actor1Geo_Long
Actor1Geo_FeatureID
Actor2Geo_Type
Actor2Geo_FullName
Actor2Geo_CountryCode
Actor2Geo_ADM1Code
Actor2Geo_Lat
Actor2Geo_Long
Actor2Geo_FeatureID
ActionGeo_Type | count | 1 country, 2 region and 3 city of the United States, 4 city and 5 region elsewhere
ActionGeo_FullName | text | where the deed was done
ActionGeo_CountryCode | text | FIPS 10-4
ActionGeo_ADM1Code
ActionGeo_Lat | number | degrees
ActionGeo_Long | number | degrees
ActionGeo_FeatureID
DATEADDED | count | day of the first report, YYYYMMDD; empty: not known to the day
SOURCEURL | text | address of the surest report, else the file it was read from
""")
ABOUT = "UTF-8, a tab between cells, no header, no quoting, days as YYYYMMDD, missing is empty."


def _fits(pair: Pair, codes: ForeignCodes) -> bool:
    return any(party is not None and cameo_actor(party, codes) is not None for party in pair)


def _cells(row: Row) -> Iterable[Any]:
    deed, day = row.deed, digits(row.day)
    yield from (day, f"{row.day:%Y%m}", row.day.year, f"{fraction(row.day):.4f}")
    yield from _party(row.source, row.codes)
    yield from _party(row.target, row.codes)
    yield int(_is_in_lead(row.article, deed.lead.sentence))
    yield from (row.cameo, row.cameo[:3], row.cameo[:2], quad_class(row.cameo), row.cameo_code.goldstein)
    yield from (len(deed.tellings), max(deed.outlets, 1), deed.articles, None)
    yield from (None,) * 14
    yield from _geo(row.spot, row.codes)
    yield from (digits(deed.first_published), deed.lead.address)


def fraction(day: date) -> float:
    """The day as GDELT's fraction of a year.

    >>> fraction(date(2014, 2, 18))
    2014.13150...
    """
    return day.year + ((day.month - 1) * 30 + day.day) / 365


def quad_class(cameo: str) -> int:
    """GDELT's class of a CAMEO code's root.

    >>> [quad_class(code) for code in ("042", "070", "112", "190")]
    [1, 2, 3, 4]
    """
    root = int(cameo[:2])
    return 1 + (root > 5) + (root > 9) + (root > 14)


def _party(party: Party | None, codes: ForeignCodes) -> tuple[Any, ...]:
    if party is None:
        return (None,) * 10
    cameo = cameo_actor(party, codes)
    name = party.name.upper()
    if cameo is None:
        return None, name, *(None,) * 8
    types = (*cameo.types, None, None, None)[:3]
    return cameo.code, name, cameo.country, cameo.group, None, None, None, *types


def _is_in_lead(article: CodedArticle, sentence: int) -> bool:
    body = [s.paragraph for s in article.sentences if s.part == "body"]
    return bool(body) and article.sentences[sentence].paragraph == min(body)


def _geo(spot: Spot | None, codes: ForeignCodes) -> tuple[Any, ...]:
    if spot is None:
        return (None,) * 7
    american = spot.country == "USA"
    kinds = {"country": 1, "region": 2 if american else 5, "city": 3 if american else 4}
    kind = kinds.get("city" if spot.kind == "capital" else spot.kind or "")
    country = codes.countries.get(spot.country or "")
    return kind, spot.name, country.fips if country else None, None, spot.latitude, spot.longitude, None


GDELT = Layout(
    name="gdelt",
    file="gdelt.export.CSV",
    unit="happenings",
    about=ABOUT,
    header=False,
    numbered=True,
    columns=COLUMNS,
    needs="neither side has a code",
    fits=_fits,
    cells=lambda row: tuple(_cells(row)),
)
