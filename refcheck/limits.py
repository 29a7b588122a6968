"""What a process that reads foreign files lets itself have: memory, time, and files to write.

Whoever started it ends it when it takes too long. These limits are the system's, and hold when nobody is left to do it.
Windows has none of them.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_LOOK = 1.0  # seconds between two looks whether the parent is there


def limit_memory(memory: int) -> None:
    """Let this process have so many bytes of address space; and no dump of it, which would hold the document."""
    _lower("RLIMIT_AS", memory)  # macOS knows no such limit; the time limit stays
    _lower("RLIMIT_CORE", 0)


def write_no_files() -> None:
    """Let this process write nothing into files; pipes stay open to it."""
    _lower("RLIMIT_FSIZE", 0)


def end_after(seconds: float) -> None:
    """Have the system end this process after so long, whatever it is at then; 0: not at all."""
    if sys.platform != "win32":
        import signal  # noqa: PLC0415 - not on Windows

        signal.setitimer(signal.ITIMER_REAL, seconds)


def end_with(parent: int) -> None:
    """End this process, whatever it is at, when the one that started it has ended: it would write over later work.

    `parent` is the number of that process; the thread of it that called ends no sooner than it.
    """
    if sys.platform == "win32":
        return
    if sys.platform == "linux" and _has_told_the_system():
        if os.getppid() != parent:  # it has ended before
            os._exit(1)
        return
    import threading  # noqa: PLC0415 - where it is needed

    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _has_told_the_system() -> bool:
    """Have Linux end this process with its parent: it does so also where a library holds the interpreter."""
    try:
        import ctypes  # noqa: PLC0415 - not everywhere
        import signal  # noqa: PLC0415 - not on Windows

        return bool(ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) == 0)
    except (ImportError, OSError, AttributeError):  # a Python that is linked statically, or built without ctypes
        return False


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


def _lower(name: str, limit: int) -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on Windows

        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
