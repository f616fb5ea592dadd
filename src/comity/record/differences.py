"""What two codings of the same articles differ in: what the second adds, lacks and says otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from comity.record.rows import Row, derived_rows
from comity.vocabulary import CodedArticle

Kind = Literal["article", "event", "quote", "actor", "claim", "provision"]
Change = Literal["added", "removed", "changed"]
Place = tuple[Any, ...]  # where an item stands in its article
SURE = 2  # digits of a confidence that are compared


class Difference(Struct, frozen=True, kw_only=True):
    """One thing that two codings of an article differ in."""

    article: str
    title: str | None
    kind: Kind
    change: Change
    type: str  # event type, kind of quote, actor or claim, dimension of a provision; of a change: before
    before: str | None  # id of the item in the first coding; None: added
    after: str | None  # id in the second; None: removed
    words: str  # that it was read from, or the actor's name
    fields: dict[str, tuple[Any, Any]]  # of a change: field -> what the first says, what the second says


class Compared(Struct, frozen=True):
    """What came of comparing two codings of one article, or of an article that only one has."""

    article: str
    title: str | None
    same: dict[tuple[Kind, str], int]  # (kind, type) -> items that both have alike
    differences: tuple[Difference, ...]


Places = Callable[[CodedArticle, Sequence[Row], str, str], Iterator[Place]]


class Facet(NamedTuple):
    """How items of one table are told apart and compared."""

    kind: Kind
    type: str  # column
    words: str  # column
    fields: tuple[str, ...]  # columns


FACETS: dict[str, Facet] = {
    "events": Facet(
        "event", "type", "trigger_words",
        ("type", "status", "historical", "source", "target", "earliest", "latest", "place", "modes", "contexts",
         "cameo", "said_by", "rule", "confidence"),
    ),
    "quotes": Facet("quote", "kind", "words", ("kind", "speaker", "speaker_code")),
    "actors": Facet("actor", "kind", "name", ("kind", "code", "role")),
    "claims": Facet("claim", "kind", "cause", ("kind", "cause_codes", "effect_codes", "said_by")),
    "provisions": Facet("provision", "dimension", "words", ("agreement", "parties", "dimension", "status")),
}  # fmt: skip
OF_ARTICLE = ("outlet", "agency", "title", "language", "published", "updated")


def compare(one: CodedArticle, other: CodedArticle) -> Compared:
    """What two codings of an article differ in. Items are matched by where they stand, then by what they say."""
    places = _by_span if one.text == other.text else _by_sentence
    rows = [derived_rows(article) for article in (one, other)]
    found = list(_of_article(one, other))
    same: dict[tuple[Kind, str], int] = defaultdict(int)
    for table, facet in FACETS.items():
        before_items = _placed(one, rows[0][table], table, places)
        after_items = _placed(other, rows[1][table], table, places)
        for before, after in _matched(before_items, after_items, facet):
            difference = _difference(one, facet, before, after)
            if difference is None and before is not None:
                same[facet.kind, before[facet.type]] += 1
            elif difference is not None:
                found.append(difference)
    return Compared(one.id, one.title, dict(same), tuple(found))


def only(article: CodedArticle, change: Change) -> Compared:
    """An article that only the second coding has ("added"), or only the first ("removed")."""
    whole = Difference(
        article=article.id, title=article.title, kind="article", change=change, type="article",
        before=article.id if change == "removed" else None, after=article.id if change == "added" else None,
        words=article.title or "", fields={},
    )  # fmt: skip
    rows = derived_rows(article)
    parts = (
        _difference(article, facet, *((row, None) if change == "removed" else (None, row)))
        for table, facet in FACETS.items()
        for row in rows[table]
    )
    return Compared(article.id, article.title, {}, (whole, *(part for part in parts if part is not None)))


def _of_article(one: CodedArticle, other: CodedArticle) -> Iterator[Difference]:
    """What is said otherwise of the article itself."""
    facts = [
        {"outlet": a.outlet, "agency": a.agency, "title": a.title, "language": a.language,
         "published": (a.published.earliest, a.published.latest), "updated": a.updated.day if a.updated else None}
        for a in (one, other)
    ]  # fmt: skip
    fields = _changed(facts[0], facts[1], OF_ARTICLE)
    if one.text != other.text:
        fields["text"] = (len(one.text), len(other.text))  # characters; the texts themselves would fill the screen
    if fields:
        yield Difference(
            article=one.id, title=one.title, kind="article", change="changed", type="article", before=one.id,
            after=other.id, words=one.title or "", fields=fields,
        )  # fmt: skip


def _changed(before: Mapping[str, Any], after: Mapping[str, Any], names: Sequence[str]) -> dict[str, tuple[Any, Any]]:
    pairs = {name: (_plain(before[name]), _plain(after[name])) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _plain(value: Any) -> Any:
    return round(value, SURE) if isinstance(value, float) else value


class _Item(NamedTuple):
    row: Row
    place: Place


def _placed(article: CodedArticle, rows: Sequence[Row], table: str, places: Places) -> list[_Item]:
    """The rows with where they stand; claims, provisions and actors are known by their words."""
    if table in ("events", "quotes"):
        start, end = ("trigger_start", "trigger_end") if table == "events" else ("start", "end")
        return [_Item(row, place) for row, place in zip(rows, places(article, rows, start, end), strict=True)]
    if table == "actors":
        return [_Item(row, (row["name"],)) for row in rows]
    if table == "claims":
        return [_Item(row, (row["cause"], row["effect"])) for row in rows]
    return [_Item(row, (row["words"],)) for row in rows]


def _by_span(article: CodedArticle, rows: Sequence[Row], start: str, end: str) -> Iterator[Place]:
    """Where the rows stand in a text that both codings have."""
    yield from ((row[start], row[end]) for row in rows)


def _by_sentence(article: CodedArticle, rows: Sequence[Row], start: str, end: str) -> Iterator[Place]:
    """Where the rows stand in their sentence, for texts that differ around it; which of equal sentences counts, too."""
    seen: dict[str, int] = defaultdict(int)
    numbered = []
    for sentence in article.sentences:
        words = " ".join(article.text[sentence.start : sentence.end].split())
        numbered.append((sentence.start, sentence.end, words, seen[words]))
        seen[words] += 1
    for row in rows:
        inside = next((s for s in numbered if s[0] <= row[start] < s[1]), None)
        if inside is None:
            yield (row[start], row[end])
        else:
            yield (inside[2], inside[3], row[start] - inside[0], row[end] - row[start])


def _matched(one: list[_Item], other: list[_Item], facet: Facet) -> Iterator[tuple[Row | None, Row | None]]:
    """Items of the two that are the same item, those of the first in order; then those that only the second has."""
    partner: dict[int, int] = {}
    left, right = set(range(len(one))), set(range(len(other)))
    for same in _SAME:
        for i in sorted(left):
            j = next((j for j in sorted(right) if same(one[i], other[j], facet)), None)
            if j is not None:
                partner[i] = j
                left.discard(i)
                right.discard(j)
    for i, item in enumerate(one):
        yield item.row, other[partner[i]].row if i in partner else None
    yield from ((None, other[j].row) for j in sorted(right))


def _alike(one: _Item, other: _Item, facet: Facet) -> bool:
    return one.place == other.place and not _changed(one.row, other.row, facet.fields)


def _same_type(one: _Item, other: _Item, facet: Facet) -> bool:
    return one.place == other.place and one.row[facet.type] == other.row[facet.type]


def _same_place(one: _Item, other: _Item, facet: Facet) -> bool:
    return one.place == other.place


def _overlapping(one: _Item, other: _Item, facet: Facet) -> bool:
    """Spans of one type that share a character: "signed" and "signed an accord"."""
    spans = (
        len(one.place) == len(other.place) == 2 and isinstance(one.place[0], int) and isinstance(other.place[0], int)
    )
    if not spans or one.row[facet.type] != other.row[facet.type]:
        return False
    return bool(one.place[0] < other.place[1] and other.place[0] < one.place[1])


_SAME = (_alike, _same_type, _same_place, _overlapping)  # ways in which two items are the same one, the surest first


def _difference(article: CodedArticle, facet: Facet, before: Row | None, after: Row | None) -> Difference | None:
    """What the two rows differ in; None: nothing that is compared."""
    row = before or after
    assert row is not None
    fields = _changed(before, after, facet.fields) if before and after else {}
    if before and after and not fields:
        return None
    change: Change = "changed" if before and after else "removed" if before else "added"
    return Difference(
        article=article.id, title=article.title, kind=facet.kind, change=change, type=row[facet.type],
        before=before["id"] if before else None, after=after["id"] if after else None,
        words=" ".join(row[facet.words].split()), fields=fields,
    )  # fmt: skip


def compare_all(ones: Mapping[str, CodedArticle], others: Mapping[str, CodedArticle]) -> Iterator[Compared]:
    """The articles of two codings beside each other, in the order of the first; then those that only the second has."""
    for identifier, one in ones.items():
        other = others.get(identifier)
        yield compare(one, other) if other is not None else only(one, "removed")
    yield from (only(other, "added") for identifier, other in others.items() if identifier not in ones)
