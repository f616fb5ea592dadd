"""A small web site on this machine, and a clock that need not wait; both write into one log what is done."""

from __future__ import annotations

import gzip
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import brotli

from comity.pages import open_pages
from comity.pages.fetch import Fetcher, Manners
from comity.vocabulary import Failure, Page

Answer = tuple[int, dict[str, str], bytes]
Route = Answer | Callable[[BaseHTTPRequestHandler], Answer | None]  # None: the connection is dropped


class Clock:
    """Time that passes only while somebody waits; `tick`: seconds that each look at it takes."""

    def __init__(self, log: list[str], tick: float = 0.0) -> None:
        self.log, self.tick, self.passed = log, tick, 0.0

    def now(self) -> datetime:
        return datetime(2024, 5, 2, 10, tzinfo=UTC) + timedelta(seconds=self.passed)

    def elapsed(self) -> float:
        self.passed += self.tick
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.log.append(f"wait {seconds:g}")
        self.passed += seconds


class Site:
    """Answers by "host/path"; a host without robots.txt answers 404 for it."""

    def __init__(self, server: ThreadingHTTPServer, routes: dict[str, Route], log: list[str]) -> None:
        self.port = server.server_address[1]
        self.routes, self.log = routes, log
        self.ended = threading.Event()

    def url(self, address: str) -> str:
        host, slash, path = address.partition("/")
        return f"http://{host}:{self.port}{slash}{path}"


def resolver(host: str, port: int) -> list[str]:
    """Hosts that end in .example are on this machine; others are what they say, or not known."""
    if host.endswith(".example"):
        return ["127.0.0.1"]
    if host.replace(".", "").replace(":", "").isalnum() and (host[0].isdigit() or ":" in host):
        return [host]
    raise OSError("name not known")


@contextmanager
def serve(routes: dict[str, Route], tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """The site, while it is served; `tls`: over HTTPS."""
    log: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers["Host"].partition(":")[0]
            name = host + self.path
            asked = [
                f"{key}={self.headers[key]}" for key in ("If-None-Match", "If-Modified-Since") if key in self.headers
            ]
            log.append(" ".join([name, *asked]))
            route = routes.get(name, (404, {}, b"no such page"))
            answer = route(self) if callable(route) else route
            self.close_connection = True
            if answer is None:
                return
            status, headers, body = answer
            self.send_response(status)
            for key, value in ({"Content-Type": "text/html", "Content-Length": str(len(body))} | headers).items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:  # a client that has gone
            pass

    with Quiet(("127.0.0.1", 0), Handler) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        site = Site(server, routes, log)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield site
        finally:
            site.ended.set()
            server.shutdown()
            thread.join()


# ---------------------------------------------------------------- what a site holds, and what is read of it

STORY = "The two ministers met in the harbour town on Monday. They agreed to reopen the border bridge."
RUSSIAN = "Министры встретились в портовом городе в понедельник и договорились вновь открыть мост."
ROBOTS = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /private/\nCrawl-delay: 5\n")


def page(words: str = STORY, **headers: str) -> Route:
    html = f"<html><body><article><p>{words}</p></article></body></html>".encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    pack = {"gzip": gzip.compress, "br": brotli.compress}.get(named.get("Content-Encoding", ""), bytes)
    return 200, named, pack(html)


def feed(*links: str, day: str = "Thu, 02 May 2024 08:00:00 GMT") -> Route:
    items = "".join(f"<item><title>T</title><link>{link}</link><pubDate>{day}</pubDate></item>" for link in links)
    xml = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'
    return 200, {"Content-Type": "application/rss+xml"}, xml.encode()


def sitemap(*links: str, index: bool = False) -> Route:
    root, entry = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    news = "" if index else "<n:news><n:publication_date>2024-05-01T06:00:00Z</n:publication_date></n:news>"
    entries = "".join(f"<{entry}><loc>{link}</loc>{news}</{entry}>" for link in links)
    xml = f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="urn:news">{entries}</{root}>'
    return 200, {"Content-Type": "application/xml"}, xml.encode()


def read(site: Site, *sources: str, tick: float = 0.0, stdin: Any = None, **options: Any) -> list[Page | Failure]:
    manners = Manners(silence=0.3, **options.pop("manners", {}))
    options = {"allow_private": True, "resolver": resolver, "manners": manners} | options
    fetcher = partial(Fetcher, clock=Clock(site.log, tick), **options)
    return list(open_pages(sources, fetcher=fetcher, stdin=stdin))


def told(found: list[Page | Failure], site: Site) -> list[str]:
    """Each page by its path, each failure by its path and kind, without the port."""
    lines = [f"{f.path} {f.error.kind}" if isinstance(f, Failure) else f"{f.path}" for f in found]
    return [line.replace(f":{site.port}", "").removeprefix("http://") for line in lines]


def fails(found: list[Page | Failure]) -> str:
    [failure] = found
    assert isinstance(failure, Failure), failure
    assert failure.path in failure.error.message
    return failure.error.kind
