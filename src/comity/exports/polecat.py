"""POLECAT: events in PLOVER, with the countries, sectors and titles of both sides."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from comity.exports.layout import Layout, Pair, Row, joined, published, region, settlement
from comity.exports.names import bears_name
from comity.exports.parties import Party, country_name
from comity.lexicons.cameo import ForeignCodes

COLUMNS = published("""
Event ID | text | ARTICLE:EVENT-n: article, event and the number of the pair of parties
Event Date | day | day of the deed, YYYY-MM-DD
Event Type | text | PLOVER type
Event Mode | list | PLOVER modes, joined by ";"
Intensity | number | PLOVER score, -10 (conflict) to 10 (cooperation)
Quad Code | text | VERBAL COOPERATION, MATERIAL COOPERATION, VERBAL CONFLICT or MATERIAL CONFLICT
Contexts | list | PLOVER contexts, joined by ";"
Actor Name | name | name of the source
Actor Country | text | its country in English, or the kind of international actor
Actor COW | count | its country's number in the Correlates of War
Primary Actor Sector | text | its first sector; empty: the state as such
Actor Sectors | list | all its sectors, joined by ";"
Actor Title | text | its role: "defence minister"
Actor Name Raw | words | what the sentence calls it
Wikipedia Actor ID
Recipient Name | name | the same of the target; empty: nobody is named
Recipient Country | text | as for the actor
Recipient COW | count | as for the actor
Primary Recipient Sector | text | as for the actor
Recipient Sectors | list | as for the actor
Recipient Title | text | as for the actor
Recipient Name Raw | words | as for the actor
Wikipedia Recipient ID
Placename | text | where, by the lexicon's name
City | text | the same if it is a city
District
Province | text | the same if it is a region
Country | text | its country in English
Latitude | number | degrees
Longitude | number | degrees
GeoNames ID
Raw Placename | words | what the sentence calls it
Feature Type | text | GeoNames code of what it is: PPLC (capital), PPL (city), PCLI (country)
Source | text | outlet
Publication Date | day | where known to the day, YYYY-MM-DD
Story People | list | persons that the article names, joined by ";"
Story Organizations | list | organisations and armed groups that it names
Story Locations | list | places that it names
Language | text | ISO 639-1 code of the article's language
Version | text | of comity
""")
VERSION = f"comity {version('comity')}"
FEATURES = {"capital": "PPLC", "city": "PPL", "country": "PCLI"}
ABOUT = 'UTF-8, a tab between cells, a header, no quoting, lists joined by ";", days as YYYY-MM-DD, missing is empty.'


def _fits(pair: Pair, codes: ForeignCodes) -> bool:
    source, _ = pair
    return source is not None and source.country is not None


def _cells(row: Row) -> Iterable[Any]:
    deed, spot, published_on = row.deed, row.spot, row.article.published.day
    yield from (row.day.isoformat(), deed.type, joined(deed.modes), deed.intensity, deed.quad.upper())
    yield joined(deed.contexts)
    yield from _party(row.source, row.codes)
    yield from _party(row.target, row.codes)
    yield from (spot.name if spot else None, settlement(spot), None, region(spot))
    yield country_name(spot.country, row.codes) if spot else None
    yield from (spot.latitude, spot.longitude, None, spot.words) if spot else (None, None, None, None)
    yield FEATURES.get(spot.kind or "") if spot else None
    yield from (row.article.outlet, published_on.isoformat() if published_on else None)
    yield joined([actor.name for actor in row.article.actors if actor.kind == "person" and bears_name(actor)])
    kinds = ("organisation", "armed-group")
    yield joined([actor.name for actor in row.article.actors if actor.kind in kinds and bears_name(actor)])
    yield joined([place.name for place in row.article.places])
    yield from (row.article.language, VERSION)


def _party(party: Party | None, codes: ForeignCodes) -> tuple[Any, ...]:
    if party is None:
        return (None,) * 8
    country = codes.countries.get(party.country or "")
    sectors = party.sectors
    return (
        party.name, country_name(party.country, codes), country.cow if country else None,
        sectors[0] if sectors else None, joined(sectors), party.role, party.words, None,
    )  # fmt: skip


POLECAT = Layout(
    name="polecat",
    file="polecat.txt",
    unit="events",
    about=ABOUT,
    header=True,
    numbered=False,
    columns=COLUMNS,
    needs="nobody of a known country or organisation acts",
    fits=_fits,
    cells=lambda row: tuple(_cells(row)),
)
