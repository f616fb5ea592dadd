"""What the caller names -> files in a fixed order -> pages."""

from __future__ import annotations

import glob
import gzip
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, Literal, cast

from msgspec import Struct, structs

from comity.faults import Unreadable, WrongCall
from comity.pages.days import is_day
from comity.pages.decode import decode_page
from comity.pages.feeds import FeedItem, read_feed
from comity.pages.lines import CHUNK, LARGEST, SPLIT_REMEDY, TOO_LARGE, chunks_of, read_lines
from comity.vocabulary import Failure, Page, stable_id

Format = Literal["html", "text", "lines", "feed"]
FORMATS: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".jsonl": "lines",
    ".ndjson": "lines",
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
    sources: Sequence[str], *, published: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Page | Failure]:
    """The pages of files, folders (sorted, with those below), globs and "-" (JSON Lines from `stdin`), in order.

    `published` is the day of pages that carry none of their own. Nothing is read before it is asked for,
    and one page is in memory at a time. A file that two sources or a feed name is read once.
    """
    if published is not None and not is_day(published):
        raise WrongCall("pages", f"{published!r} is no ISO day", remedy="write 2022-07-01")
    return _open(sources, published, stdin)


def _open(sources: Sequence[str], published: str | None, stdin: BinaryIO | None) -> Iterator[Page | Failure]:
    seen: set[Path] = set()
    for source in sources:
        if source == "-":
            yield from _read_stdin(stdin, published)
            continue
        try:
            paths = files_of(source)
        except Unreadable as fault:
            yield fault.failure(stable_id(source), source)
            continue
        for path in paths:
            if path.resolve() not in seen:
                seen.add(path.resolve())
                yield from read_file(path, published, seen)


def sources_of(sources: Sequence[str]) -> list[SourceFile]:
    """Name, size and digest of each file that the sources name, in the order in which they are read."""
    found: dict[str, SourceFile] = {}
    for source in sources:
        try:
            names = ["-"] if source == "-" else [str(path) for path in files_of(source)]
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


def read_file(path: Path, published: str | None, seen: set[Path]) -> Iterator[Page | Failure]:
    """The pages of one file; a failure in place of what cannot be read."""
    name = str(path)
    try:
        with open_bytes(path) as stream:
            how = format_of(path)
            if how == "lines":
                yield from read_lines(stream, name, published)
            elif how == "feed":
                yield from read_items(read_whole(stream, name), path, published, seen)
            else:
                yield read_page(read_whole(stream, name), how, name, published)
    except Unreadable as fault:
        yield fault.failure(stable_id(name), name)
    except OSError as error:
        what = error.strerror or str(error)
        closed = Unreadable("unreadable", "pages", what, place=name, remedy="check that you may read it")
        yield closed.failure(stable_id(name), name)


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


def read_items(content: bytes, feed: Path, published: str | None, seen: set[Path]) -> Iterator[Page | Failure]:
    """The articles of a feed: the file beside it that the link names, else the item's own content."""
    if not content.strip():
        raise Unreadable("empty", "pages", "nothing in it", place=str(feed))
    for number, item in enumerate(read_feed(content, feed), start=1):
        place = f"{feed}#{number}"
        if item.file is not None and item.file.resolve() not in seen:
            seen.add(item.file.resolve())
            for page in read_file(item.file, published, seen):
                yield with_item(page, item) if isinstance(page, Page) else page
        elif item.file is None and item.content is not None:
            yield item.page(place, published)
        elif item.file is None:
            remedy = "put the article's file beside the feed, or read the article itself"
            fault = Unreadable("no-body", "pages", "the item carries no article", place=place, remedy=remedy)
            yield fault.failure(stable_id(place), place)


def with_item(page: Page, item: FeedItem) -> Page:
    """The page with what the feed knows of it; an HTML page's own title and day go before the feed's."""
    url = page.url or item.url
    if page.kind == "html":
        return structs.replace(page, url=url, announced=item.published)
    return structs.replace(page, url=url, title=page.title or item.title, published=item.published or page.published)


def _read_stdin(stdin: BinaryIO | None, published: str | None) -> Iterator[Page | Failure]:
    if stdin is None:
        raise WrongCall("pages", '"-" was given without standard input')
    yield from read_lines(stdin, "-", published)


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
