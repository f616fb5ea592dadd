"""Which articles are reprints: their bodies have most of their words in common, in the same order.

Bodies are compared by MinHash (Broder 1997) over runs of `RUN` words. Of articles that are alike the one with the
earliest day of publication is the first (unknown days last; of the same day that with the smaller id), whatever the
order in which they were read; each other is tied to the first that it is like.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from zlib import crc32

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from comity.happenings.reports import Report
from comity.vocabulary import Article

RUN = 4  # words
FEWEST = 30  # runs of a body, below which it is too short to tell: headlines, alerts
MOST = 20_000  # words that are looked at
HASHES, ROWS = 84, 3  # ROWS of the HASHES must agree somewhere for two bodies to be compared at all
WHOLE = 0.33  # share of the runs of both that both have, at least
PART = 0.7  # share of the shorter one's runs that the longer one has, at least: it may have been cut
NEAR = 7  # days between two publications at most, where they are known: reports of markets and weather recur
NEAREST = 8  # articles looked at of those that agree in the same rows
WORD = re.compile(r"\w+")
MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))  # Stafford's; Steele, Lea and Flood 2014
HALF = np.uint64(32)

Hashes = NDArray[np.uint64]


class Copy(Struct, frozen=True):
    """An article as it is compared."""

    article: str
    earliest: date | None  # first and last possible day of publication
    latest: date | None
    agency: str | None
    signature: bytes  # empty: too short to tell


class Reprint(Struct, frozen=True, order=True):
    """An article of which there are reprints, or which is one."""

    article: str
    original: str  # the first of them; its own id for the first itself
    agency: str | None  # the wire service that the first of them names that names one: the origin of all


def copy_of(article: Article) -> Copy:
    """The article as it is compared."""
    body = " ".join(article.text[part.start : part.end] for part in article.parts if part.kind == "body")
    published = article.published
    return Copy(article.id, published.earliest, published.latest, article.agency, signature_of(body))


def signature_of(text: str) -> bytes:
    """How many runs the text has, then its MinHash; empty where it is too short. The same on every machine."""
    words = [crc32(word.encode()) for word in WORD.findall(text[: MOST * 20].lower())[:MOST]]
    if len(words) < FEWEST + RUN - 1:
        return b""
    hashed = _mixed(np.array(words, dtype=np.uint64))
    runs = hashed[: len(words) - RUN + 1]
    for step in range(1, RUN):
        runs = _mixed(runs + hashed[step : len(words) - RUN + 1 + step])
    runs = np.unique(runs)
    least = (FACTORS[:, np.newaxis] * runs).min(axis=1) >> HALF
    return np.concatenate(([len(runs)], least)).astype("<u4").tobytes()


def _mixed(values: Hashes) -> Hashes:
    """Each number spread over all 64 bits; sums and products go round at 2**64."""
    values = (values ^ (values >> np.uint64(30))) * MIX[0]
    values = (values ^ (values >> np.uint64(27))) * MIX[1]
    return values ^ (values >> np.uint64(31))


FACTORS = _mixed(np.arange(1, HASHES + 1, dtype=np.uint64) << HALF) | np.uint64(1)  # odd: Dietzfelbinger 1997


def alike(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> bool:
    """Whether two signatures are of bodies of which one is a reprint of the other."""
    whole = float(np.mean(one[1:] == other[1:]))
    shorter, longer = sorted((int(one[0]), int(other[0])))
    both = whole * (shorter + longer) / (1 + whole)
    return whole >= WHOLE and both >= PART * shorter


def near(one: Copy, other: Copy) -> bool:
    """Whether the two may have appeared within `NEAR` days."""
    begins = [copy.earliest for copy in (one, other) if copy.earliest]
    ends = [copy.latest for copy in (one, other) if copy.latest]
    return len(begins) < 2 or len(ends) < 2 or (max(begins) - min(ends)).days <= NEAR


def find_reprints(copies: Iterable[Copy]) -> tuple[Reprint, ...]:
    """The articles that have or are reprints, by id."""
    known = [copy for copy in copies if copy.signature]
    known.sort(key=lambda copy: (copy.latest or date.max, copy.article))
    if len(known) < 2:
        return ()
    signatures = np.frombuffer(b"".join(copy.signature for copy in known), dtype="<u4").reshape(len(known), -1)
    first = list(range(len(known)))
    for number, earlier in sorted(_candidates(signatures).items()):
        for candidate in sorted({first[one] for one in earlier}):
            if near(known[candidate], known[number]) and alike(signatures[candidate], signatures[number]):
                first[number] = candidate
                break
    groups: dict[int, list[Copy]] = defaultdict(list)
    for number, original in enumerate(first):
        groups[original].append(known[number])
    return tuple(sorted(reprint for group in groups.values() if len(group) > 1 for reprint in _reprints(group)))


def _candidates(signatures: NDArray[np.uint32]) -> dict[int, set[int]]:
    """For each article the earlier ones that it may be like."""
    found: dict[int, set[int]] = defaultdict(set)
    for band in range(1, HASHES + 1, ROWS):
        keys = np.zeros(len(signatures), dtype=np.uint64)
        for row in range(band, band + ROWS):
            keys = _mixed(keys + signatures[:, row])
        order = np.argsort(keys, kind="stable")
        ties = np.diff(np.concatenate(([0], keys[order][1:] == keys[order][:-1], [0])).astype(np.int8))
        for begin, end in zip(np.flatnonzero(ties == 1), np.flatnonzero(ties == -1) + 1, strict=True):
            members = order[begin:end].tolist()
            for place, number in enumerate(members):
                found[number].update(members[: min(place, NEAREST)])
    return found


def _reprints(group: Sequence[Copy]) -> list[Reprint]:
    agency = next((copy.agency for copy in group if copy.agency), None)
    return [Reprint(copy.article, group[0].article, agency) for copy in group]


def with_origin(report: Report, reprint: Reprint | None) -> Report:
    """The report with what is known of its article's origin."""
    if reprint is None:
        return report
    return structs.replace(report, origin=reprint.original, agency=reprint.agency or report.agency)
