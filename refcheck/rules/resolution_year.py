"""The year in brackets is not the year in which the resolution was adopted.

Why
    The number alone finds the text; the year is how a reader notices a slip in the number.

Wrong
    Security Council resolution 853 (1994)

Right
    Security Council resolution 853 (1993)
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Checked, Finding, Reference, Severity, Status, Verdict

TITLE = "Year does not fit the resolution"
SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """Decided by the catalogue, which is complete for the Council's resolutions."""
    for reference, verdict in checked.judged:
        years = [item for item in verdict.comparisons if item.field == "year" and not item.agrees]
        if verdict.status is Status.MISMATCH and years:
            yield _finding(reference, verdict, years[0].written, years[0].known)


def _finding(reference: Reference, verdict: Verdict, written: str, known: str) -> Finding:
    best = verdict.candidates[0] if verdict.candidates else None
    others = "; ".join(f"{candidate.written}: {candidate.reason}" for candidate in verdict.candidates)
    return Finding(
        rule="resolution-year",
        severity=SEVERITY,
        span=reference.span,
        message=f'"{" ".join(reference.text.split())}": a resolution of this number was adopted in {known}, not in '
        f"{written}." + (f" Nearest real ones: {others}." if others else ""),
        suggestion=best.written if best else None,
        evidence=verdict.evidence,
    )
