"""The lines of a flattened page, and what can be seen of each: the line classifier's features."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from comity.lexicons.outlets import Outlets
from comity.vocabulary import DropReason

WORD = re.compile(r"\w+(?:['’.-]\w+)*")
SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*\W*$""")
QUOTE_MARK = re.compile(r"[“”\"«»]")
SAYING = re.compile(r"\b(said|says|told|added|according to|announced|reported|was|were|had|have been|has been)\b")
SECOND_PERSON = re.compile(r"\b(you|your|our)\b", re.IGNORECASE)
LISTING = re.compile(r"[|•·»›►→]|\s-\s.*\s-\s")
RUN_TOGETHER = re.compile(r"[a-z][A-Z]")
FREQUENT_WORDS = """
the of to and in a is that for it was on as with be by at from has he have are his an not but they which this will had
were said who their its been after would about more than also when up we i she her him or one there if out so what
"""
FREQUENT = frozenset(FREQUENT_WORDS.split())
WRAPPED = 55  # characters that the longest line of a hard-wrapped paragraph has at least
INSIDE_SHORT, OUTSIDE_SHORT = 4.0, 12.0  # words of prose that one line of no prose costs the main run


class Line(Struct, frozen=True):
    """One line (or hard-wrapped paragraph) of the page."""

    text: str
    block: int  # lines that no blank line divides share it
    words: int
    prose: bool  # reads as a sentence or several
    cue: DropReason | None  # why its own words say it is no article


def split_lines(text: str, outlets: Outlets) -> tuple[Line, ...]:
    """The page's lines that are not blank; a hard-wrapped paragraph is one line."""
    found: list[Line] = []
    for number, block in enumerate(re.split(r"\n[^\S\n]*\n\s*", text)):
        rows = [" ".join(row.split()) for row in block.split("\n")]
        rows = [row for row in rows if row]
        found += [read_line(row, number, outlets) for row in ([" ".join(rows)] if is_wrapped(rows) else rows)]
    return tuple(found)


def is_wrapped(rows: Sequence[str]) -> bool:
    """Whether the rows are one paragraph cut at a width: all but the last long and alike, most ending mid-sentence."""
    if len(rows) < 2:
        return False
    *full, last = rows
    longest = max(map(len, full))
    if not WRAPPED <= longest <= 100 or min(map(len, full)) < 0.7 * longest or len(last) > longest + 10:
        return False
    return sum(SENTENCE_END.search(row) is None for row in full) * 2 > len(full)


def read_line(text: str, block: int, outlets: Outlets) -> Line:
    """What one line shows by itself."""
    words = WORD.findall(text)
    frequent = sum(word.lower() in FREQUENT for word in words)
    ended = bool(SENTENCE_END.search(text))
    prose = len(words) >= 8 and frequent >= 0.2 * len(words) and (ended or len(words) >= 25)
    cue = outlets.reason(text) if len(text) < 400 else None
    return Line(text, block, len(words), prose, cue)


def main_run(lines: Sequence[Line]) -> tuple[int, int]:
    """First and one past the last line of the densest run of prose: the run with most words after its costs."""
    best, start, total, found = 0.0, 0, 0.0, (0, 0)
    for index, line in enumerate(lines):
        gain = min(line.words, 60) if line.prose and line.cue is None else -_cost(line)
        if total <= 0:
            start, total = index, 0.0
        total += gain
        if total > best:
            best, found = total, (start, index + 1)
    return found


def _cost(line: Line) -> float:
    return OUTSIDE_SHORT if line.cue else INSIDE_SHORT


def features(lines: Sequence[Line]) -> list[dict[str, float]]:
    """For each line what speaks for and against its being body; names are those of the weights."""
    first, end = main_run(lines)
    counts = Counter(line.text for line in lines)
    alone = [of_line(line, counts[line.text] > 1) for line in lines]
    return [
        {**alone[index], **of_place(index, first, end, len(lines)), **of_neighbours(lines, index)}
        for index in range(len(lines))
    ]


def of_line(line: Line, repeated: bool) -> dict[str, float]:
    """Features of a line by itself."""
    text, words = line.text, WORD.findall(line.text)
    count = max(len(words), 1)
    long = [word for word in words if len(word) > 3]
    shares = {
        "frequent": sum(word.lower() in FREQUENT for word in words) / count,
        "capitals": sum(word[0].isupper() for word in long) / max(len(long), 1),
        "digits": sum(word[0].isdigit() for word in words) / count,
    }
    marks = {
        "prose": line.prose,
        "ended": bool(SENTENCE_END.search(text)),
        "colon": text.endswith(":"),
        "lower": text[:1].islower(),
        "comma": ", " in text,
        "quote": bool(QUOTE_MARK.search(text)),
        "saying": bool(SAYING.search(text)),
        "you": bool(SECOND_PERSON.search(text)),
        "listing": bool(LISTING.search(text)),
        "run-together": bool(RUN_TOGETHER.search(text)),
        "repeated": repeated,
        "one-word": count == 1,
        "short": count < 5,
        "middling": 5 <= count < 12,
        "long": count >= 25,
    }
    cues = {f"cue-{line.cue}": 1.0} if line.cue else {}
    return {"bias": 1.0, "length": math.log1p(count), **shares, **{k: 1.0 for k, on in marks.items() if on}, **cues}


def of_place(index: int, first: int, end: int, total: int) -> dict[str, float]:
    """Where a line stands towards the main run."""
    if index < first:
        far = first - index
        return {"before": 1.0, "before-far": math.log1p(far), "before-next": float(far <= 2)}
    if index >= end:
        far = index - end + 1
        return {"after": 1.0, "after-far": math.log1p(far), "after-next": float(far <= 2)}
    return {"inside": 1.0, "inside-edge": float(index in (first, end - 1)), "inside-share": (end - first) / total}


def of_neighbours(lines: Sequence[Line], index: int) -> dict[str, float]:
    """What stands around a line: prose and cues within one, three and eight lines each way."""
    found: dict[str, float] = {}
    for side, step in (("up", -1), ("down", 1)):
        around = lines[max(0, index - 8) : index][::-1] if step < 0 else lines[index + 1 : index + 9]
        found[f"{side}-edge"] = float(not around)
        if around:
            found[f"{side}-prose"] = float(around[0].prose)
            found[f"{side}-length"] = math.log1p(around[0].words)
            found[f"{side}-cue"] = float(around[0].cue is not None)
            found[f"{side}-same-block"] = float(around[0].block == lines[index].block)
        found[f"{side}-prose-3"] = sum(line.prose for line in around[:3]) / 3
        found[f"{side}-prose-8"] = sum(line.prose for line in around) / 8
        found[f"{side}-cue-3"] = sum(line.cue is not None for line in around[:3]) / 3
    return found
