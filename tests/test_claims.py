"""Causal claims: sentence in, "kind [cause] -> [effect]" out."""

import pytest

from comity.claims import find_claims
from comity.lexicons.claims import open_claims
from comity.vocabulary import Quote, Speaker
from tests.claim_texts import actors_of, article_of, parsed


def claims_in(text: str) -> list[str]:
    article = article_of(text)
    found = find_claims(article, parsed(article), actors_of(text), ())
    return [f"{claim.kind} [{claim.cause.of(text)}] -> [{claim.effect.of(text)}]" for claim in found]


@pytest.mark.parametrize(
    "text, expected",
    [
        (
            "The blockade caused a rift between Turkey and Greece.",
            "causes [The blockade] -> [a rift between Turkey and Greece]",
        ),
        (
            "A rift between Turkey and Greece was caused by the blockade.",
            "causes [the blockade] -> [A rift between Turkey and Greece]",
        ),
        (
            "Police dispersed crowds after protests sparked by the arrest of a deputy.",
            "causes [the arrest of a deputy] -> [protests]",
        ),
        ("The annexation led to sanctions against Russia.", "causes [The annexation] -> [sanctions against Russia]"),
        ("Sanctions are driving Iran to resume enrichment.", "causes [Sanctions] -> [Iran to resume enrichment]"),
        (
            "The talks collapsed because of a dispute over the border.",
            "causes [a dispute over the border] -> [The talks collapsed]",
        ),
        ("Because of the sanctions, Iran suspended the talks.", "causes [the sanctions] -> [Iran suspended the talks]"),
        (
            "The army seized the port, triggering a crisis with Greece.",
            "causes [The army seized the port] -> [a crisis with Greece]",
        ),
        (
            "France recalled its envoy because Turkey had threatened Greece.",
            "causes [Turkey had threatened Greece] -> [France recalled its envoy]",
        ),
        (
            "The crisis stems from the failure of the negotiations.",
            "causes [the failure of the negotiations] -> [The crisis]",
        ),
        (
            "Germany expelled two envoys in response to the assassination.",
            "causes [the assassination] -> [Germany expelled two envoys]",
        ),
        (
            "Western pressure is hastening the rapprochement of Iran and Russia.",
            "speeds [Western pressure] -> [the rapprochement of Iran and Russia]",
        ),
        (
            "The threats pushed Minsk to speed up its integration with Moscow.",
            "speeds [The threats] -> [Minsk to speed up its integration with Moscow]",
        ),
        (
            "The dispute slowed Turkey's accession to the bloc.",
            "slows [The dispute] -> [Turkey's accession to the bloc]",
        ),
        ("Fresh clashes are hampering the peace talks.", "slows [Fresh clashes] -> [the peace talks]"),
        ("Sanctions have prevented Iran from selling oil.", "prevents [Sanctions] -> [Iran from selling oil]"),
        ("The veto blocked a resolution against Israel.", "prevents [The veto] -> [a resolution against Israel]"),
        (
            "The ceasefire paved the way for an exchange of prisoners.",
            "enables [The ceasefire] -> [an exchange of prisoners]",
        ),
        (
            "Sanctions are driving Russia and Iran closer together.",
            "causes [Sanctions] -> [Russia and Iran closer together]",
        ),
        ("The war pushed Ukraine into the arms of France.", "causes [The war] -> [Ukraine into the arms of France]"),
        ("The embargo made it harder for Iran to sell oil.", "slows [The embargo] -> [Iran to sell oil]"),
        ("The exodus is a direct result of the war.", "causes [the war] -> [The exodus]"),
        ("The main cause of the conflict was the coup.", "causes [the coup] -> [the conflict]"),
        ("The dispute is the main obstacle to a peace deal.", "prevents [The dispute] -> [a peace deal]"),
        ("Weakness emboldened Russia to invade Ukraine.", "causes [Weakness] -> [Russia to invade Ukraine]"),
        (
            "Russia was forced to withdraw its troops as a result of the offensive.",
            "causes [the offensive] -> [Russia was forced to withdraw its troops]",
        ),
        (
            "Tensions rose after the incident, fuelled by a dispute over gas.",
            "causes [a dispute over gas] -> [Tensions rose after the incident]",
        ),
        ("The truce enabled Israel to withdraw its troops.", "enables [The truce] -> [Israel to withdraw its troops]"),
    ],
)
def test_a_cause_and_its_effect(text, expected):
    assert claims_in(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Heavy rain caused floods in Germany.",  # weather
        "Shares fell because of fears about interest rates.",  # markets
        "They lost the match thanks to a late goal.",  # sport
        "The sanctions did not cause the crisis.",  # denied
        "The sanctions could trigger a crisis.",  # doubted
        "Did the sanctions trigger the crisis?",  # asked
        "France wants to prevent a war between Turkey and Greece.",  # an aim
        "The police prevented protesters from reaching the embassy.",  # a deed
        "Lukashenko allowed Moscow to use Belarus as a launchpad.",  # a deed
        "The president spoke in response to a question.",
        "The train is due to arrive in Moscow on Friday.",
        "The treaty allows Germany to station troops.",  # a provision
        "Putin denied that the sanctions had caused the crisis.",  # denied by somebody
        "France does not believe that the sanctions caused the war.",
        "There is no evidence that led to the arrest.",
        "The clashes caused no deaths.",  # nothing came of it
        "This led to a crisis.",  # the cause stands elsewhere
        "The road leads to the embassy.",
        "France and Germany signed a treaty.",
    ],
)
def test_no_claim(text):
    assert claims_in(text) == []


def test_who_causes_and_between_whom():
    text = "Pressure from the West was accelerating the integration of Belarus with Russia."
    article, actors = article_of(text), actors_of(text)
    (claim,) = find_claims(article, parsed(article), actors, ())
    names = {actor.id: actor.name for actor in actors}
    assert [names[i] for i in claim.cause_actors] == ["West"]
    assert [names[i] for i in claim.effect_dyad] == ["Belarus", "Russia"]
    assert claim.said_by is None


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The war led Russia and Iran to sign a pact.", ["Russia", "Iran"]),
        ("The war led France and Germany to impose sanctions on Russia.", ["France", "Russia"]),
        ("The war led France to raise taxes.", []),
    ],
)
def test_the_dyad_of_the_effect(text, expected):
    actors = actors_of(text)
    article = article_of(text)
    (claim,) = find_claims(article, parsed(article), actors, ())
    assert [next(a.name for a in actors if a.id == i) for i in claim.effect_dyad] == expected


def test_the_innermost_quote_says_it_and_us_is_the_pair_spoken_of():
    text = (
        "Putin said pressure from the West was accelerating the integration of Belarus with Russia.\n\n"
        "“Their pressure is pushing us to speed up the union,” Putin said."
    )
    article, actors = article_of(text), actors_of(text)
    putin = next(actor.id for actor in actors if actor.name == "Putin")
    speaker, second = Speaker(start=0, end=5, actor=putin), text.index("“")
    quotes = (
        Quote(id="q1", start=0, end=second - 2, kind="mixed", cue=None, speaker=speaker, continues=None),
        Quote(id="q2", start=11, end=second - 3, kind="indirect", cue=None, speaker=speaker, continues=None),
        Quote(id="q3", start=second, end=text.index("”") + 1, kind="direct", cue=None, speaker=speaker, continues=None),
    )
    first, other = find_claims(article, parsed(article), actors, quotes)
    assert (first.said_by, other.said_by) == ("q2", "q3")
    assert other.kind == "speeds"
    assert other.effect_dyad == first.effect_dyad != ()


def test_the_headline_gives_thanks():
    text = "Belarus’s integration with Russia speeding up thanks to West"
    assert claims_in(text) == ["speeds [West] -> [Belarus’s integration with Russia speeding up]"]


def test_a_quotation_within_a_claim_is_closed():
    text = "The riots were caused by what France called a “policy of terror” against Iran."
    for claim in claims_in(text):
        assert claim.count("“") == claim.count("”")


def test_nothing_from_nothing():
    assert find_claims(article_of(""), (), (), ()) == ()


def test_the_lexicon_of_causes_holds():
    lexicon = open_claims()
    for word, cues in lexicon.cues.items():
        assert all(cue.words[0] == word == word.lower() for cue in cues)
    assert lexicon.topics["sanction"] == "political"
