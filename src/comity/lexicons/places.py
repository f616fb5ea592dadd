"""Places by name, with country and coordinates (degrees, WGS 84, rounded to about a kilometre)."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from comity.lexicons.actors import FIRST_RUN, rows

# after a place's name they make another's: "Haifa Street" is in Baghdad
STREETS = frozenset("Street Road Avenue Boulevard Square Lane Alley Gate Bridge Hotel Wall Club St. Rd. Ave.".split())


class PlaceEntry(Struct, frozen=True, gc=False):
    """A place; a country has no coordinates."""

    name: str
    country: str  # ISO 3166 alpha-3
    latitude: float | None
    longitude: float | None
    kind: str  # capital | city | region | site | country


class PlaceLexicon(Struct, frozen=True):
    """Look-up table; keys are names as they stand in text."""

    names: Mapping[str, PlaceEntry]
    reach: Mapping[str, int]  # first word of a name -> characters of the longest name that begins so


def open_places() -> PlaceLexicon:
    """Load the places; some 5 ms."""
    names: dict[str, PlaceEntry] = {}
    for row in rows("places.csv"):
        entry = PlaceEntry(row["name"], row["country"], float(row["latitude"]), float(row["longitude"]), row["kind"])
        for text in [row["name"], *filter(None, row["names"].split(";"))]:
            names.setdefault(text, entry)
    for row in rows("countries.csv"):
        country = PlaceEntry(row["name"], row["code"], None, None, "country")
        for text in [row["name"], *filter(None, row["names"].split(";"))]:
            names.setdefault(text, country)
    reach: dict[str, int] = {}
    for text in names:
        first = FIRST_RUN.match(text)
        word = first.group() if first else text
        reach[word] = max(reach.get(word, 0), len(text))
    return PlaceLexicon(names, reach)
