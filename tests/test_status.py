"""docs/status.md is a table of constructions; each row is a test."""

import pytest

from comity.events.background import is_background
from comity.events.status import noun_status, verb_status
from comity.lexicons.status import open_status
from comity.sentences import open_parser, parse_sentences
from comity.vocabulary import CodedArticle, Event, Span
from tests.coded import code_text, event_line
from tests.documents import ROOT
from tests.test_times import article


def rows() -> list[tuple[str, str, str, str]]:
    """(heading of the last column, sentence, coding, last column) of all tables."""
    found, heading = [], ""
    for line in (ROOT / "docs" / "status.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| sentence"):
            heading = cells[2]
        elif line.startswith("|") and not line.startswith("| ---"):
            found.append((heading, cells[0], cells[1], cells[2]))
    return found


def evidence(article: CodedArticle, event: Event) -> str:
    """The words that decide the status."""
    return event.status_evidence.of(article.text) if event.status_evidence else "tense"


def sayer(article: CodedArticle, event: Event) -> str:
    """The words that name who says so."""
    quote = next((q for q in article.quotes if q.id == event.said_by), None)
    if quote is None or quote.speaker is None:
        return "the narrator"
    return article.text[quote.speaker.start : quote.speaker.end]


def days(article: CodedArticle, event: Event) -> str:
    """The first and the last day, "…" where one is open, and whether they are background."""
    time = event.time
    ends = (time.earliest, time.latest) if time else (None, None)
    days = " to ".join(str(day or "…") for day in (ends if ends[0] != ends[1] else ends[:1]))
    return f"{days}, background" if event.historical else days


REASONS = {"because of": evidence, "said by": sayer, "days": days}


@pytest.mark.parametrize(
    ("heading", "sentence", "coding", "reason"), rows(), ids=[f"{r[1][:40]}-{r[2][-12:]}" for r in rows()]
)
def test_a_construction_codes_as_the_table_says(heading: str, sentence: str, coding: str, reason: str) -> None:
    article = code_text(sentence)
    found = [
        (f"{event_line(article, event)} {event.status}", REASONS[heading](article, event)) for event in article.events
    ]
    assert (coding, reason) in found


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The Chilean captain [has been under house arrest] for most of the last ten years.", "ongoing"),
        ("Five of the Chilean officers [are in jail].", "ongoing"),
        ("In order to keep the peace, Peru [is ready] for a truce.", "happened"),
        ("Reports of Chileans [being beaten] in Peru angered Bolivia.", "happened"),
        ("Peru and Chile have been [engaged] in talks for months.", "ongoing"),
        ("Elections [have been held] in Peru.", "happened"),
        ("The ministry said that a meeting was still [planned].", "planned"),
        ("Peruvian troops left after a 34-day [war] with Chile.", "ended"),
        ("The four committees met after two days of [talks].", "happened"),
        ("Peru will not answer a call by rebels for [talks].", "demanded"),
        ("The riots led to a pledge last year to [free] the sailors.", "planned"),
        ("The general has denied accusations of his [ordering] the raid.", "denied"),
        ("The minister arrived for talks with Peru, including a [meeting] with its president.", "planned"),
        ("The council praised [peace] efforts by Chile.", "ongoing"),
        ("A boycott [caused] shortages.", "happened"),
        ("The opposition has been [holding] protests since Friday.", "ongoing"),
        ("No deal has been reached yet in the [talks] between Peru and Chile.", "ongoing"),
        ("Prior to the [talks], the envoy met the minister.", "planned"),
        ("The two ministers exchanged ideas over the [resumption] of talks.", "hypothetical"),
        ("Rebels kept up a week-long [siege] of the town.", "happened"),
        ("Trade stopped during decades of [conflict].", "happened"),
        ("The minister will visit Chile, [accompanied] by two deputies.", "planned"),
        ("The men, [arrested] in May, will be freed.", "happened"),
    ],
)
def test_the_words_around_a_trigger_show_its_status(sentence: str, status: str) -> None:
    start, end = sentence.index("["), sentence.index("]") - 1
    parsed = parse_sentences(article(sentence.replace("[", "").replace("]", "")), open_parser())[0]
    head = parsed.head_of(Span(start, end))
    assert head is not None
    verbal = parsed.tokens[head].pos in {"VERB", "AUX"}
    assert (verb_status if verbal else noun_status)(parsed, head, False).status == status


def test_a_word_of_the_status_lexicon_has_one_effect_in_each_form() -> None:
    assert open_status().effect("infinitive", "refuse") == "denied"
    assert open_status().effect("object", "walk") is None


@pytest.mark.parametrize(
    ("sentence", "coding"),
    [
        ("Talks between India and China collapsed.", "CHN, IND CONSULT ended"),
        (
            "Rebels led by a Congolese captain launched an insurgency aimed at toppling the Zairean president.",
            "CODMIL, REB -> CODGOV ASSAULT planned",
        ),
        ("The Kenyan president is due in Uganda on Friday.", "KENGOV -> UGA AGREE planned"),
    ],
)
def test_the_model_makes_no_deed_of_what_words_plan_or_end(sentence: str, coding: str) -> None:
    article = code_text(sentence, with_model=True)
    assert coding in [f"{event_line(article, event)} {event.status}" for event in article.events]


def test_date_and_place_tell_of_background_where_the_model_is_in_doubt() -> None:
    assert is_background(0.5, 2.0)
    assert not is_background(0.5, 0.5)
    assert not is_background(0.9, 0.1)
    assert is_background(0.99, 0.1)


def test_what_is_long_past_is_background_and_what_is_dated_today_is_not() -> None:
    story = (
        "The Peruvian police arrested a Chilean captain on Thursday. Chile asked for his release. "
        "The court will hear him. The port is shut. The sea is calm. "
        "The Peruvian police arrested two Chilean sailors in 2019."
    )
    told = {
        e.time.earliest.year: e.historical
        for e in code_text(story, with_model=True).events
        if e.time and e.time.earliest
    }
    assert told == {2024: False, 2019: True}
