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
def coded() -> dict[str, CodedArticle | Failure]:
    """Each expected page, coded by itself."""
    tools: Tools = open_tools()
    pages = [page for path in expected() for page in open_pages([str(EXAMPLES / path)])]
    return dict(zip(expected(), code_all((page for page in pages if isinstance(page, Page)), tools), strict=True))


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


@pytest.mark.parametrize("path", expected())
def test_a_page_gives_the_body_that_was_written_and_nothing_else(path: str):
    assert paragraphs_of(article_of(path)) == bodies()[path]


def paragraphs_of(article: CodedArticle) -> list[str]:
    """The body's paragraphs, white space made even."""
    body = [article.text[part.start : part.end] for part in article.parts if part.kind == "body"]
    return [" ".join(paragraph.split()) for text in body for paragraph in text.split("\n\n")]


@pytest.mark.parametrize("field", ["title", "outlet", "agency", "caption"])
def test_head_matter_is_read(field: str):
    wrong = {path: getattr(article_of(path), field) for path in expected()}
    assert {path: found for path, found in wrong.items() if found != expected()[path].get(field)} == {}


def test_the_printed_day_is_read_and_no_other_is_made_up():
    for path, page in expected().items():
        published = article_of(path).published
        if "published" in page:
            assert published.day == page["published"], path
        else:
            assert published.basis in {"inferred", "unknown"}, path
            assert (published.earliest or date.min) <= page["appeared"] <= (published.latest or date.max), path


def test_the_feed_gives_its_items_with_its_days():
    pages = list(open_pages([str(EXAMPLES / "feeds/three-rivers/feed.xml")]))
    assert not [page for page in pages if isinstance(page, Failure)]
    days = {page.published[:10] for page in pages if isinstance(page, Page) and page.published}
    assert days == {
        (page.get("published") or page["appeared"]).isoformat()
        for path, page in expected().items()
        if path.startswith("feeds/")
    }


# ---------------------------------------------------------------- events

FLOORS = {"type and sides": 0.0, "status": 0.0, "days": 0.0}  # shares, measured


def test_expected_events_are_found():
    """type and sides: of all expected events; status, days: of those found."""
    pairs = [(wanted, best(wanted, article_of(path))) for path in related() for wanted in expected()[path]["events"]]
    found = [(wanted, event) for wanted, event in pairs if event is not None]
    dated = [(wanted, event) for wanted, event in found if "earliest" in wanted]
    shares = {
        "type and sides": len(found) / len(pairs),
        "status": share(event.status == wanted["status"] for wanted, event in found),
        "days": share(same_days(wanted, event) for wanted, event in dated),
    }
    assert {name: value for name, value in shares.items() if value < FLOORS[name]} == {}, shares


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


def share(holds: Iterable[bool]) -> float:
    values = list(holds)
    return sum(values) / len(values) if values else 1.0


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
    (date(1999, 12, 8), "SUPPORT", {"RUS", "BLR"}),
    (date(2014, 5, 29), "SUPPORT", {"RUS", "BLR", "KAZ"}),
    (date(2022, 2, 24), "ASSAULT", {"RUS", "UKR"}),
    (date(2024, 12, 6), "SUPPORT", {"RUS", "BLR"}),
]


@pytest.mark.parametrize(("day", "kind", "parties"), TOLD_BY_SEVERAL)
def test_what_several_outlets_tell_is_one_happening(day: date, kind: str, parties: set[str]):
    articles = [article_of(path) for path in expected()]
    happenings = [h for h in group_happenings(articles) if h.type == kind and h.earliest == h.latest == day]
    told = [h for h in happenings if {code[:3] for code in (*h.source, *h.target)} == parties and h.outlets > 1]
    assert len(told) == 1, happenings
