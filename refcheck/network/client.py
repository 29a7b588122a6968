"""Carries one request with `requests`: to a vetted address, within limits of time and size, without cookies."""

from __future__ import annotations

import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NewConnectionError

from refcheck.network.addresses import Guard, RefusedError, Target, without_credentials
from refcheck.network.exchange import Answer, Failure, Request

_CHUNK = 16_384
_MOST_HEADERS = 64_000  # characters of headers that are kept
_UNKEPT = {"set-cookie", "set-cookie2"}


class Client:
    """A client for single look-ups. Safe to use from several threads.

    `send` never raises for what a host does: every fault is an `Answer` with a `failure`. It ends at most a moment
    after `timeout` seconds, however slowly the host drips.
    """

    def __init__(self, guard: Guard, user_agent: str, *, timeout: float = 60.0, ca_bundle: str | None = None) -> None:
        self._guard = guard
        self._timeout = timeout
        self._user_agent = user_agent
        self._verify = ca_bundle or True

    def _session(self) -> requests.Session:
        """A fresh session a request: a connection kept open may be closed by its host while the next pause lasts."""
        session = requests.Session()
        # Neither credentials out of .netrc, nor a proxy behind which the guard could not see the address.
        session.trust_env = False
        session.verify = self._verify
        session.headers.clear()
        session.headers.update({"User-Agent": self._user_agent, "Accept-Encoding": "gzip", "Connection": "close"})
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("http://", "https://"):
            session.mount(scheme, _Adapter(self._guard))
        return session

    def send(self, request: Request) -> Answer:
        """The answer to one request; redirects are not followed."""
        now = datetime.now(UTC)
        try:
            target = self._guard.target(request.url)
        except RefusedError as error:
            return Answer(request, failure=error.failure, detail=error.reason, at=now)
        with _deadline(self._timeout) as watch:
            try:
                return self._exchange(request, target, now, watch)
            except (RefusedError, requests.RequestException, HTTPError, zlib.error, OSError, ValueError) as error:
                failure, detail = (Failure.TIMEOUT, "") if watch.is_set() else _failure(error)
                return Answer(request, failure=failure, detail=detail, at=now)

    def _exchange(self, request: Request, target: Target, now: datetime, over: threading.Event) -> Answer:
        headers = dict(request.headers)
        if target.host_header:
            headers["Host"] = target.host_header
        _THREAD.trusted = target.trusted
        with (
            self._session() as session,
            session.request(
                request.method,
                target.url,
                headers=headers,
                data=request.body or None,
                timeout=self._timeout,
                allow_redirects=False,
                stream=True,
            ) as response,
        ):
            body, truncated = b"", False
            if request.method != "HEAD":
                body, truncated = _body(response, request.limit)
                truncated |= over.is_set()  # a cut connection looks like the end of the body
            return Answer(request, response.status_code, _kept(response), body, truncated=truncated, at=now)


_THREAD = threading.local()  # of the request under way: whether its server is trusted, and its open sockets


@contextmanager
def _deadline(seconds: float) -> Iterator[threading.Event]:
    """Cuts this thread's connections after so many seconds: time-outs of single reads never end a drip."""
    sockets: list[socket.socket] = []
    over = threading.Event()

    def cut() -> None:
        over.set()
        for one in sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    _THREAD.sockets = sockets
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()
        _THREAD.sockets = None


def _body(response: requests.Response, limit: int) -> tuple[bytes, bool]:
    """At most `limit` bytes of the body, unpacked at most so far; and whether there was more."""
    packed = response.headers.get("Content-Encoding", "").strip().lower() in ("gzip", "x-gzip", "deflate")
    unpacker = zlib.decompressobj(wbits=47) if packed else None
    parts: list[bytes] = []
    size = 0
    try:
        while chunk := response.raw.read(_CHUNK, decode_content=False):
            if unpacker:
                chunk = unpacker.decompress(chunk, limit + 1 - size)
            parts.append(chunk)
            size += len(chunk)
            if size > limit:
                break
    except (HTTPError, zlib.error, OSError):
        if not size:
            raise
        return b"".join(parts)[:limit], True
    return b"".join(parts)[:limit], size > limit


def _kept(response: requests.Response) -> dict[str, str]:
    kept: dict[str, str] = {}
    room = _MOST_HEADERS
    for name, value in response.headers.items():
        room -= len(name) + len(value)
        if room < 0:
            break
        if name.lower() not in _UNKEPT:
            kept[name.lower()] = without_credentials(value)
    return kept


def _failure(error: BaseException) -> tuple[Failure, str]:
    """What went wrong, from the innermost cause that says so."""
    chain = list(_causes(error))
    for cause in chain:
        if isinstance(cause, RefusedError):
            return cause.failure, cause.reason
    for cause in chain:
        match cause:
            case requests.exceptions.InvalidURL():
                return Failure.MALFORMED, ""
            case ssl.SSLCertVerificationError():
                return Failure.TLS, cause.verify_message
            case ssl.SSLError():
                return Failure.TLS, cause.reason or str(cause)
            case TimeoutError():
                return Failure.TIMEOUT, ""
            case ConnectionRefusedError():
                return Failure.REFUSED, ""
            case ConnectionError():
                return Failure.RESET, ""
    words = " ".join(str(cause) for cause in chain).lower()
    if "timed out" in words:
        return Failure.TIMEOUT, ""
    if any(isinstance(cause, NewConnectionError) for cause in chain):
        return Failure.UNREACHABLE, ""
    if "closed connection" in words or "connection broken" in words or "incompleteread" in words:
        return Failure.RESET, ""
    if any(isinstance(cause, OSError) and cause.errno for cause in chain):
        return Failure.UNREACHABLE, next(c.strerror or "" for c in chain if isinstance(c, OSError) and c.errno)
    return Failure.PROTOCOL, ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and all that it carries: the libraries below wrap one another in several ways."""
    seen: set[int] = set()
    waiting: list[Any] = [error]
    while waiting:
        current = waiting.pop()
        if id(current) in seen or not isinstance(current, BaseException):
            continue
        seen.add(id(current))
        yield current
        waiting += [current.__cause__, current.__context__, getattr(current, "reason", None), *current.args]


# --- connections to vetted addresses -------------------------------------------------------


def _connected(guard: Guard, host: str, port: int, timeout: float) -> socket.socket:
    """A socket to the first vetted address that answers. The name is looked up once: what was vetted is connected."""
    failed: OSError | None = None
    for family, place in guard.look_up(host, port, trusted=getattr(_THREAD, "trusted", False)):
        link = socket.socket(family, socket.SOCK_STREAM)
        link.settimeout(timeout)
        try:
            link.connect(place)
        except OSError as error:
            link.close()
            failed = error
            continue
        open_sockets = getattr(_THREAD, "sockets", None)
        if open_sockets is not None:
            open_sockets.append(link)
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return link
    raise failed or OSError("the name leads to no address")


class _Adapter(HTTPAdapter):
    """The transport of `requests` with connections that look names up through a guard."""

    def __init__(self, guard: Guard) -> None:
        self._pools = _pools(guard)
        super().__init__(max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:
        self.poolmanager = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools


def _pools(guard: Guard) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _connected(guard, self.host, self.port, _seconds(self.timeout))

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _connected(guard, self.host, self.port, _seconds(self.timeout))

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _seconds(timeout: object) -> float:
    return timeout if isinstance(timeout, int | float) else 60.0
