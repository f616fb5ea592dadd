"""Addresses asked for: one at a time, as robots.txt allows and no faster, bounded in time, size and redirects."""

from __future__ import annotations

import ssl
from contextlib import closing
from datetime import UTC
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path
from urllib.parse import SplitResult, urldefrag, urljoin

import httpcore2
import httpx2
from msgspec import Struct, structs

from comity.faults import Unreadable
from comity.pages.answers import Answer, Said, media_type
from comity.pages.clock import Clock, SystemClock
from comity.pages.connect import Line
from comity.pages.hosts import Resolve, addresses_of, resolve, split_address
from comity.pages.keep import Kept
from comity.pages.robots import NAME, Rules, rules_of
from comity.pages.unpack import unpack

HEADERS = {
    "User-Agent": f"{NAME}/{version('comity')} (reads news for research)",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate, br",
    "Accept-Language": "en;q=1,*;q=0.5",
}
REDIRECTS = {301, 302, 303, 307, 308}
BUSY = {429, 500, 502, 503, 504}  # may be otherwise in a moment
PASSING = {"unreachable", "timeout", "dropped", "busy"}  # kinds of failures that are the host's, not the page's
MISSING, CLOSED = {404, 410}, {401, 402, 403, 407, 451}
MEDIA = ("image/", "video/", "audio/", "font/", "application/pdf", "application/msword", "application/vnd.")


class Manners(Struct, frozen=True, kw_only=True):
    """How politely and how patiently hosts are asked. Times in seconds, sizes in bytes."""

    pause: float = 1.0  # between two requests to a host whose robots.txt names no longer one
    longest_pause: float = 120.0  # a host that wants more is not read
    tries: int = 3
    backoff: float = 2.0  # before the second try; twice as long before the third
    silence: float = 20.0  # without a byte
    total: float = 120.0  # for one answer, however busily its bytes drip
    redirects: int = 5
    failures: int = 3  # of pages in a row, after which a host is given up
    largest: int = 50_000_000  # of one answer, unpacked: the largest sitemap that the protocol allows


class _Host:
    """What is known of a host in this run."""

    def __init__(self, pause: float) -> None:
        self.rules: Rules | Unreadable | None = None  # None: not asked for yet
        self.pause = pause  # seconds between two requests
        self.last: float | None = None  # moment of its last answer
        self.failures = 0  # of pages in a row


class Fetcher:
    """Asks hosts for addresses. What they sent can be kept in a folder, and is then asked for only where it changed."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        keep: Path | None = None,
        manners: Manners | None = None,
        clock: Clock | None = None,
        resolver: Resolve = resolve,
    ) -> None:
        self.manners = manners or Manners()
        self.allow_private = allow_private
        self.kept = Kept(keep) if keep else None
        self._clock = clock or SystemClock()
        self._resolver = resolver
        self._hosts: dict[str, _Host] = {}
        self._certificates: ssl.SSLContext | None = None

    def get(self, url: str) -> Answer:
        """The answer for the address, which is a success; redirects are followed.

        Raises Unreadable: "no-address", "private-address", "robots", "crawl-delay", "unreachable", "timeout",
        "dropped", "busy", "given-up", "redirects", "not-found", "forbidden", "status", "not-a-page", "too-large",
        "truncated" or "encoding".
        """
        url = url.partition("#")[0]
        answer = self._follow(url, obeys=True)
        if answer.status == 304 and self.kept is not None:
            kept = self.kept.answer(answer.url)
            if kept is not None:
                return kept
            answer = self._follow(url, obeys=True)  # what was kept is damaged; it is forgotten now
        _refuse_status(answer.status, url)
        return self._unpacked(answer, url)

    def keep(self, answer: Answer, said: Said) -> None:
        """Keep the answer, where a folder was given and it is not there already."""
        if self.kept is not None and not answer.again:
            self.kept.add(answer, said)

    def close(self) -> None:
        """Let go of the files that were kept."""
        if self.kept is not None:
            self.kept.close()

    def _follow(self, url: str, *, obeys: bool) -> Answer:
        """The last answer of a chain of redirects; `obeys`: as robots.txt allows."""
        asked, chain = url, [url]
        while True:
            place = asked if url == asked else f"{asked} -> {url}"
            answer = self._patiently(url, place, obeys=obeys)
            target = answer.header("location") if answer.status in REDIRECTS else ""
            if not target:
                return answer
            url = _absolute(url, target, place)
            if url in chain or len(chain) > self.manners.redirects:
                what = "the redirects go round in a circle" if url in chain else f"more than {len(chain) - 1} redirects"
                remedy = "save the page with a browser and give the file"
                raise Unreadable("redirects", "pages", what, place=asked, remedy=remedy)
            chain.append(url)

    def _patiently(self, url: str, place: str, *, obeys: bool) -> Answer:
        """The answer, after several tries where need be. Raises Unreadable where none brings one."""
        parts = split_address(url, place)
        host = self._hosts.setdefault(parts.netloc.lower(), _Host(self.manners.pause))
        if host.failures >= self.manners.failures:
            what = f"its host has failed {host.failures} times in a row and is not asked again"
            raise Unreadable("given-up", "pages", what, place=place, remedy="read the same again later")
        addresses = self._addresses_of(host, parts, place)
        if obeys:
            self._refuse_unwanted(host, parts, url, place)
        wait = 0.0
        for number in range(self.manners.tries):
            if number:
                self._clock.sleep(wait)
            wait = self.manners.backoff * 2**number
            try:
                answer = self._ask(host, url, addresses[number % len(addresses)], place)
                if answer.status not in BUSY:
                    host.failures = 0
                    return answer
                wait = max(wait, self._wanted_wait(answer))
                fault = _busy(answer, wait, place)
            except Unreadable as failed:
                if failed.kind not in PASSING:
                    raise
                fault = failed
            if wait > self.manners.longest_pause:
                break
        host.failures += 1
        raise fault

    def _addresses_of(self, host: _Host, parts: SplitResult, place: str) -> list[str]:
        try:
            return addresses_of(parts, self.allow_private, self._resolver, place)
        except Unreadable as fault:
            host.failures += fault.kind in PASSING
            raise

    def _refuse_unwanted(self, host: _Host, parts: SplitResult, url: str, place: str) -> None:
        """Raise Unreadable where the host does not want the page read, or cannot be asked."""
        if host.rules is None:
            host.rules = self._rules_of(host, f"{parts.scheme}://{parts.netloc}/robots.txt")
        if isinstance(host.rules, Unreadable):
            known = host.rules
            raise Unreadable(known.kind, known.stage, known.what, place=place, remedy=known.remedy) from known
        if not host.rules.allow(url):
            what = "the host's robots.txt does not allow it"
            raise Unreadable("robots", "pages", what, place=place, remedy="ask the outlet, or leave it out")
        host.pause = max(self.manners.pause, host.rules.pause())
        if host.pause > self.manners.longest_pause:
            what = f"the host wants {host.pause:g} seconds between two requests"
            raise Unreadable("crawl-delay", "pages", what, place=place, remedy="ask the outlet for its pages")

    def _unpacked(self, answer: Answer, place: str) -> Answer:
        content = unpack(answer.body, answer.header("content-encoding"), self.manners.largest, place)
        return structs.replace(answer, content=content)

    def _rules_of(self, host: _Host, url: str) -> Rules | Unreadable:
        """The host's rules, or why it cannot be asked."""
        try:
            answer = self._follow(url, obeys=False)
            return rules_of(answer.status, self._unpacked(answer, url).content, url)
        except Unreadable as fault:
            return fault

    def _ask(self, host: _Host, url: str, address: str, place: str) -> Answer:
        """One request, when the host may be asked again."""
        wait = 0.0 if host.last is None else host.last + host.pause - self._clock.elapsed()
        if wait > 0:
            self._clock.sleep(wait)
        try:
            return self._send(url, address, place)
        except httpcore2.TimeoutException as error:
            raise _failed("timeout", f"no answer in time: {error or 'silence'}", place) from error
        except httpcore2.ConnectError as error:
            raise _failed("unreachable", f"no connection: {error}", place) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            raise _failed("dropped", f"the host broke off: {error}", place) from error
        except httpx2.InvalidURL as error:
            raise Unreadable("no-address", "pages", f"this is no address: {error}", place=place) from error
        finally:
            host.last = self._clock.elapsed()

    def _send(self, url: str, address: str, place: str) -> Answer:
        """Ask the numeric address, so that nothing else can be meant by the name than what was looked at."""
        named = httpx2.URL(url)
        known = self.kept.validators(url) if self.kept is not None else {}
        headers = {"Host": named.netloc.decode("ascii"), **HEADERS, **known, "Connection": "close"}
        target = httpcore2.URL(scheme=named.raw_scheme, host=named.raw_host, port=named.port, target=named.raw_path)
        limits = dict.fromkeys(("connect", "read", "write", "pool"), self.manners.silence)
        connection = httpcore2.HTTPConnection(
            target.origin,
            ssl_context=self._tls() if named.scheme == "https" else None,
            network_backend=Line(address, self._clock, self.manners.total),
        )
        with (
            closing(connection),
            connection.stream("GET", target, headers=[*headers.items()], extensions={"timeout": limits}) as response,
        ):
            answer = Answer(
                url=url,
                status=response.status,
                headers=tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in response.headers),
                body=b"",
                content=b"",
                fetched=self._clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
            )
            _refuse_media(answer, self.manners.largest, place)
            return structs.replace(answer, body=self._body(response, place))

    def _body(self, response: httpcore2.Response, place: str) -> bytes:
        kept = bytearray()
        for chunk in response.iter_stream():
            kept += chunk
            if len(kept) > self.manners.largest:
                raise _too_large(self.manners.largest, place)
        return bytes(kept)

    def _tls(self) -> ssl.SSLContext:
        """The system's certificates, loaded when they are first needed."""
        if self._certificates is None:
            self._certificates = httpcore2.default_ssl_context()
        return self._certificates

    def _wanted_wait(self, answer: Answer) -> float:
        """Seconds that the host wants us to wait; 0: it does not say."""
        wanted = answer.header("retry-after").strip()
        if wanted.isascii() and wanted.isdigit():
            return float(wanted[:9])
        try:
            moment = parsedate_to_datetime(wanted)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            return max(0.0, (moment - self._clock.now()).total_seconds())
        except (ValueError, OverflowError):
            return 0.0


def _absolute(url: str, target: str, place: str) -> str:
    try:
        return urldefrag(urljoin(url, target.strip().replace(" ", "%20"))).url
    except ValueError as error:
        raise Unreadable("no-address", "pages", "it redirects to no address", place=place) from error


def _failed(kind: str, what: str, place: str) -> Unreadable:
    return Unreadable(kind, "pages", what, place=place, remedy="read the same again later")


def _busy(answer: Answer, wait: float, place: str) -> Unreadable:
    wanted = f" and wants us to wait {wait:.0f} seconds" if answer.header("retry-after") else ""
    return _failed("busy", f"the host answers {answer.status}{wanted}", place)


def _too_large(most: int, place: str) -> Unreadable:
    what = f"the answer has more than {most // 1_000_000} MB"
    return Unreadable("too-large", "pages", what, place=place, remedy="leave it out")


def _refuse_status(status: int, place: str) -> None:
    """Raise Unreadable unless the answer is a success."""
    if status == 200:
        return
    kind = "not-found" if status in MISSING else "forbidden" if status in CLOSED else "status"
    remedies = {"not-found": "check the address", "forbidden": "read it with a browser and give the file"}
    raise Unreadable(kind, "pages", f"the host answers {status}", place=place, remedy=remedies.get(kind))


def _refuse_media(answer: Answer, most: int, place: str) -> None:
    """Raise Unreadable where the headers say already that the answer is not to be read."""
    media = media_type(answer.header("content-type"))
    if answer.status == 200 and media.startswith(MEDIA):
        raise Unreadable("not-a-page", "pages", f"this is no page but {media}", place=place, remedy="leave it out")
    size = answer.header("content-length")
    if size.isascii() and size.isdigit() and int(size[:12]) > most:
        raise _too_large(most, place)
