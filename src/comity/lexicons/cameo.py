"""The codes of other people's data: CAMEO's events and organisations, and how they number and name countries."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from comity.lexicons.actors import rows


class CameoCode(Struct, frozen=True, gc=False):
    """What a CAMEO code stands for."""

    label: str
    goldstein: float  # Goldstein's scale as GDELT prints it, -10 (conflict) to 10 (cooperation)


class Country(Struct, frozen=True, gc=False):
    """A country's name and its codes elsewhere; None: not on that list."""

    name: str
    fips: str | None  # FIPS 10-4: "RS" is Russia
    cow: int | None  # Correlates of War: 365 is Russia


class ForeignCodes(Struct, frozen=True):
    """Look-up tables from comity's codes and names to those of other data sets."""

    events: Mapping[str, CameoCode]  # by CAMEO code
    countries: Mapping[str, Country]  # by ISO 3166 alpha-3
    organisations: Mapping[str, str]  # name of an organisation -> its CAMEO code: "NATO" is IGOWSTNAT


def open_foreign_codes() -> ForeignCodes:
    """Load them; some 5 ms."""
    events = {row["cameo"]: CameoCode(row["label"], float(row["goldstein"])) for row in rows("cameo.csv")}
    elsewhere = {row["code"]: row for row in rows("country_codes.csv")}
    countries = {}
    for row in rows("countries.csv"):
        known = elsewhere.get(row["code"], {"fips": "", "cow": ""})
        countries[row["code"]] = Country(
            row["name"], known["fips"] or None, int(known["cow"]) if known["cow"] else None
        )
    organisations = {
        name: row["cameo"]
        for row in rows("organisations.csv")
        for name in (row["name"], *row["names"].split(";"))
        if name and row["cameo"]
    }
    return ForeignCodes(events, countries, organisations)
