"""Rules for durations, sets, times of day, and words that only refer to past, present or future."""

from __future__ import annotations

import re

from comity.lexicons.times import REFERENCES
from comity.times.calendar import Days, shift_days, shift_months
from comity.times.setting import Match, Reading, Setting
from comity.times.words import DAY_PART, NUMBER, UNIT, UNIT_LETTERS, VAGUE, any_of, number_of, unit_word
from comity.vocabulary import ParsedSentence

DURATION = re.compile(
    rf"\b(?:(?:(?:each|all|most)\s+of\s+)?(?P<det>the|these|those|another|its|his|her|their)\s+)?(?P<side>(?:(?:year-earlier|first|last|past|next|previous|latest|final|coming|preceding|following|recent|additional)\s+)?)"
    rf"(?P<number>{NUMBER}|{VAGUE}|half\s+an?|an?|another|(?<=past\s)few|(?<=next\s)few|(?<=last\s)few)(?:\s+(?:and\s+)?(?P<half>a\s+half))?"
    rf"(?:\s+(?:to|or)\s+(?P<second>{NUMBER}))?(?P<mark>\s+|-|\s-\s?)"
    rf"(?:(?:more|full|consecutive|straight|whole|long|additional|trading|working|business|calendar|further|extra|other|odd|short|difficult|entire)\s+)?"
    rf"(?P<unit>{UNIT})\b(?:\s+(?P<half2>and\s+a\s+half))?(?P<old>-old\b)?(?:\s+or\s+so\b)?(?!-(?:ago|earlier)|[-\s]olds?\b|\s+(?:division|place|round|largest))",
    re.I,
)
BARE_DURATION = re.compile(
    r"(?<![-\w])(?P<side>(?:the\s+)?(?:recent|coming|past|last|next|first|early|final)\s+|the\s+)?(?P<unit>minutes|hours|days|weeks|months|quarters|years|decades|centuries)\b(?:\s+ahead\b)?",
    re.I,
)
LONG = re.compile(r"\b(?P<unit>decade|century|centurie|year|month|week|day|hour)(?P<many>s)?-(?:long|old)\b", re.I)
FRACTION = re.compile(
    r"\b(?:(?:a|an|the|last|past)\s+)?(?P<part>half|quarter)(?:-|\s+of\s+(?:an?\s+)?|(?<=half)\s+(?:an?\s+)?)"
    r"(?P<unit>century|decade|year|hour)\b",
    re.I,
)
EVERY = re.compile(
    rf"\b(?P<det>every|each)\s+(?:(?P<other>other|second|third|fourth|few|{NUMBER})\s+)?(?P<unit>{UNIT}|weekend|{DAY_PART})\b",
    re.I,
)
PER = re.compile(rf"\b(?P<often>(?:once|twice|{NUMBER}\s+times)\s+)(?:a|an|per|every|each)\s+(?P<unit>{UNIT})\b", re.I)
ADVERB = re.compile(r"\b(?P<word>hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|annually|yearly)\b", re.I)
REFERENCE = re.compile(rf"(?<![-\w]){any_of(REFERENCES)}(?![-\w])", re.I)
AMOUNTS = frozenset({"MONEY", "PERCENT", "QUANTITY", "CARDINAL"})
DEEDS = frozenset({  # what goes on, beside "three-year-old"
    "conflict", "war", "insurgency", "insurrection", "ceasefire", "truce", "dispute", "embargo", "blockade", "sanction",
    "crisis", "siege", "agreement", "treaty", "pact", "law", "ban", "union", "regime", "government", "uprising", "feud",
    "occupation", "rebellion", "process", "row", "standoff", "case", "accord", "alliance", "revolt", "campaign", "rule",
})  # fmt: skip
PAST_SIDES, FUTURE_SIDES = ("last", "past", "recent", "previous", "preceding", "latest"), ("next", "coming")
OF = re.compile(r"\s+of\b")  # "the last six months of 2017" does not end with the publication
LENGTHS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}


def duration_value(number: float | None, unit: str) -> str:
    """TIMEX3 value of so many units; None: unknown many.

    >>> duration_value(2.5, "year"), duration_value(None, "hour"), duration_value(2, "decade")
    ('P2Y6M', 'PTXH', 'P20Y')
    """
    mark = "PT" if unit in ("second", "minute", "hour") else "P"
    unit, number = {"fortnight": ("week", 2 if number == 1 else number and number * 2)}.get(unit, (unit, number))
    letter = UNIT_LETTERS[unit]
    if number is None:
        return f"{mark}X{letter}"
    if unit == "decade":
        return f"P{number * 10:g}Y"
    whole, rest = int(number), number - int(number)
    lesser = {"year": "6M", "hour": "30M", "minute": "30S", "day": "T12H"}.get(unit)
    if rest == 0.5 and lesser:
        return f"{mark}{whole}{letter}{lesser}" if whole else (mark if unit != "day" else "P") + lesser
    return f"{mark}{number:.10g}{letter}"


def duration(match: Match, at: Setting) -> Reading | None:
    """ "two days", "the past 18 months", "two-week", "the first nine months"."""
    unit, words = unit_word(match["unit"]), match["number"].lower()
    plural = match["unit"].lower().endswith("s")
    if not _is_length(match, at, unit, plural):
        return None
    if words == "one" and unit == "day" and not match["side"] and _is_some_day(match, at):
        return Reading("DATE", "FUTURE_REF")
    number = number_of(words)
    if words.startswith("half"):
        number = 0.5
    if number is not None and (match["half"] or match["half2"]):
        number += 0.5
    side = "" if OF.match(at.text, match.end()) else match["side"].strip().lower()
    return Reading("DURATION", duration_value(number, unit), _days_beside(number, unit, side, at))


def _is_length(match: Match, at: Setting, unit: str, plural: bool) -> bool:
    words, mark = match["number"].lower(), match["mark"].strip()
    if words == "a" and "calendar" in match[0].lower():
        return False  # a kind of year
    if match["old"] and not _is_of_a_deed(match, at):
        return False
    if at.token_at(match.start("unit")).entity in ("ORG", "WORK_OF_ART") and match["unit"][0].isupper():
        return False  # "60 Minutes"
    if unit == "second" and not (plural or mark):
        return False
    if unit == "quarter" and mark:
        return False
    if words in ("a", "an") and not match["half"] and not match["half2"] and _is_rate(match, at):
        return False
    if unit == "quarter" and not plural and (words in ("a", "an", "one") or not mark):
        return False
    if words in ("a", "an") and (mark or plural):
        return False
    if words in ("a", "an", "one", "another", "half a", "half an") or mark:
        return not (unit == "minute" and at.token_at(match.start("unit")).pos == "ADJ")
    return plural or at.token_at(match.start("unit")).pos in ("NOUN", "PROPN", "ADJ")


def _is_some_day(match: Match, at: Setting) -> bool:
    """ "will one day join": some day to come."""
    token, after = at.token_at(match.start("unit")), at.token_after(match.end())
    beside = after is not None and after.pos in ("VERB", "AUX") and after.tag != "MD"
    return beside and token.dep not in ("dobj", "pobj") and at.tense_at(match.start("unit")) == "future"


def _is_of_a_deed(match: Match, at: Setting) -> bool:
    """Whether "three-year-old" tells how long something has gone on, not somebody's age."""
    index = at.index_at(match.end() - 1)
    return any(token.lemma in DEEDS for token in at.sentence.tokens[index + 1 : index + 4])


def _is_rate(match: Match, at: Setting) -> bool:
    """Whether it divides an amount ("$5 million a year", "seven flights a week")."""
    before = at.token_before(match.start())
    return bool(before and (before.entity in AMOUNTS or before.tag in ("NNS", "CD", "NN")))


def _is_amount(sentence: ParsedSentence, index: int) -> bool:
    """Whether the word ends an amount ("4%", "20,000 tons")."""
    if index < 0:
        return False
    counted = any(sentence.tokens[child].dep == "nummod" for child in sentence.children[index])
    return counted or sentence.tokens[index].entity in AMOUNTS


def _days_beside(number: float | None, unit: str, side: str, at: Setting) -> Days | None:
    """The days of "the past two weeks", up to the publication day, or of "the next two", from it."""
    if number is None or number != int(number) or unit in ("second", "minute", "hour"):
        return None
    if side not in PAST_SIDES + FUTURE_SIDES:
        return None
    sign = 1 if side in FUTURE_SIDES else -1
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}.get(unit)
    count = int(number) * sign
    other = shift_months(at.day, count * months) if months else shift_days(at.day, count * LENGTHS[unit])
    if other is None:
        return None
    return (at.day, other) if sign > 0 else (other, at.day)


def long(match: Match, at: Setting) -> Reading | None:
    """ "the decade-long dispute", "decades-old"."""
    if match[0].lower().endswith("year-old") or match[0].lower().endswith("month-old"):
        return None
    many = match["many"] or match["unit"].lower() == "centurie"
    return Reading("DURATION", duration_value(None if many else 1, unit_word(match["unit"])))


def fraction(match: Match, at: Setting) -> Reading | None:
    """ "a quarter of a century", "half an hour"."""
    share = 0.5 if match["part"].lower() == "half" else 0.25
    years = {"century": 100, "decade": 10}.get(match["unit"].lower())
    if years:
        return Reading("DURATION", f"P{years * share:g}Y")
    minutes = {"year": f"P{12 * share:g}M", "hour": f"PT{60 * share:g}M"}
    return Reading("DURATION", minutes[match["unit"].lower()])


def bare_duration(match: Match, at: Setting) -> Reading | None:
    """ "for weeks", "the coming months", "in recent years"."""
    unit, side = unit_word(match["unit"]), (match["side"] or "").strip().lower()
    before = at.token_before(match.start())
    if side in ("", "the") and (
        before is None
        or before.lemma not in ("for", "in", "within", "over", "of", "take", "after", "spend", "through", "during")
    ):
        return None
    if side and OF.match(at.text, match.end()):
        return None  # "the last days of 1999" is a part of 1999
    if side == "the" and not match[0].lower().endswith("ahead"):
        return None
    return Reading("DURATION", duration_value(None, unit))


def every(match: Match, at: Setting) -> Reading | None:
    """ "every month", "each of four years", "every other day"."""
    unit = unit_word(match["unit"])
    other = (match["other"] or "").lower()
    number = {"other": 2, "second": 2, "third": 3, "fourth": 4, "": 1, "few": None}.get(
        other, number_of(other) if other else 1
    )
    if unit == "weekend":
        return Reading("SET", "XXXX-WXX-WE")
    if unit not in UNIT_LETTERS and unit != "fortnight":
        return Reading("SET", "XXXX-XX-XXT" + {"morning": "MO", "afternoon": "AF", "evening": "EV"}.get(unit, "NI"))
    return Reading("SET", duration_value(number, unit))


def per(match: Match, at: Setting) -> Reading | None:
    """ "twice a week"."""
    return Reading("SET", duration_value(1, unit_word(match["unit"])))


def adverb(match: Match, at: Setting) -> Reading | None:
    """ "daily", "annually"."""
    word = match["word"].lower()
    token = at.token_at(match.start())
    if (
        token.pos != "ADV"
        or token.dep != "advmod"
        or token.entity in ("ORG", "WORK_OF_ART", "PRODUCT")
        or (token.tag.startswith("NNP") and match["word"][0].isupper())
    ):
        return None
    if _is_amount(at.sentence, at.index_at(match.start()) - 1):
        return None  # "20,000 tons annually", as "20,000 tons a year"
    value = {
        "hourly": "PT1H", "daily": "XXXX-XX-XX", "nightly": "XXXX-XX-XXTNI", "weekly": "P1W", "fortnightly": "P2W",
        "monthly": "P1M", "quarterly": "P3M", "annually": "P1Y", "yearly": "P1Y",
    }[word]  # fmt: skip
    return Reading("SET", value)


def reference(match: Match, at: Setting) -> Reading | None:
    """ "now", "recently", "the near future"."""
    word = re.sub(r"\s+", " ", match[0].lower())
    token = at.token_at(match.start())
    if word == "future" and (token.pos == "ADJ" or token.dep in ("compound", "amod")):
        return None
    before = at.token_before(match.start())
    if word == "future" and before and before.lemma == "foreseeable":
        return None
    if word in ("soon", "shortly") and re.match(r"\s+(?:as|after\w*|before)\b", at.text[match.end() : match.end() + 8]):
        return None
    if token.entity in ("ORG", "WORK_OF_ART", "PRODUCT", "PERSON") or (word == "now" and token.pos == "SCONJ"):
        return None
    if word == "the future" and (at.token_at(match.end() - 1).dep == "nsubj" or OF.match(at.text, match.end())):
        return None  # what will become of somebody
    if word in ("the time", "the present") and not _stands_alone(match, at):
        return None
    return Reading("DATE", REFERENCES[word])


def _stands_alone(match: Match, at: Setting) -> bool:
    before, after = at.token_before(match.start()), at.token_after(match.end())
    return (
        before is not None
        and before.lemma in ("at", "for", "of")
        and (after is None or after.pos in ("PUNCT", "ADP", "CCONJ"))
    )
