"""Quotations that a dash ties to a name: a paragraph in marks, then "― Ana Ruiz"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comity.quotes.draft import Draft
from comity.quotes.marks import Quotation
from comity.vocabulary import Span

NAME = r"(?P<name>[A-Z][\w.'’-]*(?:[ \t]+(?:(?:de|del|la|al|bin|van|von|der|of|the)\b|[A-Z][\w.'’-]*)){0,7})"
SIGNATURE = re.compile(rf"[ \t]*\n?[ \t]*(?:[―—–]|--|-(?=\s))[ \t]*{NAME}(?P<rest>[^\n]*)")
LONGEST = 60  # code points after the name: ", mayor of Lima"


def signed(text: str, quotations: Sequence[Quotation]) -> Iterator[Draft]:
    """The quotations that open their line and end in a signature, with its name as speaker and no cue."""
    for quotation in quotations:
        opens = quotation.span.start == 0 or text[quotation.span.start - 1] == "\n"
        signature = SIGNATURE.match(text, quotation.span.end) if opens else None
        if signature is None or not _is_rest(signature["rest"]):
            continue
        speaker = Span(*signature.span("name"))
        yield Draft(quotation.span, None, speaker, speaker, quoted=True)


def _is_rest(rest: str) -> bool:
    """Whether nothing but an office or a place follows the name: the line ends in it."""
    return not rest.strip(" .") or (rest.startswith((",", " (")) and len(rest) <= LONGEST)
