"""What was read of a folder of texts, kept on disk so that the next run need not read it again.

One SQLite file in the platform's cache folder, readable by its owner only: it holds the texts themselves. A file is
known by its path, size and time of change; what it holds by the digest of its bytes, so that a copy is not read twice.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from refcheck.model import Block, Document, Link, NoteMark, Role, Span
from refcheck.storage.local import one_at_a_time

_SCHEMA_VERSION = 1
_SCHEMA = """
DROP TABLE IF EXISTS file;
DROP TABLE IF EXISTS content;
CREATE TABLE content (
    digest TEXT PRIMARY KEY,   -- SHA-256 of the file's bytes
    forms TEXT NOT NULL,       -- canonical forms on the first page, JSON
    failure TEXT,              -- why it cannot be read; NULL where it can
    document BLOB              -- JSON packed with zlib
) WITHOUT ROWID;
CREATE TABLE file (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    changed INTEGER NOT NULL,  -- time of change, nanoseconds
    digest TEXT NOT NULL
) WITHOUT ROWID;
"""


class FileState(NamedTuple):
    """What tells whether a file has changed since it was read."""

    path: str
    size: int
    changed: int  # nanoseconds


class Known(NamedTuple):
    """What the index has of a file without its text."""

    digest: str
    forms: tuple[str, ...]
    failure: str | None


class Index:
    """The index in one file, or in memory where none can be written. Safe to use from several threads and runs."""

    def __init__(self, path: Path | None, reader: str) -> None:
        """Open the index, or begin a new one. What another version of `reader` read is forgotten."""
        self._lock = threading.Lock()
        kept = _opened(path, reader) if path is not None else None
        self.is_kept = kept is not None
        self._connection = kept or _in_memory(reader)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def known(self, states: Iterable[FileState]) -> dict[str, Known]:
        """Of these files those that have not changed, by path."""
        wanted = {_key(state.path): state for state in states}
        with self._lock:
            rows = self._connection.execute(
                "SELECT path, size, changed, file.digest, forms, failure FROM file JOIN content USING (digest)"
            ).fetchall()
        return {
            wanted[key].path: Known(digest, tuple(json.loads(forms)), failure)
            for key, size, changed, digest, forms, failure in rows
            if key in wanted and wanted[key][1:] == (size, changed)
        }

    def content(self, digest: str) -> Known | None:
        """What is known of a file with these bytes, whatever its name."""
        with self._lock:
            row = self._connection.execute("SELECT forms, failure FROM content WHERE digest = ?", (digest,)).fetchone()
        return Known(digest, tuple(json.loads(row[0])), row[1]) if row else None

    def document(self, digest: str, path: str) -> Document | None:
        """The text of a file with these bytes, under the name `path`."""
        with self._lock:
            row = self._connection.execute("SELECT document FROM content WHERE digest = ?", (digest,)).fetchone()
        return _unpacked(row[0], path) if row and row[0] is not None else None

    def keep(self, digest: str, forms: tuple[str, ...], document: Document | None, failure: str | None) -> None:
        """Remember what a file's bytes hold."""
        packed = _packed(document) if document is not None else None
        with self._lock, self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO content VALUES (?, ?, ?, ?)", (digest, json.dumps(forms), failure, packed)
            )

    def keep_files(self, folder: str, files: Iterable[tuple[FileState, str]], present: Mapping[str, str]) -> None:
        """Remember which file has which bytes; of the folder, forget what is no longer there.

        `present` has the digest of each file that is, by path.
        """
        below = _key(folder.rstrip(os.sep) + os.sep)
        there = {_key(path): digest for path, digest in present.items()}
        with self._lock, self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?)",
                [(_key(state.path), *state[1:], digest) for state, digest in files],
            )
            rows = self._connection.execute("SELECT path, digest FROM file").fetchall()
            gone = [(path, digest) for path, digest in rows if path.startswith(below) and path not in there]
            self._connection.executemany("DELETE FROM file WHERE path = ?", [(path,) for path, _ in gone])
            unused = {digest for _, digest in gone} - set(there.values())
            self._connection.executemany(
                "DELETE FROM content WHERE digest = ? AND digest NOT IN (SELECT digest FROM file)",
                [(digest,) for digest in unused],
            )


def default_path() -> Path | None:
    """Where the index lies on this platform; None where it has no such folder."""
    from platformdirs import user_cache_path  # noqa: PLC0415  (only a run with texts asks)

    try:
        return user_cache_path("refcheck", appauthor=False) / "texts.sqlite"
    except (OSError, RuntimeError):
        return None


def _opened(path: Path, reader: str) -> sqlite3.Connection | None:
    """The index at `path`, a new one where it is damaged; None where it cannot be written."""
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with one_at_a_time(path.parent):  # two runs that make the index refuse one another
                os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
                return _prepared(sqlite3.connect(path, timeout=30, check_same_thread=False), reader)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                return None
            path.unlink(missing_ok=True)  # damaged: what it held can be read again
        except OSError:
            return None
    return None


def _in_memory(reader: str) -> sqlite3.Connection:
    return _prepared(sqlite3.connect(":memory:", check_same_thread=False), reader)


def _prepared(connection: sqlite3.Connection, reader: str) -> sqlite3.Connection:
    try:
        found = connection.execute("SELECT name FROM sqlite_master WHERE name = 'reader'").fetchone()
        version = f"{_SCHEMA_VERSION} {reader}"
        row = connection.execute("SELECT version FROM reader").fetchone() if found else None
        if row != (version,):
            connection.executescript(_SCHEMA + "DROP TABLE IF EXISTS reader; CREATE TABLE reader (version TEXT);")
            with connection:
                connection.execute("INSERT INTO reader VALUES (?)", (version,))
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _key(path: str) -> str:
    """A path as the index writes it; a name that is no UTF-8 holds lone surrogates, which SQLite cannot."""
    return path.encode("utf-8", "backslashreplace").decode()


def _packed(document: Document) -> bytes:
    values = document._replace(path="")._asdict()
    return zlib.compress(json.dumps(values).encode("utf-8", "surrogatepass"), 1)


def _unpacked(packed: bytes, path: str) -> Document:
    values = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    return Document(
        **{
            **values,
            "path": path,
            "blocks": tuple(Block(Span(*span), Role(role), label) for span, role, label in values["blocks"]),
            "links": tuple(
                Link(Span(*span), target, Span(*place) if place else None) for span, target, place in values["links"]
            ),
            "marks": tuple(NoteMark(Span(*span), label) for span, label in values["marks"]),
            "remarks": tuple(values["remarks"]),
        }
    )
