"""The cited document has no such footnote.

Why
    A note is cited for the source it names; one that does not exist leads the reader nowhere.

Source
    A/78/900
    The mission visited three districts<sup>1</sup> and met the residents.<sup>2</sup>
    Done at Vienna, 1 March 2024.

    <sup>1</sup> See A/78/1.

    <sup>2</sup> See A/78/2.

Wrong
    The districts are listed in the report of the mission (A/78/900, footnote 7).

Right
    The districts are listed in the report of the mission (A/78/900, footnote 1).
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Checked, Evidence, Finding, Severity, Unit

TITLE = "Footnote not in the source"
SEVERITY = Severity.WARNING


def check(checked: Checked) -> Iterator[Finding]:
    """Only where the notes of the text at hand run from 1 without a gap."""
    for place in checked.consulted.pinpoints:
        if place.exists is not False or place.pinpoint.unit is not Unit.FOOTNOTE:
            continue
        reference = checked.references[place.reference]
        name = " – ".join(reference.canonical)
        yield Finding(
            rule="cited-footnote-exists",
            severity=SEVERITY,
            span=reference.span,
            message=f"{place.words[:1].upper()}{place.words[1:]} of {name} is cited, but its text has only {place.known}.",
            evidence=(Evidence(place.source, f"{name} has {place.known}."),),
        )
