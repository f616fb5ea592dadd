"""Which language a text is in, by its script and its frequent words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
SAMPLE = 6_000  # characters looked at
FEWEST = 3  # frequent words that must be found where several languages share the script
CLEAR = 1.15  # how far the best must lie before the second
SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
)
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
UNDETERMINED = "und"
NO_LETTERS = bytes(byte for byte in range(256) if not chr(byte).isalpha() or byte > 127)


def language_of(text: str, speakers: Mapping[str, Sequence[str]]) -> str | None:
    """ISO 639-1 code; "und": not to be told, but not English by its script; None: too little text to tell.

    `speakers` has for each frequent word the languages that use it.
    """
    sample = text[:SAMPLE]
    code = script_of(sample)
    if code:
        return code
    counts = Counter(WORD.findall(sample.lower()))
    for letter in [word for word in counts if len(word) == 1 and word <= "z"]:
        del counts[letter]
    scores: Counter[str] = Counter()
    for word in counts.keys() & speakers.keys():
        for code in speakers[word]:
            scores[code] += counts[word]
    best, *others = sorted(scores, key=lambda code: (-scores[code], code)) or [UNDETERMINED]
    second = scores[others[0]] if others else 0
    if scores[best] < max(FEWEST, 0.08 * counts.total()) or scores[best] < CLEAR * second:
        return UNDETERMINED if len(LATIN.findall(sample)) * 2 < sum(map(str.isalpha, sample)) else None
    return best


def script_of(sample: str) -> str | None:
    """The language whose own script the text is in; None: several share its script.

    Japanese counts before Chinese because it writes Chinese characters too.
    """
    plain = sample.encode("ascii", "ignore")
    beyond = len(sample) - len(plain)
    if beyond <= 0.1 * max(len(plain.translate(None, NO_LETTERS)), 8):
        return None
    letters = max(sum(map(str.isalpha, sample)), 8)
    for code, script in SCRIPTS if beyond > 0.1 * letters else ():
        if len(script.findall(sample)) > (0.1 if code == "ja" else 0.3) * letters:
            return code
    return None
