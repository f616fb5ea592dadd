"""The pages of examples/ against what a careful reader expects of them (examples/expected.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from comity.coding import Tools, code_all, open_tools
from comity.happenings import group_happenings
from comity.pages import open_pages
from comity.vocabulary import CodedArticle, Event, Failure, Page

EXAMPLES = Path(__file__).parent.parent / "examples"
Expected = Mapping[str, Any]


@cache
def expected() -> dict[str, Expected]:
    """The expectations by path below examples/."""
    return {page["path"]: page for page in tomllib.loads((EXAMPLES / "expected.toml").read_text())["page"]}


@cache
def bodies() -> dict[str, list[str]]:
    """The body's paragraphs by path below examples/."""
    return {path: page["body"] for path, page in tomllib.loads((EXAMPLES / "bodies.toml").read_text()).items()}


@cache
def tools() -> Tools:
    return open_tools()


@cache
def coded() -> dict[str, CodedArticle | Failure]:
    """Each expected page, coded by itself."""
    pages = [page for path in expected() for page in open_pages([str(EXAMPLES / path)])]
    return dict(zip(expected(), code_all((page for page in pages if isinstance(page, Page)), tools()), strict=True))


def article_of(path: str) -> CodedArticle:
    found = coded()[path]
    assert isinstance(found, CodedArticle), found
    return found


def related() -> list[str]:
    """Pages with expected events."""
    return [path for path, page in expected().items() if page.get("events")]


# ---------------------------------------------------------------- the folder holds together


def test_every_page_has_its_expectation_and_its_body():
    pages = {str(path.relative_to(EXAMPLES)) for path in EXAMPLES.rglob("*") if path.suffix in {".html", ".txt"}}
    assert pages == set(expected()) == set(bodies())


def test_expected_paragraphs_and_days_are_in_order():
    for path, page in expected().items():
        assert page["paragraphs"] == len(bodies()[path]), path
        assert ("published" in page) != ("appeared" in page), path
        for event in page.get("events", ()):
            assert event.get("earliest", date.min) <= event.get("latest", date.max), path


def test_every_outlet_is_named_as_fictitious():
    readme = (EXAMPLES / "README.md").read_text()
    assert all(page["outlet"] in readme for page in expected().values())


def test_no_address_points_outside_the_example_domain():
    hosts = {
        host
        for path in EXAMPLES.rglob("*.html")
        for host in re.findall(r"https?://([^/\"\s]+)", path.read_text(encoding="latin-1"))
    }
    assert {host for host in hosts if not host.endswith(".example")} <= {"schema.org", "www.w3.org"}


# ---------------------------------------------------------------- pages to articles


FLOORS = {  # shares of the pages, or of the expected events, that come out right; measured, and to be raised
    "body": 1.0,
    "title": 1.0,
    "outlet": 1.0,
    "agency": 1.0,
    "caption": 1.0,
    "day": 1.0,
    "type and sides": 0.80,
    "status": 0.95,
    "days": 0.53,
}


def at_least(name: str, holds: Mapping[str, bool]) -> None:
    """The share that holds reaches its floor; else the failure names what does not hold."""
    share = sum(holds.values()) / len(holds)
    assert share >= FLOORS[name], (round(share, 3), sorted(key for key, value in holds.items() if not value))


def paragraphs_of(article: CodedArticle) -> list[str]:
    """The body's paragraphs, white space made even."""
    body = [article.text[part.start : part.end] for part in article.parts if part.kind == "body"]
    return [" ".join(paragraph.split()) for text in body for paragraph in text.split("\n\n")]


def test_no_paragraph_of_a_body_is_lost():
    lost = {path: set(body) - set(paragraphs_of(article_of(path))) for path, body in bodies().items()}
    assert {path: paragraphs for path, paragraphs in lost.items() if paragraphs} == {}


def test_a_page_gives_the_body_that_was_written_and_nothing_else():
    at_least("body", {path: paragraphs_of(article_of(path)) == body for path, body in bodies().items()})


@pytest.mark.parametrize("field", ["title", "outlet", "agency", "caption"])
def test_head_matter_is_read(field: str):
    at_least(field, {path: getattr(article_of(path), field) == page.get(field) for path, page in expected().items()})


def test_the_day_that_a_page_gives_is_its_day():
    dated = {path: page["published"] for path, page in expected().items() if "published" in page}
    at_least("day", {path: article_of(path).published.day == day for path, day in dated.items()})


def test_no_day_is_made_up():
    """A page without a day, or whose day was missed, has an interval that holds the true day."""
    for path, page in expected().items():
        published = article_of(path).published
        true = page.get("published") or page["appeared"]
        assert (published.earliest or date.min) <= true <= (published.latest or date.max), path
        assert "published" in page or published.basis in {"inferred", "unknown"}, path


def test_the_feed_gives_each_article_once():
    """Four items name a file beside the feed, one carries its article itself."""
    pages = list(open_pages([str(EXAMPLES / "feeds/three-rivers/feed.xml")]))
    paths = {Path(page.path or "").name for page in pages}
    files = {Path(path).name for path in expected() if path.startswith("feeds/")}
    assert len(pages) == 5
    assert paths == files | {"feed.xml#4"}


def test_a_page_without_a_day_has_that_of_its_item_in_the_feed():
    pages = list(open_pages([str(EXAMPLES / "feeds/three-rivers/feed.xml")]))
    (page,) = [page for page in pages if isinstance(page, Page) and page.path and "sochi-yacht" in page.path]
    (article,) = code_all([page], tools())
    assert isinstance(article, CodedArticle)
    assert (article.published.day, article.published.basis) == (date(2021, 5, 29), "metadata")


def test_an_article_in_a_feed_has_the_day_and_title_of_its_item():
    pages = list(open_pages([str(EXAMPLES / "feeds/three-rivers/feed.xml")]))
    item = next(page for page in pages if isinstance(page, Page) and page.path and page.path.endswith("#4"))
    (article,) = code_all([item], tools())
    assert isinstance(article, CodedArticle)
    assert article.published.day == date(2013, 12, 25)
    assert article.title == "Moscow promises Minsk new loan"
    assert len(paragraphs_of(article)) == 5


# ---------------------------------------------------------------- events


def test_expected_events_are_found():
    """type and sides: of all expected events; status, days: of those found, days where the reader could tell them."""
    wanted = {
        f"{path} {number}: {event['type']} {event['words']}": (event, best(event, article_of(path)))
        for path in related()
        for number, event in enumerate(expected()[path]["events"], start=1)
    }
    at_least("type and sides", {key: event is not None for key, (_, event) in wanted.items()})
    found = {key: (reader, event) for key, (reader, event) in wanted.items() if event is not None}
    at_least("status", {key: event.status == reader["status"] for key, (reader, event) in found.items()})
    dated = {key: pair for key, pair in found.items() if "earliest" in pair[0]}
    at_least("days", {key: same_days(*pair) for key, pair in dated.items()})


def best(wanted: Expected, article: CodedArticle) -> Event | None:
    """The article's event of that type and those sides; of several the one with the right days, then status."""
    fits = [
        event
        for event in article.events
        if event.type in {wanted["type"], *wanted.get("alt", ())} and same_sides(wanted, event, article)
    ]
    ranked = sorted(fits, key=lambda event: (not same_days(wanted, event), event.status != wanted["status"]))
    return ranked[0] if ranked else None


def same_sides(wanted: Expected, event: Event, article: CodedArticle) -> bool:
    """All expected parties are there, each on its side; a reciprocal event's parties on either."""
    source, target = countries(event.source, article), countries(event.target, article)
    if len(wanted["source"]) > 1 and not wanted["target"]:
        return set(wanted["source"]) <= source | target
    return set(wanted["source"]) <= source and set(wanted["target"]) <= target


def countries(ids: Iterable[str], article: CodedArticle) -> set[str]:
    """Countries, or organisations' codes, of those actors."""
    return {actor.country for actor in article.actors if actor.id in set(ids) and actor.country}


def same_days(wanted: Expected, event: Event) -> bool:
    """Whether the event's days are known and lie within the expected ones."""
    if event.time is None or "earliest" not in wanted or event.time.earliest is None or event.time.latest is None:
        return False
    return bool(wanted["earliest"] <= event.time.earliest and event.time.latest <= wanted["latest"])


@pytest.mark.parametrize("path", [path for path, page in expected().items() if page.get("unrelated")])
def test_other_news_says_nothing_of_russia_and_belarus(path: str):
    article = article_of(path)
    for event in article.events:
        assert not {"RUS", "BLR"} <= countries((*event.source, *event.target), article), event


def test_sport_weather_and_markets_hold_no_event_between_states():
    quiet = [path for path, page in expected().items() if page.get("unrelated") and not page.get("events")]
    between = {
        path: [e.rule for e in article_of(path).events if len(countries((*e.source, *e.target), article_of(path))) > 1]
        for path in quiet
    }
    assert {path: rules for path, rules in between.items() if rules} == {}


# ---------------------------------------------------------------- happenings

TOLD_BY_SEVERAL = [  # (day, the two states' happening that several outlets tell of)
    (date(1996, 4, 2), "SUPPORT", {"RUS", "BLR"}),
    (date(1999, 12, 8), "SUPPORT", {"RUS", "BLR"}),
    (date(2014, 5, 29), "SUPPORT", {"RUS", "BLR", "KAZ"}),
    (date(2022, 2, 24), "ASSAULT", {"RUS", "UKR"}),
    (date(2020, 9, 14), "AGREE", {"RUS", "BLR"}),
]


@pytest.mark.parametrize(("day", "kind", "parties"), TOLD_BY_SEVERAL)
def test_what_several_outlets_tell_is_one_happening(day: date, kind: str, parties: set[str]):
    articles = [article_of(path) for path in expected()]
    happenings = [h for h in group_happenings(articles) if h.type == kind and h.earliest == h.latest == day]
    told = [h for h in happenings if {code[:3] for code in (*h.source, *h.target)} == parties and h.outlets > 1]
    assert len(told) == 1, happenings
