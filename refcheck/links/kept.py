"""Verdicts of earlier runs, kept on disk, so that a second run asks nothing again and a later one asks for changes."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from refcheck.errors import UsageError
from refcheck.links.verdict import LinkVerdict
from refcheck.model import Status
from refcheck.network.addresses import masked
from refcheck.storage.database import open_database

_VERSION = 1
_SCHEMA = """
DROP TABLE IF EXISTS verdict;
CREATE TABLE verdict (
    url TEXT PRIMARY KEY,
    at TEXT NOT NULL,       -- UTC, ISO 8601
    content TEXT NOT NULL   -- JSON
) WITHOUT ROWID;
"""
_GOOD = dt.timedelta(days=7)
_OTHERWISE = dt.timedelta(hours=1)
_AT_ONCE = 500  # verdicts written in one transaction


class KeptVerdicts:
    """One SQLite file, readable by its owner only. Safe to use from several runs at once."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it; raises UsageError where that cannot be."""
        self._path = path
        self._waiting: dict[str, LinkVerdict] = {}
        try:
            self._connection = open_database(path, _SCHEMA, _VERSION)
        except (OSError, sqlite3.Error) as error:
            raise UsageError(f"{path}: what was known of links cannot be kept there ({error})") from error

    def find(self, url: str) -> LinkVerdict | None:
        """The last verdict on an address, however old it is."""
        if url in self._waiting:
            return self._waiting[url]
        with self._told("read"):
            row = self._connection.execute("SELECT content FROM verdict WHERE url = ?", (url,)).fetchone()
        return _read(url, row[0]) if row else None

    def keep(self, verdict: LinkVerdict) -> None:
        """Keep a verdict for which the host was asked; soon on disk, at the latest with `close`."""
        if verdict.checked is None or verdict.status is Status.UNVERIFIABLE or masked(verdict.url) != verdict.url:
            return
        self._waiting[verdict.url] = verdict
        if len(self._waiting) >= _AT_ONCE:
            self._write()

    def _write(self) -> None:
        rows = [(url, _moment(one), _written(one)) for url, one in self._waiting.items()]
        self._waiting.clear()
        with self._told("kept"):
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT OR REPLACE INTO verdict VALUES (?, ?, ?)", rows)
            self._connection.execute("COMMIT")

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        """What the file refuses as one line: a full disk, damage by somebody else."""
        try:
            yield
        except sqlite3.Error as error:
            raise UsageError(
                f"{self._path}: what is known of links cannot be {what} there ({error}); make room, or delete the file"
            ) from error

    def close(self) -> None:
        """Write what is left, and close the file."""
        try:
            if self._waiting:
                self._write()
        finally:
            self._connection.close()


def is_fresh(verdict: LinkVerdict, now: dt.datetime) -> bool:
    """Whether nothing need be asked again: a living page for a week, any other for an hour."""
    if verdict.checked is None:
        return False
    lasts = _GOOD if verdict.status in (Status.VERIFIED, Status.MOVED) else _OTHERWISE
    return dt.timedelta(minutes=-5) < now - verdict.checked < lasts


def _moment(verdict: LinkVerdict) -> str:
    # To the microsecond: a run that asks anew tells by it what it has asked itself.
    return verdict.checked.isoformat() if verdict.checked else ""


def _written(verdict: LinkVerdict) -> str:
    kept = {
        **verdict.as_json(),
        "checked": _moment(verdict),
        "validators": verdict.validators,
        "sought": verdict.sought,
    }
    return json.dumps(kept, ensure_ascii=False)


def _read(url: str, content: str) -> LinkVerdict | None:
    try:
        data = json.loads(content)
        return replace(
            LinkVerdict.from_json(url, data, dt.datetime.fromisoformat(data["checked"])),
            validators=tuple((name, value) for name, value in data["validators"]),
            sought=data["sought"],
        )
    except (KeyError, TypeError, ValueError):  # of another version
        return None
