"""Text files as a stream of lines that cannot grow without bound."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from refcheck.errors import CatalogueError

_LONGEST_LINE = 1_000_000
csv.field_size_limit(_LONGEST_LINE)


def lines_of(file: BinaryIO, name: str) -> Iterator[str]:
    """The lines of a UTF-8 file. Raises CatalogueError for another encoding, and for a line that never ends."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    number = 0
    try:
        while line := text.readline(_LONGEST_LINE):
            number += 1
            if len(line) == _LONGEST_LINE:
                raise CatalogueError(f"{name}: line {number} is longer than {_LONGEST_LINE} characters; no such table")
            yield line.replace("\0", "")
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{name}: not UTF-8 behind line {number}; save the file as UTF-8") from error
    finally:
        if not file.closed:  # as it is where an import ends before the file does
            text.detach()


def header_of(head: bytes) -> tuple[list[str], str]:
    """The names of the columns in a table's first line, in lower case, and what separates them."""
    first = head.decode("utf-8-sig", "replace").partition("\n")[0].rstrip("\r")
    delimiter = max(",;\t", key=first.count)
    row = next(csv.reader([first], delimiter=delimiter), [])
    return [cell.strip().lower().replace(" ", "_") for cell in row], delimiter
