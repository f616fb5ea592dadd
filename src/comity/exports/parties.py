"""Who acts and who is acted upon, in comity's codes and in CAMEO's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from comity.lexicons.actors import INTERNATIONAL, SECTORS
from comity.lexicons.cameo import ForeignCodes
from comity.vocabulary import Actor

UNKNOWN_COUNTRY = "---"  # as CAMEO text writes it
INTERNATIONAL_NAMES = {
    "UNO": "United Nations",
    "EUR": "European Union",
    "IGO": "International organization",
    "NGO": "Nongovernmental organization",
    "ISM": "International movement",
    "IMG": "International militarized group",
    "MNC": "Multinational corporation",
}
CAMEO_COUNTRIES = {"KOS": "KSV", "UNO": "IGOUNO", "EUR": "IGOEUREEC", "ISM": "NGM"}
CAMEO_SECTORS = {"JRN": "MED", "MED": "HLH", "SOC": "NGO", "PRM": "UAF", "UNK": "", "PRE": ""}  # CAMEO has no last four
CAMEO_REGIONS = {  # collectives that PLOVER gives no code
    "the West": "WST", "Western": "WST", "international community": "INT",
    "European countries": "EUR", "African countries": "AFR", "Asian countries": "ASA",
}  # fmt: skip
KNOWN_GROUPS = frozenset((
    "UNO", "HCR", "HCH", "KID", "WHO", "WFP", "FAO", "ILO", "IAE", "ICJ", "WCT", "WBK", "IMF", "WTO", "ICC", "ITP",
    "IPU", "EEC", "NAT", "SCE", "COE", "EFT", "EBR", "CIS", "CWN", "OAU", "WAS", "SAD", "IAD", "AFB", "ARL", "GCC",
    "OIC", "AMU", "ASN", "SAA", "ADB", "OAS", "OPC", "GOS", "GOE", "GSS", "NON", "PRC", "BIS", "IRC", "AMN", "MSF",
    "ALQ",
))  # fmt: skip
CAMEO_TYPES = frozenset((
    "COP", "GOV", "JUD", "LEG", "MIL", "PTY", "REB", "SPY", "UAF", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "MED",
    "HLH", "LAB", "REF", "OPP", "REL", "NGO", "IGO", "IMG", "MNC", "NGM", "DEV", "ENV", "HRI", "PKO",
))  # fmt: skip


class Party(Struct, frozen=True):
    """One of those who act or are acted upon."""

    name: str
    code: str | None  # comity's: "RUSGOVMIL"; None: uncoded
    country: str | None  # ISO 3166 alpha-3 or an international code; None: not known
    sectors: tuple[str, ...]  # the rest of the code
    role: str | None = None  # "defence minister"
    words: str | None = None  # what the sentence calls it; None: named around it, or words were not asked for


class CameoActor(Struct, frozen=True):
    """The same in CAMEO's codes; None and empty: there is none."""

    code: str
    country: str | None
    group: str | None  # organisation: "NAT"
    types: tuple[str, ...]  # roles


def party_of(actor: Actor, codes: ForeignCodes, words: str | None = None) -> Party:
    """The actor of an article as a party."""
    country, sectors = split_code(actor.code, codes)
    return Party(actor.name, actor.code, country, sectors, actor.role, words)


def party_of_code(code: str, codes: ForeignCodes) -> Party:
    """The party that the code or name alone tells of.

    >>> from comity.lexicons.cameo import open_foreign_codes
    >>> [party_of_code(code, open_foreign_codes()).name for code in ("RUS", "RUSGOV", "UAF", "Rovers")]
    ['Russia', 'RUSGOV', 'UAF', 'Rovers']
    """
    country, sectors = split_code(code, codes)
    if country is None and not sectors:
        return Party(code, None, None, ())
    return Party(country_name(country, codes) or code if not sectors else code, code, country, sectors)


def split_code(code: str | None, codes: ForeignCodes) -> tuple[str | None, tuple[str, ...]]:
    """Country and sectors of a code; (None, ()) for what is none.

    >>> from comity.lexicons.cameo import open_foreign_codes
    >>> split_code("UKRGOVMIL", open_foreign_codes()), split_code("UAF", open_foreign_codes())
    (('UKR', ('GOV', 'MIL')), (None, ('UAF',)))
    """
    parts = tuple(re.findall("...", code or ""))
    country = parts[0] if parts and (parts[0] in codes.countries or parts[0] in INTERNATIONAL) else None
    sectors = parts[1:] if country else parts
    if "".join(parts) != code or not SECTORS.issuperset(sectors):
        return None, ()
    return country, sectors


def country_name(country: str | None, codes: ForeignCodes) -> str | None:
    """English name of a country or of a kind of international actor; None: not known."""
    known = codes.countries.get(country or "")
    return known.name if known else INTERNATIONAL_NAMES.get(country or "")


def cameo_actor(party: Party, codes: ForeignCodes) -> CameoActor | None:
    """The party in CAMEO's codes; None: CAMEO has no code for it.

    >>> from comity.lexicons.cameo import open_foreign_codes
    >>> cameo_actor(Party("European Parliament", "EURLEG", "EUR", ("LEG",)), open_foreign_codes())
    CameoActor(code='IGOEUREECLEG', country=None, group='EEC', types=('IGO', 'LEG'))
    """
    if party.code is None:
        region = CAMEO_REGIONS.get(party.name)
        return CameoActor(region, None, None, ()) if region else None
    base = CAMEO_COUNTRIES.get(party.country or "", party.country or "")
    if party.country in INTERNATIONAL:
        base = codes.organisations.get(party.name, base)
    parts = [CAMEO_SECTORS.get(part, part) for part in re.findall("...", base)]
    parts += [part for part in _roles(party.sectors) if part not in parts]
    if not "".join(parts):
        return None
    state = party.country not in INTERNATIONAL and party.country is not None
    rest = parts[1:] if state else parts
    groups = [part for part in rest if part in KNOWN_GROUPS]
    return CameoActor(
        "".join(parts),
        parts[0] if state else None,
        groups[-1] if groups else None,
        tuple(part for part in rest if part in CAMEO_TYPES),
    )


def _roles(sectors: Sequence[str]) -> Iterator[str]:
    yield from filter(None, (CAMEO_SECTORS.get(sector, sector) for sector in sectors))
