"""The reading room: four pages and their lists, escaped, walled in, and kind when asked for what is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from fastapi.testclient import TestClient

from comity.record import create, open_record
from comity.vocabulary import Dropped, Related, stable_id
from comity.web import create_app
from tests.factory import coded_article

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


@pytest.fixture(scope="module")
def record_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("web") / "record.duckdb"
    with create(path) as record:
        for article in articles():
            record.add(article)
        record.regroup()
    return path


def articles() -> Iterator:
    told = coded_article(
        "RUSGOV+BLRGOV -> CONSULT 2022-02-18",
        "RUS -> BLR AID 2022-02-20",
        "RUS -> UKR ASSAULT 2022-02-24",
        'BLRGOV -> USA ACCUSE 2022-02-21 "Minister"',
        "RUS+BLR -> SUPPORT 1997-04-02 historical",
        name="a",
        title="Two presidents met",
        agency="Wire",
    )
    dropped = (Dropped(text="Follow the Gazette on every channel", reason="promotion"),)
    yield msgspec.structs.replace(told, dropped=dropped, related=(Related(title="Another story", agency="Wire"),))
    yield coded_article("RUSGOV+BLRGOV -> CONSULT 2022-02-18", name="b", outlet="Herald", title=HOSTILE)
    yield coded_article("POL -> CZE AID 2022-03-01", name="c", outlet=HOSTILE, title="Łódź and Plzeň")


@pytest.fixture(scope="module")
def room(record_path: Path) -> Iterator[TestClient]:
    with open_record(record_path) as record:
        yield TestClient(create_app(record))


def identifier(name: str) -> str:
    return stable_id(f"https://gazette.example/{name}")


def met(room: TestClient) -> str:
    """The id of the meeting that two outlets tell of."""
    told = room.get("/api/dyad/RUS/BLR", params={"type": "CONSULT"}).json()["happenings"]
    return told[0]["id"]


def words(page: str) -> str:
    """What a reader reads."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_front_page_shows_counts_latest_happenings_and_busiest_dyads(room):
    page = words(room.get("/").text)
    assert "3 articles, 7 events in 6 happenings" in page
    assert page.index("1 Mar 2022") < page.index("18 Feb 2022")
    assert "Busiest dyads" in page


def test_a_search_finds_words_in_titles_and_texts_whatever_their_accents(room):
    assert "Łódź and Plzeň" in room.get("/", params={"q": "plzen"}).text
    page = room.get("/", params={"q": "assault"}).text
    assert "Two presidents met" in page and "<mark>assault</mark>" in page
    assert "No article has all these words" in room.get("/", params={"q": "no such"}).text


def test_a_search_finds_actors(room):
    assert room.get("/api/search", params={"q": "blrgov"}).json()["actors"][0]["code"] == "BLRGOV"


def test_the_dyad_page_has_charts_figures_and_the_happenings_behind_them(room):
    page = room.get("/dyad/RUS/BLR").text
    assert 'data-spec="/chart/ties/RUS/BLR.json?' in page and '<noscript><img src="/chart/ties/RUS/BLR.svg?' in page
    assert "3 happenings" in words(page)
    assert "Ties: how much two sides do for and with each other." in page


@pytest.mark.parametrize(
    "query, count",
    [
        ("", 3),
        ("?type=AID", 1),
        ("?since=2022-01-01", 2),
        ("?since=2022-01-01&until=2022-02-18&by=&type=", 1),
        ("?status=planned", 0),
    ],
)
def test_the_dyads_list_can_be_filtered(room, query, count):
    assert room.get(f"/api/dyad/RUS/BLR{query}").json()["total"] == count
    assert f"{count} happening" in words(room.get(f"/dyad/RUS/BLR{query}").text)


def test_codes_in_small_letters_and_blocs_are_understood(room):
    assert "2 happenings" not in words(room.get("/dyad/rus/west").text)
    assert "1 happening" in words(room.get("/dyad/blr/west").text)
    assert (
        room.get("/dyad", params={"source": "rus ", "target": "blr"}, follow_redirects=False).headers["location"]
        == "/dyad/RUS/BLR"
    )


def test_the_article_page_marks_the_evidence_and_shows_what_was_dropped(room):
    page = room.get(f"/article/{identifier('a')}").text
    assert '<a class="trigger" href="#e1"' in page and 'id="e1"' in page
    assert re.search(r'<span class="actor[^"]*" title="RUSGOV: RUSGOV \(name\)">RUSGOV</span>', page)
    assert '<h1 class="text"><span class="sentence" id="s0">Two presidents met</span></h1>' in page
    assert "Follow the Gazette on every channel" in page and "promotion" in page and "Another story" in page
    assert "background" in page and "said by Minister" in words(page)


def test_the_article_page_loses_no_character_of_the_text(room):
    page = room.get(f"/article/{identifier('a')}").text
    coded = room.get(f"/api/article/{identifier('a')}").json()
    shown = [re.sub(r"<[^>]+>", "", text) for text in re.findall(r'(?s)class="text">(.*?)</(?:h1|p)>', page)]
    assert shown == coded["text"].replace('"', "&#34;").split("\n\n")


def test_the_happening_page_sets_its_mentions_side_by_side(room):
    page = room.get(f"/happening/{met(room)}").text
    assert "2 mentions" in page and "Gazette" in page and "Herald" in page
    assert f'href="/article/{identifier("a")}#s1"' in page
    assert '<span class="trigger">did consult</span>' in page
    assert page.count('href="/dyad/') == 1 and 'href="/dyad/BLR/RUS"' in page


@pytest.mark.parametrize(
    "path", ["/", "/?q=script", "/dyad/RUS/BLR", "/article/{b}", "/article/{c}", "/happening/{met}"]
)
def test_hostile_titles_and_outlets_stay_text(room, path):
    page = room.get(path.format(b=identifier("b"), c=identifier("c"), met=met(room))).text
    assert "<script>alert" not in page and "<img src=x" not in page
    assert page.count("<script") == page.count('<script src="/static/vega.js" type="module">')


def test_a_javascript_address_is_no_link(record_path, tmp_path):
    path = tmp_path / "r.duckdb"
    with create(path) as record:
        record.add(msgspec.structs.replace(coded_article(name="x"), url="javascript:alert(1)", id="a b/c?d"))
    with open_record(path) as record:
        page = TestClient(create_app(record)).get("/article/a%20b%2Fc%3Fd")
    assert page.status_code == 200 and "javascript:" not in page.text


def test_no_page_points_at_another_host(room):
    for path in ("/", "/dyad/RUS/BLR", f"/article/{identifier('a')}", f"/happening/{met(room)}", "/static/style.css"):
        text = room.get(path).text
        for tag in re.findall(r"<(?:script|link|img|iframe|form)[^>]*>|url\([^)]*\)|@import[^;]*", text):
            assert "//" not in tag, tag


@pytest.mark.parametrize("path", ["/", "/api/totals", "/static/style.css", "/nowhere", "/chart/ties/RUS/BLR.svg"])
def test_every_answer_is_walled_in(room, path):
    headers = room.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self';" in policy and "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"


def test_a_foreign_name_bound_to_this_machine_gets_nothing(room):
    assert room.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_written(room, method):
    assert getattr(room, method)("/").status_code == 405


@pytest.mark.parametrize(
    "path, status, said",
    [
        ("/nowhere", 404, "There is no such page."),
        ("/article/none", 404, "The record has no such article."),
        ("/happening/none", 404, "The record has no such happening."),
        ("/dyad/RUS/RUSS", 422, "neither a country code"),
        ("/dyad/RUS/RUS", 422, "the same side"),
        ("/dyad/RUS/BLR?since=yesterday", 422, "is no day"),
        ("/dyad/RUS/BLR?by=decade", 422, "no period"),
        ("/dyad/RUS/BLR?page=0", 422, "page"),
        ("/?q=a&page=x", 422, "page"),
    ],
)
def test_what_is_not_there_or_makes_no_sense_gets_a_page_with_a_word(room, path, status, said):
    answer = room.get(path)
    assert answer.status_code == status and answer.headers["content-type"].startswith("text/html")
    assert said in words(answer.text)


@pytest.mark.parametrize(
    "path", ["/api/article/none", "/api/measure/love/RUS/BLR", "/chart/ties/RUS/R.json", "/api/nowhere"]
)
def test_the_same_faults_as_json(room, path):
    answer = room.get(path)
    assert answer.status_code in (404, 422) and answer.json()["error"]["message"]


def test_measures_as_json_carry_their_definition(room):
    told = room.get("/api/measure/ties/RUS/BLR", params={"by": "year"}).json()
    assert [row["period"] for row in told["rows"]] == ["1997-01-01", "2022-01-01"]
    assert told["definition"].startswith("Ties:") and told["left_out"]["undated"] == 0


def test_the_chart_is_the_same_as_json_and_as_image(room):
    assert room.get("/chart/pressure/RUS/UKR.json").json()["title"]["text"] == "Pressure of RUS on UKR, by year"
    assert room.get("/chart/pressure/RUS/UKR.svg").text.startswith("<svg")


def test_an_empty_record_has_a_front_page(tmp_path):
    with create(tmp_path / "r.duckdb") as record:
        page = TestClient(create_app(record)).get("/")
    assert page.status_code == 200 and "no dated happening yet" in page.text


def test_docs_name_every_list(room):
    said = (Path(__file__).parents[1] / "docs" / "reading_room.md").read_text("utf-8")
    for path in room.get("/api/openapi.json").json()["paths"]:
        assert "/".join(path.split("/")[:3]).removesuffix("/{name}") in said, path


def test_a_happening_whose_other_side_is_uncoded_leads_to_no_dyad(tmp_path):
    with create(tmp_path / "r.duckdb") as record:
        record.add(coded_article("RUSGOV+Rovers -> BLR CONSULT 2022-02-18", "RUS -> Minsk AID 2022-02-19", name="x"))
        record.regroup()
        pages = TestClient(create_app(record))
        told = pages.get("/api/recent").json()
        found = [pages.get(f"/happening/{line['id']}").text.count('href="/dyad/') for line in told]
    assert found == [0, 1]
