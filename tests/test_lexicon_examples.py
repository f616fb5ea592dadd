"""The lexicon is its own test: each example codes as its entry says, each sentence that it leaves to nothing."""

import pytest

from comity.lexicons.patterns import open_events
from tests.coded import coded

ENTRIES = open_events().entries
CODES = [(rule, example.text, example.as_) for rule, entry in ENTRIES.items() for example in entry.codes]
LEAVES = [(rule, text) for rule, entry in ENTRIES.items() for text in entry.leaves]


@pytest.mark.parametrize(("rule", "text", "expected"), CODES, ids=[f"{r}-{i}" for i, (r, *_) in enumerate(CODES)])
def test_an_example_codes_as_its_entry_says(rule: str, text: str, expected: str) -> None:
    assert expected in [line.removesuffix(" (ongoing)") for line in coded(text).splitlines()]


@pytest.mark.parametrize(("rule", "text"), LEAVES, ids=[f"{r}-{i}" for i, (r, _) in enumerate(LEAVES)])
def test_a_sentence_that_an_entry_leaves_codes_to_nothing(rule: str, text: str) -> None:
    assert coded(text) == "nothing"


def test_every_entry_cites_its_source() -> None:
    assert all(entry.cite for entry in ENTRIES.values())
