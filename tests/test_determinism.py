"""The same pages give the same bytes: in any process, order and company."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

SENTENCES = (
    "The French president visited Berlin on Wednesday.",
    'Russia attacked Ukraine in February 2022, officials said, and "will pay for it," the American president said.',
    "Officials of Serbia and Hungary signed a gas treaty in Belgrade last week.",
    "The opposition said the election was rigged; police arrested dozens of protesters in the capital of Belarus.",
    "The European Union imposed sanctions on Iran because of its trade in drones.",
)


@pytest.fixture(scope="module")
def rows() -> list[str]:
    found = []
    for number in range(24):
        chosen = random.Random(number).choices(SENTENCES, k=1 + number % 9)
        found.append(json.dumps({"id": f"s{number}", "text": "\n\n".join(chosen), "published": "2022-07-01"}))
    return found


def coded(rows: list[str], folder: Path, *, seed: int, workers: int = 1) -> dict[str, bytes]:
    """What `comity code` writes for each row in a process of its own."""
    command = [sys.executable, "-c", "from comity.cli import main; main()", "code", "-", "--workers", str(workers)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run(command, input="\n".join(rows).encode(), capture_output=True, env=environment, cwd=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [json.loads(row)["id"] for row in rows]
    return {json.loads(line)["id"]: strip_place(line) for line in lines}


def strip_place(line: bytes) -> bytes:
    """The line without its number in the input."""
    path = json.dumps(json.loads(line)["path"]).encode()
    return line.replace(path, b"null", 1)


def test_order_process_hash_seed_and_workers_change_no_byte(rows, tmp_path):
    expected = coded(rows, tmp_path, seed=1)
    assert coded(random.Random(5).sample(rows, len(rows)), tmp_path, seed=2) == expected
    assert coded(rows, tmp_path, seed=3, workers=2) == expected


def test_an_article_alone_is_coded_as_among_others(rows):
    import msgspec

    from comity.coding import code, code_all
    from comity.vocabulary import Page
    from tests.coded import tools

    pages = [Page(content=json.loads(row)["text"], kind="text", published="2022-07-01") for row in rows]
    together = [msgspec.json.encode(article) for article in code_all(pages, tools(with_model=True))]
    assert [msgspec.json.encode(code(page, tools(with_model=True))) for page in pages] == together
