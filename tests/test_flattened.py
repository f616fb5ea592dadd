"""Flattened pages: short lines between paragraphs stay, what breaks in between them goes."""

from __future__ import annotations

import pytest

from comity.articles import extract_article
from comity.lexicons.outlets import open_outlets, phrases
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


def test_expressions_are_looked_for_by_how_they_begin():
    found = phrases([r"^By [A-Z]\w+", r"\bsubscribe\b", r"\d+% off", "^a$|^b$"])
    assert [found.found_in(line) for line in ("by anna", "please subscribe", "now 20% off", "b")] == [True] * 4
    assert not any(found.found_in(line) for line in ("stand by anna", "unsubscribed", "% off", "ab"))
