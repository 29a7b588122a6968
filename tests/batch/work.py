"""Work for the tests of a crew: a word says what becomes of the process that gets it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path


def _do(word: str) -> str:
    what, _, rest = word.partition(" ")
    if what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "hang":
        time.sleep(600)
    if what == "once":  # dies the first time
        try:
            Path(rest).touch(exist_ok=False)
        except FileExistsError:
            return "done"
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "kill":  # whoever started this process
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(600)
    if what == "wait":
        time.sleep(float(rest.split()[0]))
    if what == "grow":
        try:
            return str(len(bytearray(8 * 1024**3)))
        except MemoryError:
            return "too much"
    if what == "raise":
        raise ValueError(rest)
    return f"{word} by {os.getpid()}"


@dataclass(frozen=True)
class Words:
    broken: bool = False
    slow: bool = False  # to come up

    def open(self) -> AbstractContextManager[Callable[[str], str]]:
        return self._opened()

    def depends_on(self) -> dict[str, str]:
        """Words are the same everywhere."""
        return {"language": "en"}

    @contextmanager
    def _opened(self) -> Iterator[Callable[[str], str]]:
        if self.broken:
            raise ValueError("nothing to work with")
        if self.slow:
            time.sleep(600)
        yield _do
