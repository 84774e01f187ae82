"""A partner's web server, on this machine: real sockets, real HTTP, and every way in which a server can misbehave."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Partner:
    """What the server gives out by path: bytes, or a function of the handler that answers in its own way."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.files: dict[str, bytes | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, str]] = []
        """(path, the host it was asked as) of each question."""

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def leads(self, path: str, to: str) -> None:
        self.files[path] = lambda handler: _redirect(handler, to)

    def drips(self, path: str, *, seconds: float = 0.05, in_the_headers: bool = False) -> None:
        """One byte at a time, for ever."""
        self.files[path] = lambda handler: _drip(handler, seconds, in_the_headers=in_the_headers)


@contextmanager
def partner() -> Iterator[Partner]:
    """A server that runs while the block does."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append((self.path, self.headers.get("Host", "")))
            found = told.files.get(self.path)
            if callable(found):
                found(self)
            elif found is None:
                self.send_error(404)
            else:
                self.send_response(200)
                self.send_header("Content-Type", "text/csv")
                self.send_header("Content-Length", str(len(found)))
                self.end_headers()
                self.wfile.write(found)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    told = Partner(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _redirect(handler: BaseHTTPRequestHandler, to: str) -> None:
    handler.send_response(302)
    handler.send_header("Location", to)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def _drip(handler: BaseHTTPRequestHandler, seconds: float, *, in_the_headers: bool) -> None:
    opening = b"HTTP/1.0 200 OK\r\n" + (b"" if in_the_headers else b"Content-Type: text/csv\r\n\r\n")
    try:
        handler.wfile.write(opening)
        while True:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(seconds)
    except OSError:
        pass  # the other side has hung up, which is what was waited for
