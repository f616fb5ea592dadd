"""Page -> Article."""

from __future__ import annotations

from datetime import date

from comity.articles.addresses import day_of_url, host_of
from comity.articles.credits import dateline_of
from comity.articles.draft import Dated, Draft, as_text, printable
from comity.articles.language import language_of
from comity.articles.published import published_of, updated_of
from comity.articles.stubs import stub_of
from comity.articles.textpage import draft_text, latest_day
from comity.articles.webpage import draft_html
from comity.faults import Unreadable
from comity.lexicons.outlets import Outlets
from comity.vocabulary import Article, Page, stable_id


def extract_article(page: Page, outlets: Outlets) -> Article:
    """The article of a page: its text with parts, what is known of it, and what was left out.

    Raises Unreadable: "empty", "no-body", "not-found", "cookie-wall" or "paywall".
    """
    if not page.content.strip() and not page.title:
        raise Unreadable("empty", "articles", "the page has no text", place=page.path or page.url)
    draft = printable(draft_html(page, outlets)) if page.kind == "html" else draft_text(page, outlets)
    stub = stub_of(draft.title, draft.body) if page.kind == "html" else None
    if stub:
        remedy = "fetch the page again with what it asks for, or leave it out"
        raise Unreadable(stub[0], "articles", stub[1], place=page.path or page.url, remedy=remedy)
    text, parts = as_text(draft)
    if not text.strip():
        remedy = "check that it is an article and not a menu, a script or a cookie wall"
        raise Unreadable(
            "no-body", "articles", "the page has no article text", place=page.path or page.url, remedy=remedy
        )
    url = draft.url or page.url
    outlet = draft.outlet or outlet_of_url(url, outlets)
    dateline, agency = find_dateline(draft, text, outlet, outlets)
    until = latest_day(page.fetched)
    published = published_of(
        page.published, draft.dated or listed(page.announced), dateline, text, outlets, day_of_url(url), until
    )
    return Article(
        id=page.given_id or stable_id(url or text),
        url=url,
        path=page.path,
        outlet=outlet,
        agency=agency or draft.agency,
        authors=draft.authors,
        sections=draft.sections,
        title=draft.title,
        caption="\n\n".join(draft.captions) or None,
        language=language_of(text, outlets),
        published=published,
        updated=updated_of(draft.updates, published, text, until),
        text=text,
        parts=parts,
        dropped=draft.dropped,
        related=draft.related,
    )


def find_dateline(
    draft: Draft, text: str, outlet: str | None, outlets: Outlets
) -> tuple[tuple[int, int] | None, str | None]:
    """Where in the text the body's dateline stands, and the wire service it names."""
    if not draft.body:
        return None, None
    found = dateline_of(draft.body[0], outlets, outlet)
    if found is None:
        return None, None
    (start, end), agency = found
    offset = len(text) - len("\n\n".join(draft.body))
    return (offset + start, offset + end), agency


def listed(announced: str | None) -> Dated | None:
    """The day by which a feed lists the page."""
    return Dated(date.fromisoformat(announced[:10]), "metadata") if announced else None


def outlet_of_url(url: str | None, outlets: Outlets) -> str | None:
    """The outlet of a page's host; None: the lexicon has it not."""
    host = host_of(url)
    found = outlets.of_host(host) if host else None
    return found.name if found else None
