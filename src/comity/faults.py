"""What can go wrong, with stage, place and remedy; every fault that a user may see is one of these."""

from __future__ import annotations

from comity.vocabulary import Failure, Fault


class ComityFault(Exception):
    """Base of all faults. `str(fault)` reads "stage: what happened at place; remedy"."""

    kind = "fault"
    exit_status = 1  # what the command line ends with when nothing else is worse

    def __init__(self, stage: str, what: str, *, place: str | None = None, remedy: str | None = None) -> None:
        self.stage, self.what, self.place, self.remedy = stage, what, place, remedy
        where = f" ({place})" if place else ""
        then = f"; {remedy}" if remedy else ""
        super().__init__(f"{stage}: {what}{where}{then}")

    def failure(self, identifier: str | None, path: str | None) -> Failure:
        """The fault as a record of the output stream."""
        return Failure(id=identifier, path=path, error=Fault(kind=self.kind, message=str(self)))


class Unreadable(ComityFault):
    """One page cannot be read; the others go on. `kind` says how: "empty", "binary", "truncated", …"""

    def __init__(
        self, kind: str, stage: str, what: str, *, place: str | None = None, remedy: str | None = None
    ) -> None:
        super().__init__(stage, what, place=place, remedy=remedy)
        self.kind = kind


class WrongCall(ComityFault):
    """The command or function was called with something that makes no sense."""

    kind = "wrong-call"
    exit_status = 2


class RecordFault(ComityFault):
    """The record or the disk under it fails: locked, newer version, full, damaged."""

    kind = "record"
    exit_status = 3


class LexiconFault(ComityFault):
    """A lexicon does not hold; the message names file, line and remedy."""

    kind = "lexicon"
    exit_status = 2
