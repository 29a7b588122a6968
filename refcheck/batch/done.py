"""What a folder of reports holds already, so that unchanged documents are not checked again; and a run's own list.

One SQLite file beside the reports, readable by its owner only: it holds titles and findings of drafts. Each document is
written down as soon as its reports are there, so a run that was broken off, however it was, goes on where it stopped.
What is kept counts only if the document's bytes, all it was checked with, and its reports are still the same. One run
works on a folder at a time. The list of the run lies in the same file, so that memory does not grow with it; where
nothing is to be kept, the file is a nameless one that goes with the run.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, MutableSet, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from refcheck.batch.checking import Failed, Finished, Task, as_written
from refcheck.batch.packing import unpacked, unpacked_facts
from refcheck.errors import ReadingError, UsageError
from refcheck.model import SEVERITIES, Severity, Unread
from refcheck.reading import content_of
from refcheck.reporting import Entry, Names, WorstFirst
from refcheck.storage import shown
from refcheck.storage.local import RealPaths

if TYPE_CHECKING:
    from refcheck.storage import Place
    from refcheck.together.fact import Fact

FILE = ".refcheck.sqlite"
_VERSION = 3
_KEPT = """
CREATE TABLE document (
    path BLOB PRIMARY KEY,      -- as the user gave it
    name TEXT NOT NULL,         -- of its reports, without extension
    content TEXT NOT NULL,      -- SHA-256 of its bytes
    basis TEXT NOT NULL,        -- digest of all it was checked with
    checked TEXT NOT NULL,      -- the time of its reports: UTC, ISO 8601
    of_the_day INTEGER NOT NULL,-- whether a finding may be another tomorrow
    files TEXT NOT NULL,        -- JSON: name, size, time of change (nanoseconds) of each report
    failing INTEGER NOT NULL,   -- whether it makes a run fail
    errors INTEGER NOT NULL,
    warnings INTEGER NOT NULL,
    entry TEXT NOT NULL,        -- JSON: what the index has of it
    said TEXT NOT NULL,         -- JSON: lines for standard output, remarks for standard error
    parts BLOB,                 -- JSON packed with zlib: what further files of a run hold of it
    facts BLOB NOT NULL         -- the same: what is held against other documents
);
CREATE TABLE item (             -- the documents of the last run, in their order
    number INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE,
    folder BLOB,                -- in which it was found; NULL for one that the user named
    state INTEGER,              -- 1: checked; 0: could not be; NULL: not yet
    reason TEXT                 -- why it could not be
);
CREATE TABLE conclusion (       -- what the last run said of its documents together, and wrote
    basis TEXT NOT NULL,        -- digest of all that it rests on
    files TEXT NOT NULL,        -- JSON, as above: the index in each format
    said TEXT NOT NULL          -- JSON: lines for standard output
);
CREATE TABLE taken (name TEXT PRIMARY KEY) WITHOUT ROWID;  -- names of reports in the last run
"""
_TABLES = ("document", "item", "conclusion", "taken")
_CHUNK = 500  # documents looked at in one transaction


@dataclass(frozen=True, slots=True)
class Basis:
    """What documents are checked with, and when."""

    digest: str
    now: dt.datetime
    is_fixed: bool  # whether the user named the time: then reports of another time are none of this run

    def holds(self, digest: str, checked: str, *, of_the_day: bool) -> bool:
        """Whether a report of an earlier run says what one of this run would, but for its time."""
        now = f"{self.now:%Y-%m-%dT%H:%M:%SZ}"
        if digest != self.digest or (self.is_fixed and checked != now):
            return False
        # What lay in the future then may not any more; nothing but that depends on the day.
        return checked[:10] == now[:10] if of_the_day else checked[:4] == now[:4] and checked[:10] <= now[:10]


class Listed(NamedTuple):
    """A document of the list, by its path."""

    path: str
    folder: str | None = None  # in which it was found; None for one that the user named


class Told(NamedTuple):
    """A document of the run, and what is said of it at the terminal."""

    path: str
    lines: tuple[str, ...]
    remarks: tuple[str, ...]


class Done:
    """The documents of a run, and what became of them in this run or an earlier one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._told = 0
        self.unchanged = 0  # documents of which the reports of an earlier run stand

    def begin(self, documents: Iterable[Listed]) -> None:
        """Take the list of the run; what is named twice is taken once."""
        with _transaction(self._db):
            self._db.execute("DELETE FROM item")
            self._db.execute("DELETE FROM taken")
            self._db.executemany(
                "INSERT OR IGNORE INTO item (path, folder) VALUES (?, ?)",
                ((os.fsencode(path), folder and os.fsencode(folder)) for path, folder in documents),
            )

    def __len__(self) -> int:
        """The number of documents in the list."""
        return int(self._db.execute("SELECT count(*) FROM item").fetchone()[0])

    def todo(self, basis: Basis, out: Place | None, *, anew: bool = False) -> Iterator[Task]:
        """The documents that have to be checked, in order; what is done already is found as it goes.

        `out` is the folder of reports; None where none are written. `anew`: all, whatever is there.
        """
        names = Names(out, _Taken(self._db)) if out is not None else None
        folder = out if isinstance(out, Path) else None
        last, folders = 0, RealPaths()
        while rows := self._db.execute(
            "SELECT number, item.path, folder, name, content, basis, checked, of_the_day, files FROM item"
            " LEFT JOIN document USING (path) WHERE number > ? ORDER BY number LIMIT ?",
            (last, _CHUNK),
        ).fetchall():
            tasks = []
            with _transaction(self._db):
                for number, raw, raw_folder, known, content, digest, checked, of_the_day, files in rows:
                    path, found_in = os.fsdecode(raw), raw_folder and os.fsdecode(raw_folder)
                    whole = known is not None and folder is not None and _are_whole(folder, files)
                    if names is None:
                        name = ""
                    elif whole and names.claim(known):
                        name = known
                        same = not anew and basis.holds(digest, checked, of_the_day=bool(of_the_day))
                        if same and _digest_of(path, found_in and folders[found_in]) == content:
                            self._db.execute("UPDATE item SET state = 1 WHERE number = ?", (number,))
                            self.unchanged += 1
                            continue
                    else:
                        name = names.new(shown(path))  # the known one is another's by now
                    tasks.append(Task(path, name, number, found_in))
            last = rows[-1][0]
            yield from tasks

    def record(self, task: Task, outcome: Finished | Failed, basis: Basis) -> None:
        """Write down what became of a document; from now on it is done."""
        if isinstance(outcome, Failed):
            self._db.execute("UPDATE item SET state = 0, reason = ? WHERE number = ?", (outcome.reason, task.number))
            return
        entry = outcome.entry
        row = (
            os.fsencode(task.path),
            task.name,
            outcome.sha256,
            basis.digest,
            outcome.checked,
            outcome.of_the_day,
            json.dumps(outcome.files),
            outcome.failing,
            entry.counts[Severity.ERROR],
            entry.counts[Severity.WARNING],
            json.dumps((entry.path, entry.title, entry.page, list(entry.counts.values()), dict(entry.summary))),
            json.dumps((outcome.lines, outcome.remarks)),
            outcome.parts,
            outcome.facts,
        )
        with _transaction(self._db):
            self._db.execute("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            self._db.execute("UPDATE item SET state = 1 WHERE number = ?", (task.number,))

    def news(self) -> Iterator[Told]:
        """What is to be said of documents, in order: from the last one told to the first that is not done."""
        rows = self._db.execute(
            "SELECT number, item.path, state, said FROM item LEFT JOIN document USING (path)"
            " WHERE number > ? ORDER BY number",
            (self._told,),
        )
        with closing(rows):
            for number, path, state, said in rows:
                if state is None:
                    return
                self._told = number
                if state:
                    lines, remarks = json.loads(said)
                    yield Told(shown(os.fsdecode(path)), tuple(lines), tuple(remarks))

    def unread(self) -> list[Unread]:
        """What could not be checked, in order."""
        rows = self._db.execute("SELECT path, reason FROM item WHERE state = 0 ORDER BY number")
        return [Unread(shown(os.fsdecode(path)), reason) for path, reason in rows]

    def is_failing(self) -> bool:
        """Whether a document makes the run fail."""
        query = "SELECT 1 FROM item JOIN document USING (path) WHERE state = 1 AND failing LIMIT 1"
        return self._db.execute(query).fetchone() is not None

    def entries(self) -> Entries:
        """The documents that were checked, worst first."""
        return Entries(self._db)

    def begin_anew_unless_broken_off(self, basis: Basis) -> None:
        """What was checked like this counts only for a run that goes on with one that did not come to its end."""
        with _transaction(self._db):
            if self._db.execute("DELETE FROM conclusion").rowcount > 0:
                self._db.execute("UPDATE document SET basis = '' WHERE basis = ?", (basis.digest,))

    def basis_of_all(self, skipped: Iterable[Unread]) -> str:
        """A digest of what an index rests on: the documents in their order, what became of them, what was left out."""
        query = (
            "SELECT item.path, state, reason, name, content, basis, checked FROM item LEFT JOIN document USING (path)"
            " ORDER BY number"
        )
        digest = hashlib.sha256(repr(list(skipped)).encode("utf-8", "surrogatepass"))
        for row in self._db.execute(query):
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def conclusion(self, basis: str, out: Place) -> list[str] | None:
        """What an earlier run said of the same documents together, where its index is there as it was written."""
        row = self._db.execute("SELECT files, said FROM conclusion WHERE basis = ?", (basis,)).fetchone()
        if row is None or not isinstance(out, Path) or not _are_whole(out, row[0]):
            return None
        said: list[str] = json.loads(row[1])
        return said

    def conclude(self, basis: str, files: Iterable[Place], said: Sequence[str]) -> None:
        """Keep what was said of the documents together, and which files were written."""
        written = [as_written(file) for file in files if isinstance(file, Path)]
        with _transaction(self._db):
            self._db.execute("DELETE FROM conclusion")
            self._db.execute("INSERT INTO conclusion VALUES (?, ?, ?)", (basis, json.dumps(written), json.dumps(said)))

    def facts(self) -> Iterator[tuple[tuple[Fact, ...], ...]]:
        """What each document gives to be held against others, in order."""
        query = "SELECT facts FROM item JOIN document USING (path) WHERE state = 1 ORDER BY number"
        for (packed,) in self._db.execute(query):
            yield unpacked_facts(packed)


class Entries(WorstFirst):
    """The entries of a run as they lie in the file; each is made when it is asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM item WHERE state = 1").fetchone()[0])

    def __contains__(self, entry: object) -> bool:
        return any(entry == other for other in self)

    def __iter__(self) -> Iterator[Entry]:
        return self._by("errors DESC, warnings DESC, path")

    def by_path(self) -> Iterator[Entry]:
        """The same in the order of their paths."""
        return self._by("path")

    def _by(self, order: str) -> Iterator[Entry]:
        query = f"SELECT entry, parts FROM item JOIN document USING (path) WHERE state = 1 ORDER BY {order}"  # noqa: S608 - of ours
        for entry, parts in self._db.execute(query):
            path, title, page, counts, summary = json.loads(entry)
            known = dict(zip(SEVERITIES, counts, strict=True))
            yield Entry(path, title, page, known, summary, unpacked(parts) if parts is not None else {})


class _Taken(MutableSet[str]):
    """Names that are taken in this run, in the file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def __contains__(self, name: object) -> bool:
        return self._db.execute("SELECT 1 FROM taken WHERE name = ?", (name,)).fetchone() is not None

    def add(self, value: str) -> None:
        self._db.execute("INSERT OR IGNORE INTO taken VALUES (?)", (value,))

    def discard(self, value: str) -> None:
        self._db.execute("DELETE FROM taken WHERE name = ?", (value,))

    def __iter__(self) -> Iterator[str]:
        return (name for (name,) in self._db.execute("SELECT name FROM taken"))

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM taken").fetchone()[0])


@contextmanager
def opened(file: Path | None) -> Iterator[Done]:
    """What is kept in a file, for this run alone; with None nothing is kept.

    Raises UsageError where another run works on it, or it cannot be written.
    """
    connection = _connected(file)
    try:
        with _told(file):
            yield Done(connection)
    finally:
        connection.close()


def _connected(file: Path | None) -> sqlite3.Connection:
    for is_last in (False, True):
        connection = None
        try:
            if file is not None:
                os.close(os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
            connection = sqlite3.connect(file or "", timeout=0, isolation_level=None)
            _prepare(connection)
        except sqlite3.DatabaseError as error:
            if connection is not None:
                connection.close()
            if "locked" in str(error):
                raise UsageError(
                    f"{file}: another run writes reports to this folder; wait until it has ended, or name another "
                    "folder with --out"
                ) from error
            if isinstance(error, sqlite3.OperationalError) or is_last or file is None:
                raise _unkept(file, error) from error
            for name in (file.name, f"{file.name}-wal"):  # damaged: what it held can be made again
                file.with_name(name).unlink(missing_ok=True)
        except OSError as error:
            raise _unkept(file, error.strerror or error) from error
        else:
            return connection
    raise AssertionError


def _prepare(connection: sqlite3.Connection) -> None:
    # One process at a time, which the system sees to, however a run ends; also in folders of a network.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    with _transaction(connection):
        if connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            for table in _TABLES:
                connection.execute(f"DROP TABLE IF EXISTS {table}")
            for statement in _KEPT.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {_VERSION}")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def _told(file: Path | None) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise _unkept(file, error) from error


def _unkept(file: Path | None, reason: object) -> UsageError:
    return UsageError(
        f"{file or 'the list of documents'}: cannot be written ({reason}); make room and start again: finished reports "
        "are kept"
    )


def _are_whole(folder: Path, files: str) -> bool:
    """Whether the reports are there as they were written."""
    try:
        return all(
            (status := os.stat(os.path.join(folder, name))).st_size == size  # noqa: PTH116, PTH118 - of many thousands
            and status.st_mtime_ns == changed
            for name, size, changed in json.loads(files)
        )
    except (OSError, ValueError):
        return False


def _digest_of(path: str, inside: str | None) -> str | None:
    """The digest of a document's bytes; None for one that cannot be read: whoever checks it says why."""
    try:
        return hashlib.sha256(content_of(path, inside)).hexdigest()
    except ReadingError:
        return None
