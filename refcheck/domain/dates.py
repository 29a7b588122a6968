"""Dates as UN documents write them: "29 July 1993", "1 November 2018"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}

DATE_PATTERN = rf"\d{{1,2}}\s+(?:{'|'.join(MONTHS)})\s+\d{{4}}"
"""Matches a date in the style of UN documents: day, month in words, year; no groups."""

_DATE = re.compile(rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(MONTHS)})\s+(\d{{4}})(?!\d)")


def parse_date(text: str) -> date | None:
    """The date written as "29 July 1993"; None where no such day exists."""
    match = _DATE.search(text)
    return _value(match) if match else None


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, date]]:
    """Every real date in text[start:end], as (start, end, value) with offsets into `text`."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        value = _value(match)
        if value:
            yield match.start(), match.end(), value


def _value(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[3]), _MONTH_NUMBERS[match[2].lower()], int(match[1]))
    except ValueError:
        return None


def words(day: date) -> str:
    """date(1993, 7, 29) → "29 July 1993"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
