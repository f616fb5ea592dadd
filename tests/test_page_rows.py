"""Rows of a text are what one gets by replacing all kinds of spaces one after the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis.strategies import lists, sampled_from

from comity.articles.rows import rows_of, single_spaced
from comity.pages.decode import clean

PIECES = [
    "a",
    "é",
    "word " * 12 + "\n",
    "\n",
    "\n\n",
    " ",
    "\t",
    "\xa0",
    "\u2003",
    "\u3000",
    "\r",
    "\x00",
    "\x0b",
    "\ud800",
]
SPACES = "".join(letter for letter in map(chr, range(0x3001)) if letter.isspace() and letter not in " \n")
TEXTS = lists(sampled_from(PIECES), max_size=14).map("".join)


@given(TEXTS)
def test_a_text_is_clean_and_single_spaced(text: str):
    plain = clean(text)
    for space in SPACES:
        plain = plain.replace(space, " ")
    while "  " in plain:
        plain = plain.replace("  ", " ")
    assert single_spaced(text) == plain.replace(" \n", "\n").replace("\n ", "\n").strip(" ")


@given(TEXTS)
def test_rows_are_not_blank_and_joined_where_no_blank_line_divides_them(text: str):
    rows, joined = rows_of(text)
    assert all(row.strip() for row in rows) and len(rows) == len(joined)
    assert " ".join(rows).split() == single_spaced(text).split()
    assert joined.count(False) == sum(bool(block.strip()) for block in single_spaced(text).split("\n\n"))


def test_a_paragraph_cut_at_a_width_is_one_row():
    cut = [
        "The ministers of both countries met in the capital on Monday,",
        "and agreed that two crossings will open in the",
    ]
    assert rows_of("\n".join([*cut, "spring."])) == ([" ".join([*cut, "spring."])], [False])
    assert rows_of("Home\nWorld\n\nSport") == (["Home", "World", "Sport"], [False, True, False])
