"""Files and folders at paths, and at the URLs that fsspec knows: S3 and its like, SFTP, HTTP, memory.

A path is a `pathlib.Path`, and nothing is loaded for it; a URL is a `refcheck.storage.remote.RemotePath`, which has the
few methods of a Path that refcheck uses. Whatever a storage raises comes out as OSError, its file name without secrets.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast

from refcheck.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from refcheck.storage.remote import RemotePath

    Place: TypeAlias = Path | RemotePath
    P = TypeVar("P", bound=Path | RemotePath)

_CREDENTIALS = r"(?<=://)[^/?#\s]*@"
_SIGNED = r"(?i)(?<=[?&])([\w.-]*(?:signature|sig|token|key|secret|password|credential)[\w.-]*)=[^&#:]*"
_SHORT = 4  # characters of a password
_LOCAL = ("file://", "local://")


def is_url(where: str) -> bool:
    """Whether this names a place elsewhere, not a path of this machine."""
    return "://" in where and re.match(r"[A-Za-z][A-Za-z0-9+.-]+(?::|$)", where) is not None


def shown(where: str) -> str:
    """The path or URL as it may be printed and kept: without user name, password, and keys that sign an address."""
    if "://" not in where:
        return where
    return re.sub(_SIGNED, r"\1=***", re.sub(_CREDENTIALS, "***@", where))


def hushed(said: str, where: str) -> str:
    """What a driver says of a place, without the user name and password that were given in its address."""
    from urllib.parse import unquote  # noqa: PLC0415 - 3 ms of the start

    for credentials in re.findall(_CREDENTIALS, where):
        password = credentials[:-1].partition(":")[2]
        for secret in (credentials, password, unquote(password)):
            if secret:
                # A short one is no secret, and stands in other words as well.
                said = re.sub(
                    rf"(?<!\w){re.escape(secret)}(?!\w)" if len(secret) < _SHORT else re.escape(secret), "***", said
                )
    return shown(said)


def part_of(inner: str, outer: str) -> str | None:
    """The path of a folder below another one, "" where both are the same; None where it lies elsewhere."""
    if is_url(inner) or is_url(outer):
        inner, outer = inner.rstrip("/"), outer.rstrip("/")
        below = inner.removeprefix(f"{outer}/")
        return "" if inner == outer else None if below == inner else below
    inner, outer = os.path.realpath(inner), os.path.realpath(outer)
    if inner == outer:
        return ""
    below = inner.removeprefix(outer.rstrip(os.sep) + os.sep)
    return None if below == inner else below


def page_of_web(where: str) -> str | None:
    """The path of a web address without its query; None for what is none."""
    web = re.match(r"(?i)https?://[^/?#]*([^?#]*)", where)
    return web[1] if web else None


def plain(where: str) -> str:
    """The same, but a URL of this machine's own files as their path."""
    scheme = next((scheme for scheme in _LOCAL if where.startswith(scheme)), None)
    return where if scheme is None else where.removeprefix(scheme)


def place(where: str) -> Place:
    """The file or folder at a path or a URL. Raises UsageError where no driver for the URL is installed."""
    if is_url(where):
        from refcheck.storage.remote import RemotePath  # noqa: PLC0415 - loads fsspec and a driver

        return RemotePath.at(where)
    from pathlib import Path  # noqa: PLC0415 - 5 ms of the start

    return Path(where)


def folder_to_write(where: str, option: str) -> Place:
    """The folder at a path or URL, made; raises UsageError, which names the option, where it cannot be written to."""
    folder = place(where)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{option} {folder}: cannot be made or is no folder ({error.strerror}); name another"
        ) from error
    if not is_url(where) and not os.access(where, os.W_OK):
        raise UsageError(f"{option} {folder}: no permission to write there; name another folder")
    return folder


def address(where: Place) -> str:
    """The path or URL with all that leads there, secrets too: to be used, and not to be shown."""
    return str(getattr(where, "url", where))


def inside(folder: P, name: str) -> P:
    """The file of this name in a folder, as a place of the same kind."""
    return cast("P", folder / name)


def put(file: P, text: str | Iterable[str]) -> P:
    """Write a file so that nobody ever reads half of it: aside, then renamed. Raises OSError."""
    from pathlib import Path  # noqa: PLC0415 - as above

    pieces = (piece.encode() for piece in ((text,) if isinstance(text, str) else text))
    if isinstance(file, Path):
        from refcheck.storage.local import write_whole  # noqa: PLC0415 - as above

        write_whole(file, pieces)
    else:
        file.put(pieces)
    return file


def unwritable(error: OSError, out: object) -> UsageError:
    """The line for a report that could not be written; what was written before is whole."""
    name = shown(str(error.filename or out))
    remedy = "check the address and who may write there" if is_url(name) else "make room"
    return UsageError(
        f"{name}: cannot be written ({error.strerror}); {remedy} and start again: finished reports are kept"
    )


def aside_name(name: str) -> str:
    """Where a file is written before it gets its name: of this process alone, also in a folder that machines share."""
    return f".{name}.{machine_name()}-{os.getpid()}.part"


def machine_name() -> str:
    """The name of this machine as it stands in names of files."""
    machine = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return "".join(filter(str.isalnum, machine))[:20]
