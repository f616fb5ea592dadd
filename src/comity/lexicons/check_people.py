"""Whether the rows of people.csv agree with each other: one office has one holder, a name is one person's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

OF_ONE = frozenset((  # who holds one, holds it alone; a rival or an acting holder has a role of another name
    "president", "prime minister", "premier", "chancellor", "taoiseach", "king", "emperor", "emir", "sultan", "pope",
    "supreme leader", "chief executive", "foreign minister", "foreign secretary", "external affairs minister",
    "secretary of state", "defence minister", "defence secretary", "finance minister", "treasury secretary",
    "home secretary", "interior minister", "national security adviser", "attorney general", "parliament speaker",
    "army chief", "chief of the general staff", "chief of staff", "chairman of the Joint Chiefs of Staff",
    "CIA director", "director of the FSB", "secretary of the Security Council", "Mossad chief",
    "EU foreign policy chief", "president of the European Commission", "president of the European Council",
    "ECB president", "UN secretary-general", "NATO secretary-general", "OSCE secretary-general",
    "OAS secretary-general", "OPEC secretary-general", "CSTO secretary-general", "Arab League secretary-general",
    "ASEAN secretary-general", "IMF managing director", "president of the World Bank", "WTO director-general",
    "WHO director-general", "IAEA director general", "ICC prosecutor", "chairman of the AU Commission",
    "state secretary of the Union State",
))  # fmt: skip


class Spell(Struct, frozen=True):
    """Days that a row holds, both included, and where it stands."""

    first: date
    last: date
    line: int
    name: str
    code: str


def check_people(rows: Sequence[tuple[int, Mapping[str, str]]]) -> Iterator[tuple[int, str, str]]:
    """(line, what, remedy) of rows that contradict each other; the day on which an office changes hands is shared."""
    offices: dict[tuple[str, str], list[Spell]] = {}
    names: dict[str, list[Spell]] = {}
    people: dict[str, list[Spell]] = {}
    for line, row in rows:
        spell = _spell(line, row)
        if spell is None:
            continue  # told of as no day
        people.setdefault(row["name"], []).append(spell)
        if row["role"] in OF_ONE:
            offices.setdefault((row["code"], row["role"]), []).append(spell)
        for name in {row["name"], *filter(None, row["names"].split(";"))}:
            names.setdefault(name, []).append(spell)
    for (code, role), spells in offices.items():
        for one, other in _together(spells):
            if one.name != other.name:
                yield one.line, f"two at once are {role} ({code}): {other.name} in line {other.line}", "mend the days"
    for name, spells in names.items():
        for one, other in _together(spells):
            if one.name != other.name:
                yield one.line, f"“{name}” is also {other.name} in line {other.line}", "take the name from one of them"
    for name, spells in people.items():
        for one, other in _together(spells):
            if one.code != other.code:
                yield one.line, f"{name} is {other.code} too, in line {other.line}", "keep one code for a day"


def _spell(line: int, row: Mapping[str, str]) -> Spell | None:
    """The days of a row; None where they cannot be read."""
    try:
        first = date.fromisoformat(row["first_day"]) if row["first_day"] else date.min
        last = date.fromisoformat(row["last_day"]) if row["last_day"] else date.max
    except ValueError:
        return None
    return Spell(first, last, line, row["name"], row["code"])


def _together(spells: Iterable[Spell]) -> Iterator[tuple[Spell, Spell]]:
    """Each spell that shares more than one day with one that began before it, and that one."""
    before: list[Spell] = []
    for spell in sorted(spells, key=lambda s: (s.first, s.line)):
        for other in before:
            if spell.first < min(other.last, spell.last):
                yield spell, other
        before.append(spell)
