"""Files that a user's catalogue takes in: each format is one module, its name in `FORMATS`.

A format is a module with `recognize(head) -> bool` on the first bytes of a file, and `rows(file, name) -> Rows`.
Reading is a stream of bounded memory: a file may be larger than the machine, and hostile.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Protocol

from refcheck.errors import CatalogueError
from refcheck.resolution.imports import json_lines, library_table, marcxml, plain_table
from refcheck.resolution.imports.record import Rows


class Format(Protocol):
    """What a module of this package offers."""

    def recognize(self, head: bytes) -> bool:
        """Whether a file that begins with these bytes is of this format."""

    def rows(self, file: BinaryIO, name: str) -> Rows:
        """The records of a file of this format."""


FORMATS: tuple[Format, ...] = (
    marcxml,
    json_lines,
    library_table,
    plain_table,
)  # the first that recognizes the file reads it
_HEAD = 65_536  # bytes that a format is recognized by


def rows_of(file: BinaryIO, path: Path) -> Rows:
    """The records of an open file, whatever its format. Raises CatalogueError where it is of none."""
    head = file.read(_HEAD)
    file.seek(0)
    if not head.strip():
        raise CatalogueError(f"{path}: the file is empty; nothing was imported")
    for form in FORMATS:
        if form.recognize(head):
            return form.rows(file, path.name)
    raise CatalogueError(
        f"{path}: neither a data set of the UN library (CSV), nor MARCXML, nor CSV or JSON Lines with a column "
        '"symbol"; nothing was imported'
    )
