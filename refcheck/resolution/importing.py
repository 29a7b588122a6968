"""Takes files into a user's catalogue: all of a file or nothing, once, with a reason for each row refused."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from refcheck.errors import CatalogueError
from refcheck.resolution.catalogue_build import DOCUMENTS_SCHEMA, folded, numbering
from refcheck.resolution.imports import rows_of
from refcheck.resolution.imports.record import Record, Refusal, Rows
from refcheck.resolution.own import OWN_SCHEMA, OwnCatalogue, meta

_BATCH = 20_000  # records
_SHOWN = 5  # refusals kept for each reason
_MOST_REASONS = 20
_PATIENCE = 5.0  # seconds to wait for another import

_WORKING_TABLES = """
CREATE TEMP TABLE incoming (
    key TEXT PRIMARY KEY, symbol TEXT, date TEXT, title TEXT, other_dates TEXT,
    series TEXT, session TEXT, number INTEGER, date_kind TEXT
) WITHOUT ROWID;
CREATE TEMP TABLE changed (id INTEGER PRIMARY KEY, title TEXT);
"""
# CROSS JOIN: from the rows that come in to those that are there, never the other way.
_FIND_CHANGED = (
    "INSERT INTO changed SELECT document.id, document.title FROM incoming CROSS JOIN document"
    " ON document.key = incoming.key AND document.origin = ?"
    " WHERE document.date IS NOT incoming.date OR document.title IS NOT incoming.title"
    " OR document.other_dates IS NOT incoming.other_dates OR document.date_kind IS NOT incoming.date_kind"
)
_TAKE_OUT_TITLES = (  # the index needs the old title to take it out
    "INSERT INTO title_index (title_index, rowid, title) SELECT 'delete', id, title FROM changed"
    " WHERE title IS NOT NULL"
)
_UPDATE = (
    "UPDATE document SET (date, title, other_dates, date_kind) ="
    " (SELECT date, title, other_dates, date_kind FROM incoming WHERE incoming.key = document.key)"
    " WHERE id IN (SELECT id FROM changed)"
)
_PUT_IN_TITLES = (
    "INSERT INTO title_index (rowid, title) SELECT id, title FROM document"
    " WHERE id IN (SELECT id FROM changed) AND title IS NOT NULL"
)
_CHANGE = (_TAKE_OUT_TITLES, _UPDATE, _PUT_IN_TITLES, "DELETE FROM changed")
_INSERT = (
    "INSERT INTO document (key, symbol, date, title, other_dates, origin, series, session, number, date_kind)"
    " SELECT key, symbol, date, title, other_dates, ?1, series, session, number, date_kind FROM incoming"
    " WHERE NOT EXISTS (SELECT 1 FROM document WHERE document.key = incoming.key AND document.origin = ?1)"
)
_INDEX_NEW = "INSERT INTO title_index (rowid, title) SELECT id, title FROM document WHERE id > ? AND title IS NOT NULL"


@dataclass(slots=True)
class Summary:
    """What became of one file."""

    file: str
    data_set: str = ""
    read: int = 0  # records read, refused ones included
    added: int = 0
    changed: int = 0
    same: int = 0
    repeated: int = 0  # given more than once in the file: the last counts
    refused: Counter[str] = field(default_factory=Counter)  # reason → rows
    examples: dict[str, list[str]] = field(default_factory=dict)  # reason → the first places
    before: dt.date | None = None  # the day this very file was imported, if it was

    def refuse(self, refusal: Refusal) -> None:
        """Count a refused row. Reasons beyond the first twenty are counted together."""
        reason = refusal.reason
        if reason not in self.refused and len(self.refused) >= _MOST_REASONS:
            reason = "for other reasons"
        self.refused[reason] += 1
        places = self.examples.setdefault(reason, [])
        if len(places) < _SHOWN:
            places.append(refusal.place)


def import_file(
    path: Path, target: Path, *, progress: Callable[[int], object] = lambda _: None, today: dt.date | None = None
) -> Summary:
    """Take the file at `path` into the catalogue at `target`, which is made where it is missing.

    `progress` is called with the number of records read since the last call. Raises CatalogueError, and leaves the
    catalogue as it was, when the file or the catalogue cannot be read or written, and when another import is at work.
    """
    today = today or dt.datetime.now(dt.UTC).date()
    with _opened(path) as (file, digest), _alone(target):
        before = _imported_before(target, digest)
        if before:
            return Summary(path.name, before=before)
        aside = target.with_name(f"{target.name}.importing")
        try:
            if target.exists():
                shutil.copyfile(target, aside)
            else:
                aside.unlink(missing_ok=True)
            with closing(sqlite3.connect(aside, isolation_level=None)) as connection:
                summary = _fill(connection, rows_of(file, path), path.name, digest, today, progress)
            if not summary.added and not summary.changed and not summary.same:
                return summary
            _put_in_place(aside, target)
        except sqlite3.Error as error:
            raise CatalogueError(
                f"{target}: the catalogue cannot be written ({error}); nothing was imported"
            ) from error
        except OSError as error:
            raise CatalogueError(f"{target}: cannot be written ({error.strerror}); nothing was imported") from error
        else:
            return summary
        finally:
            with suppress(OSError):
                aside.unlink(missing_ok=True)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, str]]:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            yield file, digest
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise CatalogueError(f"{path}: cannot be read ({reason}); check the name") from error


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Hold the lock of the catalogue; the operating system lets go of it when the process ends, however it ends."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(target.with_name(f"{target.name}.lock"), timeout=_PATIENCE, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise CatalogueError(f"{target.parent}: the folder cannot be written to ({error}); name another") from error
    with closing(lock):
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise CatalogueError(f"{target}: another import is at work; try again when it is done") from error
            raise CatalogueError(f"{target.parent}: the folder cannot be written to ({error}); name another") from error
        yield


def _imported_before(target: Path, digest: str) -> dt.date | None:
    if not target.exists():
        return None
    with OwnCatalogue(target) as catalogue:
        return catalogue.imported_on(digest)


def _fill(
    connection: sqlite3.Connection,
    rows: Rows,
    name: str,
    digest: str,
    today: dt.date,
    progress: Callable[[int], object],
) -> Summary:
    summary = Summary(name, f"{rows.basis}: {rows.collection}")
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -131072", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
        connection.executescript(DOCUMENTS_SCHEMA + OWN_SCHEMA)
        connection.executemany("INSERT INTO meta VALUES (?, ?)", meta(today))
    connection.executescript(_WORKING_TABLES)
    connection.execute("BEGIN")
    connection.execute("INSERT INTO title_index (title_index, rank) VALUES ('automerge', 0)")
    origin = _origin(connection, rows, today)
    for batch in _batches(rows.rows, summary):
        _take_in(connection, batch, origin, summary)
        progress(len(batch))
    connection.execute("INSERT INTO title_index (title_index, rank) VALUES ('automerge', 4)")
    connection.execute("INSERT INTO title_index (title_index) VALUES ('optimize')")
    connection.execute(
        "INSERT OR REPLACE INTO imported VALUES (?, ?, ?, ?, ?, ?)",
        (digest, name, today.isoformat(), summary.read, summary.refused.total(), origin),
    )
    connection.execute("COMMIT")
    return summary


def _origin(connection: sqlite3.Connection, rows: Rows, today: dt.date) -> int:
    connection.execute(
        "INSERT INTO origin (collection, basis, as_of, tolerance) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (collection, basis) DO UPDATE SET as_of = ?3, tolerance = ?4",
        (rows.collection, rows.basis, today.isoformat(), rows.tolerance),
    )
    [number] = connection.execute(
        "SELECT id FROM origin WHERE collection = ? AND basis = ?", (rows.collection, rows.basis)
    ).fetchone()
    return int(number)


def _batches(rows: Iterator[Record | Refusal], summary: Summary) -> Iterator[list[Record]]:
    while some := list(islice(rows, _BATCH)):
        batch = []
        for row in some:
            if isinstance(row, Record):
                batch.append(row)
            else:
                summary.refuse(row)
        summary.read += len(some)
        yield batch


def _take_in(connection: sqlite3.Connection, batch: list[Record], origin: int, summary: Summary) -> None:
    connection.execute("DELETE FROM incoming")
    connection.executemany("INSERT OR REPLACE INTO incoming VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_row, batch))
    [distinct] = connection.execute("SELECT count(*) FROM incoming").fetchone()
    [last] = connection.execute("SELECT ifnull(max(id), 0) FROM document").fetchone()
    changed = connection.execute(_FIND_CHANGED, (origin,)).rowcount
    for statement in _CHANGE if changed else ():
        connection.execute(statement)
    added = connection.execute(_INSERT, (origin,)).rowcount
    connection.execute(_INDEX_NEW, (last,))
    summary.added += added
    summary.changed += changed
    summary.same += distinct - added - changed
    summary.repeated += len(batch) - distinct


def _row(record: Record) -> tuple[object, ...]:
    symbol = record.symbol
    key = folded(symbol)
    series, session, number = numbering(symbol)
    shown = None if symbol == key else symbol
    return (key, shown, record.date, record.title, record.other_dates, series, session, number, record.date_kind)


def _put_in_place(aside: Path, target: Path) -> None:
    with aside.open("rb+") as file:
        os.fsync(file.fileno())
    aside.replace(target)
