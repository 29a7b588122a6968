"""The hosts of `benchmarks/links.py`: every loopback address is one, and does what its paths say.

    python benchmarks/links_server.py PORT

    /ok/…      200, a short page
    /slow/…    the same after 200 ms
    /hang/…    nothing at all
    /robots.txt  404

Answers GET and HEAD, keeps connections open, and counts how many requests each host had under way at once:
/counts tells the greatest number. One process, one thread; a process a core where more is wanted.
"""

from __future__ import annotations

import heapq
import json
import select
import socket
import sys
import time
from collections import Counter

DELAY = 0.2  # seconds
_PAGE = b"<!doctype html><title>A page</title><p>" + b"words of the page " * 16
_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(_PAGE)
_NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n"


class Hosts:
    """All hosts at once."""

    def __init__(self, port: int) -> None:
        self._listening = socket.socket()
        self._listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        self._listening.bind(("0.0.0.0", port))
        self._listening.listen(4096)
        self._listening.setblocking(False)
        self._events = select.epoll()
        self._events.register(self._listening, select.EPOLLIN)
        self._open: dict[int, tuple[socket.socket, str]] = {}
        self._late: list[tuple[float, int, bytes]] = []  # answers that wait: when, to whom, what
        self._under_way: Counter[str] = Counter()
        self._waiting: Counter[int] = Counter()
        self._most: Counter[str] = Counter()

    def serve(self) -> None:
        """Until the process is ended."""
        while True:
            pause = max(0.0, self._late[0][0] - time.monotonic()) if self._late else 1.0
            for descriptor, _ in self._events.poll(pause, 4096):
                if descriptor == self._listening.fileno():
                    self._accept()
                else:
                    self._read(descriptor)
            while self._late and self._late[0][0] <= time.monotonic():
                _, descriptor, answer = heapq.heappop(self._late)
                self._answer(descriptor, answer)

    def _accept(self) -> None:
        for _ in range(256):
            try:
                connection, _ = self._listening.accept()
            except BlockingIOError:
                return
            connection.setblocking(False)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open[connection.fileno()] = connection, connection.getsockname()[0]
            self._events.register(connection, select.EPOLLIN)

    def _read(self, descriptor: int) -> None:
        connection, host = self._open[descriptor]
        try:
            request = connection.recv(65_536)
        except OSError:
            request = b""
        if not request:
            self._close(descriptor)
            return
        head, path, _ = request.split(b" ", 2)
        self._under_way[host] += 1
        self._waiting[descriptor] += 1
        self._most[host] = max(self._most[host], self._under_way[host])
        answer = _OK if head == b"HEAD" else _OK + _PAGE
        if path.startswith(b"/ok"):
            self._answer(descriptor, answer)
        elif path.startswith(b"/slow"):
            heapq.heappush(self._late, (time.monotonic() + DELAY, descriptor, answer))
        elif path.startswith(b"/counts"):
            told = json.dumps({"most": max(self._most.values()), "hosts": len(self._most)}).encode()
            self._answer(descriptor, b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(told), told))
            self._most.clear()
        elif not path.startswith(b"/hang"):
            self._answer(descriptor, _NOT_FOUND)

    def _answer(self, descriptor: int, answer: bytes) -> None:
        if descriptor not in self._open:
            return
        connection, host = self._open[descriptor]
        self._under_way[host] -= 1
        self._waiting[descriptor] -= 1
        try:
            connection.send(answer)
        except OSError:
            self._close(descriptor)

    def _close(self, descriptor: int) -> None:
        connection, host = self._open.pop(descriptor)
        self._under_way[host] -= self._waiting.pop(descriptor, 0)
        connection.close()


if __name__ == "__main__":
    Hosts(int(sys.argv[1])).serve()
