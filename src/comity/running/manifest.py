"""What a reading is made with, for the record's manifest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from comity.record.runs import Run


def manifest(
    inputs: Sequence[str] = (),
    *,
    published: str | None = None,
    columns: Mapping[str, str] | None = None,
    min_confidence: float = 0.0,
    again: bool = False,
    memory: bool = True,
    on: date | None = None,
) -> Run:
    """The manifest of a reading of the inputs; `on`: the day to note, None: none, so that the same gives the same."""
    return Run(
        comity_version=version("comity"),
        lexicons=sha256_of("comity.lexicons", "data") or "",
        weights=sha256_of("comity.models", "weights"),
        options={
            "published": published,
            "columns": dict(columns or {}),
            "min_confidence": min_confidence,
            "again": again,
            "no_memory": not memory,
        },
        inputs=tuple(inputs),
        day=on,
    )


@cache
def sha256_of(package: str, folder: str) -> str | None:
    """64 hex digits of the files of a package's folder, names and contents; None where there is no file."""
    digest, some = sha256(), False
    for name, file in sorted(_files(files(package) / folder, ""), key=lambda named: named[0]):
        content = file.read_bytes()
        digest.update(f"{name}\n{len(content)}\n".encode())
        digest.update(content)
        some = True
    return digest.hexdigest() if some else None


def _files(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    if folder.is_dir():
        for one in folder.iterdir():
            if one.is_dir():
                yield from _files(one, f"{above}{one.name}/")
            elif not one.name.startswith("."):
                yield above + one.name, one
