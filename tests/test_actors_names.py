"""What an actor is called: the fullest words of the text."""

from __future__ import annotations

from datetime import date

import pytest

from tests.test_actors import actors, coded


def names(text: str, day: date | None = date(2022, 7, 1)) -> list[tuple[str, str | None]]:
    return [(actor.name, actor.code) for actor in actors(text, day)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Premier Haniya spoke. Ismail Haniya, as ever, was brief.", "Ismail Haniya"),
        ("The mayor praised Zelensky in a letter.", "Volodymyr Zelensky"),
        ("The Lithuanian officials objected. Officials later relented.", "Lithuanian officials"),
        ("The UN mission left.", "UN mission"),
        ("The Peruvian foreign ministry denied it.", "Peruvian foreign ministry"),
        ("Ministers of the EU met.", "EU"),
        ("Tehran refused.", "Tehran"),
        ("Tehran refused. Iran will not pay.", "Iran"),
    ],
)
def test_the_fullest_words_of_the_text_are_the_name(text: str, name: str) -> None:
    assert name in [found for found, _ in names(text)]


def test_a_longer_name_replaces_the_name_it_holds() -> None:
    assert names("Novak resigned. Maria Novak had been ill.") == [("Maria Novak", None)]


def test_the_same_words_of_two_countries_are_two_actors() -> None:
    assert names("The Chilean and Peruvian ministers dined.") == [
        ("Chilean and Peruvian ministers", "CHLGOV"),
        ("Chilean and Peruvian ministers", "PERGOV"),
    ]


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Jordan's King Abdullah II flew to Tokyo on Friday. Abdullah called for talks.", "Abdullah", "JORGOV"),
        (
            "Chinese President Hu Jintao met James Alix Michel, president of the Republic of Seychelles. Michel left.",
            "Michel",
            "SYCGOV",
        ),
        ("The mayor praised Zhao Wengen, commander of a fleet of the Chinese navy.", "Zhao Wengen", "CHNMIL"),
        (
            "The European Court of Auditors said in a report that it had found errors.",
            "The European Court of Auditors",
            "EUR",
        ),
        ("Colonel Juan Valero Sandoval of Peru died in the raid. Valero was buried in Lima.", "Valero", "PERMIL"),
        (
            "Peru's police arrested Ana Prado, president of the Free Miners Association, on Monday.",
            "president of the Free Miners Association",
            "PERSOC",
        ),
    ],
)
def test_who_a_later_name_means(text: str, words: str, code: str) -> None:
    assert coded(text)[words] == {code}


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Police in Lima arrested three Chileans.", "Chileans", "CHLCVL"),
        ("Police in Lima arrested an Egyptian.", "Egyptian", "EGYCVL"),
        ("Six Japanese were evacuated from Lima.", "Japanese", "JPNCVL"),
        ("Dozens of Serbs protested in Lima.", "Serbs", "SRBCVL"),
        ("Most Germans oppose the plan.", "Germans", "DEUCVL"),
        ("The Germans oppose the plan.", "The Germans", "DEU"),
        ("Germans and French signed the treaty.", "Germans", "DEU"),
        ("An Israeli millionaire met the mayor of Lima.", "An Israeli millionaire", "ISRBUS"),
    ],
)
def test_some_of_a_people_are_people_and_all_of_them_the_state(text: str, words: str, code: str) -> None:
    assert coded(text)[words] == {code}


def test_a_house_is_a_parliament_by_its_capital_only() -> None:
    assert "a house" not in coded("Police raided a house in Lima.")
    assert coded("A House committee in Washington sat late.")


def test_two_capitals_that_begin_a_headline_act() -> None:
    found = coded("Oslo and Lima sign fishing pact")
    assert found["Oslo"] == {"NOR"} and found["Lima"] == {"PER"}


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("The US ambassador to Japan Thomas Hartwell spoke.", "The US ambassador to Japan Thomas Hartwell", "USAGOV"),
        ("Lima summoned the Bolivian ambassador to Peru, Oscar Novas, on Monday.", "Oscar Novas", "BOLGOV"),
        ("The Chilean envoy to the UN in Geneva, Juan Rivas, agreed.", "Juan Rivas", "CHLGOV"),
        ("The Chilean ambassador to Peru agreed.", "The Chilean ambassador", "CHLGOV"),
        (
            "Leaders of Kenya's small Jubilee Party met Chile's envoy.",
            "Leaders of Kenya's small Jubilee Party",
            "KENPTYGOV",
        ),
        ("The head of Chile's navy resigned.", "The head of Chile's navy", "CHLMIL"),
        ("The leader of Libya's revolution spoke.", "The leader of Libya", "LBYGOV"),
        ("An MP of Kenya's Jubilee Party resigned.", "An MP of Kenya's Jubilee Party", "KENLEG"),
    ],
)
def test_an_office_reaches_over_post_and_body_to_the_name(text: str, words: str, code: str) -> None:
    assert coded(text)[words] == {code}


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        (
            "A spokesman for the Sri Lanka Democracy Forum criticised Norway.",
            "the Sri Lanka Democracy Forum",
            "LKASOC",
        ),
        (
            "The Chinese Academy of Social Sciences warned Peru.",
            "The Chinese Academy of Social Sciences",
            "CHNEDU",
        ),
        ("Serbian Statistics Bureau officials left.", "Serbian Statistics Bureau officials", "SRBGOV"),
    ],
)
def test_a_name_that_begins_with_a_state_is_one_body_of_it(text: str, words: str, code: str) -> None:
    found = coded(text)
    assert found[words] == {code}
    assert not {"Sri Lanka", "Chinese", "Serbian"} & set(found)


def test_a_town_that_the_text_tells_of_is_no_organisation() -> None:
    text = "The Italian premier visited Vlore, a town in southern Albania. Italy would send aid to Vlore, he said."
    assert "Vlore" not in coded(text)


def test_a_time_zone_is_no_organisation() -> None:
    assert set(coded("Chile opens the talks at 1800 GMT.")) == {"Chile"}
