"""Flattened pages: short lines between paragraphs stay, what breaks in between them goes."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis.strategies import characters, data, from_regex, sampled_from

from comity.articles import extract_article
from comity.articles.features import NAMES
from comity.articles.flattened import chances, without_strangers
from comity.articles.letters import letters_of
from comity.articles.lines import split_lines
from comity.lexicons.outlets import lowered, open_outlets, read_toml
from comity.lexicons.signs import DIGIT, EDGE, expressions_of, pieces
from comity.vocabulary import Page

OUTLETS = open_outlets()
HEAD = """Home
News
World
Business
Sport
Search
Sign up for our newsletter

Ministers of both countries agree to reopen two border crossings

By Anna Example
4 May 2020

The foreign ministers of both countries met in Minsk on Monday and agreed to reopen two border crossings.

The crossings were closed last summer because of a dispute over the fees that hauliers pay for transit, officials said.
"""
FOOT = """
The two ministers said after their talks that the crossings would open for lorries first and for buses later.

“We have waited for this day for nearly a year,” the host said after the talks, which lasted for three hours.

Follow us on Telegram
Most read
Central bank raises its rate for the third time this year
Hauliers ask the government for help with rising fees
Privacy policy
© 2020 Minsk Courier. All rights reserved.
"""


def body_of(between: str) -> str:
    article = extract_article(Page(content=f"{HEAD}\n{between}\n{FOOT}", kind="text"), OUTLETS)
    return "\n".join(article.text[part.start : part.end] for part in article.parts if part.kind == "body")


@pytest.mark.parametrize(
    "line",
    [
        "What was agreed",
        "“And the fees?” a haulier asked.",
        "“No.”",
        "The northern crossing: lorries only",
        "- two lanes for lorries\n- one lane for buses",
        "ANNA EXAMPLE: What comes next?",
    ],
)
def test_short_lines_between_paragraphs_are_body(line: str):
    body = body_of(line)
    assert all(words in body for words in line.split("\n"))
    assert body.startswith("The foreign ministers")
    assert body.endswith("three hours.")


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Read also: Central bank raises its rate for the third time",
        "Subscribe to our newsletter",
        "Photo: Minsk Courier",
    ],
)
def test_what_breaks_in_between_paragraphs_is_no_body(line: str):
    body = body_of(line)
    assert line not in body
    assert "closed last summer" in body
    assert body.endswith("three hours.")


def test_there_is_a_weight_for_each_mark_score_and_offset():
    marks = read_toml("line_weights.toml")["marks"]
    assert tuple(marks) == NAMES
    assert OUTLETS.weights.table.shape == (len(NAMES), len(OUTLETS.weights.scores) * len(OUTLETS.weights.offsets))


def test_the_chance_of_standing_in_the_article_counts_every_run():
    inside, first = np.array([0.5, -1.0, 2.0, 0.1]), np.array([1.0, 0.0, 0.3, -2.0])
    last = np.array([0.0, -0.5, 1.0, 0.2])
    runs = {(a, b): first[a] + last[b] + inside[a : b + 1].sum() for a in range(4) for b in range(a, 4)}
    whole = sum(math.exp(weight) for weight in runs.values())
    told = [sum(math.exp(w) for (a, b), w in runs.items() if a <= line <= b) / whole for line in range(4)]
    assert chances(inside, first, last) == pytest.approx(told)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("The ministers will meet again at the northern crossing in autumn, their offices said on Monday.", True),
        ("Scientists have found a fossil of a giant penguin near Wellington, a museum told visitors.", False),
    ],
)
def test_a_sentence_below_a_gap_at_the_end_stays_where_it_has_words_of_the_story(line: str, kept: bool):
    told = [row for row in (HEAD + FOOT).splitlines() if row.endswith(".") and len(row) > 90]
    lines = split_lines("\n\n".join([*told, "Home", line]), OUTLETS)
    body = without_strangers(lines, [True] * len(told) + [False, True])
    assert body == [True] * len(told) + [False, kept]


EXPRESSIONS = [
    "^see also",
    r"^\W*see more",
    "^(the )?search",
    r"^.{0,4}show",
    r"\bsubscribe",
    r"\bsu?bmit",
    r"^\W*$",
]


def said(line: str) -> bool:
    """Whether any of the expressions is found in a line by way of the letters that it needs."""
    found = expressions_of({"any": EXPRESSIONS})
    letters = letters_of([line])
    return found.any_in(line, found.possible(letters.codes, letters.line, 1)[0])


@pytest.mark.parametrize(
    "line", ["see also", "• see more", "the search", "search", "we show", "now submit", "to subscribe", "sbmit", "•"]
)
def test_an_expression_is_found_by_its_letters(line: str):
    assert said(line)


@pytest.mark.parametrize("line", ["a see also", "sea more", "unsubscribe", "a search", "home"])
def test_letters_alone_are_no_expression(line: str):
    assert not said(line)


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\bsubscri(be|ption)", {"|subscri"}),
        (r"(story|article) (here|there)$", {"story", "article"}),
        (r"^(a|b)?x+|y{2,3}", {"x", "y"}),
        (r"\d+:\d\d", {"0:00"}),
        ("(?=never)z?", set()),
    ],
)
def test_an_expression_needs_its_rarest_letters(pattern: str, needed: set[str]):
    assert {piece.replace(EDGE, "|") for piece in pieces(pattern)} == needed


CUES = [
    (place, re.compile(DIGIT.sub("[0-9]", lowered(pattern))))
    for place, pattern in enumerate(p for kind in read_toml("pages.toml")["cues"].values() for p in kind)
]


@settings(max_examples=400, deadline=None)
@given(data())
def test_no_letters_are_asked_for_that_an_expression_can_do_without(draw):
    place, cue = draw.draw(sampled_from(CUES))
    line = draw.draw(from_regex(cue, alphabet=characters(exclude_categories=("Cs", "Cc"))))
    assume(line and cue.search(line.lower()))
    letters = letters_of([line])
    assert OUTLETS.cues.possible(letters.codes, letters.line, 1)[0] >> place & 1


def test_a_line_that_nobody_sees_is_no_line():
    assert body_of("\u200b\n\n\u200e\n") == body_of("")
