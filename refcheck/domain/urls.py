"""Where an address in running text ends, and what it looks like in normal form."""

from __future__ import annotations

import re

from refcheck.domain.patterns import lazy
from refcheck.domain.symbols import ROOT_PATTERN, Symbol, match_symbols

_SYMBOL_START = lazy(rf"(?<![A-Za-z0-9])(?:{ROOT_PATTERN})/")
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_CLOSERS = {")": "(", "]": "[", "}": "{"}
# "user:password@" or "token@" of an address; in a password may be anything, a slash too, but what is a port is none.
# Also where a slash is missing or leans the other way, a sign is escaped, or the line ends before the "@".
_CREDENTIALS = lazy(
    r"(?:(?<=//)|(?<=http:/)|(?<=https:/)|(?<=http:\\)|(?<=https:\\)|(?<=:\\\\)|(?<=\bwww\.))(?:"
    r"[\w.~%!$&'*+=@-]{0,200}\\?:(?![/?#]|\d{1,5}[^\w.~%!$&'*+=@:-])(?:[^\s/?#\\<>\"]*|[^\s@\\<>\"]{1,200})"
    r"(?:(?=\\?@)|(?<=[^:])(?=\n@))|[\w.~%!$&'*+=@-]{1,200}(?=\\?@))",
    re.ASCII,
)
_TRAILING = ".,;:!?'\"’”»*_"
SYMBOL_HOSTS = (
    "undocs.org",
    "docs.un.org",
    "documents.un.org",
    "daccess-ods.un.org",
    "digitallibrary.un.org",
)


def without_credentials(text: str) -> str:
    """The text with an "x" for each character of what its addresses hold of names and passwords: of the same length.

    They are secrets, and no reader of a report needs them.
    """
    return _CREDENTIALS.sub(lambda found: "x" * len(found[0]), text) if "@" in text else text


def trim(address: str) -> str:
    """An address as caught in running text without the punctuation that belongs to the sentence."""
    surplus = {closer: address.count(closer) - address.count(opener) for closer, opener in _CLOSERS.items()}
    end = len(address)
    while end and (address[end - 1] in _TRAILING or surplus.get(address[end - 1], 0) > 0):
        end -= 1
        if address[end] in surplus:
            surplus[address[end]] -= 1
    return address[:end]


def normalise(address: str) -> str:
    """Lower-case scheme and host, no default port, a scheme where the text has none; else unchanged."""
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", address):
        address = "https://" + address
    scheme, _, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    if host.replace(".", "").replace("-", "").isalnum() and _is_plain(address):
        return f"{scheme.lower()}://{host.lower()}{slash}{path}"
    from urllib.parse import urlsplit, urlunsplit  # noqa: PLC0415 - 3 ms that a text with plain addresses saves

    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    scheme, host = parts.scheme.lower(), parts.netloc.lower()
    return urlunsplit((scheme, host.removesuffix(_DEFAULT_PORTS.get(scheme, "")), *parts[2:]))


def _is_plain(address: str) -> bool:
    """Whether nothing in an address but its scheme and host can need a change: most are so."""
    return (
        address.isascii() and address.isprintable() and " " not in address and "#" not in address and address[-1] != "?"
    )


def symbols_in(address: str) -> tuple[Symbol, ...]:
    """The symbols that an address of the UN's document servers names: both halves of a double symbol.

    Empty for other hosts, and where the address names none.
    """
    from urllib.parse import unquote, urlsplit  # noqa: PLC0415 - see normalise

    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ()
    if host not in SYMBOL_HOSTS:
        return ()
    path = re.sub(r"^/(?:en|fr|es|ru|ar|zh)/", "/", unquote(parts.path), flags=re.IGNORECASE).lstrip("/")
    for text in (path, unquote(parts.query).replace("+", " ")):
        place = _SYMBOL_START.search(text)
        found = match_symbols(text, place.start())[1] if place else ()
        if found:
            return found
    return ()
