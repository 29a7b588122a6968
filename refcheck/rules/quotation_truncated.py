"""The source goes on behind the quoted words in a way that matters.

Why
    A sentence that stops before "However" or "unless" may say less, or the opposite; the reader should see what follows.

Source
    A/78/900
    1. The mission visited three districts.
    2. It met the authorities and the residents of each of them.
    3. Access was granted to all of the places. However, two of the roads were closed to it.

Wrong
    The report states that "access was granted to all of the places" (A/78/900, para. 3).

Right
    The report states that the mission "visited three districts" (A/78/900, para. 1).
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Checked, Finding, Severity
from refcheck.rules.quoted import at, evidence, shortened

TITLE = "Quotation stops early"
SEVERITY = Severity.INFO


def check(checked: Checked) -> Iterator[Finding]:
    """A hint, never more: whether it matters is for a person to judge, and the passage is shown."""
    for quotation in checked.consulted.quotations:
        if quotation.goes_on:
            yield Finding(
                rule="quotation-truncated",
                severity=SEVERITY,
                span=quotation.span,
                message=f"Behind the quoted words {at(checked, quotation)} goes on: "
                f"\u201c{shortened(quotation.goes_on)}\u201d.",
                evidence=evidence(quotation),
            )
