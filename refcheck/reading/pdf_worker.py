"""The child process that reads PDFs: `python -m refcheck.reading.pdf_worker`, for `refcheck.reading.pdf` only.

Takes documents on standard input, answers on standard output: a length of 8 bytes, then the content; the
answer is JSON. It limits its own memory, and can write no file.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
from typing import IO

MAX_MEMORY = 2 * 1024**3
LAST_SECONDS = 90  # for one document, after which it ends itself, should its parent not be there to do it

_LENGTH = struct.Struct(">Q")


def main() -> None:
    """Answer until standard input ends."""
    _limit()
    questions = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not be taken for an answer
    from refcheck.reading.pdf_pages import read  # noqa: PLC0415 - after the limits

    while True:
        content = _next(questions)
        if content is None:
            return
        _alarm(LAST_SECONDS)
        try:
            answer = read(content)
        except MemoryError:
            answer = {"error": "it needs more memory than a document should; split it", "fatal": True}
        except Exception as error:  # noqa: BLE001 - one document, not the batch
            answer = {"error": f"damaged, or of an unknown kind ({type(error).__name__}: {error})", "fatal": True}
        _alarm(0)
        encoded = json.dumps(answer).encode()
        answers.write(_LENGTH.pack(len(encoded)))
        answers.write(encoded)
        answers.flush()


def _next(questions: IO[bytes]) -> bytes | None:
    head = questions.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = questions.read(length)
    return content if len(content) == length else None


def _alarm(seconds: int) -> None:
    """Have the system end this process after so long, whatever it is at then; 0: not at all."""
    if sys.platform != "win32":
        signal.alarm(seconds)


def _limit() -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    for kind, limit in ((resource.RLIMIT_AS, MAX_MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        try:
            _, hard = resource.getrlimit(kind)
            resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
        except (ValueError, OSError):
            continue  # macOS knows no limit of address space; the time limit stays


if __name__ == "__main__":
    main()
