"""Units -> phrases: a title with its name, a role word with its modifiers, a bare name; one phrase, one mention."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from comity.actors.spotting import NAME_PARTS, Line, Unit
from comity.lexicons.actors import RoleEntry
from comity.vocabulary import ParsedSentence, Token

POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
FORMER = frozenset(
    ["former", "ex", "ousted", "deposed", "late", "erstwhile", "one-time", "onetime", "toppled", "then-exiled", "fugitive", "retired"]
)
NOT_THE_STATE = frozenset(["backed", "speaking", "supported", "armed", "funded", "trained", "born", "made", "friendly", "allied", "sponsored"])
LIKE_THE_STATE = frozenset(["led", "based", "controlled", "held", "ruled", "run", "occupied", "administered", "dominated"])
PREMODIFIERS = frozenset(("ADJ", "NUM", "NOUN", "PROPN", "X"))
NAMED_BY = frozenset(("leader", "speaker", "office", "chief", "title"))  # roles that take the sector of what they serve
SERVES = frozenset(
    ["official", "aide", "adviser", "advisor", "delegation", "source", "representative", "envoy", "delegate", "department", "source", "fighter", "member", "supporter"]
)


class Phrase(Struct, frozen=True, gc=False):
    """Tokens `[start, end)` that name one actor, and what they say about it."""

    start: int
    end: int
    head: Unit  # the role, or the name where there is no role
    name: Unit | None = None  # the person's name in or after a role phrase
    modifiers: tuple[Unit, ...] = ()  # units before the head that say whose it is
    after: Unit | None = None  # unit after "of", "for", "in", "from"
    preposition: str = ""  # which of these
    former: bool = False
    definite: bool = False  # "the", "this", "both" or a possessive stands before it
    number: int = 0  # "two" -> 2; 0: none
    words: tuple[str, ...] = ()  # lower-case tokens before the head


def find_phrases(sentence: ParsedSentence, units: Sequence[Unit], line: Line) -> list[Phrase]:
    """The phrases of a sentence by start, the longer first; a name within a longer phrase may stand alone as well."""
    tokens = sentence.tokens
    ending = {unit.end: unit for unit in units}
    starting = {unit.start: unit for unit in units}
    covered: set[int] = set()
    phrases: list[Phrase] = []
    heads = [unit for unit in units if unit.role is not None and not _modifies(unit, tokens, starting)]
    for unit in heads:
        if unit.start in covered:
            continue
        phrase, inside = _role_phrase(unit, tokens, ending, starting, line)
        covered.update(inside)
        phrases.append(phrase)
    for unit in units:
        if unit.role is None and unit.start not in covered:
            phrases.append(_name_phrase(unit, tokens))
    return sorted(phrases, key=lambda phrase: (phrase.start, -phrase.end))


def _modifies(unit: Unit, tokens: Sequence[Token], starting: dict[int, Unit]) -> bool:
    """Whether a role word only modifies the next one: "government" in "government troops"."""
    following = starting.get(unit.end)
    if following is None or following.role is None or following.role.kind in ("title", "honorific"):
        return False
    titles = ("person", "leader", "title")
    named = unit.role is not None and unit.role.kind in titles and following.role.kind in titles
    return not named or tokens[unit.end - 1].dep in ("compound", "amod", "nmod", "poss")


def _name_phrase(unit: Unit, tokens: Sequence[Token]) -> Phrase:
    """A name on its own, with "the" before it."""
    start = unit.start
    definite = start > 0 and tokens[start - 1].pos == "DET"
    if definite and unit.kind not in ("person", "adjective"):
        start -= 1
    return Phrase(start, unit.end, unit, definite=definite)


def _role_phrase(
    unit: Unit, tokens: Sequence[Token], ending: dict[int, Unit], starting: dict[int, Unit], line: Line
) -> tuple[Phrase, list[int]]:
    """The phrase round a role word, and the starts of the units that are no mentions of their own."""
    start, modifiers, possessor = _leftwards(unit, tokens, ending)
    inside = [modifier.start for modifier in modifiers if modifier is not possessor]
    end, name = _rightwards(unit, tokens, starting, line)
    if name is not None:
        inside.append(name.start)
    preposition, after, reach = _complement(end, tokens, starting)
    words = tuple(token.text.lower() for token in tokens[start : unit.start])
    if after is not None and preposition in ("of", "for") and name is None:
        end = reach
    first = words[0] if words else ""
    return (
        Phrase(
            start,
            end,
            unit,
            name,
            tuple(modifiers),
            after,
            preposition,
            former=not FORMER.isdisjoint(words),
            definite=first in ("the", "this", "these", "those", "both", "that") or possessor is not None,
            number=2 if "two" in words or "both" in words else 3 if "three" in words else 0,
            words=words,
        ),
        inside,
    )


def _leftwards(unit: Unit, tokens: Sequence[Token], ending: dict[int, Unit]) -> tuple[int, list[Unit], Unit | None]:
    """Where the noun phrase of a role begins, the units in it before the role, and the possessor among them."""
    at = unit.start
    found: list[Unit] = []
    possessor = None
    while at > 0:
        before = tokens[at - 1]
        known = ending.get(at)
        if known is not None and (known.role is None or not known.role.plural or known.kind != "role"):
            if known.kind == "person":
                break
            found.append(known)
            at = known.start
        elif before.text in POSSESSIVE and at > 1:
            known = ending.get(at - 1)
            if known is not None:
                possessor = known
                found.append(known)
                at = known.start
                if at > 0 and tokens[at - 1].pos == "DET":
                    at -= 1
            break
        elif before.text == "-" and at > 1:
            at -= 1
        elif before.pos == "DET" or before.tag == "PRP$":
            at -= 1
            break
        elif before.pos in PREMODIFIERS or before.text.lower() in FORMER or _participle(before, tokens, at) or (before.pos == "ADV" and at < unit.start and tokens[at].pos in ("ADJ", "VERB")):
            at -= 1
        else:
            break
    found.reverse()
    return at, found, possessor


def _participle(token: Token, tokens: Sequence[Token], at: int) -> bool:
    """Whether a participle stands before its noun: "exiled leader", "visiting president"."""
    return token.tag in ("VBN", "VBG", "VBD") and token.dep in ("amod", "compound") and token.head >= at


def _rightwards(unit: Unit, tokens: Sequence[Token], starting: dict[int, Unit], line: Line) -> tuple[int, Unit | None]:
    """(end, name) of a title with the name that follows it; name None: none does."""
    role = unit.role
    if role is None or role.kind in ("body", "pair", "land", "place") or unit.end >= len(tokens):
        return unit.end, None
    following = starting.get(unit.end)
    if following is not None and following.role is not None and following.role.kind in ("title", "honorific", "person"):
        end, name = _rightwards(following, tokens, starting, line)
        return (end, name) if name is not None else (unit.end, None)
    if following is not None and following.kind == "person":
        return following.end, following
    if role.plural or (following is not None and following.kind != "city"):
        return unit.end, None
    end = _capitalised(unit.end, tokens)
    if end == unit.end or (unit.text.islower() and tokens[unit.end].entity not in ("PERSON", "")):
        return unit.end, None
    return end, Unit(unit.end, end, "person", line.words(unit.end, end))


def _capitalised(at: int, tokens: Sequence[Token]) -> int:
    """End of the run of capitalised name words that begins at a token."""
    start, count = at, 0
    while at < len(tokens) and count < 5:
        token = tokens[at]
        name = token.pos == "PROPN" and token.text[0].isupper() and token.entity not in ("DATE", "GPE", "NORP")
        joint = at > start and token.text == "-" and at + 1 < len(tokens) and tokens[at + 1].text[0].isalpha()
        if not name and not joint and token.text.lower() not in NAME_PARTS:
            break
        at += 1
        count += name
    return at if count else start


def _complement(end: int, tokens: Sequence[Token], starting: dict[int, Unit]) -> tuple[str, Unit | None, int]:
    """(preposition, unit, end) of what follows: "of Chile", "in the Ukrainian capital Kyiv", "for the ministry"."""
    if end >= len(tokens) or tokens[end].text.lower() not in ("of", "for", "in", "from", "at", "to", "on"):
        return "", None, end
    at = end + 1
    while at < len(tokens) and at <= end + 4:
        unit = starting.get(at)
        if unit is not None:
            return tokens[end].text.lower(), unit, unit.end
        if tokens[at].pos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
            break
        at += 1
    return "", None, end


def following_word(phrase_end: int, tokens: Sequence[Token]) -> str:
    """The lower-case word after a phrase, "" at the end."""
    return tokens[phrase_end].text.lower() if phrase_end < len(tokens) else ""


def sectors_of(phrase: Phrase) -> tuple[str, ...]:
    """The sectors that a role phrase gives, from its head and what the head serves: "police spokesman" COP."""
    role = phrase.head.role
    if role is None:
        return ()
    serving = [unit.role for unit in phrase.modifiers if unit.role is not None]
    if phrase.after is not None and phrase.after.role is not None and phrase.preposition in ("of", "for", "at", "from"):
        serving.append(phrase.after.role)
    sectors = role.sectors
    if _takes_sector(role):
        sectors = next((other.sectors for other in serving if other.sectors), sectors)
    if phrase.former and role.kind in ("person", "leader", "envoy", "office"):
        sectors = ("ELI",)
    if "OPP" not in sectors and ("opposition" in phrase.words or any("OPP" in other.sectors for other in serving)):
        sectors = (*sectors, "OPP")
    return sectors


def _takes_sector(role: RoleEntry) -> bool:
    return role.kind in NAMED_BY or role.word.split(" ")[-1] in SERVES
