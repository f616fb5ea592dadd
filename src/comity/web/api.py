"""The pages' lists as JSON, under /api. Fields are named as in the record; days are YYYY-MM-DD."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Query, Response
from msgspec import structs

from comity.measures import definition
from comity.web import lists
from comity.web.between import between
from comity.web.lists import Questionable
from comity.web.question import Filters, filters
from comity.web.room import Room

Asking = Annotated[Filters, Depends(filters)]
Page = Annotated[int, Query(ge=1, le=100_000)]


def router(room: Room) -> APIRouter:
    """/api/totals, recent, dyads, search, measure, dyad, article, happening."""
    record = room.record
    routes = APIRouter(prefix="/api", tags=["lists"])

    @routes.get("/totals")
    def totals() -> dict[str, int]:
        """How much the record holds."""
        return lists.totals(record)

    @routes.get("/recent")
    def recent(limit: Annotated[int, Query(ge=1, le=500)] = 12) -> Response:
        """The latest happenings."""
        return _json([line._asdict() for line in lists.recent(record, limit)])

    @routes.get("/dyads")
    def dyads(limit: Annotated[int, Query(ge=1, le=500)] = 12) -> Response:
        """The pairs of countries that most is told of."""
        return _json([dyad._asdict() for dyad in lists.busiest(record, limit)])

    @routes.get("/search")
    def search(q: str, page: Page = 1) -> Response:
        """Articles and actors that have every word."""
        found = [hit._asdict() for hit in lists.search(record, q, page)]
        hits = [{key: value for key, value in hit.items() if key != "text"} for hit in found]
        actors = [actor._asdict() for actor in lists.search_actors(record, q)]
        return _json({"articles": hits[: lists.PAGE], "more": len(hits) > lists.PAGE, "actors": actors})

    @routes.get("/measure/{name}/{source}/{target}")
    def series(name: str, source: str, target: str, asking: Asking) -> Response:
        """A measure by period, with its definition and what was left out."""
        found = room.measure(asking.asked(name, source, target))
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
        left_out = structs.asdict(found.left_out)
        return _json(
            {
                "title": found.title,
                "definition": definition(name),
                "by_report": found.by_report,
                "left_out": left_out,
                "rows": rows,
            }
        )

    @routes.get("/dyad/{source}/{target}")
    def dyad(source: str, target: str, asking: Asking) -> Response:
        """The happenings between two sides, the latest first."""
        found = between(room, source, target, asking)
        told = [{**line._asdict(), "left_out": found.left_out[line.id]} for line in found.lines]
        return _json({"total": found.total, "pages": found.pages, "happenings": told})

    @routes.get("/article/{identifier:path}")
    def article(identifier: str) -> Response:
        """The coded article, in the exchange format."""
        _must_exist(record, "articles", identifier)
        return _json(record.article(identifier))

    @routes.get("/happening/{identifier}")
    def happening(identifier: str) -> Response:
        """A happening with its mentions."""
        _must_exist(record, "happenings", identifier)
        (line,) = lists.lines(record, [identifier])
        return _json(line._asdict() | {"mentions": [told._asdict() for told in lists.mentions(record, identifier)]})

    return routes


def _json(value: Any) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")


def _must_exist(record: Questionable, table: str, identifier: str) -> None:
    if not lists.exists(record, table, identifier):
        raise HTTPException(404, f'The record has no {table.removesuffix("s")} "{identifier[:60]}".')
