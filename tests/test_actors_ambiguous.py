"""Names that mean several things: the neighbours in the text or the day of publication tell them apart."""

from __future__ import annotations

from datetime import date

import pytest

from tests.test_actors import coded, lexicon


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Georgia recalled its envoy. Tbilisi was angry.", "Georgia", "GEO"),
        ("Talks failed in Atlanta. Georgia rejected the appeal of the Republicans.", "Georgia", None),
        ("Jordan warned Israel over the shrine.", "Jordan", "JOR"),
        ("Chad expelled the German ambassador.", "Chad", "TCD"),
        ("Chad Johnson, a farmer from Ohio, blamed the drought.", "Chad Johnson", "USAAGR"),
        ("Washington warned Tehran over the tanker.", "Washington", "USA"),
        ("Talks were held in Washington on Monday.", "Washington", None),
        ("George Washington owned the estate by the river.", "Washington", None),
        ("The Washington Post reported the theft.", "Washington", None),
        ("Turkey summoned the Swedish ambassador.", "Turkey", "TUR"),
        ("Families ate turkey and rice at the shelter.", "turkey", None),
        ("Congo accused Rwanda of arming the rebels near Goma.", "Congo", "COD"),
        ("Congo signed the accord in Brazzaville, the mediators said.", "Congo", "COG"),
        ("Korea protested to Tokyo over the islands, Seoul officials said.", "Korea", "KOR"),
        ("Korea fired two missiles, Pyongyang announced.", "Korea", "PRK"),
        ("Macedonia thanked NATO, Skopje officials said.", "Macedonia", "MKD"),
        ("Ships waited off Thessaloniki. Macedonia sent aid to farmers.", "Macedonia", "GRC"),
        ("Niger expelled the French ambassador.", "Niger", "NER"),
        ("Nigeria expelled the French ambassador.", "Nigeria", "NGA"),
        ("Guinea thanked Senegal for the loan.", "Guinea", "GIN"),
        ("Papua New Guinea thanked Australia for the loan.", "Papua New Guinea", "PNG"),
        ("Equatorial Guinea thanked Spain for the loan.", "Equatorial Guinea", "GNQ"),
        ("Guinea-Bissau thanked Portugal for the loan.", "Guinea-Bissau", "GNB"),
        ("South Sudan accused Sudan of bombing an oil field.", "Sudan", "SDN"),
        ("South Sudan accused Sudan of bombing an oil field.", "South Sudan", "SSD"),
        ("Ireland summoned the Russian ambassador.", "Ireland", "IRL"),
        ("Northern Ireland thanked the European Union.", "Northern Ireland", "GBR"),
        ("The Dominican Republic deported hundreds of Haitians.", "The Dominican Republic", "DOM"),
        ("Dominica thanked China for the loan.", "Dominica", "DMA"),
    ],
)
def test_the_neighbours_tell_which_country_is_meant(text: str, words: str, code: str | None) -> None:
    assert coded(text).get(words, {None}) == {code}


@pytest.mark.parametrize(
    ("text", "words", "day", "code"),
    [
        ("President Bush warned Iraq.", "President Bush", date(2002, 7, 1), "USAGOV"),
        ("Fire crews fought the bush fire near Sydney.", "bush", date(2002, 7, 1), None),
        ("Rice met Israeli leaders in Jerusalem.", "Rice", date(2006, 7, 1), "USAGOV"),
        ("Gordon Brown criticised Iran.", "Gordon Brown", date(2008, 7, 1), "GBRGOV"),
        ("Brown bears attacked a Slovak village.", "Brown", date(2008, 7, 1), None),
        ("John Major criticised Iran.", "John Major", date(1995, 7, 1), "GBRGOV"),
        ("Major powers criticised Iran.", "Major", date(1995, 7, 1), None),
        ("Theresa May criticised Iran.", "Theresa May", date(2017, 7, 1), "GBRGOV"),
        ("Russia threatened Ukraine in May.", "May", date(2017, 7, 1), None),
        ("Li Keqiang met the Dutch premier. Li praised the talks.", "Li", date(2014, 7, 1), "CHNGOV"),
        ("Ban criticised Israel over Gaza.", "Ban", date(2009, 1, 10), "UNO"),
        ("Ban on exports angered China.", "Ban", date(2009, 1, 10), None),
        ("Power cuts angered residents of Karachi.", "Power", date(2014, 1, 10), None),
        ("Mark Cuban criticised the plan.", "Cuban", date(2014, 1, 10), None),
    ],
)
def test_a_surname_that_is_a_word_names_nobody_where_it_is_the_word(
    text: str, words: str, day: date, code: str | None
) -> None:
    assert coded(text, day).get(words, {None}) == {code}


@pytest.mark.parametrize(
    ("text", "words", "day", "code"),
    [
        ("Boris Johnson criticised Iran.", "Boris Johnson", date(2015, 5, 14), "GBR"),
        ("Boris Johnson criticised Iran.", "Boris Johnson", date(2017, 5, 14), "GBRGOV"),
        ("Boris Johnson criticised Iran.", "Boris Johnson", date(2024, 5, 14), "GBRELI"),
        ("Benazir Bhutto criticised the generals.", "Benazir Bhutto", date(1995, 5, 14), "PAKGOV"),
        ("Benazir Bhutto criticised the generals.", "Benazir Bhutto", date(2005, 5, 14), "PAKPTYOPP"),
        ("Riek Machar criticised Uganda.", "Riek Machar", date(2015, 5, 14), "SSDREB"),
        ("Riek Machar criticised Uganda.", "Riek Machar", date(2021, 5, 14), "SSDGOV"),
        ("Guillaume Soro criticised France.", "Guillaume Soro", date(2005, 5, 14), "CIVREB"),
        ("Guillaume Soro criticised France.", "Guillaume Soro", date(2009, 5, 14), "CIVGOV"),
    ],
)
def test_the_day_tells_in_which_office_a_person_acts(text: str, words: str, day: date, code: str) -> None:
    assert coded(text, day)[words] == {code}


@pytest.mark.parametrize(
    ("surname", "day", "name"),
    [
        ("Papandreou", date(1995, 3, 10), "Andreas Papandreou"),
        ("Papandreou", date(2010, 5, 14), "George Papandreou"),
        ("Mutharika", date(2011, 4, 28), "Bingu wa Mutharika"),
        ("Kabila", date(1999, 1, 10), "Laurent-Desire Kabila"),
        ("Kabila", date(2005, 1, 10), "Joseph Kabila"),
        ("Mitsotakis", date(1992, 1, 10), "Konstantinos Mitsotakis"),
        ("Mitsotakis", date(2022, 1, 10), "Kyriakos Mitsotakis"),
        ("Le Pen", date(2002, 4, 22), "Jean-Marie Le Pen"),
        ("Le Pen", date(2017, 4, 22), "Marine Le Pen"),
    ],
)
def test_of_a_shared_surname_one_person_holds_it_on_a_day(surname: str, day: date, name: str) -> None:
    assert {entry.name for entry in lexicon().names[surname] if entry.holds(day)} == {name}


def test_after_an_office_abroad_a_person_is_of_the_country_again() -> None:
    assert coded("Former prime minister Tony Blair criticised Iran.", date(2020, 5, 14)) == {
        "Former prime minister Tony Blair": {"GBRELI"},
        "Iran": {"IRN"},
    }
