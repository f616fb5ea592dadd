"""The page readers on broken pages: an article whose parts hold, or a fault that says why; never another error.

`make fuzz` tries many more of them: COMITY_FUZZ is how many.
"""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.articles import extract_article, extract_articles
from comity.faults import Unreadable
from comity.lexicons.outlets import open_outlets
from comity.pages.decode import decode_page
from comity.vocabulary import Page

OUTLETS = open_outlets()
PAGES = sorted((Path(__file__).parent.parent / "examples" / "pages").rglob("*.html"))[:12]
SOURCES = [path.read_text(encoding="utf-8") for path in PAGES]
LD = "<script type='application/ld+json'>"
FRAGMENTS = [
    "<p>", "</p>", "<div class='caption'>", "</div>", "<article>", "<h1>Ministers met</h1>", "<script>", "</script>",
    "<!--", "-->", "<time datetime='2020-99-99'>", "<li>", "<br>", "&#0;", "&#xD800;", "<![CDATA[", "<template>",
    "<meta property='article:published_time' content='0000-00-00'>", "<?xml version='1.0'?>", "<svg><title>",
    "<noscript>", "\x00", "\u2028", "\u202e", "Advertisement\n", "Subscribe\n", "© 2024\n", "31 February 2020\n",
    "1 May 0000 ", "By \n", "MINSK, May 99 (Reuters) - ", "\n\n",
    LD + '{"@type": ["NewsArticle", 1, null], "datePublished": {}, "author": [[{}], 3]}</script>',
    LD + '{"@graph": [{"@type": "NewsArticle", "headline": [], "publisher": 7}]}</script>',
]  # fmt: skip
SENTENCES = [
    "The ministers of both countries met in Minsk on Monday and agreed to reopen two border crossings.",
    "“We have waited for this day,” the host said after the talks, which lasted for three hours.",
]
PIECES = st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from(SENTENCES), st.text(max_size=12))
FUZZ = settings(
    max_examples=int(os.environ.get("COMITY_FUZZ", "40")),
    deadline=None,
    derandomize="COMITY_FUZZ" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)


def read_twice(page: Page) -> None:
    """Read the page; an article's parts are its text in order, and among other pages it is the same."""
    try:
        article = extract_article(page, OUTLETS)
    except Unreadable as fault:
        assert fault.kind in {"empty", "no-body", "not-found", "cookie-wall", "paywall"}
        return
    assert article.text.strip() and "\x00" not in article.text
    end = 0
    for part in article.parts:
        assert end <= part.start < part.end <= len(article.text)
        end = part.end
    published = article.published
    assert published.earliest is None or published.latest is None or published.earliest <= published.latest
    assert all(0 <= span.start < span.end <= len(article.text) for span in published.evidence)
    other = Page(content=SENTENCES[0], kind="text")
    assert extract_articles([other, page, other], OUTLETS)[1] == article


@FUZZ
@given(st.lists(PIECES, max_size=40))
def test_pieces_of_pages_in_any_order(pieces: list[str]):
    content = "".join(pieces)
    read_twice(Page(content=content, kind="html"))
    read_twice(Page(content=content, kind="text"))


@FUZZ
@given(st.sampled_from(SOURCES), st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), PIECES), max_size=6))
def test_pages_cut_and_mended(source: str, changes: list[tuple[float, float, str]]):
    for start, end, piece in changes:
        first, last = sorted((int(start * len(source)), int(end * len(source))))
        source = source[:first] + piece + (source[last:] if last - first < 2_000 else source[first:])
    read_twice(Page(content=source, kind="html", fetched="2020-01-01"))


@FUZZ
@given(st.sampled_from(SOURCES), st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=8))
def test_pages_with_wrong_bytes(source: str, changes: list[tuple[float, bytes]]):
    content = bytearray(source.encode())
    for at, piece in changes:
        start = int(at * len(content))
        content[start : start + len(piece)] = piece
    try:
        text, charset = decode_page(bytes(content), "html", "fuzz.html")
    except Unreadable:
        return
    read_twice(Page(content=text, kind="html", charset=charset))
