"""A catalogue of the user's own, above the embedded one: what was imported, from which files, as of when.

One file in the platform's data folder. It is never changed in place: an import works on a copy, which then takes its
place at once. So readers always see a whole file, and an import that is broken off leaves nothing half done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from refcheck.model import CatalogueEdition
from refcheck.resolution.catalogue_build import SCHEMA_VERSION
from refcheck.resolution.documents import Documents, day_of

FILE = "catalogue.sqlite"
OWN_SCHEMA = """
CREATE TABLE imported (
    digest TEXT PRIMARY KEY,    -- SHA-256 of the file
    name TEXT NOT NULL, day TEXT NOT NULL, rows INTEGER NOT NULL, refused INTEGER NOT NULL,
    origin INTEGER NOT NULL REFERENCES origin (id)
) WITHOUT ROWID;
"""


class Imported(NamedTuple):
    """One data set in the catalogue, and the file that it was last taken from."""

    collection: str
    basis: str
    documents: int
    as_of: dt.date | None
    file: str


def own_path(file: str | None) -> Path:
    """Where the user's catalogue lies: in `file` of the settings, else in this platform's folder for data."""
    if file is not None:
        return Path(file)
    from platformdirs import user_data_path  # noqa: PLC0415  (whoever extracts asks for no catalogue)

    return user_data_path("refcheck", appauthor=False) / FILE


class OwnCatalogue(Documents):
    """The user's catalogue, read-only. `importing.import_file` changes it."""

    name = "your catalogue"

    @cached_property
    def edition(self) -> CatalogueEdition:
        """What is in it, and of which days. It is complete for nothing: a file does not say what it leaves out."""
        days = [data_set.as_of for data_set in self.data_sets if data_set.as_of]
        return CatalogueEdition(
            name=f"{self.name} ({'; '.join(f'{one.documents:,} {one.collection}' for one in self.data_sets)})",
            compiled=max(days, default=dt.date.min),
            gaps=("A user's catalogue proves no absence.",),
        )

    @cached_property
    def data_sets(self) -> tuple[Imported, ...]:
        """The data sets, the largest first."""
        counts = dict(self._rows("SELECT origin, count(*) FROM document GROUP BY origin"))
        rows = self._rows(
            "SELECT origin.id, collection, basis, as_of,"
            " (SELECT name FROM imported WHERE origin = origin.id ORDER BY day DESC LIMIT 1) FROM origin"
        )
        found = [Imported(row[1], row[2], counts.get(row[0], 0), day_of(row[3]), row[4] or "") for row in rows]
        return tuple(sorted(found, key=lambda one: -one.documents))

    def exported(self) -> Iterator[tuple[str, str, str, str, str, str]]:
        """Every document as symbol, date, date_kind, other_dates, title, data set: what `import` takes in again."""
        query = (
            "SELECT coalesce(symbol, key), coalesce(date, ''),"
            " CASE WHEN date IS NULL THEN '' ELSE coalesce(date_kind, 'adoption') END,"
            " coalesce(other_dates, ''), coalesce(title, ''), collection"
            " FROM document JOIN origin ON origin.id = document.origin ORDER BY key, origin.id"
        )
        yield from self._connection.execute(query)

    def imported_on(self, digest: str) -> dt.date | None:
        """The day on which a file of this SHA-256 was imported."""
        row = self._row("SELECT day FROM imported WHERE digest = ?", digest)
        return day_of(row[0]) if row else None

    @property
    def _remedy(self) -> str:
        return f"it is of another version of refcheck, or damaged: move {self.path} away and import your files anew"

    @property
    def _compiled(self) -> dt.date:
        return dt.date.min


def meta(day: dt.date) -> tuple[tuple[str, str], ...]:
    """The rows of `meta` in a new catalogue."""
    return (("schema", SCHEMA_VERSION), ("kind", "own"), ("compiled", day.isoformat()))
