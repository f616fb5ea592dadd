"""Options that several commands take."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click
from msgspec import Struct

from comity.pages import open_pages
from comity.record.selection import Select
from comity.vocabulary import EventType, Failure, Page, Status

if TYPE_CHECKING:
    from comity.pages.fetch import Fetcher

Command = Callable[..., Any]


class Day(click.ParamType[date]):
    """An ISO day, month or year; of the latter two the first or the last day."""

    name = "day"

    def __init__(self, *, last: bool = False) -> None:
        self.last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error that says how to write one."""
        try:
            numbers = [int(part) for part in str(value).split("-")]
            year, month = numbers[0], numbers[1] if len(numbers) > 1 else (12 if self.last else 1)
            day = numbers[2] if len(numbers) > 2 else (monthrange(year, month)[1] if self.last else 1)
            return date(year, month, day)
        except (ValueError, IndexError):
            self.fail(f"{value!r} is no day; write 2022-07-01, 2022-07 or 2022", param, ctx)


memory_option = click.option(
    "--memory/--no-memory",
    default=None,
    help="Give actors the codes that earlier articles give them, or only what their own article says; the record "
    "keeps to it. As it was, if not given; a new record has memory.",
)
record_option = click.option(
    "-r",
    "--record",
    "path",
    type=click.Path(path_type=Path),
    default="record.duckdb",
    show_default=True,
    envvar="COMITY_RECORD",
    show_envvar=True,
    help="The record to question.",
)

SELECTION: dict[str, Callable[[Command], Command]] = {
    "dyad": click.option(
        "--dyad",
        nargs=2,
        metavar="SOURCE TARGET",
        help="Who acts, who is acted upon (acts of both together count): RUS BLR, WEST RUS, RUSGOV '*MIL'.",
    ),
    "either_way": click.option("--either-way", is_flag=True, help="With --dyad: the other direction too."),
    "actor": click.option("--actor", metavar="CODE", help="On either side: BLR, EU, BLRGOV, '*OPP'."),
    "since": click.option("--since", type=Day(), help="First day, month or year."),
    "until": click.option("--until", type=Day(last=True), help="Last day, month or year, included."),
    "types": click.option(
        "--type",
        "types",
        multiple=True,
        type=click.Choice(get_args(EventType), case_sensitive=False),
        metavar="TYPE",
        help="PLOVER type: CONSULT, ASSAULT, …; may be repeated.",
    ),
    "status": click.option(
        "--status",
        multiple=True,
        type=click.Choice(get_args(Status), case_sensitive=False),
        metavar="STATUS",
        help="happened, ongoing, planned, demanded, hypothetical, denied or ended; may be repeated.",
    ),
    "said_by": click.option(
        "--said-by", metavar="NAME", help="Part of the speaker's name; narrator: what the outlet says itself."
    ),
    "outlet": click.option("--outlet", metavar="NAME", help="Part of the name of the outlet that tells of it."),
    "text": click.option(
        "--text",
        metavar="WORDS",
        help="Words that the article has, all of them: 'gas pipelin*', or a phrase: '\"gas deal\"'.",
    ),
    "min_confidence": click.option(
        "--min-confidence", type=click.FloatRange(0, 1), metavar="X", help="At least so sure, 0 to 1."
    ),
    "limit": click.option("--limit", type=click.IntRange(0), metavar="N", help="At most N rows; 0: all."),
}


def selects(*fields: str) -> Callable[[Command], Command]:
    """Give the command these options, and their values as one `select`."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def run(**given: Any) -> Any:
            values = {field: given.pop(field) for field in fields}
            return command(select=Select(**values), **given)

        chosen: Command = run
        for field in reversed(fields):
            chosen = SELECTION[field](chosen)
        return chosen

    return decorate


def formats(command: Command) -> Command:
    """Give the command `--format` and `-o`."""
    command = click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write to this file, not to the terminal.",
    )(command)
    return click.option(
        "--format",
        "layout",
        type=click.Choice(["table", "csv", "jsonl", "parquet"]),
        default="table",
        show_default=True,
        help="table is for reading, the others are for programs.",
    )(command)


def printed_as(meaning: str = "How to print.") -> Callable[[Command], Command]:
    """Give a command `--format table|jsonl` as `layout`."""
    return click.option(
        "--format", "layout", type=click.Choice(["table", "jsonl"]), default="table", show_default=True, help=meaning
    )


class Reading(Struct, frozen=True):
    """The sources as a command was given them; called with `stdin` and `say` of `open_pages`, it opens them anew."""

    sources: tuple[str, ...]
    published: str | None
    columns: Mapping[str, str]  # field -> name of its column
    fetcher: Callable[[], Fetcher]

    def __call__(self, **given: Any) -> Iterator[Page | Failure]:
        """The pages, in order."""
        found: Iterator[Page | Failure] = open_pages(
            self.sources, published=self.published, columns=self.columns, fetcher=self.fetcher, **given
        )
        return found


def reads_pages(command: Command) -> Command:
    """Give the command `SOURCES` and the options that say how they are read, and what opens them as `reading`."""

    @wraps(command)
    def run(
        sources: tuple[str, ...],
        published: str | None,
        column: tuple[str, ...],
        keep_pages: Path | None,
        allow_private: bool,
        **given: Any,
    ) -> Any:
        def fetcher() -> Fetcher:
            from comity.pages.fetch import Fetcher

            return Fetcher(allow_private=allow_private, keep=keep_pages)

        columns = dict(map(_field_and_name, column))
        reading = Reading(sources, published, columns, fetcher)
        return command(sources=sources, reading=reading, **given)

    wrapped: Command = run
    for option in reversed(READING):
        wrapped = option(wrapped)
    return wrapped


READING: tuple[Callable[[Command], Command], ...] = (
    click.argument("sources", nargs=-1, required=True, metavar="SOURCE..."),
    click.option("--published", metavar="DAY", help="Day of publication of pages that tell none themselves."),
    click.option(
        "--column",
        multiple=True,
        metavar="FIELD=NAME",
        help="Column of a CSV or Parquet file that holds the text, html, url, title, published or id; may be "
        "repeated. Without it the columns are guessed, and named.",
    ),
    click.option(
        "--keep-pages",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help="Keep what addresses answer, as WARC, to be read again offline; it is fetched again only if it changed.",
    ),
    click.option("--allow-private", is_flag=True, help="Let addresses lead into a private network."),
)


def _field_and_name(words: str) -> tuple[str, str]:
    field, equals, name = words.partition("=")
    if not equals or not name:
        raise click.UsageError(f"--column {words}: write FIELD=NAME, as text=body")
    return field, name


def tell(words: str) -> None:
    """Say something of the reading, where it is in no one's way."""
    click.echo(words, err=True)
