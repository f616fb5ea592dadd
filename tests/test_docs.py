"""The documents say what the code does: console blocks print what they show; all that can be asked is told of."""

import re
from pathlib import Path

import pytest

from comity.cli import COMMANDS
from comity.lexicons.patterns import open_events
from tests.documents import ROOT, documents, rendered

DOCS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
ALL = "\n".join([*DOCS.values(), (ROOT / "README.md").read_text(encoding="utf-8")])


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_console_blocks_print_what_they_show(path: Path, tmp_path: Path) -> None:
    assert rendered(path, tmp_path) == path.read_text(encoding="utf-8"), "make accept, and review the diff"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_told_of(name: str) -> None:
    assert f"comity {name}" in ALL


@pytest.mark.parametrize("kind", open_events().types)
def test_every_event_type_is_told_of(kind: str) -> None:
    assert kind in DOCS["format.md"]


def test_links_between_documents_hold() -> None:
    for name, text in {**DOCS, "../README.md": (ROOT / "README.md").read_text(encoding="utf-8")}.items():
        folder = (ROOT / "docs" / name).parent
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text):
            assert (folder / target).exists(), f"{name} links to {target}"


def test_every_way_in_which_a_source_can_fail_is_told_of() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "comity" / "pages").glob("*.py"))
    kinds = set(re.findall(r'(?:Unreadable|_failed|_failure)\(\s*"([a-z-]+)"', source))
    assert len(kinds) > 20
    assert {kind for kind in kinds if f"`{kind}`" not in DOCS["sources.md"]} == set()
