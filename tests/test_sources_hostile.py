"""Hosts that fail, drip, lie, pack bombs or lead into the own network: each named, bounded, and no way in."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from functools import partial
from typing import Any

import brotli
import pytest

from comity.pages import hosts, open_pages
from comity.pages.fetch import Fetcher
from comity.vocabulary import Failure, Page
from tests.site import (
    STORY,
    Clock,
    Route,
    Site,
    fails,
    feed,
    page,
    read,
    resolver,
    serve,
    sitemap,
)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve({}) as served:
        yield served


@pytest.mark.parametrize(
    "routes, kind",
    [
        ({"wire.example/a": (302, {"Location": "/b"}, b""), "wire.example/b": (302, {"Location": "/a"}, b"")},
         "redirects"),
        ({f"wire.example/{'a' * n}": (301, {"Location": "/" + "a" * (n + 1)}, b"") for n in range(1, 9)}, "redirects"),
        ({"wire.example/a": (302, {"Location": "ftp://wire.example/a"}, b"")}, "no-address"),
        ({"wire.example/a": (302, {"Location": "file:///etc/passwd"}, b"")}, "no-address"),
        ({"wire.example/a": (302, {"Location": "http://[::1"}, b"")}, "no-address"),
        ({"wire.example/a": (302, {"Location": "http://nobody.invalid/"}, b"")}, "unreachable"),
        ({"wire.example/a": (404, {}, b"")}, "not-found"),
        ({"wire.example/a": (403, {}, b"")}, "forbidden"),
        ({"wire.example/a": (418, {}, b"")}, "status"),
        ({"wire.example/a": (304, {}, b"")}, "status"),
        ({"wire.example/a": (500, {}, b"")}, "busy"),
        ({"wire.example/a": (429, {"Retry-After": "86400"}, b"")}, "busy"),
        ({"wire.example/a": (200, {"Content-Type": "image/png"}, b"x")}, "not-a-page"),
        ({"wire.example/a": (200, {"Content-Type": "application/json"}, b"{}")}, "not-a-page"),
        ({"wire.example/a": (200, {"Content-Encoding": "zstd"}, b"x")}, "encoding"),
        ({"wire.example/a": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"<p>" * 999)[:20])}, "truncated"),
        ({"wire.example/a": (200, {"Content-Length": "99999999999"}, b"")}, "too-large"),
        ({"wire.example/a": (200, {}, b"")}, "empty"),
        ({"wire.example/a": (200, {}, b"\x00" * 500)}, "empty"),
        ({"wire.example/a": (200, {}, b"%PDF-1.7 ...")}, "binary"),
        ({"wire.example/a": (200, {"Content-Type": "application/rss+xml"}, b"<note/>")}, "not-a-feed"),
        ({"wire.example/a": (200, {}, b"<urlset/>")}, "empty"),
        ({"wire.example/a": (200, {}, b"<urlset><url>")}, "not-xml"),
        ({"wire.example/robots.txt": (200, {}, b"User-agent: comity\nDisallow: /")}, "robots"),
        ({"wire.example/robots.txt": (503, {}, b"")}, "busy"),
        ({"wire.example/robots.txt": (501, {}, b"")}, "robots"),
        ({"wire.example/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 3600")}, "crawl-delay"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_cannot_be_fetched_is_named(site, routes, kind):
    site.routes.update(routes)
    assert fails(read(site, site.url("wire.example/a"))) == kind


def test_retrying_is_bounded_and_backs_off(site):
    site.routes["wire.example/a"] = (500, {}, b"")
    read(site, site.url("wire.example/a"))
    first, then = "wire.example/a", ["wait 2", "wire.example/a", "wait 4", "wire.example/a"]
    assert site.log == ["wire.example/robots.txt", "wait 1", first, *then]


def test_a_host_that_wants_too_long_a_wait_is_not_waited_for(site):
    site.routes["wire.example/a"] = (503, {"Retry-After": "Thu, 02 May 2024 18:00:00 GMT"}, b"")
    [failure] = read(site, site.url("wire.example/a"))
    assert "wants us to wait 28799 seconds" in failure.error.message
    assert site.log == ["wire.example/robots.txt", "wait 1", "wire.example/a"]


def test_a_host_that_fails_again_and_again_is_given_up_and_others_are_read(site):
    site.routes.update({"bad.example/" + n: (502, {}, b"") for n in "abcdef"} | {"wire.example/a": page()})
    addresses = [site.url("bad.example/" + n) for n in "abcdef"] + [site.url("wire.example/a")]
    kinds = [f.error.kind if isinstance(f, Failure) else "page" for f in read(site, *addresses, manners={"tries": 1})]
    assert kinds == ["busy"] * 3 + ["given-up"] * 3 + ["page"]
    assert sum(line.startswith("bad.example/") for line in site.log) == 4  # robots.txt and three pages


def test_a_host_that_drips_is_not_waited_for(site):
    site.routes["wire.example/a"] = page(STORY * 3000)
    assert fails(read(site, site.url("wire.example/a"), tick=60.0, manners={"tries": 1})) == "timeout"


def test_a_host_whose_headers_drip_is_not_waited_for(site):
    def drip(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(1000):
            handler.wfile.write(b"X-%d: x\r\n" % number)
            handler.wfile.flush()
            if site.ended.wait(0.01):
                return

    site.routes["wire.example/a"] = drip
    assert fails(read(site, site.url("wire.example/a"), tick=15.0, manners={"tries": 1})) == "timeout"


def packed_zeros(name: str, megabytes: int) -> bytes:
    """So many megabytes in a few kilobytes."""
    if name == "gzip":
        return gzip.compress(bytes(megabytes * 1_000_000))
    packer = brotli.Compressor(quality=3)
    return b"".join(packer.process(bytes(1_000_000)) for _ in range(megabytes)) + packer.finish()


@pytest.mark.parametrize("name", ["gzip", "br"])
def test_a_packed_bomb_is_refused(site, name):
    bomb = packed_zeros(name, 60)
    assert len(bomb) < 100_000
    site.routes["wire.example/a"] = (200, {"Content-Encoding": name}, bomb)
    assert fails(read(site, site.url("wire.example/a"))) == "too-large"


def test_a_packed_bomb_for_a_sitemap_is_refused(site):
    site.routes["wire.example/a.xml.gz"] = (200, {"Content-Type": "application/gzip"}, packed_zeros("gzip", 60))
    assert fails(read(site, site.url("wire.example/a.xml.gz"))) == "too-large"


BOMB = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize("root", ['<rss version="2.0"><channel>&b;</channel></rss>', "<urlset>&b;</urlset>"])
def test_an_xml_bomb_is_refused(site, root):
    site.routes["wire.example/a"] = (200, {"Content-Type": "text/xml"}, (BOMB + root).encode())
    assert fails(read(site, site.url("wire.example/a"))) == "unsafe-xml"


@pytest.mark.parametrize(
    "address",
    [
        "http://", "http://[::1", "http://wire.example:99999/", "http://wire.example:0/", "http://wire.example:x/",
        "https://wire example/", "http://wire.example/\x00", "http://name:word@wire.example/",
        "http://wire.example/" + "a" * 3000, "http://..example/", "http://xn--.example/", "http://%.example/",
        "http://" + "a" * 80 + ".example/", "http://\u2024.example/",
    ],
)  # fmt: skip
def test_a_broken_address_is_named(site, address):
    failure = read(site, address)[0]
    assert failure.error.kind in {"no-address", "unreachable"}
    assert [line for line in site.log if "wait" not in line] == []


def test_what_a_host_says_of_its_pages_is_not_trusted(site, tmp_path):
    odd = {
        "ETag": '"\xe9"',
        "Content-Type": 'text/html; charset="no such"',
        "Content-Encoding": "identity",
        "Date": "?",
    }
    site.routes["wire.example/a"] = page(**{name.replace("-", "_"): value for name, value in odd.items()})
    first = read(site, site.url("wire.example/a"), keep=tmp_path)
    assert isinstance(first[0], Page)
    assert read(site, site.url("wire.example/a"), keep=tmp_path) == first


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://10.1.2.3/",
        "http://192.168.0.1/", "http://169.254.169.254/latest/meta-data", "http://0.0.0.0/", "http://100.64.0.1/",
        "http://224.0.0.1/", "http://[fd00::1]/", "http://[fe80::1]/", "http://[2002:7f00:1::]/", "http://inner.example/",
    ],
)  # fmt: skip
def test_addresses_within_the_own_network_are_refused_unless_allowed(site, address):
    assert fails(read(site, address, allow_private=False)) == "private-address"
    assert site.log == []


def test_numbers_that_stand_for_a_private_address_are_refused(site):
    fetcher = partial(Fetcher, clock=Clock(site.log))  # as the system resolves them
    kinds = [
        f.error.kind for f in open_pages(["http://2130706433/", "http://0x7f000001/", "http://127.1/"], fetcher=fetcher)
    ]
    assert set(kinds) <= {"private-address", "unreachable"}
    assert kinds[0] == "private-address"


@pytest.fixture
def two_nets(monkeypatch: pytest.MonkeyPatch) -> None:
    """127.0.0.1, where the site is, counts as the open net; all else here is private as ever."""
    monkeypatch.setattr(hosts, "is_open", lambda address: str(address) == "127.0.0.1")


def resolve_two(host: str, port: int) -> list[str]:
    return ["127.0.0.2"] if host == "inner.example" else resolver(host, port)


@pytest.mark.usefixtures("two_nets")
@pytest.mark.parametrize("how", ["feed", "sitemap", "redirect", "robots", "list"])
def test_nothing_within_the_own_network_is_reached_through_what_a_host_sends(site, how):
    inner = site.url("inner.example/secret")
    routes: dict[str, dict[str, Route]] = {
        "feed": {"wire.example/a": feed(inner)},
        "sitemap": {"wire.example/a": sitemap(inner)},
        "redirect": {"wire.example/a": (302, {"Location": inner}, b"")},
        "robots": {"wire.example/robots.txt": (302, {"Location": inner}, b""), "wire.example/a": page()},
        "list": {},
    }
    site.routes.update(routes[how] | {"inner.example/secret": page()})
    source = "@-" if how == "list" else site.url("wire.example/a")
    found = read(site, source, allow_private=False, resolver=resolve_two, stdin=io.BytesIO(inner.encode()))
    assert fails(found) == "private-address"
    assert not [line for line in site.log if line.startswith("inner.example")]


@pytest.mark.usefixtures("two_nets")
def test_a_name_that_changes_its_address_is_looked_at_each_time(site):
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["127.0.0.1", "127.0.0.2"]])
    site.routes["turns.example/a"] = (302, {"Location": "/b"}, b"")
    site.routes["turns.example/b"] = page()
    found = read(site, site.url("turns.example/a"), allow_private=False, resolver=lambda *_: next(answers))
    assert fails(found) == "private-address"
    assert [line for line in site.log if "example" in line] == ["turns.example/robots.txt", "turns.example/a"]
