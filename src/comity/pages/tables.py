"""Tables, CSV and Parquet -> pages: which column holds what, and a row as a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from comity.faults import Unreadable, WrongCall
from comity.pages.lines import LARGEST, SPLIT_REMEDY, TOO_LARGE, Row, to_page
from comity.vocabulary import Failure, Page, stable_id

Say = Callable[[str], None]
NAMES = {  # what columns with a page's facts are called in data sets, likeliest first
    "id": "id article_id articleid doc_id document_id uuid guid",
    "text": "text body article content article_text full_text fulltext maintext main_text plain_text plaintext "
    "article_body articlebody body_text content_text story clean_text",
    "html": "html raw_html page_html html_content content_html raw_content",
    "url": "url link article_url page_url source_url canonical_url permalink web_url weburl uri href",
    "title": "title headline article_title heading",
    "published": "published published_at publication_date published_date date_published publish_date pub_date pubdate "
    "date_publish date article_date day datetime",
}
FIELDS = tuple(NAMES)


class Columns(Struct, frozen=True):
    """The column of a table for each field of a page, by its name in the table."""

    named: dict[str, str]  # "text" -> "Article Body"
    guessed: frozenset[str]  # fields whose column the caller did not name

    def words(self, header: Sequence[str]) -> str:
        """Which column is read as what, and which are left out."""
        read = ", ".join(f'{field} from "{column}"' for field, column in self.named.items())
        left = [column for column in header if column not in self.named.values()]
        return read + (f"; left out: {', '.join(left)}" if left else "")


def check_columns(given: Mapping[str, str]) -> None:
    """Raise WrongCall where a field is none of a page's."""
    for field in given:
        if field not in FIELDS:
            raise WrongCall("pages", f"a page has no {field!r}", remedy=f"write one of {', '.join(FIELDS)}")


def find_columns(header: Sequence[str], given: Mapping[str, str], place: str) -> Columns:
    """The columns that the caller names, and by their usual names those of the other fields.

    Raises Unreadable: "no-columns" where a named one is missing, or none has the text.
    """
    missing = [column for column in given.values() if column not in header]
    if missing:
        what = f'there is no column "{missing[0]}"; there are {_listed(header)}'
        raise Unreadable("no-columns", "pages", what, place=place, remedy="name one that is there")
    named = dict(given)
    taken = set(given.values())
    for field, usual in NAMES.items():
        by_name = {_plain(column): column for column in reversed(header) if column not in taken}
        found = next((by_name[name] for name in usual.split() if name in by_name), None)
        if field not in named and found is not None and not (field == "text" and "html" in given):
            named[field] = found
            taken.add(found)
    if not {"text", "html"} & set(named):
        remedy = "name it: --column text=NAME, or --column html=NAME"
        what = f"no column looks like an article's text; there are {_listed(header)}"
        raise Unreadable("no-columns", "pages", what, place=place, remedy=remedy)
    ordered = {field: named[field] for field in FIELDS if field in named}
    return Columns(ordered, frozenset(ordered) - frozenset(given))


def _plain(column: str) -> str:
    """A column's name in small letters, words joined by "_".

    >>> _plain("Article Text"), _plain("\\ufeffpubDate")
    ('article_text', 'pubdate')
    """
    return re.sub(r"[^a-z0-9]+", "_", column.lower()).strip("_")


def _listed(header: Iterable[str]) -> str:
    names = [f'"{column[:40]}"' for column in header]
    return ", ".join(names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else "") or "none"


def page_of_row(values: Mapping[str, str | None], place: str, published: str | None) -> Page | Failure:
    """The page of one row, its facts by field; the failure that stands in its place where it is none."""
    identifier = (values.get("id") or "").replace("\x00", "").strip() or None
    try:
        if any(len(value) > LARGEST for value in values.values() if value is not None):
            raise Unreadable("too-large", "pages", TOO_LARGE, place=place, remedy=SPLIT_REMEDY)
        known = {field: value for field, value in values.items() if value is not None and value.strip()}
        if not {"text", "html"} & set(known):
            raise Unreadable("empty", "pages", "the row has no text", place=place)
        return to_page(Row(**known), identifier, place, published)
    except Unreadable as fault:
        return fault.failure(identifier or stable_id(place), place)
