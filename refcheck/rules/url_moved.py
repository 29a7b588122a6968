"""The page that a web address cites has moved for good.

Why
    The host still leads to the new place, but redirects are given up one day; the new address is the one to print.

Wrong
    https://www.un.org/securitycouncil/content/resolutions-adopted-security-council-1993

Right
    https://main.un.org/securitycouncil/en/content/resolutions-adopted-security-council-1993
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Checked, Finding, Kind, Severity, Status

TITLE = "Moved page"
SEVERITY = Severity.INFO
NEEDS_NETWORK = True


def check(checked: Checked) -> Iterator[Finding]:
    """Addresses with a permanent redirect to another page that answers."""
    for reference, verdict in checked.judged:
        if reference.kind is Kind.URL and verdict.status is Status.MOVED and verdict.candidates:
            yield Finding(
                rule="url-moved",
                severity=SEVERITY,
                span=reference.span,
                message=verdict.reason,
                suggestion=verdict.candidates[0].canonical,
                evidence=verdict.evidence,
            )
