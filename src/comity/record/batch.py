"""Readings sorted into rows: what is new, what is known, what takes the place of an older reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from comity.faults import Unreadable
from comity.record.corrections import read_through
from comity.record.people import SIGHTINGS
from comity.record.rows import DERIVED, Row, article_row, decode_article, encode_article
from comity.vocabulary import CodedArticle, Failure, Published

if TYPE_CHECKING:
    from comity.record.store import Record

OWN_ID = re.compile("[0-9a-f]{16}")  # an id made from address or text; others are given by the source
WORDS = """
insert into article_words
select article, plain_words(text) from (select unnest(?::varchar[]) as article, unnest(?::varchar[]) as text)
"""
Verdict = Literal["added", "known", "replaced", "recoded", "failed"]


class Reading(Struct, frozen=True, kw_only=True):
    """One page that was read and what came of it."""

    path: str  # with "#12" for line 12 of a file
    source: str  # the file or address that it was in
    digest: str  # of the page's content and what the caller said of it
    outcome: CodedArticle | Failure


def clash(reading: Reading) -> Failure:
    """That the article's id, given by its source, is the id of another text from another source."""
    fault = Unreadable(
        "id-clash",
        "record",
        f'its id "{reading.outcome.id}" is that of another text from another source',
        place=reading.path,
        remedy="give ids that are unique in all that the record holds, or read it into another record",
    )
    return fault.failure(reading.outcome.id, reading.path)


class Batch:
    """Readings sorted into rows, before they are written."""

    def __init__(self, record: Record, readings: Sequence[Reading], *, again: bool = False) -> None:
        self._record = record
        self._again = again
        self._current: dict[str, CodedArticle] = {}
        self._former: dict[str, list[CodedArticle]] = {}
        self._sources: dict[str, set[str]] = {}  # article id -> where it was read
        self._load(list(dict.fromkeys(r.outcome.id for r in readings if isinstance(r.outcome, CodedArticle))))
        self._changed: dict[str, int] = {}  # article id -> its position, of articles to write
        self._next = _one(record, "select coalesce(max(position) + 1, 0) from articles")
        self._stale: list[str] = []  # ids of stored articles whose rows are to be taken out
        self._put_by: list[Row] = []
        self._pages: list[Row] = []
        self._failures: list[Row] = []
        self._paths: list[str] = []

    def _load(self, ids: list[str]) -> None:
        """Know the stored readings of the articles."""
        wanted = "from unnest(?::varchar[]) w(id) join"
        for (identifier,) in self._record.execute(f"select w.id {wanted} articles a on a.id = w.id", [ids]):
            sql = "select coded from articles where id = ?"  # by the index: a join would read every article's coding
            ((coded,),) = self._record.execute(sql, [identifier])
            self._current[identifier] = decode_article(coded)
        sql = f"select distinct w.id, source {wanted} pages p on p.article = w.id"
        for identifier, source in self._record.rows(sql, [ids]):
            self._sources.setdefault(identifier, set()).add(source)
        sql = f"select w.id, coded {wanted} former_articles f on f.article = w.id order by f.number"
        for identifier, coded in self._record.rows(sql, [ids]):
            self._former.setdefault(identifier, []).append(decode_article(coded))

    def take(self, reading: Reading) -> Verdict:
        """Sort one reading in."""
        outcome = reading.outcome
        self._paths.append(reading.path)
        if isinstance(outcome, CodedArticle) and self._clashes(outcome, reading.source):
            outcome = clash(reading)
        if isinstance(outcome, CodedArticle):
            self._sources.setdefault(outcome.id, set()).add(reading.source)
            page = {"path": reading.path, "digest": reading.digest, "source": reading.source, "article": outcome.id}
            self._pages.append(page)
            return self._take_article(outcome)
        error = {"kind": outcome.error.kind, "message": outcome.error.message}
        self._failures.append({"source": reading.source, "id": outcome.id, "path": reading.path, **error})
        return "failed"

    def _clashes(self, article: CodedArticle, source: str) -> bool:
        """Whether another source has given the article's id to another text."""
        if OWN_ID.fullmatch(article.id) or source in self._sources.get(article.id, {source}):
            return False
        return not _says_no_more(article, self._current[article.id])

    def _take_article(self, article: CodedArticle) -> Verdict:
        current = self._current.get(article.id)
        if current is None:
            self._current[article.id] = article
            self._changed[article.id] = self._next
            self._next += 1
            return "added"
        former = self._former.setdefault(article.id, [])
        if any(_says_no_more(article, known) for known in (current, *former)):
            if not self._again or article.path != current.path or article == current:
                return "known"
            self._replace(article)
            return "recoded"
        self._put_by.append({"article": article.id, "number": len(former), "coded": encode_article(current)})
        former.append(current)
        self._replace(article)
        return "replaced"

    def _replace(self, article: CodedArticle) -> None:
        """Let the article stand in the place of the one with its id."""
        self._current[article.id] = article
        if article.id not in self._changed:
            sql = "select position from articles where id = ?"
            self._changed[article.id] = _one(self._record, sql, article.id)
            self._stale.append(article.id)

    def write(self) -> None:
        """Write all rows."""
        articles = [self._current[identifier] for identifier in self._changed]
        ids = list(self._changed)
        self._remove_stale()
        self._record.execute("delete from failures where path in (select unnest(?::varchar[]))", [self._paths])
        through = read_through(self._record, articles)
        rows = [one.rows for one in through]
        corrected = [one.corrected for one in through]
        self._record.insert("articles", map(article_row, articles, self._changed.values(), corrected))
        for table in (*DERIVED, SIGHTINGS):
            self._record.insert(table, (row for tables in rows for row in tables[table]))
        self._record.execute(WORDS, [ids, [article.text for article in articles]])
        self._record.insert("former_articles", self._put_by)
        self._record.insert("failures", _last_of_each(self._failures, "path", "id"))
        self._write_pages()
        if ids:
            self._record.execute("update meta set value = 'stale' where key = 'happenings'")

    def _remove_stale(self) -> None:
        """Take out the rows of stored articles whose new reading is to be written."""
        if self._stale:
            self._record.ungroup(self._stale)
            of_article = (*DERIVED, SIGHTINGS, "remembered", "article_words", "signatures")
            for table, key in (("articles", "id"), *((table, "article") for table in of_article)):
                self._record.execute(f"delete from {table} where {key} in (select unnest(?::varchar[]))", [self._stale])

    def _write_pages(self) -> None:
        paths = [page["path"] for page in self._pages]
        self._record.execute("delete from pages where path in (select unnest(?::varchar[]))", [paths])
        self._record.insert("pages", _last_of_each(self._pages, "path"))


def _one(record: Record, sql: str, *values: str) -> int:
    """The one number that the question has for an answer."""
    return int(record.execute(sql, values)[0][0])


def _last_of_each(rows: Sequence[Row], *columns: str) -> Iterable[Row]:
    """Of rows that are the same in the columns, the last."""
    return {tuple(row[column] for column in columns): row for row in rows}.values()


def _says_no_more(new: CodedArticle, known: CodedArticle) -> bool:
    """Whether a reading has the text and title that are known, and tells no more of the days."""
    same = (new.text, new.title) == (known.text, known.title) and new.updated in (None, known.updated)
    return same and _no_narrower(new.published, known.published)


def _no_narrower(new: Published, known: Published) -> bool:
    """Whether all that the new says about the day is said by the known."""
    begins = new.earliest is None or (known.earliest is not None and new.earliest <= known.earliest)
    ends = new.latest is None or (known.latest is not None and new.latest >= known.latest)
    return begins and ends
