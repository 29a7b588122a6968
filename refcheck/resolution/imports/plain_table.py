"""A table of the user's own: CSV with the columns symbol, date and title, by name or, without a header, in that order.

`date` may be named "adopted" or "issued" instead, which says what it is the day of; a bare "date" does not say.
A column `date_kind` ("adoption", "issue") says it row by row, and `other_dates` holds more of them, joined by ";".
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import BinaryIO

from refcheck.domain import symbols
from refcheck.model import DateKind
from refcheck.resolution.imports.lines import header_of, lines_of
from refcheck.resolution.imports.record import Record, Refusal, RefusedError, Rows, records

SYMBOL_NAMES = ("symbol", "symbols", "document_symbol")
DATE_NAMES = {"date": "unsaid", "adopted": None, "adoption_date": None, "issued": "issue", "publication_date": "issue"}
KINDS = {"": "unsaid", "unsaid": "unsaid", DateKind.ADOPTION.value: None, DateKind.ISSUE.value: DateKind.ISSUE.value}


def recognize(head: bytes) -> bool:
    """By a column of symbols, or a symbol in the first field."""
    columns, _ = header_of(head)
    return bool(set(columns) & set(SYMBOL_NAMES)) or _is_symbol(columns[:1])


def _is_symbol(cells: list[str]) -> bool:
    return bool(cells) and symbols.parse(cells[0].upper()) is not None


def rows(file: BinaryIO, name: str) -> Rows:
    """The documents of the table."""
    lines = lines_of(file, name)
    first = next(lines)
    columns, delimiter = header_of(first.encode())
    if _is_symbol(columns[:1]):
        columns, lines, before = ["symbol", "date", "title"], chain([first], lines), 0
    else:
        before = 1
    return Rows(name, "a table of the user's own", _records(csv.reader(lines, delimiter=delimiter), columns, before))


def _records(table: Iterator[list[str]], columns: list[str], number: int) -> Iterator[Record | Refusal]:
    today = dt.datetime.now(dt.UTC).date()
    while True:
        number += 1
        try:
            row = next(table)
            if any(row):
                yield from of_fields(dict(zip(columns, row, strict=False)), today)
        except StopIteration:
            return
        except (RefusedError, csv.Error) as error:
            yield Refusal(f"row {number}", str(error))


def of_fields(fields: Mapping[str, str], today: dt.date) -> Iterator[Record]:
    """The records of one row by the names of its columns. Raises RefusedError where it cannot be taken in."""
    symbol = next((fields[name] for name in SYMBOL_NAMES if name in fields), "")
    dated = next((name for name in DATE_NAMES if fields.get(name)), "date")
    kind = DATE_NAMES[dated]
    if "date_kind" in fields and dated == "date":
        if fields["date_kind"] not in KINDS:
            raise RefusedError(
                f'"{fields["date_kind"]}" is no kind of date; known are {", ".join(filter(None, KINDS))}'
            )
        kind = KINDS[fields["date_kind"]]
    others = fields.get("other_dates", "")
    return records(
        symbol,
        fields.get(dated, ""),
        fields.get("title"),
        today,
        date_kind=kind,
        other_days=others.split(";") if others else (),
    )
