"""A SQLite file of this machine, readable by its owner only, that several runs may have open at once."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from refcheck.storage.local import one_at_a_time


def open_database(file: Path, schema: str, version: int) -> sqlite3.Connection:
    """Open the file, or make it, with its folder. `schema` is run where it is not of this `version` yet.

    The connection may be used from several threads, by one at a time; each statement is its own transaction. Raises
    OSError or sqlite3.Error.
    """
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with one_at_a_time(file.parent):  # two runs that make the file refuse one another
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(file, timeout=30, check_same_thread=False, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            (found,) = connection.execute("PRAGMA user_version").fetchone()
            if found != version:
                connection.executescript(f"BEGIN IMMEDIATE; {schema} PRAGMA user_version = {version}; COMMIT;")
        except sqlite3.Error:
            connection.close()
            raise
    return connection
