"""The session in the symbol was not in the year that the text gives.

Why
    The Human Rights Council has met three times a year since 2006, the treaty bodies two or three times: a
    session number stands for a year. Documents come out up to six months before, corrigenda later.

Wrong
    the report of the Working Group (A/HRC/8/6) of 2014

Right
    the report of the Working Group (A/HRC/8/6) of 2008
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.organs import organ_of, session_year
from refcheck.domain.sessions import human_rights_council_year
from refcheck.domain.symbols import Symbol
from refcheck.model import Checked, Finding, Related, Severity
from refcheck.rules.cited import cited_symbols, year_beside

TITLE = "Session and year disagree"
SEVERITY = Severity.ERROR
_MODIFIERS = ("Add", "Corr", "Rev", "Amend", "Suppl", "Summary", "Excerpt")


def check(checked: Checked) -> Iterator[Finding]:
    """A year more or less is allowed; sessions of the treaty bodies may have moved, so they give a warning only."""
    for reference, symbol in cited_symbols(checked):
        given = year_beside(checked, reference)
        meant = _meant(symbol) if given else None
        if given and meant and abs(given[0] - meant[2]) > 1:
            session, name, year = meant
            sure = symbol.series.startswith("A/HRC")
            yield Finding(
                rule="session-year",
                severity=SEVERITY if sure else Severity.WARNING,
                span=reference.span,
                message=f"{symbol.canonical} is of session {session} of {name}, {year}; the text gives {given[0]}.",
                related=(Related(given[1], f"year given: {given[0]}"),),
            )


def _meant(symbol: Symbol) -> tuple[int, str, int] | None:
    """The session that a symbol carries, its body and its year."""
    if symbol.series.startswith("A/HRC") and symbol.session and "RES" not in symbol.parts:
        return symbol.session, "the Human Rights Council", human_rights_council_year(symbol.session)
    organ = organ_of(symbol.canonical)
    carried = symbol.parts[organ.stem.count("/") + 1 :] if organ else ()
    # "CCPR/C/79/Add.100" and "CRC/C/46" are numbered through.
    if organ is None or len(carried) < 2 or not carried[0].isdigit() or carried[1].startswith(_MODIFIERS):
        return None
    year = session_year(organ.stem, int(carried[0])) if len(carried[0]) < 4 and "/C" in organ.stem else None
    return (int(carried[0]), organ.name, year) if year else None
