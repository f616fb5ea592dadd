"""The layout of docs/design.md: a file imports from lines above its own; foreign objects stay at their door."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "comity"
ORDER = (
    "vocabulary faults threads lexicons models pages articles sentences times places actors quotes events claims "
    "coding happenings record running measures review plots exports web cli"
).split()
DOORS = {
    "spacy": {"sentences"},
    "duckdb": {"record"},
    "trafilatura": {"articles"},
    "fastapi": {"web"},
    "altair": {"plots"},
    "httpx2": {"pages"},
    "httpcore2": {"pages"},
    "fastwarc": {"pages"},
    "feedparser": {"pages"},
}
FILES = sorted(SOURCE.rglob("*.py"))


def modules(path: Path) -> set[str]:
    """Full names that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def room(path: Path) -> str:
    """The line of the layout that a file belongs to."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", [f for f in FILES if room(f) in ORDER], ids=lambda f: str(f.relative_to(SOURCE)))
def test_a_file_imports_only_from_above(path: Path) -> None:
    ours = {name.split(".")[1] for name in modules(path) if name.startswith("comity.")}
    below = {name for name in ours if name in ORDER and ORDER.index(name) > ORDER.index(room(path))}
    assert not below, f"{path} imports {below}, which stand below it"


@pytest.mark.parametrize("path", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
def test_foreign_objects_stop_at_the_door(path: Path) -> None:
    for package, rooms in DOORS.items():
        if any(name.split(".")[0] == package for name in modules(path)):
            assert room(path) in rooms, f"{path} imports {package}"


def test_every_room_is_in_the_layout() -> None:
    rooms = {room(f) for f in FILES} - {"__init__"}
    assert rooms <= set(ORDER), rooms - set(ORDER)
