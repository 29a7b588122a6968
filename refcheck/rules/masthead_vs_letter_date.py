"""The letter is dated later than the document that circulates it.

Why
    A letter is written before it is distributed. A later date is a slip in one of the two.

Wrong
    General Assembly
    Distr.: General
    2 April 2025
    Seventy-ninth session

    Letter dated 3 April 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

Right
    General Assembly
    Distr.: General
    2 April 2025
    Seventy-ninth session

    Letter dated 1 April 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.dates import words
from refcheck.model import Checked, Finding, Related, Severity

TITLE = "Letter dated after its circulation"
SEVERITY = Severity.ERROR
_USUAL_DAYS = 60


def check(checked: Checked) -> Iterator[Finding]:
    """Later is an error; more than 60 days earlier a hint."""
    for letter in checked.letters:
        if not letter.title or not letter.distributed:
            continue
        written, issued = letter.title.date, letter.distributed
        days = (issued.value - written.value).days
        if 0 <= days <= _USUAL_DAYS:
            continue
        late = f"{days} days before it was distributed" if days > 0 else "later than its distribution"
        yield Finding(
            rule="masthead-vs-letter-date",
            severity=SEVERITY if days < 0 else Severity.INFO,
            span=written.span,
            message=f"The letter is dated {words(written.value)}, {late} on {words(issued.value)}.",
            related=(Related(issued.span, f"distributed: {words(issued.value)}"),),
        )
