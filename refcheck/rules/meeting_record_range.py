"""The number of a meeting record or presidential statement is not one of its year.

Why
    The Security Council's meetings are numbered through since 1946: S/PV.3259 is of 1993. Its presidential
    statements are numbered by year, never more than 82 in one. A number outside has a wrong digit.

Wrong
    see S/PV.4058 of 26 October 1996

Right
    see S/PV.4058 of 26 October 1999
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.council import latest_meeting, latest_statement, meeting_years
from refcheck.domain.symbols import Symbol
from refcheck.model import Checked, Finding, Reference, Related, Severity
from refcheck.rules.cited import cited_symbols, year_beside

TITLE = "Record or statement not of that year"
SEVERITY = Severity.WARNING
_MOST_PLENARY_MEETINGS = 150  # of a session of the General Assembly; the busiest had 125


def check(checked: Checked) -> Iterator[Finding]:
    """By the number alone, or by the year that stands beside it."""
    for reference, symbol in cited_symbols(checked):
        if symbol.series == "S/PV":
            yield from _meeting(checked, reference, symbol)
        elif symbol.series == "S/PRST" and symbol.year and (symbol.number or 0) > latest_statement(symbol.year):
            most = latest_statement(symbol.year)
            yield _finding(reference, f"no presidential statement of {symbol.year} has a number above {most}")
        elif symbol.parts[-1].startswith("PV.") and symbol.session and (symbol.number or 0) > _MOST_PLENARY_MEETINGS:
            yield _finding(reference, "no session of the General Assembly has held as many plenary meetings")


def _meeting(checked: Checked, reference: Reference, symbol: Symbol) -> Iterator[Finding]:
    number = symbol.number or 0
    if number > latest_meeting(checked.today):
        yield _finding(reference, f"the Security Council has not held its {number}th meeting yet")
        return
    held, given = meeting_years(number), year_beside(checked, reference)
    if held and given and not held[0] <= given[0] <= held[1]:
        years = f"{held[0]}" if held[0] == held[1] else f"{held[0]} or {held[1]}"
        related = (Related(given[1], f"year given: {given[0]}"),)
        yield _finding(reference, f"that meeting was held in {years}; the text gives {given[0]}", related)


def _finding(reference: Reference, why: str, related: tuple[Related, ...] = ()) -> Finding:
    return Finding(
        rule="meeting-record-range",
        severity=SEVERITY,
        span=reference.span,
        message=f"{reference.text}: {why}.",
        related=related,
    )
