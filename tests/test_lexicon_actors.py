"""The actor and place lexicons hold: codes are codes, spells do not run backwards, coordinates lie on the globe."""

from __future__ import annotations

from typing import get_args

import pytest

from comity.actors.cast import split_code
from comity.lexicons.actors import INTERNATIONAL, SECTORS, RoleKind, day, open_actors, plural, rows
from comity.lexicons.places import open_places

COUNTRIES = {row["code"] for row in rows("countries.csv")}
CODED = ["seats_of_power.csv", "organisations.csv", "armed_groups.csv", "people.csv", "companies.csv", "media.csv"]


@pytest.mark.parametrize("file", CODED)
def test_codes_are_a_country_and_sectors(file: str) -> None:
    for row in rows(file):
        country, sectors = split_code(row["code"])
        assert country is None or country in COUNTRIES | INTERNATIONAL, row
        assert set(sectors) <= SECTORS, row


@pytest.mark.parametrize("file", ["armed_groups.csv", "people.csv", "countries.csv"])
def test_spells_do_not_run_backwards(file: str) -> None:
    for row in rows(file):
        first, last = day(row["first_day"], file), day(row["last_day"], file)
        assert first is None or last is None or first <= last, row


def test_roles_have_known_sectors_and_kinds() -> None:
    for row in rows("roles.csv"):
        assert set(filter(None, row["sectors"].split(";"))) <= SECTORS, row
        assert row["kind"] in get_args(RoleKind), row


def test_a_role_word_stands_in_one_row() -> None:
    words = [word for row in rows("roles.csv") for word in row["words"].split(";")]
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_every_capital_is_a_place_of_its_country() -> None:
    places = open_places().names
    for row in rows("countries.csv"):
        for capital in filter(None, row["capitals"].split(";")):
            assert places[capital].country == row["code"], capital


def test_coordinates_lie_on_the_globe() -> None:
    for place in open_places().names.values():
        assert place.latitude is None or abs(place.latitude) <= 90
        assert place.longitude is None or abs(place.longitude) <= 180


@pytest.mark.parametrize(
    ("singular", "expected"),
    [
        ("German", "Germans"),
        ("policeman", "policemen"),
        ("Chinese", "Chinese"),
        ("secretary of state", "secretaries of state"),
    ],
)
def test_plurals(singular: str, expected: str) -> None:
    assert plural(singular) == expected


def test_alternative_spellings_lead_to_one_person() -> None:
    names = open_actors().names
    assert {entry.name for entry in names["Lukashenka"]} == {"Alexander Lukashenko"}
    assert {entry.name for entry in names["Zelenskyy"]} == {"Volodymyr Zelensky"}
