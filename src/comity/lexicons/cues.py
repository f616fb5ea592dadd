"""Words that attribute content to a speaker, with their grade and the complements that hold the content.

`data/cues.csv`: `cue` is the parser's lemma, `pos` VERB, NOUN, ADJ or ADV, `grade` what the cue tells of its content,
`frames` the complements (see `comity.quotes.frames`) that are content after this cue.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, cast, get_args

from comity.faults import LexiconFault

Grade = Literal[
    "say", "ask", "deny", "accuse", "judge", "demand", "promise", "warn", "refuse", "think", "want", "show", "according"
]  # fmt: skip
COLUMNS = ["cue", "pos", "grade", "frames"]
CLASSES = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ", "ADV": "ADV"}
LEMMAS = {"hop": "hope", "wan": "want"}  # lemmas that the parser gets wrong: "hoping" -> "hop"
FILE = "data/cues.csv"
WEIGHTS = "data/cue_weights.csv"  # made by training/cues.py


class Cue(NamedTuple):
    """One word that attributes."""

    word: str  # lemma
    pos: str  # VERB, NOUN, ADJ, ADV
    grade: Grade
    frames: frozenset[str]  # complements that hold content


class CueLexicon:
    """All cues by lemma and part of speech."""

    def __init__(self, cues: tuple[Cue, ...], weights: dict[str, float]) -> None:
        self.cues = cues
        self._weights = weights
        self._by_word = {(cue.word, cue.pos): cue for cue in cues}

    def get(self, lemma: str, pos: str) -> Cue | None:
        """The cue of a lemma with a universal part of speech; None: the word does not attribute."""
        return self._by_word.get((self.lemma(lemma), CLASSES.get(pos, pos)))

    def lemma(self, lemma: str) -> str:
        """The lemma, where the parser's is a known fault the right one."""
        return LEMMAS.get(lemma, lemma)

    def weight(self, feature: str) -> float:
        """How much a feature of `comity.quotes.weigh` speaks for an attribution, in log odds; 0: not at all."""
        return self._weights.get(feature, 0.0)


@cache
def open_cues() -> CueLexicon:
    """The lexicon of cues; raises LexiconFault where a row does not hold."""
    text = files("comity.lexicons").joinpath(FILE).read_text(encoding="utf-8")
    reader = csv.DictReader(text.splitlines())
    if reader.fieldnames != COLUMNS:
        raise LexiconFault("lexicons", "columns differ", place=FILE, remedy=f"they are {', '.join(COLUMNS)}")
    return CueLexicon(tuple(cue_of(row, line) for line, row in enumerate(reader, start=2)), _weights())


def _weights() -> dict[str, float]:
    text = files("comity.lexicons").joinpath(WEIGHTS).read_text(encoding="utf-8")
    return {row[0]: float(row[1]) for row in list(csv.reader(text.splitlines()))[1:]}


def cue_of(row: dict[str, str], line: int) -> Cue:
    """The cue of one row; raises LexiconFault that names the line."""
    grade = row["grade"]
    if grade not in get_args(Grade):
        remedy = f"use one of {', '.join(get_args(Grade))}"
        raise LexiconFault("lexicons", f"unknown grade {grade!r}", place=f"{FILE}:{line}", remedy=remedy)
    return Cue(row["cue"], row["pos"], cast(Grade, grade), frozenset(row["frames"].split()))
