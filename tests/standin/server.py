"""The server: routes read from fixtures/sources, switched by modes, with a log of what was asked."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import socket
import ssl
import struct
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import trustme

ANSWERS = Path(__file__).parents[2] / "fixtures" / "sources"
_HOUR = 3600
_OPEN = ExitStack()  # holds what lasts as long as the tests


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it arrived."""

    host: str
    method: str
    path: str
    agent: str
    at: float
    headers: dict[str, str]
    body: bytes = b""


@dataclass
class World:
    """What the server knows: routes, symbols, the modes that are switched on, and the log."""

    modes: set[str] = field(default_factory=set)
    log: list[Asked] = field(default_factory=list)
    open_now: Counter[str] = field(default_factory=Counter)
    most_open: Counter[str] = field(default_factory=Counter)
    served: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)
    files: dict[str, bytes] = field(default_factory=dict)  # by path, of documents.un.org
    slow: float = 0.02  # seconds of real delay for each second that the host takes in life

    def answer(self, host: str, method: str, path: str) -> dict[str, Any]:
        """The answer to a request: of the first route that fits, those of a switched-on mode before all others."""
        asked = _folded(path)
        fitting = [
            route
            for route in routes()
            if route["host"] == host
            and (route.get("method", "GET") == method or (method == "HEAD" and route.get("method") is None))
            and (_folded(route["path"]) == asked or (route.get("prefix") and asked.startswith(_folded(route["path"]))))
        ]
        chosen = next((route for route in fitting if route.get("mode") in self.modes), None) or next(
            (route for route in fitting if route.get("mode") is None), None
        )
        if chosen is None:
            return self._default(host, path)
        with self.lock:
            number = self.served[chosen["id"]]
            self.served[chosen["id"]] += 1
        answers: list[dict[str, Any]] = chosen["answers"]
        return answers[min(number, len(answers) - 1)]

    def _default(self, host: str, path: str) -> dict[str, Any]:
        """What a host says to all else."""
        if host == "documents.un.org" and path.startswith("/api/symbol/access?"):
            return self._access(urlsplit(path).query)
        if host == "documents.un.org" and path in self.files:
            return {"status": 200, "headers": {"Content-Type": "application/pdf"}, "bytes": self.files[path]}
        if host == "documents.un.org" and path.startswith("/doc/") and path == path.lower():
            return {"status": 200, "headers": {"Content-Type": "application/pdf"}, "pdf": 4_000}
        if host == "docs.un.org":
            return {"status": 200, "headers": {"Content-Type": "text/html; charset=utf-8"}, "text": viewer(path)}
        return {"status": 404, "headers": {"Content-Type": "text/html"}, "text": "<title>404</title><p>Nothing here."}

    def _access(self, query: str) -> dict[str, Any]:
        """The access address: a symbol that is there leads to its file, all else to the error page."""
        error = {"status": 302, "headers": {"Location": "https://documents.un.org/error"}}
        if self.modes & {"ods-error-for-all"} or "+" in query:
            return error
        fields = parse_qs(query)
        symbol = "".join(fields.get("s", [""])[0].split()).upper()
        path = symbols().get(symbol)
        return {"status": 302, "headers": {"Location": path}} if path else error


def viewer(path: str) -> str:
    """The page of docs.un.org, the same for every path but for the symbol in its frame."""
    symbol = unquote(path).partition("/en/")[2] or "A/RES/55/2"
    links = "".join(f'<a href="/{code}/{symbol}">{code}</a> ' for code in ("ar", "zh", "en", "fr", "ru", "es"))
    frame = f'<iframe src="https://documents.un.org/api/symbol/access?s={symbol}&amp;l=en&amp;t=pdf"></iframe>'
    return f"<!doctype html><title>docs.un.org</title>{links}{frame}{' ' * 3_600}"


@cache
def routes() -> tuple[dict[str, Any], ...]:
    """All routes of fixtures/sources."""
    return tuple(
        route for file in sorted(ANSWERS.glob("*.json")) for route in json.loads(file.read_text("utf-8"))["routes"]
    )


@cache
def symbols() -> dict[str, str]:
    """The symbols that the stand-in's document system holds, and the paths of their files."""
    held: dict[str, str] = json.loads((ANSWERS / "documents.json").read_text("utf-8"))["symbols"]
    return {"".join(symbol.split()).upper(): path for symbol, path in held.items()}


def hosts() -> set[str]:
    """The hosts that the stand-in answers for."""
    return {route["host"] for route in routes()} | {"docs.un.org"}


def _folded(path: str) -> str:
    """A path for comparison: percent-encoding undone, but a plus sign kept apart from a space."""
    return unquote(path)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    world: World

    def handle_one_request(self) -> None:
        with suppress(ConnectionError, TimeoutError):
            super().handle_one_request()

    def do_GET(self) -> None:
        self._serve()

    def do_HEAD(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal; the log is `World.log`."""

    def _serve(self, body: bytes = b"") -> None:
        world = self.world
        host = (self.headers.get("Host") or "").partition(":")[0].lower()
        asked = Asked(
            host,
            self.command,
            self.path,
            self.headers.get("User-Agent") or "",
            time.monotonic(),
            dict(self.headers),
            body,
        )
        with world.lock:
            world.log.append(asked)
            world.open_now[host] += 1
            world.most_open[host] = max(world.most_open[host], world.open_now[host])
        answer = world.answer(host, self.command, self.path)
        time.sleep(min(0.001 + answer.get("delay", 0) * world.slow, 1.0))
        with world.lock:  # before the answer goes out: its reader may ask again before this thread goes on
            world.open_now[host] -= 1
        self._send(answer)

    def _send(self, answer: dict[str, Any]) -> None:
        fault = answer.get("fault")
        if fault == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if fault in ("reset", "close"):
            self.close_connection = True
            self.connection.close()
            return
        if fault == "silence":
            time.sleep(_HOUR if self.world.slow >= 1 else 30)  # longer than anybody waits
            self.close_connection = True
            return
        body = _body(answer)
        self.send_response_only(answer["status"], answer.get("phrase", "Status"))
        for name, value in answer.get("headers", {}).items():
            for one in value if isinstance(value, list) else [value]:
                self.send_header(name, one)
        if fault in ("endless", "drip"):
            self.end_headers()
            self._endless(fault)
            return
        names = {name.lower() for name in answer.get("headers", {})}
        if "content-length" not in names:
            self.send_header("Content-Length", str(len(body) + (500 if fault == "wrong-length" else 0)))
        if fault == "wrong-length":
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _endless(self, fault: str) -> None:
        self.close_connection = True
        piece = b"x" * (1 if fault == "drip" else 65_536)
        with suppress(OSError):
            for _ in range(200_000):
                self.wfile.write(piece)
                if fault == "drip":
                    time.sleep(0.05)


def _body(answer: dict[str, Any]) -> bytes:
    if "bytes" in answer:
        return bytes(answer["bytes"])
    if "text" in answer:
        return str(answer["text"]).encode()
    if "file" in answer:
        file: str = answer["file"]
        return (ANSWERS / file).read_bytes()
    if "hex" in answer:
        return bytes.fromhex(answer["hex"]) + b"\0" * 512
    if "pdf" in answer:
        size: int = answer["pdf"]
        return b"%PDF-1.7\n".ljust(size, b"%")
    if "records" in answer:
        return _records(answer["records"], answer["total"]).encode()
    if "bomb" in answer:
        return _bomb(answer["bomb"])
    return b""


@cache
def _bomb(size: int) -> bytes:
    """Packed once: that takes as long as some wait for an answer."""
    return gzip.compress(b"\0" * size)


def _records(number: int, total: int) -> str:
    one = '<record><controlfield tag="001">{0}</controlfield><datafield tag="191" ind1=" " ind2=" ">'
    one += '<subfield code="a">A/RES/48/{0}</subfield></datafield></record>'
    body = "".join(one.format(n) for n in range(1, number + 1))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- Search-Engine-Total-Number-Of-Results: {total} -->\n'
        f'<collection xmlns="http://www.loc.gov/MARC21/slim">{body}</collection>'
    )


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_: object) -> None:
        """A client that breaks off is what many tests are about."""


@dataclass(frozen=True, slots=True)
class Standin:
    """A running stand-in."""

    world: World
    address: str  # "http://127.0.0.1:8123"
    expired: str  # the same behind a certificate that ended long ago
    ca_bundle: str  # file with the authority that signed it

    def bases(self) -> dict[str, str]:
        """For each host the address to ask in its place."""
        return dict.fromkeys(hosts(), self.address) | {"expired.test": self.expired}


@cache
def shared() -> Standin:
    """One stand-in for all tests that change nothing in it; `end_shared` ends it."""
    return _OPEN.enter_context(running())


def end_shared() -> None:
    """Stop it, where it runs, and remove its file."""
    _OPEN.close()
    shared.cache_clear()


@contextmanager
def running(port: int = 0) -> Iterator[Standin]:
    """A stand-in for as long as the block lasts."""
    world = World()
    handler = type("Handler", (_Handler,), {"world": world})
    plain, secure = _Server(("127.0.0.1", port), handler), _Server(("127.0.0.1", 0), handler)
    context, authority = _expired()
    secure.socket = context.wrap_socket(secure.socket, server_side=True, do_handshake_on_connect=False)
    for server in (plain, secure):
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        with authority.cert_pem.tempfile() as bundle:
            ports = plain.server_address[1], secure.server_address[1]
            yield Standin(world, f"http://127.0.0.1:{ports[0]}", f"https://127.0.0.1:{ports[1]}", bundle)
    finally:
        for server in (plain, secure):
            server.shutdown()
            server.server_close()


def _expired() -> tuple[ssl.SSLContext, trustme.CA]:
    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1", not_after=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context, authority
