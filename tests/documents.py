"""Runs the console blocks of README.md and docs/*.md and puts in what they print."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
LONGEST = 40  # lines of output kept of one command


def documents() -> list[Path]:
    """The documents with console blocks."""
    return [
        path
        for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
        if "```console" in path.read_text(encoding="utf-8")
    ]


class Console:
    """A folder with examples and docs in it, in which the commands of one document run one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("examples", "docs"):
            (folder / name).symlink_to(ROOT / name)
        bin_folder = folder / "bin"
        bin_folder.mkdir()
        command = bin_folder / "comity"
        command.write_text(
            f'#!/bin/sh\nexec "{sys.executable}" -c "from comity.cli import main; main()" "$@"\n', encoding="utf-8"
        )
        command.chmod(0o755)
        path = f"{bin_folder}{os.pathsep}{os.environ['PATH']}"
        self.env = {
            **os.environ,
            "PATH": path,
            "COLUMNS": "88",
            "TERM": "dumb",
            "PYTHONPATH": str(ROOT / "src"),
            "LC_ALL": "C.UTF-8",
        }
        self.env.pop("COMITY_RECORD", None)

    def run(self, command: str) -> str:
        """What a command prints, on both streams; one that serves or makes an environment is not run."""
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            self.env[name] = value
            return ""
        if command.startswith(("make ", "comity serve", "pip ", "git ")):
            return ""
        done = subprocess.run(
            command, shell=True, executable="/bin/bash", cwd=self.folder, env=self.env, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, check=False, timeout=300,
        )  # fmt: skip
        lines = [line.rstrip() for line in done.stdout.splitlines()]
        if len(lines) > LONGEST:
            lines = [*lines[:LONGEST], "…"]
        return "\n".join(lines) + "\n" if lines else ""


def rendered(path: Path, folder: Path) -> str:
    """The document with the output of its commands renewed; a command without output in the document stays bare."""
    console = Console(folder)

    def renew(match: re.Match[str]) -> str:
        commands = [line[2:] for line in match[1].splitlines() if line.startswith("$ ")]
        parts = [f"$ {command}\n{console.run(command)}" for command in commands]
        return "```console\n" + "".join(parts) + "```"

    return BLOCK.sub(renew, path.read_text(encoding="utf-8"))
