"""Whether the lexicon files hold: columns, codes, days, spells, order, doubles, slots and classes of patterns."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

from msgspec import Struct

from comity.faults import LexiconFault
from comity.lexicons.actors import INTERNATIONAL, SECTORS, RoleKind
from comity.lexicons.check_parties import check_parties
from comity.lexicons.check_people import check_people
from comity.lexicons.patterns import check_entry, read_entry, read_types
from comity.vocabulary import ClaimKind, Dimension, EventType

Row = dict[str, str]


class Trouble(Struct, frozen=True):
    """What does not hold in a file, and how to mend it; `line` counts from 1."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}; {self.remedy}"


class Table(Struct, frozen=True):
    """What is asked of a CSV file."""

    columns: str  # as in its first line
    key: str = ""  # columns that no two rows share, divided by commas; "": none
    order: Literal["", "plain", "caseless"] = ""  # by its first column
    kinds: tuple[str, ...] = ()  # what "kind" may be; empty: anything
    spells: bool = False  # whether the spells of one name may not overlap


TABLES: dict[str, Table] = {
    "agreements.csv": Table("name,aliases,parties,signed,alone,cite", "name,signed", "caseless"),
    "ambiguous.csv": Table("name,code,cues,against", "name,code"),
    "armed_groups.csv": Table("name,names,code,first_day,last_day,cite", "name,first_day", spells=True),
    "blocs.csv": Table("bloc,member,first_day,last_day,cite", "bloc,member,first_day", "plain", spells=True),
    "cameo.csv": Table("cameo,label,goldstein", "cameo", "plain"),
    "causal_cues.csv": Table("cue,frame,kind,agent", "cue,frame", "plain", get_args(ClaimKind)),
    "claim_topics.csv": Table("word,topic", "word", "plain"),
    "companies.csv": Table("name,names,code,cite", "name", "plain"),
    "countries.csv": Table("code,name,names,adjectives,people,capitals,first_day,last_day,cite", "code", "plain"),
    "country_codes.csv": Table("code,fips,cow", "code", "plain"),
    "cues.csv": Table("cue,pos,grade,frames", "cue,pos", "plain"),
    "first_names.csv": Table("gender,names", "names", "plain"),
    "groups.csv": Table("name,names,code", "name"),
    "media.csv": Table("name,names,code,cite", "name", "plain"),
    "name_words.csv": Table("words,sectors", "words"),
    "organisations.csv": Table("name,names,code,cameo,cite", "name"),
    "outlets.csv": Table("name,kind,country,hosts,aliases,cite", "name", kinds=("agency", "outlet")),
    "parties.csv": Table("name,names,shared,country,in_government,cite", "name", "plain"),
    "people.csv": Table(
        "name,names,gender,role,code,first_day,last_day,cite", "name,first_day,code", "plain", spells=True
    ),
    "places.csv": Table(
        "name,names,country,latitude,longitude,kind", "name,country", kinds=("capital", "city", "region", "site")
    ),
    "provision_cues.csv": Table("cue,dimension", "cue,dimension", "plain"),
    "roles.csv": Table("words,sectors,kind", "words", kinds=get_args(RoleKind)),
    "seats_of_power.csv": Table("name,names,code,cite", "name"),
}
NEEDED = frozenset(("name", "label", "code", "cite", "word", "cue", "words", "bloc", "member", "kind"))
BLANK_CODE = frozenset(("groups.csv", "organisations.csv"))


def check_lexicons(folder: Traversable | None = None) -> Iterator[Trouble]:
    """The troubles of the files of a folder, file by file; None: of those that comity uses."""
    folder = folder or files("comity.lexicons") / "data"
    countries = _countries(folder)
    for file, table in TABLES.items():
        yield from _check_table(folder / file, table, countries)
    yield from _check_tomls(folder)
    yield from _check_patterns(folder)


# ---------------------------------------------------------------- tables


def _countries(folder: Traversable) -> frozenset[str]:
    """The country codes of countries.csv."""
    lines = (folder / "countries.csv").read_text(encoding="utf-8").splitlines()
    return frozenset(line.partition(",")[0] for line in lines[1:])


def _check_table(file: Traversable, table: Table, countries: frozenset[str]) -> Iterator[Trouble]:
    """The troubles of one CSV file."""
    if not file.is_file():
        yield Trouble(file.name, 1, "the file is missing", "put it back")
        return
    reader = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    if reader.fieldnames is None or ",".join(reader.fieldnames) != table.columns:
        yield Trouble(file.name, 1, "other columns than expected", f"write {table.columns}")
        return
    rows: list[tuple[int, Row]] = []
    for row in reader:
        if None in row or None in row.values():
            yield Trouble(file.name, reader.line_num, "more or fewer cells than columns", "count the commas")
            continue
        rows.append((reader.line_num, row))
        for what, remedy in _check_row(file.name, row, table, countries):
            yield Trouble(file.name, reader.line_num, what, remedy)
    further = {"parties.csv": check_parties, "people.csv": check_people}
    more = further[file.name](rows) if file.name in further else ()
    for line, what, remedy in (*_doubles(rows, table), *_disorder(rows, table), *_overlaps(rows, table), *more):
        yield Trouble(file.name, line, what, remedy)


def _check_row(file: str, row: Row, table: Table, countries: frozenset[str]) -> Iterator[tuple[str, str]]:
    """(what, remedy) of the cells of a row."""
    for column, cell in row.items():
        if column in NEEDED and not cell and not (column == "code" and file in BLANK_CODE):
            yield f"no {column}", "fill the cell"
        if cell != cell.strip() or (";" in cell and "" in (part.strip() for part in cell.split(";"))):
            yield f"blanks or an empty name in “{cell[:40]}”", "take the blank or the semicolon out"
    if table.kinds and row["kind"] not in table.kinds:
        yield f"unknown kind “{row['kind']}”", f"use one of {', '.join(table.kinds)}"
    for check in (_codes, _days, _numbers, _words):
        yield from check(file, row, countries)


def _codes(file: str, row: Row, countries: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Country codes and sectors."""
    for column in ("country", "parties"):
        for code in filter(None, row.get(column, "").split(";")):
            if code not in countries | INTERNATIONAL:
                yield f"unknown country code “{code}”", "use a code of countries.csv"
    if file != "countries.csv":
        for code in filter(None, row.get("code", "").split(";")):
            if not _is_code(code, countries):
                yield f"unknown code “{code}”", "write a country of countries.csv and sectors, RUSGOVMIL"
    for sector in filter(None, row.get("sectors", "").split(";")):
        if sector not in SECTORS:
            yield f"unknown sector “{sector}”", f"use one of {', '.join(sorted(SECTORS))}"


def _is_code(code: str, countries: frozenset[str]) -> bool:
    """Whether a code is a country or international form and sectors, or sectors alone."""
    parts = re.findall("...", code)
    rest = parts[1:] if parts and parts[0] in countries | INTERNATIONAL else parts
    return bool(parts) and "".join(parts) == code and set(rest) <= SECTORS


def _days(file: str, row: Row, countries: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Days are ISO days, and a spell does not run backwards."""
    days: dict[str, date | None] = {}
    for column in ("first_day", "last_day", "signed"):
        try:
            days[column] = date.fromisoformat(row[column]) if row.get(column) else None
        except ValueError:
            yield f"“{row[column]}” is no day", "write it as 1997-04-02"
    first, last = days.get("first_day"), days.get("last_day")
    if first and last and last < first:
        yield f"a spell that ends on {last}, before it begins", "change the days about"


def _numbers(file: str, row: Row, countries: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Coordinates lie on the globe, scores on Goldstein's scale."""
    for column, limit in (("latitude", 90), ("longitude", 180), ("goldstein", 10)):
        cell = row.get(column, "0")
        if not re.fullmatch(r"-?\d+(\.\d+)?", cell) or abs(float(cell)) > limit:
            yield f"“{cell}” is no {column}", f"write a number from -{limit} to {limit}"


def _words(file: str, row: Row, countries: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Cells with a closed choice."""
    choices: dict[str, Sequence[str]] = {"gender": ("", "f", "m"), "dimension": get_args(Dimension)}
    for column, allowed in choices.items():
        if row.get(column, allowed[0]) not in allowed:
            yield f"unknown {column} “{row[column]}”", f"use one of {', '.join(filter(None, allowed))}"


# ---------------------------------------------------------------- rows beside each other


def _doubles(rows: Sequence[tuple[int, Row]], table: Table) -> Iterator[tuple[int, str, str]]:
    """Rows that say the same twice."""
    seen: dict[tuple[str, ...], int] = {}
    for line, row in rows:
        key = tuple(row[column] for column in table.key.split(",")) if table.key else ()
        if key and key in seen:
            yield line, f"“{', '.join(filter(None, key))}” stands in line {seen[key]} already", "join the rows"
        seen.setdefault(key, line)


def _disorder(rows: Sequence[tuple[int, Row]], table: Table) -> Iterator[tuple[int, str, str]]:
    """The first row that stands before the one that it should follow."""
    sort: Callable[[str], str] = str.casefold if table.order == "caseless" else str
    column = table.columns.partition(",")[0]
    before = ""
    for line, row in rows if table.order else ():
        if sort(row[column]) < sort(before):
            yield line, f"“{row[column]}” stands after “{before}”", "sort the rows by their first column"
            return
        before = row[column]


def _overlaps(rows: Sequence[tuple[int, Row]], table: Table) -> Iterator[tuple[int, str, str]]:
    """Spells of one name (and member) that share a day."""
    spells: dict[tuple[str, ...], list[tuple[date, date, int, str]]] = {}
    for line, row in rows if table.spells else ():
        name = (row["bloc"], row["member"]) if "bloc" in row else (row["name"],)
        try:
            first = date.fromisoformat(row["first_day"]) if row["first_day"] else date.min
            last = date.fromisoformat(row["last_day"]) if row["last_day"] else date.max
        except ValueError:
            continue  # told of by _days
        for begun, ended, other, code in spells.get(name, ()):
            if first <= ended and begun <= last and code == row.get("code", ""):
                yield line, f"the spell of {', '.join(name)} overlaps that of line {other}", "end one before the other"
        spells.setdefault(name, []).append((first, last, line, row.get("code", "")))


# ---------------------------------------------------------------- TOML


def _check_tomls(folder: Traversable) -> Iterator[Trouble]:
    """Files that are no TOML."""
    for file in (*_tomls(folder), *_tomls(folder / "patterns")):
        try:
            tomllib.loads(file.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            yield Trouble(file.name, int(line[1]) if line else 1, f"no TOML: {error}", "mend the quotes or brackets")


def _tomls(folder: Traversable) -> list[Traversable]:
    return sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)


def _check_patterns(folder: Traversable) -> Iterator[Trouble]:
    """Entries with an unknown type, mode, slot, class or field, without an example, or with a phrase told twice."""
    try:
        types = read_types(folder)
        classes = tomllib.loads((folder / "classes.toml").read_text(encoding="utf-8"))
    except (LexiconFault, tomllib.TOMLDecodeError) as fault:
        yield Trouble("types.toml", 1, str(fault), "mend the entry")
        return
    for file in _tomls(folder / "patterns"):
        text = file.read_text(encoding="utf-8")
        try:
            entries = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            continue  # told of by _check_tomls
        for name, raw in entries.items():
            line = text[: text.find(f"[{name}]")].count("\n") + 1
            try:
                check_entry(read_entry(raw, f"patterns/{file.name} [{name}]"), types, f"[{name}]")
            except LexiconFault as fault:
                yield Trouble(f"patterns/{file.name}", line, fault.what, fault.remedy or "mend the entry")
                continue
            for what, remedy in _entry_words(raw, classes):
                yield Trouble(f"patterns/{file.name}", line, f"[{name}] {what}", remedy)


def _entry_words(raw: dict[str, Any], classes: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(what, remedy) of the phrases and examples of an entry."""
    phrases = [*raw.get("verbs", ()), *raw.get("nouns", ())]
    for name in (name for phrase in phrases for name in re.findall(r"\{(.+?)\}", phrase)):
        if name not in classes:
            yield f"unknown class {{{name}}}", "define it in classes.toml"
    for field in ("verbs", "nouns"):
        for phrase in sorted({p for p in raw.get(field, ()) if list(raw[field]).count(p) > 1}):
            yield f"“{phrase}” stands twice in {field}", "take one out"
    if not phrases:
        yield "neither verbs nor nouns", "give one"
    for example in raw.get("codes", ()):
        if example["as"].rpartition(" ")[2] not in get_args(EventType):
            yield f"the example “{example['as']}” names no event type", "write it as “FRAGOV -> DEU CONSULT”"
