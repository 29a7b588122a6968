"""The date given for a document is not the one that the catalogue, or its own text, has for it.

Why
    A reader who looks for a record or a letter by its date finds another one, or none. A letter is dated some days
    before it is issued, so an earlier date is no mistake.

Wrong
    the 3259th meeting, see S/PV.3259 of 27 July 1993

Right
    the 3259th meeting, see S/PV.3259 of 29 July 1993
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.dates import words
from refcheck.model import Checked, Finding, Related, Severity, Status
from refcheck.rules.resolution_date import is_resolution

TITLE = "Date does not fit the document"
SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """An error against a record; a warning where the catalogue has the date at second hand, or may be a day off."""
    for reference, verdict in checked.judged:
        if verdict.status is not Status.MISMATCH or not reference.date or is_resolution(reference):
            continue
        for item in verdict.comparisons:
            if item.field != "date" or item.agrees:
                continue
            sure = "" if item.sure else " (which may be a little off)"
            best = verdict.candidates[0] if verdict.candidates else None
            yield Finding(
                rule="source-date",
                severity=SEVERITY if item.sure else Severity.WARNING,
                span=reference.date.span,
                message=f'The text dates "{" ".join(reference.text.split())}" {words(reference.date.value)}; '
                f"{item.source or 'the catalogue'} gives {item.known}{sure}"
                + (f"; {best.written} {best.reason}." if best else "."),
                suggestion=item.known if item.sure and " or " not in item.known else None,
                related=(Related(reference.span, "the document"),),
                evidence=verdict.evidence,
            )
