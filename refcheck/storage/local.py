"""Files of this machine that are never half; and changes to one file by several runs, one after another."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from refcheck.storage import aside_name, machine_name

NOT_FOLLOWED = "which is not followed; name what it leads to, if it is meant"
LINK_OUT = f"a link out of the folder, {NOT_FOLLOWED}"
CHANGED = "it changed while it was read; check it again when it is complete"


_HALF = re.compile(r"\..+\.(?P<machine>[^\W_]{1,20})-(?P<process>\d+)\.part")  # what `aside_name` gives
_A_DAY = 86_400.0


def write_whole(file: Path, pieces: Iterable[bytes], *, lasting: bool = False) -> None:
    """Write a file whole, or leave what is there as it is, whatever happens to this process. Raises OSError.

    Where it is `lasting` it also outlives a power cut.
    """
    aside = file.with_name(aside_name(file.name))
    aside.unlink(missing_ok=True)  # left by a run that was killed
    try:
        with aside.open("xb") as stream:  # a new file: never through a link that somebody laid there
            for piece in pieces:
                stream.write(piece)
            if lasting:
                stream.flush()
                os.fsync(stream.fileno())
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def swept(folder: Path) -> Iterator[None]:
    """Before and after: remove what processes that are no more had half written in the folder.

    What those of another machine write is not known here: after a day nobody is at it.
    """
    _sweep(folder)
    try:
        yield
    finally:
        _sweep(folder)


def _sweep(folder: Path) -> None:
    if sys.platform == "win32":  # asking whether a process is there would end it
        return
    here, now = machine_name(), time.time()
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            half = _HALF.fullmatch(entry.name)
            if half is None:
                continue
            with suppress(FileNotFoundError):  # it has its name now
                old = now - entry.stat(follow_symlinks=False).st_mtime > _A_DAY
                if old if half["machine"] != here else not _is_there(int(half["process"])):
                    os.unlink(entry.path)  # noqa: PTH108 - of many thousands


def why_outside(folder: str, path: str, opened: os.stat_result) -> str | None:
    """Why the file that was opened at a path is none of the folder in which it was found; None where it is.

    `folder` is a real path, with all links followed. Somebody may have laid a link in the way since.
    """
    real = os.path.realpath(path)
    try:
        if os.path.commonpath((folder, real)) != folder:
            return LINK_OUT
        return None if os.path.samestat(os.lstat(real), opened) else CHANGED
    except OSError:
        return CHANGED
    except ValueError:  # on another drive
        return LINK_OUT


class RealPaths(dict[str, str]):
    """Paths with all links followed, each asked for once."""

    def __missing__(self, path: str) -> str:
        self[path] = real = os.path.realpath(path)
        return real


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return not _is_dead(process)


def _is_dead(process: int) -> bool:
    """Whether a process has ended and nobody has taken notice: in a container perhaps nobody ever does."""
    try:
        status = Path(f"/proc/{process}/stat").read_bytes()
    except OSError:  # no Linux, or gone meanwhile
        return False
    return status.rpartition(b")")[2].split()[:1] in ([b"Z"], [b"X"])


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Hold the folder for a moment, in which a file is read and written again; other runs that do wait for it.

    The system lets go of it however the process ends. Windows, and some file systems of a network, cannot do it.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - not on Windows

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
