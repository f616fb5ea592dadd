"""Things by where they stand in a text, so that a long page costs no more per word than a short one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from comity.vocabulary import Span

T = TypeVar("T")
BLOCK = 1024  # code points


class Near(Generic[T]):
    """Spans with what they hold, found again by any span that overlaps them."""

    def __init__(self, items: Iterable[tuple[Span, T]] = ()) -> None:
        self._blocks: defaultdict[int, list[tuple[Span, T]]] = defaultdict(list)
        for span, item in items:
            self.add(span, item)

    def add(self, span: Span, item: T) -> None:
        """Put one thing where its span stands."""
        for block in range(span.start // BLOCK, (span.end - 1) // BLOCK + 1):
            self._blocks[block].append((span, item))

    def overlapping(self, span: Span) -> list[T]:
        """What shares a character with the span, in the order in which it was put there."""
        found: list[T] = []
        first = span.start // BLOCK
        for block in range(first, (span.end - 1) // BLOCK + 1):
            for other, item in self._blocks.get(block, ()):
                seen = block > first and other.start // BLOCK < block
                if not seen and other.overlaps(span):
                    found.append(item)
        return found
