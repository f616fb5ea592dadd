"""Whom a description or a pronoun takes up: a bearer named later, pairs, bodies and groups by kind, clauses."""

from __future__ import annotations

import pytest

from comity.actors.antecedents import NOBODY, chosen
from comity.lexicons.actors import open_actors
from tests.test_actors import coded
from tests.test_actors_links import named

OFFICIAL = "A foreign ministry official in Chile said the talks had failed."


def test_who_is_described_may_be_named_a_sentence_later() -> None:
    text = f"{OFFICIAL} Luis Vega, head of the trade office, told reporters that they would resume."
    assert named(text, "A foreign ministry official") == {"Luis Vega"}


def test_a_pronoun_takes_up_who_is_named_beside_an_office() -> None:
    text = "Chile's president, Luis Vega, met reporters. He demanded that Norway release the men."
    assert named(text, "He") == {"Luis Vega"}


def test_who_bears_another_office_is_not_who_was_described() -> None:
    text = f"{OFFICIAL} President Luis Vega of Peru was surprised."
    assert "Luis Vega" not in named(text, "A foreign ministry official")


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("Chile and Peru have argued for years over each other's fishing rights.", "each other", {"CHL", "PER"}),
        ("Before it joined the club, Croatia signed a treaty with Libya.", "it", {"HRV"}),
        ("Israeli guards attacked Palestinian prisoners, beating them with clubs.", "them", {"PSECVL"}),
        (
            "Chile's Foreign Minister Ana Rojas will hold talks with Peruvian envoy Luis Vega. They will sign a pact.",
            "They",
            {"CHLGOV", "PERGOV"},
        ),
        ('The Turkish Foreign Ministry condemned the deed. "We will not rest," it went on.', "We", {"TURGOV"}),
        ("Turkey and Israel, long at odds, have mended their ties.", "their", {"TUR", "ISR"}),
    ],
)
def test_a_pronoun_by_its_clause(text: str, words: str, codes: set[str]) -> None:
    assert coded(text)[words] == codes


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("The UN Human Rights Commission met. Norway wrote to the commission.", "the commission", {"UNO"}),
        ("Hezbollah fired rockets. The group said it would go on.", "The group", {"LBNREB"}),
        ("China warned Taiwan. An invasion of the island would be costly.", "the island", {"TWN"}),
        ("Britain seized Hong Kong. China wants the territory back.", "the territory", {"HKG"}),
        ("The coup failed in Mali. France sent a team to the country.", "the country", {"MLI"}),
    ],
)
def test_a_description_by_its_kind(text: str, words: str, codes: set[str]) -> None:
    assert coded(text)[words] == codes


def test_who_was_killed_is_of_where_the_blow_fell_and_not_of_whom_the_article_is_about() -> None:
    text = (
        "The Chilean president met Chilean farmers in Lima. Chilean villagers cheered. "
        "Chile fired rockets at Quito on Monday. At least nine people were killed."
    )
    assert coded(text)["nine people"] == {"ECUCVL"}


def test_police_are_of_the_place_named_just_before() -> None:
    text = (
        "Chile and Peru signed a treaty. Chilean liberals had warned the president of Chile. "
        "In Lima several thousand people demonstrated against it. Riot police beat protesters with truncheons."
    )
    assert coded(text)["Riot police"] == {"PERCOP"}


def test_the_rebels_are_the_guerrillas_named_before() -> None:
    text = "Colombian guerrillas attacked a village. The rebels fled."
    assert named(text, "The rebels") == named(text, "Colombian guerrillas")


def test_a_president_of_a_senate_sits_in_it() -> None:
    text = "Australian senate president Mal Novak lied."
    assert coded(text)["Australian senate president Mal Novak"] == {"AUSLEG"}


def test_equals_are_decided_by_order_and_nobody_by_weight() -> None:
    assert chosen({"CHL": ["near"], "PER": ["near"]}, {"near": 1.0}) == "CHL"
    assert chosen({"CHL": ["near"], NOBODY: ["nobody"]}, {"near": 1.0, "nobody": 1.5}) is None
    assert chosen({}, {}) is None


def test_each_choice_has_weights_of_its_own() -> None:
    lexicon = open_actors()
    assert lexicon.country_weights["same word last"] > lexicon.country_weights["subject here"]
    assert lexicon.pronoun_weights["nobody"] < 0
