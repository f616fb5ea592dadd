"""Reading that is stopped, starved or cut off, through the real command line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.record import open_record
from comity.record.check import check_record

HEARS = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # not so in a shell's background
COMITY = [sys.executable, "-c", f"{HEARS}; from comity.cli import main; main()"]
STORY = "The French president visited Berlin on Wednesday. Round {} of the talks on steel ended without a result."


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    rows = [json.dumps({"id": f"s{n}", "text": STORY.format(n), "published": "2022-07-01"}) for n in range(400)]
    path = tmp_path / "stories.jsonl"
    path.write_text("\n".join(rows), "utf-8")
    return path


BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}  # as users have it


def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMITY, *map(str, arguments)], text=True, stderr=subprocess.PIPE, env=BUFFERED, **options)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize("how, status", [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
def test_stopped_in_the_midst_it_goes_on_where_it_was(stories, tmp_path, how, status):
    record = tmp_path / "record.duckdb"
    arguments = [*COMITY, "read", str(stories), "--into", str(record)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as reading:
        wait_until_stored(record)
        reading.send_signal(how)
        _, err = reading.communicate(timeout=120)
    assert reading.returncode == status
    assert "Traceback" not in err
    with open_record(record) as opened:
        first = opened.count("articles")
        assert first < 400  # 0 where the signal met the first batch before it was committed
    done = run("read", stories, "--into", record, stdout=subprocess.PIPE)
    assert done.returncode == 0
    assert f"{400 - first} added" in done.stdout
    assert f"{first} read before" in done.stdout or not first
    with open_record(record) as opened:
        assert opened.count("articles") == 400
        assert list(check_record(opened)) == []


def wait_until_stored(record: Path) -> None:
    """Wait until the record's log shows that a batch was stored."""
    log = record.with_name(record.name + ".wal")
    for _ in range(600):
        if log.exists() and log.stat().st_size > 100_000:
            return
        time.sleep(0.05)
    pytest.fail("nothing was stored in 30 s")


def test_a_closed_pipe_ends_it_quietly(stories):
    with subprocess.Popen([*COMITY, "code", str(stories)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as coding:
        assert coding.stdout is not None
        assert coding.stderr is not None
        assert json.loads(coding.stdout.readline())["id"] == "s0"
        coding.stdout.close()
        assert coding.stderr.read() == b""
        assert coding.wait(30) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["code", "events", "events --format jsonl", "show"])
def test_a_full_disk_under_the_output_is_status_3(stories, tmp_path, command):
    short = tmp_path / "short.jsonl"
    short.write_text(stories.read_text("utf-8").split("\n")[0], "utf-8")
    record = tmp_path / "record.duckdb"
    if command != "code":
        assert run("read", short, "--into", record, stdout=subprocess.DEVNULL).returncode == 0
    source = [short] if command == "code" else ["-r", record]
    with Path("/dev/full").open("w") as full:
        done = run(*command.split(), *source, stdout=full)
    assert done.returncode == 3
    assert done.stderr.splitlines()[0].startswith("comity: disk: No space left on device (standard output); make room")
    assert "Traceback" not in done.stderr


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of 64 MB."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    (tmp_path / "disk").mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", tmp_path / "disk"], capture_output=True
    ).returncode:
        pytest.skip("no disk can be mounted here")
    yield tmp_path / "disk"
    subprocess.run(["umount", tmp_path / "disk"], check=False)


def remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", disk], check=True)


def test_a_full_disk_under_the_record_is_status_3_and_what_was_stored_is_safe(stories, disk):
    remount(disk, "size=1m")
    done = run("read", stories, "--into", disk / "record.duckdb", stdout=subprocess.DEVNULL)
    assert done.returncode == 3
    assert "the disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    remount(disk, "size=64m")
    assert run("read", stories, "--into", disk / "record.duckdb", stdout=subprocess.DEVNULL).returncode == 0


def test_a_record_on_a_disk_that_is_read_only_answers_and_stays_as_it_is(stories, disk, tmp_path):
    record = disk / "record.duckdb"
    assert run("read", stories, "--into", record, stdout=subprocess.DEVNULL).returncode == 0
    before = record.read_bytes()
    remount(disk, "ro")
    for command in (["events"], ["check", record], ["export", "--to", tmp_path / "out"]):
        place = [] if command[0] == "check" else ["-r", record]
        assert run(*command, *place, stdout=subprocess.DEVNULL).returncode == 0, command
    for command in (
        ["read", stories, "--into", record],
        ["read", stories, "--into", disk / "new"],
        ["regroup", record],
    ):
        done = run(*command, stdout=subprocess.DEVNULL)
        assert done.returncode == 3, command
        assert done.stderr.startswith("comity: record: it may not be written here"), done.stderr
    assert record.read_bytes() == before
    assert sorted(path.name for path in disk.iterdir()) == ["record.duckdb"]
