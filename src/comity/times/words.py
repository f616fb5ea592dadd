"""Words of time as regular expressions and their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
WEEKDAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\b\.?(?=,?\s+(?:\d|[A-Z][a-z]{2,8}\.?\s+\d)))"
)
SMALL_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS_WORDS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINAL_WORDS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
SMALL = {word: number for number, word in enumerate(SMALL_WORDS)}
TENS = {word: 10 * number for number, word in enumerate(TENS_WORDS, start=2)}
ORDINALS = {word: number for number, word in enumerate(ORDINAL_WORDS, start=1)} | {"thirtieth": 30}


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest tried first."""
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


NUMBER_WORD = any_of([*SMALL, *TENS, "hundred", "thousand"])
NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,2}}|\d{{1,7}}(?:\.\d{{1,3}})?(?:\s+1/2|\s*½)?"
    rf"|{NUMBER_WORD}(?:(?:-|\s+(?:and\s+)?){NUMBER_WORD}){{0,6}}"
    rf"|a\s+hundred|a\s+dozen)"
)
VAGUE = (
    r"(?:a\s+couple(?:\s+of)?|a\s+couple\s+more|a\s+(?:good\s+)?few|several|some|many|numerous|(?:a\s+)?few|couple(?:\s+of)?"
    r"|dozens\s+of|tens\s+of|hundreds\s+of|thousands\s+of|countless|a\s+number\s+of)"
)
UNIT = (
    r"(?:second|minute|hour|day|night|week|fortnight|month|quarter|year|decade|century|centurie|millennium|millennia)s?"
)
UNIT_LETTERS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "millennium": "L",
}  # fmt: skip
ORDINAL = (
    rf"(?:(?:twenty|thirty)[-\s](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|{any_of(ORDINALS)})"
)
DAY = rf"(?:(?:3[01]|[12]\d|0?[1-9])(?:\s?(?:st|nd|rd|th))?(?![\d/%])(?!\.\d)(?!,\d{{3}})|{ORDINAL})"
YEAR_WORDS = (
    r"(?:(?:nineteen|eighteen|seventeen|sixteen)\s+(?:hundred|oh[-\s](?:one|two|three|four|five|six|seven|eight|nine)"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
    r"|(?:the\s+year\s+)?two\s+thousand(?:\s+and)?(?:\s+(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty))?)"
)
FULL_YEAR = r"(?:1\d{3}|2[01]\d{2})(?!\d|,\d|\.\d|%)"
YEAR = rf"(?:{FULL_YEAR}|['’‘]\d\d(?!\d|s)|{YEAR_WORDS}\b)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
SEASON_LETTERS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DAY_PARTS = {
    "dawn": "MO", "daybreak": "MO", "morning": "MO", "forenoon": "MO", "midday": "MI", "lunchtime": "MI",
    "afternoon": "AF", "evening": "EV", "dusk": "EV", "night": "NI", "nighttime": "NI", "overnight": "NI",
}  # fmt: skip
DAY_PART = (
    r"(?:mid-?\s?(?:morning|afternoon)|dawn|daybreak|morning|forenoon|midday|lunchtime|afternoon|evening|dusk"
    r"|nighttime|night)"
)


def month_number(word: str) -> int:
    """1 to 12."""
    return MONTH_NAMES.index(word[:3].lower()) + 1


def weekday_number(word: str) -> int:
    """0, Monday, to 6, Sunday."""
    return WEEKDAY_NAMES.index(word[:3].lower())


def unit_word(word: str) -> str:
    """The unit in the singular; "night" stays, a fortnight too."""
    word = word.lower()
    if word.startswith("centur"):
        return "century"
    if word.startswith("millenni"):
        return "millennium"
    return word.removesuffix("s")


def number_of(words: str) -> float | None:
    """What a number in figures or words is; None for a vague one ("several") .

    >>> number_of("twenty-five"), number_of("2 1/2"), number_of("several"), number_of("a")
    (25, 2.5, None, 1)
    """
    text = words.lower().replace(",", "").strip()
    if text in ("a", "an", "another", "the", "each", "every", "one"):
        return 1
    if text.startswith(("a couple", "couple")):
        return 2
    if text == "a dozen":
        return 12
    figures = re.fullmatch(r"(\d+(?:\.\d+)?)(\s*(?:1/2|½))?", text)
    if figures:
        number = float(figures[1]) + (0.5 if figures[2] else 0)
        return int(number) if number == int(number) else number
    return _number_of_words([word for word in re.split(r"[-\s]+", text) if word not in ("and", "a")])


def _number_of_words(words: list[str]) -> int | None:
    total = part = 0
    for word in words:
        if word in SMALL or word in TENS:
            part += SMALL.get(word, 0) + TENS.get(word, 0)
        elif word == "hundred":
            part = (part or 1) * 100
        elif word == "thousand":
            total, part = total + (part or 1) * 1000, 0
        else:
            return None
    return total + part if words else None


def ordinal_of(words: str) -> int | None:
    """ "31st", "thirty-first" -> 31; a bare figure is itself."""
    text = words.lower().strip()
    figures = re.match(r"\d+", text)
    if figures:
        return int(figures[0])
    pieces = re.split(r"[-\s]+", text)
    if any(piece not in ORDINALS and piece not in TENS for piece in pieces):
        return None
    return sum(ORDINALS.get(piece, 0) + TENS.get(piece, 0) for piece in pieces)


def year_of(words: str, near: int) -> int | None:
    """A year in figures or words; of two figures ("'97") the one next to the year `near`.

    >>> year_of("nineteen ninety-six", 2000), year_of("'68", 2020), year_of("two thousand and three", 2000)
    (1996, 1968, 2003)
    """
    text = words.lower().strip()
    if text.isdigit():
        return int(text)
    short = re.fullmatch(r"['’‘](\d\d)", text)
    if short:
        year = near - near % 100 + int(short[1])
        return year - 100 if year > near + 20 else year
    text = text.removeprefix("the year ").replace(" oh ", " ").replace(" oh-", " ")
    if text.startswith("two thousand"):
        return _number_of_words(re.split(r"[-\s]+(?:and\s+)?", text))
    century, _, rest = text.partition(" ")
    years = 0 if rest == "hundred" else _number_of_words(re.split(r"[-\s]+", rest))
    return None if years is None or century not in SMALL else SMALL[century] * 100 + years
