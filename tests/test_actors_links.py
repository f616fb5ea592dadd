"""Whom a description or a pronoun means: people, pairs and lists named before."""

from __future__ import annotations

import pytest

from tests.test_actors import actors, coded

MET = "Chilean President Ana Rojas met Peruvian President Luis Vega in Quito."


def named(text: str, words: str) -> set[str]:
    """Names of the actors that have a mention with the words."""
    return {a.name for a in actors(text) for m in a.mentions if text[m.start : m.end] == words}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (f"{MET} The Peruvian leader smiled.", "The Peruvian leader", "Luis Vega"),
        (f"{MET} The Chilean president smiled.", "The Chilean president", "Ana Rojas"),
        ("Finance Minister Maria Novak of Slovenia left. The minister was ill.", "The minister", "Maria Novak"),
        ("Senator Joe Pike of Australia lied. The senator must go.", "The senator", "Joe Pike"),
        ("Jordan's King Hamza flew to Aqaba. The monarch is ill.", "The monarch", "Hamza"),
        (
            "Opposition leader Ana Rojas of Chile spoke. The opposition leader left.",
            "The opposition leader",
            "Ana Rojas",
        ),
    ],
)
def test_a_description_means_who_bears_the_title(text: str, words: str, name: str) -> None:
    assert any(name.endswith(found) or found.endswith(name) for found in named(text, words))


def test_the_two_presidents_are_those_who_met() -> None:
    assert named(f"{MET} The two presidents signed a pact.", "The two presidents") == {"Ana Rojas", "Luis Vega"}


def test_the_two_presidents_may_have_been_named_long_before() -> None:
    text = (
        "The presidents of Chile and Peru signed the treaty. It has forty articles. It lays down a tariff. It must be "
        "ratified. Parliament is to vote in May. The two presidents had founded a council in March."
    )
    assert coded(text)["The two presidents"] == {"CHLGOV", "PERGOV"}


def test_each_country_of_a_list_has_its_leader() -> None:
    found = coded("The leaders of Germany, France, Russia and Ukraine met.")
    assert found["The leaders of Germany, France, Russia and Ukraine"] == {"DEUGOV", "FRAGOV", "RUSGOV", "UKRGOV"}
    assert found["Ukraine"] == {"UKRGOV"}


def test_a_list_ends_before_an_owner() -> None:
    found = coded("The leaders of Germany and France's president met.")
    assert found["The leaders of Germany"] == {"DEUGOV"}


def test_they_after_a_list_are_all_of_it() -> None:
    assert coded("Brazil, Chile and Peru met. They agreed.")["They"] == {"BRA", "CHL", "PER"}


def test_the_country_is_the_one_that_something_is_done_in() -> None:
    assert coded("Italy sent a force to Albania to calm the country.")["the country"] == {"ALB"}


def test_the_two_sides_are_the_parties_named_together() -> None:
    text = "Egypt welcomed the truce between Uganda and Kenya. The two sides will meet."
    assert coded(text)["The two sides"] == {"UGA", "KEN"}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Premier Joe Pike warned that Senator Max Colt would be voted out if he did not resign.", "he", "Max Colt"),
        ("Premier Joe Pike said he would resign.", "he", "Joe Pike"),
        ("Senator Max Colt called on Premier Joe Pike to explain his debts.", "his", "Joe Pike"),
        ("President Ana Rojas thanked Minister Julien Faure. Her trip was over.", "Her", "Ana Rojas"),
        ('President Luis Vega left. "He is tired," said Senator Max Colt.', "He", "Luis Vega"),
        ('Senator Max Colt met Premier Joe Pike. "He is tired," Colt said.', "He", "Joe Pike"),
    ],
)
def test_he_and_she_by_clause_gender_and_quotation(text: str, words: str, name: str) -> None:
    assert named(text, words) == {name}


def test_a_party_is_no_he() -> None:
    assert named("Senator Max Colt left the Labour Party for another party. He was angry.", "He") == {"Max Colt"}


def test_is_tells_who_somebody_is() -> None:
    assert coded("Maria Novak is the foreign minister of Slovenia. Novak left.")["Novak"] == {"SVNGOV"}


def test_a_title_beside_a_name_makes_it_a_persons() -> None:
    text = "Khiev Sopheak, spokesman of the Cambodian Interior Ministry, said that he could not go."
    assert named(text, "he") == {"Khiev Sopheak"}


def test_the_leaders_of_two_countries_are_those_named() -> None:
    assert named(f"{MET} The Chilean and Peruvian leaders smiled.", "The Chilean and Peruvian leaders") == {
        "Ana Rojas",
        "Luis Vega",
    }


def test_the_two_members_are_the_states() -> None:
    text = "Italy and Turkey signed a pact. It binds the two NATO members."
    assert coded(text)["the two NATO members"] == {"ITA", "TUR"}


def test_a_capital_that_owns_is_its_state() -> None:
    assert coded("Ministers were divided over Tehran's role.")["Tehran"] == {"IRN"}
    assert "Berlin" not in coded("Four men died in a Berlin restaurant.")
    assert "Paris" not in coded("Four men died in Paris's suburbs.")


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        (f"{MET} He left after their talks.", "their", {"Luis Vega", "Ana Rojas"}),
        ('The ministry of Peru refused. "They never answer," said lawyer Max Colt.', "They", {"ministry of Peru"}),
        ("President Ana Rojas met a top official. She was tired.", "She", {"Ana Rojas"}),
    ],
)
def test_pronouns_of_pairs_bodies_and_women(text: str, words: str, names: set[str]) -> None:
    assert named(text, words) == names


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("He ruled out talks with Iraq's neighbours Iran and Syria.", "Iraq's neighbours", {"IRN", "SYR"}),
        ("They invaded Belarus's southern neighbour Ukraine.", "Belarus's southern neighbour", {"UKR"}),
        ("President Hamid Karzai met his Iranian counterpart Ali Rad.", "his Iranian counterpart Ali Rad", {"IRNGOV"}),
    ],
)
def test_names_beside_a_description_are_the_actors(text: str, words: str, codes: set[str]) -> None:
    assert coded(text)[words] == codes


def test_a_think_tank_is_no_tank() -> None:
    assert coded("A think-tank warned the Social Democrats of Denmark.") == {
        "A think-tank": {"DNKSOC"},
        "the Social Democrats of Denmark": {"DNKPTY"},
        "Denmark": {"DNK"},
    }


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("The Sino-Japanese treaty was signed.", "Sino", {"CHN"}),
        ("General Max Colt of Peru fled. Colt's men stayed.", "Colt's men", {"PERMIL"}),
    ],
)
def test_halves_of_compounds_and_somebodys_men(text: str, words: str, codes: set[str]) -> None:
    assert coded(text)[words] == codes


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Hamas attacked Israel and it accused Egypt.", "it", "PSEREB"),
        ("The Jubilee Party split in Kenya. It blamed the president.", "It", "KENPTYGOV"),
        ("Kabul was attacked by the Taliban and it warned Pakistan.", "it", "AFG"),
    ],
)
def test_it_may_be_a_party_or_armed_group_with_a_singular_name(text: str, words: str, code: str) -> None:
    assert coded(text)[words] == {code}


def test_what_is_done_is_no_actor() -> None:
    assert "it" not in coded("Hamas says Israel did it.")


def test_a_second_office_without_an_article_is_the_same_persons() -> None:
    found = coded("Martti Ahti, former Finnish president and veteran peace broker, met Kosovo leaders.")
    assert found["veteran peace broker"] == found["Martti Ahti"] == {"FINELI"}


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Chile and Peru quarrel over Chile's raids on the country.", "the country", "PER"),
        (
            "The envoy of Peru spoke of Bolivian sanctions against the country's largest bank.",
            "the country's largest bank",
            "PERBUS",
        ),
        (
            "Peru imposed sanctions on a firm of Chile. Chile released several political prisoners in May.",
            "several political prisoners",
            "CHLCVL",
        ),
    ],
)
def test_who_suffers_is_another_than_who_does_it(text: str, words: str, code: str) -> None:
    assert coded(text)[words] == {code}
