"""The International Court of Justice gave no such decision on that date.

Why
    An order is cited by its date; a wrong day leads nowhere, or to another order.

Wrong
    Application of the International Convention on the Elimination of All Forms of Racial Discrimination (Armenia v. Azerbaijan), Provisional Measures, Order of 9 December 2021, para. 60.

Right
    Application of the International Convention on the Elimination of All Forms of Racial Discrimination (Armenia v. Azerbaijan), Provisional Measures, Order of 7 December 2021, para. 60.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from refcheck.domain.patterns import lazy
from refcheck.model import Candidate, Checked, Finding, Kind, Reference, Severity, Status, Verdict

TITLE = "No such decision of the Court"
SEVERITY = Severity.ERROR
# What the reason of a candidate says (resolution/candidates.py).
CITED_ELSEWHERE = "cited elsewhere in this document"
OF_THAT_DATE = "of that date"
_REPORTS = lazy(
    r"\s*,?\s*[*_]*(?:I\.?\s?C\.?\s?J\.?\s+Reports|C\.?\s?I\.?\s?J\.?\s+Recueil)\s+"
    r"(?P<years>(?P<year>(?:19|20)\d\d)(?:\s?[-–/]\s?(?P<last>\d{4}|\d\d))?)(?!\d)"
)
_PHASES = {
    "provisional measures": r"provisional\s+measures|mesures\s+conservatoires|medidas\s+provisionales",
    "preliminary objections": r"preliminary\s+objections?|jurisdiction|admissibility|exceptions\s+préliminaires",
    "merits": r"merits|fond",
    "compensation": r"compensation|reparations?",
    "time-limit": r"(?:fixing|extension)\s+of\s+time-?\s?limits?",
}
# "Provisional Measures, Order of …", "its provisional measures order of …"; "… of 9 December 2021 on provisional measures".
_BEFORE = {
    phase: lazy(rf"\b(?:{words})(?:\s*\([^()]{{1,40}}\))?[*_]*[,.]?\s*[*_]*$", re.IGNORECASE)
    for phase, words in _PHASES.items()
}
_BEHIND = {
    phase: lazy(rf"[*_]*,?\s+(?:on|indicating|granting)\s+[^.;,]{{0,50}}?(?:{words})\b", re.IGNORECASE)
    for phase, words in _PHASES.items()
}


def check(checked: Checked) -> Iterator[Finding]:
    """An error where the catalogue is complete; a warning where the text itself tells which decision is meant.

    Orders that fix time limits follow others within days, and the catalogue does not know them all: that it knows
    one of the same month is a hint, no more.
    """
    for reference, verdict in checked.judged:
        if reference.kind is not Kind.ICJ:
            continue
        if verdict.status is Status.NOT_FOUND:
            best = verdict.candidates[0] if verdict.candidates else None
            yield _finding(reference, verdict, SEVERITY, verdict.reason, best)
        elif verdict.status is Status.UNVERIFIABLE and verdict.candidates:
            meant = next((one for one in verdict.candidates if _is_meant(checked.document.text, reference, one)), None)
            nearest = meant or verdict.candidates[0]
            message = (
                f'No decision of this date is known for "{_written(reference)}"; the nearest is the {nearest.written}, '
                f"{nearest.reason}."
            )
            if OF_THAT_DATE in nearest.reason:
                message = f'No decision of this kind is known for "{_written(reference)}", but a {nearest.written} is.'
            severity = Severity.WARNING if meant else Severity.INFO
            yield _finding(reference, verdict, severity, message, meant)
        elif (years := _earlier_reports(checked.document.text, reference)) and reference.date:
            message = (
                f'"{_written(reference)}" cannot stand in the Reports of {years}; they are of an earlier year than '
                "the decision."
            )
            yield Finding("icj-citation", Severity.WARNING, reference.span, message, evidence=verdict.evidence)


def _written(reference: Reference) -> str:
    return " ".join(reference.text.split())


def _is_meant(text: str, reference: Reference, candidate: Candidate) -> bool:
    """Whether the text says that it means this decision: by its phase, or by citing it elsewhere."""
    before, behind = text[max(0, reference.span.start - 120) : reference.span.start], text[reference.span.end :][:120]
    if OF_THAT_DATE in candidate.reason:  # after preliminary objections the Court fixes time limits the same day
        return "preliminary" not in candidate.reason and "/ORD/" in reference.canonical[0]
    if CITED_ELSEWHERE in candidate.reason and not _REPORTS.match(behind):
        return True
    phases = [phase for phase in _PHASES if phase in candidate.reason.lower()]
    return any(_BEFORE[phase].search(before) or _BEHIND[phase].match(behind) for phase in phases)


def _earlier_reports(text: str, reference: Reference) -> str | None:
    """The years of the Reports given behind a decision, where they are earlier than its own."""
    reports = _REPORTS.match(text, reference.span.end)
    if reports is None or reference.date is None or not reference.canonical[0].startswith("ICJ/"):
        return None
    last = int(reports["last"] or reports["year"])
    last += int(reports["year"]) // 100 * 100 if last < 100 else 0
    return None if last >= reference.date.value.year else reports["years"]


def _finding(
    reference: Reference, verdict: Verdict, severity: Severity, message: str, meant: Candidate | None
) -> Finding:
    return Finding(
        rule="icj-citation",
        severity=severity,
        span=reference.span,
        message=message,
        suggestion=meant.written if meant else None,
        evidence=verdict.evidence,
    )
