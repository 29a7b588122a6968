"""Hostile addresses, names, servers and answers; each row is tried with both carriers of requests."""

from __future__ import annotations

import gzip
import socketserver
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import NamedTuple

MB = 1024**2

# Hosts that lead into the machine, its network or its provider's services, however they are written.
INSIDE = {
    "loopback": ("127.0.0.1", "127.8.9.1", "[::1]", "localhost", "localhost.", "LOCALHOST", "0.0.0.0", "0", "[::]"),
    "private": ("10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "[fc00::1]", "[fd12:3456::1]", "[fec0::1]"),
    "link-local": ("169.254.1.1", "[fe80::1]", "[fe80::1%25lo]", "[fe80::1%lo]"),
    "multicast and broadcast": ("224.0.0.1", "239.1.1.1", "255.255.255.255", "[ff02::1]", "[ff0e::1]"),
    "shared, reserved, for documents": (
        "100.64.0.1",
        "192.0.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "240.0.0.1",
        "[2001:db8::1]",
    ),
    "services of providers": (
        *("169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16", "192.0.0.192"),
        *("[fd00:ec2::254]", "[fe80::a9fe:a9fe]"),
    ),
    "mapped into IPv6": (
        *("[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:10.0.0.1]", "[::ffff:169.254.169.254]", "[::127.0.0.1]"),
        *(
            "[64:ff9b::7f00:1]",
            "[64:ff9b::169.254.169.254]",
            "[64:ff9b:1::7f00:1]",
            "[2002:7f00:1::]",
            "[2002:a00:1::1]",
        ),
        *("[2001:0:7f00:1::]", "[::ffff:0:127.0.0.1]"),
    ),
    "other spellings": (
        *("2130706433", "0x7f000001", "0x7f.0.0.1", "017700000001", "0177.0.0.1", "127.1", "127.0.1", "0x7f.1"),
        *("１２７.０.０.１", "127。0。0。1", "⑫⑦.0.0.1", "%31%32%37.0.0.1", "127.0.0.1."),
    ),
}

# Addresses whose parts are not what they seem; {inside} is a server of this machine.
DISGUISED = (
    "http://un.org@{inside}/",
    "http://un.org:80@{inside}/",
    "http://user:secret@{inside}/",
    "http://{inside}#@un.org/",
    "http://{inside}?@un.org/",
    "http://un.org\\@{inside}/",
    "http:///{inside}/",
    "http:{inside}/",
    "http://un.org&@{inside}#@un.org/",
    "http://{inside}\t.un.org/",
    "http://\r\n{inside}/",
    "file:///etc/passwd",
    "gopher://{inside}/_GET%20/",
    "dict://{inside}/",
    "ftp://{inside}/",
    "jar:http://{inside}!/",
    "data:text/html,x",
)
PORTS = (0, 1, 22, 25, 81, 3306, 6379, 8080, 8443, 65535)


class Faulty(NamedTuple):
    """What a server answers, and how much may be kept of it at most."""

    name: str
    pieces: Callable[[], Iterator[bytes]]


def _endless(piece: bytes, head: bytes = b"") -> Callable[[], Iterator[bytes]]:
    def pieces() -> Iterator[bytes]:
        yield head
        while True:
            yield piece

    return pieces


def _once(content: bytes) -> Callable[[], Iterator[bytes]]:
    return lambda: iter([content])


def _packed(size: int, wbits: int) -> bytes:
    packer = zlib.compressobj(9, wbits=wbits)
    return b"".join([*(packer.compress(bytes(MB)) for _ in range(size // MB)), packer.flush()])


_NUMBERS = iter(range(10**9))
_OK = b"HTTP/1.1 200 OK\r\n"
_HTML = _OK + b"Content-Type: text/html\r\n"
FAULTY = (
    Faulty("body without end", _endless(b"x" * 65_536, _HTML + b"\r\n")),
    Faulty(
        "body in chunks without end",
        _endless(b"1000\r\n" + b"x" * 4096 + b"\r\n", _HTML + b"Transfer-Encoding: chunked\r\n\r\n"),
    ),
    Faulty("chunk whose length has no end", _endless(b"0" * 4096, _HTML + b"Transfer-Encoding: chunked\r\n\r\n")),
    Faulty("headers without end", _endless(b"X-A: " + b"a" * 90 + b"\r\n", _OK)),
    Faulty("one header without end", _endless(b"a" * 65_536, _OK + b"X-A: ")),
    Faulty("first line without end", _endless(b"H" * 65_536)),
    Faulty("“100 Continue” without end", _endless(b"HTTP/1.1 100 Continue\r\n\r\n")),
    Faulty("“103 Early Hints” without end", _endless(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")),
    Faulty("trailers without end", _endless(b"X-A: a\r\n", _HTML + b"Transfer-Encoding: chunked\r\n\r\n0\r\n")),
    Faulty("1 GB packed with gzip", _once(_HTML + b"Content-Encoding: gzip\r\n\r\n" + _packed(1024 * MB, 31))),
    Faulty("1 GB packed with deflate", _once(_HTML + b"Content-Encoding: deflate\r\n\r\n" + _packed(1024 * MB, 15))),
    Faulty(
        "1 GB packed twice",
        _once(_HTML + b"Content-Encoding: gzip, gzip\r\n\r\n" + gzip.compress(_packed(1024 * MB, 31))),
    ),
    Faulty("length of 9 exabytes", _endless(b"x" * 4096, _HTML + b"Content-Length: 9223372036854775807\r\n\r\n")),
    Faulty("length below zero", _once(_HTML + b"Content-Length: -1\r\n\r\nx")),
    Faulty(
        "redirect to an address of 1 MB",
        _once(b"HTTP/1.1 302 Found\r\nLocation: /" + b"a" * MB + b"\r\nContent-Length: 0\r\n\r\n"),
    ),
    Faulty(
        "redirects without end",
        lambda: iter([b"HTTP/1.1 302 Found\r\nLocation: %d\r\nContent-Length: 0\r\n\r\n" % next(_NUMBERS)]),
    ),
    Faulty("silence", lambda: iter(())),
    Faulty("no HTTP", _once(b"\x00\xff\xfeSSH-2.0\r\n\r\n")),
)


@dataclass
class Server:
    """A server that says what it is told to, and keeps what it was asked."""

    address: str
    port: int
    asked: list[bytes] = field(default_factory=list)
    answers: dict[str, Callable[[], Iterator[bytes]]] = field(default_factory=dict)  # by path
    usual: Callable[[], Iterator[bytes]] = field(default_factory=lambda: _once(_HTML + b"Content-Length: 2\r\n\r\nok"))


class _Handler(socketserver.StreamRequestHandler):
    timeout = 10
    server: _Tcp

    def handle(self) -> None:
        with suppress(OSError):
            request = b""
            while line := self.rfile.readline(65_536):
                request += line
                if line in (b"\r\n", b"\n"):
                    break
            told = self.server.told
            told.asked.append(request)
            path = request.split(b" ")[1].decode() if request.count(b" ") > 1 else "/"
            if path == "/robots.txt":
                self.wfile.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            for piece in told.answers.get(path, told.usual)():
                self.wfile.write(piece)


class _Tcp(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    told: Server

    def handle_error(self, *_: object) -> None:
        """A client that breaks off is what the rows are about."""


@contextmanager
def serving(address: str = "127.0.0.1", port: int = 0) -> Iterator[Server]:
    """A server for as long as the block lasts."""
    with _Tcp((address, port), _Handler) as tcp:
        tcp.told = Server(address, tcp.server_address[1])
        threading.Thread(target=tcp.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield tcp.told
        finally:
            tcp.shutdown()


def redirect(where: str, more: bytes = b"") -> Callable[[], Iterator[bytes]]:
    """An answer that leads elsewhere."""
    return _once(b"HTTP/1.1 302 Found\r\nLocation: %s\r\n%sContent-Length: 0\r\n\r\n" % (where.encode(), more))


def inside(port: int) -> Iterator[tuple[str, str]]:
    """Each kind of address that is never asked, with an address of that kind."""
    for kind, hosts in INSIDE.items():
        for host in hosts:
            yield kind, f"http://{host}:{port}/"


ROWS: Sequence[str] = (*INSIDE, "parts that are not what they seem", "ports", *(row.name for row in FAULTY))
