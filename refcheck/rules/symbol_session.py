"""The symbol carries a session that its series did not use, or that has not come yet.

Why
    The session is part of the General Assembly's symbols since the thirty-first, of 1976; before, documents
    were numbered through (A/8447). Session n opens in September of 1945 + n; documents for it appear some
    months before, so the session after the current one is allowed. The Human Rights Council meets three
    times a year; the sessions of the coming year are allowed.

Wrong
    see A/178/636

Right
    see A/78/636
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from refcheck.domain.sessions import FIRST_NEW_STYLE_SESSION, assembly_sessions_on, human_rights_council_year
from refcheck.domain.symbols import Symbol
from refcheck.model import Checked, Finding, Severity
from refcheck.rules.cited import cited_symbols

TITLE = "Session that no such symbol can have"
SEVERITY = Severity.ERROR
_NEVER_NUMBERED_THROUGH = ("A/HRC", "A/RES", "A/DEC")  # of the Assembly's resolutions another rule speaks


def check(checked: Checked) -> Iterator[Finding]:
    """The day of the run decides what has come: the Assembly's next session is allowed, the Council's next year."""
    for reference, symbol in cited_symbols(checked):
        reason = _impossible(symbol, checked.today)
        if reason:
            yield Finding(
                rule="symbol-session",
                severity=SEVERITY,
                span=reference.span,
                message=f"{symbol.canonical} cannot exist: {reason}.",
            )


def _impossible(symbol: Symbol, today: date) -> str | None:
    session = symbol.session
    if session is None:
        return None
    if symbol.series.startswith("A/HRC"):
        year = human_rights_council_year(session)
        return f"session {session} of the Human Rights Council comes in {year}" if year > today.year + 1 else None
    if session < FIRST_NEW_STYLE_SESSION and not symbol.series.startswith(_NEVER_NUMBERED_THROUGH):
        return f"symbols of the General Assembly carry the session only since the {FIRST_NEW_STYLE_SESSION}st"
    latest = max(assembly_sessions_on(today)) + 1
    return f"session {session} opens in {1945 + session}" if session > latest else None
