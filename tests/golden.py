"""What golden articles, the schema and the command reference should say, made from the code as it stands."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click
import msgspec
import numpy as np

from comity.cli import COMMANDS, cli
from comity.coding import code
from comity.models.encoder import Encoder, Reading
from comity.pages import open_pages
from comity.vocabulary import CodedArticle, Failure, Page
from tests.coded import event_line, tools

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "tests" / "articles"
SCHEMA = ROOT / "docs" / "coded-article.schema.json"
LAST_BITS = (
    0.02  # standard deviation: at it flips the one example event that two processors were seen to code otherwise
)
SEEDS = 30
REFERENCE = ROOT / "docs" / "commands.md"


def example_pages() -> list[Page]:
    """The pages of examples/, in the order that `comity read examples/` takes them."""
    pages = []
    for page in open_pages([str(ROOT / "examples" / "pages"), str(ROOT / "examples" / "feeds")]):
        assert not isinstance(page, Failure), page
        pages.append(page)
    return pages


def coded_examples() -> Iterator[tuple[str, CodedArticle]]:
    """(name, coded article) of each example; the name is its path without folders above and ending."""
    from comity.coding import code_all

    pages = example_pages()
    for page, article in zip(pages, code_all(pages, tools(with_model=True)), strict=True):
        assert isinstance(article, CodedArticle), article
        yield golden_name(page), article


def changed(one: str, other: str) -> list[str]:
    """The lines that stand in one of two texts only, or more often in one."""
    left, right = Counter(one.splitlines()), Counter(other.splitlines())
    return [*(left - right), *(right - left)]


def doubtful_lines(page: Page) -> set[str]:
    """Golden lines of a page that hang on the last bits of the model's vectors, in which processors differ."""
    opened = tools(with_model=True)
    model = opened.model
    assert model is not None
    texts = []
    for seed in range(SEEDS):
        shaken = msgspec.structs.replace(model, encoder=Shaken(model.encoder, seed))
        coded = code(page, msgspec.structs.replace(opened, model=shaken))
        texts.append(Counter(golden_text(coded).splitlines()))
    return {line for text in texts for line in text if any(other[line] != text[line] for other in texts)}


class Shaken(Encoder):
    """An encoder whose vectors are off by as little as those of another processor."""

    def __init__(self, encoder: Encoder, seed: int) -> None:
        self._encoder, self._random = encoder, np.random.default_rng(seed)

    def read(self, text: str) -> Reading:
        found = plain_reading(self._encoder, text)
        noise = self._random.normal(0, LAST_BITS, found.vectors.shape)
        return Reading((found.vectors + noise).astype(np.float32), list(zip(found.starts, found.ends, strict=True)))


@cache
def plain_reading(encoder: Encoder, text: str) -> Reading:
    """What the encoder reads, kept: the shaken ones start from it."""
    return encoder.read(text)


@cache
def coded_here_as_accepted() -> bool:
    """Whether this processor codes all examples as accepted, to the last event."""
    return all(
        golden_text(article) == (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
        for name, article in coded_examples()
    )


def golden_name(page: Page) -> str:
    """ "vistula-monitor--1997-04-03-treaty" for the page of that outlet's folder."""
    path = Path(page.path or "page")
    stem, _, item = path.name.partition("#")
    return f"{path.parent.name}--{Path(stem).stem}" + (f"-{item}" if item else "")


def golden_text(article: CodedArticle) -> str:
    """A line for each thing coded: head, events, quotes, times, claims, provisions."""
    words = article.text
    names = {actor.id: actor.name for actor in article.actors}
    published = article.published
    lines = [
        f"outlet     {article.outlet} | agency {article.agency} | sections {', '.join(article.sections)}",
        f"title      {article.title}",
        f"published  {published.earliest} .. {published.latest} ({published.basis})",
        *([f"updated    {article.updated.day} ({article.updated.basis})"] if article.updated else []),
        f"body       {sum(part.end - part.start for part in article.parts if part.kind == 'body')} characters, "
        f"{len(article.dropped)} lines dropped, {len(article.related)} related",
    ]
    lines += [
        f"actor      {a.code or '-'} {a.name} ({a.kind}, {a.basis}, {len(a.mentions)} mentions)" for a in article.actors
    ]
    for event in article.events:
        when = f"{event.time.earliest or ''}..{event.time.latest or ''}" if event.time else "undated"
        said = next((q.speaker for q in article.quotes if q.id == event.said_by), None)
        by = f" said by {names.get(said.actor or '', words[said.start : said.end])}" if said else ""
        past = " historical" if event.historical else ""
        trigger = " ".join(event.trigger.of(words).split())
        lines.append(
            f'event      {event_line(article, event)} {event.status}{past} {when}{by} "{trigger}" {event.rule}'
        )
    lines += [
        f"quote      {q.kind} {words[q.speaker.start : q.speaker.end] if q.speaker else '-'}: "
        f"{' '.join(words[q.start : q.end].split())}"
        for q in article.quotes
    ]
    lines += [
        f'time       {t.value} {t.earliest or ""}..{t.latest or ""} "{words[t.start : t.end]}"' for t in article.times
    ]
    lines += [f"claim      {c.kind}: {c.cause.of(words)} => {c.effect.of(words)}" for c in article.claims]
    lines += [
        f"provision  {p.agreement} {'+'.join(p.parties)} {p.dimension} {p.status}: {p.text.of(words)}"
        for p in article.provisions
    ]
    if article.no_events:
        lines.append(f"no events  {article.no_events}")
    return "\n".join(lines) + "\n"


def schema_text() -> str:
    """JSON Schema of what `comity code` writes: a coded article or a failure."""
    (article, failure), components = msgspec.json.schema_components(
        [CodedArticle, Failure], ref_template="#/$defs/{name}"
    )
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of comity code",
        "anyOf": [article, failure],
        "$defs": components,
    }
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def reference_text() -> str:
    """`--help` of every command as Markdown."""
    parts = ["# Commands\n\nMade from `comity COMMAND --help` by `make accept`.\n"]
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        above = cli.make_context("comity", ["--"], resilient_parsing=True, terminal_width=110, max_content_width=110)
        text = command.get_help(click.Context(command, parent=above, info_name=name))
        parts.append(f"## {name}\n\n```text\n{text}\n```\n")
    return "\n".join(parts)
