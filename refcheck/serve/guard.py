"""Which requests are answered at all: those that a page of this server, or its own user, sends to it by name.

A page of another site can make a browser send requests here, and can give its own name this machine's address (DNS
rebinding). So the server answers to the names that it has only, and takes nothing that comes from another page.
"""

from __future__ import annotations

import hmac
import ipaddress
from dataclasses import dataclass

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD"})
_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The report has a policy of its own in its page; this one takes its origin from it besides: whatever it were to
# run, it could read nothing here.
_REPORT_POLICY = (
    "sandbox allow-scripts allow-modals allow-downloads allow-popups allow-popups-to-escape-sandbox; "
    "connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
_COOKIE = "refcheck"
REPORT_HEADERS = {
    "Content-Security-Policy": _REPORT_POLICY,
    "Cross-Origin-Opener-Policy": "unsafe-none",  # browsers refuse a page with another one and a sandbox
}
FILE_HEADERS = {"Content-Security-Policy": "default-src 'none'; sandbox", "Cross-Origin-Opener-Policy": "unsafe-none"}
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": PAGE_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True)
class Names:
    """What the server is called in addresses. `open_to_others`: it is bound beyond this machine."""

    host: str
    port: int
    open_to_others: bool = False

    def are(self, host: str) -> bool:
        """Whether the header Host calls this server by a name that no stranger can have given it."""
        name, colon, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
        if not colon:
            name, port = host, "80"
        if port != str(self.port):
            return False
        if not self.open_to_others:
            return name.lower() in _NAMES | {_bracketed(self.host)}
        return name.lower() in _NAMES | {self.host.lower()} or _is_address(name)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host.lower()


def _is_address(name: str) -> bool:
    """An address in figures, which no rebinding needs and no page can make its own."""
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


class Guard:
    """Refuses what is not meant for this server, before anything of it is read; bounds and dresses the rest.

    A body may have `most_bytes`, and take so many `seconds` to come. With a `key`, only who has it is answered: it
    stands in the address that is opened first, and then in a cookie.
    """

    def __init__(
        self, app: ASGIApp, names: Names, most_bytes: int, key: str | None = None, seconds: float = 60
    ) -> None:
        self._app = app
        self._names = names
        self._most = most_bytes
        self._key = key
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        answer = self._refusal(scope, headers) or self._locked(Request(scope)) or self._app
        left, complete = self._most, False
        until = anyio.current_time() + self._seconds

        async def bounded() -> Message:
            nonlocal left, complete
            if complete:
                return await receive()
            with anyio.fail_after(until - anyio.current_time()):
                message = await receive()
            left -= len(message.get("body", b""))
            complete = not message.get("more_body", False)
            if left < 0:
                raise BodyTooLargeError
            return message

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await answer(scope, bounded, dressed)

    def _refusal(self, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._names.are(hosts[0]):
            return PlainTextResponse("refcheck serve is not known by this name.\n", 421)
        if scope["method"] in SAFE:
            return None
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return PlainTextResponse("This request comes from another site.\n", 403)
        if headers.get("origin", f"http://{hosts[0]}").lower() != f"http://{hosts[0]}".lower():
            return PlainTextResponse("This request comes from another site.\n", 403)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._most:
            return PlainTextResponse(too_large(self._most), 413)
        return None

    def _locked(self, request: Request) -> Response | None:
        """What is answered to who has not shown the key, or shows it now."""
        cookie = f"{_COOKIE}-{self._names.port}"  # browsers keep one jar for all ports
        if self._key is None or same(request.cookies.get(cookie), self._key):
            return None
        if request.method in SAFE and request.url.path == "/" and same(request.query_params.get("key"), self._key):
            entered = RedirectResponse("/", 303)  # so that the key stays in no history of addresses
            entered.set_cookie(cookie, self._key, httponly=True, samesite="lax")
            return entered
        return PlainTextResponse("Open the address that refcheck serve has printed: it holds the key.\n", 403)


class BodyTooLargeError(Exception):
    """A body is longer than it may be, and did not say so before."""


def too_large(most: int) -> str:
    """What is said of it."""
    return f"The document is too large: refcheck reads up to {most // 1024 // 1024} MB. Split it.\n"


def same(given: object, expected: str) -> bool:
    """Whether a token is the one, in a time that tells nothing of it."""
    return isinstance(given, str) and hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())
