"""What a process that reads foreign files lets itself have: memory, time, and files to write.

Whoever started it ends it when it takes too long. These limits are the system's, and hold when nobody is left to do it.
Windows has none of them.
"""

from __future__ import annotations

import sys
from contextlib import suppress


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


def _lower(name: str, limit: int) -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on Windows

        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
