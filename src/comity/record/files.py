"""The record's file: made whole or not at all, opened with a clear word when it cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import duckdb

from comity.faults import RecordFault
from comity.record.migrations import MIGRATIONS

SCHEMA_VERSION = 6
INTERRUPTED = "Query interrupted"  # what DuckDB says of Ctrl-C, in an exception of no class of its own
SUFFIX_WHILE_MADE = ".making"
CONFIG: dict[str, str | bool | int | float | list[str]] = {  # nothing is fetched from the network, ever
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "checkpoint_threshold": "256MB",  # each one writes the last rows of a table anew: often, and reading slows down
}
HOLDER = re.compile(r"held in (?P<program>\S+) \(PID (?P<pid>\d+)\)")


def make_file(path: Path, version: str) -> None:
    """A new, empty record; raises RecordFault if something stands there. Killed half-way, it leaves no record."""
    if path.exists():
        raise RecordFault("record", "something stands here already", place=str(path), remedy="choose another name")
    if not path.absolute().parent.is_dir():
        raise RecordFault("record", "its folder does not exist", place=str(path), remedy="make the folder first")
    unfinished = path.with_name(path.name + SUFFIX_WHILE_MADE)
    with faults_of(path), _removed_if_it_fails(unfinished):
        unfinished.unlink(missing_ok=True)
        with duckdb.connect(str(unfinished), config=CONFIG) as connection:
            connection.execute((files("comity.record") / "schema.sql").read_text(encoding="utf-8"))
            facts = [("schema_version", str(SCHEMA_VERSION)), ("comity_version", version)]
            facts += [("happenings", "current"), ("memory", "on")]
            connection.executemany("insert into meta values (?, ?)", facts)
            connection.execute("checkpoint")  # closing would do it too, but would not say if the disk is full
        unfinished.rename(path)


@contextmanager
def _removed_if_it_fails(file: Path) -> Iterator[None]:
    """Leave no half-made file behind."""
    try:
        yield
    except BaseException:
        for name in (file, file.with_name(file.name + ".wal")):
            name.unlink(missing_ok=True)
        raise


def connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """The opened file; raises RecordFault, saying what to do, if it is missing, in use, damaged or too new.

    A record of an older comity is brought up to date first, in one transaction.
    """
    if not path.exists():
        remedy = f"make one with `comity read PAGES --into {path}`, or name another with -r"
        raise RecordFault("record", "there is no record", place=str(path), remedy=remedy)
    if path.is_dir():
        raise RecordFault("record", "this is a folder", place=str(path), remedy="name the record's file")
    connection, version = _opened(path, read_only=read_only)
    if version < SCHEMA_VERSION:
        if read_only:
            connection.close()
            connection, version = _opened_to_migrate(path, version)
        with _closed_if_it_fails(connection), faults_of(path):
            _migrate(connection, version)
        if read_only:
            connection.close()
            connection, _ = _opened(path, read_only=True)
    return connection


def _opened(path: Path, *, read_only: bool) -> tuple[duckdb.DuckDBPyConnection, int]:
    """The connection, and the version of the record's schema."""
    with faults_of(path):
        connection = duckdb.connect(str(path), read_only=read_only, config=CONFIG)
    with _closed_if_it_fails(connection):
        return connection, _version(connection, path)


def _opened_to_migrate(path: Path, version: int) -> tuple[duckdb.DuckDBPyConnection, int]:
    try:
        return _opened(path, read_only=False)
    except RecordFault as fault:
        what = f"it is of an older comity (schema {version}) and cannot be brought up to date: {fault.what}"
        remedy = "copy it to where it may be written, or let go of it elsewhere"
        raise RecordFault("record", what, place=str(path), remedy=remedy) from fault


@contextmanager
def _closed_if_it_fails(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _migrate(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    """Bring the schema from its version to ours, all of it or nothing."""
    connection.execute("begin")
    for step in range(version, SCHEMA_VERSION):
        connection.execute(MIGRATIONS[step])
    connection.execute("update meta set value = ? where key = 'schema_version'", [str(SCHEMA_VERSION)])
    connection.execute("commit")


def _version(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """The version of the schema; raises RecordFault unless the file is a record that this comity understands."""
    try:
        rows = connection.execute("select value from meta where key = 'schema_version'").fetchall()
        version = int(rows[0][0]) if rows else 0
    except (duckdb.CatalogException, duckdb.BinderException, ValueError):
        version = 0
    except duckdb.Error as error:
        raise as_fault(error, path) from error
    if version < 1:
        raise RecordFault(
            "record", "this database is not a record of comity", place=str(path), remedy="name another file"
        )
    if version > SCHEMA_VERSION:
        raise RecordFault(
            "record",
            f"it was made by a newer comity (schema {version}; this comity knows up to {SCHEMA_VERSION})",
            place=str(path),
            remedy="upgrade comity (pip install --upgrade comity), or read the pages into a new record",
        )
    return version


@contextmanager
def faults_of(path: Path) -> Iterator[None]:
    """Turn whatever DuckDB or the disk says inside into a RecordFault; Ctrl-C is a KeyboardInterrupt here too."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise as_fault(error, path) from error
    except RuntimeError as error:
        if str(error) == INTERRUPTED:
            raise KeyboardInterrupt from error
        raise


def as_fault(error: Exception, path: Path) -> RecordFault:
    """What DuckDB or the disk says, as stage, place and remedy."""
    words = " ".join(str(error).split())
    holder = HOLDER.search(words)
    if holder is not None or "Could not set lock" in words:
        who = f"process {holder['pid']} ({Path(holder['program']).name})" if holder else "another process"
        return RecordFault("record", f"{who} holds it", place=str(path), remedy="wait until it has ended, or end it")
    if isinstance(error, duckdb.ConnectionException):
        return RecordFault("record", "this process has it open in another way", place=str(path), remedy="close that")
    if "not a valid DuckDB database" in words:
        return RecordFault("record", "this file is not a record", place=str(path), remedy="name another file")
    if "version number" in words or "newer version of DuckDB" in words:
        return RecordFault(
            "record",
            "it was written by another version of DuckDB",
            place=str(path),
            remedy="pip install --upgrade duckdb",
        )
    if any(sign in words for sign in ("No space left", "Disk quota", "File too large")):
        remedy = "make room and run the same command again: what was stored is safe"
        return RecordFault("record", "the disk is full", place=str(path), remedy=remedy)
    if any(sign in words for sign in ("Permission denied", "Read-only file system")):
        return RecordFault(
            "record", "it may not be written here", place=str(path), remedy="check the rights of file and folder"
        )
    if any(sign in words for sign in ("Could not read enough bytes", "checksum", "Corrupt", "corrupt")):
        remedy = "put back a copy, or read the pages into a new record"
        return RecordFault("record", f"the file is damaged: {words}", place=str(path), remedy=remedy)
    return RecordFault("record", words, place=str(path))
