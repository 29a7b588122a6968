"""Runs a command within bounds, and says on a descriptor what it cost: `python bounded.py FD MEMORY CPU COMMAND…`.

A process of its own, small when it forks: the system counts the memory of the forking process as the child's.
"""

from __future__ import annotations

import json
import os
import resource
import sys


def main() -> None:
    """Run it."""
    descriptor, memory, processor = (int(argument) for argument in sys.argv[1:4])
    child = os.fork()
    if not child:
        for kind, limit in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, processor),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(kind, (limit, limit))
        os.close(descriptor)
        os.execv(sys.argv[4], sys.argv[4:])
    _, status, usage = os.wait4(child, 0)
    unit = 1024**2 if sys.platform == "darwin" else 1024
    cost = [os.waitstatus_to_exitcode(status), usage.ru_maxrss / unit, usage.ru_utime + usage.ru_stime]
    os.write(descriptor, json.dumps(cost).encode())


if __name__ == "__main__":
    main()
