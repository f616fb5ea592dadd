"""Page -> Article: what is the article, what is known of it, when it appeared."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from comity.articles import extract_article
from comity.articles.days import full_dates
from comity.articles.published import before_next
from comity.faults import LexiconFault, Unreadable
from comity.lexicons.outlets import open_outlets, read_outlets
from comity.vocabulary import Article, Page, stable_id

OUTLETS = open_outlets()
STORY = (
    "The foreign ministers of both countries met in Minsk on Monday and agreed to reopen two border crossings.\n\n"
    "They said that the crossings had been closed for nearly a year because of a dispute over transit fees.\n\n"
    "A date for the next round of talks was not announced."
)


def text(content: str, **known: str) -> Article:
    return extract_article(Page(content=content, kind="text", **known), OUTLETS)


def html(content: str, **known: str) -> Article:
    return extract_article(Page(content=content, kind="html", **known), OUTLETS)


def parts(article: Article) -> list[tuple[str, str]]:
    return [(part.kind, article.text[part.start : part.end]) for part in article.parts]


def reasons(article: Article) -> dict[str, str]:
    return {line.text: line.reason for line in article.dropped}


# ---------------------------------------------------------------- clean stories


def test_a_clean_story_passes_untouched():
    article = text(STORY)
    assert article.text == STORY
    assert parts(article) == [("body", STORY)]
    assert article.dropped == ()


def test_one_sentence_is_a_body_and_a_headline_alone_a_title():
    assert parts(text("Moscow on Friday expelled two diplomats."))[0][0] == "body"
    assert parts(text("Moscow expels two diplomats over spy row"))[0][0] == "title"


def test_a_first_line_without_a_full_stop_is_the_title():
    article = text("Ministers agree to reopen two crossings\n\n" + STORY)
    assert article.title == "Ministers agree to reopen two crossings"
    assert [kind for kind, _ in parts(article)] == ["title", "body"]


def test_a_title_in_capitals_may_end_with_a_full_stop():
    assert text("Ministers Agree to Reopen Border Crossings Next Month.\n\n" + STORY).title.startswith(
        "Ministers Agree"
    )


def test_a_given_title_stands_before_the_body_and_only_once():
    for content in (STORY, "Ministers agree\n\n" + STORY):
        article = text(content, title="Ministers agree")
        assert article.text == "Ministers agree\n\n" + STORY
        assert [kind for kind, _ in parts(article)] == ["title", "body"]


def test_a_paragraph_cut_at_a_width_is_one_paragraph():
    wrapped = (
        "The foreign ministers of both countries met in Minsk on Monday and\n"
        "agreed to reopen two border crossings that had been closed for more\n"
        "than a year.\n\nThey did not say when."
    )
    assert text(wrapped).text.split("\n\n")[0].endswith("closed for more than a year.")


def test_a_call_to_follow_at_the_foot_of_a_story_is_dropped():
    article = text(STORY + "\n\nFollow us on Twitter")
    assert article.text == STORY
    assert reasons(article) == {"Follow us on Twitter": "promotion"}


def test_identity_is_given_or_of_the_url_or_of_the_text():
    assert text(STORY, given_id="mine").id == "mine"
    assert text(STORY, url="https://example.org/a").id == stable_id("https://example.org/a")
    assert text(STORY).id == stable_id(STORY)


# ---------------------------------------------------------------- flattened pages

FLATTENED = """Minsk Courier
BelarusEconomy

Ministers of both countries agree to reopen two border crossings

foreign ministers shake hands in minsk after the talks
The foreign ministers of the two countries after their talks in Minsk

By Anna Example
4 May 2020

The foreign ministers of both countries met in Minsk on Monday and agreed to reopen two border crossings.

“We have waited for this day for nearly a year,” the host said after the talks, which lasted for three hours.

The crossings were closed last summer because of a dispute over the fees that hauliers pay for transit.

A date for the next round of talks was not announced, but both sides said that it would be this year.

Follow the Minsk Courier on Telegram

Related Posts

Central bank raises its rate for the third time this year

Reuters News Service

Hauliers ask the government for help with rising fees

Interfax

3 comments

Reader One says:

This took them far too long and I am still waiting for my goods to come through.

© 2020 Minsk Courier. All rights reserved.
"""


def test_a_flattened_page_is_sorted_line_by_line():
    article = text(FLATTENED)
    assert article.title == "Ministers of both countries agree to reopen two border crossings"
    assert article.caption == (
        "foreign ministers shake hands in minsk after the talks\n\n"
        "The foreign ministers of the two countries after their talks in Minsk"
    )
    assert [kind for kind, _ in parts(article)] == ["title", "caption", "caption", "body"]
    body = parts(article)[-1][1]
    assert body.startswith("The foreign ministers of both countries met")
    assert body.endswith("that it would be this year.")
    assert (article.outlet, article.sections) == ("Minsk Courier", ("Belarus", "Economy"))
    assert article.authors == ("Anna Example",)


def test_each_dropped_line_has_its_reason():
    found = reasons(text(FLATTENED))
    assert found["Follow the Minsk Courier on Telegram"] == "promotion"
    assert found["Related Posts"] == "related"
    assert found["Hauliers ask the government for help with rising fees"] == "related"
    assert found["Interfax"] == "related"
    assert found["By Anna Example"] == "byline"
    assert found["This took them far too long and I am still waiting for my goods to come through."] == "comment"
    assert found["© 2020 Minsk Courier. All rights reserved."] == "legal"


@pytest.mark.parametrize(
    "byline, agency, authors",
    [
        ("By Anna Example", None, ("Anna Example",)),
        ("By Anna Example, Associated Press", "AP", ("Anna Example",)),
        ("By Anna Example and Ben Example", None, ("Anna Example", "Ben Example")),
        ("Reuters", "Reuters", ()),
        ("By Harbour News Agency", "Harbour News Agency", ()),
        ("By Our Staff", None, ()),
    ],
)
def test_bylines_name_people_and_wire_services(byline, agency, authors):
    article = text(FLATTENED.replace("By Anna Example", byline))
    assert (article.agency, article.authors) == (agency, authors)
    assert byline in reasons(article)


def test_related_titles_keep_their_agency():
    found = [(story.title, story.agency) for story in text(FLATTENED).related]
    assert found == [
        ("Central bank raises its rate for the third time this year", "Reuters"),
        ("Hauliers ask the government for help with rising fees", "Interfax"),
    ]


def test_every_line_of_a_flattened_page_is_kept_or_dropped():
    article = text(FLATTENED)
    for line in filter(None, FLATTENED.split("\n")):
        assert line in article.text or line in reasons(article)


# ---------------------------------------------------------------- publication date


def published(article: Article) -> tuple[str, str, str, list[str]]:
    found = article.published
    return str(found.earliest), str(found.latest), found.basis, [span.of(article.text) for span in found.evidence]


def test_a_given_day_goes_before_all_others():
    assert published(text("MINSK, May 4, 2020 (Reuters) - " + STORY, published="2021-02-03T10:00:00Z")) == (
        "2021-02-03", "2021-02-03", "given", [],
    )  # fmt: skip


def test_a_printed_day_that_was_dropped_has_no_words_in_the_text():
    assert published(text(FLATTENED)) == ("2020-05-04", "2020-05-04", "page", [])


def test_a_dateline_gives_day_and_agency():
    article = text("MINSK, May 4, 2020 (Reuters) - " + STORY)
    assert published(article) == ("2020-05-04", "2020-05-04", "dateline", ["May 4, 2020"])
    assert article.agency == "Reuters"
    assert article.text.startswith("MINSK, May 4, 2020 (Reuters) - ")


@pytest.mark.parametrize(
    "line, agency",
    [
        ("MINSK, Jan. 5 (Reuters) - The talks", "Reuters"),
        ("WARSAW, Poland (AP) — The talks", "AP"),
        ("MOSCOW, May 4. /TASS/. The talks", "TASS"),
        ("BEIJING, May 4 (Xinhua) -- The talks", "Xinhua"),
        ("Minsk (dpa) - The talks", "dpa"),
        ("The European Union (EU) - a bloc of many states - said the talks", None),
        ("Lukashenko (left) - who came late - opened the talks", None),
    ],
)
def test_datelines_name_the_wire_service(line, agency):
    assert text(f"{line} ended without a result, officials said.\n\n{STORY}").agency == agency


def test_a_past_month_beside_a_deed_of_known_day_leaves_one_year():
    story = "In February, he let Moscow use the country for the tanks that invaded the southern neighbour, Ukraine."
    assert published(text(story + "\n\n" + STORY)) == (
        "2022-02-24", "2023-02-23", "inferred", ["In February", "tanks that invaded the southern neighbour, Ukraine"],
    )  # fmt: skip


def test_a_deed_of_known_day_alone_leaves_the_end_open():
    story = "Relations have been frozen since the attacks of 11 September brought the two services together."
    found = published(text(story + "\n\n" + STORY))
    assert found == ("2001-09-11", "None", "inferred", ["attacks of 11 September"])


def test_a_dateline_without_a_year_takes_it_from_what_the_text_presupposes():
    story = "MINSK, July 1 (Reuters) - In February the tanks invaded the southern neighbour, Ukraine, from here."
    day, _, basis, _ = published(text(story + "\n\n" + STORY))
    assert (day, basis) == ("2022-07-01", "dateline")


def test_plans_do_not_date_a_text():
    assert published(text("The plant, which was sold, will be closed in 2030.\n\n" + STORY))[2] == "unknown"


def test_nothing_is_guessed():
    assert published(text(STORY)) == ("None", "None", "unknown", [])


@pytest.mark.parametrize(
    "words, day",
    [
        ("1 July 2022", "2022-07-01"),
        ("July 1st, 2022", "2022-07-01"),
        ("Fri, 01 Jul 2022 10:00", "2022-07-01"),
        ("2022-07-01T10:00:00+03:00", "2022-07-01"),
        ("01.07.2022", "2022-07-01"),
        ("13/07/2022", "2022-07-13"),
        ("3/4/2022", None),
        ("31 February 2022", None),
        ("version 1.07.2022.1", None),
    ],
)
def test_full_dates(words, day):
    assert [str(found) for *_, found in full_dates(words)] == ([day] if day else [])


def test_a_leap_day_comes_again_in_the_next_year():
    assert before_next(date(2024, 2, 29)) == date(2025, 2, 28)


# ---------------------------------------------------------------- HTML

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Ministers agree to reopen crossings | Minsk Courier</title>
<link rel="canonical" href="https://courier.example/world/crossings">
<meta property="og:site_name" content="Minsk Courier"><meta property="article:section" content="World">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
"headline": "Ministers agree to reopen crossings", "datePublished": "2020-05-04T10:00:00+03:00",
"author": [{"@type": "Person", "name": "Anna Example"}, {"name": "Reuters"}]}]}
</script></head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Ministers agree to reopen crossings</h1><figure><img src="a.jpg">
<figcaption>The ministers of the two countries after their talks</figcaption></figure>
<p>The foreign ministers of both countries met in Minsk on Monday and agreed to reopen two border crossings.</p>
<p>They said that the crossings had been closed for nearly a year because of a dispute over transit fees.</p>
<p>A date for the next round of talks was not announced, but both sides said that it would be this year.</p>
</article><aside><h3>Related stories</h3><ul>
<li><a href="/b">Central bank raises its rate for the third time</a></li></ul></aside>
<div class="newsletter">Sign up to our newsletter</div>
<footer>© 2020 Minsk Courier. All rights reserved.</footer>
</body></html>"""


def test_an_html_page_tells_of_itself():
    article = html(PAGE, url="https://courier.example/world/crossings?from=feed")
    assert article.title == "Ministers agree to reopen crossings"
    assert (article.outlet, article.agency, article.authors) == ("Minsk Courier", "Reuters", ("Anna Example",))
    assert article.sections == ("World",)
    assert article.url == "https://courier.example/world/crossings"
    assert article.id == stable_id(article.url)
    assert published(article) == ("2020-05-04", "2020-05-04", "metadata", [])
    assert article.caption == "The ministers of the two countries after their talks"
    assert article.language == "en"


def test_an_html_page_has_its_body_and_nothing_but_the_body():
    article = html(PAGE)
    assert [kind for kind, _ in parts(article)] == ["title", "caption", "body"]
    assert parts(article)[-1][1].count("\n\n") == 2
    found = reasons(article)
    assert found["Sign up to our newsletter"] == "promotion"
    assert found["Central bank raises its rate for the third time"] == "related"
    assert found["© 2020 Minsk Courier. All rights reserved."] == "legal"
    assert [story.title for story in article.related] == ["Central bank raises its rate for the third time"]


def test_a_date_before_the_web_is_none():
    assert html(PAGE.replace("2020-05-04T", "0001-01-01T")).published.basis == "unknown"


BARE = """<html><head><title>Ministers agree to reopen crossings - Minsk Courier</title></head>
<body>
<b>Minsk Courier</b><hr><p>LATEST</p>
<p>10:36 Envoy leaves after three years</p><div>WORLD</div><div>4 May 2020 10:00 GMT</div>
<h1>Ministers agree to reopen crossings</h1><div><span itemprop="author">Anna Example</span></div>
<p>The foreign ministers of both countries met in Minsk on Monday and agreed to reopen two border crossings.</p>
<p>They said that the crossings had been closed for nearly a year because of a dispute over transit fees.</p>
<p>The crossings were built on 3 March 1995, when the two countries signed a treaty.</p></body></html>"""


def test_a_page_without_metadata_prints_outlet_author_and_day():
    article = html(BARE)
    assert (article.outlet, article.authors) == ("Minsk Courier", ("Anna Example",))
    assert published(article)[:3] == ("2020-05-04", "2020-05-04", "page")


def test_an_outlet_is_known_by_its_host():
    assert html(PAGE.replace("courier.example", "www.reuters.com")).outlet == "Reuters"


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title></title></head></html>",
        "<script>var a = 1</script>",
        "<!-- nothing -->",
        "<html><body><img src='a.png'></body></html>",
    ],
)
def test_html_without_a_body_is_named(page):
    with pytest.raises(Unreadable) as fault:
        html(page)
    assert fault.value.kind == "no-body"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + PAGE + "</div>" * 20_000,
        PAGE.replace("Monday", "Monday &nosuch; &#0; &#xD800; &amp &#99999999;"),
        PAGE.replace('"@graph": [', '"@graph": [[[[[[[[[['),
        PAGE.replace("<article>", "<article><p><b><i></p></i><table><tr><p>"),
        PAGE.replace("\n", "\r\n"),
        PAGE + PAGE,
        PAGE.replace("<head>", '<head><meta http-equiv="refresh"><base href="://">'),
        PAGE.replace("https://courier.example", "https://[broken"),
    ],
)
def test_broken_html_is_read_as_far_as_it_goes(page):
    article = html(page)
    assert "crossings" in article.text
    for part in article.parts:
        assert 0 <= part.start < part.end <= len(article.text)


def test_a_huge_page_is_read_in_time():
    article = html(
        PAGE.replace(
            "</article>",
            "".join(f"<p>Round {n} of their talks was about the fees of the crossings.</p>" for n in range(20_000)),
        )
    )
    assert len(article.text) > 500_000


@pytest.mark.parametrize("content", ["\x00", "?", "...\n\n...", "a\n" * 5_000, "x" * 200_000, "\ufffd" * 10, "😀 😀"])
def test_odd_text_is_an_article_or_named(content):
    try:
        assert text(content).text.strip()
    except Unreadable as fault:
        assert fault.kind in {"empty", "no-body"}


def test_an_empty_page_is_named():
    with pytest.raises(Unreadable) as fault:
        text(" \n ")
    assert fault.value.kind == "empty"


# ---------------------------------------------------------------- language

SAMPLES = {
    "de": "Die Minister der beiden Länder trafen sich am Montag in Minsk und einigten sich auf ein Ende der Sperre.",
    "fr": "Les ministres des deux pays se sont rencontrés lundi à Minsk et ils ont décidé de rouvrir la frontière.",
    "es": "Los ministros de los dos países se reunieron en Minsk y acordaron reabrir la frontera que cerraron.",
    "ru": "Министры двух стран встретились в Минске и договорились о том, что граница будет открыта.",
    "uk": "Міністри двох країн зустрілися в понеділок у Мінську та домовилися про те, що кордон буде відкрито.",
    "be": "Міністры дзвюх краін сустрэліся ў панядзелак у Мінску і дамовіліся пра тое, што мяжа будзе адкрыта.",
    "pl": "Ministrowie obu krajów spotkali się w Mińsku i uzgodnili, że granica jest do otwarcia po roku.",
    "zh": "两国外长周一在明斯克举行会谈，同意重新开放边境口岸。",
    "ja": "両国の外相は月曜日にミンスクで会談し、国境の再開に合意した。",
    "ar": "التقى وزيرا خارجية البلدين في مينسك يوم الاثنين واتفقا على إعادة فتح المعابر من هذا العام بعد أن أغلقت",
    "el": "Οι υπουργοί των δύο χωρών συναντήθηκαν τη Δευτέρα στο Μινσκ.",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_the_language_is_told(code):
    assert text(SAMPLES[code]).language == code


def test_english_is_told_and_too_little_text_is_not():
    assert text(STORY).language == "en"
    assert text("Lukashenko Putin Minsk").language is None


# ---------------------------------------------------------------- lexicon


def test_every_outlet_has_its_own_names_and_hosts():
    outlets = read_outlets()
    for field in ("hosts", "aliases"):
        values = [value.lower() for outlet in outlets for value in getattr(outlet, field)]
        assert len(values) == len(set(values)), field
    assert outlets == sorted(outlets, key=lambda outlet: (outlet.kind, outlet.name.lower()))


def test_every_anchor_can_be_found_by_its_names():
    for anchor in OUTLETS.anchors:
        literal = anchor.words.pattern.lower()
        assert any(name[:4] in literal.replace("\\", "") for name in anchor.names), anchor.name


def test_a_wrong_expression_is_a_fault_of_the_lexicon():
    from comity.lexicons.outlets import one_of

    with pytest.raises(LexiconFault):
        one_of(["(open"])


# ---------------------------------------------------------------- the page the project was started from

SEED = Path(__file__).resolve().parents[2] / "shared" / "data" / "seed" / "cyprus-mail.txt"


@pytest.mark.shared
@pytest.mark.skipif(not SEED.exists(), reason="needs the development data in ../shared")
def test_the_seed_page_is_sorted_line_by_line():
    lines = [" ".join(line.split()) for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]
    article = text(SEED.read_text(encoding="utf-8"))
    assert (article.outlet, article.sections) == ("Cyprus Mail", ("Russia", "World"))
    assert [kind for kind, _ in parts(article)] == ["title", "caption", "caption", "body"]
    assert article.text.split("\n\n") == lines[2:14]
    assert reasons(article)[lines[14]] == "promotion"
    assert {line.reason for line in article.dropped[3:]} == {"related"}
    assert [(story.title, story.agency) for story in article.related] == [(line, "Reuters") for line in lines[16::2]]
    assert published(article)[:3] == ("2022-02-24", "2023-02-23", "inferred")
