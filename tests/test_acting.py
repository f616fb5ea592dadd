"""A state that only says where, or whose land, something is is a place; it acts where an event has it as a party."""

from __future__ import annotations

import pytest

from tests.coded import code_text


def named(text: str) -> set[str]:
    article = code_text(text)
    return {article.text[m.start : m.end] for actor in article.actors for m in actor.mentions}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The minister visited relatives in Cuba.", "Cuba"),
        ("Relief reached villages in northern Kenya and Chad.", "Kenya"),
        ("Relief reached villages in northern Kenya and Chad.", "Chad"),
        ("The general spoke in the Malaysian capital.", "Malaysian"),
        ("Shops stopped selling Danish butter.", "Danish"),
        ("Rain fell over Libya's north.", "Libya"),
        ("He was seen outside the Turkish embassy.", "the Turkish embassy"),
        ("She was received at the Kremlin.", "the Kremlin"),
        ("The student was barred from entering Israel.", "Israel"),
        ("He is the chief for northern Afghanistan.", "Afghanistan"),
        ("The deal brought more U.S. goods to Lima.", "U.S."),
        ("Peru and Chile drilled in the southern desert of the kingdom.", "the kingdom"),
        ("Rain fell in Yemen's Hudaydah.", "Yemen"),
        ("Crowds gathered at a statue of Mikhail Gorbachev.", "Mikhail Gorbachev"),
    ],
)
def test_where_something_is_acts_nobody(text: str, place: str) -> None:
    assert place not in named(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kenya sent grain to Chad.", "Chad"),
        ("Chad received the Danish prime minister.", "the Danish prime minister"),
        ("Officials in Cuba said that they would wait.", "Officials"),
        ("The rebels lost their trust in the Kenyan government.", "the Kenyan government"),
        ("Denmark and the Chadian army signed a deal.", "the Chadian army"),
    ],
)
def test_parties_stay(text: str, words: str) -> None:
    assert words in named(text)


def test_a_place_that_an_event_has_as_a_party_is_an_actor() -> None:
    article = code_text("France sent troops to fight in Mali.")
    targets = {span for event in article.events for span in event.target_spans if span}
    assert {article.text[span.start : span.end] for span in targets} <= named(article.text)


def test_every_actor_that_an_event_or_quote_refers_to_is_there() -> None:
    article = code_text(
        'Talks in Minsk failed. The two countries accused each other. Belarus and Russia blamed "the West".'
    )
    there = {actor.id for actor in article.actors}
    needed = {actor for event in article.events for actor in (*event.source, *event.target)}
    assert needed and needed <= there
    assert all(actor.mentions for actor in article.actors)
