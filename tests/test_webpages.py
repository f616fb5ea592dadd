"""HTML pages as sites make them: what stands around the body, in layout tables, below pictures."""

from __future__ import annotations

from datetime import date

import pytest

from comity.articles import extract_article
from comity.articles.credits import agency_line, dateline_of
from comity.lexicons.outlets import open_outlets
from comity.vocabulary import Article, Page

OUTLETS = open_outlets()
STORY = (
    "The foreign ministers of both countries met in Minsk on Monday and agreed to reopen two border crossings.",
    "They said that the crossings had been closed for nearly a year because of a dispute over transit fees.",
    "A date for the next round of talks was not announced, but both sides said that it would be this year.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
TITLE = "Ministers agree to reopen crossings"
CAPTION = "The ministers after their talks"


def html(content: str) -> Article:
    return extract_article(Page(content=content, kind="html"), OUTLETS)


def body_of(article: Article) -> tuple[str, ...]:
    return tuple(
        paragraph
        for part in article.parts
        if part.kind == "body"
        for paragraph in article.text[part.start : part.end].split("\n\n")
    )


@pytest.mark.parametrize(
    "head",
    [
        "<p>World</p>",
        f"<p>World / Russia</p><h1>{TITLE}</h1>",
        f"<h1>{TITLE}</h1><p>By Anna Example</p>",
        f"<h1>{TITLE}</h1><p>Coastal Wire Agency</p>",
        f"<h1>{TITLE}</h1><p>Published Monday 4 May 2020</p>",
    ],
)
def test_what_stands_above_the_body_is_no_body(head: str):
    page = (
        f"<html><head><title>{TITLE} - Minsk Courier</title></head><body><article>{head}{BODY}</article></body></html>"
    )
    assert body_of(html(page)) == STORY


@pytest.mark.parametrize(
    "foot",
    [
        "(Reporting by the Minsk bureau; editing by the night desk)",
        "Print this page | Mail this article | Back to top",
        "Good journalism costs money. Support the Courier from 2 euros a week.",
        "Subscribe to our newsletter.",
    ],
)
def test_what_stands_below_the_body_is_no_body(foot: str):
    page = f"<html><body><article><h1>{TITLE}</h1>{BODY}<p>{foot}</p></article></body></html>"
    assert body_of(html(page)) == STORY


def test_a_short_first_sentence_is_body():
    page = f"<html><body><article><h1>{TITLE}</h1><p>Two gates will open again.</p>{BODY}</article></body></html>"
    assert body_of(html(page)) == ("Two gates will open again.", *STORY)


def test_layout_tables_hold_no_body():
    around = (
        "<table><tr><td>Front page | Europe | Sport</td></tr><tr><td>Related articles<br>Envoy leaves</td></tr></table>"
    )
    page = f"<html><head><title>{TITLE} - Minsk Courier</title></head><body>{around}<b>{TITLE}</b>{BODY}</body></html>"
    assert body_of(html(page)) == STORY


def test_a_body_in_a_layout_table_is_read():
    rows = f"<tr><td>Home | News</td></tr><tr><td><h1>{TITLE}</h1>{BODY}</td></tr>"
    page = f"<html><body><table>{rows}</table></body></html>"
    assert set(STORY) <= set(body_of(html(page)))


@pytest.mark.parametrize(
    "picture",
    [
        f"<figure><img src='a'><figcaption>{CAPTION} <i class='credit'>Photo: Courier</i></figcaption></figure>",
        f"<div class='wp-caption'><img src='a'><p class='wp-caption-text'>{CAPTION}</p></div>",
        f"<div class='art__photo'><img src='a'><div class='art__photo-desc'>{CAPTION}</div></div>",
        f"<figure><img src='a'><figcaption>{CAPTION}. Photo: Minsk Courier</figcaption></figure>",
    ],
)
def test_captions_are_told_without_their_credit(picture: str):
    article = html(f"<html><body><article><h1>{TITLE}</h1>{picture}{BODY}</article></body></html>")
    assert article.caption == CAPTION
    assert body_of(article) == STORY


def test_a_wire_service_that_publishes_its_own_page_is_its_agency():
    assert dateline_of("MINSK, May 4 (CWA) - The ministers met.", OUTLETS, "Coastal Wire Agency") == (
        (0, 21),
        "Coastal Wire Agency",
    )
    assert dateline_of("MINSK, May 4 (CWA) - The ministers met.", OUTLETS, "Minsk Courier") == ((0, 21), None)


@pytest.mark.parametrize(
    ("line", "agency"),
    [("Coastal Wire Agency", "Coastal Wire Agency"), ("The agency is here", None), ("By Anna Example", None)],
)
def test_a_line_may_name_a_wire_service_of_no_lexicon(line: str, agency: str | None):
    assert agency_line(line, OUTLETS) == agency


# ---------------------------------------------------------------- the day of publication


TIMES = "<div>Updated <time datetime='2020-05-06'></time> First <time datetime='2020-05-04'></time></div>"


def dated(stamp: str) -> tuple[str | None, str]:
    """ISO day, or None, and basis of a page with this below its headline."""
    published = html(f"<html><body><article><h1>{TITLE}</h1>{stamp}{BODY}</article></body></html>").published
    return (published.day.isoformat() if published.day else None), published.basis


@pytest.mark.parametrize(
    ("stamp", "day", "basis"),
    [
        ("<time datetime='2020-05-04T10:00:00+03:00'>Monday</time>", "2020-05-04", "metadata"),
        (TIMES, "2020-05-04", "metadata"),
        ("<div>Updated May 6, 2020 8:21 am / Original May 4, 2020 8:02 am</div>", "2020-05-04", "page"),
        ("<div>Published 4 May 2020 | Updated 3 June 2020</div>", "2020-05-04", "page"),
        ("<div>Published Mon, May 4 20207:05 AMUpdated Tue, May 5 20207:16 AM</div>", "2020-05-04", "page"),
        ("<div>05.23.2020 10:09 AM</div>", "2020-05-23", "page"),
        ("<div>May 4</div>", None, "unknown"),
        ("<div>2 hours ago</div>", None, "unknown"),
        ("<ul><li>Envoy leaves <time datetime='2020-05-09'>9 May</time></li></ul>", None, "unknown"),
    ],
)
def test_the_day_below_the_headline_is_the_first_that_is_no_update(stamp: str, day: str | None, basis: str):
    assert dated(stamp) == (day, basis)


def test_times_of_other_stories_below_the_body_are_none():
    more = "<h2>More news</h2><div>Envoy leaves <time datetime='2020-05-09'></time></div>"
    page = f"<html><body><article><h1>{TITLE}</h1>{BODY}</article>{more}</body></html>"
    assert html(page).published.basis == "unknown"


def test_an_address_dates_a_page_that_prints_no_day_within_two_days():
    page = f"<html><body><article><h1>{TITLE}</h1>{BODY}</article></body></html>"
    url = "https://courier.example/2020/05/04/crossings"
    published = extract_article(Page(content=page, kind="html", url=url), OUTLETS).published
    assert (published.earliest, published.latest, published.basis) == (date(2020, 5, 4), date(2020, 5, 5), "inferred")
    printed = page.replace(BODY, f"<div>7 May 2020</div>{BODY}")
    assert extract_article(Page(content=printed, kind="html", url=url), OUTLETS).published.day == date(2020, 5, 7)
