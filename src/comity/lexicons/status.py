"""Words that tell what becomes of the deed hanging on them: planned, demanded, denied and so on.

`data/status.toml`: a table for each form in which a deed hangs on a word, lemmas by what they make of it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from msgspec import Struct

from comity.faults import LexiconFault
from comity.vocabulary import Status

Effect = Status | Literal["same", "hindered"]
EFFECTS = (*get_args(Status), "same", "hindered")
FORMS = ("infinitive", "gerund", "preposition", "clause", "adjective", "noun", "object", "subject", "modifier")
SETS = (
    "condition", "ahead", "believe", "apart", "still", "stance", "reaction", "occurrence", "scheduled",
    "into", "portion", "kept", "utterance", "utter", "lasting", "close", "gift",
    "enduring", "set_up", "matter", "go",
    "reports", "refute", "pause", "appoint", "state", "held", "spell",
)  # fmt: skip
FILE = "data/status.toml"


class StatusLexicon(Struct, frozen=True):
    """Effects by form and lemma, and the sets of words."""

    effects: dict[str, dict[str, Effect]]
    words: dict[str, frozenset[str]]

    def effect(self, form: str, lemma: str) -> Effect | None:
        """What a word of the lemma makes of a deed in that form; None: nothing."""
        return self.effects[form].get(lemma)


@cache
def open_status() -> StatusLexicon:
    """The lexicon of status; raises LexiconFault where a table does not hold."""
    data = tomllib.loads(files("comity.lexicons").joinpath(FILE).read_text(encoding="utf-8"))
    missing = sorted({*FORMS, "words"} ^ data.keys()) or sorted({*SETS} ^ data["words"].keys())
    if missing:
        raise LexiconFault("lexicons", f"tables differ: {', '.join(missing)}", place=FILE, remedy="see its first lines")
    effects = {form: _effects(form, data[form]) for form in FORMS}
    return StatusLexicon(effects, {name: frozenset(words) for name, words in data["words"].items()})


def _effects(form: str, table: dict[str, list[str]]) -> dict[str, Effect]:
    unknown = sorted(table.keys() - set(EFFECTS))
    if unknown:
        remedy = f"use one of {', '.join(EFFECTS)}"
        raise LexiconFault("lexicons", f"unknown effect {unknown[0]!r}", place=f"{FILE} [{form}]", remedy=remedy)
    found: dict[str, Effect] = {}
    for effect, lemmas in table.items():
        for lemma in lemmas:
            if lemma in found:
                what = f"{lemma!r} is {found[lemma]} and {effect}"
                raise LexiconFault("lexicons", what, place=f"{FILE} [{form}]", remedy="keep one of them")
            found[lemma] = cast(Effect, effect)
    return found
