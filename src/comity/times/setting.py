"""What a rule knows besides its own words, and what it gives."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, timedelta

from msgspec import Struct

from comity.times.calendar import Days, days_of_value
from comity.times.tense import Tense, tense_of
from comity.vocabulary import ParsedSentence, TimeKind, Token

Match = re.Match[str]


class Setting(Struct, frozen=True):
    """Where an expression stands: its sentence, the day of publication, and the date last mentioned."""

    text: str  # of the article
    sentence: ParsedSentence
    starts: tuple[int, ...]  # of the sentence's tokens
    day: date  # of publication
    anchor: str | None  # TIMEX3 value of the date that the text mentioned last
    quarter: str | None  # TIMEX3 value of the quarter that the text mentioned last

    def index_at(self, offset: int) -> int:
        """Index of the token at a character of the text."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def token_at(self, offset: int) -> Token:
        """The token at a character of the text."""
        return self.sentence.tokens[self.index_at(offset)]

    def token_after(self, end: int) -> Token | None:
        """The token that follows an expression ending there; None at the sentence's end."""
        index = self.index_at(end - 1) + 1
        return self.sentence.tokens[index] if index < len(self.sentence.tokens) else None

    def token_before(self, start: int) -> Token | None:
        """The token before an expression starting there; None at the sentence's start."""
        index = self.index_at(start)
        return self.sentence.tokens[index - 1] if index else None

    def tense_at(self, offset: int) -> Tense | None:
        """Tense of the verb that governs the words there."""
        return tense_of(self.sentence, self.index_at(offset))[0]

    def firm_tense_at(self, offset: int) -> tuple[Tense | None, bool]:
        """The tense, and whether the words there hang on the verb itself, not on a noun below it."""
        return tense_of(self.sentence, self.index_at(offset))

    @property
    def anchor_days(self) -> Days | None:
        """The days of the date last mentioned."""
        return days_of_value(self.anchor) if self.anchor else None


class Reading(Struct, frozen=True):
    """What an expression means under one day of publication."""

    kind: TimeKind
    value: str
    days: Days | None = None  # where they differ from what the value says
    part: str | None = None  # "early", "middle", "late": narrows the value's days
    clock: bool = False  # a time of day that still looks for its date
    over: bool = False  # a quarter that has ended, whatever the calendar says of its number
    aside: bool = False  # a time compared with, which the text does not go on from ("a year earlier")


def on(day: date | None, kind: TimeKind = "DATE", suffix: str = "") -> Reading | None:
    """A reading of one day, with a part of the day ("TNI") or a clock time ("T18:00") behind it; None for no day."""
    return None if day is None else Reading(kind, day.isoformat() + suffix)


AGAINST = 310  # days; no more, for what lies eleven months back is given with its year: "set Nov. 20", in November


def nearest(days: list[date], day: date, tense: Tense | None) -> date | None:
    """The day nearest to `day`; one on the side that the tense speaks against counts as `AGAINST` days further."""

    def distance(candidate: date) -> int:
        away = (candidate - day).days
        against = (tense == "past" and away > 0) or (tense == "future" and away < 0)
        return abs(away) + AGAINST * against

    return min(days, key=distance, default=None)


def weekday_near(day: date, weekday: int, tense: Tense | None, firm: bool) -> date:
    """The weekday last gone; for the future, and a present that it hangs on, the next; the day itself is both."""
    if tense == "future" or (tense == "present" and firm):
        return day + timedelta(days=(weekday - day.weekday()) % 7)
    return day - timedelta(days=(day.weekday() - weekday) % 7)
