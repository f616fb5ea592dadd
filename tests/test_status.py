"""docs/status.md is a table of constructions; each row is a test."""

import pytest

from comity.vocabulary import CodedArticle, Event
from tests.coded import code_text, event_line
from tests.documents import ROOT


def rows() -> list[tuple[str, str, str, str]]:
    """(heading of the last column, sentence, coding, last column) of both tables."""
    found, heading = [], ""
    for line in (ROOT / "docs" / "status.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| sentence"):
            heading = cells[2]
        elif line.startswith("|") and not line.startswith("| ---"):
            found.append((heading, *cells))
    return found


def evidence(article: CodedArticle, event: Event) -> str:
    """The words that decide the status."""
    return event.status_evidence.of(article.text) if event.status_evidence else "tense"


def sayer(article: CodedArticle, event: Event) -> str:
    """The words that name who says so."""
    quote = next((q for q in article.quotes if q.id == event.said_by), None)
    if quote is None or quote.speaker is None:
        return "the narrator"
    return article.text[quote.speaker.start : quote.speaker.end]


@pytest.mark.parametrize(
    ("heading", "sentence", "coding", "reason"), rows(), ids=[f"{r[1][:40]}-{r[2][-12:]}" for r in rows()]
)
def test_a_construction_codes_as_the_table_says(heading: str, sentence: str, coding: str, reason: str) -> None:
    article = code_text(sentence)
    reasons = sayer if heading == "said by" else evidence
    found = [(f"{event_line(article, event)} {event.status}", reasons(article, event)) for event in article.events]
    assert (coding, reason) in found
