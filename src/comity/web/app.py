"""The application: pages, JSON, charts and the files they need. Read-only; no page asks another host for anything."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.base import RequestResponseEndpoint
from starlette.middleware.trustedhost import TrustedHostMiddleware

from comity.faults import ComityFault, RecordFault, WrongCall
from comity.web import api, charts, pages
from comity.web.lists import Questionable
from comity.web.room import Room

HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]  # else a foreign name could be bound to this machine
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


def create_app(record: Questionable) -> FastAPI:
    """The reading room of an open record."""
    room = Room(record)
    app = FastAPI(title="comity", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)
    app.middleware("http")(_secured)
    app.add_exception_handler(HTTPException, _http_fault)
    app.add_exception_handler(RequestValidationError, _wrong_request)
    app.add_exception_handler(ComityFault, _comity_fault)
    app.get("/static/vega.js", include_in_schema=False)(_vega)
    app.mount("/static", StaticFiles(packages=[("comity.web", "static")]), name="static")
    app.include_router(pages.router(room))
    app.include_router(charts.router(room))
    app.include_router(api.router(room))
    return app


async def _secured(request: Request, call_next: RequestResponseEndpoint) -> Response:
    response = await call_next(request)
    response.headers.update(HEADERS)
    return response


def _vega() -> Response:
    """Vega, Vega-Lite and vega-embed, out of vl-convert's own bundle."""
    return Response(vega_bundle(), media_type="text/javascript")


@cache
def vega_bundle() -> str:
    """The browser's Vega with our few lines that put it on the page."""
    import vl_convert

    snippet = (files("comity.web") / "static" / "chart.js").read_text("utf-8")
    return vl_convert.javascript_bundle(snippet)


def _http_fault(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    said = "There is no such page." if fault.detail == "Not Found" else str(fault.detail)
    return _answer(request, fault.status_code, said)


def _wrong_request(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, RequestValidationError)
    said = "; ".join(f"{error['loc'][-1]}: {error['msg']}" for error in fault.errors())
    return _answer(request, 422, said)


def _comity_fault(request: Request, fault: Exception) -> Response:
    status = 422 if isinstance(fault, WrongCall) else 503 if isinstance(fault, RecordFault) else 500
    return _answer(request, status, str(fault))


def _answer(request: Request, status: int, said: str) -> Response:
    """The fault in the shape of what was asked for: JSON, or a page."""
    if request.url.path.startswith(("/api/", "/chart/")):
        return JSONResponse({"error": {"status": status, "message": said}}, status_code=status)
    return pages.fault_page(status, said)
