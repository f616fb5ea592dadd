"""Pages into a record: what is known is passed over, the rest coded and stored batch by batch."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from typing import Literal

from msgspec import Struct, structs

from comity.record import Reading, Record
from comity.record.batch import clash
from comity.record.runs import Run, begin_run, end_run
from comity.running.manifest import manifest
from comity.running.workers import Outcome, code_pages
from comity.vocabulary import CodedArticle, Failure, Page, stable_id

BATCH = 32  # pages stored in one transaction: what a killed run must code again
STDIN = "-"

Step = Literal["passed", "coded", "failed"]
Report = Callable[[Step], None]  # told for each page what is done with it, as it is done


class Summary(Struct, frozen=True, kw_only=True):
    """What a run of reading did."""

    added: int  # articles new to the record
    replaced: int  # articles whose text, title or day had changed
    recoded: int  # articles coded in another way than before, when read again
    known: int  # pages read that told nothing new
    passed: int  # pages that were read in an earlier run and have not changed
    failures: tuple[Failure, ...]  # pages that could not be read
    events: int  # in the record, after the run
    happenings: int


class _Place(Struct, frozen=True):
    """Where a page stands, while it is being coded."""

    path: str
    source: str
    digest: str  # empty for a failure


class _End(Struct, frozen=True):
    """That a source was read to its end."""

    source: str
    digest: str


def read_into(
    record: Record,
    pages: Iterable[Page | Failure],
    *,
    workers: int = 1,
    min_confidence: float = 0.0,
    again: bool = False,
    memory: bool | None = None,
    coder: Callable[[Iterable[Page | Failure]], Iterator[Outcome]] | None = None,
    run: Run | None = None,
    report: Report = lambda _: None,
) -> Summary:
    """Code the pages and store them, in order; group the happenings at the end.

    A page with the path and content of an earlier run is passed over without coding, so a run that was killed goes
    on where it stopped; `again` codes all anew, as after a change of the lexicons. Events below `min_confidence` are
    left out. `memory` turns the record's memory on or off; None: as it was. `coder` codes in place of `code_pages`.
    `run` is what the manifest says of the reading.
    """
    with_memory = record.memory if memory is None else memory
    number = begin_run(record, run or manifest(min_confidence=min_confidence, again=again, memory=with_memory))
    stream = _Stream(record, pages, report, again=again)
    coded = coder(stream.fresh()) if coder else code_pages(stream.fresh(), workers)
    counts: Counter[str] = Counter()
    failures: list[Failure] = []
    batch: list[Reading] = []

    def store() -> None:
        verdicts = record.add_readings(batch, stream.ended(), again=again, run=number)
        counts.update(verdicts)
        for reading, verdict in zip(batch, verdicts, strict=True):
            if verdict == "failed":
                failures.append(reading.outcome if isinstance(reading.outcome, Failure) else clash(reading))
        batch.clear()

    for outcome in coded:
        place = stream.place()
        if isinstance(outcome, CodedArticle):
            outcome = surer(outcome, min_confidence)
        report("coded" if isinstance(outcome, CodedArticle) else "failed")
        batch.append(Reading(path=place.path, source=place.source, digest=place.digest, outcome=outcome))
        if len(batch) >= BATCH:
            store()
    stream.finish()
    store()
    happenings = record.regroup(memory=memory)
    end_run(record, number, pages=stream.pages, failed=len(failures), again=again)
    return Summary(
        added=counts["added"],
        replaced=counts["replaced"],
        recoded=counts["recoded"],
        known=counts["known"],
        passed=stream.passed,
        failures=tuple(failures),
        events=record.count("events"),
        happenings=happenings,
    )


class _Stream:
    """The pages on their way: which are new, where each stands, which sources came to their end."""

    def __init__(self, record: Record, pages: Iterable[Page | Failure], report: Report, *, again: bool) -> None:
        self.passed = 0
        self.pages = 0
        self._pages = pages
        self._report = report
        self._known = set() if again else record.known_pages()
        self._sources = record.known_sources()
        self._marks: deque[_Place | _End] = deque()
        self._ended: dict[str, str] = {}

    def fresh(self) -> Iterator[Page | Failure]:
        """The pages that are to be coded, and failures."""
        source, digest, touched = None, blake2b(digest_size=8), False
        for page in self._pages:
            self.pages += 1
            place = _place(page)
            if place.source != source:
                self._end(source, digest.hexdigest(), touched)
                source, digest, touched = place.source, blake2b(digest_size=8), False
            digest.update(place.digest.encode() + b"\n")
            if (place.path, place.digest) in self._known:
                self.passed += 1
                self._report("passed")
            else:
                touched = True
                self._marks.append(place)
                yield page
        self._end(source, digest.hexdigest(), touched)

    def _end(self, source: str | None, digest: str, touched: bool) -> None:
        if source is not None and (touched or self._sources.get(source) != digest):
            self._sources[source] = digest
            self._marks.append(_End(source, digest))

    def place(self) -> _Place:
        """Where the page stands whose outcome has just come."""
        while isinstance(mark := self._marks.popleft(), _End):
            self._ended[mark.source] = mark.digest
        return mark

    def ended(self) -> dict[str, str]:
        """Sources, with digests, all of whose pages have had their outcome; each is told once."""
        while self._marks and isinstance(mark := self._marks[0], _End):
            self._marks.popleft()
            self._ended[mark.source] = mark.digest
        told, self._ended = self._ended, {}
        return told

    def finish(self) -> None:
        """Raise if an outcome is missing: then what is stored would not be what was read."""
        if any(isinstance(mark, _Place) for mark in self._marks):
            raise AssertionError("coding gave fewer outcomes than it was given pages")


def _place(page: Page | Failure) -> _Place:
    path = page.path or STDIN
    source, _, number = path.rpartition("#")
    if not (source and number.isdigit()):
        source = path
    if isinstance(page, Failure):
        return _Place(path, source, "")
    said = (page.given_id, page.url, page.title, page.published)
    return _Place(
        path, source, stable_id(page.kind, page.content, *("\x00" if part is None else part for part in said))
    )


def surer(article: CodedArticle, least: float) -> CodedArticle:
    """The article without the events that are less sure."""
    events = tuple(event for event in article.events if event.confidence >= least)
    if len(events) == len(article.events):
        return article
    why = article.no_events if events else f"confidence: no event of {least:g} or more"
    return structs.replace(article, events=events, no_events=why)
