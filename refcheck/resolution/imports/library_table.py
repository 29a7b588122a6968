"""The data sets that the Dag Hammarskjöld Library publishes: resolutions and votes of the Assembly and the Council.

CSV with a row a resolution ("ga_outcomes"), or a row a member and resolution ("ga_voting", "sc_voting"). The votes
are not taken in. The titles of records are those of the library's catalogue; the dates are of adoption, and a few of
the voting records are a day off (`refcheck/data/README.md`).
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from typing import BinaryIO

from refcheck.resolution.imports.lines import header_of, lines_of
from refcheck.resolution.imports.record import Record, Refusal, RefusedError, Rows, records, tidy_library_title

_NEEDED = {"undl_id", "resolution", "date"}
_BASIS = "UN Digital Library, published data set"


def recognize(head: bytes) -> bool:
    """By the names of its columns."""
    columns, _ = header_of(head)
    return set(columns) >= _NEEDED


def rows(file: BinaryIO, name: str) -> Rows:
    """The resolutions of the table; a vote's row repeats its resolution, which is read once."""
    lines = lines_of(file, name)
    columns, delimiter = header_of(next(lines).encode())
    council = "permanent_member" in columns or "description" in columns
    voting = "ms_code" in columns
    collection = (
        f"{'Security Council' if council else 'General Assembly'} {'voting records' if voting else 'resolutions'}"
    )
    return Rows(collection, _BASIS, _records(csv.reader(lines, delimiter=delimiter), columns), tolerance=1)


def _records(table: Iterator[list[str]], columns: list[str]) -> Iterator[Record | Refusal]:
    place = columns.index("resolution"), columns.index("date")
    titled = next((columns.index(name) for name in ("title", "description") if name in columns), None)
    width, before, number, today = len(columns), "", 1, dt.datetime.now(dt.UTC).date()
    while True:
        number += 1
        try:
            row = next(table)
            if row and len(row) != width:
                yield Refusal(f"row {number}", f"it has {len(row)} fields, not {width}")
                continue
            if not row or row[place[0]] == before:
                continue
            before = row[place[0]]
            title = tidy_library_title(row[titled]) if titled is not None else None
            yield from records(before, row[place[1]], title, today)
        except StopIteration:
            return
        except (RefusedError, csv.Error) as error:
            yield Refusal(f"row {number}", str(error))
