"""Outlets and wire services, and what stands on their pages around an article.

`data/outlets.csv`: who publishes (hosts, other names; the cite is the site itself). `data/pages.toml`: section
names and the cue words of lines that are no article. `data/anchors.toml`: dated deeds that texts presuppose.
`data/line_weights.toml`: the line classifier's weights (training/lines.py makes them). `data/languages.toml`:
frequent words by language.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.resources import files
from typing import Any, Literal, cast

import numpy as np
from msgspec import Struct

from comity.faults import LexiconFault
from comity.lexicons.signs import Expressions, expressions_of
from comity.vocabulary import DropReason

REASONS: tuple[DropReason, ...] = (
    "advertisement", "comment", "legal", "promotion", "related", "byline", "navigation",
)  # fmt: skip  # the order in which a line's cues decide
SENTENCE_REASONS: tuple[DropReason, ...] = ("advertisement", "comment", "legal", "promotion")
ASKED: dict[str, tuple[str, ...]] = {  # the kinds of cues that are asked for in each sort of lines
    "heading": (*REASONS, "caption", "heads_comments", "heads_others"),
    "label": (*REASONS, "caption"),
    "call": (*SENTENCE_REASONS, "caption"),  # a sentence that speaks to the reader
    "sentence": (*SENTENCE_REASONS, "caption", "rights"),  # it must speak of rights for the first of these
    "paragraph": ("caption",),
    "notice": (),
}
ESCAPE_OR_CAPITAL = re.compile(r"(\\.)|([A-Z])")
Signature = tuple[re.Pattern[str], str]


class Outlet(Struct, frozen=True):
    """One outlet or wire service."""

    name: str
    kind: Literal["agency", "outlet"]
    country: str  # ISO 3166 alpha-3 of its seat
    hosts: tuple[str, ...]
    aliases: tuple[str, ...]


class Anchor(Struct, frozen=True):
    """A deed of a known day, and the words by which a text tells of it."""

    name: str
    day: date
    names: frozenset[str]  # lower case; a text with none of them does not tell of it
    words: re.Pattern[str]


class LineWeights(Struct, frozen=True, eq=False):
    """What the marks of a line, and of those around it, add to its scores (comity.articles.flattened)."""

    scores: tuple[str, ...]
    offsets: tuple[int, ...]  # -1: the line above
    table: np.ndarray[Any, np.dtype[np.float64]]  # a row for each mark, a column for each score and offset


class Outlets(Struct, frozen=True, eq=False):
    """The lexicon of outlets and their pages, loaded once per process; equal only to itself."""

    by_host: dict[str, Outlet]
    by_name: dict[str, Outlet]  # names and aliases, lower case
    most_words: int  # of a name
    agency_name: re.Pattern[str]  # any name of a wire service, as a whole word
    sections: dict[str, str]  # lower case -> as written
    cues: Expressions  # what lines around an article say, by kinds: REASONS, captions, headings, rights
    anchors: tuple[Anchor, ...]
    anchor_names: Expressions  # what of the anchors' names a text has; each is its own kind
    weights: LineWeights
    speakers: dict[str, tuple[str, ...]]  # frequent word -> the languages that use it

    def named(self, words: str) -> Outlet | None:
        """The outlet of that name or alias; None: unknown."""
        pieces = words.split(None, self.most_words)
        return self.by_name.get(" ".join(pieces).lower()) if len(pieces) <= self.most_words else None

    def agency(self, words: str) -> str | None:
        """The wire service that the words are the name of, by its usual name; None: they are none."""
        found = self.named(words)
        return found.name if found and found.kind == "agency" else None

    def of_host(self, host: str) -> Outlet | None:
        """The outlet of a host or of a domain above it."""
        labels = host.lower().split(":")[0].split(".")
        for start in range(len(labels) - 1):
            found = self.by_host.get(".".join(labels[start:]))
            if found:
                return found
        return None


def open_outlets() -> Outlets:
    """Load the lexicon. Raises LexiconFault where it does not hold."""
    outlets, anchors = read_outlets(), read_anchors()
    names = sorted({name for anchor in anchors for name in anchor.names})
    pages = read_toml("pages.toml")
    by_name = {name.lower(): outlet for outlet in outlets for name in (outlet.name, *outlet.aliases)}
    agencies = sorted(
        {n for o in outlets if o.kind == "agency" for n in (o.name, *o.aliases)}, key=lambda n: (-len(n), n)
    )
    return Outlets(
        by_host={host: outlet for outlet in outlets for host in outlet.hosts},
        by_name=by_name,
        most_words=max(len(name.split()) for name in by_name),
        agency_name=whole_words(agencies),
        sections={name.lower(): name for name in pages["sections"]},
        cues=read_cues(pages["cues"]),
        anchors=anchors,
        anchor_names=expressions_of({name: [re.escape(name)] for name in names}, [names]),
        weights=read_line_weights(),
        speakers=read_speakers(),
    )


def whole_words(names: Sequence[str]) -> re.Pattern[str]:
    """Any of the names as a whole word, of several the first. `re` runs fast from first letter to first letter.

    >>> whole_words(["Dpa", "Dp"]).findall("Dpa, a-Dp, Dp"), whole_words(["Dp"]).search("Dpa")
    (['Dpa', 'Dp'], None)
    """
    ends = {
        first: [name[1:] for name in names if name[0] == first] for first in dict.fromkeys(name[0] for name in names)
    }
    ways = [
        rf"{re.escape(first)}(?<![\w-]{re.escape(first)})(?:{'|'.join(map(re.escape, rest))})"
        for first, rest in ends.items()
    ]
    return re.compile(rf"(?:{'|'.join(ways)})(?![\w-])")


def read_cues(kinds: Mapping[str, Sequence[str]]) -> Expressions:
    """The expressions of all kinds. Raises LexiconFault for one that is none."""
    lower = {kind: list(map(lowered, patterns)) for kind, patterns in kinds.items()}
    try:
        return expressions_of(lower, list(ASKED.values()), REASONS)
    except re.error as error:
        raise LexiconFault(
            "lexicons", f"no regular expression: {error}", place=f"pages.toml {error.pattern!r:.80}"
        ) from error


def read_outlets() -> list[Outlet]:
    """The rows of outlets.csv."""
    found: list[Outlet] = []
    with (files("comity.lexicons") / "data" / "outlets.csv").open(encoding="utf-8") as stream:
        for number, row in enumerate(csv.DictReader(stream), start=2):
            if row["kind"] not in {"agency", "outlet"} or not row["name"] or not row["cite"]:
                what = "a row needs name, kind (agency or outlet) and cite"
                raise LexiconFault("lexicons", what, place=f"outlets.csv:{number}")
            kind = cast('Literal["agency", "outlet"]', row["kind"])
            hosts, aliases = (tuple(filter(None, row[field].split(";"))) for field in ("hosts", "aliases"))
            found.append(Outlet(row["name"], kind, row["country"], hosts, aliases))
    return found


def read_anchors() -> tuple[Anchor, ...]:
    """The dated deeds, in order of their day."""
    found = []
    for name, entry in read_toml("anchors.toml").items():
        if not isinstance(entry.get("day"), date) or not entry.get("names") or not entry.get("words"):
            raise LexiconFault("lexicons", "an anchor needs day, names and words", place=f"anchors.toml [{name}]")
        found.append(Anchor(name, entry["day"], frozenset(entry["names"]), one_of([entry["words"]])))
    return tuple(sorted(found, key=lambda anchor: anchor.day))


def read_line_weights() -> LineWeights:
    """The line classifier's weights. Raises LexiconFault where they do not fit together."""
    data = read_toml("line_weights.toml")
    scores, offsets = tuple(data["scores"]), tuple(data["offsets"])
    rows = list(data["marks"].values())
    if any(len(row) != len(scores) * len(offsets) for row in rows):
        raise LexiconFault("lexicons", "a mark needs a weight for each score and offset", place="line_weights.toml")
    return LineWeights(scores, offsets, np.array(rows, dtype=np.float64))


def read_speakers() -> dict[str, tuple[str, ...]]:
    """For each frequent word the languages that use it."""
    found: dict[str, tuple[str, ...]] = {}
    for code, words in read_toml("languages.toml").items():
        found |= {word: (*found.get(word, ()), code) for word in dict.fromkeys(words.split())}
    return found


def read_toml(name: str) -> dict[str, Any]:
    """A data file as it stands."""
    return tomllib.loads((files("comity.lexicons") / "data" / name).read_text(encoding="utf-8"))


def one_of(patterns: Sequence[str], flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """One expression for any of these. Raises LexiconFault for one that is none."""
    try:
        return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)
    except re.error as error:
        raise LexiconFault("lexicons", f"no regular expression: {error}", place=str(patterns)[:80]) from error


def lowered(pattern: str) -> str:
    r"""The expression with its letters in lower case, but not those of escapes.

    >>> print(lowered(r"^By [A-Z]\W"))
    ^by [a-z]\W
    """
    return ESCAPE_OR_CAPITAL.sub(lambda found: found[1] or found[2].lower(), pattern)
