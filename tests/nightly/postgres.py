"""A private PostgreSQL server from Debian's package, for tests and benchmarks."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AbsentError(Exception):
    """There is no PostgreSQL here."""


def _programs() -> Path:
    """The folder of PostgreSQL's programs, the newest version first."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: -int(file.parts[-3]))
    found = shutil.which("initdb")
    if not versions and not found:
        raise AbsentError
    return versions[0].parent if versions else Path(found or "").parent


@contextmanager
def server() -> Iterator[str]:
    """A running server, reached by a socket in a folder of its own: the address of its first database."""
    programs = _programs()
    # The server refuses to be run by root.
    user = "postgres" if os.geteuid() == 0 else None
    if user and user not in {one.pw_name for one in pwd.getpwall()}:
        raise AbsentError
    folder = Path(tempfile.mkdtemp(prefix="refcheck-postgres-"))
    if user:
        shutil.chown(folder, user, user)

    def call(name: str, *arguments: str) -> None:
        command = [str(programs / name), *arguments]
        done = subprocess.run(command, user=user, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
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
