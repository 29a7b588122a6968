"""One hostile input, given to the command in a process of its own whose memory and processor time are bounded."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parents[2]
SECRET = "a secret of this machine, 4f1c"
_ADDRESS_SPACE = 6 * 1024**3  # of any process: an end without appeal, far above what is asserted
_FORGED = re.compile("refcheck: all is well")
_TRACE = "Traceback (most recent call last)"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one document may cost, whatever it is."""

    memory: int = 2_048  # MB of the largest process: what the reader of PDFs allows itself
    processor: int = 120  # seconds of the processor, after which the system ends a process


@dataclass(frozen=True, slots=True)
class Trap:
    """What a hostile document would like to reach: a server of this machine, and a file outside."""

    address: str
    secret: Path
    helpers: list[threading.Thread] = field(default_factory=list)  # that do harm while the command runs
    over: threading.Event = field(default_factory=threading.Event)  # and end with it


@dataclass(frozen=True, slots=True)
class Case:
    """A hostile input: `make` writes it into an empty folder and returns the arguments of `refcheck check`."""

    name: str
    make: Callable[[Path, Trap], Sequence[str]]
    says: str = ""  # what the line about it says; "": it is read like any other document
    exits: tuple[int, ...] = (0, 1)
    lines: int = 1  # that a refusal costs
    is_slow: bool = False  # a text of the greatest length, which takes a minute: left to `make reliability`
    is_a_race: bool = False  # what is said hangs on who is scheduled when: left to `make reliability` too

    @property
    def is_refused(self) -> bool:
        """Whether the input is refused, or read in spite of all."""
        return bool(self.says)


class Cost(NamedTuple):
    """What a process cost."""

    code: int
    memory: float  # MB, of the largest of its processes
    processor: float  # seconds, of all its processes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it."""

    code: int
    out: str
    errors: str
    memory: float  # MB, of the largest of its processes
    processor: float  # seconds, of all its processes
    reached: int  # connections that came to the trap
    reports: dict[str, bytes]
    strays: frozenset[str]  # what lies outside of the folder of reports and was not there before

    def pages(self) -> str:
        """All HTML that was written."""
        return "".join(text.decode() for name, text in self.reports.items() if name.endswith(".html"))

    def faults(self, case: Case, bounds: Bounds) -> list[str]:
        """What is not as it should be; empty where every limit held."""
        said = self.out + self.errors + "".join(text.decode("utf-8", "replace") for text in self.reports.values())
        lines = self.errors.splitlines()
        wrong = {
            f"exit code {self.code}: {self.errors[-500:]}": self.code not in case.exits,
            "a traceback": _TRACE in said,
            f"{self.memory:.0f} MB": self.memory > bounds.memory,
            f"{self.reached} connections": self.reached > 0,
            "the secret is told": SECRET in said,
            f"written elsewhere: {sorted(self.strays)}": bool(self.strays),
            f"not said: {case.says!r} in {self.errors[-500:]!r}": case.says not in self.errors,
            f"{len(lines)} lines for one refusal": case.is_refused and len(lines) != case.lines,
            "a line of the document's own": any(map(_FORGED.match, (self.out + self.errors).splitlines())),
            "markup of the document's own": any(sign in self.pages() for sign in ("<img src=x", '"><script>')),
            "control characters at the terminal": bool(_dangerous(self.out + self.errors)),
        }
        return [fault for fault, holds in wrong.items() if holds]


def _dangerous(text: str) -> set[str]:
    """Characters that steer a terminal, or turn the text around."""
    unseen = {
        *map(chr, range(32)),
        *map(chr, range(0x7F, 0xA0)),
        *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    }
    return set(text) & (unseen - {"\n"})


@contextmanager
def trap(folder: Path) -> Iterator[tuple[Trap, Callable[[], int]]]:
    """A trap, and how many connections it caught so far."""
    secret = folder / "secret.txt"
    secret.write_text(SECRET, "utf-8")
    with socket.create_server(("127.0.0.1", 0), backlog=64) as server:
        server.setblocking(False)
        caught: list[socket.socket] = []

        def count() -> int:
            try:
                while True:
                    caught.append(server.accept()[0])
            except BlockingIOError:
                return len(caught)

        try:
            yield Trap(f"http://127.0.0.1:{server.getsockname()[1]}", secret), count
        finally:
            for link in caught:
                link.close()


def attempt(case: Case, bounds: Bounds = Bounds()) -> Outcome:
    """Give the input to `refcheck check --offline` and see what becomes of it."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as name:
        root = Path(name)
        inputs, out, home = (root / part for part in ("inputs", "reports", "home"))
        for folder in (inputs, out, home):
            folder.mkdir()
        with trap(root) as (bait, caught):
            arguments = case.make(inputs, bait)
            before = _files(root)
            try:
                for helper in bait.helpers:
                    helper.start()
                cost, said, errors = _run(arguments, inputs, out, home, bounds)
            finally:
                bait.over.set()
                for helper in bait.helpers:
                    helper.join()
            return Outcome(
                cost.code,
                said,
                errors,
                cost.memory,
                cost.processor,
                caught(),
                {file.name: file.read_bytes() for file in out.iterdir()},
                frozenset(_files(root) - before - {f"reports/{file.name}" for file in out.iterdir()}),
            )


def _run(arguments: Sequence[str], inputs: Path, out: Path, home: Path, bounds: Bounds) -> tuple[Cost, str, str]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
        "HOME": str(home),
        "PYTHONPATH": str(PROJECT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    told, telling = os.pipe()
    limits = [str(telling), str(_ADDRESS_SPACE), str(bounds.processor)]
    command = [sys.executable, "-m", "refcheck", "check", "--offline", "--out", str(out), *arguments]
    try:
        done = subprocess.run(
            [sys.executable, "-S", str(Path(__file__).with_name("bounded.py")), *limits, *command],
            cwd=inputs,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            pass_fds=(telling,),
            check=False,
        )
        cost = Cost(*json.loads(os.read(told, 4096)))
    finally:
        os.close(told)
        os.close(telling)
    return cost, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def _files(root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in root.rglob("*") if not path.is_dir()}
