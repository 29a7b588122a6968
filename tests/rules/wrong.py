"""A case of a rule: a text with one mistake, and what must be said of it."""

from __future__ import annotations

from dataclasses import dataclass

from refcheck.model import Severity


@dataclass(frozen=True)
class Wrong:
    """A text with one mistake; `at` is the text of the finding's span."""

    id: str
    text: str
    rule: str
    at: str
    severity: Severity = Severity.ERROR
    suggestion: str | None = None
    says: str = ""
