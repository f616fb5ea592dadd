"""Which language a text is in, by its script and its frequent words."""

from __future__ import annotations

import re
from collections import Counter

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


def language_of(text: str, languages: dict[str, frozenset[str]]) -> str | None:
    """ISO 639-1 code; "und": not to be told, but not English by its script; None: too little text to tell.

    Japanese counts before Chinese because it writes Chinese characters too.
    """
    sample = text[:SAMPLE]
    letters = sum(map(str.isalpha, sample))
    beyond = len(sample) - len(sample.encode("ascii", "ignore"))
    for code, script in SCRIPTS if beyond > 0.1 * max(letters, 8) else ():
        if len(script.findall(sample)) > (0.1 if code == "ja" else 0.3) * max(letters, 8):
            return code
    counts = Counter(WORD.findall(sample.lower()))
    for word in [word for word in counts if len(word) == 1 and word <= "z"]:
        del counts[word]
    scores = {code: sum([counts[word] for word in words & counts.keys()]) for code, words in languages.items()}
    ranked = sorted(scores, key=lambda code: (-scores[code], code))
    best, second = ranked[0], ranked[1]
    words = counts.total()
    if scores[best] < max(FEWEST, 0.08 * words) or scores[best] < CLEAR * scores[second]:
        return UNDETERMINED if len(LATIN.findall(sample)) * 2 < letters else None
    return best
