"""What an authority knows, and what follows from it for a reference."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from refcheck.model.reference import DateKind


class Status(StrEnum):
    """What is known of a reference's target; the values are those of the JSON contract."""

    VERIFIED = "verified"
    MISMATCH = "mismatch"
    NOT_FOUND = "not-found"
    UNVERIFIABLE = "unverifiable"
    DEAD = "dead"
    FAILING = "failing"
    MOVED = "moved"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Known:
    """What an authority knows of one document. Empty where it does not say."""

    canonical: str
    date: dt.date | None = None  # of adoption, of the decision, or of the document
    title: str | None = None
    other_dates: tuple[dt.date, ...] = ()  # what other sources give for the same date
    source: str = ""  # "embedded catalogue, Security Council resolutions"
    basis: str = ""  # where that source has the fact from, in words
    sure: bool = True  # False where the basis is citations elsewhere or general knowledge
    url: str | None = None
    as_of: dt.date | None = None  # day the fact was taken over
    date_kind: DateKind | None = None  # what `date` is the day of; None where the source does not say
    tolerance: int = 0  # days by which the source's dates are known to err


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact as a source gives it."""

    source: str
    says: str
    url: str | None = None
    retrieved: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing the text says of the cited document beside what the source says."""

    field: str  # "exists", "year", "date", "title", …
    written: str
    known: str
    agrees: bool
    sure: bool = True  # False where the source may be wrong itself
    source: str = ""  # who says `known`, where it is no catalogue


@dataclass(frozen=True, slots=True)
class Candidate:
    """A real document that may have been meant, and what speaks for it."""

    canonical: str
    written: str  # as an editor would write it: "853 (1993)"
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a reference. "Unverifiable" is neither right nor wrong."""

    status: Status
    by: str | None = None  # the authority that decided
    reason: str = ""  # one sentence; for "unverifiable" what was tried and what a person can do
    comparisons: tuple[Comparison, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    lasting: bool = False  # of a link: dead on three different days


@dataclass(frozen=True, slots=True)
class CatalogueEdition:
    """Which catalogue answered: its date, and for what it is complete, in sentences."""

    name: str
    compiled: dt.date
    complete_for: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
