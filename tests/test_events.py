"""Who did what to whom: how grammar fills the parts of an event. Sentence in, coding out."""

import pytest

from tests.coded import code_text, coded, event_line


def events_in(text: str, with_model: bool = False) -> list[str]:
    article = code_text(text, with_model=with_model)
    return [event_line(article, event) for event in article.events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya condemned Uganda.", "KEN -> UGA ACCUSE"),
        ("Uganda was condemned by Kenya.", "KEN -> UGA ACCUSE"),
        ("Kenya and Rwanda condemned Uganda.", "KEN, RWA -> UGA ACCUSE"),
        ("Kenya, which condemned Uganda, is a neighbour.", "KEN -> UGA ACCUSE"),
        ("Uganda, condemned by Kenya last week, is a neighbour.", "KEN -> UGA ACCUSE"),
        ("Kenya condemned the Ugandan raid.", "KEN -> UGA ACCUSE"),
        ("Kenya condemned Uganda's raid on Rwanda.", "KEN -> UGA ACCUSE"),
        ("The Kenyan parliament condemned Uganda.", "KENLEG -> UGA ACCUSE"),
        ("Kenyan police arrested a Ugandan journalist.", "KENCOP -> UGAJRN COERCE"),
        ("Members of the Kenyan parliament met the Ugandan president.", "KENLEG, UGAGOV CONSULT"),
        ("Kenya sent food aid to Uganda.", "KEN -> UGA AID"),
        ("Kenya offered Uganda a loan.", "KEN -> UGA AGREE"),
        ("Kenya imposed sanctions on Uganda and Rwanda.", "KEN -> RWA, UGA SANCTION"),
        ("Kenya accused Uganda of arming the rebels.", "KEN -> UGA ACCUSE"),
        ("Kenya signed a treaty with Uganda.", "KEN, UGA SUPPORT"),
        ("Kenyan jets bombed Uganda.", "KENMIL -> UGA ASSAULT"),
    ],
)  # fmt: skip
def test_grammar_tells_who_acts_and_who_is_acted_upon(text: str, expected: str) -> None:
    assert expected in events_in(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Kenyan plan drew sharp criticism from Uganda.", "UGA -> KEN ACCUSE"),
        ("Kenya came under fire from the European Union over the arrests.", "EUR -> KEN ACCUSE"),
        ("Kenya's plan has been met with protests from Uganda.", "UGA -> KEN ACCUSE"),
        ("Kenya won praise from Uganda for its reforms.", "UGA -> KEN SUPPORT"),
        ("Kenya protested to Uganda.", "KEN -> UGA ACCUSE"),
        ("Kenyan students protested against the Kenyan government.", "KENEDU -> KENGOV PROTEST"),
    ],
)
@pytest.mark.parametrize("with_model", [False, True])
def test_who_criticises_praises_or_protests_is_the_source_however_it_is_told(
    text: str, expected: str, with_model: bool
) -> None:
    assert expected in events_in(text, with_model)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya will not reach any agreement with Uganda before the vote.", "KEN -> UGA REJECT"),
        ("Kenya is not prepared to withdraw its troops from Uganda.", "KEN -> UGA REJECT"),
        ("Kenya vowed not to give in to Uganda.", "KEN -> UGA REJECT"),
        ("Kenya has no intention of talking to Uganda.", "KEN -> UGA REJECT"),
        ("Kenya is ready to talk with Uganda.", "KEN -> UGA AGREE"),
    ],
)
def test_one_side_refuses_what_two_would_do(text: str, expected: str) -> None:
    article = code_text(text)
    found = [f"{event_line(article, event)} {event.status}" for event in article.events]
    assert f"{expected} happened" in found


def test_who_is_condemned_for_a_deed_told_before_is_its_doer() -> None:
    assert events_in("Kenya raided Uganda on Monday. Rwanda condemned the raid. Chad welcomed the raid.") == [
        "KEN -> UGA ASSAULT",
        "RWA -> KEN ACCUSE", "KEN -> UGA ASSAULT",
        "TCD -> KEN SUPPORT", "KEN -> UGA ASSAULT",
    ]  # fmt: skip


def test_a_deed_told_before_that_draws_criticism_is_its_doers() -> None:
    text = "Kenya raided a village in Uganda on Sunday. The raid drew sharp criticism from the European Union, too."
    assert "EUR -> KEN ACCUSE" in events_in(text)


def test_measures_that_a_speaker_calls_unjust_are_in_force_against_him() -> None:
    text = "“The illegal sanctions only bring us closer,” Kenyan President Moi told reporters."
    assert "-> KENGOV SANCTION" in events_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya beat Uganda 3-1 in the final of the football championship after two goals by the league's top striker.",
        "The flood killed forty people in Kenya.",
        "Shares in Nairobi fell by two percent.",
        "The company rejected the invoice.",
        "The neighbours discussed the weather over lunch.",
    ],
)
def test_what_is_no_deed_of_political_actors_codes_to_nothing(text: str) -> None:
    assert coded(text) == "nothing"


def test_a_meeting_has_all_its_parties_as_sources() -> None:
    article = code_text("The Kenyan president met the Ugandan president in Geneva.")
    (event,) = article.events
    assert event_line(article, event) == "KENGOV, UGAGOV CONSULT"
    assert event.target == ()
    assert event.place is not None and event.place.country == "CHE"
    assert event.modes == ("third-party",)


def test_the_talks_are_those_told_of_before() -> None:
    article = code_text("Kenya and Uganda held talks on Monday. The talks lasted two hours.")
    first, second = (event for event in article.events if event.type == "CONSULT")
    assert event_line(article, first) == event_line(article, second) == "KEN, UGA CONSULT"
    assert second.source_spans == (None, None)


def test_who_arrests_and_who_convicts_is_who_was_named_last_before_of_the_same_country() -> None:
    article = code_text(
        "Kenyan police raided a house in Mombasa on Monday. Ugandan police closed the border. "
        "Four Kenyan students were arrested. A Kenyan court sat late. A Kenyan journalist was sentenced to two years."
    )
    lines = [event_line(article, event) for event in article.events]
    assert "KENCOP -> KENEDU COERCE" in lines and "KENJUD -> KENJRN SANCTION" in lines
    arrest = next(event for event in article.events if event.type == "COERCE" and event.sentence == 2)
    assert arrest.source_spans == (None,)  # the sentence does not name them


def test_who_arrests_stays_unknown_where_nobody_is_named_before() -> None:
    article = code_text("Four Kenyan students were arrested on Monday. Kenyan police did not say why.")
    assert {event.source for event in article.events if event.sentence == 0} == {()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway dispatched peacekeeping troops to Lebanon.", "NOR -> LBN AID"),
        ("Norway dispatched troops to Lebanon.", "NOR -> LBN MOBILIZE"),
        ("Some 200 Norwegian soldiers were deployed in Lebanon as peacekeepers.", "NORMIL -> LBN AID"),
    ],
)
def test_troops_sent_to_keep_the_peace_are_aid(text: str, expected: str) -> None:
    assert expected in events_in(text)


def test_an_accent_may_stand_for_an_apostrophe() -> None:
    assert coded("Peru defended Chile´s tariffs.").splitlines()[0].startswith("PER -> CHL SUPPORT")


def test_every_field_points_at_its_words() -> None:
    article = code_text("Kenya on Monday threatened to expel the Ugandan ambassador.")
    (event,) = article.events
    assert event.trigger.of(article.text) == "threatened"
    assert event.source_spans[0] is not None and event.source_spans[0].of(article.text) == "Kenya"
    assert event.time is not None and event.time.evidence is not None
    assert event.time.evidence.of(article.text) == "Monday"
    assert (event.rule, event.quad) == ("threaten.threaten", "verbal conflict")


@pytest.mark.parametrize(
    ("text", "trigger", "earliest", "latest"),
    [
        ("In March the minister met soldiers who had invaded Peru.", "invaded", None, "2024-03-31"),
        (
            "The king left Oslo on Friday to attend the summit to be held in Dakar on Nov. 12.",
            "attend the summit",
            "2024-11-12",
            "2024-11-12",
        ),
    ],
)
def test_the_day_of_a_deed_may_stand_beside_another(
    text: str, trigger: str, earliest: str | None, latest: str | None
) -> None:
    article = code_text(text)
    time = next(event.time for event in article.events if event.trigger.of(article.text) == trigger)
    assert time is not None and time.evidence is not None
    assert (time.earliest and str(time.earliest), str(time.latest)) == (earliest, latest)


def test_a_mode_sets_the_intensity() -> None:
    by_text = {
        text: code_text(text).events[0]
        for text in ("Kenya condemned Uganda.", "Kenyan police questioned the Ugandan minister.")
    }
    assert [(e.modes, e.intensity) for e in by_text.values()] == [(("disapprove",), -2.0), (("investigate",), -3.5)]


def test_contexts_come_from_the_sentence() -> None:
    (event,) = code_text("Kenya imposed tariffs on Ugandan oil exports.").events
    assert {"economic", "natural_resource"} <= set(event.contexts)


def test_confidence_is_a_probability() -> None:
    article = code_text("Kenya condemned Uganda. Kenya was attacked.")
    assert all(0 < event.confidence < 1 for event in article.events)
    assert article.events[0].confidence > article.events[-1].confidence
