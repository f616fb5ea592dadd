"""Which PLOVER contexts tell of which dimension of ties."""

from __future__ import annotations

from collections.abc import Mapping

from comity.faults import WrongCall

# PLOVER has no context for money as such (it lies in "economic"), so monetary ties show in provisions alone.
DIMENSIONS: Mapping[str, tuple[str, ...]] = {
    "political": (
        "diplomatic", "executive", "legislative", "election",
        "political_institutions", "pro_democracy", "pro_autocracy",
    ),
    "economic": ("economic", "reparations", "inequality"),
    "monetary": (),
    "energy": ("natural_resource",),
    "defence": ("military", "intelligence", "peacekeeping", "terrorism", "cbrn"),
    "citizenship": ("migration", "asylum", "rights_freedoms"),
    "legal": ("legal", "human_rights", "crime", "corruption"),
    "information": ("misinformation", "cyber", "technology"),
}  # fmt: skip


def contexts_of(dimension: str) -> tuple[str, ...]:
    """The contexts that tell of a dimension; raises WrongCall where none does."""
    contexts = DIMENSIONS.get(dimension)
    if contexts is None:
        raise WrongCall("measure", f'no dimension "{dimension}"', remedy=f"one of {', '.join(DIMENSIONS)}")
    if not contexts:
        remedy = "see `comity provisions`, or measure the economic dimension"
        raise WrongCall("measure", f"no context of an event tells of {dimension} ties", remedy=remedy)
    return contexts
