"""How long `refcheck extract` takes on a small file, beside an interpreter that does nothing.

    python benchmarks/startup.py [--runs N]

Both run in pairs, so that what slows the machine slows both. Run it with an interpreter that has refcheck.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

_TEXT = "The Council recalled its resolution 853 (1993), adopted on 29 July 1993 (see A/78/636–S/2023/960, para. 3).\n"


def _seconds(command: Sequence[str], folder: str) -> float:
    # Byte code is kept, as it is where a user installs refcheck.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description="The start of `refcheck extract` beside a bare interpreter.")
    parser.add_argument("--runs", type=int, default=60, metavar="N", help="pairs of runs; default: 60")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "letter.txt").write_text(_TEXT, "utf-8")
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "refcheck extract": [sys.executable, "-m", "refcheck", "extract", "letter.txt"],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(runs + 3):  # the first ones warm the disk's cache up
            for name, command in commands.items():
                seconds = _seconds(command, folder)
                if number >= 3:
                    taken[name].append(seconds)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; {runs} pairs of runs\n")
    print("| program | best, ms | median, ms | times the bare interpreter |")
    print("| --- | ---: | ---: | ---: |")
    bare = statistics.median(taken["python -c pass"])
    for name, seconds_of in taken.items():
        median = statistics.median(seconds_of)
        print(f"| `{name}` | {min(seconds_of) * 1e3:.1f} | {median * 1e3:.1f} | {median / bare:.2f} |")


if __name__ == "__main__":
    main()
