"""Which day a page appeared on: published before updated, the page before its address, none after it was fetched."""

from __future__ import annotations

import json
from datetime import date

import pytest

from comity.articles import extract_article
from comity.lexicons.outlets import open_outlets
from comity.vocabulary import Page, Published

OUTLETS = open_outlets()
TITLE = "Ministers agree to reopen two crossings"
STORY = (
    "The ministers of both countries met in Minsk and agreed to reopen two crossings that were closed last year. "
    "The crossings will open for lorries first and for buses later, the host told reporters after the talks."
)


def published(
    *,
    ld: dict[str, str] | None = None,
    head: str = "",
    below: str = "",
    url: str | None = None,
    fetched: str | None = None,
) -> Published:
    """When a page with such metadata and such lines below its headline appeared."""
    stated = f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **ld})}</script>" if ld else ""
    body = f"<article><h1>{TITLE}</h1>{below}<p>{STORY}</p><p>{STORY}</p></article>"
    content = f"<html><head><title>{TITLE}</title>{stated}{head}</head><body>{body}</body></html>"
    return extract_article(Page(content=content, kind="html", url=url, fetched=fetched), OUTLETS).published


def test_the_day_on_the_page_goes_before_that_of_its_address():
    found = published(below="<p>4 May 2020</p>", url="https://courier.example/2020/05/06/crossings")
    assert (found.day, found.basis) == (date(2020, 5, 4), "page")


def test_the_day_of_publication_goes_before_that_of_the_update():
    found = published(ld={"datePublished": "2020-05-04T10:00:00+03:00", "dateModified": "2020-05-06T10:00:00+03:00"})
    assert found.day == date(2020, 5, 4)


def test_the_two_the_wrong_way_round_are_put_right():
    found = published(ld={"datePublished": "2020-05-06T10:00:00+03:00", "dateModified": "2020-05-04T10:00:00+03:00"})
    assert found.day == date(2020, 5, 4)


@pytest.mark.parametrize(
    "below",
    [
        "<p>Published 4 May 2020. Updated 6 May 2020.</p>",
        "<p>Updated: 6 May 2020</p><p>First published: 4 May 2020</p>",
        "<span>Updated May 6, 2020 at 9:10, published May 4, 2020 at 8:00</span>",
    ],
)
def test_metadata_that_give_the_update_alone_yield_to_the_page(below: str):
    assert published(ld={"datePublished": "2020-05-06T10:00:00+03:00"}, below=below).day == date(2020, 5, 4)
    assert published(below=below).day == date(2020, 5, 4)


def test_a_time_in_utc_yields_to_the_day_that_the_outlet_prints():
    late = {"datePublished": "2020-05-05T02:10:00Z"}
    assert published(ld=late, below="<p>Monday, May 4, 2020</p>").day == date(2020, 5, 4)
    assert published(ld=late).day == date(2020, 5, 5)
    assert published(ld=late, below="<p>By Ann Example, 1 May 2020</p>").day == date(2020, 5, 5)


def test_a_day_in_a_sentence_is_not_that_of_the_page():
    said = "<div>— the minister on Sunday, 3 May 2020 in a talk with a local newspaper</div>"
    assert published(below=f"{said}<div>By Ann Example, 4 May 2020</div>").day == date(2020, 5, 4)


def test_no_page_appears_after_it_was_fetched():
    future = {"datePublished": "2031-05-04"}
    assert published(ld=future, below="<p>4 May 2020</p>", fetched="2020-05-05").day == date(2020, 5, 4)
    assert published(ld=future, fetched="2020-05-05").day is None
    assert published(ld={"datePublished": "2020-05-06"}, fetched="2020-05-05").day == date(2020, 5, 6)  # its own zone


def test_what_the_text_presupposes_ends_where_the_page_was_fetched():
    text = f"{TITLE}\n\nThe two countries signed a treaty on 8 December 1999.\n\n{STORY}"
    found = extract_article(Page(content=text, kind="text", fetched="2004-02-19"), OUTLETS).published
    assert found.basis == "inferred"
    assert found.earliest == date(1999, 12, 8)
    assert found.latest is not None and found.latest <= date(2004, 2, 20)


def test_a_clean_story_says_its_day_in_a_line_of_its_own():
    text = f"{TITLE}\n\nby Ann Example\n\nMonday, May 4, 2020\n\n{STORY}\n\n{STORY}"
    found = extract_article(Page(content=text, kind="text"), OUTLETS).published
    assert (found.day, found.basis) == (date(2020, 5, 4), "page")
