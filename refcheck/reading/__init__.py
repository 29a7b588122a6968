"""Bytes → Document: picks the reader by content and name, enforces the limits.

A reader turns text into blocks, links and note indicators; everything that can go wrong with a file
ends here as a ReadingError that says what, why, and what the user can do.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from pathlib import Path

from refcheck.errors import ReadingError
from refcheck.model import Document
from refcheck.reading import text as plain
from refcheck.reading.encoding import decode
from refcheck.reading.language import guess_language

MAX_BYTES = 32 * 1024 * 1024
FORMATS = {".txt": "txt", ".md": "md", ".markdown": "md", ".text": "txt"}
SUFFIXES = tuple(FORMATS)
STANDARD_INPUT = "-"


def read(path: str | Path) -> Document:
    """Read one document.

    `path` is a .txt or .md file, or "-" for standard input. Raises ReadingError, whose message is one
    line with the file, the cause and the remedy. At most 32 MB are read.
    """
    name = os.fspath(path)
    return from_bytes(_content(name), name)


def from_bytes(content: bytes, name: str) -> Document:
    """The document in `content`, as if it had been read from a file called `name`."""
    kind = FORMATS.get(Path(name).suffix.lower(), "txt") if name != STANDARD_INPUT else "txt"
    text, encoding, remarks = decode(content, name)
    if not text.strip("\ufeff \t\r\n\f"):
        raise ReadingError(name, "the file is empty; is it the right one?")
    blocks, links, marks = plain.parse(text)
    return Document(
        path=name,
        format=kind,
        text=text,
        blocks=blocks,
        links=links,
        marks=marks,
        language=guess_language(text),
        encoding=encoding,
        sha256=hashlib.sha256(content).hexdigest(),
        remarks=remarks,
    )


def _content(name: str) -> bytes:
    if name == STANDARD_INPUT:
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise ReadingError(name, _too_large(len(content)))
        return content
    suffix = Path(name).suffix.lower()
    if suffix and suffix not in FORMATS:
        known = ", ".join(SUFFIXES)
        raise ReadingError(name, f'"{suffix}" files cannot be read ({known} can); save the text as .txt or .md')
    try:
        # Opened without waiting, so that a named pipe without a writer cannot hold the batch.
        descriptor = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise ReadingError(name, "not a regular file; name a .txt or .md file")
            if status.st_size > MAX_BYTES:
                raise ReadingError(name, _too_large(status.st_size))
            return file.read(MAX_BYTES)
    except OSError as error:
        raise ReadingError(name, _why(error)) from error
    except ValueError as error:  # a NUL in the name
        raise ReadingError(name, "the name is not that of a file; check the spelling") from error


def _too_large(size: int) -> str:
    return (
        f"the file has {size / 1e6:.0f} MB or more, and refcheck reads up to {MAX_BYTES // (1024 * 1024)} MB; "
        "split it, or check that it is a document"
    )


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file; check the spelling and the folder"
    if isinstance(error, PermissionError):
        return "no permission to read it; ask its owner, or copy it where you may read it"
    if isinstance(error, IsADirectoryError):
        return "a folder, not a file"
    return f"cannot be read ({error.strerror or error}); copy it to a local folder and try again"
