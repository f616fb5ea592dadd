"""The documents say what the code does: console blocks print what they show; all that can be asked is told of."""

import re
from difflib import unified_diff
from pathlib import Path

import pytest

from comity.cli import COMMANDS
from comity.lexicons.patterns import open_events
from tests.documents import ROOT, documents, rendered
from tests.golden import coded_here_as_accepted

DOCS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
FIGURE = re.compile(r"\d+(?:\.\d+)?")
ROUNDING = 0.01  # the model's last bits differ between processors, and with them a doubtful event of the demo
ALL = "\n".join([*DOCS.values(), (ROOT / "README.md").read_text(encoding="utf-8")])


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_console_blocks_print_what_they_show(path: Path, tmp_path: Path) -> None:
    shown, printed = path.read_text(encoding="utf-8"), rendered(path, tmp_path)
    if printed != shown:
        assert not coded_here_as_accepted(), f"make accept, and review the diff\n{changes(shown, printed)}"
        assert same_figures(shown, printed), f"make accept, and review the diff\n{changes(shown, printed)}"


def same_figures(shown: str, printed: str) -> bool:
    """Whether two texts are the same but for figures that one doubtful event more or less changes."""
    figures = [[float(figure) for figure in FIGURE.findall(text)] for text in (shown, printed)]
    words = [FIGURE.sub("#", text) for text in (shown, printed)]
    return words[0] == words[1] and all(abs(a - b) <= ROUNDING * abs(a) for a, b in zip(*figures, strict=True))


def changes(shown: str, printed: str) -> str:
    return "\n".join(unified_diff(shown.splitlines(), printed.splitlines(), lineterm="", n=0))


def test_figures_may_differ_by_one_in_a_hundred() -> None:
    assert same_figures("829 events, 3.10", "828 events, 3.10")
    assert not same_figures("829 events, 3.10", "829 events, 3.20")
    assert not same_figures("829 events", "829 happenings")


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
