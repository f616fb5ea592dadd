"""robots.txt: what a host asks of those who read it (RFC 9309)."""

from __future__ import annotations

from protego import Protego

from comity.faults import Unreadable

LARGEST = 512_000  # bytes that are read of it
NAME = "comity"  # by which robots.txt may address us


class Rules:
    """What may be read of one host, and how fast."""

    def __init__(self, text: str) -> None:
        self._parsed = Protego.parse(text)

    def allow(self, url: str) -> bool:
        """Whether the page may be read."""
        return self._parsed.can_fetch(url, NAME)

    def pause(self) -> float:
        """Seconds that the host wants between two requests; 0: it does not say."""
        rate = self._parsed.request_rate(NAME)
        between = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(self._parsed.crawl_delay(NAME) or 0.0, between, 0.0)


def rules_of(status: int, content: bytes, place: str) -> Rules:
    """The rules that the host's answer comes to: where there is no file, all may be read.

    Raises Unreadable: "robots" where the host cannot say; then nothing may be read.
    """
    if 400 <= status < 500 and status != 429:
        return Rules("")
    if status != 200:
        what = f"the host's robots.txt cannot be read (status {status}), so none of its pages may be"
        raise Unreadable("robots", "pages", what, place=place, remedy="try again later")
    return Rules(content[:LARGEST].decode("utf-8", "replace").replace("\x00", ""))
