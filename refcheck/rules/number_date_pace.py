"""The date given for a document does not fit the number in its symbol.

Why
    Numbers rise with time: the yearly series S/2023/1 … by two to four documents a day, the old series S/1 to
    S/26999 from 1946 to 1993, and the Assembly's carry the session. A date far from where the number lies
    shows that one of the two is wrong.

Wrong
    the letter dated 5 December 2021 from the Permanent Representative (S/2023/960)

Right
    the letter dated 5 December 2023 from the Permanent Representative (S/2023/960)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from refcheck.domain.council import running_number_days, yearly_number_days
from refcheck.domain.dates import words
from refcheck.domain.sessions import assembly_session_year
from refcheck.domain.symbols import Symbol
from refcheck.model import Checked, DateClaim, DateKind, Finding, Kind, Reference, Related, Severity
from refcheck.rules.cited import cited_symbols

TITLE = "Date does not fit the number"
SEVERITY = Severity.WARNING
_ON_THE_WAY = dt.timedelta(days=62)  # between a letter's own date and its circulation
_LAST_DAYS = 366


def check(checked: Checked) -> Iterator[Finding]:
    """A warning for another year or session, a hint for a day that the usual pace does not reach."""
    for reference, symbol in cited_symbols(checked):
        claim = reference.date
        if claim is None or reference.kind is not Kind.SYMBOL or claim.kind is DateKind.ADOPTION:
            continue
        judged = _misfit(symbol, claim)
        if judged:
            severity, why = judged
            yield _finding(reference, symbol, claim, severity, why)


def _misfit(symbol: Symbol, claim: DateClaim) -> tuple[Severity, str] | None:
    revised = symbol.parts[-1].partition(".")[0] in ("Add", "Corr", "Rev", "Amend")
    if symbol.series == "S" and symbol.year:
        return _of_the_year(symbol, claim.value, revised=revised)
    if symbol.series == "S" and symbol.number:
        days = running_number_days(symbol.number)
        if days and not (days[0] - _ON_THE_WAY <= claim.value and (revised or claim.value <= days[1])):
            first, last = days[0].year, days[1].year - 1
            return SEVERITY, f"that number was reached in {first}" + (f" to {last}" if first != last else "")
    if symbol.series == "A" and symbol.session:
        opens = assembly_session_year(symbol.session)
        early, late = dt.date(opens - 1, 12, 1), dt.date(opens + 1, 12, 31)
        if claim.value < early or (claim.value > late and not revised):
            return SEVERITY, f"session {symbol.session} is of {opens}/{opens + 1}"
    return None


def _of_the_year(symbol: Symbol, day: dt.date, *, revised: bool) -> tuple[Severity, str] | None:
    new_year = dt.date(symbol.year or 0, 1, 1)
    if day < new_year - _ON_THE_WAY or (day.year > new_year.year and not revised):
        return SEVERITY, f"it was issued in {symbol.year}"
    first, last = yearly_number_days(symbol.number or 0)
    reached = (day - new_year).days + 1
    if reached + _ON_THE_WAY.days < first or (last < reached <= _LAST_DAYS and not revised):
        usual = new_year + dt.timedelta(days=min(max((first + last) // 2, 1), 365) - 1)
        return Severity.INFO, f"at the usual pace that number comes around {words(usual)}"
    return None


def _finding(reference: Reference, symbol: Symbol, claim: DateClaim, severity: Severity, why: str) -> Finding:
    return Finding(
        rule="number-date-pace",
        severity=severity,
        span=reference.span,
        message=f"The text dates {symbol.canonical} {words(claim.value)}; {why}.",
        related=(Related(claim.span, f"date given: {words(claim.value)}"),),
    )
