"""Pages that are read together are each read as if it stood alone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from comity.articles import extract, extract_article, extract_articles
from comity.faults import Unreadable
from comity.lexicons.outlets import open_outlets
from comity.vocabulary import Article, Page

OUTLETS = open_outlets()
ROWS = [
    "Home", "World", "Sign up for our newsletter", "Subscribe now", "By Anna Example", "4 May 2020", "Most read", "",
    "Ministers agree to reopen two border crossings", "Central bank raises its rate for the third time", "Comments",
    "The foreign ministers of both countries met in Minsk on Monday and agreed to reopen two border crossings.",
    "The crossings were closed last summer because of a dispute over the fees that hauliers pay, officials said.",
    "The bank raised its rate in May 2019 because prices for food and fuel had been rising, its governor said.",
    "Le ministre a dit que les deux pays ont pris la décision avec les autres dans la ville.", "Read also: a fossil",
    "© 2020 Minsk Courier. All rights reserved.", "Министры обоих государств встретились в Минске.", "…", "\u2003",
]  # fmt: skip
CONTENTS = st.lists(st.sampled_from(ROWS), max_size=40).map("\n".join)
PAGES = st.builds(
    Page,
    content=CONTENTS,
    kind=st.sampled_from(["text", "text", "text", "html"]),
    title=st.sampled_from([None, None, ROWS[8]]),
    fetched=st.sampled_from([None, "2020-05-06"]),
)


def alone(page: Page) -> Article | str:
    """The article of one page, or why it has none."""
    try:
        return extract_article(page, OUTLETS)
    except Unreadable as fault:
        return str(fault)


@settings(max_examples=40, deadline=None)
@given(st.lists(PAGES, max_size=6))
def test_a_page_among_others_gives_the_same_article(pages: list[Page]):
    together = extract_articles(pages, OUTLETS)
    assert [found if isinstance(found, Article) else str(found) for found in together] == list(map(alone, pages))


def test_pages_are_read_in_order_however_many_are_read_at_once(monkeypatch):
    pages = [Page(content=f"{ROWS[11]}\n\nThe talks were the {n}th.", kind="text", given_id=str(n)) for n in range(9)]
    long = structs.replace(pages[0], content=ROWS[11] * 9, given_id="long")
    expected = [article.id for article in extract_articles([*pages, long], OUTLETS) if isinstance(article, Article)]
    assert expected == [*map(str, range(9)), "long"]
    monkeypatch.setattr(extract, "BATCH", 2 * len(pages[0].content))
    assert [article.id for article in extract_articles([*pages, long], OUTLETS)] == expected
