"""Rules for quarters, halves, seasons, years, decades and centuries."""

from __future__ import annotations

import re

from comity.times.calendar import SEASONS, Days, make_date, month_days, quarter_of, shift_days, shift_months
from comity.times.names import in_a_name
from comity.times.setting import Match, Reading, Setting
from comity.times.words import (
    DAY,
    FULL_YEAR,
    MONTH,
    ORDINALS,
    SEASON,
    SEASON_LETTERS,
    YEAR,
    any_of,
    month_number,
    ordinal_of,
    year_of,
)
from comity.vocabulary import Token

WHICH_YEAR = rf"(?:{YEAR}|(?:of\s+)?(?:this|last|next|that|the\s+same|the\s+(?:following|previous))\s+year)"
QUARTER_NAME = r"(?:first|second|third|fourth|final|1st|2nd|3rd|4th)"
QUARTER = re.compile(
    rf"\b(?:(?P<det>the|this|last|next|this\s+year['’]s|last\s+year['’]s|next\s+year['’]s)\s+)?(?:flat\s+)?"
    rf"(?P<before>(?:{FULL_YEAR}|(?:comparable\s+)?year-ago|year-earlier|fiscal|fiscal\s+{FULL_YEAR})(?:['’]s)?[\s-]+)?(?:calendar\s+)?"
    rf"(?P<quarter>{QUARTER_NAME})(?:\s+fiscal)?[\s-]+quarter\b(?:\s+(?:of\s+)?(?P<year>fiscal\s+{FULL_YEAR}|{WHICH_YEAR}))?",
    re.I,
)
QUARTER_SHORT = re.compile(
    rf"\b(?:Q(?P<quarter>[1-4])(?:\s+(?:of\s+)?(?P<year>{FULL_YEAR}))?|(?P<quarter2>[1-4])Q(?P<year2>\d\d)?)\b"
)
HALF = re.compile(
    rf"\b(?:the\s+)?(?P<half>first|second|last|latter)[\s-]+(?:half|two\s+quarters)(?:\s+of\s+(?:the\s+)?(?P<year>{WHICH_YEAR}|year|decade))",
    re.I,
)
SEASON_ALONE = re.compile(
    rf"\b(?:(?P<det>this\s+past|this\s+coming|last|this|next|every|each|the)\s+)?(?P<season>{SEASON})(?:\s+(?:of\s+)?(?P<year>{WHICH_YEAR}))?\b(?!\w)",
    re.I,
)
DECADE = re.compile(
    r"\b(?:the\s+)?(?:(?P<full>(?:1\d|20)\d)0['’]?s|['’‘](?P<short>[2-9])0s"
    r"|(?:(?P<century>nineteen|eighteen)[-\s])?(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b",
    re.I,
)
CENTURY = re.compile(
    rf"\b(?:the\s+)?(?:(?P<figure>[12]?\d)(?:st|nd|rd|th)|(?P<word>(?:twenty[-\s]first|{any_of(ORDINALS)})))[\s-]+century\b",
    re.I,
)
YEAR_ALONE = re.compile(
    r"(?:(?<=\bmid-)|(?<=\bend-)|(?<=\blate-)|(?<=\bearly-)|(?<![\w$£€#./,:-]))"
    rf"(?:the\s+year\s+)?(?P<year>{YEAR})(?!\w|[-/]\d|:\d|st|nd|rd|th)",
    re.I,
)
YEARS = re.compile(
    r"(?<![\w$£€#./,:-])(?P<first>1[4-9]\d\d|20\d\d)\s?[-–/]\s?(?P<last>1[4-9]\d\d|20\d\d|\d\d)(?![\w/%-]|[.,:]\d)"
)
FISCAL_YEAR = re.compile(
    rf"\b(?:fiscal(?:\s+year)?|financial\s+year|calendar(?:\s+year)?|FY)\s*(?P<year>{YEAR})(?!\w)", re.I
)
ENDED_ON = re.compile(
    rf",?\s+(?:that\s+|which\s+)?ended\s+(?:on\s+)?(?P<month>{MONTH})\s+(?P<day>{DAY})\b(?:\s*,\s*(?P<year>{FULL_YEAR}))?",
    re.I,
)
EARLY = re.compile(r"\bthe\s+(?:early|mid|late)[\s-]+$", re.I)
PARTS_OF_DECADES = frozenset({"early", "mid", "late", "-"})
DECADE_WORDS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
AMOUNTS = frozenset({"MONEY", "PERCENT", "QUANTITY", "LAW"})
OTHER_NUMBER = re.compile(r"\s*(?:and|to|or|-|–)\s*(\d{4})\b")
COUNTED = frozenset({
    "people", "percent", "points", "feet", "metres", "meters", "miles", "km", "tons", "tonnes", "troops", "dollars",
    "euros", "soldiers", "votes", "cases", "deaths", "hours", "gmt", "utc",
})  # fmt: skip
NUMBERED = frozenset({
    "resolution", "article", "flight", "no", "no.", "number", "room", "unit", "section", "rule", "law", "route",
    "highway", "boeing", "channel", "order", "bill", "decree", "case", "page", "line", "train", "model",
})  # fmt: skip
BEFORE_YEAR = frozenset({
    "in", "since", "of", "by", "from", "until", "till", "to", "during", "early", "late", "before", "after",
    "between", "and", "for", "the", "year", "through", "around", "about", "circa", "mid", "summer", "winter",
    "spring", "autumn", "fall",
})  # fmt: skip


def which_year(words: str | None, at: Setting) -> int | None:
    """The year that "1998", "last year" or "the same year" means; None: no words, or an unreadable one."""
    if not words:
        return None
    text = re.sub(r"\s+", " ", words.lower()).removeprefix("of ").removeprefix("fiscal ")
    if not text.endswith(" year"):
        return year_of(text, at.day.year)
    anchor = at.anchor_days
    if text in ("that year", "the same year"):
        return anchor[0].year if anchor else None
    if text in ("the following year", "the previous year"):
        return anchor[0].year + (1 if "following" in text else -1) if anchor else None
    return at.day.year + {"last": -1, "this": 0, "next": 1}[text.split()[0]]


def quarter(match: Match, at: Setting) -> Reading | None:
    """ "the third quarter of 1990", "fourth-quarter", "this year's first quarter"."""
    name = match["quarter"].lower()
    number = 4 if name == "final" else ordinal_of(name) or 0
    before = (match["before"] or "").lower()
    full = re.search(r"\d{4}", before)
    year = int(full[0]) if full else which_year(match["year"], at)
    det = (match["det"] or "").lower()
    if det.endswith(("year's", "year’s")):
        year = at.day.year + {"last": -1, "this": 0, "next": 1}[det.split()[0]]
    days = months_ended(match.end(), at)
    if year is None and days:
        year = days[1].year
    if year is None:
        year = _year_of_quarter(number, at, match)
        year -= before.startswith("year")
    return Reading("DATE", f"{year:04d}-Q{number}", days, over=_is_reported(match, at), aside=_is_compared(match, at))


def months_ended(end: int, at: Setting) -> Days | None:
    """The three months of a firm's own quarter, whose last day the words behind it tell ("ended Sept. 30")."""
    match = ENDED_ON.match(at.text, end, at.sentence.sentence.end)
    if match is None:
        return None
    month, day = month_number(match["month"]), ordinal_of(match["day"]) or 0
    years = [int(match["year"])] if match["year"] else [at.day.year, at.day.year - 1]
    last = next((found for year in years if (found := make_date(year, month, day)) and found <= at.day), None)
    first = last and shift_months(shift_days(last, 1) or last, -3)
    return (first, last) if first and last else None


def _is_reported(match: Match, at: Setting) -> bool:
    """Whether its figures are out: "reported lower fourth-quarter earnings", in October, of a firm's own year."""
    tokens = at.sentence.tokens
    index = at.index_at(match.end("quarter") - 1)
    while tokens[index].pos not in ("VERB", "AUX") and tokens[index].head != index:
        index = tokens[index].head
    return tokens[index].lemma in ("report", "post") and tokens[index].tag == "VBD"


def _is_compared(match: Match, at: Setting) -> bool:
    """Whether it is a quarter that another is held against ("after a flat second quarter")."""
    tokens = at.sentence.tokens
    index = at.index_at(match.end("quarter") - 1)
    while tokens[index].dep in ("amod", "compound", "nummod", "punct") and tokens[index].head != index:
        index = tokens[index].head
    return tokens[index].dep == "pobj" and tokens[tokens[index].head].lemma in ("after", "from", "than", "with")


def _year_of_quarter(number: int, at: Setting, match: Match) -> int:
    current = quarter_of(at.day)
    if number in (current, current + 1):
        return at.day.year
    if at.tense_at(match.start("quarter")) == "future" and number != (current + 2) % 4 + 1:  # just over: reported now
        return at.day.year + (number < current)
    return at.day.year - (number > current)


def quarter_short(match: Match, at: Setting) -> Reading | None:
    """ "Q3", "Q3 2005", "3Q05"."""
    number = int(match["quarter"] or match["quarter2"])
    year = match["year"] or (match["year2"] and f"'{match['year2']}")
    known = year_of(year, at.day.year) if year else at.day.year - (number > quarter_of(at.day))
    return Reading("DATE", f"{known:04d}-Q{number}")


def half(match: Match, at: Setting) -> Reading | None:
    """ "the second half of 1989"."""
    words = match["year"].lower()
    number = 1 if match["half"].lower() == "first" else 2
    if words == "decade":
        return None
    year = at.day.year if words == "year" else which_year(words, at)
    return Reading("DATE", f"{year:04d}-H{number}") if year else None


def season(match: Match, at: Setting) -> Reading | None:
    """ "this summer", "the winter of 1994"; winter begins in December of its year unless the text says the year."""
    det, word = " ".join((match["det"] or "").lower().split()), match["season"].lower()
    letters = SEASON_LETTERS[word]
    token = at.token_at(match.start("season"))
    if token.pos not in ("NOUN", "PROPN") or in_a_name(match, at, "season"):
        return None
    after = at.token_after(match.end())
    if match["season"][0].isupper() and after and after.text[0].isupper() and not match["year"]:
        return None  # "the Winter Palace"
    if not det and EARLY.search(at.text, max(at.sentence.sentence.start, match.start() - 12), match.start()):
        det = "the"
    if not match["year"] and (not det or (det == "the" and word in ("fall", "spring"))):
        return None
    if det in ("each", "every"):
        return Reading("SET", f"XXXX-{letters}")
    if match["year"]:
        year = which_year(match["year"], at)
        if year is None:
            return None
        days = month_days(year, 1, 14) if letters == "WI" else None
        return Reading("DATE", f"{year:04d}-{letters}", days)
    return Reading("DATE", f"{_year_of_season(letters, det, match, at):04d}-{letters}")


def _year_of_season(letters: str, det: str, match: Match, at: Setting) -> int:
    month_now, year, first = at.day.month, at.day.year, SEASONS[letters]
    latest = year if month_now >= first else year - 1  # year of the season that began last
    running = 0 <= (month_now - first) % 12 < 3
    if det in ("last", "this past"):
        return latest - running
    tense = at.tense_at(match.start("season"))
    if det in ("next", "this coming") or (tense == "future" and not running):
        return latest + 1
    if det == "this":
        return year - 1 if letters == "WI" and month_now < 6 else year
    return latest


def decade(match: Match, at: Setting) -> Reading | None:
    """ "the 1990s", "the '80s", "the nineties"."""
    if match["full"]:
        is_century = match["full"] < "200" and match["full"][2] == "0"  # "the 1300s"
        return Reading("DATE", match["full"][:2] if is_century else match["full"])
    if match["short"]:
        tens = int(match["short"])
    else:
        before = at.token_before(match.start())
        named = match["century"] or match[0].lower().startswith("the ") or (before and before.lemma in PARTS_OF_DECADES)
        if not named:
            return None
        tens = DECADE_WORDS.index(match["word"].lower()) + 2
    hundreds = {"eighteen": 18, "nineteen": 19}.get((match["century"] or "").lower(), at.day.year // 100)
    if hundreds * 10 + tens > at.day.year // 10:
        hundreds -= 1
    return Reading("DATE", f"{hundreds}{tens}")


def century(match: Match, at: Setting) -> Reading | None:
    """ "the 20th century": 1900-1999."""
    number = int(match["figure"]) if match["figure"] else ordinal_of(match["word"])
    return Reading("DATE", f"{number - 1:02d}") if number and 1 <= number <= 30 else None


def year_alone(match: Match, at: Setting) -> Reading | None:
    """ "1997"; not "1500 people"."""
    year = year_of(re.sub(r"(?i)^the\s+year\s+", "", match["year"]), at.day.year)
    if year is None or not _is_year(match, at, year):
        return None
    return Reading("DATE", f"{year:04d}")


def _is_year(match: Match, at: Setting, year: int) -> bool:
    token, before = at.token_at(match.start("year")), at.token_before(match.start())
    lemma = before.lemma if before else ""
    if match[0].lower().startswith("the year"):
        return True
    if not match["year"].isdigit():
        return token.entity == "DATE" or lemma in ("in", "since", "of", "until", "by")
    if (
        token.entity in ("MONEY", "PERCENT", "QUANTITY", "LAW")
        or _is_count(match, at, token)
        or _is_number_of(match, at)
    ):
        return False
    known = token.entity == "DATE" or (before is not None and before.text.lower() in BEFORE_YEAR)
    return known and (1400 <= year <= 2100 or (year < 1400 and lemma in ("in", "since")))


def _is_count(match: Match, at: Setting, token: Token) -> bool:
    """Whether it counts something: "1500 people", "between 1600 and 1700 troops"."""
    after = at.token_after(match.end())
    if after and after.text.lower() in COUNTED:
        return True
    other = OTHER_NUMBER.match(at.text, match.end(), at.sentence.sentence.end)
    if other and "nummod" in (token.dep, at.token_at(other.start(1)).dep):
        return True
    if token.entity == "DATE":
        return False
    return token.dep in ("nummod", "quantmod") and (token.entity == "CARDINAL" or bool(after and after.tag == "NNS"))


def _is_number_of(match: Match, at: Setting) -> bool:
    """Whether it is the number of a text or thing: "resolutions 1701 and 1747", "flight 1999"."""
    index = at.index_at(match.start()) - 1
    while index >= 0 and (
        at.sentence.tokens[index].lemma in ("and", ",", "or") or at.sentence.tokens[index].text.isdigit()
    ):
        index -= 1
    return index >= 0 and at.sentence.tokens[index].lemma in NUMBERED


def years(match: Match, at: Setting) -> Reading | None:
    """ "1987-88", "1644-1911"; the value is an interval of ISO 8601."""
    first = int(match["first"])
    last = int(match["last"]) if len(match["last"]) == 4 else first - first % 100 + int(match["last"])
    days = month_days(first, 1, 12 * (last - first + 1)) if first < last else None
    return Reading("DATE", f"{first}/{last}", days) if days else None


def fiscal_year(match: Match, at: Setting) -> Reading | None:
    """ "fiscal 1989"; its days are not those of the calendar year, which firms and states set differently."""
    year = year_of(match["year"], at.day.year)
    if year is None:
        return None
    days = None if match[0].lower().startswith("calendar") else month_days(year - 1, 1, 24)
    return Reading("DATE", f"{year:04d}", days)
