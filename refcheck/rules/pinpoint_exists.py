"""The cited document has no such paragraph, page, section, article or annex.

Why
    A reader who looks the place up finds nothing there; most often a digit was added, or the number is another document's.

Source
    A/78/900
    1. The mission visited three districts.
    2. It met the authorities and the residents of each of them.
    3. It found no evidence that residents had been coerced to leave.
    Done at Vienna, 1 March 2024.

Wrong
    The visit is described in the report of the mission (A/78/900, para. 30).

Right
    The visit is described in the report of the mission (A/78/900, para. 3).
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Checked, Evidence, Finding, Severity, Unit

TITLE = "Place not in the source"
SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """Only where the text at hand counts from 1 without a gap and ends before the place; notes have a rule of their own."""
    for place in checked.consulted.pinpoints:
        if place.exists is not False or place.pinpoint.unit is Unit.FOOTNOTE:
            continue
        reference = checked.references[place.reference]
        name = " – ".join(reference.canonical)
        yield Finding(
            rule="pinpoint-exists",
            severity=SEVERITY,
            span=reference.span,
            message=f"{place.words[:1].upper()}{place.words[1:]} of {name} is cited, but its text has only {place.known}.",
            evidence=(Evidence(place.source, f"{name} has {place.known}."),),
        )
