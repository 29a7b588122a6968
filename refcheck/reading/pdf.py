"""PDF files, read in a child process that has limits of memory and time.

A PDF is a program from a stranger, and PDFium, which runs it, is written in C++: if it is brought down, one
document is lost and not the batch. The child is started with the first PDF, reads one after the other, and
is replaced now and then. It answers with data only (JSON), never with code.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from refcheck.errors import ReadingError
from refcheck.model import Block, Link, NoteMark, Role, Span
from refcheck.reading.assembly import Parsed

MAX_SECONDS = 60  # for one document; 200 dense pages take one
MAX_ANSWER = 256 * 1024 * 1024
RECYCLE_AFTER = 50  # documents

_ROOT = str(Path(__file__).resolve().parents[2])
_REMEDY = "print it to a new PDF, or save its text as .txt"
_LENGTH = struct.Struct(">Q")


def parse(content: bytes, name: str) -> Parsed:
    """Read a PDF. Raises ReadingError for a scan, an encrypted or damaged file, and one that breaks the limits."""
    with _free_worker() as worker:
        answer = worker.ask(content, name)
    if "error" in answer:
        raise ReadingError(name, str(answer["error"]))
    return Parsed(
        text=answer["text"],
        blocks=tuple(Block(Span(start, end), Role(role), label) for start, end, role, label in answer["blocks"]),
        links=tuple(Link(Span(start, end), target) for start, end, target in answer["links"]),
        marks=tuple(NoteMark(Span(start, end), label) for start, end, label in answer["marks"]),
        remarks=tuple(answer["remarks"]),
        pages=tuple(answer["pages"]),
    )


class Worker:
    """The child process, started when needed. One question at a time; a fork starts its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self._owner = 0  # the process that started it
        self._asked = 0

    def ask(self, content: bytes, name: str) -> dict[str, Any]:
        """What the child makes of a document. Raises ReadingError if it dies of it or takes too long."""
        with self._lock:
            process = self._running(name)
            expired = threading.Event()

            def expire() -> None:
                expired.set()
                process.kill()

            watchdog = threading.Timer(MAX_SECONDS, expire)
            watchdog.daemon = True
            watchdog.start()
            try:
                answer = _exchange(process, content)
            except (OSError, EOFError, ValueError) as error:
                self._drop()
                if expired.is_set():
                    reason = f"reading it took more than {MAX_SECONDS} seconds; {_REMEDY}"
                else:
                    reason = f"it brought the PDF reader down (damaged, or too large for its memory); {_REMEDY}"
                raise ReadingError(name, reason) from error
            except BaseException:
                self._drop()  # interrupted half-way: the rest of the answer must not be taken for the next one
                raise
            finally:
                watchdog.cancel()
            self._asked += 1
            if self._asked >= RECYCLE_AFTER or "fatal" in answer:
                self._drop()
            return answer

    def close(self) -> None:
        """End the child with us."""
        with self._lock:
            self._drop()

    def _running(self, name: str) -> subprocess.Popen[bytes]:
        if self.process is None or self._owner != os.getpid() or self.process.poll() is not None:
            self._drop()
            try:
                self.process = _start()
            except OSError as error:
                raise ReadingError(name, f"the PDF reader cannot be started ({error.strerror}); try again") from error
            self._owner, self._asked = os.getpid(), 0
        return self.process

    def _drop(self) -> None:
        process, self.process = self.process, None
        if process is None or self._owner != os.getpid():
            return
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError, AttributeError):
                stream.close()  # type: ignore[union-attr]
        process.kill()
        process.wait()


def _start() -> subprocess.Popen[bytes]:
    # -P: the folder of the documents must not be searched for modules.
    paths = [_ROOT, *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "refcheck.reading.pdf_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )


def _exchange(process: subprocess.Popen[bytes], content: bytes) -> dict[str, Any]:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    process.stdin.write(_LENGTH.pack(len(content)))
    process.stdin.write(content)
    process.stdin.flush()
    (length,) = _LENGTH.unpack(_exactly(process.stdout, _LENGTH.size))
    if length > MAX_ANSWER:
        raise EOFError
    answer: dict[str, Any] = json.loads(_exactly(process.stdout, length))
    return answer


def _exactly(stream: IO[bytes], length: int) -> bytes:
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content


WORKER = Worker()
_MORE: list[Worker] = []  # started where several threads read at the same time
_BUSY: set[int] = set()
_TAKING = threading.Lock()


@contextlib.contextmanager
def _free_worker() -> Iterator[Worker]:
    """A child that nobody waits for: threads that read side by side get one each."""
    with _TAKING:
        worker = next((one for one in (WORKER, *_MORE) if id(one) not in _BUSY), None)
        if worker is None:
            worker = Worker()
            _MORE.append(worker)
        _BUSY.add(id(worker))
    try:
        yield worker
    finally:
        with _TAKING:
            _BUSY.discard(id(worker))


@atexit.register
def _close() -> None:
    for worker in (WORKER, *_MORE):
        worker.close()
