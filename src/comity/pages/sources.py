"""What the caller names -> files in a fixed order, and addresses -> pages."""

from __future__ import annotations

import glob
import gzip
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

from msgspec import Struct, structs

from comity.faults import Unreadable, WrongCall
from comity.pages.days import is_day
from comity.pages.decode import decode_page
from comity.pages.feeds import FeedItem, file_beside, read_feed
from comity.pages.lines import CHUNK, LARGEST, SPLIT_REMEDY, TOO_LARGE, chunks_of, read_lines
from comity.pages.tables import Say, check_columns
from comity.pages.urls import is_address
from comity.vocabulary import Failure, Page, stable_id

if TYPE_CHECKING:
    from comity.pages.fetch import Fetcher
    from comity.pages.web import Reader

Format = Literal["html", "text", "lines", "feed", "csv", "parquet", "warc"]
FORMATS: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wet": "warc",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
}


class SourceFile(Struct, frozen=True):
    """One file that a source names, for knowing it again; both None: standard input, or it cannot be read."""

    name: str
    size: int | None  # bytes
    digest: str | None  # of its bytes: 32 hex digits


def open_pages(
    sources: Sequence[str],
    *,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    columns: Mapping[str, str] | None = None,
    fetcher: Callable[[], Fetcher] | None = None,
    say: Say = lambda _: None,
) -> Iterator[Page | Failure]:
    """The pages of what the sources name, in order; a failure in place of each that cannot be read.

    A source is a file, a folder (sorted, with those below), a glob, an address of a page, feed or sitemap, "@FILE" for
    a list of addresses, or "-" for JSON Lines from `stdin`. Files never lead to the net by themselves.
    `published` is the day of pages that carry none of their own. `columns` says which column of a table holds "text",
    "html", "url", "title", "published" or "id"; those not named are guessed, and `say` is told.
    `fetcher` makes what asks for addresses; it is called when the first one comes.
    Nothing is read before it is asked for, and one page is in memory at a time. A file or address that two sources or
    a feed name is read once.
    """
    if published is not None and not is_day(published):
        raise WrongCall("pages", f"{published!r} is no ISO day", remedy="write 2022-07-01")
    check_columns(columns or {})
    return _Opened(published, stdin, columns or {}, fetcher, say).read(sources)


def is_local(source: str) -> bool:
    """Whether the source is on this machine and can be read twice."""
    return not (source == "-" or source.startswith("@") or is_address(source))


class _Opened:
    """The sources of one call, on their way to pages."""

    def __init__(
        self,
        published: str | None,
        stdin: BinaryIO | None,
        columns: Mapping[str, str],
        fetcher: Callable[[], Fetcher] | None,
        say: Say,
    ) -> None:
        self._published, self._stdin, self._columns, self._say = published, stdin, columns, say
        self._make_fetcher = fetcher
        self._fetcher: Fetcher | None = None
        self._reader: Reader | None = None
        self._seen: set[Path] = set()

    def read(self, sources: Sequence[str]) -> Iterator[Page | Failure]:
        """The pages of all sources, in order."""
        try:
            for source in sources:
                yield from self._read_source(source)
        finally:
            if self._fetcher is not None:
                self._fetcher.close()

    def _read_source(self, source: str) -> Iterator[Page | Failure]:
        if source == "-":
            yield from read_lines(self._standard_input(source), "-", self._published)
        elif source.startswith("@"):
            yield from self._read_list(source)
        elif is_address(source):
            yield from self._web().read(source)
        else:
            yield from self._read_files(source)

    def _standard_input(self, source: str) -> BinaryIO:
        if self._stdin is None:
            raise WrongCall("pages", f'"{source}" was given without standard input')
        return self._stdin

    def _web(self) -> Reader:
        """What reads addresses; made when the first one comes."""
        from comity.pages.fetch import Fetcher
        from comity.pages.web import Reader

        if self._reader is None:
            self._fetcher = self._make_fetcher() if self._make_fetcher else Fetcher()
            self._reader = Reader(self._fetcher, self._published)
        return self._reader

    def _read_list(self, source: str) -> Iterator[Page | Failure]:
        name = source[1:]
        if name == "-":
            yield from self._web().read_list(self._standard_input(source), source)
            return
        try:
            with _readable(name), open_bytes(Path(name)) as stream:
                yield from self._web().read_list(stream, name)
        except Unreadable as fault:
            yield fault.failure(stable_id(name), name)

    def _read_files(self, source: str) -> Iterator[Page | Failure]:
        try:
            paths = files_of(source)
        except Unreadable as fault:
            yield fault.failure(stable_id(source), source)
            return
        for path in paths:
            yield from self._read_once(path)

    def _read_once(self, path: Path) -> Iterator[Page | Failure]:
        """The pages of a file that was not read yet."""
        if path.resolve() in self._seen:
            return
        self._seen.add(path.resolve())
        name = str(path)
        try:
            with _readable(name):
                yield from self._read_file(path, format_of(path))
        except Unreadable as fault:
            yield fault.failure(stable_id(name), name)

    def _read_file(self, path: Path, how: Format | None) -> Iterator[Page | Failure]:
        if how == "parquet":
            from comity.pages.parquet import read_parquet

            yield from read_parquet(path, self._published, self._columns, self._say)
        elif how == "warc":
            from comity.pages.warc import read_warc

            yield from read_warc(path, self._published, self._say)
        else:
            with open_bytes(path) as stream:
                yield from self._read_stream(stream, path, how)

    def _read_stream(self, stream: BinaryIO, path: Path, how: Format | None) -> Iterator[Page | Failure]:
        name = str(path)
        if how == "lines":
            yield from read_lines(stream, name, self._published)
        elif how == "csv":
            from comity.pages.csv import read_csv

            yield from read_csv(stream, name, self._published, self._columns, self._say)
        elif how == "feed":
            yield from self._read_items(read_whole(stream, name), path)
        else:
            yield read_page(read_whole(stream, name), how, name, self._published)

    def _read_items(self, content: bytes, feed: Path) -> Iterator[Page | Failure]:
        """The articles of a feed: the file beside it that the link names, else the item's own content."""
        if not content.strip():
            raise Unreadable("empty", "pages", "nothing in it", place=str(feed))
        for number, item in enumerate(read_feed(content, str(feed)), start=1):
            place = f"{feed}#{number}"
            file = file_beside(item.link, feed.parent)
            if file is not None:
                for page in self._read_once(file):
                    yield with_item(page, item) if isinstance(page, Page) else page
            elif item.content is not None:
                yield item.page(place, self._published)
            else:
                remedy = "put the article's file beside the feed, or read the article itself"
                fault = Unreadable("no-body", "pages", "the item carries no article", place=place, remedy=remedy)
                yield fault.failure(stable_id(place), place)


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Turn what the disk says of a file into Unreadable."""
    try:
        yield
    except OSError as error:
        what = error.strerror or str(error)
        missing = isinstance(error, FileNotFoundError)
        kind, remedy = ("missing", "check the path") if missing else ("unreadable", "check that you may read it")
        raise Unreadable(kind, "pages", what, place=name, remedy=remedy) from error


def sources_of(sources: Sequence[str]) -> list[SourceFile]:
    """Name, size and digest of each file that the sources name, in the order in which they are read."""
    found: dict[str, SourceFile] = {}
    for source in sources:
        try:
            names = [str(path) for path in files_of(source)] if is_local(source) else [source]
        except Unreadable:
            names = [source]
        for name in names:
            found.setdefault(name, SourceFile(name, *_size_and_digest(name)))
    return list(found.values())


def files_of(source: str) -> list[Path]:
    """The files that a source names, sorted, feeds before pages. Raises Unreadable: "missing" or "no-pages"."""
    path = Path(source)
    try:
        if path.is_dir():
            found = [below for below in path.rglob("*") if format_of(below) and below.is_file()]
            if not found:
                remedy = f"it should hold {' '.join(FORMATS)} files"
                raise Unreadable("no-pages", "pages", "no page in this folder", place=source, remedy=remedy)
        elif path.exists():
            return [path]
        else:
            names = glob.glob(source, recursive=True)  # noqa: PTH207  # Path.glob takes no absolute pattern
            found = [Path(name) for name in names if Path(name).is_file()]
    except OSError as error:
        raise Unreadable("unreadable", "pages", error.strerror or str(error), place=source) from error
    if not found:
        raise Unreadable("missing", "pages", "no such file or folder", place=source, remedy="check the path")
    return sorted(found, key=lambda file: (format_of(file) != "feed", file.parts))


def format_of(path: Path) -> Format | None:
    """How a file is read, by its name; None: not one of ours. A last ".gz" is looked through."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes.pop()
    return FORMATS.get(suffixes[-1]) if suffixes else None


def open_bytes(path: Path) -> BinaryIO:
    """The file's bytes, unpacked where its name ends in .gz."""
    return cast("BinaryIO", gzip.open(path, "rb")) if path.suffix.lower() == ".gz" else path.open("rb")


def read_whole(stream: BinaryIO, name: str) -> bytes:
    """All bytes of one page. Raises Unreadable: "too-large" or "truncated"."""
    kept = bytearray()
    for chunk in chunks_of(stream, name):
        kept += chunk
        if len(kept) > LARGEST:
            raise Unreadable("too-large", "pages", TOO_LARGE, place=name, remedy=SPLIT_REMEDY)
    return bytes(kept)


def read_page(content: bytes, how: Format | None, name: str, published: str | None) -> Page:
    """One file as one page; a name without a known ending is judged by the content."""
    if how is None:
        how = "html" if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" else "text"
    kind: Literal["html", "text"] = "html" if how == "html" else "text"
    text, charset = decode_page(content, kind, name)
    return Page(content=text, kind=kind, path=name, charset=charset, published=published)


def with_item(page: Page, item: FeedItem) -> Page:
    """The page with what the feed knows of it; an HTML page's own title and day go before the feed's."""
    url = page.url or item.url
    if page.kind == "html":
        return structs.replace(page, url=url, announced=item.published)
    return structs.replace(page, url=url, title=page.title or item.title, published=item.published or page.published)


def _size_and_digest(name: str) -> tuple[int | None, str | None]:
    digest, size = blake2b(digest_size=16), 0
    try:
        with Path(name).open("rb") as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except OSError:
        return None, None
    return size, digest.hexdigest()
