"""An archive of made-up documents, and a real server on the loopback that knows which of their links are broken."""

from __future__ import annotations

import json
import random
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

_ANSWERS = {"gone": 404, "fails": 500, "refuses": 403}


@dataclass
class World:
    """The server's own list: what is not in `broken` answers; and what was asked of it."""

    broken: dict[str, str] = field(default_factory=dict)  # address → "gone", "fails", "refuses", "cut"
    moved: dict[str, str] = field(default_factory=dict)
    archived: set[str] = field(default_factory=set)  # of which the archive has a copy
    asked: Counter[str] = field(default_factory=Counter)  # by address, without the rules for robots
    down: bool = False  # cuts every connection, as if the network were gone
    base: str = ""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    world: World

    def handle_one_request(self) -> None:
        with suppress(ConnectionError):
            super().handle_one_request()

    def do_GET(self) -> None:
        url = f"https://{self.headers['Host']}{self.path}"
        behaviour = self.world.broken.get(url, "answers")
        if self.world.down or behaviour == "cut":
            self.close_connection = True
            return
        if self.path == "/robots.txt":
            self._send(404, b"")
            return
        if url.startswith("https://archive.org/wayback/available"):
            self._send(200, json.dumps({"archived_snapshots": self._copy()}).encode())
            return
        if "archive.org" in url:
            self._send(200, b"[]")
            return
        self.world.asked[url] += 1
        if url in self.world.moved:
            self._send(301, b"", self.world.moved[url])
            return
        self._send(_ANSWERS.get(behaviour, 200), b"%PDF-1.4 a paper")

    def _copy(self) -> dict[str, Any]:
        (page,) = parse_qs(urlsplit(self.path).query)["url"]
        if page not in self.world.archived:
            return {}
        return {"closest": {"available": True, "status": "200", "timestamp": "20240102030405", "url": page}}

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send(self, status: int, body: bytes, location: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/pdf")
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing: the world keeps what it needs."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 1024  # a queue that is full makes clients wait for seconds


@contextmanager
def serving() -> Iterator[World]:
    """A server that answers for every host."""
    world = World()
    handler = type("Handler", (_Handler,), {"world": world})
    server = _Server(("127.0.0.1", 0), handler)
    world.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield world
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def settings(folder: Path, world: World, further: str = "") -> Path:
    """Settings that lead every host to the server."""
    file = folder / "refcheck.toml"
    cache = json.dumps(str(folder / "cache"))
    network = f"[network]\npace = 0\nlink-pace = 0\ntimeout = 5\nlink-timeout = 5\ncache = {cache}\n"
    archives = "".join(f'[[network.host]]\nname = "{name}"\npace = 0\n' for name in ("archive.org", "web.archive.org"))
    network += f'{archives}[network.hosts]\n"*" = "{world.base}"\n'
    file.write_text(f"{further}{network}", "utf-8")
    return file


def addresses(number: int, hosts: int) -> list[str]:
    """So many different addresses."""
    return [f"https://host{place % hosts}.example.org/papers/{place}.pdf" for place in range(number)]


def write_archive(folder: Path, documents: int, links: list[str], seed: int = 7) -> dict[str, list[str]]:
    """Documents that cite the links, each at least once and some in several; who cites what, by the document's path."""
    chance = random.Random(seed)
    a_document = max(1, len(links) // documents)
    cites: dict[str, list[str]] = {}
    for place in range(documents):
        cited = links[place * a_document : (place + 1) * a_document] + chance.sample(links, min(2, len(links)))
        name = f"{place % 10}/letter-{place}.txt"
        cites[name] = sorted(set(cited))
        write_document(folder / name, place, cites[name])
    return cites


def write_document(file: Path, number: int, links: list[str], further: str = "") -> None:
    """One document."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"See {url} for paper {place}.\n\n" for place, url in enumerate(links, 1))
    text = f"Note No. {number}\n\nThe Council recalls resolution 853 (1993).\n\n{further}{lines}"
    file.write_text(text, "utf-8")


def host(url: str) -> str:
    """The host of an address."""
    return urlsplit(url).hostname or ""
