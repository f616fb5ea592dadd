"""Places: a sentence in, its places with country and coordinates out."""

from __future__ import annotations

import pytest

from comity.lexicons.places import open_places
from comity.places import find_places
from comity.sentences import parse_sentences
from comity.vocabulary import Place
from tests.test_actors import article, parser


def places(text: str) -> tuple[Place, ...]:
    return find_places(parse_sentences(article(text), parser()), open_places())


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The leaders met in Minsk.", "Minsk", "BLR"),
        ("Shells fell on Kharkov.", "Kharkiv", "UKR"),
        ("A summit in St. Petersburg opened.", "St. Petersburg", "RUS"),
        ("TBILISI (Agency) - Nothing happened.", "Tbilisi", "GEO"),
        ("Talks at Sharm el-Sheikh failed.", "Sharm el-Sheikh", "EGY"),
    ],
)
def test_a_city_has_its_country_and_coordinates(text: str, name: str, country: str) -> None:
    (place,) = places(text)
    assert (place.name, place.country) == (name, country)
    assert place.latitude is not None
    assert -90 <= place.latitude <= 90


def test_a_country_has_no_coordinates() -> None:
    (place,) = places("Troops entered Chad.")
    assert (place.name, place.country, place.latitude) == ("Chad", "TCD", None)


def test_places_slice_back_to_their_words() -> None:
    text = "From Kyiv he flew to Warsaw."
    assert [text[place.start : place.end] for place in places(text)] == ["Kyiv", "Warsaw"]


@pytest.mark.parametrize("text", ["A bomb went off in Haifa Street.", "They met at the Moscow Hotel."])
def test_a_street_is_not_in_the_town_that_it_is_called_after(text: str) -> None:
    assert places(text) == ()
