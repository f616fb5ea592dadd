"""Pages -> articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from comity.articles.addresses import day_of_url, host_of
from comity.articles.credits import dateline_of
from comity.articles.draft import Dated, Draft, as_text, printable
from comity.articles.language import languages_of
from comity.articles.published import published_of, updated_of
from comity.articles.stubs import stub_of
from comity.articles.textpage import draft_texts, latest_day
from comity.articles.webpage import draft_html
from comity.faults import Unreadable
from comity.lexicons.outlets import Outlets
from comity.vocabulary import Article, Page, Part, stable_id

BATCH = 200_000  # characters of text pages that are read together: the more, the less for each, while they are at hand


def extract_article(page: Page, outlets: Outlets) -> Article:
    """The article of a page: its text with parts, what is known of it, and what was left out.

    Raises Unreadable: "empty", "no-body", "not-found", "cookie-wall" or "paywall".
    """
    [found] = extract_articles([page], outlets)
    if isinstance(found, Unreadable):
        raise found
    return found


def extract_articles(pages: Sequence[Page], outlets: Outlets) -> list[Article | Unreadable]:
    """The articles of some pages, or why one has none, in order; each as `extract_article` gives it.

    Text pages are read several at once, which takes half the time.
    """
    drafts = drafts_of(pages, outlets)
    texts = [as_text(draft) if isinstance(draft, Draft) else ("", ()) for draft in drafts]
    languages = languages_of([text for text, _ in texts], outlets)
    return [
        article_of(page, draft, *text, language, outlets) if isinstance(draft, Draft) else draft
        for page, draft, text, language in zip(pages, drafts, texts, languages, strict=True)
    ]


def drafts_of(pages: Sequence[Page], outlets: Outlets) -> list[Draft | Unreadable]:
    """The draft of each page, or why it has none."""
    texts = [page for page in pages if page.kind == "text"]
    read = iter([draft for batch in batches(texts) for draft in draft_texts(batch, outlets)])
    found: list[Draft | Unreadable] = []
    for page in pages:
        try:
            found.append(with_words(page, next(read) if page.kind == "text" else draft_web(page, outlets)))
        except Unreadable as fault:
            found.append(fault)
    return found


def batches(pages: Sequence[Page]) -> Iterator[list[Page]]:
    """The pages in order, so many at once as have BATCH characters."""
    batch, size = list[Page](), 0
    for page in pages:
        if batch and size + len(page.content) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(page)
        size += len(page.content)
    if batch:
        yield batch


def draft_web(page: Page, outlets: Outlets) -> Draft:
    """The draft of an HTML page. Raises Unreadable where it stands in an article's place."""
    if not has_text(page):
        return Draft()
    draft = printable(draft_html(page, outlets))
    stub = stub_of(draft.title, draft.body)
    if stub:
        remedy = "fetch the page again with what it asks for, or leave it out"
        raise Unreadable(stub[0], "articles", stub[1], place=page.path or page.url, remedy=remedy)
    return draft


def with_words(page: Page, draft: Draft) -> Draft:
    """The draft. Raises Unreadable where the page has no text, or none of it is the article."""
    place = page.path or page.url
    if not has_text(page):
        raise Unreadable("empty", "articles", "the page has no text", place=place)
    if not any(words.strip() for words in (draft.title or "", *draft.captions, *draft.body)):
        remedy = "check that it is an article and not a menu, a script or a cookie wall"
        raise Unreadable("no-body", "articles", "the page has no article text", place=place, remedy=remedy)
    return draft


def has_text(page: Page) -> bool:
    """Whether there is anything to read."""
    return bool(page.title or page.content.strip())


def article_of(
    page: Page, draft: Draft, text: str, parts: tuple[Part, ...], language: str | None, outlets: Outlets
) -> Article:
    """The article of a page from its draft."""
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
        language=language,
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
