"""Text -> its rows: clean and single-spaced, without blank ones; a hard-wrapped paragraph is one row."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from comity.articles.letters import ODD_SPACE, SPACE, UNCLEAN, Codes, Kinds, codes_of, kind_table
from comity.pages.decode import clean

SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*\W*$""")
WRAPPED, WIDEST = 55, 100  # characters that the longest line of a hard-wrapped paragraph has at least and at most
SPACES = "".join(c for c in map(chr, range(0x3001)) if c.isspace() and c not in " \n")


def rows_of(text: str) -> tuple[list[str], list[bool]]:
    """The rows of a text, and for each whether no blank line divides it from the row above."""
    rows, joined = list[str](), list[bool]()
    for block in single_spaced(text).split("\n\n"):
        if "\n" in block:
            own = [row for row in block.split("\n") if row]
            own = [" ".join(own)] if is_wrapped(own) else own
            rows += own
            joined += [number > 0 for number in range(len(own))]
        elif block:
            rows.append(block)
            joined.append(False)
    return rows, joined


def single_spaced(text: str) -> str:
    """The text, clean, with one space for each run of them and none beside line ends."""
    codes = codes_of(text)
    kinds = kind_table().take(codes, mode="clip")
    shown = np.bitwise_or.reduce(kinds)
    text = clean(text) if shown & UNCLEAN else text
    for space in SPACES if shown & ODD_SPACE else ():
        text = text.replace(space, " ")
    if shown & (UNCLEAN | ODD_SPACE) or has_loose_space(codes, kinds):
        while "  " in text:
            text = text.replace("  ", " ")
        text = text.replace(" \n", "\n").replace("\n ", "\n")
    return text.strip(" ")


def has_loose_space(codes: Codes, kinds: Kinds) -> bool:
    """Whether a space stands beside another or beside a line end; to search the text for it takes longer."""
    places = np.flatnonzero(kinds[1:] & kinds[:-1] & SPACE > 0)
    return bool(((codes[places] == ord(" ")) | (codes[places + 1] == ord(" "))).any())


def is_wrapped(rows: Sequence[str]) -> bool:
    """Whether the rows are one paragraph cut at a width: all but the last long and alike, most ending mid-sentence."""
    if len(rows) < 2 or not 0.7 * WRAPPED <= len(rows[0]) <= WIDEST:
        return False
    *full, last = rows
    longest = max(map(len, full))
    if not WRAPPED <= longest <= WIDEST or min(map(len, full)) < 0.7 * longest or len(last) > longest + 10:
        return False
    return sum(SENTENCE_END.search(row) is None for row in full) * 2 > len(full)
