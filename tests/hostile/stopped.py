"""Runs refcheck, and ends it with SIGKILL before its Nth change of a file: `python stopped.py N ARGUMENTS…`."""

from __future__ import annotations

import os
import signal
import sys

_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "sqlite3.connect"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def main() -> None:
    """Run it."""
    left = int(sys.argv.pop(1))

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in _CHANGES or (event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    from refcheck.cli import main as refcheck

    refcheck()


if __name__ == "__main__":
    main()
