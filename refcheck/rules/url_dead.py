"""The page that a web address cites is gone.

Why
    A reader who follows the address finds nothing. One run cannot tell a page that is gone for good from one that is
    gone today, so it is a warning; the nightly job makes an error of it when it failed on three days.

Wrong
    https://www.example.org/taken-down

Right
    https://www.example.org/a-living-page
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Checked, Finding, Kind, Severity, Status

TITLE = "Dead link"
SEVERITY = Severity.WARNING
NEEDS_NETWORK = True


def check(checked: Checked) -> Iterator[Finding]:
    """Addresses whose host says that there is no such page, or does not exist; seen twice, or failed on three days."""
    for reference, verdict in checked.judged:
        soft = any(item.field == "content" and not item.agrees for item in verdict.comparisons)
        if reference.kind is Kind.URL and verdict.status is Status.DEAD and not soft:
            yield Finding(
                rule="url-dead",
                severity=Severity.ERROR if verdict.lasting else SEVERITY,
                span=reference.span,
                message=_said(reference.canonical[0], verdict.reason),
                suggestion=verdict.candidates[0].canonical if verdict.candidates else None,
                evidence=verdict.evidence,
            )


def _said(url: str, reason: str) -> str:
    return f"{url} is dead: {reason[:1].lower()}{reason[1:]}"
