"""What the whole article tells of an actor: datelines, "the Union", countries inherited."""

from __future__ import annotations

import pytest

from tests.test_actors import coded


@pytest.mark.parametrize(
    "text",
    [
        "MINSK, Dec 6 (MWA) - It rained.",
        "BERLIN, March 3 (NordPress) -- It rained.",
        "Tbilisi, 4 May (KLM News) - It rained.",
        "ARICA, TARAPACA PROVINCE, Nov. 15 (KLM) --It rained.",
        "NEW YORK — It rained.",
    ],
)
def test_a_dateline_names_nobody(text: str) -> None:
    assert coded(text) == {}


def test_a_dateline_tells_whose_the_parliament_is() -> None:
    assert coded("TBILISI, May 4 (KLM) - The parliament sat late.")["The parliament"] == {"GEOLEG"}


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("The EU debated the plan. The Union will decide in May.", "The Union", "EUR"),
        ("Russia and Belarus signed the Union Treaty. The union will have one coin.", "The union", "IGO"),
        ("Minsk and Moscow signed a treaty on a Union. Russia will pay. The Union has no coin.", "a Union", "IGO"),
        (
            "The EU protested. Russia and Belarus founded a union of the two countries.",
            "a union of the two countries",
            "IGO",
        ),
        (
            "The EU protested. Minsk and Moscow wrote a charter of the Union of their two countries. The Union sat.",
            "The Union",
            "IGO",
        ),
        ("The Union of Belarus and Russia has a flag.", "The Union of Belarus and Russia", "IGO"),
        ("Egypt and Syria founded a union of the two countries.", "a union of the two countries", "IGO"),
        ("The African Union sent observers. The Union will pay.", "The Union", "IGO"),
        ("The union called a strike of Chilean miners.", "The union", "CHLLAB"),
        ("EU workers went on strike. The union wants more pay.", "The union", "LAB"),
    ],
)
def test_the_union_is_of_states_where_the_article_is_on_one(text: str, words: str, code: str) -> None:
    assert code in coded(text)[words]


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Gunmen killed a Japanese diplomat.", "Gunmen", "UAF"),
        ("Militants kidnapped a French journalist.", "Militants", "REB"),
        ("Militants kidnapped a French journalist in Gaza.", "Militants", "PSEREB"),
        ("Police arrested a Canadian tourist.", "Police", "COP"),
        ("The court sentenced an American tourist.", "The court", "JUD"),
        ("Kenya closed the border. Kenya blames smugglers. Gunmen shot a Swede.", "Gunmen", "KENUAF"),
        ("Kenya closed the border. Police shot a Swede.", "Police", "KENCOP"),
    ],
)
def test_a_victim_lends_no_country_to_who_attacks_it(text: str, words: str, code: str) -> None:
    assert coded(text)[words] == {code}


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("US officials met Sunni insurgents. The ambassador in Iraq agreed.", "Sunni insurgents", "IRQREB"),
        ("The Italian premier flew to the Albanian town of Vlore. Residents cheered.", "Residents", "ALBCVL"),
        ("Israel will not accept attacks in Gaza or on its citizens.", "its citizens", "ISRCVL"),
        ("Britain condemned the speech about the Jews.", "the Jews", "CVL"),
    ],
)
def test_a_nameless_group_is_of_the_place(text: str, words: str, code: str) -> None:
    assert coded(text)[words] == {code}


def test_in_an_article_on_one_country_who_is_held_or_sentenced_is_of_it() -> None:
    text = "China shut the site. Chinese police held Wang Bo. A Chinese court jailed Chen Hui."
    assert coded(text)["Wang Bo"] == {"CHNCVL"}
    assert coded(text)["Chen Hui"] == {"CHNCRM"}


def test_of_whom_the_text_says_nothing_is_of_the_country_that_the_article_is_about_beyond_doubt() -> None:
    about = "China shut the site. Chinese papers wrote of it. China said why. Wang Bo laughed."
    assert coded(about)["Wang Bo"] == {"CHN"}
    assert coded("Chinese police held Wang Bo.")["Wang Bo"] == {None}


def test_what_has_an_article_before_its_name_is_no_person() -> None:
    assert "Oreshnik" not in coded("Russia fired an Oreshnik at Ukraine. Russia and Ukraine said so.")


@pytest.mark.parametrize(
    "text",
    [
        "MOGADISHU: It rained.",
        "KUWAIT CITY: It rained.",
        "UNITED NATIONS: It rained.",
        "CRAWFORD, Texas: It rained.",
        "It rained (IRAN-NUCLEAR-POLITICS-IAEA).",
    ],
)
def test_the_label_of_an_item_names_nobody(text: str) -> None:
    assert coded(text) == {}


def test_who_speaks_in_a_transcript_is_no_label() -> None:
    assert "PUTIN" in coded("PUTIN: We will not leave.")


def test_an_official_named_first_in_a_capital_is_of_it() -> None:
    text = "The German foreign ministry spokesman was upset. In Paris, foreign ministry spokesman Jacques Rummel spoke."
    assert coded(text)["foreign ministry spokesman Jacques Rummel"] == {"FRAGOV"}


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Foreigners in China left.", "Foreigners", "CVL"),
        ("China expelled foreign organizations.", "foreign organizations", "SOC"),
        ("Chile protested. Foreign ministry officials wept.", "Foreign ministry officials", "CHLGOV"),
    ],
)
def test_foreigners_are_not_of_the_land_and_foreign_ministries_are(text: str, words: str, code: str) -> None:
    assert coded(text)[words] == {code}


def test_the_neighbours_of_a_state_are_others_than_it() -> None:
    assert "its Asian neighbours" not in coded("Washington has no role between Japan and its Asian neighbours.")
    text = "Russia and Ukraine quarrelled. Belarus said its two neighbours should talk."
    assert coded(text)["its two neighbours"] == {"RUS", "UKR"}


def test_a_speaker_is_of_the_state_that_the_sentence_before_is_about() -> None:
    text = "President Joe Biden condemned Belarus. Russia defended its ally. A foreign ministry spokeswoman wept."
    assert coded(text)["A foreign ministry spokeswoman"] == {"RUSGOV"}


def test_the_neighbours_of_a_third_state_are_the_two_told_of() -> None:
    text = "Russia and Belarus signed a pact. Russia and Belarus will trade. Ukraine wished its neighbours well."
    assert coded(text)["its neighbours"] == {"RUS", "BLR"}


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        (
            "Chile sued Peru. The presidents of the two countries met.",
            "The presidents of the two countries",
            "CHLGOV PERGOV",
        ),
        ("Chile sued Peru. The two countries' ministers met.", "The two countries' ministers", "CHLGOV PERGOV"),
        ("Chile sued Peru. Officials from both sides met.", "Officials from both sides", "CHLGOV PERGOV"),
        ("Chile sued Peru. Soldiers of both countries wept.", "Soldiers of both countries", "CHLMIL PERMIL"),
        ("Chile and Peru signed a pact. Their foreign ministers met.", "Their foreign ministers", "CHLGOV PERGOV"),
        ("Chilean and Peruvian envoys met. Their governments paid.", "Their governments", "CHLGOV PERGOV"),
        ("Chile withdrew its troops from Peru.", "its troops", "CHLMIL"),
        ("Chile evacuated its citizens from Peru.", "its citizens", "CHLCVL"),
        (
            "Chile, Peru and Bolivia signed a pact. The leaders of the three countries smiled.",
            "The leaders of the three countries",
            "CHLGOV PERGOV BOLGOV",
        ),
        ("Both the US and Russian presidents met.", "the US and Russian presidents", "USAGOV RUSGOV"),
        ("A delegation of Taliban officials left Peru.", "A delegation of Taliban officials", "AFGGOV"),
        ("Chile feared Peru. The country's troops marched.", "The country's troops", "CHLMIL"),
    ],
)
def test_officials_of_two_countries_are_of_both(text: str, words: str, codes: str) -> None:
    assert coded(text)[words] == set(codes.split())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Latin American presidents", "GOV"),
        ("South American governments", "GOV"),
        ("Central Asian presidents", "GOV"),
        ("Arab foreign ministers", "GOV"),
        ("Leaders of African countries", "GOV"),
        ("Ambassadors of EU countries", "GOV"),
        ("Western troops", "MIL"),
        ("Coalition warplanes", "MIL"),
        ("Middle Eastern leaders", "GOV"),
        ("Troops from neighbouring countries", "MIL"),
        ("Regional officials", "DEUGOV"),
    ],
)
def test_actors_of_a_region_are_of_no_country_of_the_article(words: str, code: str) -> None:
    assert coded(f"Germany protested. {words} criticised Kenya.")[words] == {code}


def test_persons_are_people() -> None:
    assert coded("Kenyan police held seven persons.")["seven persons"] == {"KENCVL"}


def test_trade_of_a_region_is_nobody() -> None:
    assert coded("Latin American trade grew.") == {}


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("North Korea fired a shell. The South fired back.", "The South", "KOR"),
        ("Seoul protested. Seoul urged the North to talk.", "the North", "PRK"),
        ("North Korea sank a ship in the North Sea.", "the North Sea", None),
        ("Chile and Peru met. The South is poor.", "The South", None),
    ],
)
def test_the_north_is_a_state_in_an_article_on_korea(text: str, words: str, code: str | None) -> None:
    assert coded(text).get(words) == ({code} if code else None)


def test_a_street_is_not_of_the_town_that_it_is_called_after() -> None:
    assert coded("Police found a bomb in Haifa Street. Shops in Palestine Square closed.") == {"Police": {"COP"}}


def test_the_three_countries_are_those_named_together_last() -> None:
    found = coded("Chile and Peru met. Chile, Peru and Bolivia signed a pact. The three countries agreed on trade.")
    assert found["The three countries"] == {"CHL", "PER", "BOL"}
