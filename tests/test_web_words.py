"""What a page says: days as a reader says them, the text cut at its marks, snippets around what was searched for."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.vocabulary import Mention, Span
from comity.web.lists import words_of
from comity.web.marking import paragraphs
from comity.web.snippets import fold, snippet
from comity.web.words import days, figure, period
from tests.factory import coded_article


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    "earliest, latest, said",
    [
        ("2022-07-01", "2022-07-01", "1 Jul 2022"),
        ("2022-07-01", "2022-07-03", "1–3 Jul 2022"),
        ("2022-06-30", "2022-07-03", "30 Jun 2022 – 3 Jul 2022"),
        ("2022-02-01", "2022-02-28", "Feb 2022"),
        ("2022-10-01", "2022-12-31", "Oct – Dec 2022"),
        ("2021-12-01", "2022-01-31", "Dec 2021 – Jan 2022"),
        ("1997-01-01", "1997-12-31", "1997"),
        ("1997-01-01", "1999-12-31", "1997–1999"),
        ("2014-03-01", "", "since 1 Mar 2014"),
        ("", "2022-07-01", "by 1 Jul 2022"),
        ("", "", "undated"),
    ],
)
def test_days_are_written_as_exactly_as_they_are_known(earliest, latest, said):
    assert days(day(earliest), day(latest)) == said


@pytest.mark.parametrize(
    "by, said", [("day", "27 Jun 2022"), ("week", "week of 27 Jun 2022"), ("month", "Jun 2022"), ("year", "2022")]
)
def test_a_period_is_named_by_its_first_day(by, said):
    assert period(date(2022, 6, 27), by) == said


@pytest.mark.parametrize(
    "number, said", [(0.0, "0"), (12.5, "12.5"), (-3.14159, "−3.14"), (1200.0, "1,200"), (None, "")]
)
def test_figures_have_two_places_at_most(number, said):
    assert figure(number) == said


def test_a_trigger_inside_a_quotation_inside_a_sentence_keeps_all_its_marks():
    article = coded_article('USA -> BLR ACCUSE 2022-07-01 "Minister"')
    (body,) = paragraphs(article)[1:]
    pieces = {piece.text: piece.layers for told in body.sentences for piece in told.pieces}
    assert pieces["did accuse"] == "quote trigger"
    assert pieces["USA"] == "actor quote" and pieces["said"] == "cue"
    assert [event.type for event in body.events] == ["ACCUSE"]


@given(st.lists(st.tuples(st.integers(0, 70), st.integers(1, 30)), max_size=12))
def test_however_marks_overlap_no_character_is_lost_or_told_twice(spans):
    article = coded_article("RUS+BLR -> CONSULT 2022-02-18", "USA -> BLR ACCUSE")
    end = len(article.text)
    mentions = tuple(Mention(start=a, end=min(a + n, end), kind="name") for a, n in spans if a < end)
    actor = msgspec.structs.replace(article.actors[0], mentions=mentions)
    marked = paragraphs(msgspec.structs.replace(article, actors=(actor, *article.actors[1:])))
    shown = ["".join(piece.text for told in p.sentences for piece in told.pieces) for p in marked]
    assert "\n\n".join(shown) == article.text
    for paragraph in marked:
        for told in paragraph.sentences:
            for piece in told.pieces:
                assert all(piece.text in Span(mark.start, mark.end).of(article.text) for mark in piece.marks)


def test_a_snippet_stands_around_the_first_word_and_cuts_no_word():
    text = "Nothing of note. " * 40 + "Talks in Plzeň ended at noon. " + "Nothing of note. " * 40
    pieces = snippet(text, ["plzen"])
    assert ("Plzeň", True) in pieces
    assert pieces[0] == ("… ", False) and pieces[-1] == (" …", False)
    assert "".join(said for said, _ in pieces).strip("… ").split()[0] in {"Nothing", "of", "note."}


@given(st.text(max_size=80), st.text(max_size=10))
def test_a_snippet_of_a_short_text_is_the_text(text, query):
    assert "".join(said for said, _ in snippet(text, words_of(query))) == text
    assert len(fold(text)) == len(text)
