"""The International Court of Justice gave no such decision on that date.

Why
    An order is cited by its date; a wrong day leads nowhere, or to another order.

Wrong
    Application of the International Convention on the Elimination of All Forms of Racial Discrimination (Armenia v. Azerbaijan), Provisional Measures, Order of 9 December 2021, para. 60.

Right
    Application of the International Convention on the Elimination of All Forms of Racial Discrimination (Armenia v. Azerbaijan), Provisional Measures, Order of 7 December 2021, para. 60.
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Checked, Finding, Kind, Reference, Severity, Status, Verdict

SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """An error where the catalogue is complete; a warning where it knows a decision a slip away."""
    for reference, verdict in checked.judged:
        if reference.kind is not Kind.ICJ:
            continue
        if verdict.status is Status.NOT_FOUND:
            yield _finding(reference, verdict, SEVERITY, verdict.reason)
        elif verdict.status is Status.UNVERIFIABLE and verdict.candidates:
            nearest = verdict.candidates[0]
            text = " ".join(reference.text.split())
            message = (
                f'No decision of this date is known for "{text}"; the nearest is the {nearest.written}, '
                f"{nearest.reason}."
            )
            yield _finding(reference, verdict, Severity.WARNING, message)


def _finding(reference: Reference, verdict: Verdict, severity: Severity, message: str) -> Finding:
    return Finding(
        rule="icj-citation",
        severity=severity,
        span=reference.span,
        message=message,
        suggestion=verdict.candidates[0].written if verdict.candidates else None,
        evidence=verdict.evidence,
    )
