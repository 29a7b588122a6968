"""The child process that reads PDFs: `python -m refcheck.reading.pdf_worker`, for `refcheck.reading.pdf` only.

Takes documents on standard input, answers on standard output: a length of 8 bytes, then the content; the
answer is JSON. It limits its own memory, and can write no file.
"""

from __future__ import annotations

import json
import os
import struct
from typing import IO

from refcheck.limits import end_after, limit_memory, write_no_files

MAX_MEMORY = 2 * 1024**3
LAST_SECONDS = 90  # for one document, after which it ends itself, should its parent not be there to do it

_LENGTH = struct.Struct(">Q")


def main() -> None:
    """Answer until standard input ends."""
    limit_memory(MAX_MEMORY)
    write_no_files()
    questions = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not be taken for an answer
    from refcheck.reading.pdf_pages import read  # noqa: PLC0415 - after the limits

    while True:
        content = _next(questions)
        if content is None:
            return
        end_after(LAST_SECONDS)
        try:
            answer = read(content)
        except MemoryError:
            answer = {"error": "it needs more memory than a document should; split it", "fatal": True}
        except Exception as error:  # noqa: BLE001 - one document, not the batch
            answer = {"error": f"damaged, or of an unknown kind ({type(error).__name__}: {error})", "fatal": True}
        end_after(0)
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


if __name__ == "__main__":
    main()
