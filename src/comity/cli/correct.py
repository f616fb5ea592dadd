"""comity correct: the ledger of what people say of the coding."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import get_args

import click
import msgspec

from comity.cli.clock import today
from comity.cli.ledger_words import counted, entry_line, print_agreement
from comity.cli.options import Day, record_option
from comity.faults import RecordFault, WrongCall
from comity.record import Record, open_record
from comity.record.corrections import CHECKS, draft, enter, parse_ledger, read_ledger, write_ledger
from comity.record.ledger import Action, Correction

FILE = click.Path(path_type=Path, dir_okay=False, allow_dash=True)
FOUND = click.Path(path_type=Path, dir_okay=False, exists=True, allow_dash=True)


@click.command()
@click.argument("action", required=False, type=click.Choice(get_args(Action)), metavar="[ACTION]")
@click.argument("arguments", nargs=-1, metavar="[ID...] [VALUE]")
@record_option
@click.option("--by", envvar="COMITY_REVIEWER", show_envvar=True, metavar="NAME", help="Who says so.")
@click.option("--on", type=Day(), metavar="DAY", help="The day to note; today if not given.")
@click.option("--why", metavar="TEXT", help="The reason, in your words.")
@click.option("--list", "listing", is_flag=True, help="Show the ledger, with what no longer fits the coding.")
@click.option("--agreement", is_flag=True, help="How far reviewers agree who judged the same events.")
@click.option("--sheet", type=FOUND, metavar="FILE", help="Enter a filled sheet of `comity sample`.")
@click.option(
    "--export", "exported", type=FILE, metavar="FILE", help="Write the ledger as JSON Lines; - for the terminal."
)
@click.option("--import", "imported", type=FOUND, metavar="FILE", help="Add a ledger that was exported.")
@click.option("--gold", type=FILE, metavar="FILE", help="Write what was judged, for `comity evaluate`.")
@click.option("--taught", type=FILE, metavar="FILE", help="Write the judged sentences, for `comity train`.")
def command(
    action: Action | None,
    arguments: Sequence[str],
    path: Path,
    by: str | None,
    on: date | None,
    why: str | None,
    listing: bool,
    agreement: bool,
    sheet: Path | None,
    exported: Path | None,
    imported: Path | None,
    gold: Path | None,
    taught: Path | None,
) -> None:
    """Correct what was coded. The coding stays as it was read; lists, exports and measures show what was corrected.

    \b
    comity correct accept 67b29475:e3 1f0c23ab:e1 --by Ana
    comity correct reject 67b29475:e4 --by Ana --why "a match, not a war"
    comity correct retype 67b29475:e3 CONSULT --by Ana
    comity correct source 67b29475:e3 RUSGOV        also target; an actor of the article, or none
    comity correct recode 67b29475:a2 BLROPP        an actor's code, in all its events there
    comity correct redate 67b29475:e3 2020-08-01..2020-08-31
    comity correct status 67b29475:e3 planned
    comity correct merge a8cc5be8 070db553          two happenings are one deed; the first gives type and days
    comity correct split 67b29475:e3 1f0c23ab:e1    these events tell of another deed than the rest
    comity correct note a8cc5be8 "see the ministry's own account"
    comity correct undo 5f72bb8c                    an entry of the ledger

    A happening's id stands for all its events. The ledger holds on to the words of the page: it survives reading the
    pages again and new versions of comity. `comity correct --list` shows what no longer fits.
    """
    asked = [name for name, given in (
        ("ACTION", action), ("--list", listing), ("--agreement", agreement), ("--sheet", sheet), ("--export", exported),
        ("--import", imported), ("--gold", gold), ("--taught", taught),
    ) if given]  # fmt: skip
    if len(asked) != 1:
        said = f"{' and '.join(asked)} at once" if asked else "nothing to do"
        raise WrongCall("correct", said, remedy="give an action or one of the options; see --help")
    if action or sheet or imported:
        with open_record(path, read_only=False) as record:
            if imported:
                entries = parse_ledger(_read(imported).splitlines(), str(imported))
            elif sheet:
                entries = _of_sheet(record, sheet, _who(by), on or today())
            else:
                entries = _drafts(record, action or "note", arguments, _who(by), on or today(), why)
            _enter(record, entries)
        return
    with open_record(path) as record:
        _show(record, listing=listing, agreement=agreement, exported=exported, gold=gold, taught=taught)


def _who(by: str | None) -> str:
    if not by:
        raise WrongCall("correct", "nobody says so", remedy="give --by NAME, or set COMITY_REVIEWER")
    return by


def _drafts(
    record: Record, action: Action, arguments: Sequence[str], by: str, on: date, why: str | None
) -> list[Correction]:
    """The entry of the call; of an undoing one for each entry undone."""
    if action == "undo":
        return [draft(record, action, [name], None, by, on, why) for name in arguments] or [
            draft(record, action, [], None, by, on, why)
        ]
    names, value = (arguments[:-1], arguments[-1]) if action in CHECKS and len(arguments) > 1 else (arguments, None)
    return [draft(record, action, names, value, by, on, why)]


def _of_sheet(record: Record, sheet: Path, by: str, on: date) -> list[Correction]:
    from comity.review import corrections_of, read_sheet

    return list(corrections_of(record, read_sheet(sheet), by, on))


def _enter(record: Record, entries: Sequence[Correction]) -> None:
    before = {one.id for one in read_ledger(record)}
    added = enter(record, entries)
    happenings = record.regroup()
    new = [one for one in entries if one.id not in before]
    for one in new:
        click.echo(entry_line(one))
    if added < len(entries):
        click.echo(f"{len(entries) - added:,} of {len(entries):,} the ledger held already.")
    click.echo(f"It holds {record.count('events'):,} events and {happenings:,} happenings.")


def _show(
    record: Record, *, listing: bool, agreement: bool, exported: Path | None, gold: Path | None, taught: Path | None
) -> None:
    from comity.review import agreement_of_ledger, gold_of, taught_of

    encode = msgspec.json.Encoder().encode
    if listing:
        _print_ledger(record)
    elif agreement:
        print_agreement(agreement_of_ledger(read_ledger(record)))
    elif exported:
        _write(exported, write_ledger(record), "entry", "entries")
    elif gold:
        _write(gold, (encode(article) + b"\n" for article in gold_of(record)), "article", "articles")
    elif taught:
        _write(taught, (encode(line) + b"\n" for line in taught_of(record)), "sentence", "sentences")


def _print_ledger(record: Record) -> None:
    count = 0
    for one in record.corrections():
        count += 1
        click.echo(entry_line(one.correction) + ("  (undone)" if one.undone else ""))
        for conflict in one.conflicts:
            click.echo(f"    {'no longer as it was' if conflict.applies else 'does not apply'}: {conflict.what}")
    click.echo(counted(count, "entry", "entries") if count else "The ledger is empty.")


def _read(file: Path) -> bytes:
    return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()


def _write(file: Path, lines: Iterable[bytes], one: str, many: str) -> None:
    if str(file) == "-":
        sys.stdout.buffer.writelines(lines)
        return
    listed = list(lines)
    try:
        file.write_bytes(b"".join(listed))
    except OSError as error:
        raise RecordFault("output", error.strerror or str(error), place=str(file)) from error
    click.echo(f"{counted(len(listed), one, many)} in {file}")
