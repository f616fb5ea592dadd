"""The manifest: with what each reading was made, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

if TYPE_CHECKING:
    from comity.record.store import Record

COUNTED = ("added", "replaced", "recoded", "known")  # verdicts that are counted as they are stored
NOTHING = dict.fromkeys(("pages", *COUNTED, "passed", "failed", "events", "happenings"), 0)
END = """
update runs set done = true, pages = $pages, failed = $failed,
    known = if($again, $pages - $failed - added - replaced - recoded, known),
    passed = if($again, 0, $pages - $failed - added - replaced - recoded - known),
    events = (select count(*) from events), happenings = (select count(*) from happenings)
where number = $number
"""


class Run(Struct, frozen=True, kw_only=True):
    """What a reading is made with."""

    comity_version: str
    lexicons: str  # sha256 of the lexicons' files
    weights: str | None  # sha256 of the model's; None: there is no model
    options: dict[str, Any]  # that change what is read
    inputs: tuple[str, ...]  # as the caller named them
    day: date | None  # as the caller gave it; None: not told


class RunRow(Struct, frozen=True, kw_only=True):
    """A reading and what came of it: pages by what became of them, events and happenings then in the record."""

    number: int
    comity_version: str
    lexicons: str
    weights: str | None
    options: dict[str, Any]
    inputs: tuple[str, ...]
    day: date | None
    done: bool  # False: it was stopped; the same reading goes on with it
    pages: int
    added: int
    replaced: int
    recoded: int
    known: int
    passed: int
    failed: int
    events: int
    happenings: int


def read_runs(record: Record) -> Iterator[RunRow]:
    """All runs, in order."""
    fields = RunRow.__struct_fields__
    for row in record.rows(f"select {', '.join(fields)} from runs order by number"):
        values = dict(zip(fields, row, strict=True))
        yield msgspec.convert(values | {"options": msgspec.json.decode(values["options"])}, RunRow)


def begin_run(record: Record, run: Run) -> int:
    """The number of a new run; of the last one if it was stopped and was the same reading."""
    options = msgspec.json.encode(run.options, order="sorted").decode()
    facts = msgspec.structs.asdict(run) | {"options": options, "inputs": list(run.inputs)}
    last = record.execute(f"select number, done, {', '.join(facts)} from runs order by number desc limit 1")
    if last and not last[0][1] and list(last[0][2:]) == list(facts.values()):
        return int(last[0][0])
    number = int(last[0][0]) + 1 if last else 1
    record.insert("runs", [{"number": number, **facts, "done": False, **NOTHING}])
    return number


def count_run(record: Record, number: int, verdicts: Iterable[str]) -> None:
    """Add what was stored to the run's counts, in the transaction that stores it."""
    counts = Counter(verdicts)
    added = ", ".join(f"{name} = {name} + {counts[name]}" for name in COUNTED)
    record.execute(f"update runs set {added} where number = ?", [number])


def end_run(record: Record, number: int, *, pages: int, failed: int, again: bool) -> None:
    """Say that the run came to its end: how many pages there were, how many could not be read.

    Pages of neither count nor failure were passed over, or, where all were read again, told nothing new: so a run
    that was stopped and taken up again counts the same as one that was not.
    """
    record.execute(END, {"number": number, "pages": pages, "failed": failed, "again": again})
