"""A real server on 127.0.0.1 that does what a test tells it, the worst things above all."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator

Handler = Callable[[socket.socket, str], None]
"""Gets the connection and the request's head; writes the answer."""


def reply(
    body: bytes | str = b"", status: str = "200 OK", kind: str = "text/html; charset=utf-8", **headers: str
) -> Handler:
    """An answer as it should be; `headers` with _ for -."""
    data = body.encode() if isinstance(body, str) else body

    def handle(connection: socket.socket, head: str) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(data)}", f"Content-Type: {kind}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        connection.sendall("\r\n".join([*lines, "", ""]).encode("latin-1") + data)

    return handle


def raw(data: bytes) -> Handler:
    """These bytes and no more."""
    return lambda connection, head: connection.sendall(data)


def endless(start: bytes, again: bytes, pause: float = 0.0) -> Handler:
    """`start`, then `again` for ever, until the other side has had enough."""
    wait = threading.Event()

    def handle(connection: socket.socket, head: str) -> None:
        connection.sendall(start)
        while not wait.wait(pause):
            connection.sendall(again)

    return handle


class Server:
    """`routes` maps a path to a handler, or to a list of them: one for each request, the last for all further."""

    def __init__(self) -> None:
        self.routes: dict[str, Handler | list[Handler]] = {}
        self.heads: dict[str, list[str]] = defaultdict(list)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._serve, daemon=True).start()

    def asked(self, path: str) -> int:
        """How many requests there were for a path."""
        return len(self.heads[path])

    def close(self) -> None:
        self._socket.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(65536)
                if not piece:
                    return
                head += piece
            text = head.decode("latin-1")
            path = text.split(" ")[1]
            self.heads[path].append(text)
            self._handler(path)(connection, text)
            connection.shutdown(socket.SHUT_WR)

    def _handler(self, path: str) -> Handler:
        found = self.routes.get(path, reply("nothing here", "404 Not Found"))
        if isinstance(found, list):
            return found[min(len(self.heads[path]), len(found)) - 1]
        return found


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    try:
        yield server
    finally:
        server.close()
