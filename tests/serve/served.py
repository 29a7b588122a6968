"""A real `refcheck serve` on this machine, as its user starts it, and a client that does what its pages let do."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from tests.checking import PROJECT

WRONG = "Security Council resolution 853 (1994), adopted on 29 July 1993, and UNSCR 1325.\n"
SLOW = "قرار " * 900_000  # resolutions without a number: takes half a minute
_LONGEST = 120.0  # seconds that a test waits before it gives up


@dataclass
class Served:
    """A server that runs, and the folder in which it keeps its runs."""

    url: str
    folder: Path
    process: subprocess.Popen[str]
    key: str = ""  # "?key=…" of a private one

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1].strip("/"))

    def get(self, path: str = "", **more: Any) -> requests.Response:
        return requests.get(self.url + path, timeout=30, **more)

    def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> requests.Response:
        return requests.post(self.url + path, {"token": self.token(), **(data or {})}, timeout=60, **more)

    def token(self) -> str:
        found = re.search(r'name="token" value="([^"]+)"', self.get().text)
        assert found
        return found[1]

    def hand_in(self, content: str | bytes = WRONG, name: str = "letter.txt", **fields: str) -> requests.Response:
        """The page that a file leads to."""
        return self.post("runs", fields, files={"document": (name, content)})

    def checked(self, content: str | bytes = WRONG, name: str = "letter.txt", **fields: str) -> str:
        """The path of the run of a file that was handed in and checked: "runs/20261121T…"."""
        answer = self.hand_in(content, name, **fields)
        assert answer.status_code == 200, answer.text
        return self.done(answer.url.removeprefix(self.url))

    def done(self, run: str) -> str:
        """Wait until nothing is done for the run."""
        until = time.monotonic() + _LONGEST
        while self.get(f"{run}/state").json()["busy"]:
            assert time.monotonic() < until, "the check never ends"
            time.sleep(0.05)
        return run

    def findings(self, run: str) -> list[str]:
        """The identities of the findings that can be accepted."""
        return re.findall(r'name="finding" value="([0-9a-f]{16})">', self.get(run).text)

    def stop(self) -> tuple[int, str]:
        """Ctrl-C; the exit code, and what was said since the start."""
        self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate(timeout=_LONGEST)
        return self.process.returncode, said


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Served]:
    """Start the command and wait until it has said its address."""
    command = [sys.executable, "-m", "refcheck", "serve", "--port", "0", "--folder", str(folder), *options]
    process = subprocess.Popen(
        command,
        cwd=folder.parent,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        lines: list[str] = []
        while not (found := re.search(r"(http://\S+/)(\?\S+)?", "".join(lines))):
            lines.append(process.stdout.readline())
            assert lines[-1], f"no address: {lines}"
        yield Served(found[1], folder, process, found[2] or "")
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=_LONGEST)
