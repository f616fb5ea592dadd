"""Golden articles: the examples code as tests/articles/ says; `make accept` rewrites it."""

import json
from collections import Counter

import jsonschema
import msgspec
import pytest

from comity.vocabulary import CodedArticle, Span
from tests.golden import ARTICLES, REFERENCE, SCHEMA, coded_examples, golden_text, reference_text, schema_text

PROCESSORS = (
    0.01  # share of event lines: the model's last bits differ between processors, and with them a doubtful event
)


@pytest.fixture(scope="module")
def examples() -> dict[str, CodedArticle]:
    return dict(coded_examples())


def test_the_examples_code_as_accepted(examples: dict[str, CodedArticle]) -> None:
    accepted = {path.stem: path.read_text(encoding="utf-8") for path in ARTICLES.glob("*.txt")}
    assert accepted.keys() == examples.keys()
    texts = {name: golden_text(article) for name, article in examples.items()}
    moved = [name for name, text in texts.items() if text != accepted[name]]
    beside = [name for name in moved if without_events(texts[name]) != without_events(accepted[name])]
    assert not beside, f"coded differently: {beside}; `make accept` and review the diff"
    told = Counter(line for name in moved for line in event_lines(texts[name]))
    told.subtract(line for name in moved for line in event_lines(accepted[name]))
    changed = sum(abs(count) for count in told.values())
    allowed = PROCESSORS * sum(len(event_lines(text)) for text in accepted.values())
    assert changed <= allowed, f"coded differently: {moved}; `make accept` and review the diff"


def event_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("event ")]


def without_events(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("event ")]


def test_every_coded_example_is_valid_by_the_schema(examples: dict[str, CodedArticle]) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for article in examples.values():
        validator.validate(json.loads(msgspec.json.encode(article)))


def test_every_coded_example_survives_the_round_trip(examples: dict[str, CodedArticle]) -> None:
    for article in examples.values():
        assert msgspec.json.decode(msgspec.json.encode(article), type=CodedArticle) == article


def test_spans_slice_and_ids_resolve(examples: dict[str, CodedArticle]) -> None:
    for article in examples.values():
        ids = {actor.id for actor in article.actors}
        quotes = {quote.id for quote in article.quotes}
        spans = [Span(m.start, m.end) for actor in article.actors for m in actor.mentions]
        spans += [Span(q.start, q.end) for q in article.quotes] + [event.trigger for event in article.events]
        spans += [s for event in article.events for s in (*event.source_spans, *event.target_spans) if s]
        assert all(0 <= span.start < span.end <= len(article.text) for span in spans)
        for event in article.events:
            assert set(event.source) | set(event.target) <= ids
            assert event.said_by is None or event.said_by in quotes
            assert len(event.source) == len(event.source_spans)
            assert len(event.target) == len(event.target_spans)
            sentence = article.sentences[event.sentence]
            assert sentence.start <= event.trigger.start < event.trigger.end <= sentence.end


def test_the_schema_and_the_command_reference_are_up_to_date() -> None:
    assert schema_text() == SCHEMA.read_text(encoding="utf-8"), "make accept"
    assert reference_text() == REFERENCE.read_text(encoding="utf-8"), "make accept"
