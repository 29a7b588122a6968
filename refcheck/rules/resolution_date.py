"""The date given for a resolution is not the date of its adoption.

Why
    A date is a claim that a reader can check; a wrong one makes the reader doubt the rest.

Wrong
    Security Council resolution 853 (1993) adopted on 27 July 1993

Right
    Security Council resolution 853 (1993) adopted on 29 July 1993
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.dates import words
from refcheck.model import Checked, Finding, Reference, Related, Severity, Status

TITLE = "Date does not fit the resolution"
SEVERITY = Severity.ERROR
ON_THE_DATE_GIVEN = "the date given"  # in the reason of a candidate (resolution/candidates.py)


def is_resolution(reference: Reference) -> bool:
    """Whether a reference is to a resolution, in words or by its symbol."""
    return any("/RES/" in form for form in reference.canonical)


def check(checked: Checked) -> Iterator[Finding]:
    """An error against a record; a warning where the catalogue has the date at second hand."""
    for reference, verdict in checked.judged:
        for item in verdict.comparisons:
            if verdict.status is not Status.MISMATCH or item.field != "date" or item.agrees or not reference.date:
                continue
            if not is_resolution(reference):
                continue  # source-date
            sure = "" if item.sure else " (known at second hand)"
            of_that_day = [candidate for candidate in verdict.candidates if ON_THE_DATE_GIVEN in candidate.reason]
            only = of_that_day[0] if len(of_that_day) == 1 else None
            others = " or ".join(candidate.written for candidate in of_that_day)
            yield Finding(
                rule="resolution-date",
                severity=SEVERITY if item.sure else Severity.WARNING,
                span=reference.span if only else reference.date.span,
                message=f'The text dates "{" ".join(reference.text.split())}" {words(reference.date.value)}; the '
                f"catalogue gives {item.known}{sure}"
                + (f"; {others} was adopted on the date given." if others else "."),
                suggestion=only.written if only else item.known,
                related=(Related(reference.date.span, f"date given: {words(reference.date.value)}"),) if only else (),
                evidence=verdict.evidence,
            )
