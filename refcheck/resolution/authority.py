"""Someone who may know whether a document exists, and what it is."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from refcheck.model import CatalogueEdition, Known


class SeriesFact(Protocol):
    """What an authority says of the series that a symbol belongs to."""

    @property
    def prefix(self) -> str:
        """The stem of the series: "A/HRC/"."""

    @property
    def body(self) -> str:
        """The body in words: "Human Rights Council"."""


class RunFact(Protocol):
    """Between which days a resolution was adopted, by the dates of its neighbours."""

    @property
    def not_before(self) -> date:
        """The earlier neighbour's day."""

    @property
    def not_after(self) -> date:
        """The later neighbour's day."""


class CaseFact(Protocol):
    """A case of the International Court of Justice."""

    @property
    def number(self) -> str:
        """Its number in the General List."""

    @property
    def title(self) -> str:
        """Its title with the parties."""


class Authority(Protocol):
    """What resolution asks. `complete_for` is the only way from silence to "not found"."""

    @property
    def edition(self) -> CatalogueEdition:
        """Its name, its day, and what it is complete for."""

    def look_up(self, canonical: str) -> Known | None:
        """What is known of one document; None proves nothing by itself."""

    def records(self, canonical: str) -> tuple[Known, ...]:
        """The same by each of its data sets."""

    def objection(self, canonical: str) -> str | None:
        """What one catalogue says against the records of another, in a sentence."""

    def titled(self, title: str, limit: int = 5) -> tuple[tuple[Known, float], ...]:
        """The documents whose titles are most like this one, best first, with their likeness of 0 to 100."""

    def complete_for(self, canonical: str) -> str | None:
        """Why absence proves that this document does not exist, in a sentence; None where it does not."""

    def council_resolution(self, number: int) -> Known | None:
        """The Security Council resolution of this number, whatever its year."""

    def council_resolutions_of(self, year: int) -> tuple[Known, ...]:
        """The Security Council's resolutions of a year, by number."""

    def resolutions_like(
        self, series: str, *, number: int | None = None, session: str | None = None, day: date | None = None
    ) -> tuple[Known, ...]:
        """Resolutions of a series that agree in whatever is given."""

    def bracket(self, canonical: str) -> RunFact | None:
        """The days between which an Assembly resolution of this number was adopted."""

    def series_of(self, symbol: str) -> SeriesFact | None:
        """The series that a symbol belongs to."""

    def case(self, number: str) -> CaseFact | None:
        """The case with this number in the Court's General List."""

    def decisions(self, case: str) -> tuple[Known, ...]:
        """The Court's decisions known in a case, by date."""

    def decisions_on(self, day: date, kind: str | None = None) -> tuple[Known, ...]:
        """The Court's decisions of a day; `kind` is "JUD", "ORD" or "ADV"."""
