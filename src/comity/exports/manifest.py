"""What goes beside every export: `manifest.json`, which says what it was made of, and `CITATION.cff`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from comity.exports.tables import TABLES, Questionable, Written
from comity.vocabulary import stable_id

RUNS = next(table for table in TABLES if table.name == "runs")
MANIFEST = "manifest.json"
CITATION = "CITATION.cff"
CITE = """\
cff-version: 1.2.0
message: "If you use these files, please cite them, and comity, which made them."
type: dataset
title: "{title}"
version: "{digest}"
authors:
  - name: "The keeper of this record"  # write your names here
references:
  - type: software
    title: "comity: a sourced record of what states and political actors do to each other, read from news pages"
    version: "{version}"
    license: Apache-2.0
    authors:
      - name: "The comity developers"
"""


def write_manifest(
    record: Questionable, layout: str, folder: Path, written: Written, options: Mapping[str, Any]
) -> None:
    """Write both for the files of the folder. No clock: the same record gives the same bytes."""
    held = _record(record)
    files = {path.name: _file(path, written.rows.get(path.name)) for path in sorted(folder.iterdir())}
    data = {name: facts for name, facts in files.items() if facts["rows"] is not None and Path(name).stem != "runs"}
    cited = _citation(layout, held["counts"]["articles"], data)
    (folder / CITATION).write_text(cited, "utf-8", newline="\n")
    files[CITATION] = _file(folder / CITATION, None)
    told = {
        "comity": version("comity"),
        "layout": layout,
        "options": dict(options),
        "record": held,
        "left_out": written.left_out,
        "files": dict(sorted(files.items())),
    }
    (folder / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n")


def _file(path: Path, rows: int | None) -> dict[str, Any]:
    """rows: None for what is no table."""
    with path.open("rb") as file:
        digest = sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return {"rows": rows, "bytes": path.stat().st_size, "sha256": digest.hexdigest()}


def _record(record: Questionable) -> dict[str, Any]:
    """What the record was made of: versions, inputs and their digest, runs."""
    meta = {row[0]: row[1] for row in record.rows("select key, value from meta order by key")}
    inputs = list(record.rows("select source, digest, done from sources order by source"))
    return {
        "meta": meta,
        "counts": {name: _count(record, name) for name in ("articles", "events", "happenings")},
        "inputs": {"count": len(inputs), "digest": stable_id(*map(str, inputs))},
        "runs": _runs(record),
    }


def _count(record: Questionable, table: str) -> int:
    return int(next(record.rows(f"select count(*) from {table}"))[0])


def _runs(record: Questionable) -> list[dict[str, Any]]:
    """The readings that the record was made of, in order."""
    names = [column.name for column in RUNS.columns]
    return [
        {name: _plain(value) for name, value in zip(names, row, strict=True)} for row in RUNS.rows(record, words=False)
    ]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _citation(layout: str, articles: int, data: Mapping[str, Mapping[str, Any]]) -> str:
    """Its version hangs on every byte of data, but not on the runs: reading the same once more changes nothing."""
    title = f"What {articles:,} news articles tell, coded by comity, in the layout {layout}"
    digest = stable_id(*(f"{name} {facts['sha256']}" for name, facts in data.items()))
    return CITE.format(title=title, digest=digest, version=version("comity"))
