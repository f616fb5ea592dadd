"""Words for people that mean them, and words that do not: "the mission said", not "on a mission"."""

from __future__ import annotations

import pytest

from tests.test_actors import coded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Chile and Peru discussed security in Lima.", "security"),
        ("Norway provided Chile with valuable intelligence.", "valuable intelligence"),
        ("Ghana sent 200 soldiers to Mali on a peacekeeping mission.", "a peacekeeping mission"),
        ("Peru demanded details about the source of the infections.", "the source"),
        ("The judge held the editor in contempt of court.", "court"),
        ("Chilean fighters joined forces with Peru.", "forces"),
        ("Peru rejected the court, to which it is not a party.", "a party"),
        ("An aide at the Bolivian National Oil Company resigned.", "the Bolivian National"),
        ("She works for the High Commission for Refugees in Geneva.", "Refugees"),
        ("He bought a van for 30m Danish kroner.", "Danish"),
        ("He was taken prisoner in Peru.", "prisoner"),
        ("Deputy U.S. Trade Representative John Hale signed it.", "Deputy"),
        ("An Intermediate People's Court in China jailed him.", "People"),
        ("Israel will annex the Jordan Valley.", "the Jordan"),
    ],
)
def test_a_word_that_means_no_people_here(text: str, words: str) -> None:
    assert words not in coded(text)


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Israeli intelligence warned the Kremlin.", "Israeli intelligence", "ISRSPY"),
        ("The EU mission left Mali.", "The EU mission", "EUR"),
        ("A source in the Chilean ministry said so.", "A source", "CHLGOV"),
        ("Libyan forces loyal to the general seized the town.", "Libyan forces", "LBYMIL"),
        ("The court fined a Chilean firm in Lima.", "The court", "PERJUD"),
        ("The Egyptian affiliate of Islamic State stormed a mosque.", "The Egyptian affiliate of Islamic State", "IMG"),
        ("The first U.S. olympian from Guam refused to meet him.", "The first U.S. olympian", "USACVL"),
    ],
)
def test_the_same_word_as_people(text: str, words: str, code: str) -> None:
    assert coded(text)[words] == {code}


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("The Nigerian Senate, yesterday, began an inquiry.", "The Nigerian Senate", "NGALEG"),
        ("Pakistan's Foreign Office summoned him.", "Pakistan's Foreign Office", "PAKGOV"),
        ("MANILA, Philippines -- The president respects the Senate.", "the Senate", "PHLLEG"),
        ("The US Senate voted in Washington.", "The US Senate", "USALEG"),
        ("Peru's Sol Verde Mining Group sued Chile.", "Sol Verde Mining Group", "PERBUS"),
        ("Libya's Government of National Accord took the town.", "Libya's Government of National Accord", "LBYGOV"),
    ],
)
def test_a_body_is_of_the_country_that_owns_it(text: str, words: str, code: str) -> None:
    assert code in coded(text)[words]


def test_prisoners_are_of_the_state_that_frees_them() -> None:
    text = "Libya freed 37 prisoners on Tuesday, one of them held before at the U.S. military prison."
    assert coded(text)["37 prisoners"] == {"LBYCVL"}


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("The Italian premier flew to Tirana. He held talks with town leaders.", "town leaders", "ALBGOV"),
        ("Ghana accused Togo. The country's army crossed the border.", "The country's army", "GHAMIL"),
        ("The U.S. navy's destroyer sailed from Qingdao.", "The U.S. navy's destroyer", "USAMIL"),
        ("The Chilean president's wife met the king of Spain.", "The Chilean president's wife", "CHLELI"),
        ("Britain fined Mr Lukashenko, his son and a banker.", "his son", "BLRELI"),
        ("Omar Gado, the Chadian president's son, spoke.", "Omar Gado", "TCDELI"),
        ("The Chadian president's son and spokesman Omar Gado spoke.", "The Chadian president's son", "TCDGOV"),
        ("The miner's wife was hurt in Chile.", "The miner's wife", "CHLCVL"),
        ("Kosovo's ethnic Albanian majority wants a vote.", "Kosovo's ethnic Albanian majority", "KOSCVL"),
        ("Martti Ahtisaari, UN envoy and former Finnish president, spoke.", "Martti Ahtisaari", "UNO"),
        ("Three people died in Pakistan-controlled Kashmir.", "Three people", "PAKCVL"),
    ],
)
def test_whose_somebody_is_by_the_words_beside_him(text: str, words: str, code: str) -> None:
    assert coded(text)[words] == {code}


def test_a_topic_before_a_title_is_not_of_it() -> None:
    found = coded("He will press Iran, U.S. Secretary of State Anne Hill said.")
    assert found["Iran"] == {"IRN"} and found["U.S. Secretary of State Anne Hill"] == {"USAGOV"}


def test_who_is_backed_by_an_organisation_is_not_its_own() -> None:
    found = coded("Prague backs Omar Saleh, the prime minister of the U.N.-backed Libyan government.")
    assert found["Omar Saleh"] == {"LBYGOV"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("China and Peru met. The men pounded on the sides of the truck.", "the sides"),
        ("China and the US exchanged warship visits.", "warship"),
        ("His opposition to the plan grew in Chile.", "His opposition"),
    ],
)
def test_sides_of_things_visits_of_ships_and_acts_of_opposition_are_nobody(text: str, words: str) -> None:
    assert words not in coded(text)


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("China and Peru met. The sides agreed.", "The sides", "CHN"),
        ("A campaign from the opposition to oust her began in Chile.", "the opposition", "CHLPTYOPP"),
        ("The Kosovo Albanians and the Kosovo Serbs met.", "the Kosovo Serbs", "KOSCVL"),
        ("Latvian Russians fled.", "Latvian Russians", "LVACVL"),
        ("Prime Minister Juan Rivas of Chile dismissed his chief of staff.", "his chief of staff", "CHLGOV"),
        ("The Peruvian chief of staff resigned.", "The Peruvian chief of staff", "PERMIL"),
        ("Lawyer Craig Washington rose in Kenya. Washington said he was ill.", "Washington", "KENCVL"),
    ],
)
def test_sides_minorities_chiefs_and_namesakes_are_somebody(text: str, words: str, code: str) -> None:
    assert code in coded(text)[words]


def test_a_city_of_the_name_keeps_it() -> None:
    text = "Craig Washington flew to Washington on Monday. Washington said it would help Kenya."
    assert "USA" in coded(text)["Washington"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Russia shadowed the French satellite Athena-Fidus.", "Athena-Fidus"),
        ("The Alabama Court of Criminal Appeals upheld it.", "Criminal"),
        ("The poison was a military nerve agent.", "military nerve agent"),
        ("Yemen freed the woman who led Tunisia-inspired protests.", "Tunisia"),
        ("Chile bought Russian-made radios.", "Russian"),
        ("Senate negotiators agreed on Senate Bill 2770 on Wednesday.", "Bill"),
    ],
)
def test_things_and_likenesses_are_nobody(text: str, words: str) -> None:
    assert words not in coded(text)
