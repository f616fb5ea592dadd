"""Why a line's own words say that it is no article, and what else expressions find in the lines of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from comity.articles.letters import PART, Flags, Letters, Places
from comity.lexicons.outlets import ASKED, REASONS
from comity.lexicons.signs import Expressions

ELSEWHERE = re.compile(
    r"\W*(?:(?:read|see|watch)(?: also| more| next| here)?|also (?:read|see)|related(?: \w+)?|recommended|don.t miss"
    r"|more on this)\s*:"
)
CALL, CALLING = 40, 30  # words of a line that calls the reader elsewhere; characters in which its colon stands
FEW_LETTERS = 3  # characters of a line that say nothing
HEADING, LONGEST_LABEL = 10, 12  # words that a heading over other lines, and any label, has at most
LONGEST_CUED, LONGEST_CAPTION = 90, 110  # words of a sentence that may be no article by its own words, and of a caption
SORTS = np.repeat(  # by words, to one more than a caption has: the sort of a line that does not speak to the reader
    [list(ASKED).index(sort) for sort in ("heading", "label", "sentence", "paragraph", "notice")],
    np.diff([-1, HEADING, LONGEST_LABEL, LONGEST_CUED, LONGEST_CAPTION, LONGEST_CAPTION + 1]),
)
CALLS, SENTENCE = list(ASKED).index("call"), list(ASKED).index("sentence")


class Cues(Struct, frozen=True, eq=False):
    """What expressions find in the lines of a page."""

    why: Places  # for each line the number in REASONS why its own words say that it is no article; -1: they do not
    caption: Flags  # credits a picture or points at one
    heads_comments: Flags  # a heading over comments
    heads_others: Flags  # a heading over other stories


def cues_of(texts: Sequence[str], letters: Letters, count: Places, speaks: Flags, expressions: Expressions) -> Cues:
    """What is found in the lines; a whole sentence is no article only if it speaks to the reader or of rights.

    A line has `count` words.
    """
    sort = SORTS[np.minimum(count, LONGEST_CAPTION + 1)]
    sort[speaks & (sort == SENTENCE)] = CALLS
    wordless = (letters.ends[1:] - letters.starts <= FEW_LETTERS) | (letters.shown & PART == 0)
    why = np.where(wordless, REASONS.index("navigation"), -1)
    shows = {kind: np.zeros(len(texts), np.bool_) for kind in ("caption", "heads_comments", "heads_others")}
    lines, possible = expressions.possible(letters.codes, letters.line, letters.starts, sort)
    whole = sort[lines] == SENTENCE
    possible[whole & ~possible[:, expressions.of("rights")].any(axis=1)] &= expressions.of("caption")
    found = expressions.found(texts, lines, possible)
    sentences, of_rights = {*lines[whole].tolist()}, {number for number, kind in found if kind == "rights"}
    for number, kind in found:
        if kind in shows:
            shows[kind][number] = True
        elif number not in sentences or (number in of_rights and kind not in ("promotion", "rights")):
            why[number] = REASONS.index(kind)
    for number in np.flatnonzero((count > LONGEST_LABEL) & (count <= CALL)).tolist():
        if ":" in texts[number][:CALLING] and ELSEWHERE.match(texts[number].lower()):
            why[number] = REASONS.index("related")
    return Cues(why, **shows)
