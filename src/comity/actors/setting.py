"""What a whole article tells before its sentences are read: its countries, where it is at home, datelines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from comity.actors.spotting import Line, Unit
from comity.lexicons.actors import ActorLexicon
from comity.vocabulary import ParsedSentence

DAY = r"(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2})?(?:, \d{4})?"
TOWN = r"[A-Z][\w.'/]*(?:[ -][\w.'/]+){0,4}(?:, [A-Z][\w. ]{2,25}){0,2}?"
CAPITALS = r"[A-Z][A-Z.'/]+(?:[ -][A-Z.'/]+){0,3}(?:, [A-Z][\w. ]{2,25})??"
# \x22, a quotation mark, stands where a page lost its dash in decoding: CAIRO (AP) " Police …
DATELINE = re.compile(
    rf"(?:(?P<town>{TOWN})(?:, ?{DAY})? ?(?:\([^()]{{2,30}}\)|/[A-Z][^/]{{1,20}}/)"
    rf"|(?P<capitals>{CAPITALS})(?:, ?{DAY})?(?= ?(?:-|–|—)))"
    r"(?: ?(?:-{1,2}|–|—|:|\x22)(?:\s|$)|(?<=[)/]) ?--(?=[A-Z])|$)"
)
LABEL = re.compile(r"(?P<town>[A-Z][A-Z.'/]+(?:[ -][A-Z.'/]+){0,3})(?P<land>, [A-Z][\w. ]{2,25})?:(?:\s|$)")
SLUG = re.compile(r"\([A-Za-z]+(?:-[A-Za-z]+){2,}\)")  # an agency's name for a story: "(CHILE-PERU-BORDER-TALKS)"
UNION_STATE = "Union State"  # as the lexicon names it
UNION_TOLD = re.compile(
    r"\bUnion (?:State|Treaty)\b"
    r"|\b[Tt]reaty (?:on|of) (?:the |a )?Union\b"
    r"|\b[Uu]nion (?:of|between) (?:Russia and Belarus|Belarus and Russia|(?:the|their) two\b|both\b)"
    r"|\b(?:Russian?-Belarus(?:ian)?|Belarus(?:ian)?-Russian?) [Uu]nion\b"
)
LABOUR = re.compile(
    r"\b(?:labou?r|trade unions?|workers?|strikes?|wages?|pay (?:rise|deal|talks)|pilots|dockers|miners)\b"
)
KOREAS = {"North": "North Korea", "South": "South Korea"}
CLEARLY = 2  # times that a country is named more often than the next, to be the article's own
ENOUGH = 3  # times that it is named


class Setting(Struct, frozen=True):
    """What the whole article tells."""

    states: Mapping[str, int]  # country code -> mentions
    stage: str | None  # the country in which things happen most: "in Kabul", "in Mali"; None: none is named so
    home: str | None  # the country that the article is about beyond doubt; None: there is none
    european: bool  # whether it names the EU
    union: str | None  # the lexicon's name of what "the union" means; None: a trade union


def read_setting(
    lines: Sequence[Line], units: Sequence[Sequence[Unit]], dateline: str | None, lexicon: ActorLexicon
) -> Setting:
    """The setting of an article; `dateline` is the town it was written from."""
    states = _count_states(units)
    european = any(unit.readings and unit.readings[0].code[:3] == "EUR" for found in units for unit in found)
    union = _union(lines, states, european)
    return Setting(states, _stage(lines, units), _home(states, dateline, lexicon), european, union)


def dateline_of(sentence: ParsedSentence, line: Line) -> tuple[str | None, int]:
    """(town, tokens) of "MINSK, Dec 6 (MWA) -" at the begin of a sentence; (None, 0): there is none."""
    found = DATELINE.match(line.text)
    if found is None or (len(found.group()) == len(line.text) and found["town"] is None):
        return None, 0
    town = found["town"] or found["capitals"]
    return town.partition(",")[0].strip(), sum(start < found.end() for start in line.starts)


def label_of(line: Line, lexicon: ActorLexicon) -> tuple[str | None, int]:
    """(country, tokens) of "LIMA:" or "QUITO, Ecuador:" before an item of a list; (None, 0): there is none."""
    found = LABEL.match(line.text)
    if found is None:
        return None, 0
    readings = lexicon.lower_names.get(found["town"].lower(), ())
    city = bool(readings) and readings[0].kind == "city"
    if not city and found["land"] is None and found["town"] != "UNITED NATIONS":  # who speaks: "PUTIN: We will …"
        return None, 0
    return readings[0].code if city else None, sum(start < found.end() for start in line.starts)


def slugs_in(line: Line) -> list[range]:
    """The tokens of an agency's names for its stories, in brackets."""
    places = [range(found.start(), found.end()) for found in SLUG.finditer(line.text)]
    return [range(*(sum(start < edge for start in line.starts) for edge in (p.start, p.stop))) for p in places]


def with_koreas(
    units: Sequence[Unit], sentence: ParsedSentence, states: Mapping[str, int], lexicon: ActorLexicon
) -> list[Unit]:
    """The units of a sentence; in an article on Korea with "the North" and "the South" as the states that they mean."""
    if "PRK" not in states and max(states, key=lambda code: (states[code], code), default=None) != "KOR":
        return list(units)
    tokens, taken = sentence.tokens, {at for unit in units for at in range(unit.start, unit.end)}
    found = list(units)
    for at in range(1, len(tokens)):
        name = KOREAS.get(tokens[at].text)
        alone = tokens[at - 1].text.lower() == "the" and tokens[at].dep not in ("compound", "amod", "nmod")
        follows = tokens[at + 1] if at + 1 < len(tokens) else None
        longer = follows is not None and (follows.text in ("of", "-") or follows.text[0].isupper())
        if name is not None and alone and not longer and at not in taken:
            found.append(Unit(at, at + 1, "country", tokens[at].text, lexicon.names[name]))
    return sorted(found, key=lambda unit: unit.start)


def _count_states(units: Sequence[Sequence[Unit]]) -> dict[str, int]:
    """How often each country is named in the article, by name, demonym or city."""
    counts: dict[str, int] = {}
    for unit in (unit for found in units for unit in found):
        if unit.readings and unit.kind in ("country", "adjective", "people", "city"):
            code = unit.readings[0].code
            counts[code] = counts.get(code, 0) + 1
    return counts


def _stage(lines: Sequence[Line], units: Sequence[Sequence[Unit]]) -> str | None:
    """The country that most places after "in" belong to; the one named first among equals."""
    counts: dict[str, int] = {}
    for line, found in zip(lines, units, strict=True):
        for unit in found:
            named = unit.readings and unit.kind in ("country", "city") and unit.start > 0
            if named and line.words(unit.start - 1, unit.start).lower() == "in":
                counts[unit.readings[0].code] = counts.get(unit.readings[0].code, 0) + 1
    return max(counts, key=lambda code: counts[code]) if counts else None


def _home(states: Mapping[str, int], dateline: str | None, lexicon: ActorLexicon) -> str | None:
    """The country of the dateline where the text names it often, else the one that clearly dominates."""
    ranked = sorted(states, key=lambda code: -states[code])
    readings = lexicon.lower_names.get(dateline.lower(), ()) if dateline else ()
    if readings and readings[0].kind == "city" and (not ranked or readings[0].code == ranked[0]):
        return readings[0].code
    if not ranked or states[ranked[0]] < ENOUGH:
        return None
    rest = states[ranked[1]] if len(ranked) > 1 else 0
    return ranked[0] if states[ranked[0]] >= CLEARLY * rest else None


def _union(lines: Sequence[Line], states: Mapping[str, int], european: bool) -> str | None:
    """What "the union" means in an article that tells of that of Russia and Belarus, or names the EU and no labour."""
    if "RUS" in states and "BLR" in states and any(UNION_TOLD.search(line.text) for line in lines):
        return UNION_STATE
    labour = any(LABOUR.search(line.text) for line in lines)
    return "European Union" if european and not labour else None
