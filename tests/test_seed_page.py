"""The page the project began with; it belongs to its publisher and stays outside, so these tests need ../shared."""

from pathlib import Path

import pytest

from comity.coding import code
from comity.pages import open_pages
from comity.vocabulary import CodedArticle, Page
from tests.coded import event_line, tools

PAGE = Path(__file__).parent.parent.parent / "shared" / "data" / "seed" / "cyprus-mail.txt"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not PAGE.exists(), reason="../shared is absent")]


def coded(published: str | None) -> CodedArticle:
    page = next(iter(open_pages([str(PAGE)], published=published)))
    assert isinstance(page, Page)
    return code(page, tools(with_model=True))


@pytest.fixture(scope="module")
def article() -> CodedArticle:
    return coded("2022-07-01")


def test_the_page_falls_into_its_parts(article: CodedArticle) -> None:
    assert (article.outlet, article.sections) == ("Cyprus Mail", ("Russia", "World"))
    assert article.title is not None and article.title.startswith("Putin: Belarus")
    body = "".join(article.text[p.start : p.end] for p in article.parts if p.kind == "body")
    assert body.startswith("President Vladimir Putin on Friday") and body.endswith("almost two decades ago.")
    assert [d.reason for d in article.dropped if "Google News" in d.text] == ["promotion"]
    assert [r.agency for r in article.related] == ["Reuters"] * 6


def test_its_actors_have_their_codes(article: CodedArticle) -> None:
    codes = {actor.name: actor.code for actor in article.actors}
    wanted = {"Vladimir Putin": "RUSGOV", "Alexander Lukashenko": "BLRGOV", "Sergei Shoigu": "RUSGOVMIL",
              "Russia": "RUS", "Belarus": "BLR", "Ukraine": "UKR"}  # fmt: skip
    assert wanted.items() <= codes.items()
    kinds = {actor.code for actor in article.actors}
    assert "BLRCVLOPP" in kinds and any(code and code.startswith("BLR") and "OPP" in code for code in kinds)
    assert any(actor.kind == "group" and actor.code is None and "West" in actor.name for actor in article.actors)


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("BLRGOV, RUSGOV CONSULT", "happened"),
        ("BLR, RUS SUPPORT", "happened"),
        ("BLRGOV -> BLRCVLOPP COERCE", "happened"),
        ("BLRGOV -> RUS AID", "happened"),
        ("RUSMIL -> UKR ASSAULT", "happened"),
        ("RUSGOVMIL -> BLR, RUS REQUEST", "happened"),
        ("BLR, RUS COOPERATE", "demanded"),
    ],
)
def test_its_events(article: CodedArticle, line: str, status: str) -> None:
    assert (line, status) in [(event_line(article, event), event.status) for event in article.events]


def test_putin_backs_lukashenko_in_late_2020(article: CodedArticle) -> None:
    backing = [
        e
        for e in article.events
        if e.type in {"AID", "SUPPORT"} and event_line(article, e).startswith("RUSGOV -> BLRGOV")
    ]
    assert [(str(e.time.earliest), str(e.time.latest)) for e in backing if e.time] == [("2020-09-01", "2020-12-31")]


def test_what_is_said_is_said_by_its_speaker(article: CodedArticle) -> None:
    sanctions = next(e for e in article.events if e.type == "SANCTION")
    quote = next(q for q in article.quotes if q.id == sanctions.said_by)
    assert quote.kind == "direct" and quote.speaker is not None
    assert article.text[quote.speaker.start : quote.speaker.end] == "Putin"
    assert any(e.type == "ACCUSE" and event_line(article, e).startswith("BLRPTYOPP") for e in article.events)


def test_its_days(article: CodedArticle) -> None:
    days = {article.text[t.start : t.end]: (str(t.earliest), str(t.latest)) for t in article.times}
    assert days["Friday"] == ("2022-07-01", "2022-07-01")
    assert days["February"] == ("2022-02-01", "2022-02-28")
    assert days["last week"] == ("2022-06-20", "2022-06-26")
    signed = (e for e in article.events if "signed" in e.trigger.of(article.text))
    treaty = next(e for e in signed if event_line(article, e) == "BLR, RUS SUPPORT")
    assert treaty.historical and treaty.time is not None and treaty.time.earliest is not None
    assert treaty.time.earliest.year == 1997


def test_its_provisions_and_claims(article: CodedArticle) -> None:
    found = {(p.dimension, p.status) for p in article.provisions if set(p.parties) == {"RUS", "BLR"}}
    assert found == {("political", "in force"), ("citizenship", "in force"), ("economic", "in force"),
                     ("defence", "in force"), ("monetary", "failed")}  # fmt: skip
    speakers = {q.id: q.speaker and article.text[q.speaker.start : q.speaker.end] for q in article.quotes}
    speeds = [claim for claim in article.claims if claim.kind == "speeds"]
    assert len(speeds) == 3 and all("Putin" in (speakers[claim.said_by or ""] or "") for claim in speeds)


def test_without_a_date_nothing_is_guessed_as_today() -> None:
    published = coded(None).published
    assert (str(published.earliest), str(published.latest), published.basis) == ("2022-02-24", "2023-02-23", "inferred")
    assert published.evidence
