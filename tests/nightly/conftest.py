"""A PostgreSQL server of the tests' own, and states of both kinds."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

ABSENT = "PostgreSQL is absent: install Debian's package postgresql"
_NUMBERS = count()


def _programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest version first."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: -int(file.parts[-3]))
    found = shutil.which("initdb")
    return versions[0].parent if versions else Path(found).parent if found else None


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A running server, reached by a socket in a folder of its own: the address without a database."""
    programs = _programs()
    root = os.geteuid() == 0
    names = {user.pw_name for user in pwd.getpwall()}
    if programs is None or (root and "postgres" not in names):
        pytest.skip(ABSENT)
    folder = Path(tempfile.mkdtemp(prefix="refcheck-postgres-"))
    user = "postgres" if root else None  # the server refuses to be run by root
    if user:
        shutil.chown(folder, user, user)

    def call(name: str, *arguments: str) -> None:
        done = subprocess.run(
            [programs / name, *arguments],
            user=user,
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr + done.stdout

    data = str(folder / "data")
    try:
        call("initdb", "-D", data, "-A", "trust", "-U", "refcheck", "-E", "UTF8", "--no-sync")
        settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        call("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", settings, "start")
        try:
            yield f"postgresql://refcheck@/postgres?host={folder}"
        finally:
            call("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def database(server: str) -> str:
    """An empty database of this test."""
    import psycopg

    name = f"state{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a state is kept: a file, and a database."""
    if request.param == "sqlite":
        return str(tmp_path / "state.sqlite")
    address: str = request.getfixturevalue("database")
    return address
