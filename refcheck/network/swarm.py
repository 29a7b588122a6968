"""Carries hundreds of requests at once with libcurl's multi interface and the machine's event queue.

Names are looked up here, in threads, and vetted; libcurl is told which address to connect to, and its own socket is
refused for any other, so that neither a redirect nor a name that changes its mind leads anywhere else. Bodies are
broken off at their limit, headers and time are bounded.
"""

from __future__ import annotations

import contextlib
import select
import socket
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

import certifi
import pycurl

from refcheck.network.addresses import Guard, RefusedError, Target, without_credentials
from refcheck.network.exchange import Answer, Failure, Request

_UNKEPT = frozenset({"set-cookie", "set-cookie2"})
_LOOK_UPS = 32  # names that are looked up at once
_FAILURES = {
    pycurl.E_OPERATION_TIMEDOUT: Failure.TIMEOUT,
    pycurl.E_COULDNT_CONNECT: Failure.REFUSED,
    pycurl.E_COULDNT_RESOLVE_HOST: Failure.LOOKUP,
    pycurl.E_GOT_NOTHING: Failure.RESET,
    pycurl.E_RECV_ERROR: Failure.RESET,
    pycurl.E_SEND_ERROR: Failure.RESET,
    pycurl.E_SSL_CONNECT_ERROR: Failure.TLS,
    pycurl.E_PEER_FAILED_VERIFICATION: Failure.TLS,
    pycurl.E_SSL_CACERT_BADFILE: Failure.TLS,
    pycurl.E_SSL_CERTPROBLEM: Failure.TLS,
    pycurl.E_SSL_CIPHER: Failure.TLS,
    pycurl.E_URL_MALFORMAT: Failure.MALFORMED,
}
_ABOUT_BODY = (pycurl.E_WRITE_ERROR, pycurl.E_PARTIAL_FILE, pycurl.E_BAD_CONTENT_ENCODING)


class _Place(NamedTuple):
    """What is looked up once: a name that the user trusts for one host must not let documents go there."""

    host: str
    port: int
    trusted: bool


class _Lent(socket.socket):
    """A socket of which libcurl makes itself a copy: this one is closed as soon as it is let go."""

    def __del__(self) -> None:
        self.close()


class _Transfer:
    """One request under way, and the libcurl handle that carries it; handles are used again and again."""

    __slots__ = (
        "body",
        "curl",
        "headers",
        "number",
        "over",
        "request",
        "room",
        "set_headers",
        "set_method",
        "set_place",
    )

    def __init__(self, curl: pycurl.Curl) -> None:
        self.curl = curl
        self.headers: list[bytes] = []
        self.body: list[bytes] = []
        self.number = 0
        self.request = Request("")
        self.room = 0
        self.over = False  # the body was broken off at its limit
        # What the handle was told last: each option costs as much as the request's own work.
        self.set_method = self.set_place = ""
        self.set_headers: list[str] | None = None
        curl.setopt(pycurl.HEADERFUNCTION, self.headers.append)  # libcurl bounds them: 300 KB in all
        curl.setopt(pycurl.WRITEFUNCTION, self._write)

    def begin(self, number: int, request: Request) -> None:
        """Make ready for another request."""
        self.number, self.request, self.room = number, request, request.limit
        self.headers.clear()
        self.body.clear()
        self.over = False

    def _write(self, piece: bytes) -> int | None:
        self.body.append(piece[: self.room])
        self.room -= len(piece)
        if self.room < 0:
            self.over = True
            return 0  # fewer than came: libcurl ends the transfer
        return None


class Swarm:
    """A carrier for `Talk` of up to `places` requests at once, in one thread."""

    def __init__(
        self,
        guard: Guard,
        user_agent: str,
        *,
        places: int = 400,
        timeout: float = 30.0,
        connect_timeout: float = 10.0,
        ca_bundle: str | None = None,
    ) -> None:
        self.places = places
        self._guard = guard
        self._user_agent = user_agent
        self._timeouts = (int(connect_timeout * 1_000), int(timeout * 1_000))
        self._ca_bundle = ca_bundle or certifi.where()
        self._multi = pycurl.CurlMulti()
        self._multi.setopt(pycurl.M_SOCKETFUNCTION, self._watch)
        self._multi.setopt(pycurl.M_TIMERFUNCTION, self._time)
        self._multi.setopt(pycurl.M_MAXCONNECTS, places)
        self._events = select.epoll()
        self._due: float | None = None  # when libcurl wants to be called, on the monotonic clock
        self._idle: list[_Transfer] = []
        self._under_way: dict[pycurl.Curl, _Transfer] = {}
        self._ready: deque[tuple[int, Answer]] = deque()  # answers that needed no transfer
        self._resolver = ThreadPoolExecutor(_LOOK_UPS, thread_name_prefix="look-up")
        self._addresses: dict[_Place, list[str] | RefusedError] = {}  # of each host and port
        self._waiting: dict[_Place, list[tuple[int, Request, Target]]] = {}  # for a look-up that is under way
        self._looked_up: deque[tuple[_Place, list[str] | RefusedError]] = deque()
        self._vetted: set[str] = set()
        self._certificates: dict[str, datetime] = {}  # by host and port, when each ends
        self._watched: dict[int, int] = {}  # a socket in the event queue, and the events that are waited for
        self._bell, self._ring = socket.socketpair()  # a look-up that ends wakes the event queue
        self._bell.setblocking(False)
        self._events.register(self._bell.fileno(), select.EPOLLIN)

    def close(self) -> None:
        """Break off what is under way, and let go of all connections."""
        self._resolver.shutdown(wait=False, cancel_futures=True)
        for transfer in self._under_way.values():
            self._multi.remove_handle(transfer.curl)
            transfer.curl.close()
        self._under_way.clear()
        for transfer in self._idle:
            transfer.curl.close()
        self._multi.close()
        self._events.close()
        self._bell.close()
        self._ring.close()

    def start(self, number: int, request: Request) -> None:
        """Send a request as soon as its host's address is known; its answer comes out of `wait`."""
        try:
            target = self._guard.target(request.url)
        except RefusedError as error:
            self._refuse(number, request, error)
            return
        place = _Place(*target.place, target.trusted)
        known = self._addresses.get(place)
        if isinstance(known, RefusedError):
            self._refuse(number, request, known)
        elif known is not None:
            self._send(number, request, target, known[0])
        elif place in self._waiting:
            self._waiting[place].append((number, request, target))
        else:
            self._waiting[place] = [(number, request, target)]
            self._resolver.submit(self._look_up, place).add_done_callback(self._rang)

    def _look_up(self, place: _Place) -> None:
        try:
            pairs = self._guard.look_up(place.host, place.port, trusted=place.trusted)
        except RefusedError as error:
            self._looked_up.append((place, error))
            return
        # One family first: without a route to the other every connection would wait for its time-out.
        self._looked_up.append((place, [address for _, (address, _) in sorted(pairs, key=lambda pair: pair[0])]))

    def _rang(self, _: Future[None]) -> None:
        self._ring.send(b"!")

    def _answer_door(self) -> None:
        """Send what waited for a look-up that has ended."""
        self._bell.recv(4096)
        while self._looked_up:
            place, found = self._looked_up.popleft()
            self._addresses[place] = found
            if isinstance(found, list):
                self._vetted.update(found)
            for number, request, target in self._waiting.pop(place):
                if isinstance(found, RefusedError):
                    self._refuse(number, request, found)
                else:
                    self._send(number, request, target, found[0])

    def _refuse(self, number: int, request: Request, error: RefusedError) -> None:
        answer = Answer(request, failure=error.failure, detail=error.reason, at=datetime.now(UTC))
        self._ready.append((number, answer))

    def _send(self, number: int, request: Request, target: Target, address: str) -> None:
        transfer = self._idle.pop() if self._idle else self._new()
        transfer.begin(number, request)
        curl = transfer.curl
        curl.setopt(pycurl.URL, target.url.encode("ascii", "xmlcharrefreplace"))
        if request.method != transfer.set_method:
            transfer.set_method = request.method
            curl.setopt(pycurl.NOBODY if request.method == "HEAD" else pycurl.HTTPGET, 1)
        headers = [f"{name}: {value}" for name, value in request.headers]
        if target.host_header:
            headers.append(f"Host: {target.host_header}")
        if headers != transfer.set_headers:
            transfer.set_headers = headers
            curl.setopt(pycurl.HTTPHEADER, headers)
        if address != transfer.set_place:
            transfer.set_place = address
            curl.setopt(pycurl.CONNECT_TO, [f"::{f'[{address}]' if ':' in address else address}:"])
        self._under_way[curl] = transfer
        self._multi.add_handle(curl)

    def _new(self) -> _Transfer:
        curl = pycurl.Curl()
        connect, whole = self._timeouts
        for option, value in (
            (pycurl.NOSIGNAL, 1),
            (pycurl.FOLLOWLOCATION, 0),
            (pycurl.USERAGENT, self._user_agent),
            (pycurl.CAINFO, self._ca_bundle),
            (pycurl.CONNECTTIMEOUT_MS, connect),
            (pycurl.TIMEOUT_MS, whole),
            (pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_1_1),
            (pycurl.PROXY, ""),  # no proxy of the environment, behind which the guard could not see the address
            (pycurl.NETRC, 0),
            (pycurl.ENCODING, "gzip"),
            (pycurl.HTTP09_ALLOWED, 0),
            (pycurl.OPENSOCKETFUNCTION, self._open_socket),
            (pycurl.OPT_CERTINFO, 1),
        ):
            curl.setopt(option, value)
        return _Transfer(curl)

    def _open_socket(self, purpose: int, address: Any) -> Any:
        """The last word on where a connection goes: nowhere but to an address that was vetted."""
        if purpose != pycurl.SOCKTYPE_IPCXN or address.addr[0] not in self._vetted:
            return pycurl.SOCKET_BAD
        return _Lent(address.family, address.socktype, address.protocol)

    # --- libcurl's callbacks -----------------------------------------------------------------

    def _watch(self, what: int, descriptor: int, multi: object, data: object) -> None:
        del multi, data
        if what == pycurl.POLL_REMOVE:  # as a rule the next request takes the connection: it stays in the queue
            self._watched[descriptor] = 0
            return
        mask = (select.EPOLLIN if what & pycurl.POLL_IN else 0) | (select.EPOLLOUT if what & pycurl.POLL_OUT else 0)
        if descriptor in self._watched:
            try:
                self._events.modify(descriptor, mask)
            except OSError:  # another socket of the same number was closed, and so left the queue
                self._events.register(descriptor, mask)
        else:
            self._events.register(descriptor, mask)
        self._watched[descriptor] = mask

    def _let_go(self, descriptor: int) -> None:
        """An idle connection stirs, so its host has closed it."""
        self._watched.pop(descriptor, None)
        with contextlib.suppress(OSError):
            self._events.unregister(descriptor)

    def _time(self, milliseconds: int) -> None:
        self._due = None if milliseconds < 0 else time.monotonic() + milliseconds / 1_000

    # --- answers ------------------------------------------------------------------------------

    def wait(self, seconds: float) -> Iterator[tuple[int, Answer]]:
        """The answers that have come, at the latest after so many seconds."""
        if self._due is not None:
            seconds = min(seconds, max(0.0, self._due - time.monotonic()))
        for descriptor, event in self._events.poll(0 if self._ready else seconds, 1024):
            if descriptor == self._bell.fileno():
                self._answer_door()
                continue
            if not self._watched.get(descriptor, 0):
                self._let_go(descriptor)
                continue
            mask = (pycurl.CSELECT_IN if event & (select.EPOLLIN | select.EPOLLHUP) else 0) | (
                pycurl.CSELECT_OUT if event & select.EPOLLOUT else 0
            )
            self._multi.socket_action(descriptor, mask or pycurl.CSELECT_ERR)
        if self._due is not None and self._due <= time.monotonic():
            self._due = None
            self._multi.socket_action(pycurl.SOCKET_TIMEOUT, 0)
        yield from self._finished()
        while self._ready:
            yield self._ready.popleft()

    def _finished(self) -> Iterator[tuple[int, Answer]]:
        more = 1
        while more:
            more, good, bad = self._multi.info_read(256)
            for curl in good:
                yield self._end(curl, 0, "")
            for curl, code, words in bad:
                yield self._end(curl, code, words)

    def _end(self, curl: pycurl.Curl, code: int, words: str) -> tuple[int, Answer]:
        transfer = self._under_way.pop(curl)
        self._multi.remove_handle(curl)
        answer = _answer(transfer, code, words)
        if transfer.request.url.startswith("https:"):
            answer = self._with_certificate(answer, curl)
        self._idle.append(transfer)
        return transfer.number, answer

    def _with_certificate(self, answer: Answer, curl: pycurl.Curl) -> Answer:
        """Say when the host's certificate ends; a connection that is used again does not show it."""
        place = answer.request.url.split("/", 3)[2]
        ends = _certificate_ends(curl)
        if ends:
            self._certificates[place] = ends
        return replace(answer, certificate_ends=ends or self._certificates.get(place))


def _answer(transfer: _Transfer, code: int, words: str) -> Answer:
    now = datetime.now(UTC)
    broken = code in _ABOUT_BODY and bool(transfer.headers)
    if code == pycurl.E_OPERATION_TIMEDOUT and transfer.body:
        broken = True
    if code and not broken:
        failure = _FAILURES.get(code, Failure.PROTOCOL)
        detail = words if failure in (Failure.TLS, Failure.PROTOCOL) else ""
        return Answer(transfer.request, failure=failure, detail=detail, at=now)
    status, headers = _headers(transfer.headers)
    return Answer(
        transfer.request,
        status,
        headers,
        b"".join(transfer.body),
        truncated=bool(broken or transfer.over),
        at=now,
    )


def _certificate_ends(curl: pycurl.Curl) -> datetime | None:
    """When the host's certificate ends, as libcurl tells it: "Dec 31 23:59:59 2026 GMT", or in the form of ISO 8601."""
    certificates = curl.getinfo(pycurl.INFO_CERTINFO)
    written = dict(certificates[0]).get("Expire date", "") if certificates else ""
    for form in ("%b %d %H:%M:%S %Y GMT", "%Y-%m-%d %H:%M:%S GMT"):
        with contextlib.suppress(ValueError):
            return datetime.strptime(" ".join(written.split()), form).replace(tzinfo=UTC)
    return None


def _headers(lines: list[bytes]) -> tuple[int, dict[str, str]]:
    """Status and headers of the last block: those of "100 Continue" come before it."""
    status, headers = 0, dict[str, str]()
    for line in b"".join(lines).decode("latin-1").splitlines():
        if line.startswith("HTTP/"):
            headers.clear()
            status = int(line[9:12]) if line[9:12].isdigit() else 0
            continue
        name, mark, value = line.partition(":")
        if mark and (name := name.strip().lower()) not in _UNKEPT:
            headers[name] = without_credentials(value.strip())
    return status, headers
