"""Rules for dates of the calendar: days, months, weekdays, quarters, seasons, years, decades, centuries, holidays."""

from __future__ import annotations

import re
from datetime import date, timedelta

from comity.lexicons.times import HOLIDAYS
from comity.times.calendar import SEASONS, easter, make_date, monday, month_days, quarter_of, shift_days
from comity.times.setting import Reading, Setting, nearest, on, weekday_near
from comity.times.tense import Tense
from comity.times.words import (
    DAY,
    DAY_PART,
    DAY_PARTS,
    FULL_YEAR,
    MONTH,
    ORDINALS,
    SEASON,
    SEASON_LETTERS,
    WEEKDAY,
    YEAR,
    any_of,
    month_number,
    ordinal_of,
    weekday_number,
    year_of,
)

Match = re.Match[str]

WHICH_YEAR = rf"(?:{YEAR}|(?:of\s+)?(?:this|last|next|that|the\s+same|the\s+(?:following|previous))\s+year)"
MONTH_DAY = re.compile(
    rf"\b(?:{WEEKDAY}\s*,?\s+)?(?P<month>{MONTH})\s*(?:the\s+)?(?P<day>{DAY})\b(?:\s*,?\s*(?P<year>{WHICH_YEAR}))?",
    re.I,
)
DAY_MONTH = re.compile(
    rf"\b(?:{WEEKDAY}\s*,?\s+)?(?:the\s+(?=\d*(?:st|nd|rd|th|[a-z])))?(?P<day>{DAY})(?:\s+of|\s+day\s+of)?\s+(?P<month>{MONTH})(?![\w])(?:\s*,?\s*(?P<year>{WHICH_YEAR}))?",
    re.I,
)
RANGE_TO_DAY_MONTH = re.compile(
    rf"\b(?P<day>{DAY})(?=\s*(?:-|–|to|and|until|through)\s*{DAY}(?:\s+of)?\s+(?P<month>{MONTH})(?![\w])(?:\s*,?\s*(?P<year>{WHICH_YEAR}))?)",
    re.I,
)
RANGE_FROM_MONTH_DAY = re.compile(
    rf"(?P<month>{MONTH})\s*{DAY}\s*(?:-|–|to|and|until|through)\s*(?P<day>{DAY})\b(?!\s*(?:{MONTH}|people))(?:\s*,\s*(?P<year>{FULL_YEAR}))?",
    re.I,
)
ISO = re.compile(r"\b(?P<year>[12]\d{3})-(?P<month>\d\d)-(?P<day>\d\d)\b")
SLASHED = re.compile(
    r"(?<![\d/.])(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})(?![\d/]|\.\d)"
)
NINE_ELEVEN = re.compile(r"(?<![\d/])9/11\b(?!/)")
MONTH_ALONE = re.compile(
    rf"\b(?:(?P<det>last|this|next|this\s+past|this\s+coming|each|every|the\s+(?:previous|following|same)|the\s+month\s+of)\s+)?"
    rf"(?P<month>{MONTH})(?![\w])(?:(?:\s*,\s*|\s+of\s+|\s+in\s+|\s+)(?P<year>{WHICH_YEAR}))?",
    re.I,
)
WEEKDAY_ALONE = re.compile(
    rf"\b(?:(?P<det>this\s+coming|this\s+past|last|this|next|coming|the\s+(?:previous|following|same|next)|each|every)\s+)?"
    rf"(?P<day>{WEEKDAY})(?P<many>s\b)?(?!\w)(?:\s+(?P<part>{DAY_PART})(?P<manyparts>s)?\b)?(?:,?\s+(?:of\s+)?(?P<week>(?:last|this|next)\s+week))?",
    re.I,
)
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
    rf"\b(?:the\s+)?(?P<half>first|second|last|latter)[\s-]+half(?:\s+of\s+(?:the\s+)?(?P<year>{WHICH_YEAR}|year|decade))",
    re.I,
)
SEASON_ALONE = re.compile(
    rf"\b(?:(?P<det>this\s+past|this\s+coming|last|this|next|every|each|the)\s+)?(?P<season>{SEASON})(?:\s+(?:of\s+)?(?P<year>{WHICH_YEAR}))?\b(?!\w)",
    re.I,
)
DECADE = re.compile(
    r"\b(?:the\s+)?(?:(?P<full>(?:1[5-9]|20)\d)0['’]?s|['’‘](?P<short>[2-9])0s"
    r"|(?P<century>nineteen|eighteen)?[-\s]?(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b",
    re.I,
)
CENTURY = re.compile(
    rf"\b(?:the\s+)?(?:(?P<figure>[12]?\d)(?:st|nd|rd|th)|(?P<word>(?:twenty[-\s]first|{any_of(ORDINALS)})))[\s-]+century\b",
    re.I,
)
YEAR_ALONE = re.compile(
    rf"(?:(?<=\bmid-)|(?<![\w$£€#./,:-]))(?:the\s+year\s+)?(?P<year>{YEAR})(?!\w|[-/]\d|:\d|st|nd|rd|th)", re.I
)
YEARS = re.compile(
    r"(?<![\w$£€#./,:-])(?P<first>1[4-9]\d\d|20\d\d)\s?[-–/]\s?(?P<last>1[4-9]\d\d|20\d\d|\d\d)(?![\w/%-]|[.,:]\d)"
)
FISCAL_YEAR = re.compile(
    rf"\b(?:fiscal(?:\s+year)?|financial\s+year|calendar(?:\s+year)?|FY)\s*(?P<year>{YEAR})(?!\w)", re.I
)
HOLIDAY = re.compile(
    rf"\b(?P<det>last|this|next|every)?\s*(?P<name>{any_of(HOLIDAYS)})(?!\w)(?:,?\s+(?P<year>{WHICH_YEAR}))?",
    re.I,
)
DECADE_WORDS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
NAME_BEGINS = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord", "dame", "bloody", "black"})
NAME_ENDS = frozenset({  # "The Sunday Times", "Good Friday Agreement", "October Revolution"
    "times", "telegraph", "mirror", "express", "mail", "post", "herald", "star", "magazine", "review", "agreement",
    "accord", "accords", "revolution", "movement", "mosque", "brigade", "brigades", "battalion", "club",
})  # fmt: skip
PROPER = frozenset({"PERSON", "ORG", "WORK_OF_ART", "FAC", "PRODUCT", "GPE", "LOC", "NORP"})


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


def in_a_name(match: Match, at: Setting, group: str) -> bool:
    """Whether the word belongs to a name of somebody or something ("April Smith", "The Sunday Times")."""
    token = at.token_at(match.start(group))
    after, before = at.token_after(match.end(group)), at.token_before(match.start(group))
    if after and after.text.lower() in NAME_ENDS and after.text[0].isupper():
        return True
    if before and before.text.lower().rstrip(".") in NAME_BEGINS:
        return True
    if token.entity in PROPER and token.tag.startswith("NNP"):
        return True
    return bool(
        after and after.tag.startswith("NNP") and after.dep != "nsubj" and token.dep == "compound"
        and after.entity in PROPER and not after.entity_start and after.start == match.end() + 1
    )  # fmt: skip


def _counts(match: Match, at: Setting) -> bool:
    """Whether the figure at the end counts what follows ("In May 20 people")."""
    after = at.token_after(match.end())
    return bool(after and after.tag == "NNS" and after.start == match.end() + 1 and match["year"] is None)


def month_and_day(match: Match, at: Setting) -> Reading | None:
    """ "Oct. 31 , 2005", "the 3rd of May"."""
    month, day = month_number(match["month"]), ordinal_of(match["day"])
    if day is None or (match["day"].lower() == "second" and match.re is DAY_MONTH):
        return None
    if (
        match["month"].islower()
        and match["month"] in ("may", "march")
        and at.token_at(match.start("month")).pos in ("AUX", "VERB")
    ):
        return None
    if match.re is MONTH_DAY and match["day"].isdigit() and _counts(match, at):
        return None
    year = which_year(match["year"], at)
    if match["year"]:
        return on(make_date(year, month, day)) if year else Reading("DATE", f"XXXX-{month:02d}-{day:02d}")
    if (month, day) == (9, 11) and re.match(
        r"\s+(?:\w+\s+)?(?:attack|terror|hijack)", at.text[match.end() : match.end() + 30]
    ):
        return on(date(2001, 9, 11))
    candidates = [found for y in (-1, 0, 1) if (found := make_date(at.day.year + y, month, day))]
    tense = None if _is_end(match.start(), at) else at.tense_at(match.start("month"))
    return on(nearest(candidates, at.day, tense))


def numeric(match: Match, at: Setting) -> Reading | None:
    """ "2005-10-31"."""
    return on(make_date(int(match["year"]), int(match["month"]), int(match["day"])))


def slashed(match: Match, at: Setting) -> Reading | None:
    """ "31/10/2005"; where day and month may be either way round only the year is known."""
    year = int(match["year"]) if len(match["year"]) == 4 else year_of("'" + match["year"], at.day.year) or 0
    first, second = int(match["first"]), int(match["second"])
    if match["mark"] == "." or first > 12:
        return on(make_date(year, second, first))
    if second > 12 or first == second:
        return on(make_date(year, first, second))
    return Reading("DATE", f"{year}-XX-XX", month_days(year, 1, 12)) if make_date(year, first, second) else None


def nine_eleven(match: Match, at: Setting) -> Reading | None:
    """The attacks of 11 September 2001."""
    return on(date(2001, 9, 11))


def month(match: Match, at: Setting) -> Reading | None:
    """ "February", "last May", "January this year", "August 1988"."""
    word, det = match["month"], (match["det"] or "").lower()
    number = month_number(word)
    if word.lower().rstrip(".") in ("may", "march", "mar", "jan", "dec", "sep", "jun") and not _is_month(match, at):
        return None
    if not (match["year"] and match["year"][:4].isdigit()) and in_a_name(match, at, "month"):
        return None
    if det in ("each", "every"):
        return Reading("SET", f"XXXX-{number:02d}")
    year = which_year(match["year"], at) if match["year"] else _year_of_month(number, det, match, at)
    return Reading("DATE", f"{year:04d}-{number:02d}" if year else f"XXXX-{number:02d}")


def _is_month(match: Match, at: Setting) -> bool:
    token = at.token_at(match.start("month"))
    if not match["month"][0].isupper():
        return False
    if match["year"] or match["det"]:
        return token.tag != "MD"
    before = at.token_before(match.start())
    return token.tag not in ("MD", "VB", "VBP", "VBD") and before is not None and token.entity == "DATE"


RANGE_YEAR = re.compile(rf"\s*(?:-|–|to|and|through|until|or)\s*{MONTH}\s*,?\s*(?:of\s+)?({FULL_YEAR})", re.I)


def _year_of_month(number: int, det: str, match: Match, at: Setting) -> int | None:
    end = RANGE_YEAR.match(at.text, match.end(), at.sentence.sentence.end)
    if end:
        return int(end[1]) - (number > month_number(end[0].strip().split()[-2]))
    today = at.day
    anchor = at.anchor_days
    if det.startswith("the ") and "month of" not in det and anchor:
        shift = {"the previous": -1 if number >= anchor[0].month else 0, "the same": 0}.get(" ".join(det.split()), 0)
        return anchor[0].year + (shift or (1 if det.endswith("following") and number <= anchor[0].month else 0))
    if det.endswith("past") or det == "last":
        return today.year - (number >= today.month)
    if det.endswith("coming") or det == "next":
        return today.year + (number <= today.month)
    if det == "this":
        return today.year
    if _is_end(match.start(), at):
        return today.year + (number - today.month > 6) * -1 + (today.month - number > 6)
    return _year_by_tense(number, today, at.tense_at(match.start("month")))


def _is_end(start: int, at: Setting) -> bool:
    """Whether the time bounds a deed at its end, which may lie ahead even of a past verb ("extended it to June")."""
    before = at.token_before(start)
    return before is not None and before.lemma in ("until", "till", "through")


def _year_by_tense(number: int, today: date, tense: Tense | None) -> int:
    """The year of a month: by the tense of its verb, else of the month gone last or one of the next two."""
    ahead = (number - today.month) % 12
    if tense == "future" or (ahead in (1, 2) and tense != "past"):
        return today.year + (number < today.month)
    return today.year - (number > today.month)


def weekday(match: Match, at: Setting) -> Reading | None:
    """ "Friday", "last Tuesday", "Tuesday night", "Friday of next week", "Mondays"."""
    number, det = weekday_number(match["day"]), " ".join((match["det"] or "").lower().split())
    if not match["day"][0].isupper() and not (match["day"].islower() and len(match["day"]) > 4):
        return None
    if in_a_name(match, at, "day"):
        return None
    part = part_suffix(match["part"])
    if match["many"] or match["manyparts"] or det in ("each", "every"):
        return Reading("SET", f"XXXX-WXX-{number + 1}{part}")
    return on(_weekday_day(number, det, match, at), "TIME" if part else "DATE", part)


def part_suffix(words: str | None) -> str:
    """ "night" -> "TNI"; "" for no words."""
    return "T" + DAY_PARTS[re.sub(r"^mid[-\s]*(?=after|morn)", "", words.lower())] if words else ""


def _weekday_day(number: int, det: str, match: Match, at: Setting) -> date | None:
    today = at.day
    if match["week"]:
        shift = {"last": -7, "this": 0, "next": 7}[match["week"].split()[0].lower()]
        return shift_days(monday(today), shift + number)
    anchor = at.anchor_days
    if det.startswith("the ") and anchor:
        if det == "the previous":
            return shift_days(anchor[0], -((anchor[0].weekday() - number - 1) % 7 + 1))
        if det == "the same":
            return anchor[0] if anchor[0].weekday() == number else None
        return shift_days(anchor[1], (number - anchor[1].weekday() - 1) % 7 + 1)
    if det in ("last", "this past"):
        return shift_days(today, -((today.weekday() - number - 1) % 7 + 1))
    if det in ("next", "this coming", "coming"):
        return shift_days(today, (number - today.weekday() - 1) % 7 + 1)
    if _is_end(match.start(), at):
        ahead = (number - today.weekday()) % 7
        return shift_days(today, ahead if ahead < 5 else ahead - 7)
    return weekday_near(today, number, *at.firm_tense_at(match.start("day")))


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
    if year is None:
        year = _year_of_quarter(number, at, match)
        year -= before.startswith("year")
    return Reading("DATE", f"{year:04d}-Q{number}")


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
    return year if det == "this" and letters != "WI" else latest


def decade(match: Match, at: Setting) -> Reading | None:
    """ "the 1990s", "the '80s", "the nineties"."""
    if match["full"]:
        return Reading("DATE", match["full"])
    if match["short"]:
        tens = int(match["short"])
    else:
        if not match[0].lower().startswith("the ") and not match["century"]:
            return None
        tens = DECADE_WORDS.index(match["word"].lower()) + 2
    century = {"eighteen": 18, "nineteen": 19}.get((match["century"] or "").lower(), at.day.year // 100)
    if century * 10 + tens > at.day.year // 10:
        century -= 1
    return Reading("DATE", f"{century}{tens}")


def century(match: Match, at: Setting) -> Reading | None:
    """ "the 20th century": 1900-1999."""
    number = int(match["figure"]) if match["figure"] else ordinal_of(match["word"])
    return Reading("DATE", f"{number - 1:02d}") if number and 1 <= number <= 30 else None


BEFORE_YEAR = frozenset({
    "in", "since", "of", "by", "from", "until", "till", "to", "during", "early", "late", "before", "after",
    "between", "and", "for", "the", "year", "through", "around", "about", "circa", "mid", "summer", "winter",
    "spring", "autumn", "fall",
})  # fmt: skip


def year_alone(match: Match, at: Setting) -> Reading | None:
    """ "1997"; not "1500 people"."""
    year = year_of(re.sub(r"(?i)^the\s+year\s+", "", match["year"]), at.day.year)
    if year is None or not _is_year(match, at, year):
        return None
    return Reading("DATE", f"{year:04d}")


def _is_year(match: Match, at: Setting, year: int) -> bool:
    token, before, after = at.token_at(match.start("year")), at.token_before(match.start()), at.token_after(match.end())
    if match[0].lower().startswith("the year"):
        return True
    if token.entity in ("MONEY", "PERCENT", "QUANTITY"):
        return False
    if (
        after
        and after.tag == "NNS"
        and after.head == token.head + 0
        and token.dep == "nummod"
        and token.entity != "DATE"
    ):
        return False
    if not match["year"].isdigit():
        return token.entity == "DATE" or (before is not None and before.lemma in ("in", "since", "of", "until", "by"))
    if after and after.text.lower() in (
        "people",
        "percent",
        "points",
        "feet",
        "metres",
        "meters",
        "miles",
        "km",
        "tons",
        "tonnes",
        "troops",
    ):
        return False
    known = token.entity == "DATE" or (before is not None and before.text.lower() in BEFORE_YEAR)
    return (
        known
        if 1400 <= year <= 2100
        else known and year < 1400 and before is not None and before.lemma in ("in", "since")
    )


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


def holiday(match: Match, at: Setting) -> Reading | None:
    """A day of the lexicon of holidays ("Christmas Eve", "Easter Sunday")."""
    rule = HOLIDAYS[re.sub(r"\s+", " ", match["name"].lower()).replace("’", "'")]
    if (match["det"] or "").lower() == "every":
        return Reading("SET", rule if rule[0].isalpha() else f"XXXX-{rule}")
    if not match["name"][0].isupper() or in_a_name(match, at, "name"):
        return None
    year = which_year(match["year"], at)
    if year:
        return on(_holiday_in(rule, year))
    candidates = [found for shift in (-1, 0, 1) if (found := _holiday_in(rule, at.day.year + shift))]
    det = (match["det"] or "").lower()
    said: dict[str, Tense] = {"last": "past", "next": "future"}
    return on(nearest(candidates, at.day, said.get(det) or at.tense_at(match.start("name"))))


def _holiday_in(rule: str, year: int) -> date | None:
    """The holiday's day: "12-25"; "easter-2", days from Easter Sunday; "4thu-11", fourth Thursday of November."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:] or 0))
    if rule[0].isdigit() and rule[1].isalpha():
        first = make_date(year, int(rule[5:]), 1)
        return first and first + timedelta(
            days=(weekday_number(rule[1:4]) - first.weekday()) % 7 + 7 * (int(rule[0]) - 1)
        )
    return make_date(year, int(rule[:2]), int(rule[3:]))
