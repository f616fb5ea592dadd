"""Charts of a dyad: the same picture as on disk, as SVG or as Vega-Lite for the browser."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from comity.plots import spec, svg
from comity.web.question import Filters, filters
from comity.web.room import Room

Asking = Annotated[Filters, Depends(filters)]


def router(room: Room) -> APIRouter:
    """/chart/{measure}/{source}/{target}.json and .svg"""
    routes = APIRouter(prefix="/chart", tags=["charts"])

    @routes.get("/{name}/{source}/{target}.json")
    def chart_as_vega(name: str, source: str, target: str, asking: Asking) -> dict[str, Any]:
        """The chart as a Vega-Lite specification with its data in it."""
        return spec(room.measure(asking.asked(name, source, target)))

    @routes.get("/{name}/{source}/{target}.svg")
    def chart_as_svg(name: str, source: str, target: str, asking: Asking) -> Response:
        """The chart as SVG."""
        return Response(svg(room.measure(asking.asked(name, source, target))), media_type="image/svg+xml")

    return routes
