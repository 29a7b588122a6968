"""Builds the embedded catalogue: the tables of `refcheck/data/tables` become one SQLite file.

    python -m refcheck.resolution.catalogue_build      # rebuilds it in a checkout

The build hook of the package runs this file by its path, so it needs the standard library only and
imports nothing of refcheck. What the tables hold and where it comes from: `refcheck/data/README.md`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3

SCHEMA_VERSION = "2"
DATA = Path(__file__).resolve().parent.parent / "data"
TABLES = DATA / "tables"
CATALOGUE = DATA / "catalogue.sqlite"
REMEDY = "reinstall refcheck, or in a checkout run: python -m refcheck.resolution.catalogue_build"
BASIS_OF_PARTS = "read from the dates of its parts A, B … as far as they are known"

Row = Mapping[str, str]

DOCUMENTS_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE origin (
    id INTEGER PRIMARY KEY,
    collection TEXT NOT NULL,   -- "Security Council resolutions"
    basis TEXT NOT NULL,        -- where the facts come from, in words
    as_of TEXT,                 -- day they were taken over; null for the catalogue's own
    tolerance INTEGER NOT NULL DEFAULT 0,  -- days by which the source's dates are known to err
    UNIQUE (collection, basis)
);
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,      -- folded symbol, see `folded`
    symbol TEXT,            -- canonical form, null where it is the key
    date TEXT,              -- ISO 8601
    title TEXT,
    other_dates TEXT,       -- "1946-02-16;1946-02-18"
    origin INTEGER NOT NULL REFERENCES origin (id),
    series TEXT,            -- of resolutions and decisions only: "A/RES"
    session TEXT,           -- "48", "III", "ES-10"; the year for S/RES and E/RES
    number INTEGER,
    meeting TEXT,
    date_kind TEXT          -- "issue" where it is only the day of issue, "unsaid"; null: the day it is cited by
);
CREATE UNIQUE INDEX document_by_key ON document (key, origin);
CREATE INDEX document_by_day ON document (series, date) WHERE series IS NOT NULL;
CREATE INDEX document_by_number ON document (series, number) WHERE series IS NOT NULL;
CREATE VIRTUAL TABLE title_index USING fts5 (
    title, content = 'document', content_rowid = 'id', detail = none, columnsize = 0,
    tokenize = 'unicode61 remove_diacritics 2'
);
"""
"""What every catalogue holds: the embedded one, and one of the user's own."""

_SCHEMA = f"""{DOCUMENTS_SCHEMA}
CREATE TABLE gap (key TEXT PRIMARY KEY, not_before TEXT NOT NULL, not_after TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE complete_year (
    series TEXT, year INTEGER, last INTEGER NOT NULL, PRIMARY KEY (series, year)
) WITHOUT ROWID;
CREATE TABLE icj_case (number INTEGER PRIMARY KEY, title TEXT NOT NULL, parties TEXT, kind TEXT NOT NULL);
CREATE TABLE icj_decision (
    case_number INTEGER NOT NULL REFERENCES icj_case (number), kind TEXT NOT NULL, date TEXT NOT NULL,
    subject TEXT, origin INTEGER NOT NULL REFERENCES origin (id)
);
CREATE INDEX icj_decision_by_case ON icj_decision (case_number, date);
CREATE INDEX icj_decision_by_day ON icj_decision (date);
CREATE TABLE series (
    prefix TEXT PRIMARY KEY, body TEXT NOT NULL, parent TEXT NOT NULL,
    from_year INTEGER, to_year INTEGER, numbering TEXT
) WITHOUT ROWID;
CREATE TABLE session (
    organ TEXT, session TEXT, opened TEXT, until TEXT, PRIMARY KEY (organ, session)
) WITHOUT ROWID;
"""

_COLLECTIONS = {  # table → how the source is named in evidence
    "security_council_resolutions": "Security Council resolutions",
    "general_assembly_resolutions": "General Assembly resolutions",
    "human_rights_council_resolutions": "Human Rights Council resolutions",
    "economic_and_social_council_resolutions": "Economic and Social Council resolutions",
    "commission_on_human_rights_resolutions": "Commission on Human Rights resolutions",
    "documents": "documents",
    "security_council_meetings": "Security Council meetings",
    "icj_decisions": "decisions of the International Court of Justice",
}
# Days by which dates of a source are known to err (`refcheck/data/README.md`): 43/92 is a day off, for one.
_TOLERANCE = {("General Assembly resolutions", "UN Digital Library voting record"): 1}
_RESOLUTION = (  # compiled when asked for: whoever extracts takes no symbol apart here
    r"(?P<series>.+/(?:RES|DEC))/"
    r"(?:(?P<number>\d+)\((?P<bracket>[^)]+)\)(?:\[[A-Z]\])?|(?P<session>(?:E?S-)?\d+)/(?P<after>\d+)[A-Z]?)"
)
_LETTERED = r"(?P<whole>A/RES/(?:\d+\([^)]+\)|[^/]+/\d+))\[?(?P<letter>[A-Z])\]?"
_SPECIAL_IN_ARABIC = r"\((E?S)-(\d)\)"
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def folded(canonical: str) -> str:
    """What all spellings of one symbol share: upper case, no spaces or square brackets.

    The sessions of "A/RES/106(S-1)" and "A/RES/106(S-I)" are the same; both are in use.
    """
    bare = canonical.upper().translate({ord(character): None for character in " []\u00a0"})
    if "S-" in bare:
        bare = re.sub(_SPECIAL_IN_ARABIC, lambda match: f"({match[1]}-{_ROMAN[int(match[2])]})", bare)
    return bare


def numbering(canonical: str) -> tuple[str | None, str | None, int | None]:
    """Series, session (or year) and number of a resolution or decision: "A/RES", "48", 114; else nothing."""
    match = re.fullmatch(_RESOLUTION, canonical) if "/RES/" in canonical or "/DEC/" in canonical else None
    if match is None:
        return None, None, None
    return match["series"], match["bracket"] or match["session"], int(match["number"] or match["after"])


def digest_of(tables: Path) -> str:
    """SHA-256 over the names and bytes of all tables, in the order of their names."""
    import hashlib  # noqa: PLC0415  (whoever only looks things up needs none of these)

    digest = hashlib.sha256()
    for table in sorted(tables.glob("*.csv")):
        content = table.read_bytes().replace(b"\r\n", b"\n")  # a checkout on Windows is the same table
        digest.update(f"{table.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def build(tables: Path = TABLES, target: Path = CATALOGUE) -> Path:
    """Write the catalogue of `tables` to `target`: made aside, then moved into place at once."""
    import os  # noqa: PLC0415
    import sqlite3  # noqa: PLC0415

    aside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    aside.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(aside)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA page_size = 4096")
            connection.executescript(_SCHEMA)
            _fill(connection, tables)
            connection.commit()
            connection.execute("VACUUM")
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    return target


def rows_of(tables: Path, name: str) -> list[dict[str, str]]:
    """The rows of one table, as they stand in the file."""
    import csv  # noqa: PLC0415

    with (tables / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class _Entry(NamedTuple):
    """One row of `document`, in the order of its columns."""

    id: int | None
    key: str
    symbol: str | None
    date: str | None
    title: str | None
    other_dates: str | None
    origin: int
    series: str | None
    session: str | None
    number: int | None
    meeting: str | None
    date_kind: str | None


class _Origins:
    """Each collection with the words for where its facts come from, numbered as they are met."""

    def __init__(self, provenance: Iterable[Row]) -> None:
        self._words = {(row["table"], row["source"]): row["words"] for row in provenance}
        self._ids: dict[tuple[str, str], int] = {}

    def of(self, table: str, source: str) -> int:
        return self.in_words(table, self._words[table, source])

    def in_words(self, table: str, words: str) -> int:
        return self._ids.setdefault((_COLLECTIONS[table], words), len(self._ids) + 1)

    def rows(self) -> Iterator[tuple[int, str, str, None, int]]:
        for (collection, words), number in self._ids.items():
            yield number, collection, words, None, _TOLERANCE.get((collection, words), 0)


def _fill(connection: sqlite3.Connection, tables: Path) -> None:
    provenance = rows_of(tables, "provenance")
    origins = _Origins(provenance)
    content: dict[str, Iterable[Sequence[object]]] = {
        "document": _entries(tables, origins),
        "complete_year": _complete_years(rows_of(tables, "documents")),
        "gap": _gaps(tables),
        "icj_case": _cases(tables),
        "icj_decision": _decisions(tables, origins),
        "series": _series(tables),
        "session": _sessions(tables),
        "origin": origins.rows(),
        "meta": (
            ("compiled", max(row["as_of"] for row in provenance)),
            ("schema", SCHEMA_VERSION),
            ("tables", digest_of(tables)),
        ),
    }
    for table, rows in content.items():
        _insert(connection, table, rows)
    connection.execute("INSERT INTO title_index (title_index) VALUES ('rebuild')")


def _gaps(tables: Path) -> Iterator[tuple[object, ...]]:
    for row in rows_of(tables, "general_assembly_gaps"):
        yield folded(row["symbol"]), row["not_before"], row["not_after"]


def _cases(tables: Path) -> Iterator[tuple[object, ...]]:
    for row in rows_of(tables, "icj_cases"):
        yield int(row["case"]), row["title"], row["parties"] or None, row["kind"]


def _decisions(tables: Path, origins: _Origins) -> Iterator[tuple[object, ...]]:
    for row in rows_of(tables, "icj_decisions"):
        origin = origins.of("icj_decisions", row["basis"])
        yield int(row["case"]), row["kind"], row["date"], row["subject"] or None, origin


def _series(tables: Path) -> Iterator[tuple[object, ...]]:
    for row in rows_of(tables, "series"):
        years = (int(row[name]) if row[name] else None for name in ("from_year", "to_year"))
        yield row["prefix"], row["body"], row["parent"], *years, row["numbering"] or None


def _sessions(tables: Path) -> Iterator[tuple[object, ...]]:
    for row in rows_of(tables, "sessions"):
        yield row["organ"], row["session"], row["opened"] or None, row["until"] or None


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Sequence[object]]) -> None:
    listed = list(rows)
    places = ", ".join("?" * len(listed[0]))
    connection.executemany(f"INSERT INTO {table} VALUES ({places})", listed)  # noqa: S608  (names of our own)


def _entries(tables: Path, origins: _Origins) -> list[_Entry]:
    entries = {
        entry.key: entry
        for table in _COLLECTIONS
        if table != "icj_decisions"
        for entry in (_entry(table, row, origins) for row in rows_of(tables, table))
    }
    entries.update((entry.key, entry) for entry in tuple(_undivided(entries, origins)))
    return sorted(entries.values(), key=lambda entry: entry.key)


def _entry(table: str, row: Row, origins: _Origins) -> _Entry:
    symbol = row.get("symbol") or f"S/RES/{row['number']}({row['year']})"
    key = folded(symbol)
    series, session, number = numbering(symbol)
    return _Entry(
        id=None,
        key=key,
        symbol=None if symbol == key else symbol,
        date=row["date"] or None,
        title=row.get("title") or row.get("subject") or None,
        other_dates=row.get("other_date") or None,
        origin=origins.of(table, row["basis"]),
        series=series,
        session=session,
        number=number,
        meeting=row.get("meeting") or None,
        date_kind=None,
    )


def _undivided(entries: Mapping[str, _Entry], origins: _Origins) -> Iterator[_Entry]:
    """Resolutions that exist in parts: "A/RES/47/120" where the tables hold 47/120A and 47/120B.

    A date is given when the parts known run from A without a hole and there are two at least. Where they
    were adopted on different days the first is the date and the rest are other dates: the bare number
    fits each of them.
    """
    parts: dict[str, list[tuple[str, _Entry]]] = defaultdict(list)
    for entry in entries.values():
        match = re.fullmatch(_LETTERED, entry.symbol or entry.key)
        if match:
            parts[match["whole"]].append((match["letter"], entry))
    for whole, lettered in parts.items():
        key = folded(whole)
        own = entries.get(key)
        if own and own.date:
            continue
        lettered.sort()
        days = _days_of_parts(lettered)
        title = own.title if own else None
        yield lettered[0][1]._replace(
            key=key,
            symbol=None if whole == key else whole,
            date=days[0] if days else None,
            title=title or _shared_title([part.title for _, part in lettered]),
            other_dates=";".join(days[1:]) or None,
            origin=origins.in_words("general_assembly_resolutions", BASIS_OF_PARTS),
        )


def _days_of_parts(lettered: Sequence[tuple[str, _Entry]]) -> list[str]:
    letters = [letter for letter, _ in lettered]
    unbroken = len(letters) > 1 and letters == [chr(ord("A") + place) for place in range(len(letters))]
    days = sorted({part.date for _, part in lettered if part.date})
    return days if unbroken and all(part.date for _, part in lettered) else []


def _shared_title(titles: Sequence[str | None]) -> str | None:
    return titles[0] if len(set(titles)) == 1 else None


def _complete_years(documents: Iterable[Row]) -> Iterator[tuple[str, int, int]]:
    """Years whose presidential statements run from 1 without a hole, each with a dated row of the tables."""
    numbers: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for row in documents:
        match = re.fullmatch(r"S/PRST/(\d{4})/(\d+)", row["symbol"])
        if match:
            numbers[int(match[1])].append((int(match[2]), row["basis"] == "tables" and row["date"] != ""))
    for year, known in sorted(numbers.items()):
        last = len(known)
        # The yearly tables of meetings end within 2022; 2021 is the last year they cover whole.
        if year <= 2021 and sorted(known) == [(number, True) for number in range(1, last + 1)]:
            yield "S/PRST", year, last


if __name__ == "__main__":
    build()
