"""How many independent voices tell of a happening: a wire service's reprints are one."""

from __future__ import annotations

from collections.abc import Sequence

from comity.happenings.reports import Report

OWN_WORDS = 60  # characters: a sentence so long, word for word the same, was copied


def count_voices(reports: Sequence[Report]) -> int:
    """Wire services, and outlets that write themselves, among those who tell of it.

    All that one service wrote is one voice, whoever prints it; so are reports that share a long sentence word for
    word, whose outlets took it from each other or from a service that they do not name. Articles that name neither
    outlet nor service are one voice together.
    """
    voices = {_voice(report) for report in reports}
    if len(voices) == 1:
        return 1
    same = {voice: voice for voice in voices}
    first_with: dict[str, str] = {}
    for report in reports:
        words = " ".join(report.words.split()).casefold()
        if len(words) >= OWN_WORDS:
            _join(same, first_with.setdefault(words, _voice(report)), _voice(report))
    return len({_root(same, voice) for voice in voices})


def _voice(report: Report) -> str:
    """Who wrote it: the wire service, else the outlet; an outlet may be a wire service itself."""
    return (report.agency or report.outlet or "").casefold()


def _root(same: dict[str, str], voice: str) -> str:
    while same[voice] != voice:
        voice = same[voice]
    return voice


def _join(same: dict[str, str], one: str, other: str) -> None:
    same[_root(same, other)] = _root(same, one)
