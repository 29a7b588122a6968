"""What every catalogue answers: documents by symbol, resolutions by number and day, titles by their words.

The embedded catalogue (`catalogue.Catalogue`) and one of the user's own (`own.OwnCatalogue`) hold their documents in
the same tables (`catalogue_build.DOCUMENTS_SCHEMA`), so they answer by the same questions.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

from refcheck.domain.citing import address_to_cite
from refcheck.domain.patterns import lazy
from refcheck.model import DateKind, Known
from refcheck.resolution.catalogue_build import folded, numbering

if TYPE_CHECKING:
    import sqlite3

_COLUMNS = (
    "SELECT key, symbol, date, title, other_dates, date_kind, collection, basis, as_of, tolerance"
    " FROM document JOIN origin ON origin.id = document.origin"
)
_LETTER = lazy(r"\[[A-Z]\]$")
_UNPUBLISHED = lazy(r"(?:A|E)/DEC/|.*\(closed\)")  # no document of its own under this symbol
_EVENT = lazy(r"(?:.*/)?(?:RES|DEC|PRST)/.+|.*/(?:PV|SR)\.\d+.*")  # dated by what it is the text or record of


class Documents:
    """One catalogue file, opened read-only at the first question. Use it as a context manager, or `close` it.

    Every question raises `CatalogueError` when the file is absent, damaged or of another version.
    """

    name: ClassVar[str]
    """How evidence names this catalogue."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a later question opens it again."""
        self.__dict__.pop("_remembered", None)
        connection = self.__dict__.pop("_connection", None)
        if connection is not None:
            connection.close()

    # --- documents and resolutions ---------------------------------------------------------

    def look_up(self, canonical: str) -> Known | None:
        """What is known of one document; None where the catalogue does not hold it, which proves nothing."""
        found = self.records(canonical)
        return found[0] if found else None

    def records(self, canonical: str) -> tuple[Known, ...]:
        """What each data set says of one document, the newest first; () where the catalogue does not hold it."""
        return self._documents("WHERE key = ? ORDER BY as_of DESC, origin.id DESC", folded(canonical))

    def council_resolution(self, number: int) -> Known | None:
        """Security Council resolution `number`, whatever year was written beside it."""
        found = self._documents("WHERE series = 'S/RES' AND number = ? ORDER BY date IS NULL", number)
        return found[0] if found else None

    def council_resolutions_of(self, year: int) -> tuple[Known, ...]:
        """The Security Council's resolutions of a year, by number."""
        where = "WHERE series = 'S/RES' AND date BETWEEN ? AND ? ORDER BY number"
        return self._documents(where, f"{year}-01-01", f"{year}-12-31")

    def resolutions_like(
        self, series: str, *, number: int | None = None, session: str | None = None, day: date | None = None
    ) -> tuple[Known, ...]:
        """Resolutions of a series that agree in whatever of the three is given, by number.

        What a suggestion needs: the same number in other sessions, on a day. `session` is written as in
        the symbol: "48", "III", "ES-10"; it is the year for "S/RES", and for "E/RES" from 1978.
        """
        wanted = {"number": number, "session": session, "date": day.isoformat() if day else None}
        given = {column: value for column, value in wanted.items() if value is not None}
        where = "".join(f" AND {column} = ?" for column in given)
        # "+": the order must not choose the index, or all of a series is gone through to find a day.
        return self._documents(f"WHERE series = ?{where} ORDER BY +number, key", series, *given.values())

    def titled(self, title: str, limit: int = 5) -> tuple[tuple[Known, float], ...]:
        """The documents whose titles are most like `title`, best first, each with its likeness of 0 to 100."""
        from refcheck.resolution.titles import search  # noqa: PLC0415  (rapidfuzz: whoever asks by symbol pays nothing)

        found = search(self._connection, title, limit)
        known = {row_id: self._documents("WHERE document.id = ?", row_id)[0] for row_id, _ in found}
        return tuple((known[row_id], likeness) for row_id, likeness in found)

    # --- the file --------------------------------------------------------------------------

    @cached_property
    def _connection(self) -> sqlite3.Connection:
        from refcheck.resolution.storage import connect  # noqa: PLC0415  (whoever asks nothing pays nothing)

        return connect(self.path, self._remedy)

    @property
    def _remedy(self) -> str:
        """What to do when the file is absent, damaged or of another version."""
        raise NotImplementedError

    @property
    def _compiled(self) -> date:
        """The day of the facts that have none of their own."""
        raise NotImplementedError

    def _rows(self, query: str, *values: object) -> list[Any]:
        return self._connection.execute(query, values).fetchall()

    def _row(self, query: str, *values: object) -> Any:
        return self._connection.execute(query, values).fetchone()

    def _documents(self, where: str, *values: object) -> tuple[Known, ...]:
        return self._remembered(where, *values)

    @cached_property
    def _remembered(self) -> Callable[..., tuple[Known, ...]]:
        """Answers of late: rules ask again what resolution asked, and documents of one archive cite the same ones."""

        def ask(where: str, *values: object) -> tuple[Known, ...]:
            return tuple(self._known(row) for row in self._rows(f"{_COLUMNS} {where}", *values))

        return lru_cache(maxsize=2048)(ask)

    def _known(self, row: tuple[Any, ...]) -> Known:
        key, symbol, day, title, other_dates, date_kind, collection, basis, as_of, tolerance = row
        canonical = symbol or key
        return Known(
            canonical=canonical,
            date=day_of(day),
            title=title,
            other_dates=tuple(map(date.fromisoformat, other_dates.split(";"))) if other_dates else (),
            source=f"{self.name}, {collection}",
            basis=basis,
            sure=is_sure(basis),
            url=_address(canonical),
            as_of=day_of(as_of) or self._compiled,
            date_kind=_date_kind(date_kind, canonical),
            tolerance=tolerance,
        )


def day_of(written: str | None) -> date | None:
    """ "1993-07-29" → that day; None stays None."""
    return date.fromisoformat(written) if written else None


def is_sure(basis: str) -> bool:
    """Whether a record or the text itself is behind the fact, rather than memory or other documents."""
    return "general knowledge" not in basis and "citation" not in basis


def is_event(canonical: str) -> bool:
    """Whether a document is dated by an event: a resolution by its adoption, a record by its meeting."""
    return bool(numbering(canonical)[0] or _EVENT.fullmatch(canonical))


def _date_kind(stored: str | None, canonical: str) -> DateKind | None:
    if stored:
        return None if stored == "unsaid" else DateKind(stored)
    return DateKind.ADOPTION if is_event(canonical) else None


def _address(canonical: str) -> str | None:
    """Where the United Nations shows the document; a lettered part stands in the text of its whole."""
    if _UNPUBLISHED.match(canonical):
        return None
    return address_to_cite(_LETTER.sub("", canonical))
