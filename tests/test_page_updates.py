"""Which day a page says it was updated on: apart from its publication, never before it, none where nothing says so."""

from __future__ import annotations

import csv
import json
from datetime import date

import msgspec
import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from comity.articles import extract_article
from comity.articles.textpage import printed_updates
from comity.cli import cli
from comity.coding import code
from comity.exports import export
from comity.lexicons.outlets import open_outlets
from comity.record import create, open_record
from comity.record.check import check_record
from comity.record.differences import compare
from comity.vocabulary import Article, CodedArticle, Page, Updated
from comity.web import create_app
from tests.coded import tools

OUTLETS = open_outlets()
TITLE = "Mayors agree to share the ferry"
STORY = (
    "The mayors of both towns met on the old pier and agreed to share the ferry that one of them had bought last year. "
    "The boat will cross the lake four times a day from spring, the host told reporters after the talks."
)
FIRST, LATER = date(2021, 3, 8), date(2021, 3, 10)


def on_web(*, ld: dict[str, str] | None = None, head: str = "", below: str = "", fetched: str | None = None) -> Article:
    """The article of an HTML page with such metadata and such lines below its headline."""
    stated = f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **ld})}</script>" if ld else ""
    body = f"<article><h1>{TITLE}</h1>{below}<p>{STORY}</p><p>{STORY}</p></article>"
    content = f"<html><head><title>{TITLE}</title>{stated}{head}</head><body>{body}</body></html>"
    return extract_article(Page(content=content, kind="html", fetched=fetched), OUTLETS)


def flattened(*stamps: str, foot: str = "") -> Article:
    """The article of a flattened page with such lines below its headline, and one below its story."""
    menu = "Home\nNews\nSport\nSubscribe to our newsletter\n"
    foot = f"{foot}\n\nFollow us on Telegram\nPrivacy policy\n© Lakeside Courier. All rights reserved."
    told = "\n\n".join((TITLE, *stamps, STORY, STORY.replace("ferry", "boat")))
    return extract_article(Page(content=f"{menu}\n{told}\n\n{foot}", kind="text"), OUTLETS)


def days(article: Article) -> tuple[date | None, date | None]:
    """Day of publication and of the update."""
    return article.published.day, article.updated.day if article.updated else None


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:published_time' content='2021-03-08T09:00:00+02:00'>"
        "<meta property='article:modified_time' content='2021-03-10T09:00:00+02:00'>",
        "<meta property='og:updated_time' content='2021-03-10'><meta name='pubdate' content='2021-03-08'>",
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "datePublished": "2021-03-08",'
        ' "dateModified": "2021-03-10"}</script>',
    ],
)
def test_metadata_tell_both_days_apart(head: str):
    article = on_web(head=head)
    assert days(article) == (FIRST, LATER)
    assert article.updated == Updated(day=LATER, basis="metadata")


@pytest.mark.parametrize(
    "below",
    [
        "<time datetime='2021-03-08'>8 March 2021</time> <span>Updated <time datetime='2021-03-10'>now</time></span>",
        "<p itemprop='datePublished'>2021-03-08</p><p itemprop='dateModified'>2021-03-10</p>",
        "<p>Published 8 March 2021. Last updated 10 March 2021.</p>",
        "<p>Last modified: March 10, 2021</p><p>First published: March 8, 2021</p>",
    ],
)
def test_the_page_tells_both_days_apart(below: str):
    assert days(on_web(below=below)) == (FIRST, LATER)


@pytest.mark.parametrize(
    "stamps",
    [
        ["Published 8 March 2021 Updated 10 March 2021"],
        ["Published: March 8, 2021 9:10 am | Last updated: March 10, 2021"],
        ["By Ann Example", "8 March 2021", "This story was updated at 7:15 pm on 10 March 2021"],
        ["Published", "8 March 2021", "Updated", "10 March 2021"],
        ["Last updated:", "March 10, 2021 at 9:10 am", "First published on", "March 8, 2021"],
    ],
)
def test_a_flattened_page_tells_both_days_apart(stamps: list[str]):
    article = flattened(*stamps)
    assert days(article) == (FIRST, LATER)
    assert article.updated is not None
    assert article.updated.basis == "page"


@pytest.mark.parametrize(
    ("foot", "updated"),
    [
        ("This story was updated on 10 March 2021 to add the price of a ticket.", LATER),
        ("Last updated: March 10, 2021", LATER),
        ("Updated\n10 March 2021", LATER),
        ("Published 8 March 2021", None),
        ("Privacy policy, last updated 10 March 2021", None),
        ("Most read\nCouncil tells of the road works, updated 10 March 2021", None),
        ("Comments\nUpdated 10 March 2021", None),
    ],
)
def test_an_update_is_told_at_the_foot_too(foot: str, updated: date | None):
    assert days(flattened("8 March 2021", foot=foot)) == (FIRST, updated)


def test_words_of_the_text_that_tell_the_day_are_evidence():
    article = flattened("Published 8 March 2021 Updated 10 March 2021", f"{STORY} It first sailed on 10 March 2021.")
    assert article.updated is not None
    assert [span.of(article.text) for span in article.updated.evidence] == ["10 March 2021"]
    elsewhere = flattened("Published 8 March 2021 Updated 10 March 2021").updated
    assert elsewhere is not None
    assert elsewhere.evidence == ()  # in a line that was left out


def test_a_page_that_tells_of_no_update_has_none():
    assert on_web(ld={"datePublished": "2021-03-08"}, below="<p>8 March 2021</p>").updated is None
    assert flattened("8 March 2021").updated is None


def test_an_update_on_the_day_of_publication_stays():
    assert days(on_web(ld={"datePublished": "2021-03-08", "dateModified": "2021-03-08"})) == (FIRST, FIRST)
    assert days(flattened("Published 8 March 2021, updated 8 March 2021")) == (FIRST, FIRST)


def test_metadata_the_wrong_way_round_are_put_right():
    assert days(on_web(ld={"datePublished": "2021-03-10", "dateModified": "2021-03-08"})) == (FIRST, LATER)
    head = (
        "<meta property='article:published_time' content='2021-03-10'>"
        "<meta property='article:modified_time' content='2021-03-08'>"
    )
    assert days(on_web(head=head)) == (FIRST, LATER)


def test_an_update_before_the_publication_is_none():
    earlier = on_web(ld={"datePublished": "2021-03-10"}, below="<p>Updated 8 March 2021</p>")
    assert days(earlier) == (LATER, None)
    given = Page(content=f"{TITLE}\n\nUpdated: 8 March 2021\n\n{STORY}\n\n{STORY}", kind="text", published="2021-03-10")
    assert days(extract_article(given, OUTLETS)) == (LATER, None)


def test_a_day_of_modification_alone_is_no_day_of_publication():
    article = on_web(ld={"dateModified": "2021-03-10"})
    assert (article.published.basis, article.updated) == ("unknown", Updated(day=LATER, basis="metadata"))
    assert days(on_web(ld={"dateModified": "2021-03-10"}, below="<p>8 March 2021</p>")) == (FIRST, LATER)


def test_the_time_of_an_update_yields_to_a_printed_day_of_publication():
    below = "<p>By Ann Example, 8 March 2021</p><p>Updated <time datetime='2021-03-10T08:00'>on Wednesday</time></p>"
    assert days(on_web(below=below)) == (FIRST, LATER)


def test_no_page_was_updated_after_it_was_fetched():
    future = {"datePublished": "2021-03-08", "dateModified": "2031-03-10"}
    assert days(on_web(ld=future, fetched="2021-03-12")) == (FIRST, None)
    assert days(on_web(ld=future, below="<p>Updated 10 March 2021</p>", fetched="2021-03-12")) == (FIRST, LATER)


def test_a_time_in_utc_yields_to_the_update_that_the_outlet_prints():
    late = {"datePublished": "2021-03-08T12:00:00Z", "dateModified": "2021-03-11T01:30:00Z"}
    assert days(on_web(ld=late, below="<p>Updated 10 March 2021</p>")) == (FIRST, LATER)


@pytest.mark.parametrize(
    "line",
    [
        "The bank revised its forecast on 10 March 2021",
        "Published 10 March 2021",
        "A ministry that modified the rules for ferries on 10 March 2021",
    ],
)
def test_what_somebody_revised_is_no_update_of_the_page(line: str):
    assert printed_updates([line]) == ()


def coded(day: date | None) -> CodedArticle:
    page = Page(content=f"{TITLE}\n\n{STORY}", kind="text", given_id="ferry", published="2021-03-08")
    updated = Updated(day=day, basis="metadata") if day else None
    return msgspec.structs.replace(code(page, tools()), updated=updated)


def test_the_exchange_format_of_before_is_read():
    article = coded(None)
    before = msgspec.to_builtins(article)
    del before["updated"]
    assert msgspec.convert(before, CodedArticle) == article


def test_the_record_keeps_the_update_and_says_what_differs(tmp_path):
    with create(tmp_path / "r.duckdb") as record:
        record.add(coded(LATER))
        assert record.execute("select updated from articles") == [(LATER,)]
        assert record.article("ferry").updated == Updated(day=LATER, basis="metadata")
        assert list(check_record(record)) == []
    (difference,) = compare(coded(FIRST), coded(LATER)).differences
    assert difference.fields == {"updated": (FIRST, LATER)}


def test_a_reading_that_tells_of_an_update_takes_the_place_of_one_that_does_not(tmp_path):
    with create(tmp_path / "r.duckdb") as record:
        for day in (None, LATER, None):
            record.add(coded(day))
        assert record.execute("select updated from articles") == [(LATER,)]


def test_show_and_reading_room_tell_the_update_where_there_is_one(tmp_path):
    path = tmp_path / "r.duckdb"
    with create(path) as record:
        record.add(coded(LATER))
        record.add(msgspec.structs.replace(coded(None), id="pier"))
        record.regroup()
    shown = {name: CliRunner().invoke(cli, ["show", name, "-r", str(path)]).output for name in ("ferry", "pier")}
    assert "updated    2021-03-10 (from the page's metadata)" in shown["ferry"]
    assert "updated" not in shown["pier"]
    with open_record(path) as record:
        room = TestClient(create_app(record))
        assert "updated 10 Mar 2021" in room.get("/article/ferry").text
        assert "updated" not in room.get("/article/pier").text


def test_exports_have_a_column_for_the_update(tmp_path):
    with create(tmp_path / "r.duckdb") as record:
        record.add(coded(LATER))
        record.regroup()
        export(record, "csv", tmp_path / "csv")
    with (tmp_path / "csv" / "articles.csv").open(encoding="utf-8") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["published_latest"], row["updated"]) == ("2021-03-08", "2021-03-10")
