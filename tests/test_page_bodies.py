"""What readers of other extractors miss: leads and standfirsts in a container of their own, related stories kept."""

from __future__ import annotations

import pytest

from comity.articles import extract_article
from comity.lexicons.outlets import open_outlets
from comity.vocabulary import Page

OUTLETS = open_outlets()
TITLE = "Lithuania and Latvia close four crossings with Belarus"
LEAD = (
    "Lithuania and Latvia will close four crossings on their border with Belarus from Monday, the two governments "
    "said on Friday after a joint meeting in Vilnius."
)
STANDFIRST = (
    "Vilnius and Riga act after balloons with cigarettes made both airports stop flights five times in a month."
)
STORY = (
    "The decision was taken unanimously and will be reviewed in four weeks, the prime minister told reporters.",
    "Minsk called the step unfriendly. The foreign ministry said that hauliers would bear the cost of it.",
    "Some 900 lorries were waiting on the Belarusian side on Friday evening, the border service in Vilnius said.",
    "The European Commission said that it had been told in advance and that it understood the reasons for it.",
    "Poland, which closed most of its crossings last year, offered to send officers to the two that stay open.",
)
OTHERS = ("Hauliers ask Vilnius for help as queues grow at the border", "Riga airport stops flights for a third time")
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
RELATED = "<h4>Related stories</h4><ul>" + "".join(f"<li><a href='/a'>{title}</a></li>" for title in OTHERS) + "</ul>"


def body_of(content: str) -> str:
    """The body of a page with a menu above and a footer below."""
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
    foot = "<footer><p>© 2024 Vilnius Ledger. All rights reserved.</p></footer>"
    page = f"<html><head><title>{TITLE} | Vilnius Ledger</title></head><body>{menu}{content}{foot}</body></html>"
    article = extract_article(Page(content=page, kind="html"), OUTLETS)
    assert article.title == TITLE
    return "\n".join(article.text[part.start : part.end] for part in article.parts if part.kind == "body")


@pytest.mark.parametrize(
    "content",
    [
        f"<header><h1>{TITLE}</h1><p>{LEAD}</p></header><div class='story-body'>{PARAGRAPHS}</div>",
        f"<h1>{TITLE}</h1><div class='intro'><p>{LEAD}</p></div><div class='article-body'>{PARAGRAPHS}</div>",
        f"<h1>{TITLE}</h1><p class='first'>{LEAD}</p><article>{PARAGRAPHS}</article>",
        f"<main><div><h1>{TITLE}</h1><div><p><b>{LEAD}</b></p></div></div><div><div>{PARAGRAPHS}</div></div></main>",
        f"<article><h1>{TITLE}</h1><div>{LEAD}</div><figure><img></figure><section>{PARAGRAPHS}</section></article>",
        f"<div><h1>{TITLE}</h1>{LEAD}<br><br>{'<br><br>'.join(STORY)}</div>",
    ],
)
def test_the_lead_in_another_container_is_kept(content: str):
    body = body_of(content)
    assert body.startswith(LEAD)
    assert all(paragraph in body for paragraph in STORY)


@pytest.mark.parametrize(
    "head",
    [
        f"<h1>{TITLE}</h1><h2>{STANDFIRST}</h2>",
        f"<header><h1>{TITLE}</h1><p class='subtitle'>{STANDFIRST}</p></header>",
        f"<div><h1>{TITLE}</h1><div class='dek'>{STANDFIRST}</div></div><div>By Jonas Example</div>",
    ],
)
def test_the_standfirst_is_kept(head: str):
    body = body_of(f"<article>{head}<div class='body'><p>{LEAD}</p>{PARAGRAPHS}</div></article>")
    assert body.startswith(STANDFIRST)
    assert LEAD in body and "Jonas Example" not in body


@pytest.mark.parametrize(
    "content",
    [
        f"<article><h1>{TITLE}</h1><p>{LEAD}</p><p><a href='/a'>Read also: {OTHERS[0]}</a></p>{PARAGRAPHS}</article>",
        f"<article><h1>{TITLE}</h1><p>{LEAD}</p><div class='box'>{RELATED}</div>{PARAGRAPHS}</article>",
        f"<article><h1>{TITLE}</h1><p>{LEAD}</p>{PARAGRAPHS}<p><a href='/a'>{OTHERS[0]}</a></p></article>",
        f"<div><h1>{TITLE}</h1>{LEAD}<br><br>{'<br><br>'.join(STORY)}</div><div>{RELATED}</div>",
    ],
)
def test_titles_of_other_stories_are_no_body(content: str):
    body = body_of(content)
    assert LEAD in body and STORY[-1] in body
    assert not any(title in body for title in OTHERS)


def test_the_picture_between_lead_and_rest_does_not_become_the_lead():
    figure = (
        "<figure><img><figcaption>Lorries wait at Medininkai on Friday for the crossing to open.</figcaption></figure>"
    )
    body = body_of(f"<h1>{TITLE}</h1>{figure}<p>{LEAD}</p><article>{PARAGRAPHS}</article>")
    assert body.startswith(LEAD)


@pytest.mark.parametrize("words", ["Vilnius Ledger: Why now?", "Prime minister: We had no choice left."])
def test_questions_and_answers_keep_their_speakers(words: str):
    asked = "<p><strong>Vilnius Ledger: Why now?</strong></p><p>Prime minister: We had no choice left.</p>"
    assert words in body_of(f"<article><h1>{TITLE}</h1><p>{LEAD}</p>{asked}{PARAGRAPHS}</article>")
