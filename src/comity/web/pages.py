"""The four pages: front, dyad, article, happening."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, get_args
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Query
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from comity.measures import By, definition
from comity.record.memory import sources_of
from comity.vocabulary import EventType, Status, actors_by_id
from comity.web import lists, marking, words
from comity.web.between import between
from comity.web.question import Filters, filters
from comity.web.room import Room
from comity.web.snippets import snippet

Asking = Annotated[Filters, Depends(filters)]


def router(room: Room) -> APIRouter:
    """/, /dyad/{source}/{target}, /article/{id}, /happening/{id}."""
    routes = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @routes.get("/")
    def front(q: str = "", page: Annotated[int, Query(ge=1, le=100_000)] = 1) -> str:
        if q.strip():
            return _render("search.html", **_search(room, q, page))
        return _render("front.html", **_front(room))

    @routes.get("/dyad")
    def choose(source: str = "", target: str = "") -> HTMLResponse:
        to = f"/dyad/{quote(source.strip().upper(), safe='')}/{quote(target.strip().upper(), safe='')}"
        return HTMLResponse(status_code=303, headers={"location": to if source.strip() and target.strip() else "/"})

    @routes.get("/dyad/{source}/{target}")
    def dyad(source: str, target: str, asking: Asking) -> str:
        return _render("dyad.html", **_dyad(room, source, target, asking))

    @routes.get("/article/{identifier:path}")
    def article(identifier: str) -> str:
        return _render("article.html", **_article(room, identifier))

    @routes.get("/happening/{identifier}")
    def happening(identifier: str) -> str:
        return _render("happening.html", **_happening(room, identifier))

    return routes


def fault_page(status: int, said: str) -> HTMLResponse:
    """A page that says what went wrong."""
    return HTMLResponse(_render("fault.html", status=status, said=said, names={}), status_code=status)


def _front(room: Room) -> dict[str, Any]:
    return {
        "names": room.names,
        "totals": lists.totals(room.record),
        "recent": lists.recent(room.record),
        "dyads": lists.busiest(room.record),
        "blocs": room.blocs,
    }


def _search(room: Room, query: str, page: int) -> dict[str, Any]:
    hits = lists.search(room.record, query, page)
    return {
        "names": room.names,
        "q": query,
        "page": page,
        "hits": [(hit, snippet(_untitled(hit), lists.words_of(query))) for hit in hits[: lists.PAGE]],
        "more": len(hits) > lists.PAGE,
        "actors": lists.search_actors(room.record, query) if page == 1 else [],
    }


def _untitled(hit: lists.Hit) -> str:
    """The text without the title that begins it; all of it where there is nothing else."""
    return hit.text.removeprefix(hit.title or "").lstrip() or hit.text


def _dyad(room: Room, source: str, target: str, asking: Filters) -> dict[str, Any]:
    source, target = source.upper(), target.upper()
    ties, tension = (room.measure(asking.asked(name, source, target)) for name in ("ties", "tension"))
    there, back = (room.measure(asking.asked("pressure", *pair)) for pair in ((source, target), (target, source)))
    figures = zip(
        ties.rows, tension.rows, there.rows, back.rows, strict=True
    )  # each has a row where there are happenings
    return {
        "names": room.names,
        "source": source,
        "target": target,
        "asking": asking,
        "figures": [(a[0], a[1], b[1], c[1], d[1], a[-1]) for a, b, c, d in figures],
        "dating": ties.dating,
        "found": between(room, source, target, asking),
        "charts": [
            ("ties", source, target, ties),
            ("tension", source, target, tension),
            ("pressure", source, target, there),
            ("pressure", target, source, back),
        ],
        "definitions": [definition(name) for name in ("ties", "tension", "pressure")],
        "periods": get_args(By),
        "types": get_args(EventType),
        "statuses": get_args(Status),
    }


def _article(room: Room, identifier: str) -> dict[str, Any]:
    if not lists.exists(room.record, "articles", identifier):
        raise HTTPException(404, "The record has no such article.")
    coded = room.record.article(identifier)
    return {
        "names": room.names,
        "article": coded,
        "paragraphs": marking.paragraphs(coded),
        "actors": actors_by_id(coded.actors),
        "remembered": sources_of(room.record, coded.id),
        "quotes": {quote.id: quote for quote in coded.quotes},
        "happenings": lists.happenings_of(room.record, identifier),
        "original": coded.url if coded.url and coded.url.startswith(("http://", "https://")) else None,
    }


def _happening(room: Room, identifier: str) -> dict[str, Any]:
    found = lists.lines(room.record, [identifier])
    if not found:
        raise HTTPException(404, "The record has no such happening.")
    told = lists.mentions(room.record, identifier)
    return {"names": room.names, "happening": found[0], "mentions": told, "dyads": _dyads(found[0])}


def _dyads(line: lists.Line) -> list[tuple[str, str]]:
    """The pairs of countries that a happening is between; of all who act where nobody is acted upon."""
    acting, upon = line.source_countries, line.target_countries if line.target else line.source_countries
    pairs = [(one, other) for one in acting for other in upon if (one != other if line.target else one < other)]
    return list(dict.fromkeys(pairs))


def _render(name: str, **values: Any) -> str:
    return _templates().get_template(name).render(**values)


@cache
def _templates() -> Environment:
    """The templates; every value is escaped, and one that was forgotten is a fault."""
    loader = PackageLoader("comity.web")
    found = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    found.filters |= {"period": words.period, "figure": words.figure, "path": lambda text: quote(text, safe="")}
    found.globals |= {"days": words.days, "counted": words.counted}
    return found
