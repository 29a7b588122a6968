"""What a rule sees, and what it finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from refcheck.model.consulted import Consulted
from refcheck.model.document import Document, Span
from refcheck.model.letter import Letter
from refcheck.model.prose import Prose
from refcheck.model.reference import Reference
from refcheck.model.verdict import Evidence, Verdict


class Severity(StrEnum):
    """How sure a finding is: provably wrong, very likely wrong, a hint."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)  # worst first


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding is about, and what stands there."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The decision of a person to let a finding stand."""

    by: str
    reason: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake, at its place, in one sentence an editor understands."""

    rule: str
    severity: Severity
    span: Span
    message: str
    suggestion: str | None = None
    related: tuple[Related, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    accepted: Acceptance | None = None  # such a finding is shown, and not counted


@dataclass(frozen=True, slots=True)
class Checked:
    """What a rule sees: the document, its letters, and each reference with its verdict."""

    document: Document
    letters: tuple[Letter, ...]
    references: tuple[Reference, ...]
    verdicts: tuple[Verdict, ...]  # one for each reference, in the same order
    today: dt.date
    prose: Prose
    consulted: Consulted = field(default_factory=Consulted)  # what the texts of the sources say

    @property
    def judged(self) -> Iterator[tuple[Reference, Verdict]]:
        """Each reference with its verdict."""
        return zip(self.references, self.verdicts, strict=True)
