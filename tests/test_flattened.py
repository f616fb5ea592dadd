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
from comity.articles.flattened import FEW, chances, counted, without_strangers
from comity.articles.letters import letters_of
from comity.articles.lines import split_lines
from comity.faults import Unreadable
from comity.lexicons.outlets import ASKED, lowered, open_outlets, read_toml
from comity.lexicons.signs import DIGIT, EDGE, Expressions, beginnings, expressions_of, pieces
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


def test_a_long_list_in_a_story_is_body():
    items = [
        f"Crossing {number}: open to lorries\nFrom {number} March\nFee per lorry: {number}5 roubles"
        for number in range(1, 25)
    ]
    body = body_of("\n\n".join(["The crossings, with the days from which they are open", *items]))
    assert all(item.split("\n")[0] in body for item in items)
    assert body.endswith("three hours.")


def test_many_lines_in_a_row_without_prose_count_as_few():
    sentence = "The ministers said after their talks that the crossings would open for lorries first."
    lines = split_lines("\n\n".join([sentence, *["Open"] * (2 * FEW), sentence, "Closed"]), OUTLETS)
    assert counted(lines).tolist() == [1.0, *[0.5] * (2 * FEW), 1.0, 1.0]


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
    assert chances(inside, first, last, [range(4)]) == pytest.approx(told)


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
    body = without_strangers(lines, lines.pages[0], [True] * len(told) + [False, True])
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
    found = expressions_of({"any": EXPRESSIONS}, [["any"]])
    return bool(kinds_in(line, found, sort=0))


def kinds_in(line: str, expressions: Expressions, sort: int) -> list[str]:
    """The kinds of expressions that are found in a line of a sort."""
    letters = letters_of([line])
    possible = expressions.possible(letters.codes, letters.line, letters.starts, np.array([sort]))
    return [kind for _, kind in expressions.found([line], *possible)]


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
    assert {piece.replace(EDGE, "|") for piece in next(iter(pieces(pattern)), ())} == needed


CUES = [
    (kind, re.compile(DIGIT.sub("[0-9]", lowered(pattern))))
    for kind, patterns in read_toml("pages.toml")["cues"].items()
    for pattern in patterns
]


@settings(max_examples=400, deadline=None)
@given(data())
def test_no_letters_are_asked_for_that_an_expression_can_do_without(draw):
    kind, cue = draw.draw(sampled_from(CUES))
    line = draw.draw(from_regex(cue, alphabet=characters(exclude_categories=("Cs", "Cc"))))
    assume(line and cue.search(line.lower()))
    found = expressions_of({kind: [cue.pattern]}, [[kind]])
    assert kinds_in(line, found, sort=0) == [kind]


@pytest.mark.parametrize("sort", ASKED)
def test_only_what_is_asked_of_a_sort_of_lines_is_looked_for(sort: str):
    line = "Subscribe now: read more by our reporter, photo: Example Images, all rights reserved"
    found = kinds_in(line, OUTLETS.cues, list(ASKED).index(sort))
    assert set(found) <= set(ASKED[sort])
    assert ("rights" in found) == (sort == "sentence") and ("caption" in found) == (sort != "notice")


def test_a_line_has_the_first_of_its_reasons_and_all_else_that_it_shows():
    found = expressions_of({"b": ["end"], "c": ["end"], "a": ["the"]}, [["a", "b", "c"]], ["a", "b"])
    assert kinds_in("the end", found, sort=0) == ["a", "c"]


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        (r"^(sign|log) in\b", ["sign", "log"]),
        (r"^share( this)?$", ["share"]),
        (r"^(about( us)?|home)\b", ["about", "home"]),
        (r"^more:? ", ["more"]),
        (r"^(please )?follow", []),
        (r"^x?y", []),
        (r"^(a|b)?c", []),
        (r"^a|b", []),
        (r"^((a|b)c|d)", []),
        (r"^\W*a", []),
        (r"\ba", []),
    ],
)
def test_a_line_begins_with_an_expressions_first_letters(pattern: str, letters: list[str]):
    assert beginnings(pattern) == letters


def test_a_line_that_nobody_sees_is_no_line():
    assert body_of("\u200b\n\n\u200e\n") == body_of("")


def test_a_page_of_calls_and_a_byline_has_no_article():
    with pytest.raises(Unreadable) as fault:
        extract_article(
            Page(content="Sign up for our newsletter\nSign up for our newsletter\nBy Anna Example", kind="text"),
            OUTLETS,
        )
    assert fault.value.kind == "no-body"
