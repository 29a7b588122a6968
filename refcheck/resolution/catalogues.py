"""The embedded catalogue with the user's own above it: look-ups ask both."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from refcheck.resolution.catalogue import Catalogue
from refcheck.resolution.catalogue_build import CATALOGUE

if TYPE_CHECKING:
    from refcheck.model import CatalogueEdition, Known
    from refcheck.resolution.own import OwnCatalogue


def open_catalogues(own: Path) -> Catalogue:
    """The embedded catalogue, and above it the user's at `own`, if there is one; nothing is read yet."""
    from refcheck.resolution.own import OwnCatalogue  # noqa: PLC0415  (extraction needs none of it)

    # A folder that may not be entered is one without a catalogue; a file that cannot be read is complained of.
    there = os.path.isfile(own)  # noqa: PTH113  (Path.is_file raises for such a folder)
    return BothCatalogues(OwnCatalogue(own)) if there else Catalogue.embedded()


class BothCatalogues(Catalogue):
    """What either catalogue knows. Only the embedded one is complete for anything; where they disagree, both are told.

    Sessions, series, cases and decisions of the Court are in the embedded catalogue alone.
    """

    def __init__(self, own: OwnCatalogue) -> None:
        super().__init__(CATALOGUE)
        self.own = own

    def close(self) -> None:
        """Close both files."""
        super().close()
        self.own.close()

    @property
    def editions(self) -> tuple[CatalogueEdition, ...]:
        """The edition of each."""
        return (*super().editions, self.own.edition)

    def records(self, canonical: str) -> tuple[Known, ...]:
        """What each data set says, the embedded ones first."""
        return (*super().records(canonical), *self.own.records(canonical))

    def objection(self, canonical: str) -> str | None:
        """Why the embedded catalogue holds that a document of the user's catalogue does not exist."""
        return None if super().records(canonical) else super().absence(canonical)

    def council_resolution(self, number: int) -> Known | None:
        """From the embedded catalogue, which has them all up to its day; later ones from the user's."""
        return super().council_resolution(number) or self.own.council_resolution(number)

    def council_resolutions_of(self, year: int) -> tuple[Known, ...]:
        """Of both, each once."""
        return _once(super().council_resolutions_of(year), self.own.council_resolutions_of(year))

    def resolutions_like(
        self, series: str, *, number: int | None = None, session: str | None = None, day: dt.date | None = None
    ) -> tuple[Known, ...]:
        """Of both, each once."""
        return _once(
            super().resolutions_like(series, number=number, session=session, day=day),
            self.own.resolutions_like(series, number=number, session=session, day=day),
        )

    def titled(self, title: str, limit: int = 5) -> tuple[tuple[Known, float], ...]:
        """Of both, best first."""
        found = sorted((*super().titled(title, limit), *self.own.titled(title, limit)), key=lambda one: -one[1])
        first = {known.canonical: (known, likeness) for known, likeness in reversed(found)}
        return tuple(sorted(first.values(), key=lambda one: -one[1]))[:limit]


def _once(*known: tuple[Known, ...]) -> tuple[Known, ...]:
    first: dict[str, Known] = {}
    for some in known:
        for one in some:
            first.setdefault(one.canonical, one)
    return tuple(first.values())
