"""Answers kept on disk, so that a second run asks nothing again and evidence can be shown later."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import zlib
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from refcheck.errors import UsageError
from refcheck.network.addresses import masked
from refcheck.network.exchange import NOT_SENT, Answer, Failure, Request
from refcheck.storage.database import open_database

_VERSION = 1
_SCHEMA = """
DROP TABLE IF EXISTS answer;
CREATE TABLE answer (
    key TEXT PRIMARY KEY,      -- method, address and the headers that were sent
    url TEXT NOT NULL,
    at TEXT NOT NULL,          -- UTC, ISO 8601
    status INTEGER NOT NULL,
    failure TEXT,
    detail TEXT NOT NULL,
    headers TEXT NOT NULL,     -- JSON
    body BLOB NOT NULL,        -- packed with zlib
    truncated INTEGER NOT NULL,
    digest TEXT NOT NULL       -- SHA-256 of the body as received
) WITHOUT ROWID;
CREATE INDEX answer_at ON answer (at);
"""
_GOOD = timedelta(days=7)
_REFUSED = timedelta(hours=1)


class AnswerCache:
    """One SQLite file, readable by its owner only. Safe to use from several threads and several runs at once."""

    def __init__(self, path: Path, *, good: timedelta = _GOOD, refused: timedelta = _REFUSED) -> None:
        """Open the file, or make it; raises UsageError where that cannot be."""
        self._path, self._good, self._refused = path, good, refused
        self._lock = threading.Lock()
        try:
            self._connection = open_database(path, _SCHEMA, _VERSION)
        except (OSError, sqlite3.Error) as error:
            raise UsageError(f"{path}: the answers of earlier runs cannot be kept there ({error})") from error

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def find(self, request: Request, now: datetime) -> Answer | None:
        """The answer kept for this very request, unless it is too old."""
        try:
            with self._lock, closing(self._connection.cursor()) as cursor:
                row = cursor.execute(
                    "SELECT at, status, failure, detail, headers, body, truncated FROM answer WHERE key = ?",
                    (_key(request),),
                ).fetchone()
        except sqlite3.Error as error:  # the file is damaged
            raise UsageError(f"{self._path}: answers cannot be read there ({error}); delete the file") from error
        if row is None:
            return None
        at, status, failure, detail, headers, body, truncated = row
        made = datetime.fromisoformat(at)
        if now - made > (self._refused if _is_refusal(status) else self._good) or made - now > timedelta(minutes=5):
            return None
        unpacked = zlib.decompress(body)
        if truncated and len(unpacked) < request.limit:
            return None  # asked with a smaller limit then
        return Answer(
            request,
            status,
            json.loads(headers),
            unpacked[: request.limit],
            truncated=bool(truncated) or len(unpacked) > request.limit,
            failure=Failure(failure) if failure else None,
            detail=detail,
            at=made,
            cached=True,
        )

    def keep(self, answer: Answer) -> None:
        """Keep an answer of a host; what was never sent is no answer."""
        if answer.failure in NOT_SENT:
            return
        row = (
            _key(answer.request),
            masked(answer.request.url),
            answer.at.astimezone(UTC).isoformat(timespec="seconds"),
            answer.status,
            answer.failure.value if answer.failure else None,
            answer.detail,
            json.dumps(dict(answer.headers), ensure_ascii=False),
            zlib.compress(answer.body),
            answer.truncated,
            hashlib.sha256(answer.body).hexdigest(),
        )
        with self._lock:
            try:
                self._connection.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            except sqlite3.Error as error:  # most of all a full disk
                raise UsageError(
                    f"{self._path}: answers cannot be kept there ({error}); make room, or name another folder"
                ) from error


def _is_refusal(status: int) -> bool:
    return not 200 <= status < 400


def _key(request: Request) -> str:
    """Method, address and headers; credentials enter as a digest only."""
    asked = json.dumps([request.method, request.url.partition("#")[0], sorted(request.headers), request.attempt])
    return hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()
