"""Actors: a sentence in, who is named and how they are coded out."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from comity.actors import find_actors
from comity.lexicons.actors import ActorLexicon, open_actors
from comity.sentences import Parser, open_parser, parse_sentences
from comity.vocabulary import Actor, Article, Part, Published


@cache
def parser() -> Parser:
    return open_parser()


@cache
def lexicon() -> ActorLexicon:
    return open_actors()


def article(text: str, day: date | None = date(2022, 7, 1)) -> Article:
    published = Published(earliest=day, latest=day, basis="given" if day else "unknown")
    return Article(
        id="x", url=None, path=None, outlet=None, agency=None, authors=(), sections=(), title=None, caption=None,
        language="en", published=published, text=text, parts=(Part(kind="body", start=0, end=len(text)),), dropped=(),
        related=(),
    )  # fmt: skip


@cache
def actors(text: str, day: date | None = date(2022, 7, 1)) -> tuple[Actor, ...]:
    page = article(text, day)
    return find_actors(page, parse_sentences(page, parser()), lexicon())


def coded(text: str, day: date | None = date(2022, 7, 1)) -> dict[str, set[str | None]]:
    """Words of each mention -> codes of the actors that it names."""
    found: dict[str, set[str | None]] = {}
    for actor in actors(text, day):
        for mention in actor.mentions:
            found.setdefault(text[mention.start : mention.end], set()).add(actor.code)
    return found


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Estonia expelled two envoys.", "Estonia", "EST"),
        ("Lithuanian border guards turned back a lorry.", "Lithuanian border guards", "LTUCOP"),
        ("The Kremlin denied the report.", "The Kremlin", "RUSGOV"),
        ("The defence minister of Chile resigned.", "The defence minister of Chile", "CHLGOVMIL"),
        ("Police in Lagos arrested forty people.", "Police", "NGACOP"),
        ("Unidentified gunmen opened fire on a market.", "Unidentified gunmen", "UAF"),
        ("The United Nations appealed for calm.", "The United Nations", "UNO"),
        ("The European Commission opened an inquiry.", "The European Commission", "EUR"),
        ("NATO will send more ships.", "NATO", "IGO"),
        ("The Red Cross reopened its office.", "The Red Cross", "NGO"),
        ("Al-Qaeda claimed the attack.", "Al-Qaeda", "IMG"),
        ("The former Peruvian president was tried.", "The former Peruvian president", "PERELI"),
        ("Opposition protesters filled a square in Dhaka.", "Opposition protesters", "BGDCVLOPP"),
        ("A Hamas spokesman rejected the plan.", "A Hamas spokesman", "PSEREB"),
        ("The Georgian parliament ratified the treaty.", "The Georgian parliament", "GEOLEG"),
        ("The Moldovan Constitutional Court annulled the vote.", "The Moldovan Constitutional Court", "MDAJUD"),
    ],
)
def test_a_name_or_a_role_with_its_country_is_coded(text: str, words: str, code: str) -> None:
    assert code in coded(text)[words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The two ministers met in Minsk.", "Minsk"),
        ("Talks were held in Geneva and Vienna.", "Geneva"),
        ("MINSK (Agency) - Nothing was agreed.", "MINSK"),
    ],
)
def test_a_city_is_no_actor_where_it_is_only_the_place(text: str, words: str) -> None:
    assert words not in coded(text)


def test_a_capital_that_acts_is_its_state() -> None:
    found = actors("Moscow and Minsk signed the accord. Russia will pay for it.")
    assert [(actor.code, actor.kind) for actor in found] == [("RUS", "country"), ("BLR", "place-as-actor")]


def test_title_and_name_are_one_mention() -> None:
    found = coded("Ukrainian Foreign Minister Dmytro Kuleba arrived in Rome.")
    assert found["Ukrainian Foreign Minister Dmytro Kuleba"] == {"UKRGOV"}
    assert "Ukrainian" not in found


def test_a_possessor_is_an_actor_of_its_own() -> None:
    found = coded("Belarus's president spoke on Monday.")
    assert found["Belarus's president"] == {"BLRGOV"}
    assert found["Belarus"] == {"BLR"}


def test_a_role_told_once_holds_for_the_article() -> None:
    text = "Maria Novak, the finance minister of Slovenia, resigned. Novak gave no reason."
    assert coded(text)["Novak"] == {"SVNGOV"}


@pytest.mark.parametrize(("day", "code"), [(date(2015, 1, 1), "RUSGOVMIL"), (date(2025, 5, 1), "RUSGOV")])
def test_a_role_is_the_one_of_the_day(day: date, code: str) -> None:
    assert coded("Shoigu praised the troops.", day)["Shoigu"] == {code}


def test_who_has_left_office_is_no_longer_the_government() -> None:
    assert coded("Angela Merkel published a book.", date(2024, 11, 26))["Angela Merkel"] == {"DEUELI"}


def test_what_the_text_says_outweighs_the_lexicon() -> None:
    assert coded("Opposition leader Viktor Orban spoke.", date(2022, 1, 1))["Opposition leader Viktor Orban"] == {
        "HUNPTYOPP"
    }


def test_two_countries_means_both() -> None:
    text = "Russia and Belarus signed a treaty. The two Slavic neighbours will share a market."
    assert coded(text)["The two Slavic neighbours"] == {"RUS", "BLR"}


def test_a_neighbour_is_whom_the_apposition_names() -> None:
    assert coded("They invaded Belarus's southern neighbour, Ukraine.")["Belarus's southern neighbour"] == {"UKR"}


def test_a_pronoun_prefers_the_subject_of_the_sentence() -> None:
    text = "Lukashenko thanked Moscow, when Putin lent money as he crushed the protests."
    assert coded(text)["he"] == {"BLRGOV"}


def test_whose_spokesman_speaks_is_who_he_speaks_of() -> None:
    assert coded("Kenya will sign a deal with Uganda, its foreign minister said.")["its foreign minister"] == {"KENGOV"}


def test_gender_tells_pronouns_apart() -> None:
    text = "Chancellor Angela Merkel met President Vladimir Putin. She asked him to release the prisoner."
    found = coded(text, date(2020, 1, 11))
    assert found["She"] == {"DEUGOV"}
    assert found["him"] == {"RUSGOV"}


def test_we_in_a_quotation_is_the_speaker() -> None:
    text = '"We will not yield," said Prime Minister Kaja Kallas of Estonia.'
    assert coded(text)["We"] == {"ESTGOV"}


def test_the_west_is_a_group_without_a_code() -> None:
    found = actors("The collective West imposed sanctions.")
    assert [(actor.kind, actor.country, actor.code) for actor in found] == [("group", None, None)]


def test_backed_by_a_state_is_not_of_that_state() -> None:
    assert "RUSREB" not in coded("Russian-backed rebels in Donetsk shelled a village.")["Russian-backed rebels"]


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Iran rejected talks with the U.S.-led coalition.", "the U.S.-led coalition", "USAMIL"),
        ("Rebel soldiers seized the airport in Goma.", "Rebel soldiers", "CODREB"),
        ("Foreign troops must leave Iraq.", "Foreign troops", "MIL"),
        ("A police spokesman in Lima declined to comment.", "A police spokesman", "PERCOP"),
        ("The leader of the Serbian opposition was arrested.", "The leader of the Serbian opposition", "SRBPTYOPP"),
        ("The Free Workers Union of Peru called a strike.", "Peru", "PER"),
        ("Hanoi welcomed an invitation from Wellington.", "Wellington", "NZL"),
    ],
)
def test_whose_an_actor_is(text: str, words: str, code: str) -> None:
    assert code in coded(text)[words]


def test_a_price_in_dollars_names_no_state() -> None:
    assert coded("It cost two million U.S. dollars.") == {}


@pytest.mark.parametrize(
    "text", ["Kenya won a seat on the council.", "Kenya open to talks with Uganda.", "Kenya pounds Uganda."]
)
def test_a_word_for_money_or_a_game_may_be_a_verb(text: str) -> None:
    assert coded(text)["Kenya"] == {"KEN"}


def test_georgia_is_the_country_or_the_american_state_by_its_neighbours() -> None:
    assert coded("Georgia accused Russia of spying. Tbilisi recalled its envoy.")["Georgia"] == {"GEO"}
    assert "GEO" not in coded("Republican voters in Georgia queued in Atlanta. Georgia counted the votes.").get(
        "Georgia", set()
    )


def test_both_before_and_is_no_pair() -> None:
    assert "both" not in coded("Russia and Belarus met. Norway was both mediating and arming Peru.")


def test_the_two_alone_means_both_who_met() -> None:
    text = "President Emmanuel Macron met Chancellor Olaf Scholz. The two discussed gas."
    assert coded(text)["two"] == {"FRAGOV", "DEUGOV"}


def test_initials_in_brackets_name_the_same_actor() -> None:
    text = "The Green Valley Liberation Front (GVLF) denied it. The GVLF blamed the army."
    (front,) = [actor for actor in actors(text) if "Front" in actor.name]
    assert [text[m.start : m.end] for m in front.mentions][-1].endswith("GVLF")


def test_ids_follow_the_order_of_first_mention() -> None:
    found = actors("France warned Iran. Iran rebuffed France.")
    assert [(actor.id, actor.code) for actor in found] == [("a1", "FRA"), ("a2", "IRN")]


def test_the_same_text_gives_the_same_actors() -> None:
    page = article("Police in Kabul said the Taliban had attacked them. The president blamed Pakistan.")
    sentences = parse_sentences(page, parser())
    assert find_actors(page, sentences, lexicon()) == find_actors(page, sentences, open_actors())


def test_every_mention_slices_back_to_words() -> None:
    text = "  The U.S. Embassy’s staff left Kyiv.\n\nPresident Zelensky said Ukraine’s allies “must not panic”."
    for actor in actors(text):
        for mention in actor.mentions:
            words = text[mention.start : mention.end]
            assert words == words.strip() != ""
