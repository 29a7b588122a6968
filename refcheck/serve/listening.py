"""The port of the local page: on this machine only, unless its user says otherwise."""

from __future__ import annotations

import errno
import ipaddress
import secrets
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from refcheck.errors import UsageError
from refcheck.serve.app import app_of
from refcheck.serve.guard import Names
from refcheck.serve.jobs import Terms

_MOST_CONNECTIONS = 64
_SECONDS_TO_FINISH = 2  # for answers that are on their way when the server is stopped


def is_of_this_machine(host: str) -> bool:
    """Whether only this machine can reach a server that is bound to `host`."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve(
    folder: Path, terms: Terms, host: str, port: int, started: Callable[[str], None], *, private: bool = False
) -> None:
    """Serve until interrupted; `started` is told the address. Raises UsageError where the port cannot be had.

    A server that is `private`, or that other machines reach, answers only to who opens the address with its key.
    """
    with _bound(host, port) as listener:
        port = listener.getsockname()[1]
        names = Names(host, port, open_to_others=not is_of_this_machine(host))
        key = secrets.token_urlsafe(24) if private or names.open_to_others else None
        config = uvicorn.Config(
            app_of(folder, terms, names, key),
            log_level="critical",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=_SECONDS_TO_FINISH,
        )
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        started(address if key is None else f"{address}?key={key}")
        uvicorn.Server(config).run(sockets=[listener])


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise UsageError(f"--host {host}: this machine has no such address ({error.strerror})") from error
    try:
        if socket.SO_REUSEADDR and not hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # else a stopped server blocks the next
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        raise UsageError(_why(host, port, error)) from error
    return listener


def _why(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {port} is taken, perhaps by another refcheck serve; choose another with --port, or any with --port 0"
        )
    if error.errno == errno.EACCES:
        return f"port {port} is kept for the system; choose one from 1024 up with --port"
    return f"{host}:{port} cannot be listened on ({error.strerror}); choose another --host or --port"
