"""Pages that are no articles, or bombs: each is named for what it is, in bounded time and memory."""

from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path

import pytest

from comity.articles import extract_article
from comity.faults import Unreadable
from comity.lexicons.outlets import open_outlets
from comity.pages import open_pages
from comity.vocabulary import Article, Failure, Page

OUTLETS = open_outlets()
STORY = "<p>The ministers met in Minsk on Monday and agreed to reopen two crossings that were closed last year.</p>"


def html(content: str) -> Article:
    return extract_article(Page(content=content, kind="html"), OUTLETS)


def page(title: str, body: str) -> str:
    return f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>{body}</main></body></html>"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (page("404", "<p>Sorry.</p>"), "not-found"),
        (
            page("Page not found - Minsk Courier", "<p>Try our front page, or search for what you wanted.</p>"),
            "not-found",
        ),
        (page("Minsk Courier", "<p>The page you are looking for no longer exists. Try a search.</p>"), "not-found"),
        (
            page(
                "Before you go on",
                "<p>We and our partners use cookies to store data on your device.</p>"
                "<p>By clicking on the button you give your consent to all cookies.</p>",
            ),
            "cookie-wall",
        ),
        (
            page(
                "Ministers agree to reopen crossings",
                "<p>Subscribe now to continue reading this story.</p><p>Already a subscriber? Sign in.</p>",
            ),
            "paywall",
        ),
        ("<html><head><script>render('story')</script></head><body><div id='root'></div></body></html>", "no-body"),
        ("<html><body><noscript>Please enable JavaScript.</noscript><script>go()</script></body></html>", "no-body"),
    ],
)
def test_a_page_in_an_articles_place_is_named(content: str, kind: str):
    with pytest.raises(Unreadable) as caught:
        html(content)
    assert caught.value.kind == kind


@pytest.mark.parametrize(
    "content",
    [
        page(
            "Court: cookies need consent", STORY + "<p>The court said that sites must ask for consent to cookies.</p>"
        ),
        page("Envoy not found guilty", STORY),
        page(
            "Ministers agree to reopen crossings",
            STORY + STORY.replace("two", "three") + "<p>Subscribe to read on.</p>",
        ),
        page("404 missing after flood", STORY * 8),
    ],
)
def test_an_article_about_such_things_is_an_article(content: str):
    assert "ministers met in Minsk" in html(content).text


def only_failure(path: Path) -> Failure:
    (found,) = open_pages([str(path)])
    assert isinstance(found, Failure)
    return found


def test_a_gzip_bomb_is_unpacked_no_further_than_the_limit(tmp_path: Path):
    path = tmp_path / "bomb.html.gz"
    with gzip.open(path, "wb", compresslevel=1) as stream:
        for _ in range(200):
            stream.write(bytes(1_000_000))
    tracemalloc.start()
    try:
        assert only_failure(path).error.kind == "too-large"
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


def test_a_line_of_200_mb_is_refused_and_not_held(tmp_path: Path):
    path = tmp_path / "line.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as stream:
        stream.write(b'{"text": "')
        for _ in range(200):
            stream.write(b"word " * 200_000)
        stream.write(b'"}\n{"id": "next", "text": "The ministers met."}\n')
    tracemalloc.start()
    try:
        first, second = open_pages([str(path)])
        assert isinstance(first, Failure) and first.error.kind == "too-large"
        assert isinstance(second, Page) and second.given_id == "next"
        assert tracemalloc.get_traced_memory()[1] < 80_000_000
    finally:
        tracemalloc.stop()


def test_an_xml_bomb_is_refused(tmp_path: Path):
    path = tmp_path / "feed.xml"
    path.write_text(
        '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
    )
    assert only_failure(path).error.kind == "unsafe-xml"


def test_null_bytes_in_a_page_are_struck_out(tmp_path: Path):
    path = tmp_path / "page.html"
    path.write_bytes(page("Ministers agree", STORY * 3).replace("Minsk", "Min\x00sk").encode())
    (found,) = open_pages([str(path)])
    assert isinstance(found, Page)
    assert "\x00" not in extract_article(found, OUTLETS).text


def test_100_000_levels_are_read():
    article = html("<html><body>" + "<div>" * 100_000 + STORY * 3 + "</div>" * 100_000 + "</body></html>")
    assert "ministers met in Minsk" in article.text


def test_a_huge_line_of_text_is_read():
    article = extract_article(Page(content="The ministers met in Minsk. " * 100_000, kind="text"), OUTLETS)
    assert article.text.startswith("The ministers met")


MANY = 50_000


@pytest.mark.parametrize(
    "content",
    [
        "<script>" * MANY,
        "<!--" * MANY,
        "<style>" * MANY + "</style>",
        "<script type='application/ld+json'>" + "[" * MANY + "]" * MANY + "</script>",
    ],
)
def test_a_page_of_scripts_alone_has_no_article(content: str):
    with pytest.raises(Unreadable) as caught:
        html(content)
    assert caught.value.kind == "no-body"


@pytest.mark.parametrize(
    "before",
    [
        "<ul><li>" * MANY,
        "<table><tr><td>" * MANY,
        "<b>" * MANY,
        "<div " + "a=b " * MANY + ">",
        "<figcaption>" * 2_000 + "A picture of the crossing in the morning" + "</figcaption>" * 2_000,
        "<meta name='author' content='Ann Example'>" * 5_000,
        "<time datetime='2020-05-04'>4 May</time>" * 5_000,
        "<script type='application/ld+json'>" + "[" * MANY + "]" * MANY + "</script>",
        "&#0;&#27;&#xD800;&#x110000;&nosuch;" * 1_000,
    ],
)
def test_what_stands_before_a_story_does_not_hide_it(before: str):
    assert "ministers met in Minsk" in html(f"<html><body>{before}{STORY * 3}").text


@pytest.mark.parametrize(
    "line",
    [
        "-",
        "1 May 2020",
        "a|",
        "”",
        ".",
        "© ",
        "Photo: ",
        "by Ann ",
        "Read also: ",
        "(Reuters) - ",
        "https://a.example/",
    ],
)
def test_a_line_that_says_one_thing_without_end_is_read(line: str):
    text = "Subscribe now\nSign up now\n" + f"{line} " * 20_000 + "\n" + STORY.removeprefix("<p>").removesuffix("</p>")
    assert extract_article(Page(content=text, kind="text"), OUTLETS).text


def test_a_page_of_many_headlines_of_one_topic_is_read():
    heads = "\n".join(f"Ministers met in Minsk again, part {number}" for number in range(5_000))
    story = "\n".join(
        f"The ministers met in Minsk for the {number}th time and agreed on it." for number in range(5_000)
    )
    article = extract_article(Page(content=f"Subscribe\nSign up\n{heads}\n{story}", kind="text"), OUTLETS)
    assert "The ministers met in Minsk for the 7th time" in article.text
