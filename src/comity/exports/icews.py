"""ICEWS: events in CAMEO, with names, sectors in words and countries of both sides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from comity.exports.layout import Layout, Pair, Row, joined, published, region, settlement
from comity.exports.parties import INTERNATIONAL_NAMES, Party, country_name
from comity.lexicons.cameo import ForeignCodes
from comity.vocabulary import stable_id

COLUMNS = published("""
Event ID | count | number of the row, the same in every export that has it
Event Date | day | day of the deed, YYYY-MM-DD
Source Name | name | name of the source
Source Sectors | list | its sectors in words, joined by ","
Source Country | text | its country in English; empty: international or not known
Event Text | text | label of the CAMEO code, not words of the article
CAMEO Code | text | with its leading zeros: "042"
Intensity | number | Goldstein's score of the CAMEO code, -10 to 10
Target Name | name | the same of the target
Target Sectors | list | as for the source
Target Country | text | as for the source
Story ID | count | number of the article, the same in every export
Sentence Number | count | of the telling words' sentence, from 1, the headline counted
Publisher | text | outlet
City | text | where, if it is a city
District
Province | text | where, if it is a region
Country | text | country of the place, in English
Latitude | number | degrees
Longitude | number | degrees
""")
SECTORS = {
    "COP": "Police", "GOV": "Government", "JUD": "Judicial", "LEG": "Legislative / Parliamentary", "MIL": "Military",
    "PRM": "Paramilitary", "PTY": "Parties", "REB": "Rebel", "SPY": "Intelligence", "UAF": "Unidentified Armed Forces",
    "UNK": "Unidentified Forces", "AGR": "Agricultural", "BUS": "Business", "CRM": "Criminals / Gangs",
    "CVL": "General Population / Civilian / Social", "EDU": "Education", "ELI": "Elite", "JRN": "News", "LAB": "Labor",
    "MED": "Medical / Health", "REF": "Refugees / Displaced", "OPP": "Opposition", "PRE": "Breakaway Entity",
    "REL": "Religious", "SOC": "Nongovernmental Organizations / Activists",
}  # fmt: skip
ABOUT = 'UTF-8, a tab between cells, a header, no quoting, sectors joined by ",", days as YYYY-MM-DD, missing is empty.'


def _fits(pair: Pair, codes: ForeignCodes) -> bool:
    return None not in pair


def _cells(row: Row) -> Iterable[Any]:
    lead, spot = row.deed.lead, row.spot
    yield row.day.isoformat()
    yield from _party(row.source, row.codes)
    yield from (row.cameo_code.label, row.cameo, row.cameo_code.goldstein)
    yield from _party(row.target, row.codes)
    yield from (story_number(row.article.id), lead.sentence + 1, lead.outlet)
    yield from (settlement(spot), None, region(spot))
    yield country_name(spot.country, row.codes) if spot else None
    yield from (spot.latitude, spot.longitude) if spot else (None, None)


def story_number(article: str) -> int:
    """A number below 2^53 for an article's id."""
    return int(stable_id("article", article)[:13], 16)


def _party(party: Party | None, codes: ForeignCodes) -> tuple[Any, ...]:
    if party is None:
        return None, None, None
    country = codes.countries.get(party.country or "")
    kind = INTERNATIONAL_NAMES.get(party.country or "")
    words = [*([kind] if kind else []), *(SECTORS[sector] for sector in party.sectors)]
    return party.name, joined(words, ","), country.name if country else None


ICEWS = Layout(
    name="icews",
    file="icews.tab",
    unit="events",
    about=ABOUT,
    header=True,
    numbered=True,
    columns=COLUMNS,
    needs="one side is not named",
    fits=_fits,
    cells=lambda row: tuple(_cells(row)),
)
