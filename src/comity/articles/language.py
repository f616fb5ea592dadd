"""Which language a text is in, by its script and its frequent words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from comity.articles.letters import JOINED, LETTER, Places, codes_of, kinds_of
from comity.articles.words import Kept, Words, kept, words_in
from comity.lexicons.outlets import Outlets

SAMPLE, LONGER = 1_000, 6_000  # characters looked at; where they leave it open
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
Uses = np.ndarray[Any, np.dtype[np.int64]]
NO_LETTERS = bytes(byte for byte in range(256) if not chr(byte).isalpha() or byte > 127)


def languages_of(texts: Sequence[str], outlets: Outlets) -> list[str | None]:
    """ISO 639-1 codes; "und": not to be told, but not English by its script; None: too little text to tell."""
    found = in_samples([text[:SAMPLE] for text in texts], outlets)
    unsure = [n for n, code in enumerate(found) if code in (None, UNDETERMINED) and len(texts[n]) > SAMPLE]
    for number, code in zip(unsure, in_samples([texts[n][:LONGER] for n in unsure], outlets), strict=True):
        found[number] = code
    return found


def in_samples(samples: Sequence[str], outlets: Outlets) -> list[str | None]:
    """The languages of some beginnings of texts."""
    languages, uses, speakers = frequent_words(outlets)
    words, text = letters_only(samples)
    group = text * len(uses) + speakers.of(words.number)
    found = np.bincount(group, minlength=len(samples) * len(uses)).reshape(-1, len(uses)) @ uses
    counts = np.bincount(text, minlength=len(samples)).tolist()
    return [
        script_of(sample) or by_words(sample, scores, count, languages)
        for sample, scores, count in zip(samples, found.tolist(), counts, strict=True)
    ]


def by_words(sample: str, scores: Sequence[int], count: int, languages: Sequence[str]) -> str | None:
    """The language whose frequent words a sample of so many words has most; "und" and None as above."""
    second, best = sorted(scores)[-2:]
    if best < max(FEWEST, 0.08 * count) or best < CLEAR * second:
        return UNDETERMINED if len(LATIN.findall(sample)) * 2 < sum(map(str.isalpha, sample)) else None
    return languages[scores.index(best)]


@cache
def frequent_words(outlets: Outlets) -> tuple[tuple[str, ...], Uses, Kept]:
    """The languages; which of them are in each group, the first has none; words with the group that uses each."""
    speakers = {word: codes for word, codes in outlets.speakers.items() if len(word) > 1 or word > "z"}
    groups = ((), *sorted({*speakers.values()}))
    languages = tuple(sorted({code for codes in groups for code in codes}))
    uses = np.array([[code in codes for code in languages] for codes in groups], np.int64)
    return languages, uses, kept({word: groups.index(codes) for word, codes in speakers.items()})


def letters_only(samples: Sequence[str]) -> tuple[Words, Places]:
    """The words of samples, of letters and apostrophes between them, and of which sample each is.

    Single Latin letters are no words.
    """
    codes = codes_of("\n".join(["", *samples, ""]))
    kinds = kinds_of(codes)
    within = (kinds & LETTER > 0) | ((kinds & JOINED > 0) & (codes == ord("'")))
    words = words_in(codes, within)
    words = words.only((words.length > 1) | (codes[words.start] > ord("z")))
    ends = np.cumsum([len(sample) + 1 for sample in samples])
    return words, ends.searchsorted(words.start)


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
