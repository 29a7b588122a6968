"""Files and folders at URLs, through fsspec: read within a limit, listed folder by folder, written whole.

What lies below a folder is named by the user's URL and what follows it, never by a name that an answer makes up. A
redirect of a web server is not followed: a document comes from the address that was named, or not at all.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeAlias

from refcheck.errors import UsageError
from refcheck.storage import aside_name, hushed, shown

_DEEPEST = 50  # folders within one another
_PIECE = 1 << 20
_SECONDS = 60  # for a document of a web server
_WEB = frozenset({"http", "https"})
_SCHEMES = re.compile(r"([a-z][a-z0-9+.-]*)://")
_SIGNS = re.compile(r"[*?[]")  # of a pattern of names
_EXTRA = "pip install 'refcheck[cluster]'"
_DATES = ("ETag", "etag", "LastModified", "last_modified", "mtime", "created", "updated")
Failed: TypeAlias = Callable[[str, str], None]  # a folder, and why


class RemotePath:
    """A file or folder at a URL: what refcheck uses of `pathlib.Path`. Whatever goes wrong is an OSError."""

    def __init__(self, fs: Any, url: str, path: str, above: RemotePath | None = None) -> None:
        self._fs, self.url, self._path, self._above = fs, url, path, above
        self._names: set[str] | None = None

    @classmethod
    def at(cls, url: str) -> RemotePath:
        """The place at a URL; no connection is opened yet. Raises UsageError where no driver for it is installed."""
        try:
            from fsspec.core import url_to_fs  # noqa: PLC0415 - its absence is told here
        except ImportError as error:
            raise UsageError(f"{shown(url)}: URLs in the place of paths need fsspec; {_EXTRA}") from error
        try:
            options = {scheme: _web() for scheme in _WEB & set(_SCHEMES.findall(url.lower()))}
            fs, path = url_to_fs(url, use_listings_cache=False, **options)
        except ImportError as error:
            raise UsageError(f"{shown(url)}: {_line(error, url)}") from error
        except ValueError as error:
            raise UsageError(
                f"{shown(url)}: fsspec knows no such place ({_line(error, url)}); write s3://BUCKET/FOLDER or the like"
            ) from error
        except Exception as error:
            raise UsageError(f"{shown(url)}: cannot be used ({_line(error, url)}); check the address") from error
        return cls(fs, url, path)

    def __str__(self) -> str:
        return shown(self.url)

    def __truediv__(self, name: str) -> RemotePath:
        return RemotePath(self._fs, _below(self.url, name), f"{self._path.rstrip('/')}/{name}", self)

    @property
    def name(self) -> str:
        """What follows the last slash."""
        return self._path.rstrip("/").rpartition("/")[2]

    @property
    def suffix(self) -> str:
        """The end of the name from its last dot, or nothing."""
        stem, dot, end = self.name.rpartition(".")
        return dot + end if stem else ""

    @property
    def stem(self) -> str:
        """The name without its suffix."""
        return self.name.removesuffix(self.suffix)

    @property
    def is_web(self) -> bool:
        """Whether a web server gives it: documents alone, no folders, and nothing is written."""
        return self.url.partition("://")[0].lower() in _WEB

    def mkdir(self, *, parents: bool = False, exist_ok: bool = False) -> None:
        """Make the folder where the storage has folders; in a bucket there are none, and no bucket is made."""
        if self.is_web:
            raise OSError(errno.EROFS, "a web server takes no files", str(self))
        if parents and self._renames():
            with self._told():
                self._fs.makedirs(self._path, exist_ok=exist_ok)

    def exists(self) -> bool:
        """Whether there is such a file; a folder is listed once, and then knows what was written to it."""
        if self._above is not None:
            return self.name in self._above.names()
        with self._told():
            return bool(self._fs.exists(self._path))

    def names(self) -> set[str]:
        """What the folder holds, by name; nothing where there is none."""
        if self._names is None:
            self._names = set()
            with suppress(FileNotFoundError), self._told():
                self._names.update(_last(name) for name in self._fs.ls(self._path, detail=False))
        return self._names

    def is_dir(self) -> bool:
        """Whether it is a folder."""
        if self.is_web:
            return False
        with self._told():
            return bool(self._fs.isdir(self._path))

    def read_bytes(self) -> bytes:
        """The whole file."""
        with self._told():
            return bytes(self._fs.cat_file(self._path))

    def beginning(self, most: int) -> bytes:
        """The first `most` bytes of the file: no more are held, whatever the storage says of its size."""
        with self._told():
            if not self.is_web and hasattr(self._fs, "_cat_file"):  # a bucket: one request for the bytes wanted
                return self._ranged(most)
            return self._streamed(most)

    def _ranged(self, most: int) -> bytes:
        try:
            return bytes(self._fs.cat_file(self._path, start=0, end=most))[:most]
        except OSError:
            if self._fs.info(self._path).get("size") == 0:  # has no range
                return b""
            raise

    def _streamed(self, most: int) -> bytes:
        # Of unknown size, and in one stream: nothing that the server says beforehand is relied on.
        whole = {"block_size": 0, "size": 1} if self.is_web else {}
        content = bytearray()
        with self._fs.open(self._path, "rb", **whole) as stream:
            while len(content) < most and (piece := stream.read(min(_PIECE, most - len(content)))):
                content += piece
        return bytes(content)

    def put(self, pieces: Iterable[bytes]) -> None:
        """Write the file: aside, then renamed, where the storage renames; else as one object, which is whole or absent.

        A bucket holds the old file or the new one at any moment, and has no cheap way to rename.
        """
        with self._told():
            if not self._renames():
                self._fs.pipe_file(self._path, b"".join(pieces))
            else:
                folder, _, name = self._path.rpartition("/")
                aside = f"{folder}/{aside_name(name)}"
                try:
                    with self._fs.open(aside, "wb") as stream:
                        for piece in pieces:
                            stream.write(piece)
                    self._fs.mv(aside, self._path)
                except BaseException:
                    with suppress(Exception):
                        self._fs.rm_file(aside)
                    raise
        if self._above is not None and self._above._names is not None:  # noqa: SLF001 - of the same class
            self._above._names.add(self.name)  # noqa: SLF001

    def named(self, suffixes: tuple[str, ...], failed: Failed) -> Iterator[str]:
        """The URLs of the documents meant: the one at this URL, those that match it as a pattern, or those below it."""
        pattern = _SIGNS.search(self._path) is not None
        if self.is_web or (self.name.lower().endswith(suffixes) and not pattern):
            yield self.url
        elif pattern:
            yield from self._matching(suffixes, failed)
        else:

            def at(folder: str, why: str) -> None:
                failed(shown(_below(self.url, folder)) if folder else str(self), why)

            yield from (_below(self.url, name) for name, _ in self.below(suffixes, at))

    def below(self, suffixes: tuple[str, ...], failed: Failed) -> Iterator[tuple[str, str]]:
        """The files below a folder with such names, a folder's own first: name below it, and a mark of the content.

        The mark changes with the content, and is "" where the storage knows none. `failed` is told of each folder
        below (by its name below) that cannot be looked into.
        """
        for name, info in self._walk(self._path, "", 0, failed):
            if name.lower().endswith(suffixes):
                yield name, _mark(info)

    def _walk(self, folder: str, below: str, depth: int, failed: Failed) -> Iterator[tuple[str, dict[str, Any]]]:
        try:
            with self._told():
                held = {_last(info["name"]): info for info in self._fs.ls(folder, detail=True)}
        except OSError as error:
            failed(below.rstrip("/"), str(error.strerror))
            return
        folders = [name for name, info in held.items() if info["type"] == "directory"]
        for name in sorted(held.keys() - folders):
            # A mark that stands for the folder itself, and what leads elsewhere, are no documents.
            if held[name]["name"].rstrip("/") != folder.rstrip("/") and not held[name].get("islink"):
                yield below + name, held[name]
        for name in sorted(folders) if depth < _DEEPEST else ():
            if name not in ("", ".", "..") and held[name]["name"].rstrip("/") != folder.rstrip("/"):
                yield from self._walk(f"{folder.rstrip('/')}/{name}", f"{below}{name}/", depth + 1, failed)

    def _matching(self, suffixes: tuple[str, ...], failed: Failed) -> Iterator[str]:
        url, path = _before_pattern(self.url.partition("::")[0]), _before_pattern(self._path)
        try:
            with self._told():
                found = self._fs.glob(self._path, detail=True)
        except OSError as error:
            failed(str(self), str(error.strerror))
            return
        for name in sorted(name for name in found if name.startswith(path)):
            match = f"{url}{name[len(path) :]}{_rest(self.url)}"
            if found[name]["type"] == "directory":
                yield from RemotePath(self._fs, match, name).named(suffixes, failed)
            elif name.lower().endswith(suffixes):
                yield match

    def _renames(self) -> bool:
        from fsspec.spec import AbstractFileSystem  # noqa: PLC0415 - loaded by now

        return type(self._fs).mv is not AbstractFileSystem.mv

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What a driver raises, of whatever kind, as an OSError that names the place without secrets."""
        try:
            yield
        except FileNotFoundError as error:
            raise FileNotFoundError(errno.ENOENT, "there is no such file or bucket", str(self)) from error
        except PermissionError as error:
            raise PermissionError(
                errno.EACCES, f"no permission ({_line(error, self.url)}); check the keys of the storage", str(self)
            ) from error
        except ImportError as error:
            raise UsageError(f"{self}: {_line(error, self.url)}") from error
        except Exception as error:
            raise OSError(getattr(error, "errno", None) or errno.EIO, _line(error, self.url), str(self)) from error


def _web() -> dict[str, Any]:
    from aiohttp import ClientResponse, ClientTimeout  # noqa: PLC0415 - where a web server is asked

    async def refuse_redirect(response: ClientResponse) -> None:
        if 300 <= response.status < 400:
            raise OSError(errno.EREMOTE, f"it leads elsewhere ({shown(response.headers.get('Location', ''))})")

    timeout = ClientTimeout(total=_SECONDS)
    return {"allow_redirects": False, "client_kwargs": {"raise_for_status": refuse_redirect, "timeout": timeout}}


def _below(url: str, name: str) -> str:
    """What lies below the folder at a URL; of a chain of places it is the first that the name belongs to."""
    return f"{_slashed(url)}{name}{_rest(url)}"


def _slashed(url: str) -> str:
    first = url.partition("::")[0]
    return first if first.endswith("/") else f"{first}/"


def _rest(url: str) -> str:
    _, mark, rest = url.partition("::")
    return mark + rest


def _before_pattern(path: str) -> str:
    """What precedes the first part of a path that is a pattern."""
    sign = _SIGNS.search(path)
    return path[: sign.start() if sign else None].rpartition("/")[0]


def _last(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def _mark(info: dict[str, Any]) -> str:
    dates = [str(info[key]) for key in _DATES if info.get(key) is not None]
    return " ".join([*dates, str(info.get("size"))]) if dates else ""


def _line(error: BaseException, url: str) -> str:
    """What a driver says, on one line and without secrets."""
    said = " ".join(str(getattr(error, "strerror", None) or error).split())
    return hushed(said, url)[:200].rstrip(".") or type(error).__name__
