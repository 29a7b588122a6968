"""Opens the state: one SQLite file of its owner's, or a PostgreSQL database; and never for two runs at once."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from refcheck.errors import StateError
from refcheck.storage import is_url
from refcheck.storage import shown as without_secrets

_SERVERS = ("postgresql://", "postgres://", "postgresql+psycopg://")
_LOCK = 0x7265_6663_6865_636B  # "refcheck": the number of the advisory lock
_TRIES, _PAUSE = 20, 0.1  # seconds
_FULL = ("disk is full", "No space left", "53100", "File too large", "disk I/O error")


def is_server(where: str) -> bool:
    """Whether the state lies in PostgreSQL, not in a file."""
    return where.lower().startswith(_SERVERS)


def is_elsewhere(where: str) -> bool:
    """Whether a connection to the state may leave this machine: one to a server, but for that by a socket's file."""
    if not is_server(where):
        return False
    with suppress(StateError):
        url = _url(where)
        written = [url.host or "", *_words(url.query.get("host", ())), *_words(url.query.get("hostaddr", ()))]
        if url.query.get("service") or os.environ.get("PGSERVICE"):
            return True  # its file names the host
        named = [host for host in written if host] or [os.environ.get("PGHOSTADDR") or os.environ.get("PGHOST", "")]
        return any(host and not host.startswith("/") for host in named)
    return True


def _words(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def shown(where: str) -> str:
    """The state's place as it may be printed: without a password."""
    if not is_server(where):
        return without_secrets(where)
    try:
        return without_secrets(_url(where).render_as_string(hide_password=True))
    except StateError:
        return where.partition("://")[0] + "://…"


@contextmanager
def opened(where: str) -> Iterator[Connection]:
    """A connection to the state, for this run alone. Raises StateError, one line, where there can be none."""
    if is_url(where) and not is_server(where):
        raise StateError(
            f"{shown(where)}: the state is a file, or in PostgreSQL; name a file, or write postgresql://user@host/database"
        )
    with _server(where) if is_server(where) else _file(Path(where)) as connection, told(shown(where)):
        yield connection


@contextmanager
def told(where: str) -> Iterator[None]:
    """What the database refuses as one line of ours; a full disk by its name."""
    try:
        yield
    except DBAPIError as error:
        reason = " ".join(str(error.orig).split())
        code = getattr(error.orig, "sqlstate", None) or ""
        if code == "53100" or any(sign in reason for sign in _FULL):
            raise StateError(
                f"{where}: the disk is full, or the state may grow no more ({reason}); make room and start again: "
                "what was done until now is kept"
            ) from error
        raise StateError(f"{where}: the state cannot be used ({reason})") from error


@contextmanager
def _file(path: Path) -> Iterator[Connection]:
    with _locked(path):
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "rb"), suppress(OSError, AttributeError):
                os.fchmod(descriptor, 0o600)  # one that was there may have been open to others
        except OSError as error:
            raise StateError(f"{path}: the state cannot be kept there ({error.strerror}); name another") from error
        engine = create_engine(URL.create("sqlite", database=os.fspath(path)), poolclass=NullPool)
        _transactions_of_sqlite(engine)
        with told(str(path)), engine.connect() as connection:
            yield connection


def _transactions_of_sqlite(engine: Engine) -> None:
    """Python's SQLite begins transactions when it likes; here they begin when they are begun, changes of tables too."""

    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "busy_timeout = 30000", "cache_size = -65536"):
            connection.execute(f"PRAGMA {pragma}")

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock of this file's runs; the system lets go of it however the run ends."""
    real = Path(os.path.realpath(path))  # one file may have several names
    lock = real.with_name(f"{real.name}.lock")
    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StateError(f"{path}: the state cannot be kept there ({error.strerror}); name another") from error
    with os.fdopen(descriptor, "r+") as file:
        try:
            _lock(file)
        except OSError as error:
            with suppress(OSError):
                holder = file.read(40).strip()
            by = f" (process {holder})" if holder.isdigit() else ""
            raise StateError(f"{path}: another run works on this state{by}; wait until it has ended") from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _lock(file: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415

        file.seek(1000)  # a byte that nobody reads
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)
    else:
        import fcntl  # noqa: PLC0415

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def _server(where: str) -> Iterator[Connection]:
    name = shown(where)
    try:
        engine = create_engine(_url(where), poolclass=NullPool, connect_args={"connect_timeout": 20})
    except ImportError as error:
        raise StateError(f"{name}: PostgreSQL needs its driver; install refcheck[postgres]") from error
    with told(name), engine.connect() as connection:
        if not _taken(connection):
            raise StateError(f"{name}: another run works on this state; wait until it has ended")
        try:
            yield connection
        finally:
            # The server may take its time to see that we are gone; the next run need not wait for that.
            with suppress(DBAPIError):
                connection.rollback()
                connection.execute(text("SELECT pg_advisory_unlock(:number)"), {"number": _LOCK})
                connection.commit()


def _taken(connection: Connection) -> bool:
    """Take the lock of this database's runs; a run that was killed may hold it for a moment longer."""
    for _ in range(_TRIES):
        with connection.begin():
            if connection.execute(text("SELECT pg_try_advisory_lock(:number)"), {"number": _LOCK}).scalar():
                return True
        time.sleep(_PAUSE)
    return False


def _url(where: str) -> URL:
    try:
        return make_url(where).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        address = where.partition("://")[0] + "://…"
        raise StateError(
            f"{address}: this is no address of a database; write postgresql://user@host/database"
        ) from error
