"""Opens the catalogue's file; the SQLite behind `catalogue.Catalogue`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache, lru_cache
from pathlib import Path

from refcheck.errors import CatalogueError
from refcheck.resolution import case_titles
from refcheck.resolution.catalogue_build import CATALOGUE, REMEDY, SCHEMA_VERSION


def connect(path: Path, remedy: str = REMEDY) -> sqlite3.Connection:
    """The catalogue at `path`, read-only; raises CatalogueError when it is absent, damaged or of another version."""
    if not path.is_file():
        raise CatalogueError(f"{path}: the authority catalogue is missing; {remedy}")
    # Immutable: no lock and no journal is looked for, so it opens on a read-only disk as well.
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, check_same_thread=False)
    try:
        found = connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        raise CatalogueError(f"{path}: this is not an authority catalogue; {remedy}") from error
    if found != (SCHEMA_VERSION,):
        connection.close()
        version = found[0] if found else "none"
        raise CatalogueError(f"{path}: the authority catalogue has version {version}, not {SCHEMA_VERSION}; {remedy}")
    return connection


@lru_cache(maxsize=1024)
def embedded_case_number(title: str) -> str | None:
    """The number of the ICJ case with this title in the embedded catalogue; None where none or several fit.

    For extraction, which asks nothing else of the catalogue: the list of cases is read once a process.
    """
    return case_titles.case_number(title, _embedded_cases())


@cache
def _embedded_cases() -> tuple[case_titles.Case, ...]:
    with closing(connect(CATALOGUE)) as connection:
        return case_titles.cases_in(connection)
