"""What agreements lay down: text in, "agreement | parties | dimension | status | words" out."""

import pytest

from comity.claims import find_provisions
from comity.lexicons.claims import open_claims
from tests.claim_texts import actors_of, article_of, parsed


def provisions_in(text: str) -> list[str]:
    article = article_of(text)
    return [
        " | ".join((one.agreement, " ".join(one.parties), one.dimension, one.status, one.text.of(text)))
        for one in find_provisions(article, parsed(article), actors_of(text))
    ]


@pytest.mark.parametrize(
    "text, expected",
    [
        (  # "under": each verb of the clause by itself
            "Russia and Ukraine signed an accord in Kyiv. Under the accord, Russia will station its fleet in the port.",
            ["accord | RUS UKR | defence | planned | Russia will station its fleet in the port"],
        ),
        (
            "Israel and Turkey reached a deal in May. Under the terms of the deal, Turkey lifts its trade ban.",
            ["deal | ISR TUR | economic | in force | Turkey lifts its trade ban"],
        ),
        (
            "According to the ceasefire agreement signed by Israel and Iran, both sides must withdraw heavy weapons.",
            ["ceasefire agreement | ISR IRN | defence | in force | both sides must withdraw heavy weapons"],
        ),
        (
            "Iran and Russia agreed on a deal under which Russia will build two nuclear power plants.",
            ["deal | IRN RUS | energy | planned | Russia will build two nuclear power plants"],
        ),
        (
            "Under the accord, signed by France and Germany in March, France will withdraw its troops from the region.",
            ["accord | FRA DEU | defence | planned | France will withdraw its troops from the region"],
        ),
        (  # the agreement as the one that acts
            "The agreement between Turkey and Greece provides for visa-free travel.",
            ["agreement | TUR GRC | citizenship | in force | provides for visa-free travel"],
        ),
        (
            "The pact obliges Iran to halt enrichment of uranium.",
            ["pact | IRN | defence | in force | obliges Iran to halt enrichment of uranium"],
        ),
        (
            "The treaty commits France and Germany to defend each other.",
            ["treaty | FRA DEU | defence | in force | commits France and Germany to defend each other"],
        ),
        (
            "Russia and Ukraine agreed to a ceasefire. The truce bans heavy weapons near the front.",
            ["ceasefire | RUS UKR | defence | in force | bans heavy weapons near the front"],
        ),
        (
            "The treaty, which Turkey and Greece signed in 1999, obliges both to share intelligence.",
            ["treaty | TUR GRC | information | in force | obliges both to share intelligence"],
        ),
        (
            "Iran's agreement with Russia bars the sale of the missiles to third parties.",
            ["agreement | RUS IRN | defence | in force | bars the sale of the missiles to third parties"],
        ),
        (
            "Israel and Turkey concluded a trade agreement that removes tariffs on farm goods.",
            ["trade agreement | ISR TUR | economic | in force | removes tariffs on farm goods"],
        ),
        (  # one provision for each dimension
            "The pact between Russia and Iran provides for the supply of gas and a common currency.",
            [
                "pact | RUS IRN | energy | in force | provides for the supply of gas",
                "pact | RUS IRN | monetary | in force | a common currency",
            ],
        ),
        (  # what it is on
            "France and Germany signed a treaty on mutual defence and free trade.",
            [
                "treaty on mutual defence and free trade | FRA DEU | defence | in force | mutual defence",
                "treaty on mutual defence and free trade | FRA DEU | economic | in force | free trade",
            ],
        ),
        (
            "Greece and Turkey signed a memorandum on media cooperation.",
            ["memorandum on media cooperation | GRC TUR | information | in force | media cooperation"],
        ),
        (
            "Minsk and Moscow signed a deal on the supply of oil and on a joint customs tariff.",
            [
                "deal | BLR RUS | energy | in force | the supply of oil",
                "deal | BLR RUS | economic | in force | a joint customs tariff",
            ],
        ),
        (
            "Turkey and Greece signed an extradition treaty on Monday.",
            ["extradition treaty | TUR GRC | legal | in force | extradition treaty"],
        ),
        (
            "Turkey ratified an extradition treaty with Ukraine.",
            ["extradition treaty | UKR TUR | legal | in force | extradition treaty"],
        ),
        (
            "Ukraine and Russia signed a gas transit contract.",
            ["gas transit contract | UKR RUS | energy | in force | gas transit contract"],
        ),
        (  # the lexicon knows the parties; "the treaty" goes back to the name
            "The New START treaty limits the number of deployed warheads.",
            ["New START treaty | RUS USA | defence | in force | limits the number of deployed warheads"],
        ),
        (
            "France and Germany signed the Aachen Treaty in 2019. It was hailed. The treaty sets up a joint assembly.",
            ["Aachen Treaty | FRA DEU | political | in force | sets up a joint assembly"],
        ),
        (
            "The Schengen agreement abolished passport checks.",
            ["Schengen agreement | BEL DEU FRA LUX NLD | citizenship | in force | abolished passport checks"],
        ),
        (
            "The Good Friday Agreement set up a power-sharing government in Belfast.",
            ["Good Friday Agreement | GBR IRL | political | in force | set up a power-sharing government in Belfast"],
        ),
        (  # to come
            "Russia and Belarus are drafting an agreement that would abolish visas for tourists.",
            ["agreement | RUS BLR | citizenship | planned | abolish visas for tourists"],
        ),
        (
            "France and Iran plan to sign a fishing agreement.",
            ["fishing agreement | FRA IRN | economic | planned | fishing agreement"],
        ),
        (
            "The draft agreement between Germany and Ukraine would let workers travel without visas.",
            ["agreement | DEU UKR | citizenship | planned | let workers travel without visas"],
        ),
        (  # what came to nothing
            "Russia and Belarus signed a treaty of union. Plans for a single currency were shelved.",
            ["treaty of union | RUS BLR | monetary | failed | Plans for a single currency were shelved"],
        ),
        (
            "Russia and Belarus signed the Union State Treaty in 1999. A common constitution was never adopted.",
            ["Union State Treaty | RUS BLR | political | failed | A common constitution was never adopted"],
        ),
        (
            "Talks on a trade pact between Turkey and Iran collapsed.",
            ["trade pact | TUR IRN | economic | failed | Talks on a trade pact between Turkey and Iran collapsed"],
        ),
        (
            "The INF treaty, which banned land-based missiles, expired in 2019.",
            ["INF treaty | RUS USA | defence | failed | banned land-based missiles"],
        ),
    ],
)
def test_what_an_agreement_lays_down(text, expected):
    assert provisions_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Israel and Iran have no extradition treaty.",
        "Germany quit the treaty on Friday.",
        "France and Germany agreed to end hostilities.",  # an act, not a paper
        "The players signed a contract with the club under which wages are cut.",
        "Under the deal, the firm will cut 300 jobs.",
        "Under the coalition deal, the party will get three ministries.",
        "The company signed an agreement with the union on pay and pensions.",
        "The singer reached a deal with the police.",
        "France said the treaty would harm its farmers.",
        "The minister will travel to Germany to sign the treaty.",
        "The treaty between Russia and Iran did not include a mutual defence clause.",
        "Russia accused Ukraine of violating the ceasefire.",
        "The European Union imposed tariffs on steel.",
        "Plans for a single currency were shelved.",  # of which agreement?
    ],
)
def test_no_provision(text):
    assert provisions_in(text) == []


def test_the_union_treaty_of_two_neighbours():
    text = (
        "Lukashenko met Putin in Moscow.\n\n"
        "The two neighbours concluded a Union Treaty in 1997.\n\n"
        "Under the treaty each state stays sovereign, but grants the other’s citizens the right of residence.\n\n"
        "The union has promoted economic integration and provides for mutual defence.\n\n"
        "Attempts to create a single currency came to nothing."
    )
    assert provisions_in(text) == [
        "Union Treaty | RUS BLR | political | in force | each state stays sovereign",
        "Union Treaty | RUS BLR | citizenship | in force | grants the other’s citizens the right of residence",
        "Union Treaty | RUS BLR | economic | in force | promoted economic integration",
        "Union Treaty | RUS BLR | defence | in force | provides for mutual defence",
        "Union Treaty | RUS BLR | monetary | failed | Attempts to create a single currency came to nothing",
    ]


def test_the_lexicon_of_agreements_holds():
    entries = {entry for names in open_claims().agreements.values() for _, same in names for entry in same}
    for entry in entries:
        assert all(len(code) == 3 and code.isupper() for code in entry.parties), entry.names
        assert len(set(entry.parties)) == len(entry.parties), entry.names
    dates = {entry.names[0]: str(entry.signed) for entry in entries}
    assert dates["Union Treaty"] == "1997-04-02"
    assert dates["Union State Treaty"] == "1999-12-08"
