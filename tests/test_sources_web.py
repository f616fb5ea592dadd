"""Feeds, sitemaps, lists and addresses, read from a site on this machine: completely, politely, request by request."""

from __future__ import annotations

import gzip
import io
import itertools
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from comity.cli import main
from comity.pages import fetch, open_pages
from comity.pages.fetch import Fetcher
from comity.vocabulary import Page
from tests.site import (
    ROBOTS,
    RUSSIAN,
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
    told,
)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve({}) as served:
        yield served


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
