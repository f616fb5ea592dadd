"""Sentence in, coding out: the form in which tests read as the codebook."""

from __future__ import annotations

from functools import cache

from comity.coding import Tools, code, open_tools
from comity.vocabulary import CodedArticle, Event, Page, actors_by_id


@cache
def tools(with_model: bool = False) -> Tools:
    """Parser and lexicons, opened once per test process; rules are tested without the model."""
    return open_tools(with_model)


def code_text(text: str, said_on: str | None = "2024-05-02", with_model: bool = False) -> CodedArticle:
    """The coded article of a plain text."""
    return code(Page(content=text, kind="text", given_id="test", published=said_on), tools(with_model))


def event_line(article: CodedArticle, event: Event) -> str:
    """ "FRAGOV -> DEU CONSULT", "FRA, DEU CONSULT" where all act on each other, "-> CVL ASSAULT" without a doer."""
    actors = actors_by_id(article.actors)
    sides = [", ".join(sorted(actors[i].code or actors[i].name for i in side)) for side in (event.source, event.target)]
    arrow = f"{sides[0]} -> {sides[1]}".strip() if event.target else sides[0]
    return f"{arrow} {event.type}"


def coded(text: str, said_on: str | None = "2024-05-02") -> str:
    """All events of a text as lines; "nothing" where there are none."""
    article = code_text(text, said_on)
    lines = [
        event_line(article, event) + ("" if event.status == "happened" else f" ({event.status})")
        for event in article.events
    ]
    return "\n".join(lines) or "nothing"
