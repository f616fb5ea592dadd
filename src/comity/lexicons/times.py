"""Holidays and words that refer to the present, the past or the future without a date."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_DATA = tomllib.loads(files("comity.lexicons").joinpath("data/times.toml").read_text(encoding="utf-8"))

HOLIDAYS: dict[str, str] = _DATA["holidays"]  # lower-case name -> "12-25", "easter-2", "4thu-11"
REFERENCES: dict[str, str] = {
    phrase: value for value in ("PRESENT_REF", "PAST_REF", "FUTURE_REF") for phrase in _DATA["references"][value]
}  # lower-case words -> TIMEX3 value
