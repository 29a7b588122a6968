"""What the commands share at the terminal: exit codes, and how a line is said."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from refcheck.model import Document

EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_UNREAD, EXIT_INTERRUPTED = 0, 1, 2, 3, 130


# What steers a terminal, or turns the line around; written as JSON would write it, so that JSON stays JSON.
_STEERING = {
    code: f"\\u{code:04x}"
    for code in (*range(32), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A))
    if code not in (0x09, 0x0A)
}


def inert(text: str) -> str:
    """`text` without anything that a terminal obeys: names and texts of documents come from strangers."""
    return text if text.isprintable() else text.translate(_STEERING)


class _Inert(io.TextIOWrapper):
    def write(self, text: str) -> int:
        return super().write(inert(text))


@contextmanager
def inert_output() -> Iterator[None]:
    """While it lasts, standard output writes UTF-8, and nothing that a terminal obeys."""
    usual = sys.stdout
    if not isinstance(usual, io.TextIOWrapper):
        yield
        return
    usual.flush()
    careful = _Inert(usual.buffer, "utf-8", "backslashreplace", line_buffering=usual.line_buffering)
    sys.stdout = careful
    try:
        yield
    finally:
        sys.stdout = usual
        careful.detach()  # what it holds is written; its end must not close what lies below


def complain(message: str) -> None:
    """Say on standard error what went wrong, on one line."""
    say(inert(f"refcheck: {' '.join(message.split())}"), file=sys.stderr)


def say(line: str, *, file: TextIO | None = None) -> None:
    """Print a line; where a progress bar stands in the terminal, above it. A name with a line feed stays on it."""
    line, stream = line.replace("\n", "\\n"), file or sys.stdout
    bar = sys.modules.get("tqdm")
    try:
        if bar:
            bar.tqdm.write(line, file=stream)
        else:
            print(line, file=stream)
    except BrokenPipeError:  # nobody reads on; the work goes on, and the exit code tells how it ended
        discard(stream)


def flush_output() -> None:
    """Have all that was said written. Raises OSError where there is no room."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        discard(sys.stdout)


def discard(stream: TextIO) -> None:
    """From now on, let what is written to this stream go nowhere."""
    with suppress(OSError, ValueError):  # a stream without a file, or closed
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def tell_remarks(document: Document) -> None:
    """Say what the reader of a document had to decide."""
    for remark in document.remarks:
        complain(f"{document.path}: {remark}")


def plural(number: int, noun: str) -> str:
    """ "1 error", "2 errors"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def wrapped(prog: str) -> argparse.HelpFormatter:
    """The formatter of argparse, told the width: finding it out itself costs the import of shutil at each start."""
    return argparse.HelpFormatter(prog, width=text_width())


def raw(prog: str) -> argparse.HelpFormatter:
    """The same for texts with line breaks of their own."""
    return argparse.RawDescriptionHelpFormatter(prog, width=text_width())


def text_width() -> int:
    """How many columns a line of help may have."""
    columns = os.environ.get("COLUMNS", "")
    try:
        return (int(columns) if columns.isdigit() else os.get_terminal_size().columns) - 2
    except OSError:  # no terminal
        return 78
