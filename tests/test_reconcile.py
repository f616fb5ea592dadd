"""Lexicon and model as two witnesses: whose word counts for how much. The model here says what it is told to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from comity.articles import extract_article
from comity.events.cast import Cast, Filler, casts
from comity.events.compose import compose
from comity.events.draft import Draft
from comity.events.insight import Insight, Parts, Telling, Told
from comity.events.reconcile import reconciled
from comity.models import NONE, STATUSES, TYPES
from comity.sentences import parse_sentences
from comity.vocabulary import EventType, Page, Span
from tests.coded import code_text, tools

Words = dict[str, tuple[EventType, float]]  # words of the sentence -> the type they tell of, its share


class Witness(Insight):
    """What the model says: shares of types at words, parts of actors; elsewhere none."""

    def __init__(self, cast: Cast, text: str, words: Words, parts: dict[str, str]) -> None:
        self.cast, self.text, self.words, self.roles = cast, text, words, parts
        self.sentence = cast.sentence

    def reads(self, span: Span) -> bool:
        return True

    def at(self, span: Span) -> np.ndarray:
        shares = np.zeros(len(TYPES) + 1, dtype=np.float32)
        shares[NONE] = 1.0
        for word, (kind, share) in self.words.items():
            if word in span.of(self.text):
                shares[TYPES.index(kind)], shares[NONE] = share, 1 - share
        return shares

    def tellings(self, least: float) -> list[Telling]:
        found = []
        for word, (kind, share) in self.words.items():
            if share >= least:
                span = Span(self.text.index(word), self.text.index(word) + len(word))
                head = self.cast.sentence.head_of(span)
                assert head is not None
                found.append(Telling(span, span, kind, share, 1 - share, head))
        return found

    def parts(self, trigger: Span, fillers: Sequence[Filler]) -> list[Parts]:
        found = []
        for filler in fillers:
            role = next(
                (r for words, r in self.roles.items() if filler.span and words in filler.span.of(self.text)), ""
            )
            found.append(Parts(filler, 0.9 * (role == "source"), 0.9 * (role == "target")))
        return found

    def between(self, kind: str, one: Span | None, two: Span | None) -> float:
        return 0.5

    def told(self, trigger: Span) -> Told | None:
        return None


class Sure(Witness):
    """A model that takes every deed for one that was done."""

    def told(self, trigger: Span) -> Told:
        return Told({status: 0.99 if status == "happened" else 0.002 for status in STATUSES}, {"none": 1.0}, 0.0)


def told(text: str, words: Words, parts: dict[str, str]) -> list[str]:
    """The deeds that the lexicon and a witness find together, as "TYPE by > to"."""
    found, cast = both(text, words, parts, Witness)
    return [line(draft, cast) for draft in found]


def both(text: str, words: Words, parts: dict[str, str], witness: type[Witness]) -> tuple[list[Draft], Cast]:
    """The drafts that the lexicon and a witness make together, and the cast of their sentence."""
    article = extract_article(Page(content=text, kind="text", given_id="test", published="2024-05-02"), tools().outlets)
    sentences = parse_sentences(article, tools().parser)
    cast = next(iter(casts(sentences, code_text(text).actors).values()))
    drafts = compose(cast, tools().events, False, {})
    return reconciled(drafts, cast, witness(cast, article.text, words, parts), tools().events, False), cast


def line(draft: Draft, cast: Cast) -> str:
    sides = [", ".join(str(cast.actors[f.actor].code) for f in side) for side in (draft.sources, draft.targets)]
    return f"{draft.kind} {sides[0]} > {sides[1]}".strip()


def coded(text: str) -> list[tuple[str, list[str | None], list[str | None]]]:
    """The events of a text as the shipped model has them: type, codes of the sources, codes of the targets."""
    article = code_text(text, with_model=True)
    codes = {actor.id: actor.code for actor in article.actors}
    return [(e.type, [codes[a] for a in e.source], [codes[a] for a in e.target]) for e in article.events]


CONDEMNED = "Peru condemned Chile."


def test_where_both_say_the_same_it_stands() -> None:
    assert told(CONDEMNED, {"condemned": ("ACCUSE", 0.9)}, {"Peru": "source", "Chile": "target"}) == [
        "ACCUSE PER > CHL"
    ]


def test_where_the_model_is_sure_that_there_is_no_deed_there_is_none() -> None:
    assert told(CONDEMNED, {"condemned": ("ACCUSE", 0.02)}, {}) == []


def test_a_doubtful_model_leaves_the_lexicon_its_word() -> None:
    assert told(CONDEMNED, {"condemned": ("ACCUSE", 0.4)}, {"Peru": "source", "Chile": "target"}) == [
        "ACCUSE PER > CHL"
    ]


def test_a_sure_model_gives_another_type() -> None:
    parts = {"Peru": "source", "Chile": "target"}
    assert told(CONDEMNED, {"condemned": ("SANCTION", 0.95)}, parts) == ["SANCTION PER > CHL"]


def test_a_refusal_is_no_other_type_and_no_other_status_whatever_the_model_sees_in_its_verb() -> None:
    article = code_text("Chilean miners will not end the strike against Peru Copper.", with_model=True)
    assert [(event.type, event.status) for event in article.events] == [("REJECT", "happened")]


def test_the_state_where_somebody_is_is_not_a_party_beside_him() -> None:
    parts = {"Police": "source", "Peru": "source", "Chile": "target"}
    assert told("Police in Peru condemned Chile.", {"condemned": ("ACCUSE", 0.9)}, parts) == ["ACCUSE PERCOP > CHL"]


def test_the_state_that_somebody_is_from_is_not_a_party_beside_him() -> None:
    parts = {"Officials": "source", "Chile": "source", "Peruvian": "source"}
    assert told("Officials from Chile met Peruvian envoys.", {"met": ("CONSULT", 0.9)}, parts) == [
        "CONSULT CHLGOV, PERGOV >"
    ]


def test_the_parts_are_the_models_where_it_is_sure() -> None:
    assert told(CONDEMNED, {"condemned": ("ACCUSE", 0.9)}, {"Peru": "target", "Chile": "source"}) == [
        "ACCUSE CHL > PER"
    ]


def test_a_deed_that_the_lexicon_does_not_know_is_the_models() -> None:
    text = "Peru gave Chile short shrift."
    assert told(text, {"short shrift": ("REJECT", 0.9)}, {"Peru": "source", "Chile": "target"}) == ["REJECT PER > CHL"]


def test_a_deed_of_nobody_is_none() -> None:
    assert told("Peru gave Chile short shrift.", {"short shrift": ("REJECT", 0.9)}, {}) == []


def test_talks_of_two_sources_are_mutual() -> None:
    text = "Peru and Chile haggled in Quito."
    assert told(text, {"haggled": ("CONSULT", 0.9)}, {"Peru": "source", "Chile": "source"}) == ["CONSULT PER, CHL >"]


@pytest.mark.parametrize(
    ("sentence", "word", "status"),
    [
        ("Peru ended its attack on Chile.", "attack", "ended"),
        ("Peru never attacked Chile.", "attacked", "denied"),
        ("Peru plans to attack Chile.", "attack", "planned"),
        ("Peru attacked Chile.", "attacked", "happened"),
    ],
)
def test_a_sure_model_makes_no_deed_of_what_words_beside_it_plan_deny_or_end(
    sentence: str, word: str, status: str
) -> None:
    found, _ = both(sentence, {word: ("ASSAULT", 0.9)}, {"Peru": "source", "Chile": "target"}, Sure)
    assert [draft.standing.status for draft in found] == [status]


def test_who_brokers_an_agreement_is_no_side_of_it() -> None:
    text = "Peru and Chile signed a truce brokered by Norway."
    parts = {"Peru": "source", "Chile": "source", "Norway": "source"}
    assert told(text, {"signed": ("SUPPORT", 0.9)}, parts) == ["SUPPORT PER, CHL >"]


def test_what_a_meeting_is_held_to_discuss_is_no_second_meeting() -> None:
    text = "Chile's envoy met a Peruvian minister to discuss fish."
    parts = {"Chile": "source", "Peruvian minister": "source"}
    assert told(text, {"met": ("CONSULT", 0.9), "discuss": ("CONSULT", 0.8)}, parts) == ["CONSULT CHLGOV, PERGOV >"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Chile bombed Peru in retaliation for an attack on its convoy.", "PER"),
        ("Chile bombed Peru in response to an attack by Bolivian troops on Arica.", "BOLMIL"),
        ("Israel bombed Lebanon in response to the killing of two soldiers.", "LBN"),
        ("Chile shelled Peru to avenge an attack on its convoy.", "PER"),
    ],
)
def test_who_answers_a_deed_did_not_do_it(text: str, source: str) -> None:
    assert [by[0] for kind, by, _ in coded(text) if kind == "ASSAULT"][1:] == [source]


def test_whose_own_is_attacked_does_not_attack() -> None:
    text = "Chile mourned after an attack on its convoy in Peru."
    assert "ASSAULT CHL" not in " ".join(told(text, {"attack": ("ASSAULT", 0.9)}, {"Chile": "source", "its": "target"}))


def test_the_state_that_a_group_belongs_to_is_not_a_party_beside_it() -> None:
    parts = {"Lebanon": "source", "Hezbollah": "source", "Chile": "target"}
    assert told("Lebanon's Hezbollah condemned Chile.", {"condemned": ("ACCUSE", 0.9)}, parts) == [
        "ACCUSE LBNREB > CHL"
    ]


def test_how_a_deed_was_done_is_no_second_deed() -> None:
    article = code_text("Chilean soldiers killed ten rebels in a raid in Peru.", with_model=True)
    assert [event.type for event in article.events] == ["ASSAULT"]


def test_where_a_victim_is_from_did_nothing() -> None:
    article = code_text("Two UN peacekeepers from Egypt were killed in Mali.", with_model=True)
    assert [event.source for event in article.events] == [()]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Denmark has stopped buying Russian gas.", "ended"),
        ("Chile accused Peru of failing to protect its diplomats.", "denied"),
    ],
)
def test_what_words_stop_or_deny_is_not_under_way(text: str, status: str) -> None:
    assert code_text(text, with_model=True).events[-1].status == status


def test_whose_allies_act_does_not_act() -> None:
    article = code_text("Chile's allies condemned Peru. Chile's neighbours blamed Peru.", with_model=True)
    assert "CHL" not in {a.code for a in article.actors for e in article.events if a.id in e.source}


def test_victims_joined_by_and_are_both_victims() -> None:
    article = code_text("Two Chilean soldiers and a Peruvian rebel were killed in a clash.", with_model=True)
    assert [(event.source, len(event.target)) for event in article.events if event.rule == "assault.kill"] == [((), 2)]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("At least 56 people were killed in two suicide bombings in Iraq.", "IRQCVL"),
        ("A bomb killed two soldiers in Quetta, Pakistan.", "PAKMIL"),
    ],
)
def test_a_bombing_by_nobody_known_is_a_deed(text: str, target: str) -> None:
    assert coded(text) == [("ASSAULT", [], [target])]


def test_a_fire_is_none() -> None:
    assert code_text("Two people were killed in a fire in Quetta, Pakistan.", with_model=True).events == ()


@pytest.mark.parametrize(
    "text",
    ["Belarus recalled its ambassador from Moscow for consultations.", "Belarus withdrew its envoy from Moscow."],
)
def test_envoys_are_recalled_from_the_state_that_they_leave(text: str) -> None:
    assert coded(text) == [("SANCTION", ["BLR"], ["RUS"])]
