"""The sheet for hand-checking: events drawn by stratum, a row each, to be judged in a spreadsheet and read back."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import IO, Literal, get_args

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from comity.faults import WrongCall
from comity.record import Record, Select
from comity.record.corrections import draft, new_entry
from comity.record.ledger import Action, Correction, Seen, about_event
from comity.record.queries import EventRow
from comity.vocabulary import EventType, stable_id

Stratum = Literal["type", "status", "quad", "outlet", "year", "rule"]
Verdict = Literal["right", "wrong", "unsure"]
VERDICTS: dict[str, Verdict] = {
    **dict.fromkeys(("right", "r", "yes", "y", "1", "true"), "right"),
    **dict.fromkeys(("wrong", "w", "no", "n", "0", "false"), "wrong"),
    **dict.fromkeys(("unsure", "u", "?"), "unsure"),
}
GIVEN = (
    "event", "stratum", "population", "type", "source", "target", "status", "earliest", "latest", "sentence", "trigger",
    "said_by", "title", "outlet", "published", "page",
)  # fmt: skip
TO_FILL = ("verdict", "type_is", "status_is", "source_is", "target_is", "days_are", "note")
MENDS: dict[str, Action] = {
    "type_is": "retype", "status_is": "status", "source_is": "source", "target_is": "target", "days_are": "redate",
}  # fmt: skip
NO_EVENT = "none"  # as type_is: the words tell of no event at all
FORMULA = ("=", "+", "-", "@", "\t")  # a spreadsheet would take a cell that begins so for a formula


class Drawn(Struct, frozen=True):
    """An event of the sample."""

    stratum: str
    population: int  # events of its stratum in all that was drawn from
    row: EventRow


class Judged(Struct, frozen=True, kw_only=True):
    """A row of a filled sheet."""

    event: str  # "ARTICLE:e3"
    stratum: str
    population: int
    type: str
    status: str
    trigger: str
    verdict: Verdict | None  # None: not judged
    mends: dict[str, str]  # "type_is" and its like -> what the reviewer wrote
    note: str

    @property
    def type_found(self) -> str | None:
        """The type that the reviewer found; "none": no event; None: the reviewer does not tell."""
        if self.verdict == "right":
            return self.type
        return self.mends.get("type_is")


def draw(record: Record, select: Select, by: Stratum, n: int, seed: int = 0) -> list[Drawn]:
    """At most n events of each stratum, the same for the same record and seed; strata in alphabetical order.

    Every event has a lot of its own (a hash of seed, article and event), and the n lowest are drawn: what is drawn
    depends neither on the order of reading nor on events of other strata.
    """
    strata: dict[str, list[EventRow]] = defaultdict(list)
    for row in record.find("events", select):
        strata[_stratum(row, by)].append(row)
    drawn = []
    for name, rows in sorted(strata.items()):
        lots = sorted(rows, key=lambda row: (stable_id(str(seed), row.article, row.id), row.article, row.id))
        drawn += [Drawn(name, len(rows), row) for row in lots[:n]]
    return drawn


def _stratum(row: EventRow, by: Stratum) -> str:
    if by == "year":
        day = row.earliest or row.latest
        return f"{day:%Y}" if day else "undated"
    return str(getattr(row, by) or "unknown")


def write_sheet(drawn: Iterable[Drawn], file: IO[str]) -> int:
    """Write the sheet as CSV, columns to fill last; how many rows."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([*GIVEN, *TO_FILL])
    count = 0
    for one in drawn:
        row = one.row
        published = row.published_earliest if row.published_earliest == row.published_latest else None
        given = (
            f"{row.article}:{row.id}", one.stratum, one.population, row.type, ";".join(row.source),
            ";".join(row.target), row.status, row.earliest, row.latest, " ".join(row.words.split()), row.trigger,
            row.said_by, row.title, row.outlet, published, row.url or row.path,
        )  # fmt: skip
        writer.writerow([*map(_safe, given), *("" for _ in TO_FILL)])
        count += 1
    return count


def _safe(value: object) -> object:
    """The cell, with an apostrophe before what a spreadsheet would compute."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else "" if value is None else value


def read_sheet(path: Path) -> list[Judged]:
    """The rows of a sheet, divided by commas or semicolons. Raises WrongCall, naming the line, where it is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongCall("sheet", "it is not UTF-8", place=str(path), remedy="save it as CSV UTF-8") from error
    head = text.partition("\n")[0]
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    missing = [name for name in ("event", "stratum", "type", "verdict") if name not in (reader.fieldnames or ())]
    if missing:
        what = f"it lacks the column {missing[0]}"
        raise WrongCall("sheet", what, place=str(path), remedy="give a sheet that `comity sample` drew")
    return [_judged(row, f"{path} line {reader.line_num}") for row in reader]


def _judged(row: dict[str, str | None], place: str) -> Judged:
    cells = {name: (row.get(name) or "").strip() for name in (*GIVEN, *TO_FILL)}
    word = cells["verdict"].lower()
    if word and word not in VERDICTS:
        raise WrongCall("sheet", f'no verdict "{word}"', place=place, remedy="write right, wrong or unsure, or nothing")
    mends = {name: cells[name] for name in MENDS if cells[name]}
    if "type_is" in mends:
        mends["type_is"] = _type(mends["type_is"], place)
    verdict = VERDICTS[word] if word else "wrong" if mends else None
    if verdict == "right" and mends:
        what = f"right, and {next(iter(mends))} is filled"
        raise WrongCall("sheet", what, place=place, remedy="empty it, or write wrong")
    return Judged(
        event=cells["event"],
        stratum=cells["stratum"],
        population=int(cells["population"]) if cells["population"].isdigit() else 0,
        type=cells["type"],
        status=cells["status"],
        trigger=cells["trigger"].removeprefix("'"),
        verdict=verdict,
        mends=mends,
        note=cells["note"],
    )


def _type(value: str, place: str) -> str:
    if value.lower() == NO_EVENT:
        return NO_EVENT
    if value.upper() not in get_args(EventType):
        remedy = f"one of {', '.join(get_args(EventType))}, or {NO_EVENT}"
        raise WrongCall("sheet", f'no type "{value}"', place=place, remedy=remedy)
    return value.upper()


def corrections_of(record: Record, judged: Sequence[Judged], by: str, on: date) -> Iterator[Correction]:
    """The ledger's entries that a filled sheet comes to: right accepts, wrong mends what is filled, else rejects.

    What is accepted is what stood in the sheet, whatever others have corrected since. Raises WrongCall where the record
    does not hold a judged event on the sheet's words.
    """
    for one in judged:
        if one.verdict not in ("right", "wrong"):
            continue
        article, event = record.event(one.event, as_read=True)
        if event.trigger.of(article.text) != one.trigger:
            what = f'its trigger is "{event.trigger.of(article.text)}" now, in the sheet it is "{one.trigger}"'
            raise WrongCall("sheet", what, place=one.event, remedy="the pages were read anew since: draw a new sheet")
        why = one.note or None
        if one.verdict == "right":
            now = about_event(article, event, article)
            seen = msgspec.convert({**msgspec.to_builtins(now.read), "type": one.type, "status": one.status}, Seen)
            yield new_entry(record, "accept", None, by, on, why, [replace(now, seen=seen)])
        elif not one.mends or one.mends.get("type_is") == NO_EVENT:
            yield draft(record, "reject", [one.event], None, by, on, why)
        else:
            for column, value in one.mends.items():
                yield draft(record, MENDS[column], [one.event], value, by, on, why)
