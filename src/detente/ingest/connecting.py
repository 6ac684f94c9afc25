"""Connections to checked addresses, each of which ends at a moment set beforehand."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterable, Sequence
from types import TracebackType
from typing import Any, Self

import httpcore

from detente.ingest.addresses import Address

Resolve = Callable[[str, int], Sequence[Address]]


class Checked(httpcore.NetworkBackend):
    """Connects to the very address that `resolve` let pass: no name is looked up twice, so none can change between the
    check and the call (DNS rebinding).
    """

    def __init__(self, resolve: Resolve, deadline: Deadline) -> None:
        self._resolve = resolve
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream to the first address that answers. Raises what `resolve` raises, and httpcore's errors."""
        failure: Exception = httpcore.ConnectTimeout(f"{host}: too late")
        for address in self._resolve(host, port):
            if self._deadline.passed:
                break
            try:
                stream = self._plain.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                self._deadline.watch(stream.get_extra_info("socket"))
                return stream
        raise failure


class Deadline:
    """Ends the connections that it watches after so many seconds, whatever the other side does: one that sends a byte
    now and then never runs into the time limit of a single read.
    """

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._watched: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def watch(self, connection: socket.socket) -> None:
        """End this connection too, at once where it is late; by a handle of our own, for TLS takes the socket over."""
        with self._lock:
            self._watched.append(connection.dup())
            if self.passed:
                shut(self._watched[-1])

    def _end(self) -> None:
        with self._lock:
            self.passed = True
            for connection in self._watched:
                shut(connection)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        for connection in self._watched:
            connection.close()


def shut(connection: socket.socket) -> None:
    """End the connection for whoever reads from it or writes to it."""
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
