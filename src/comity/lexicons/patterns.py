"""The event lexicon: patterns of words that tell of a deed, the types they tell of, and who plays which part."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

import msgspec
from msgspec import Struct

from comity.faults import LexiconFault
from comity.vocabulary import EventType, Quad, Status

ANY_OBJECT = frozenset({"*"})  # in a phrase: any direct object
SLOT_WORDS = frozenset(
    "subject object owner answerer agent guest doer dative controlled clause deed outer place governor poss mod "
    "by of with to from for in on at into against between doer-of behind about over near along toward outside "
    "disperse".split()
)


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence and what it codes as: "FRAGOV -> DEU CONSULT"; each runs as a test."""

    text: str
    as_: str = msgspec.field(name="as")


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """One entry of patterns/*.toml. Slots say where an actor is looked for, in order, the first that has one counts."""

    type: str  # an event type, or NONE: looks like a deed and is none
    verbs: tuple[str, ...] = ()  # "impose {sanction}": verb, then words that must depend on it; {class} of classes.toml
    nouns: tuple[str, ...] = ()  # "joint {drill}": the last word is the noun, the others modify it
    source: tuple[str, ...] | None = None  # None: the subject of a verb; "by", "poss", "mod" of a noun
    target: tuple[str, ...] = ("object",)
    reciprocal: bool = False
    need: Literal["one", "source", "target", "both"] = "one"  # what the sentence must name
    mode: str | None = None
    cameo: str | None = None
    status: Status | None = None
    source_kind: Literal["official", "state", "armed", "crowd", "worker", "any"] = "any"
    target_kind: Literal["official", "person", "victim", "any"] = "any"
    violent: bool = False  # leaves accidents and disasters out
    demand: bool = False  # the object is what is demanded
    firm: bool = False  # the phrase leaves no doubt of who is who: the event model is not asked
    infinitive: bool = False  # only with an infinitive: "told them to leave"
    cite: str
    codes: tuple[Example, ...] = ()
    leaves: tuple[str, ...] = ()


class Pattern(Struct, frozen=True):
    """One phrase of an entry, ready to match."""

    words: tuple[frozenset[str], ...]  # for each word the lemmas that fit it; words[0] is the verb or noun
    rule: str  # "consult.visit"
    entry: Entry
    nominal: bool
    order: int

    @property
    def weight(self) -> tuple[int, int]:
        """Longer phrases first, then the order of the lexicon."""
        return -len(self.words), self.order


class TypeFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """What holds for a type: quad class, intensity on PLOVER's scale, CAMEO root, and its type when only planned."""

    quad: Quad
    intensity: float
    cameo: str
    planned: EventType | None = None
    modes: dict[str, float] = {}


class EventLexicon(Struct, frozen=True):
    """All that the events stage reads from data."""

    types: Mapping[str, TypeFacts]
    entries: Mapping[str, Entry]
    verbs: Mapping[str, tuple[Pattern, ...]]  # by lemma of the verb
    nouns: Mapping[str, tuple[Pattern, ...]]  # by lemma of the noun
    classes: Mapping[str, frozenset[str]]
    modes: Mapping[str, Mapping[str, frozenset[str]]]
    contexts: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]  # first word -> (all words, context)
    confidence: Mapping[str, float]  # weights of events/confidence.py


def open_events() -> EventLexicon:
    """Load and check the event lexicon."""
    classes = {name: frozenset(words) for name, words in _toml("classes.toml").items()}
    types = read_types(files("comity.lexicons") / "data")
    entries = dict(_entries(types))
    patterns = list(_patterns(entries, classes))
    return EventLexicon(
        types=types,
        entries=entries,
        verbs=_index(pattern for pattern in patterns if not pattern.nominal),
        nouns=_index(pattern for pattern in patterns if pattern.nominal),
        classes=classes,
        modes={kind: {m: frozenset(w) for m, w in modes.items()} for kind, modes in _toml("modes.toml").items()},
        contexts=_context_index(),
        confidence=_toml("confidence.toml"),
    )


def read_types(folder: Traversable) -> dict[str, TypeFacts]:
    """The types of types.toml in a folder. Raises LexiconFault where they do not hold."""
    raw = tomllib.loads((folder / "types.toml").read_text(encoding="utf-8"))
    return {name: _convert(entry, TypeFacts, f"types.toml [{name}]") for name, entry in raw.items()}


def read_entry(raw: Mapping[str, Any], where: str) -> Entry:
    """The entry of a table of patterns/*.toml. Raises LexiconFault for an unknown field or a value of another kind."""
    entry: Entry = _convert(raw, Entry, where)
    return entry


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files("comity.lexicons") / "data" / name).read_text(encoding="utf-8"))


def _convert(value: Any, kind: type[Any], where: str) -> Any:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise LexiconFault("lexicon", str(error), place=where, remedy="mend the entry") from error


def _entries(types: Mapping[str, TypeFacts]) -> Iterator[tuple[str, Entry]]:
    folder = files("comity.lexicons") / "data" / "patterns"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".toml"):
            continue
        for name, raw in tomllib.loads(file.read_text(encoding="utf-8")).items():
            where = f"patterns/{file.name} [{name}]"
            entry = read_entry(raw, where)
            check_entry(entry, types, where)
            yield f"{file.name.removesuffix('.toml')}.{name}", entry


def check_entry(entry: Entry, types: Mapping[str, TypeFacts], where: str) -> None:
    """Raise a LexiconFault for what the types of the fields cannot say."""
    if entry.type != "NONE" and entry.type not in types:
        raise LexiconFault("lexicon", f"unknown type {entry.type}", place=where, remedy="use one of types.toml")
    known = types[entry.type].modes if entry.type in types else {}
    if entry.mode and entry.mode not in known:
        raise LexiconFault("lexicon", f"unknown mode {entry.mode}", place=where, remedy="use one of the type's modes")
    for slot in (*(entry.source or ()), *entry.target):
        for word in slot.split("|"):
            if word not in SLOT_WORDS and word not in {"out of"}:
                raise LexiconFault("lexicon", f"unknown slot {word}", place=where, remedy="see docs/lexicons.md")


def _patterns(entries: Mapping[str, Entry], classes: Mapping[str, frozenset[str]]) -> Iterator[Pattern]:
    order = 0
    for rule, entry in entries.items():
        for nominal, phrases in ((False, entry.verbs), (True, entry.nouns)):
            for phrase in phrases:
                words = [_word(word, classes, rule) for word in _split(phrase)]
                if nominal:
                    words = [words[-1], *words[:-1]]
                yield Pattern(tuple(words), rule, entry, nominal, order)
                order += 1


def _split(phrase: str) -> list[str]:
    """The words of a phrase; the parser cuts "cease-fire" at its hyphen, so the lexicon does, but for {classes}."""
    return [part for word in phrase.split() for part in ([word] if word.startswith("{") else word.split("-"))]


def _word(word: str, classes: Mapping[str, frozenset[str]], rule: str) -> frozenset[str]:
    if word == "*":
        return ANY_OBJECT
    name = re.fullmatch(r"\{(.+)\}", word)
    if not name:
        return frozenset(word.split("|"))
    if name[1] not in classes:
        raise LexiconFault("lexicon", f"unknown class {word}", place=rule, remedy="define it in classes.toml")
    return classes[name[1]]


def _index(patterns: Iterator[Pattern]) -> dict[str, tuple[Pattern, ...]]:
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        for lemma in sorted(pattern.words[0]):
            found.setdefault(lemma, []).append(pattern)
    return {lemma: tuple(sorted(some, key=lambda pattern: pattern.weight)) for lemma, some in found.items()}


def _context_index() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for context, entry in _toml("contexts.toml").items():
        cues: Sequence[str] = entry["cues"]
        for cue in cues:
            words = tuple(cue.split())  # a capital letter counts: "WHO" is no "who"
            found.setdefault(words[0], []).append((words, context))
    return {word: tuple(cues) for word, cues in found.items()}
