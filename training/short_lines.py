"""Blocks of short lines as stories have them: products, results, tables, points, questions, live entries, casts.

Sites differ in them more than in anything else, and most pages have none; written for comity, all names are made up.
"""

from __future__ import annotations

import random
import string
from typing import NamedTuple

WORDS = {
    "name": (
        "Ardal Benna Corvin Delia Estrand Fenwick Galdo Harrow Ilmar Jessop Kelda Lorne Maddox Norvik Orrin Pella "
        "Quarles Rusk Selwyn Tarn Ulmer Vance Wexley Yarrow Zeller"
    ).split(),
    "town": (
        "Northfield Saltmere Kingsbrook Eastvale Harbour Fernhill Millbank Oakridge Stonebury Westlake Rivermouth "
        "Ashford Langley Dunmore Clearwater"
    ).split(),
    "thing": (
        "kettle|desk lamp|tablet|phone case|headset|coffee grinder|toaster|monitor|backpack|keyboard|electric drill"
        "|garden hose|air fryer|router|camera|speaker|watch strap|tent|stroller"
    ).split("|"),
    "kind": "Compact Cordless Stainless Smart Foldable Wireless Heavy-duty Budget Refurbished Portable Slim".split(),
    "deed": "adds cuts opens backs drops joins delays wins loses plans rejects names".split(),
    "matter": "council school budget tax bridge harbour library plant stadium clinic market housing theatre".split(),
    "month": "January March June August October December".split(),
    "rank": "First Second Fifth Seventh 11th 12th".split(),
    "sport": "BOYS SOCCER|GIRLS BASKETBALL|VOLLEYBALL|Second division|Results".split("|"),
    "group": list("ABCDEFGH"),
    "n": [str(number) for number in range(2, 40)],
    "few": list("123456789"),
    "cents": ["00", "95", "99"],
}


class Block(NamedTuple):
    """How a kind of block is made: of each tuple one form, "" for no line."""

    head: tuple[str, ...]
    row: tuple[tuple[str, ...], ...]
    rows: range
    alike: bool = False  # all rows have the forms of the first


FEATURES = (
    "",
    "",
    "Works with any {thing}",
    "Up to {n} hours on one charge",
    "Weighs {few}.{few} pounds",
    "Easy to clean",
    "Includes {few} spare parts and a case",
    "{few}-year warranty",
)
SCORES = (
    "{town} {n} {n} {n} {n} — {n}",
    "{town} ({few}-{few}): {name} {few} goals. {name} {few} assists.",
    "{name}, {town}, {n} points",
    "",
)
BLOCKS = (
    Block(
        ("",),
        (
            ("{kind} {thing}", "{kind} {thing} ({few}-pack)"),
            FEATURES,
            FEATURES,
            FEATURES,
            ("${n}.{cents}", "€{n}", ""),
            ("Available from {town} Stores", "", ""),
        ),
        range(2, 7),
    ),
    Block(
        ("{sport}", "Group {group}", ""),
        (
            ("{sport}", "", ""),
            ("{town} d. {town} {n}-{n}", "{town} {n}, {town} {n}", "{town} {few} - {few} {town}"),
            SCORES,
            SCORES,
        ),
        range(1, 5),
    ),
    Block(
        ("", "How they stand"),
        (("{town} (Group {group}): {rank} appearance", "{few}. {town}, {n} points", "{few}. {name} {name} ({town})"),),
        range(4, 15),
        alike=True,
    ),
    Block(
        ("", "Dates"),
        (("{month} {n} – {town}, {name} Hall", "{month} {n}: {town}", "{month} {n} | {town} | {few} p.m."),),
        range(4, 20),
        alike=True,
    ),
    Block(
        ("What to know:", "At a glance:", "Key points", "What changes:", ""),
        (
            (
                "{town} {deed} a {matter} levy of {few} percent",
                "- {n} new {thing}s for the {matter}",
                "• No change to the {matter} fee",
                "Deadline: {month} {n}",
                "- A second {matter} in {town}",
            ),
        ),
        range(3, 10),
    ),
    Block(
        ("",),
        (
            (
                "Q: When does the {matter} open?",
                "What did you tell the {matter} in {town}?",
                "And if nobody comes?",
                "Who pays for the {matter}?",
            ),
            (
                "A: In spring, we hope.",
                "Nobody has asked.",
                "The {matter} does, mostly.",
                "I told them to wait until {town} decides.",
            ),
        ),
        range(2, 7),
    ),
    Block(
        ("",),
        (
            ("{few}:{n} a.m.", "1{few}:{n}", "1{few}:{n} – {name} {name}"),
            (
                "{name} {name} has arrived in {town}.",
                "{town} {deed} the {matter}, {name} says.",
                "That's it from {town} for now",
            ),
        ),
        range(3, 9),
    ),
    Block(
        ("",), (("The {matter} question", "{town} waits", "What {town} wants", "A {matter} for {town}"),), range(1, 2)
    ),
    Block(
        ("",),
        (
            ("Director: {name} {name}", "Cast: {name} {name}, {name} {name}"),
            ("Running time: {n} minutes", "Where: {town}"),
        ),
        range(1, 3),
    ),
)


def short_lines(chance: random.Random) -> list[str]:
    """The lines of a block of some kind."""
    block = chance.choice(BLOCKS)
    found, forms = [chance.choice(block.head)], [chance.choice(forms) for forms in block.row]
    for _ in range(chance.choice(block.rows)):
        found += forms if block.alike else [chance.choice(forms) for forms in block.row]
    return [filled(form, chance) for form in found if form]


def filled(form: str, chance: random.Random) -> str:
    """The form with a word of its kind in each of its places."""
    fields = [(text, field) for text, field, _, _ in string.Formatter().parse(form)]
    return "".join(text + (chance.choice(WORDS[field]) if field else "") for text, field in fields)
