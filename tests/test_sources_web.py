"""Feeds, sitemaps, lists and addresses, read from a site on this machine: completely, politely, request by request."""

from __future__ import annotations

import gzip
import io
import itertools
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from functools import partial
from typing import Any

import brotli
import pytest

from comity.cli import main
from comity.pages import fetch, hosts, open_pages
from comity.pages.fetch import Fetcher, Manners
from comity.vocabulary import Failure, Page
from tests.site import Clock, Route, Site, resolver, serve

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


@pytest.fixture
def site() -> Iterator[Site]:
    with serve({}) as served:
        yield served


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


def test_a_site_is_read_completely_and_politely(site):
    slow, drops = itertools.count(), itertools.count()
    busy = iter([(503, {"Retry-After": "7"}, b""), page()])

    def silent(_: object) -> None:
        next(slow)
        site.ended.wait(5)

    def dropped(handler: Any) -> None:
        if next(drops):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\n<p>The")

    at = site.url
    site.routes.update({
        "wire.example/robots.txt": ROBOTS,
        "wire.example/feed": feed(
            *[at(f"wire.example/{name}") for name in ("packed?utm_source=rss", "brotli", "private/a", "moved", "lie")],
            at("slow.example/a"), at("drops.example/a"), at("wire.example/busy"), at("wire.example/gone"),
        ),
        "wire.example/packed": page(Content_Encoding="gzip"),
        "wire.example/brotli": page(Content_Encoding="br"),
        "wire.example/moved": (301, {"Location": "/here"}, b""),
        "wire.example/here": page(),
        "wire.example/lie": page(RUSSIAN, Content_Type="text/html; charset=iso-8859-1"),
        "wire.example/busy": lambda _: next(busy),
        "slow.example/a": silent,
        "drops.example/a": dropped,
        "wire.example/sitemaps.xml.gz": (200, {"Content-Type": "application/x-gzip"},
                                         gzip.compress(sitemap(at("wire.example/news.xml"), index=True)[2])),
        "wire.example/news.xml": sitemap(at("wire.example/packed"), at("wire.example/here"), at("wire.example/last")),
        "wire.example/last": page(),
    })  # fmt: skip
    found = read(site, at("wire.example/feed"), at("wire.example/sitemaps.xml.gz"), manners={"tries": 2})
    assert told(found, site) == [
        "wire.example/packed",
        "wire.example/brotli",
        "wire.example/private/a robots",
        "wire.example/moved",
        "wire.example/lie",
        "slow.example/a timeout",
        "drops.example/a dropped",
        "wire.example/busy",
        "wire.example/gone not-found",
        "wire.example/last",
    ]
    assert site.log == [
        "wire.example/robots.txt", "wait 5",
        "wire.example/feed", "wait 5",
        "wire.example/packed", "wait 5",
        "wire.example/brotli", "wait 5",
        "wire.example/moved", "wait 5",
        "wire.example/here", "wait 5",
        "wire.example/lie",
        "slow.example/robots.txt", "wait 1",
        "slow.example/a", "wait 2",
        "slow.example/a",
        "drops.example/robots.txt", "wait 1",
        "drops.example/a", "wait 2",
        "drops.example/a",
        "wire.example/busy", "wait 7",
        "wire.example/busy", "wait 5",
        "wire.example/gone", "wait 5",
        "wire.example/sitemaps.xml.gz", "wait 5",
        "wire.example/news.xml", "wait 5",
        "wire.example/last",
    ]  # fmt: skip
    pages = {p.path.rpartition("/")[2]: p for p in found if isinstance(p, Page)}
    assert all(RUSSIAN in p.content if name == "lie" else STORY in p.content for name, p in pages.items())
    assert pages["lie"].charset == "utf-8 (declared cp1252 does not hold)"
    assert pages["moved"].url == at("wire.example/here")
    assert pages["packed"].announced == "2024-05-02"
    assert pages["last"].announced == "2024-05-01"
    assert {p.fetched for p in pages.values()} == {"2024-05-02"}


def test_what_was_kept_is_asked_for_only_where_it_changed_and_is_read_again_without_asking(site, tmp_path):
    at = site.url

    def unchanged(handler: Any) -> Route:
        if handler.headers["If-None-Match"] == '"v1"' or handler.headers["If-Modified-Since"]:
            return 304, {}, b""
        return page(ETag='"v1"', Content_Encoding="gzip")

    site.routes.update({
        "wire.example/feed": lambda h: (304, {}, b"") if h.headers["If-Modified-Since"] else
        (200, {"Last-Modified": "Thu, 02 May 2024 08:00:00 GMT"}, feed(at("wire.example/a"), at("wire.example/b"))[2]),
        "wire.example/a": unchanged,
        "wire.example/b": page(),
    })  # fmt: skip
    keep = tmp_path / "kept"
    first = read(site, at("wire.example/feed"), keep=keep)
    site.log.clear()
    assert read(site, at("wire.example/feed"), keep=keep) == first
    assert site.log == [
        "wire.example/robots.txt", "wait 1",
        "wire.example/feed If-Modified-Since=Thu, 02 May 2024 08:00:00 GMT", "wait 1",
        'wire.example/a If-None-Match="v1"', "wait 1",
        "wire.example/b",
    ]  # fmt: skip
    site.log.clear()
    again = list(open_pages([str(keep)]))
    assert site.log == []
    facts = [(p.url, p.content, p.charset, p.announced, p.fetched) for p in again]
    assert facts[:2] == [(p.url, p.content, p.charset, p.announced, p.fetched) for p in first]
    assert [p.url for p in again] == [at("wire.example/a"), at("wire.example/b"), at("wire.example/b")]
    assert sorted(path.name for path in keep.iterdir()) == ["index.kept", "pages-00001.warc.gz", "pages-00002.warc.gz"]


def test_what_was_kept_and_is_damaged_is_asked_for_again(site, tmp_path):
    site.routes["wire.example/a"] = lambda h: (304, {}, b"") if h.headers["If-None-Match"] else page(ETag='"v1"')
    first = read(site, site.url("wire.example/a"), keep=tmp_path)
    (tmp_path / "pages-00001.warc.gz").write_bytes(b"\x1f\x8b broken")
    assert read(site, site.url("wire.example/a"), keep=tmp_path) == first


def test_a_run_that_was_killed_in_keeping_spoils_nothing(site, tmp_path):
    site.routes["wire.example/a"] = page(ETag='"v1"')
    read(site, site.url("wire.example/a"), keep=tmp_path)
    with (tmp_path / "pages-00001.warc.gz").open("ab") as file:
        file.write((tmp_path / "pages-00001.warc.gz").read_bytes()[:-40])
    with (tmp_path / "index.kept").open("ab") as file:
        file.write(b'{"url": "http://wire.exa')
    site.routes["wire.example/b"] = page()
    assert isinstance(read(site, site.url("wire.example/b"), keep=tmp_path)[0], Page)
    one, cut, two = open_pages([str(tmp_path)])
    assert (one.url, cut.error.kind, two.url) == (site.url("wire.example/a"), "truncated", site.url("wire.example/b"))


def test_the_same_answers_are_kept_as_the_same_bytes(site, tmp_path):
    site.routes["wire.example/a"] = page()
    for name in ("one", "two"):
        read(site, site.url("wire.example/a"), keep=tmp_path / name)
    one, two = (gzip.decompress((tmp_path / name / "pages-00001.warc.gz").read_bytes()) for name in ("one", "two"))
    assert without_times(one) == without_times(two)


def without_times(record: bytes) -> list[bytes]:
    """The lines of a record without those that the server's own clock makes."""
    return [line for line in record.split(b"\r\n") if not line.startswith((b"Date:", b"WARC-Record-ID:"))]


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


def test_a_list_of_addresses_is_read_in_its_order(site, tmp_path):
    site.routes.update({"wire.example/a": page(), "wire.example/b": page(), "other.example/": page()})
    at = site.url
    lines = [
        "# ours",
        at("wire.example/b"),
        "",
        "pages/a.html",
        at("wire.example/a#top"),
        "\x00\xff",
        at("other.example"),
    ]
    path = tmp_path / "addresses"
    path.write_text("\ufeff" + "\r\n".join([*lines, at("wire.example/a?utm_medium=x")]), "utf-8")
    found = told(read(site, f"@{path}"), site)
    assert found == [
        "wire.example/b", f"{path}#4 no-address", "wire.example/a#top", f"{path}#6 no-address", "other.example",
    ]  # fmt: skip
    assert told(read(site, "@-", stdin=io.BytesIO(at("wire.example/a").encode())), site) == ["wire.example/a"]
    assert fails(read(site, f"@{tmp_path / 'nowhere'}")) == "missing"


def test_a_folder_never_leads_to_the_net(site, tmp_path):
    address = site.url("wire.example/a")
    (tmp_path / "feed.xml").write_bytes(feed(address)[2])
    (tmp_path / "addresses.txt").write_text(address, "utf-8")
    (tmp_path / "rows.csv").write_text(f"text,url\nThe envoy left.,{address}\n", "utf-8")
    read(site, str(tmp_path))
    assert site.log == []


def test_a_feed_whose_content_is_a_files_name_is_not_that_file(tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(feed("https://wire.example/a")[2])
    feed_file = tmp_path / "feed.xml"
    feed_file.write_text(str(secret), "utf-8")
    assert fails(list(open_pages([str(feed_file)]))) == "not-a-feed"


def test_sitemaps_that_name_each_other_end(site):
    one, two = site.url("wire.example/1"), site.url("wire.example/2")
    site.routes.update({"wire.example/1": sitemap(two, index=True), "wire.example/2": sitemap(one, two, index=True)})
    assert read(site, one) == []
    assert [line for line in site.log if "wait" not in line] == [
        "wire.example/robots.txt",
        "wire.example/1",
        "wire.example/2",
    ]


def test_sitemaps_in_sitemaps_end(site):
    for number in range(9):
        site.routes[f"wire.example/{number}"] = sitemap(site.url(f"wire.example/{number + 1}"), index=True)
    assert fails(read(site, site.url("wire.example/0"))) == "not-a-page"
    assert site.log.count("wait 1") == 4


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not there to make a certificate")
def test_the_certificate_must_name_the_host_though_its_number_is_asked(tmp_path, monkeypatch):
    made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    named = ["-subj", "/CN=wire.example", "-addext", "subjectAltName=DNS:wire.example"]
    files = ["-keyout", str(tmp_path / "key"), "-out", str(tmp_path / "certificate")]
    subprocess.run(["openssl", *made, *named, *files], check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate"))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(tmp_path / "certificate", tmp_path / "key")
    routes = {"wire.example/a": page(), "other.example/a": page()}
    with serve(routes, tls) as site:
        right, wrong = read(
            site, *(f"https://{name}.example:{site.port}/a" for name in ("wire", "other")), manners={"tries": 1}
        )
    assert STORY in right.content
    assert wrong.error.kind == "unreachable"
    assert [line for line in site.log if line.startswith("other")] == []


# ---------------------------------------------------------------- the command line


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


def test_a_feed_is_read_into_a_record_and_again_from_what_was_kept(site, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(fetch, "SystemClock", lambda: Clock(site.log))
    monkeypatch.setattr(Fetcher.__init__, "__kwdefaults__", {**Fetcher.__init__.__kwdefaults__, "resolver": resolver})
    visit = "The French president visited Berlin on Wednesday. He met the German chancellor for talks on steel."
    site.routes.update(
        {"wire.example/a": page(visit), "wire.example/feed": feed(site.url("wire.example/a"), "http://x.invalid/")}
    )
    record, kept = tmp_path / "record.duckdb", tmp_path / "kept"
    arguments = ["read", site.url("wire.example/feed"), "--into", record, "--keep-pages", kept]
    assert run(*arguments) == 1
    assert "private-address" in capsys.readouterr().out
    assert run(*arguments, "--allow-private") == 1
    out = capsys.readouterr().out
    assert "1 added, 1 failed" in out
    assert "no host x.invalid" in out
    site.log.clear()
    assert run("read", kept, "--into", record) == 0
    assert "1 already known" in capsys.readouterr().out
    assert site.log == []
    assert run("events", "-r", record, "--format", "csv") == 0
    assert "CONSULT" in capsys.readouterr().out


def test_columns_are_named_on_the_command_line(tmp_path, capsys):
    path = tmp_path / "a.csv"
    path.write_text("first,second\n2024-05-02,The French president visited Berlin on Wednesday.\n", "utf-8")
    assert run("code", path, "--column", "text=second", "--column", "published=first") == 0
    said = capsys.readouterr()
    assert '"earliest":"2024-05-02"' in said.out
    assert said.err == f'{path}: text from "second", published from "first"\n'
    assert run("code", path, "--column", "second") == 2
    assert run("code", path, "--column", "day=first") == 2
