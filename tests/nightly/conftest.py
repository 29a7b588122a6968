"""A PostgreSQL server of the tests' own, and states of both kinds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from tests.nightly import postgres

ABSENT = "PostgreSQL is absent: install Debian's package postgresql"
_NUMBERS = count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A running server."""
    with ExitStack() as stack:
        try:
            address = stack.enter_context(postgres.server())
        except postgres.AbsentError:
            pytest.skip(ABSENT)
        yield address


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
