"""Which addresses may be asked: public ones, unless the user names others.

A document is hostile input: its links must not make the checker's machine ask its own network. Every name is looked
up here, every address that it leads to is vetted, and the connection goes to a vetted address, so that a name which
answers differently the second time gains nothing.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from refcheck.domain.patterns import lazy
from refcheck.network.exchange import Failure

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_PORTS = {"http": 80, "https": 443}
# Of IPv6 only this is the internet: translations of IPv4 addresses (RFC 6052, 6145, 8215) and sites' own lie outside.
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
# Ranges that `is_global` calls public although they lead into private ones (RFC 3056, 4380, 6890) or to machines' own
# services.
_NEVER = tuple(
    ipaddress.ip_network(text)
    for text in (
        "2002::/16",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "2001::/23",
        "3fff::/20",
        "168.63.129.16/32",
    )
)
_CONTROLS = ("www.un.org", "example.com")  # names that exist: where none is found, it is the network that is down
_UNKNOWN_NAME = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
# Of an address, or of one that leaves its scheme away: "//user:password@host".
_CREDENTIALS = lazy(r"(?P<mark>://|(?:^|(?<=[\s<=\"',;]))[/\\]{2})[^/\\?#\s<>\"]{0,2000}@")
_PLAIN = re.compile(r"(https?)://([a-z0-9.-]*[a-z0-9])(?::(\d{1,4}))?(?:/[!-~]*)?")  # as most are written
_BLANK = re.compile(r"[\x00-\x20\x7f]")
_LONGEST = 8_000  # characters of an address; longer ones are attacks or accidents


class RefusedError(Exception):
    """A request that must not be sent; `failure` says of what kind, the message why."""

    def __init__(self, failure: Failure, reason: str) -> None:
        super().__init__(reason)
        self.failure = failure
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: the host that is named in it, and the one that is connected to."""

    url: str  # as it is sent
    host: str  # the host named in the address, for its pace and its Host header
    place: tuple[str, int]  # the host and port that are connected to
    host_header: str | None  # set where another server answers in the host's place
    trusted: bool  # the user named this server: its address is not vetted


@dataclass(frozen=True, slots=True)
class Guard:
    """What the user allows beyond public addresses on ports 80 and 443."""

    networks: tuple[Network, ...] = ()
    ports: frozenset[int] = frozenset()
    hosts: Mapping[str, str] | None = None  # host → base address that answers in its place; "*" for all others
    resolver: Callable[..., Any] = socket.getaddrinfo

    def target(self, url: str) -> Target:
        """Where a request for `url` goes; raises RefusedError for what is never sent."""
        host, port, scheme = _parts(url)
        base = (self.hosts or {}).get(host) or (self.hosts or {}).get("*")
        if base:
            parts, place = urlsplit(url), urlsplit(base)
            path = place.path.rstrip("/") + (parts.path or "/")
            named = host if port == _PORTS[scheme] else f"{host}:{port}"
            where = (place.hostname or "", place.port or _PORTS[place.scheme])
            sent = urlunsplit((place.scheme, place.netloc, path, parts.query, ""))
            return Target(sent, host, where, named, trusted=True)
        literal = _literal(host)
        if literal:
            self.vet(literal)
        if port != _PORTS[scheme] and port not in self.ports and not (literal and self._allows(literal)):
            raise RefusedError(Failure.UNSAFE, f"port {port} is not asked; allow it in the settings if it is meant")
        return Target(url.partition("#")[0], host, (host, port), None, trusted=False)

    def vet(self, address: Address) -> None:
        """Raises RefusedError for an address that is not public and not allowed by the user."""
        inner = getattr(address, "ipv4_mapped", None) or address
        if not _is_public(inner) and not self._allows(inner):
            raise RefusedError(Failure.UNSAFE, f"{inner} is no public address")

    def _allows(self, address: Address) -> bool:
        return any(address in network for network in self.networks if network.version == address.version)

    def look_up(self, host: str, port: int, *, trusted: bool) -> list[tuple[int, tuple[str, int]]]:
        """The vetted (family, address) pairs of a name. One private address among public ones refuses the name."""
        try:
            found = self.resolver(host, port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            if error.errno in _UNKNOWN_NAME and _names_are_found(self.resolver):
                raise RefusedError(Failure.NAME, host) from error
            raise RefusedError(Failure.LOOKUP, f"{host}: {error.strerror}") from error
        except (UnicodeError, OSError) as error:
            raise RefusedError(Failure.LOOKUP, f"{host}: {error}") from error
        pairs = [(family, (str(place[0]), port)) for family, _, _, _, place in found]
        if not trusted:
            for _, (address, _) in pairs:
                self.vet(ipaddress.ip_address(address.partition("%")[0]))
        return list(dict.fromkeys(pairs))


@lru_cache(maxsize=4_096)
def _is_public(address: Address) -> bool:
    return (
        address.is_global
        and not address.is_multicast
        and (address.version == 4 or address in _GLOBAL_UNICAST)
        and not any(address in network for network in _NEVER if network.version == address.version)
    )


@lru_cache(maxsize=8)
def _names_are_found(resolver: Callable[..., Any]) -> bool:
    """Whether a name that certainly exists is found: otherwise an unknown name says nothing of its host."""
    for name in _CONTROLS:
        try:
            resolver(name, 443, type=socket.SOCK_STREAM)
        except OSError:
            continue
        return True
    return False


def host_of(url: str) -> str:
    """The host that an address names, in lower case; "" where there is none."""
    try:
        return _parts(url)[0]
    except RefusedError:
        return ""


def masked(url: str) -> str:
    """The address without a user name and password, which must never be shown or stored."""
    scheme, mark, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    if not mark or "@" not in authority:
        return url
    return f"{scheme}{mark}***@{authority.rpartition('@')[2]}{slash}{path}"


def without_credentials(header: str) -> str:
    """A header's value with its addresses masked: where a redirect leads may hold a password."""
    return _CREDENTIALS.sub(r"\g<mark>***@", header) if "@" in header else header


@lru_cache(maxsize=2_048)
def _parts(url: str) -> tuple[str, int, str]:
    """Host, port and scheme of an address that may be sent; raises RefusedError."""
    if len(url) > _LONGEST:
        raise RefusedError(Failure.MALFORMED, f"the address is {len(url)} characters long")
    plain = _PLAIN.fullmatch(url)
    if plain:
        return plain[2], int(plain[3] or 0) or _PORTS[plain[1]], plain[1]
    if _BLANK.search(url):
        raise RefusedError(Failure.MALFORMED, "the address holds a space or a control character")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise RefusedError(Failure.MALFORMED, f"the address cannot be read ({error})") from error
    if parts.scheme.lower() not in _PORTS:
        raise RefusedError(Failure.MALFORMED, f'"{parts.scheme}:" is no address of the web')
    if not host or not host.strip("."):
        raise RefusedError(Failure.MALFORMED, "the address names no host")
    if parts.username is not None or parts.password is not None:
        raise RefusedError(Failure.MALFORMED, "the address holds a user name or password, which is never sent")
    scheme = parts.scheme.lower()
    return host.rstrip(".").lower(), port or _PORTS[scheme], scheme


@lru_cache(maxsize=1_024)
def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
