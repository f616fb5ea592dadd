"""Coding with several processes: pages go out in bundles and come back in order."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import connection, get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING

from comity.faults import ComityFault, WrongCall
from comity.threads import keep_to_one_thread
from comity.vocabulary import CodedArticle, Failure, Page

if TYPE_CHECKING:
    from comity.coding import Tools

Outcome = CodedArticle | Failure
BUNDLE = 16  # pages sent to a process at once: enough for the parser to gain by, few enough to keep all busy
AHEAD = 2  # bundles waiting for each process: what is in memory does not grow with the input

_tools: list[Tools] = []  # of this worker process; opened by `_start`


def code_pages(pages: Iterable[Page | Failure], workers: int = 1) -> Iterator[Outcome]:
    """Code the pages, in order, with so many processes; failures in the stream are passed on in their place.

    With one, this process codes. More are spawned: a script must then stand under `if __name__ == "__main__":`.
    """
    if workers < 1:
        raise WrongCall("running", f"{workers} workers", remedy="give 1 or more")
    return _code_here(pages) if workers == 1 else _code_with(workers, pages)


def _code_here(pages: Iterable[Page | Failure]) -> Iterator[Outcome]:
    from comity.coding import code_all, open_tools

    yield from code_all(pages, open_tools())


def _code_with(workers: int, pages: Iterable[Page | Failure]) -> Iterator[Outcome]:
    keep_to_one_thread()  # each process has a core of its own
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start)
    waiting: deque[Future[list[Outcome]]] = deque()
    try:
        for bundle in _bundles(pages):
            waiting.append(pool.submit(_code_bundle, bundle))
            if len(waiting) >= workers * AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        remedy = "run it again with fewer workers: each needs about half a gigabyte"
        raise ComityFault("running", "a worker process died", remedy=remedy) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _bundles(pages: Iterable[Page | Failure]) -> Iterator[list[Page | Failure]]:
    source = iter(pages)
    while bundle := list(islice(source, BUNDLE)):
        yield bundle


def _start() -> None:
    """In a new worker: open the tools, leave Ctrl-C to the parent, and end when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    from comity.coding import open_tools

    _tools.append(open_tools())


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _code_bundle(bundle: list[Page | Failure]) -> list[Outcome]:
    from comity.coding import code_all

    return list(code_all(bundle, _tools[0]))
