"""An authority that is complete for its kind has no such document.

Why
    The reference leads nowhere: a digit of its number is wrong, or the body.

Wrong
    Security Council resolution 3100 (2019)

Right
    Security Council resolution 2500 (2019)
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Checked, Finding, Kind, Severity, Status

TITLE = "Reference not found"
SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """Decisions of the Court have a rule of their own."""
    for reference, verdict in checked.judged:
        if verdict.status is Status.NOT_FOUND and reference.kind not in (Kind.ICJ, Kind.SHORT):
            yield Finding(
                rule="not-found",
                severity=SEVERITY,
                span=reference.span,
                message=verdict.reason,
                suggestion=verdict.candidates[0].written if verdict.candidates else None,
                evidence=verdict.evidence,
            )
