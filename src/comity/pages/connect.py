"""A connection to a numeric address that was looked at, given up at a deadline however busily its bytes drip."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore2

from comity.pages.clock import Clock


class Line(httpcore2.NetworkBackend):
    """Connects to the one address, whatever host is asked for; raises httpcore2.ReadTimeout after `most` seconds."""

    def __init__(self, address: str, clock: Clock, most: float) -> None:
        self._address, self._clock = address, clock
        self._end = clock.elapsed() + most

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """The connection."""
        return _Stream(httpcore2.SyncBackend().connect_tcp(self._address, port, timeout=timeout), self)

    def left(self) -> float:
        """Seconds until the deadline; raises httpcore2.ReadTimeout when there are none."""
        left = self._end - self._clock.elapsed()
        if left <= 0:
            raise httpcore2.ReadTimeout("the answer takes too long")
        return left


class _Stream(httpcore2.NetworkStream):
    """A connection that looks at the deadline before it waits."""

    def __init__(self, stream: httpcore2.NetworkStream, line: Line) -> None:
        self._stream, self._line = stream, line

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout=self._within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=self._within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        started = self._stream.start_tls(ssl_context, server_hostname, timeout=self._within(timeout))
        return _Stream(started, self._line)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _within(self, timeout: float | None) -> float:
        left = self._line.left()
        return left if timeout is None else min(left, timeout)
