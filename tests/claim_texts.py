"""Articles of a sentence or two with their actors, for the tests of claims and provisions."""

import re
from functools import cache

from comity.sentences import Parser, open_parser, parse_sentences
from comity.vocabulary import Actor, Article, Mention, ParsedSentence, Part, Published

NAMES = {
    "France": ("country", "FRA"),
    "Germany": ("country", "DEU"),
    "Russia": ("country", "RUS"),
    "Belarus": ("country", "BLR"),
    "Minsk": ("country", "BLR"),
    "Moscow": ("country", "RUS"),
    "Lukashenko": ("person", "BLR"),
    "Putin": ("person", "RUS"),
    "West": ("organisation", None),
    "Iran": ("country", "IRN"),
    "Israel": ("country", "ISR"),
    "Ukraine": ("country", "UKR"),
    "Turkey": ("country", "TUR"),
    "Greece": ("country", "GRC"),
}


@cache
def parser() -> Parser:
    return open_parser()


def parsed(article: Article) -> tuple[ParsedSentence, ...]:
    return parse_sentences(article, parser())


def article_of(text: str) -> Article:
    return Article(
        id="x",
        url=None,
        path=None,
        outlet=None,
        agency=None,
        authors=(),
        sections=(),
        title=None,
        caption=None,
        language="en",
        published=Published(earliest=None, latest=None, basis="unknown"),
        text=text,
        parts=(Part(kind="body", start=0, end=len(text)),),
        dropped=(),
        related=(),
    )


def actors_of(text: str) -> tuple[Actor, ...]:
    """The names of the table that stand in the text; one actor for each kind and country."""
    found: dict[tuple[str, str | None], list[tuple[int, int]]] = {}
    for name, key in NAMES.items():
        for match in re.finditer(rf"\b{name}\b", text):
            found.setdefault(key, []).append(match.span())
    ordered = sorted(found.items(), key=lambda pair: min(pair[1]))
    return tuple(
        Actor(
            id=f"a{i}",
            name=text[slice(*spans[0])],
            kind=kind,
            country=country,
            sector=None,
            code=country,
            role=None,
            basis="lexicon",
            mentions=tuple(Mention(start=s, end=e, kind="name") for s, e in sorted(spans)),
        )
        for i, ((kind, country), spans) in enumerate(ordered, start=1)
    )
