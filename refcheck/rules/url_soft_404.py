"""A web address answers, but with an error page, the host's front page, or an offer to buy the domain.

Why
    Some hosts say "not found" in words while their status says "all is well". The reader finds no more than behind a
    dead link; a person should look, since a program judges here by the words of a page.

Wrong
    https://www.example.org/reports/1998/annex.htm

Right
    https://www.example.org/a-living-page
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Checked, Finding, Kind, Severity, Status

TITLE = "Page without what was cited"
SEVERITY = Severity.WARNING
NEEDS_NETWORK = True


def check(checked: Checked) -> Iterator[Finding]:
    """Addresses that are dead by what their page says."""
    for reference, verdict in checked.judged:
        soft = any(item.field == "content" and not item.agrees for item in verdict.comparisons)
        if reference.kind is Kind.URL and verdict.status is Status.DEAD and soft:
            yield Finding(
                rule="url-soft-404",
                severity=SEVERITY,
                span=reference.span,
                message=f"{reference.canonical[0]} no longer holds what was cited: {verdict.reason[:1].lower()}{verdict.reason[1:]}",
                suggestion=verdict.candidates[0].canonical if verdict.candidates else None,
                evidence=verdict.evidence,
            )
