"""Packed bytes of the web -> bytes, never more than was asked for: a few kilobytes can unpack to terabytes."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

from comity.faults import Unreadable

STEP = 1 << 18  # bytes unpacked at once
MEMBERS = 1_000  # of one gzip body; each is begun anew
ANY_HEADER = 32  # zlib: a gzip or a zlib header
NONE = {"", "identity", "none"}
GZIP = {"gzip", "x-gzip"}
MAGIC = b"\x1f\x8b"


def unpack(body: bytes, encoding: str, most: int, place: str) -> bytes:
    """The bytes that the HTTP header Content-Encoding says are packed; "gzip, br" means br over gzip.

    A file that is itself gzip, as sitemaps are, is unpacked too.

    Raises Unreadable: "too-large" beyond `most` bytes, "truncated", or "encoding" where the packing is not known.
    """
    for name in reversed([part.strip().lower() for part in encoding.split(",")]):
        if name in NONE:
            continue
        steps = UNPACKERS.get(name)
        if steps is None:
            raise Unreadable("encoding", "pages", f"it is packed as {name[:40]!r}, which is not read", place=place)
        if body and (name not in GZIP or body.startswith(MAGIC)):  # some hosts say gzip of what they send as it is
            body = _gather(steps, body, most, place)
    return _gather(_inflated, body, most, place) if body.startswith(MAGIC) else body


def _gather(steps: Callable[[bytes], Iterator[bytes]], body: bytes, most: int, place: str) -> bytes:
    kept = bytearray()
    try:
        for step in steps(body):
            kept += step
            if len(kept) > most:
                what = f"unpacked it has more than {most // 1_000_000} MB"
                raise Unreadable("too-large", "pages", what, place=place, remedy="leave it out")
    except (zlib.error, EOFError) as error:
        what = f"what is packed breaks off or is damaged: {error}"
        raise Unreadable("truncated", "pages", what, place=place, remedy="fetch it again") from error
    return bytes(kept)


def _inflated(body: bytes) -> Iterator[bytes]:
    """Gzip (one member after the other), zlib, or bare deflate."""
    bare = not (body.startswith(MAGIC) or _zlib_header(body))
    at = 0
    for _ in range(MEMBERS):
        inflater = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS + ANY_HEADER)
        piece = b""
        while not inflater.eof:
            if not piece:
                piece = body[at : at + STEP]
                at += len(piece)
            step = inflater.decompress(piece, STEP)
            if not (piece or step or inflater.eof):
                raise EOFError("the end is missing")
            yield step
            piece = inflater.unconsumed_tail
        at -= len(inflater.unused_data)
        if not body.startswith(MAGIC, at):
            return
    raise EOFError(f"it is in more than {MEMBERS:,} pieces")


def _zlib_header(body: bytes) -> bool:
    return len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0


def _unbrotlied(body: bytes) -> Iterator[bytes]:
    import brotli

    unpacker = brotli.Decompressor()
    try:
        yield unpacker.process(body, output_buffer_limit=STEP)
        while not unpacker.is_finished():
            step = unpacker.process(b"", output_buffer_limit=STEP)
            if not step and unpacker.can_accept_more_data():
                raise EOFError("the end is missing")
            yield step
    except brotli.error as error:
        raise EOFError(str(error)) from error


UNPACKERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _inflated,
    "x-gzip": _inflated,
    "deflate": _inflated,
    "br": _unbrotlied,
}
