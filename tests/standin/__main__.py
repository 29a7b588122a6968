"""Runs the stand-in until Ctrl-C, and prints the settings that lead refcheck to it."""

from __future__ import annotations

import argparse
import sys
import time

from tests.standin.server import running


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.standin", description=__doc__)
    parser.add_argument("--port", type=int, default=8123)
    parser.add_argument("--mode", action="append", default=[], help="switch a behaviour on, as in fixtures/sources")
    options = parser.parse_args()
    with running(options.port) as standin:
        standin.world.modes.update(options.mode)
        lines = "\n".join(f'"{host}" = "{base}"' for host, base in sorted(standin.bases().items()))
        sys.stdout.write(f"# put this into refcheck.toml:\n[network.hosts]\n{lines}\n")
        sys.stdout.flush()
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return


main()
