"""Words of causation, agreements and what agreements lay down: `data/causal_cues.csv`, `claim_topics.csv`,
`agreements.csv`, `provision_cues.csv`,
`claim_words.toml`."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

import msgspec
from msgspec import Struct

from comity.faults import LexiconFault
from comity.vocabulary import ClaimKind, Dimension

FIRST_WORD = re.compile(r"\w+")

Frame = Literal[
    "object", "to", "from", "verb-to", "from-ing", "closer", "make-it", "noun-effect", "noun-cause", "adverbial",
    "response", "clause",
]  # fmt: skip
Topic = Literal["political", "deed", "people", "natural", "market", "sport", "other"]


class CausalCue(Struct, frozen=True, gc=False):
    """Words that say one thing brings about or hinders another, and where both stand.

    Frames: object "A causes B"; to "A leads to B"; from "B stems from A"; verb-to "A pushes X to do B"; from-ing "A
    keeps X from doing B"; closer "A brings X closer to Y"; make-it "A makes it harder for X to do B"; noun-effect "B is
    a result of A"; noun-cause "A is the cause of B", "the cause of B is A"; adverbial "B because of A"; response "B in
    response to A"; clause "B because A does".
    """

    words: tuple[str, ...]  # lemma of the verb and the words that follow it; the bare words of an adverbial
    frame: Frame
    kind: ClaimKind
    agent: bool  # whether one who acts may stand as the cause; where not, that is a deed and no claim


class Agreement(Struct, frozen=True):
    """A treaty, union or deal of public record."""

    names: tuple[str, ...]  # the usual name first
    parties: tuple[str, ...]  # ISO 3166 alpha-3 or EUR, UNO; empty: too many to list
    signed: date | None  # day of signing; None: not signed on one day
    alone: bool  # whether the name alone says which is meant ("New START", not "Union Treaty")


class ClaimWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Lists of lemmas, each for one turn of grammar."""

    aiming: frozenset[str]  # of laying_down, those that tell an aim and no duty
    amounts: frozenset[str]  # nouns that measure: "a wave of protests"
    asked: frozenset[str]  # what one responds to without being caused to
    becoming: frozenset[str]  # verbs whose "never" says that a plan failed
    binding: frozenset[str]  # verbs whose object is a party
    denying: frozenset[str]  # verbs that deny what they hold
    failing: frozenset[str]  # verbs that say an effort or agreement came to nothing
    forced: frozenset[str]  # verbs with "to" that carry the effect: "was forced to withdraw"
    kinds: frozenset[str]  # nouns that name agreements
    laying_down: frozenset[str]  # verbs by which an agreement lays something down
    loose: frozenset[str]  # of kinds, those that may stand for one another
    parties: frozenset[str]  # nouns for the parties: "the two neighbours"
    plain: frozenset[str]  # adjectives that are no part of an agreement's name
    planning: frozenset[str]  # verbs of making an agreement that is not yet made
    raising: frozenset[str]  # verbs with "to" that leave the claim a claim: "is expected to cause"
    rules: frozenset[str]  # laws and papers: what they allow is no causal claim
    ruling: frozenset[str]  # verbs of allowing and forbidding
    signed: frozenset[str]  # verbs that say an agreement is made
    signing: frozenset[str]  # verbs whose subject is a party
    speech: frozenset[str]  # verbs of saying
    strict: frozenset[str]  # of kinds, those that states make
    summing: frozenset[str]  # nouns that sum up a clause: ", a move that"
    terms: frozenset[str]  # parts of an agreement: "under the terms of"
    to_come: frozenset[str]  # adjectives of an agreement not yet made
    trying: frozenset[str]  # nouns of efforts and plans


class ClaimLexicon(Struct, frozen=True):
    """All that claims and provisions are read by."""

    cues: dict[
        str, tuple[CausalCue, ...]
    ]  # by first word, longest cue first, those that ask for more words before the others
    topics: dict[str, Topic]  # by lemma
    agreements: dict[str, tuple[tuple[str, tuple[Agreement, ...]], ...]]  # by first word: names, longest first
    dimensions: dict[str, Dimension]  # by cue in lower case; cues of two words are joined by a space


@cache
def open_claims() -> ClaimLexicon:
    """The lexicon, read once per process; raises LexiconFault."""
    return ClaimLexicon(
        cues=_by_first_word(_causal_cues()),
        topics={row["word"]: cast(Topic, _checked(row, "topic", get_args(Topic))) for row in _rows("claim_topics.csv")},
        agreements=_by_name(_agreements()),
        dimensions={
            row["cue"]: cast(Dimension, _checked(row, "dimension", get_args(Dimension)))
            for row in _rows("provision_cues.csv")
        },
    )


@cache
def open_words() -> ClaimWords:
    """The lists of `data/claim_words.toml`, read once per process; raises LexiconFault."""
    text = (files("comity.lexicons") / "data" / "claim_words.toml").read_text(encoding="utf-8")
    try:
        return msgspec.convert(tomllib.loads(text), ClaimWords)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as fault:
        raise LexiconFault("lexicons", str(fault), place="claim_words.toml", remedy="lists of words by name") from fault


def _causal_cues() -> Iterator[CausalCue]:
    for row in _rows("causal_cues.csv"):
        frame = cast(Frame, _checked(row, "frame", get_args(Frame)))
        kind = cast(ClaimKind, _checked(row, "kind", get_args(ClaimKind)))
        yield CausalCue(tuple(row["cue"].split()), frame, kind, _checked(row, "agent", ("yes", "no")) == "yes")


def _by_first_word(cues: Iterator[CausalCue]) -> dict[str, tuple[CausalCue, ...]]:
    found: dict[str, list[CausalCue]] = {}
    for cue in cues:
        found.setdefault(cue.words[0], []).append(cue)
    return {
        word: tuple(sorted(same, key=lambda cue: (-len(cue.words), cue.frame == "object")))
        for word, same in found.items()
    }


def _by_name(agreements: Iterator[Agreement]) -> dict[str, tuple[tuple[str, tuple[Agreement, ...]], ...]]:
    """Agreements by the first word of each name, then by name; "treaty" may be written small or great."""
    found: dict[str, dict[str, tuple[Agreement, ...]]] = {}
    for agreement in agreements:
        for name in agreement.names:
            first, last = FIRST_WORD.match(name), name.rpartition(" ")[2]
            for spelled in {
                name,
                name[: -len(last)] + last.lower() if last.lower().removesuffix("s") in open_words().kinds else name,
            }:
                same = found.setdefault(first.group() if first else name, {})
                if agreement not in same.get(spelled, ()):
                    same[spelled] = (*same.get(spelled, ()), agreement)
    return {
        word: tuple(sorted(names.items(), key=lambda pair: (-len(pair[0]), pair[0]))) for word, names in found.items()
    }


def _agreements() -> Iterator[Agreement]:
    for row in _rows("agreements.csv"):
        names = (row["name"], *filter(None, row["aliases"].split(";")))
        try:
            signed = date.fromisoformat(row["signed"]) if row["signed"] else None
        except ValueError:
            raise LexiconFault(
                "lexicons", f"no day: {row['signed']}", place=_place(row), remedy="write 1997-04-02"
            ) from None
        yield Agreement(names, tuple(filter(None, row["parties"].split(";"))), signed, row["alone"] == "yes")


def _rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table, each with its file and line under "file" and "line"."""
    text = (files("comity.lexicons") / "data" / name).read_text(encoding="utf-8")
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        yield row | {"file": name, "line": str(number)}


def _checked(row: dict[str, str], column: str, known: tuple[str, ...]) -> str:
    """The value of a column; raises LexiconFault where it is not one of the known."""
    if row[column] not in known:
        what = f"unknown {column} {row[column]!r}"
        raise LexiconFault("lexicons", what, place=_place(row), remedy=f"one of {', '.join(known)}")
    return row[column]


def _place(row: dict[str, str]) -> str:
    return f"{row['file']}, line {row['line']}"
