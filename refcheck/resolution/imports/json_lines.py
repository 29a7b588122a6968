"""JSON Lines of the user's own: an object a line with the names of the plain table's columns."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import BinaryIO

from refcheck.resolution.imports.lines import lines_of
from refcheck.resolution.imports.plain_table import of_fields
from refcheck.resolution.imports.record import Record, Refusal, RefusedError, Rows


def recognize(head: bytes) -> bool:
    """By the brace that opens the first object."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def rows(file: BinaryIO, name: str) -> Rows:
    """The documents of the file."""
    return Rows(name, "a table of the user's own", _records(lines_of(file, name)))


def _records(lines: Iterator[str]) -> Iterator[Record | Refusal]:
    today = dt.datetime.now(dt.UTC).date()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield from of_fields(_fields(line), today)
        except RefusedError as error:
            yield Refusal(f"line {number}", str(error))


def _fields(line: str) -> dict[str, str]:
    try:
        content = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise RefusedError(f"it is no JSON ({str(error)[:80]})") from error
    if not isinstance(content, dict):
        raise RefusedError("it is no object")
    fields = {name.lower(): value for name, value in content.items() if value is not None}
    wrong = [name for name, value in fields.items() if name in _USED and not isinstance(value, str)]
    if wrong:
        raise RefusedError(f'"{wrong[0]}" is no text')
    return fields


_USED = {"symbol", "symbols", "document_symbol", "date", "adopted", "issued", "title", "date_kind", "other_dates"}
