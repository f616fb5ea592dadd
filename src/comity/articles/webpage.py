"""HTML -> draft: body by trafilatura; what the page says of itself from JSON-LD, meta elements and the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from html import unescape
from typing import Any

from comity.articles.addresses import absolute, host_of
from comity.articles.captions import captions_of
from comity.articles.credits import NO_NAME, agency_credited, authors_in
from comity.articles.days import full_dates
from comity.articles.draft import Dated, Draft
from comity.articles.lines import Line, read_lines
from comity.articles.reasons import dropped_lines, related_stories
from comity.articles.textpage import is_update, latest_day, printed_day, printed_updates, same_words
from comity.articles.webbody import trimmed, web_body, with_lead
from comity.faults import Unreadable
from comity.lexicons.outlets import Outlets
from comity.vocabulary import Page

BLOCK_TAGS = """
address article aside blockquote body br caption dd details dialog div dl dt fieldset figcaption figure footer form h1
h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary table td th tr ul
"""
HIDDEN_TAGS = "script style noscript template svg head iframe object select textarea button math"
BLOCKS, HIDDEN = frozenset(BLOCK_TAGS.split()), frozenset(HIDDEN_TAGS.split())
ARTICLE_TYPES = re.compile(r"(Article|BlogPosting|Report|NewsAnalysis|Posting)$", re.IGNORECASE)
NAMES = re.compile(r",|\band\b|;|\||&")
BREAK = "\x1e"
UNSEEN = re.compile(r"<(script|style|head|title)\b(?:.*?</\1\s*>|.*)|<!--(?:.*?-->|.*)", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"<[^<>]{0,2000}>")
BESIDE, SHORT = 5, 20  # lines beside a headline that may date it; words that such a line has at most
LONG = 20  # words of a paragraph with which the body has begun
UPDATED = re.compile(r"updat|modif|revis", re.IGNORECASE)
UTC, ONE_DAY = re.compile(r"\d(?:Z|\+00:?00)$"), timedelta(days=1)
FIRST_YEAR = 1990  # before it no news page was published
SITE_TAIL = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{2,40}$")


def draft_html(page: Page, outlets: Outlets) -> Draft:
    """The draft of an HTML page. Raises Unreadable: "no-body" where it has no element at all."""
    tree = parse(page)
    facts = together(meta_facts(tree), micro_facts(tree), json_facts(tree), time_stated(tree))
    page_lines = read_lines(visible_lines(tree) or bare_lines(page.content), outlets)
    lines = page_lines.rows
    title = page.title or headline(tree, facts)
    captions = captions_of(tree, title, outlets)
    named = named_in_title(tree, lines)
    pictured = {*captions, *captions.values()}
    body = [paragraph for paragraph in web_body(tree, page.url, page_lines, outlets) if paragraph not in pictured]
    body = trimmed(with_lead(body, page_lines, title, pictured), title, facts.get("sections", ()), outlets)
    used = {*body, *captions, *captions.values(), title}
    whole = "\n".join(body)
    kept = [line.text in used or (line.words > 4 and line.text in whole) for line in lines]
    dropped = dropped_lines(lines, kept, outlets)
    bylines = [entry.text for entry in dropped if entry.reason == "byline"]
    printed = [*near_headline(lines, title), *bylines[:10]]
    url = facts.get("url") or page.url
    credits = [*facts.get("names", ()), *facts.get("sites", ()), *bylines[:6]]
    authors = tuple(facts.get("authors") or next(filter(None, (authors_in(line, outlets) for line in bylines)), ()))
    return Draft(
        title=title,
        captions=tuple(captions),
        body=tuple(body),
        outlet=outlet_name(facts, url, outlets) or named or host_of(url),
        agency=agency_credited(credits, outlets),
        authors=tuple(name for name in authors if outlets.named(name) is None),
        sections=tuple(facts.get("sections", ())),
        url=url,
        dated=day_of(facts, printed, latest_day(page.fetched)),
        updates=updates_of(facts, printed),
        dropped=dropped,
        related=related_stories(dropped, outlets),
    )


def parse(page: Page) -> Any:
    """The page's element tree."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(page.content.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        place = page.path or page.url
        raise Unreadable("no-body", "articles", "the HTML has no element", place=place) from error
    return tree


def visible_lines(tree: Any) -> list[str]:
    """The page's visible text, a block element a line."""
    texts = [" ".join(row.split()) for row in visible_text(tree).split(BREAK)]
    return [text for text in texts if text]


def bare_lines(content: str) -> list[str]:
    """The lines of a page that no parser can follow, its tags struck out; lxml gives up at 2,048 levels."""
    rows = TAG.sub("\n", UNSEEN.sub("\n", content)).split("\n")
    texts = [" ".join(unescape(row).split()) for row in rows]
    return [text for text in texts if text]


def visible_text(tree: Any) -> str:
    """Text in document order, BREAK where a block begins or ends. No recursion: pages may nest without end."""
    from lxml import etree

    hidden = 0
    found: list[str] = []
    add = found.append
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if event == "start":
            hidden += tag in HIDDEN
            words = element.text
        else:
            hidden -= tag in HIDDEN
            words = element.tail
        if tag in BLOCKS:
            add(BREAK)
        if words and not hidden:
            add(words)
    return "".join(found)


def headline(tree: Any, facts: dict[str, Any]) -> str | None:
    """The page's only h1, else the title it gives itself, without the outlet's name at its end."""
    heads = [" ".join("".join(h.itertext()).split()) for h in tree.iter("h1")]
    heads = [head for head in heads if len(head.split()) > 2]
    if len(heads) == 1:
        return heads[0]
    stated = facts.get("title")
    if stated:
        return next((head for head in heads if same_words(head, stated)), SITE_TAIL.sub("", stated))
    found = tree.find(".//title")
    return (heads or [SITE_TAIL.sub("", " ".join((found.text or "").split())) if found is not None else ""])[0] or None


def meta_facts(tree: Any) -> dict[str, Any]:
    """What meta and link elements say."""
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = " ".join((element.get("content") or "").split())
        if name and content:
            meta.setdefault(name.lower(), []).append(content)
    first = {name: values[0] for name, values in meta.items()}
    published, modified = in_order(*[tuple(first[n] for n in names if n in first) for names in STATED_NAMES])
    canonical = next((e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"), None)
    facts = {
        "title": first.get("og:title") or first.get("twitter:title"),
        "sites": tuple(filter(None, map(site_name, (first.get("og:site_name"), first.get("application-name"))))),
        "url": absolute(canonical) or absolute(first.get("og:url")),
        "published": published,
        "modified": modified,
        "authors": people(meta.get("author", []) + meta.get("article:author", [])),
        "names": tuple(meta.get("author", [])),
        "sections": labels(meta.get("article:section", [])),
    }
    return {name: value for name, value in facts.items() if value}


PUBLISHED_NAMES = (
    "article:published_time", "datepublished", "og:article:published_time", "og:published_time", "publish-date",
    "publishdate", "pubdate", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date",
    "dcterms.date", "article.published", "date",
)  # fmt: skip
MODIFIED_NAMES = (
    "article:modified_time", "datemodified", "og:article:modified_time", "og:updated_time", "og:modified_time",
    "article:updated_time", "article.updated", "last-modified", "lastmod", "last-updated", "dcterms.modified",
    "dc.date.modified",
)  # fmt: skip
STATED_NAMES = (PUBLISHED_NAMES, MODIFIED_NAMES)


def site_name(words: str | None) -> str | None:
    """A site's name; an address is none."""
    return None if not words or "//" in words else words.lstrip("@")


def labels(names: list[str]) -> tuple[str, ...]:
    """Section names, each once; several in one string are divided by commas."""
    return tuple(dict.fromkeys(part.strip() for name in names for part in name.split(",") if part.strip()))


def people(names: list[str]) -> tuple[str, ...]:
    """Names of authors as the page writes them; addresses of profiles, posts and degrees are none."""
    split = [part.strip() for name in names for part in NAMES.split(re.sub(r"^\s*by\s+", "", name, flags=re.I))]
    return tuple(dict.fromkeys(name for name in split if is_name(name)))


def micro_facts(tree: Any) -> dict[str, Any]:
    """What microdata in the page's own elements say."""
    found: dict[str, list[str]] = {}
    wanted = " or ".join(
        f"@itemprop='{name}'" for name in ("author", "datePublished", "dateModified", "articleSection")
    )
    for element in tree.xpath(f"//*[{wanted}]"):
        words = element.get("datetime") or element.get("content") or "".join(element.itertext())
        if words.strip() and element.tag != "meta":
            found.setdefault(element.get("itemprop"), []).append(" ".join(words.split()))
    facts = {
        "published": tuple(found.get("datePublished", [])),
        "modified": tuple(found.get("dateModified", [])),
        "authors": people(found.get("author", [])),
        "names": tuple(found.get("author", [])),
        "sections": labels(found.get("articleSection", [])),
    }
    return {name: value for name, value in facts.items() if value}


def is_name(words: str) -> bool:
    """Whether the words may be a person's name."""
    return words[:1].isupper() and 2 <= len(words.split()) <= 5 and not NO_NAME.search(words)


def time_stated(tree: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The times of the time elements next below the headline, and those called updates; none of other stories."""
    found: list[tuple[bool, str]] = []
    headed = False
    for element in tree.iter("h1", "h2", "time", "p"):
        if element.tag in ("h1", "h2"):
            if headed and element.tag == "h2":
                break
            headed = headed or element.tag == "h1"
        elif element.tag == "p" and headed and len("".join(element.itertext()).split()) > LONG:
            break
        elif element.tag == "time" and headed and not element.xpath("ancestor::aside|ancestor::nav|ancestor::li"):
            said = f"{element.get('class') or ''} {''.join(element.itertext())} {before(element)}"
            found.append((bool(UPDATED.search(said)), element.get("datetime") or "".join(element.itertext())))
    published, updated = (tuple(stated for late, stated in found if late is wanted) for wanted in (False, True))
    return published, updated


def before(element: Any) -> str:
    """The words next before an element in its parent."""
    previous = element.getprevious()
    return (previous.tail if previous is not None else element.getparent().text) or ""


def together(
    meta: dict[str, Any], micro: dict[str, Any], stated: dict[str, Any], times: tuple[tuple[str, ...], tuple[str, ...]]
) -> dict[str, Any]:
    """The facts of meta elements, microdata and JSON-LD, the later first; the names of the site by meta first."""
    facts = {**meta, **micro, **stated}
    facts["sites"] = (*meta.get("sites", ()), *stated.get("sites", ()))
    for name, shown in zip(("published", "modified"), times, strict=True):
        facts[name] = (*stated.get(name, ()), *micro.get(name, ()), *meta.get(name, ()), *shown)
    facts["touched"] = times[1]
    return facts


def json_facts(tree: Any) -> dict[str, Any]:
    """What the page's JSON-LD says of the article."""
    facts: dict[str, Any] = {}
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or ""):
            continue
        try:
            data = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in things(data):
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and ARTICLE_TYPES.search(kind) for kind in kinds):
                for name, value in article_facts(item).items():
                    facts.setdefault(name, value)
            elif "BreadcrumbList" in kinds:
                facts.setdefault("sections", breadcrumbs(item))
    return {name: value for name, value in facts.items() if value}


def things(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD that may describe the page."""
    if depth > 4:
        return
    if isinstance(data, list):
        for item in data:
            yield from things(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from things(data.get("@graph"), depth + 1)


def article_facts(item: dict[str, Any]) -> dict[str, Any]:
    """Facts of one NewsArticle object."""
    sections = item.get("articleSection")
    days = [text_of(item.get(name)) for name in ("datePublished", "dateModified")]
    published, modified = in_order(*[(stated,) if stated else () for stated in days])
    names = [
        name
        for field in ("author", "sourceOrganization", "copyrightHolder")
        for entry in as_list(item.get(field))
        if (name := text_of(entry))
    ]
    return {
        "title": text_of(item.get("headline")),
        "sites": tuple(filter(None, (site_name(text_of(item.get("publisher"))),))),
        "published": published,
        "modified": modified,
        "authors": people(names),
        "sections": labels([name for entry in as_list(sections) if (name := text_of(entry))]),
        "names": tuple(names),
    }


def in_order(published: tuple[str, ...], modified: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What tells of publication and of an update; the other way round where the update would be earlier."""
    first, last = (next(filter(None, map(day_in, stated)), None) for stated in (published, modified))
    return (modified, published) if first and last and last < first else (published, modified)


def breadcrumbs(item: dict[str, Any]) -> tuple[str, ...]:
    """Names of a breadcrumb list between home and the article itself."""
    entries = [entry for entry in as_list(item.get("itemListElement")) if isinstance(entry, dict)]
    names = [text_of(entry) or text_of(entry.get("item")) for entry in entries]
    return tuple(name for name in names if name and name.lower() not in {"home", "homepage"} and len(name.split()) <= 4)


def as_list(value: Any) -> list[Any]:
    """The value as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def text_of(value: Any) -> str | None:
    """A string, or the name of an object; None: neither."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        value = value[0] if value else None
    return " ".join(value.split()) or None if isinstance(value, str) else None


def outlet_name(facts: dict[str, Any], url: str | None, outlets: Outlets) -> str | None:
    """The outlet by its host in the lexicon, else as the page calls it; None: it does not.

    A wire service named as publisher on another's host wrote the article; it does not publish the page.
    """
    host = host_of(url)
    known = outlets.of_host(host) if host else None
    if known:
        return known.name
    for site in facts.get("sites", ()):
        named = outlets.named(site)
        if named is None or named.kind == "outlet":
            return named.name if named else site
    return None


def named_in_title(tree: Any, lines: Sequence[Line]) -> str | None:
    """The name that ends the page's title ("… - Eastern Ledger"), where it is a line of the page too."""
    element = tree.find(".//title")
    tail = SITE_TAIL.search(" ".join((element.text or "").split())) if element is not None else None
    name = tail.group().strip(" |–—·»-") if tail else None
    return name if any(line.text == name for line in lines) else None


def near_headline(lines: Sequence[Line], title: str | None) -> list[str]:
    """The short lines next below and above the headline, where bylines and dates stand."""
    at = next((index for index, line in enumerate(lines) if line.text == title), None)
    if at is None:
        return []
    around = [*lines[at + 1 : at + 1 + BESIDE], *reversed(lines[max(0, at - BESIDE) : at])]
    return [line.text for line in around if line.words <= SHORT and not line.prose]


def day_of(facts: dict[str, Any], printed: list[str], until: date | None = None) -> Dated | None:
    """The day of publication by metadata, else as printed beside headline and byline; none after `until`.

    Where the metadata give the day that the page calls its update, the earlier day that it prints is the one; so is
    the printed day beside a time of the metadata in UTC: the outlet's own. A time element that is called an update
    counts only where nothing else tells a day.
    """
    stated, day = next(days_in(facts.get("published", ()), until), ("", None))
    shown = printed_day(printed, until)
    if day is None:
        touched = next((day for _, day in days_in(facts.get("touched", ()), until)), None)
        return shown or (Dated(touched, "metadata") if touched else None)
    if shown and ((shown.day < day and day in updates_in(printed)) or is_same_time(stated, day, shown)):
        return shown
    return Dated(day, "metadata")


def updates_of(facts: dict[str, Any], printed: list[str]) -> tuple[Dated, ...]:
    """The days of an update by metadata, or as printed where that is the same time; then those printed."""
    shown = printed_updates(printed)
    found = []
    for stated, day in days_in(facts.get("modified", ())):
        found += [one for one in shown if is_same_time(stated, day, one)] or [Dated(day, "metadata")]
    return (*found, *shown)


def days_in(stated: Iterable[str], until: date | None = None) -> Iterator[tuple[str, date]]:
    """The times that tell a day, and the day; none after `until`."""
    for words in stated:
        day = day_in(words)
        if day is not None and (until is None or day <= until):
            yield words, day


def is_same_time(stated: str, day: date, shown: Dated) -> bool:
    """Whether a time of the metadata is in UTC and the page prints the day of its own zone, one day off."""
    return UTC.search(stated) is not None and abs(shown.day - day) == ONE_DAY


def updates_in(printed: list[str]) -> set[date]:
    """The days that lines call those of an update."""
    return {day for line in printed for start, _, day in full_dates(line) if is_update(line[:start])}


def day_in(stated: str) -> date | None:
    """The day of an ISO time or a full date in words; None: none, or none that a page can have."""
    try:
        day: date | None = date.fromisoformat(stated[:10])
    except ValueError:
        day = next((day for *_, day in full_dates(stated)), None)
    return day if day and day.year >= FIRST_YEAR else None
