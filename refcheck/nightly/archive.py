"""The documents of an archive: every file of a known format below a folder, with the digest of its bytes."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from refcheck.errors import UsageError
from refcheck.reading import MAX_BYTES, SUFFIXES
from refcheck.storage.local import why_outside

if TYPE_CHECKING:
    from refcheck.storage import Place
    from refcheck.storage.remote import RemotePath

MARK = "~"  # begins what is no digest of the content
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Seen:
    """A file, or a folder that cannot be looked into; `path` is below the archive."""

    path: str
    content: str = ""  # SHA-256, or a mark that changes with it, or "" with a `failure`
    failure: str | None = None
    folder: bool = False


def walk(archive: Place, besides: str | None = None) -> Iterator[Seen]:
    """All documents in order of their names. Symbolic links are followed as long as they stay inside.

    What lies in the folder `besides`, by its path below the archive, is left out: the reports of earlier nights.
    Elsewhere a document is read when its mark has changed (entity tag, time and size), not to see whether it has.
    """
    if not isinstance(archive, Path):
        yield from (seen for seen in _walk_elsewhere(archive) if not (besides and seen.path.startswith(f"{besides}/")))
        return
    if not os.path.isdir(archive):  # noqa: PTH112 - Path.is_dir raises where nobody may look
        raise UsageError(f"{archive}: the archive is no folder; check the spelling, and whether its disk is there")
    try:
        os.scandir(archive).close()
    except OSError as error:
        raise UsageError(f"{archive}: the archive cannot be read ({error.strerror}); ask its owner") from error
    root = os.path.realpath(archive)
    failures: list[Seen] = []

    def refused(error: OSError) -> None:
        path = os.path.relpath(error.filename or archive, archive)
        failures.append(Seen(path, failure=f"the folder cannot be read ({error.strerror})", folder=True))

    for folder, folders, files in os.walk(archive, onerror=refused):
        yield from failures
        failures.clear()
        below = os.path.relpath(folder, archive)
        folders[:] = sorted(name for name in folders if os.path.normpath(os.path.join(below, name)) != besides)  # noqa: PTH118
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES):
                path = name if below == os.curdir else os.path.join(below, name)  # noqa: PTH118 - a name may be no text
                yield _seen(root, folder, name, path)
    yield from failures


def _walk_elsewhere(archive: RemotePath) -> Iterator[Seen]:
    failures: list[Seen] = []

    def failed(folder: str, reason: str) -> None:
        failures.append(Seen(folder or os.curdir, failure=f"the folder cannot be read ({reason})", folder=True))

    for path, mark in archive.below(SUFFIXES, failed):
        yield from failures
        failures.clear()
        yield _seen_elsewhere(archive, path, mark)
    yield from failures


def _seen_elsewhere(archive: RemotePath, path: str, mark: str) -> Seen:
    if mark:
        return Seen(path, MARK + hashlib.sha256(mark.encode()).hexdigest()[len(MARK) :])
    try:
        return Seen(path, hashlib.sha256((archive / path).beginning(MAX_BYTES + 1)).hexdigest())
    except OSError as error:
        return Seen(path, failure=f"cannot be read ({error.strerror})")


def _seen(root: str, folder: str, name: str, path: str) -> Seen:
    file = os.path.join(folder, name)  # noqa: PTH118 - the same
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as stream:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                return Seen(path, failure="not a regular file")
            if outside := why_outside(root, file, status):
                return Seen(path, failure=outside)
            if status.st_size > MAX_BYTES:
                return Seen(path, failure=f"the file has {status.st_size / 1e6:.0f} MB; split it")
            digest = hashlib.sha256()
            while piece := stream.read(_PIECE):
                digest.update(piece)
    except OSError as error:
        return Seen(path, failure=f"cannot be read ({error.strerror})")
    return Seen(path, digest.hexdigest())
