"""Opens the catalogue's file; the SQLite behind `catalogue.Catalogue`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from refcheck.errors import CatalogueError
from refcheck.resolution.catalogue_build import SCHEMA_VERSION

_REMEDY = "reinstall refcheck, or in a checkout run: python -m refcheck.resolution.catalogue_build"


def connect(path: Path) -> sqlite3.Connection:
    """The catalogue at `path`, read-only; raises CatalogueError when it is absent, damaged or of another version."""
    if not path.is_file():
        raise CatalogueError(f"{path}: the authority catalogue is missing; {_REMEDY}")
    # Immutable: no lock and no journal is looked for, so it opens on a read-only disk as well.
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, check_same_thread=False)
    try:
        found = connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        raise CatalogueError(f"{path}: this is not an authority catalogue; {_REMEDY}") from error
    if found != (SCHEMA_VERSION,):
        connection.close()
        version = found[0] if found else "none"
        raise CatalogueError(f"{path}: the authority catalogue has version {version}, not {SCHEMA_VERSION}; {_REMEDY}")
    return connection
