"""Golden articles: the examples code as tests/articles/ says; `make accept` rewrites it."""

import json

import jsonschema
import msgspec
import pytest

from comity.vocabulary import CodedArticle, Span
from tests.golden import (
    ARTICLES,
    REFERENCE,
    SCHEMA,
    changed,
    coded_examples,
    doubtful_lines,
    example_pages,
    golden_name,
    golden_text,
    reference_text,
    schema_text,
)


@pytest.fixture(scope="module")
def examples() -> dict[str, CodedArticle]:
    return dict(coded_examples())


def test_the_examples_code_as_accepted(examples: dict[str, CodedArticle]) -> None:
    accepted = {path.stem: path.read_text(encoding="utf-8") for path in ARTICLES.glob("*.txt")}
    assert accepted.keys() == examples.keys()
    moved = {name: set(changed(golden_text(article), accepted[name])) for name, article in examples.items()}
    pages = {golden_name(page): page for page in example_pages()}
    wrong = [name for name, lines in moved.items() if lines and not lines <= doubtful_lines(pages[name])]
    assert not wrong, f"coded differently: {wrong}; `make accept` and review the diff"


def test_a_line_is_doubtful_only_where_last_bits_decide() -> None:
    page = next(page for page in example_pages() if golden_name(page).endswith("1999-12-09-union-state-treaty"))
    lines = doubtful_lines(page)
    assert all(line.startswith(("event ", "no events ")) for line in lines)
    assert not any(" consult.meet" in line and '"met"' in line for line in lines)


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
