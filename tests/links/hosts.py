"""A web on the loopback addresses: every 127.x.y.z is a host, and a path says how it behaves."""

from __future__ import annotations

import gzip
import socket
import socketserver
import ssl
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

PAGE = b"<!doctype html><title>A report</title><h1>A report</h1><p id=here>Words."
_NAP = 0.05


def reply(status: int = 200, body: bytes = PAGE, **headers: str) -> bytes:
    """A whole answer; underscores in the names of headers stand for hyphens."""
    given = {"Content-Type": "text/html", "Content-Length": str(len(body))}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"HTTP/1.1 {status} Words\r\n{lines}\r\n".encode() + body


FILE = reply(body=b"%PDF-1.7 words", Content_Type="application/pdf")


@dataclass
class Asked:
    """One request, and how to answer it."""

    connection: socket.socket
    method: str
    path: str
    headers: dict[str, str]
    host: str  # the loopback address
    before: int  # requests for the same path before this one
    of_host: int  # requests to the host before this one
    over: Callable[[], None] = lambda: None  # called before the answer goes out: its reader may ask again at once

    def send(self, answer: bytes) -> None:
        """Send an answer, of which HEAD gets the headers alone."""
        self.over()
        self.connection.sendall(answer.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if self.method == "HEAD" else answer)

    def cut(self) -> None:
        """Reset the connection."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()


Behaviour = Callable[[Asked], None]


@dataclass
class Web:
    """The hosts: behaviours by the first part of the path, what was asked, and how much at once."""

    behaviours: dict[str, Behaviour]
    log: list[tuple[str, str, str]] = field(default_factory=list)  # host, method, path
    headers: list[dict[str, str]] = field(default_factory=list)
    served: Counter[str] = field(default_factory=Counter)
    now: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)
    port: int = 0

    def url(self, host: str, path: str) -> str:
        """The address of a path on a host."""
        return f"http://{host}:{self.port}/{path}"


class _Handler(socketserver.BaseRequestHandler):
    web: Web

    def handle(self) -> None:
        with suppress(OSError, ValueError):
            self.request.settimeout(20)
            host = self.request.getsockname()[0]
            while head := self._head():
                first, *lines = head.decode("latin-1").split("\r\n")
                method, path, _ = first.split(" ", 2)
                headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
                self._serve(host, method, path, headers)

    def _head(self) -> bytes:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            piece: bytes = self.request.recv(4096)
            if not piece:
                return b""
            head += piece
        return head[:-4]

    def _serve(self, host: str, method: str, path: str, headers: dict[str, str]) -> None:
        web = self.web
        with web.lock:
            web.log.append((host, method, path))
            web.headers.append(headers)
            asked = Asked(self.request, method, path, headers, host, web.served[host + path], web.served[host])
            web.served[host + path] += 1
            web.served[host] += path != "/robots.txt"
            web.now[host] += 1
            web.most[host] = max(web.most[host], web.now[host])
        behave = web.behaviours.get(path.split("/")[1].partition("?")[0])
        done = [False]

        def over() -> None:
            if not done[0]:
                done[0] = True
                with web.lock:
                    web.now[host] -= 1

        asked.over = over
        try:
            if behave is None:
                asked.send(reply(404, b"<title>404</title>"))
            else:
                behave(asked)
        finally:
            over()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 1024

    def handle_error(self, *_: object) -> None:
        """A client that breaks off is what many tests are about."""


@contextmanager
def running(behaviours: dict[str, Behaviour], context: ssl.SSLContext | None = None) -> Iterator[Web]:
    """A web for as long as the block lasts."""
    web = Web(behaviours)
    server = _Server(("0.0.0.0", 0), type("Handler", (_Handler,), {"web": web}))
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    web.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()


# --- behaviours -----------------------------------------------------------------------------


def says(status: int = 200, body: bytes = PAGE, **headers: str) -> Behaviour:
    """Always the same answer."""
    return lambda asked: asked.send(reply(status, body, **headers))


def first(number: int, then: bytes, otherwise: bytes | None = None) -> Behaviour:
    """The answer `then` to the first requests for a path, a living page (or `otherwise`) to all later ones."""
    return lambda asked: asked.send(then if asked.before < number else otherwise or reply())


def refuses_head(status: int) -> Behaviour:
    """A file for GET, a refusal for HEAD."""
    return lambda asked: asked.send(reply(status) if asked.method == "HEAD" else FILE)


def drops_head(asked: Asked) -> None:
    """A file for GET, nothing for HEAD."""
    if asked.method == "HEAD":
        asked.cut()
    else:
        asked.send(FILE)


def hangs(asked: Asked) -> None:
    """Nothing at all."""
    with suppress(OSError):
        asked.connection.recv(1)  # until the client goes


def resets(asked: Asked) -> None:
    """The connection is cut."""
    asked.cut()


def resets_first(asked: Asked) -> None:
    """The connection is cut once."""
    if asked.before:
        asked.send(reply())
    else:
        asked.cut()


def drips(asked: Asked) -> None:
    """The headers, and then a byte now and then."""
    asked.send(reply().replace(b"Content-Length", b"X-Length"))
    with suppress(OSError):
        while True:
            asked.connection.sendall(b"x")
            time.sleep(_NAP)


def endless(asked: Asked) -> None:
    """A body that never ends."""
    asked.send(reply().replace(b"Content-Length", b"X-Length"))
    with suppress(OSError):
        while True:
            asked.connection.sendall(b"x" * 65_536)


def old(asked: Asked) -> None:
    """HTTP/1.0: the body ends with the connection."""
    asked.send(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE)
    asked.connection.close()


def wrong_length(asked: Asked) -> None:
    """Fewer bytes than were promised."""
    asked.send(reply(Content_Length="5000"))
    asked.connection.close()


BOMB = gzip.compress(b"<title>A report</title>" + b"\0" * 50_000_000)  # packing it takes longer than a host may take


def bomb(asked: Asked) -> None:
    """A small body that unpacks to a large one."""
    asked.send(reply(body=BOMB, Content_Encoding="gzip"))


def chunked(asked: Asked) -> None:
    """A body in pieces."""
    pieces = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    asked.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + pieces)


def onward(status: int) -> Behaviour:
    """A redirect to the page named behind the first part: /302/ok/1 leads to /ok/1."""
    return lambda asked: asked.send(reply(status, b"", Location=f"/{asked.path.split('/', 2)[2]}"))


def circle(asked: Asked) -> None:
    """A redirect to itself."""
    asked.send(reply(302, b"", Location=asked.path))


def unchanged(asked: Asked) -> None:
    """A page with a validator: 304 to who knows it."""
    known = asked.headers.get("if-none-match") == '"one"'
    asked.send(reply(304, b"", ETag='"one"') if known else reply(ETag='"one"'))
