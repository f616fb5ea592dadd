"""The reading room in a real browser: charts are drawn under the content policy, and nothing leaves this machine."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from comity.record import create
from tests.factory import coded_article

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=10000",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # the browser's own calls home find nobody
)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a reading room that `comity serve` opened."""
    path = tmp_path_factory.mktemp("browser") / "record.duckdb"
    with create(path) as record:
        record.add(coded_article("RUSGOV -> BLR AID 2022-02-18", "USA -> BLR SANCTION 2021-08-09", name="a"))
        record.regroup()
    serving = subprocess.Popen(
        [sys.executable, "-c", "from comity.cli import main; main()", "serve", str(path), "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert serving.stdout is not None
    try:
        found = re.search(r"http://127\.0\.0\.1:\d+", serving.stdout.readline())
        assert found, "the reading room did not open"
        _wait_for(found[0])
        yield found[0]
    finally:
        serving.terminate()
        serving.wait(timeout=20)
        serving.stdout.close()


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urlopen(address).close()
            return
        except OSError:
            time.sleep(0.1)


def browse(address: str, tmp_path: Path, *flags: str) -> tuple[str, list[str], list[str]]:
    """The page after its scripts ran, what the console said, and every address that the page asked for."""
    log = tmp_path / "net.json"
    done = subprocess.run(
        [str(CHROMIUM), *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", f"--log-net-log={log}",
         "--enable-logging=stderr", *flags, "--dump-dom", address],
        capture_output=True, text=True, timeout=90, check=True,
    )  # fmt: skip
    console = [line for line in done.stderr.splitlines() if ":CONSOLE" in line]
    events = json.loads(log.read_text("utf-8"))["events"]
    params = [event.get("params", {}) for event in events]
    origin = address[: address.index("/", len("http://"))]
    return done.stdout, console, [p["url"] for p in params if p.get("initiator") == origin and "url" in p]


@pytest.mark.parametrize("flags", [(), ("--blink-settings=preferredColorScheme=0", "--window-size=390,900")])
def test_the_charts_are_drawn_and_no_request_leaves(room, tmp_path, flags):
    page, console, asked = browse(f"{room}/dyad/RUS/BLR", tmp_path, *flags)
    assert page.count('data-drawn="true"') == 4
    assert page.count("<svg") >= 4 and "Ties between RUS and BLR, by year" in page
    assert console == []
    assert len(asked) >= 6 and all(url.startswith(f"{room}/") for url in asked), asked


def test_without_scripts_the_chart_is_an_image(room):
    text = urlopen(f"{room}/dyad/RUS/BLR").read().decode()
    image = re.search(r'<noscript><img src="([^"]+)"', text)[1].replace("&amp;", "&")
    with urlopen(room + image) as answer:
        assert answer.headers["content-type"] == "image/svg+xml" and answer.read().startswith(b"<svg")
