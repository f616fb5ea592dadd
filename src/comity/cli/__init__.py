"""The command line: each command is a file of this folder, loaded when it is called."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from comity.faults import ComityFault, RecordFault
from comity.threads import keep_to_one_thread

COMMANDS: dict[str, str] = {
    "read": "pages, folders, feeds and JSON Lines into a record",
    "code": "the same without a record: coded articles as JSON Lines",
    "relations": "classify given source/target pairs",
    "show": "an article with its evidence marked",
    "why": "the words, rule and page behind an event or happening",
    "events": "list events of a record",
    "happenings": "list happenings of a record",
    "actors": "list actors of a record",
    "who": "the who's who, and frequent names of whom nothing is known",
    "quotes": "list who said what",
    "claims": "list causal claims",
    "provisions": "list provisions of agreements",
    "measure": "volume, tension, ties or pressure over time",
    "correct": "accept, reject, retype, recode, merge, split: a ledger on top of the coding",
    "sample": "draw a sheet of events to be checked by hand",
    "evaluate": "how often the coding is right, by filled sheets or gold",
    "train": "learn event types of your own from a few dozen sentences",
    "label": "find them in the record's sentences",
    "regroup": "happenings anew from all events, with or without memory",
    "diff": "what two codings or records differ in",
    "export": "write files that other tools read",
    "serve": "the reading room in the browser",
    "check": "whether the record holds",
    "runs": "with what each reading was made",
    "lexicon": "whether the lexicons hold",
}


class PipeClosed(Exception):  # no error: as in `comity events | head -1`, enough was read
    """Who reads our output has stopped."""


class Commands(click.Group):
    """The commands by name; a command's module is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command object of the module `comity.cli.NAME`."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = importlib.import_module(f"comity.cli.{cmd_name}").command
        return found

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what the disk or the pipe says meanwhile is named, which click alone would not do."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except BrokenPipeError as error:
            raise PipeClosed from error
        except OSError as error:
            place = str(error.filename) if error.filename else "standard output"
            raise RecordFault(
                "disk", error.strerror or str(error), place=place, remedy="make room, or write elsewhere"
            ) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in `comity --help`, without importing any command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="comity")
def cli() -> None:
    """Read news pages into a sourced record of what states and political actors do to each other.

    \b
    comity read examples/ --into record.duckdb
    comity happenings --dyad RUS BLR
    comity why HAPPENING
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; a fault is one line on standard error and an exit status, never a traceback."""
    keep_to_one_thread()
    try:
        status = cli.main(args=None if arguments is None else list(arguments), standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except ComityFault as fault:
        click.echo(f"comity: {fault}", err=True)
        settle_output()
        sys.exit(fault.exit_status)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        click.echo("comity: stopped", err=True)
        sys.exit(130)
    except PipeClosed:
        drop_output()
        sys.exit(0)


def settle_output() -> None:
    """Write what is left, or drop it: left over, it would make Python end with a status of its own."""
    try:
        sys.stdout.flush()
    except OSError:
        drop_output()


def drop_output() -> None:
    """Let what is still to be written go nowhere; else Python complains of it on its way out."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
