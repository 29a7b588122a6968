"""The title given for a document is not the one that the catalogue has for it.

Why
    A title that belongs to another document means that the symbol or the number is wrong, or the title is.

Wrong
    General Assembly resolution 66/131, entitled “Women and political participation”

Right
    General Assembly resolution 66/130, entitled “Women and political participation”
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Checked, Finding, Related, Severity, Status

TITLE = "Title does not fit the document"
SEVERITY = Severity.WARNING


def check(checked: Checked) -> Iterator[Finding]:
    """Never an error: titles are shortened, translated and described. The thresholds: resolution/comparing.py."""
    for reference, verdict in checked.judged:
        if verdict.status is not Status.MISMATCH or reference.title is None:
            continue
        for item in verdict.comparisons:
            if item.field != "title" or item.agrees:
                continue
            best = verdict.candidates[0] if verdict.candidates else None
            yield Finding(
                rule="source-title",
                severity=SEVERITY,
                span=reference.span,
                message=f'"{" ".join(reference.text.split())}" has the title “{item.known}” in the catalogue, not '
                f"“{item.written}”" + (f"; {best.written} {best.reason}." if best else "."),
                suggestion=best.written if best else None,
                related=(Related(reference.title.span, "title given"),),
                evidence=verdict.evidence,
            )
