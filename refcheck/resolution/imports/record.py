"""What an imported file says of one document, checked before it enters a catalogue."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from refcheck.domain import symbols
from refcheck.domain.patterns import lazy
from refcheck.model import DateKind

_LONGEST_SYMBOL = 120
_LONGEST_TITLE = 2_000
_FIRST_YEAR = 1945
_STAMP = lazy(r"(\d{4}-\d\d-\d\d)[T ].*")
_PARTIAL_DAY = lazy(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")  # a year, or a month: no day to compare
_SEPARATE_LETTER = lazy(r"(?<=\d) (?=[A-Z]$)")
_LETTER_OF_TODAY = lazy(r"(?<=\d)\[([A-Z])\]$")  # in brackets behind a Roman session only
_RANGE_OF_LETTERS = lazy(r"(?P<stem>A/RES/.*\d)(?P<first>[A-Z])-(?P<last>[A-Z])")
_SEVERAL = lazy(r"\s*[;|]\s*|(?<=\d)\s*[-–—]\s*(?=[ASE]/)")
# Most symbols of a file are of these series, and canonical already: parsing each would take half of an import's time.
_CANONICAL = lazy(
    r"[ASE]/(?:RES/|HRC/(?:RES/)?|C\.\d/|CN\.\d{1,2}/|AC\.\d{1,3}/)?[1-9]\d{0,3}/[1-9]\d{0,4}"
    r"(?:/(?:Add|Corr|Rev)\.[1-9]\d?)*|S/RES/[1-9]\d{0,3}\((?:19|20)\d\d\)"
)
_COUNCIL_YEAR = lazy(r"S/RES/\d+\((\d{4})\)")


class Record(NamedTuple):
    """One document. `date` and `other_dates` are ISO 8601; `date_kind` None: the day that the document is cited by."""

    symbol: str
    date: str | None = None
    title: str | None = None
    date_kind: str | None = None  # DateKind.ISSUE, or "unsaid"
    other_dates: str | None = None  # joined by ";"


class Refusal(NamedTuple):
    """A row that was not taken in: where it stands in the file, and why not."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A file as a data set: how evidence names it, and its rows one by one."""

    collection: str  # "General Assembly resolutions"
    basis: str  # "UN Digital Library, published data set"
    rows: Iterator[Record | Refusal]
    tolerance: int = 0  # days by which its dates are known to err


class RefusedError(ValueError):
    """A row cannot be taken in; the message says why."""


def canonical_symbols(written: str) -> Sequence[str]:
    """The canonical symbols in one field: two of a double symbol. Raises RefusedError where it holds none."""
    text = written.strip()
    if _CANONICAL.fullmatch(text):
        return (text,)
    known = symbols.parse(text)
    if known is not None and len(text) <= _LONGEST_SYMBOL:
        return (known.canonical,)
    if not text:
        raise RefusedError("it has no symbol")
    if len(text) > _LONGEST_SYMBOL:
        raise RefusedError("its symbol is too long to be one")
    found = tuple(canonical for part in _SEVERAL.split(text) for canonical in _symbols_in(part))
    if not found:
        raise RefusedError(f'"{text}" is no symbol that refcheck can read')
    return found


def _symbols_in(written: str) -> tuple[str, ...]:
    """Spellings of the library and of tables: "A/RES/62/223 A", "A/RES/75/260[A]", "A/RES/35/130A-B", lower case."""
    text = _LETTER_OF_TODAY.sub(r"\1", _SEPARATE_LETTER.sub("", written.strip().upper()))
    letters = _RANGE_OF_LETTERS.fullmatch(text)
    if letters and letters["first"] < letters["last"]:
        codes = range(ord(letters["first"]), ord(letters["last"]) + 1)
        written_out = [f"{letters['stem']}{chr(code)}" for code in codes]
    else:
        written_out = [text]
    found = [symbols.parse(one) for one in written_out]
    if not all(found):
        raise RefusedError(f'"{written}" is no symbol that refcheck can read')
    return tuple(symbol.canonical for symbol in found if symbol)


def iso_day(written: str, today: dt.date) -> str | None:
    """A day in ISO 8601; None for an empty field and for a year or month alone. Raises RefusedError for no date."""
    text = written.strip()
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        if _PARTIAL_DAY.fullmatch(text):
            return None
        day = _other_form(text)
    if day.year < _FIRST_YEAR or day > today:
        raise RefusedError(f"the date {day.isoformat()} lies {'in the future' if day > today else 'before the UN'}")
    return day.isoformat()


def _other_form(text: str) -> dt.date:
    match = _STAMP.fullmatch(text)
    with suppress(ValueError):
        if match:
            return dt.date.fromisoformat(match[1])
    raise RefusedError(f'"{text[:40]}" is no date; write it like 1993-07-29')


def tidy_title(written: str | None) -> str | None:
    """A title in one line; None where there is none. Raises RefusedError where it is too long for a title."""
    title = " ".join(written.split()) if written else ""
    if len(title) > _LONGEST_TITLE:
        raise RefusedError(f"its title has {len(title)} characters, more than {_LONGEST_TITLE}")
    return title or None


def records(  # one call a row: the parts of a record as they stand in the file
    symbol: str,
    day: str,
    title: str | None,
    today: dt.date,
    *,
    date_kind: str | None = None,
    other_days: Sequence[str] = (),
) -> Iterator[Record]:
    """The record of each symbol in a row. Raises RefusedError where the row contradicts itself or is not readable."""
    found = canonical_symbols(symbol)
    date = iso_day(day, today)
    others = sorted({other for written in other_days if (other := iso_day(written, today)) and other != date})
    name = tidy_title(title)
    for canonical in found:
        if date and canonical.startswith("S/RES/"):
            year = _COUNCIL_YEAR.match(canonical)
            if year and year[1] != date[:4] and date_kind != DateKind.ISSUE:
                raise RefusedError(f"{canonical} is of {year[1]}, but its date is {date}")
        yield Record(canonical, date, name, date_kind if date else None, ";".join(others) or None)


def tidy_library_title(title: str | None) -> str | None:
    """A title of the library's catalogue without "resolution / adopted by …"; of a Council resolution what it is on."""
    if not title:
        return None
    bracket = re.fullmatch(r"Security Council resolution \d+ \(\d{4}\)\s*(?:\[(.*)\])?", title.strip())
    if bracket:
        return bracket[1] or None
    return re.sub(r"\s*(?::\s*\w?\s*)?\bresolutions?\s*/\s*adopted\b.*$", "", title.strip(), flags=re.IGNORECASE)
