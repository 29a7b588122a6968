"""The session or year in a resolution's number does not fit the date given for it.

Why
    Resolution 48/114 is of the forty-eighth session, so it was adopted between September 1993 and September
    1994. A date outside shows that the number or the date is wrong.

Wrong
    General Assembly resolution 45/114, adopted on 20 December 1993

Right
    General Assembly resolution 48/114, adopted on 20 December 1993
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.dates import words
from refcheck.domain.sessions import assembly_window, human_rights_council_year
from refcheck.domain.symbols import Symbol, parse
from refcheck.model import Checked, DateClaim, DateKind, Finding, Kind, Reference, Related, Severity, Verdict

TITLE = "Session and date of a resolution disagree"
SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """Sessions of the Assembly and the Human Rights Council; years of ECOSOC and the old Commission."""
    for reference, verdict in checked.judged:
        claim = reference.date
        if claim is None or claim.kind is not DateKind.ADOPTION or reference.kind not in (Kind.RESOLUTION, Kind.SYMBOL):
            continue
        symbol = parse(reference.canonical[0]) if len(reference.canonical) == 1 else None
        expected = _expected(symbol, claim) if symbol else None
        if expected:
            others = " or ".join(candidate.written for candidate in verdict.candidates)
            yield Finding(
                rule="resolution-session-date",
                severity=SEVERITY,
                span=reference.span,
                message=f'"{" ".join(reference.text.split())}" is of {expected}; the text dates it '
                f"{words(claim.value)}" + (f"; {others} was adopted on that day." if others else "."),
                suggestion=_suggestion(reference, verdict),
                related=(Related(claim.span, f"date given: {words(claim.value)}"),),
                evidence=verdict.evidence,
            )


def _expected(symbol: Symbol, claim: DateClaim) -> str | None:
    """When the resolution must have been adopted, if the date given lies outside."""
    day = claim.value
    if symbol.series == "A/RES" and symbol.session and symbol.session >= 31:
        opens, closes = assembly_window(symbol.session)
        within = opens <= day <= closes
        return None if within else f"session {symbol.session}, {opens.year}/{closes.year}"
    if symbol.series == "A/HRC/RES" and symbol.session:
        year = human_rights_council_year(symbol.session)
        return None if day.year == year else f"session {symbol.session}, {year}"
    if symbol.series == "E/CN.4/RES" and symbol.year:
        return None if day.year == symbol.year else str(symbol.year)
    if symbol.series == "E/RES" and symbol.year:
        # Since 2014 a session runs from July to July; before, an early session could meet in winter.
        return None if day.year in (symbol.year - 1, symbol.year) else str(symbol.year)
    return None


def _suggestion(reference: Reference, verdict: Verdict) -> str | None:
    if len(verdict.candidates) == 1:
        return verdict.candidates[0].written
    dates = [item.known for item in verdict.comparisons if item.field == "date" and not item.agrees]
    if not dates or not reference.text.isascii():
        return dates[0] if dates else None  # a text in another language would not say "of"
    return f"{' '.join(reference.text.split())} of {dates[0]}"
