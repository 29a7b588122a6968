"""Bytes → Document: picks the reader by content and name, enforces the limits.

A reader turns a file into text, blocks, links and note indicators; everything that can go wrong with a file
ends here as a ReadingError that says what, why, and what the user can do. The readers of Word, HTML and PDF
files, and the libraries they need, are loaded when the first such file comes.
"""

from __future__ import annotations

import importlib
import os
import stat
import sys
from contextlib import suppress

from refcheck.domain.urls import without_credentials
from refcheck.errors import ReadingError
from refcheck.model import Document, Link
from refcheck.reading import text as plain
from refcheck.reading.assembly import Parsed
from refcheck.reading.kinds import FORMATS, STANDARD_INPUT, SUFFIXES, kind_of, refuse_unknown
from refcheck.reading.language import guess_language
from refcheck.storage import is_url, page_of_web, shown

__all__ = ["FORMATS", "MAX_BYTES", "STANDARD_INPUT", "SUFFIXES", "content_of", "from_bytes", "read"]

MAX_BYTES = 32 * 1024 * 1024
_HASHED_LEAN = 256 * 1024  # bytes that Python's own SHA-256 has done before OpenSSL is loaded
_LEAN_SHA256 = "_sha2" if sys.version_info >= (3, 12) else "_sha256"  # as the standard library's `random` takes it
MAX_CHARACTERS = 8 * 1024 * 1024  # of text: some 2,500 dense pages
MAX_PARTS = 100_000  # headings, notes and rules; as many links, and as many note indicators


def read(path: str | os.PathLike[str], inside: str | None = None) -> Document:
    """Read one document.

    `path` is a .txt, .md, .html, .docx or .pdf file, a URL of such (see `refcheck.storage`), or "-" for standard input.
    The document is known by it, without the secrets that a URL may hold. `inside` is the real path of the folder in
    which it was found: what lies elsewhere by now is not read. Raises ReadingError, whose message is one line with the
    file, the cause and the remedy. At most 32 MB are read.
    """
    name = os.fspath(path)
    return from_bytes(content_of(name, inside), shown(name))


def from_bytes(content: bytes, name: str) -> Document:
    """The document in `content`, as if it had been read from a file called `name`.

    What addresses hold of names and passwords is hidden here behind "xxx", so that nothing after it knows them.
    """
    kind = kind_of(content, _named(name))
    parsed = _parsed(kind, content, name)
    if not parsed.text.strip("\ufeff \t\r\n\f"):
        raise ReadingError(name, "the file is empty; is it the right one?")
    _refuse_immense(parsed, name)
    return Document(
        path=name,
        format=kind,
        text=without_credentials(parsed.text),
        blocks=parsed.blocks,
        links=_without_credentials(parsed.links),
        marks=parsed.marks,
        language=guess_language(parsed.text),
        encoding=parsed.encoding,
        sha256=_sha256(content),
        remarks=parsed.remarks,
        pages=parsed.pages,
    )


def _without_credentials(links: tuple[Link, ...]) -> tuple[Link, ...]:
    if not any("@" in link.target for link in links):
        return links
    return tuple(link._replace(target=without_credentials(link.target)) for link in links)


def _named(name: str) -> str:
    """The name whose ending says the format: that of a web address may say nothing, as standard input does."""
    page = page_of_web(name)
    if page is None:
        return shown(name)
    return page if page.lower().endswith(SUFFIXES) else STANDARD_INPUT


def _refuse_immense(parsed: Parsed, name: str) -> None:
    """Raise ReadingError for more than a document has: each part costs many times the bytes that make it."""
    if len(parsed.text) > MAX_CHARACTERS:
        raise ReadingError(
            name,
            f"it has {len(parsed.text) / 1e6:.1f} million characters, and refcheck reads up to "
            f"{MAX_CHARACTERS / 1e6:.1f} million; split it",
        )
    for parts, called in ((parsed.blocks, "headings and notes"), (parsed.links, "links"), (parsed.marks, "note marks")):
        if len(parts) > 2 * MAX_PARTS + 1:  # between two there is the running text
            raise ReadingError(name, f"it has more than {MAX_PARTS:,} {called}, which no document has; split it")


def _sha256(content: bytes) -> str:
    if len(content) < _HASHED_LEAN:
        with suppress(ImportError):
            return str(importlib.import_module(_LEAN_SHA256).sha256(content).hexdigest())
    import hashlib  # noqa: PLC0415 - loads OpenSSL, which takes longer than reading a letter

    return hashlib.sha256(content).hexdigest()


def _parsed(kind: str, content: bytes, name: str) -> Parsed:
    if kind in ("txt", "md"):
        return plain.read(content, name)
    reader = importlib.import_module(f"refcheck.reading.{kind}")
    parsed: Parsed = reader.parse(content, name)
    return parsed


def content_of(name: str, inside: str | None = None) -> bytes:
    """The bytes of the file called `name`, or of standard input for "-"; `inside` and ReadingError as with `read`."""
    if name == STANDARD_INPUT:
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise ReadingError(name, _too_large(len(content)))
        return content
    refuse_unknown(_named(name))
    if is_url(name):
        return _content_elsewhere(name)
    try:
        # Opened without waiting, so that a named pipe without a writer cannot hold the batch.
        descriptor = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise ReadingError(name, "not a regular file; name a document")
            if status.st_size > MAX_BYTES:
                raise ReadingError(name, _too_large(status.st_size))
            if inside is not None and (outside := _why_outside(inside, name, status)):
                raise ReadingError(name, outside)
            content = file.read(MAX_BYTES + 1)
            after = os.fstat(descriptor)
            if (after.st_size, after.st_mtime_ns) != (status.st_size, status.st_mtime_ns) or len(
                content
            ) != after.st_size:
                raise ReadingError(name, "it changed while it was read; check it again when it is complete")
            return content
    except OSError as error:
        raise ReadingError(name, _why(error)) from error
    except ValueError as error:  # a NUL in the name
        raise ReadingError(name, "the name is not that of a file; check the spelling") from error


def _why_outside(folder: str, name: str, opened: os.stat_result) -> str | None:
    from refcheck.storage.local import why_outside  # noqa: PLC0415 - a document that is named needs none of it

    return why_outside(folder, name, opened)


def _content_elsewhere(url: str) -> bytes:
    from refcheck.storage.remote import RemotePath  # noqa: PLC0415 - loads a driver

    try:
        content = RemotePath.at(url).beginning(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise ReadingError(shown(url), "there is no such file; check the address") from error
    except OSError as error:
        raise ReadingError(shown(url), f"cannot be read ({error.strerror}); check the address, or try again") from error
    if len(content) > MAX_BYTES:
        raise ReadingError(shown(url), _too_large(len(content)))
    return content


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
