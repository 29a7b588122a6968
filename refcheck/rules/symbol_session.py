"""The symbol carries a session that has not come yet.

Why
    Session n of the General Assembly opens in September of 1945 + n; documents for it appear some months
    before, so the session after the current one is allowed. The Human Rights Council meets three times a
    year; the sessions of the coming year are allowed.

Wrong
    see A/178/636

Right
    see A/78/636
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from refcheck.domain.sessions import assembly_sessions_on, human_rights_council_year
from refcheck.domain.symbols import Symbol, parse
from refcheck.model import Checked, Finding, Kind, Severity

TITLE = "Session still to come"
SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """The day of the run decides what has come: the Assembly's next session is allowed, the Council's next year."""
    for reference in checked.references:
        if reference.kind not in (Kind.SYMBOL, Kind.RESOLUTION):
            continue
        for form in reference.canonical:
            symbol = parse(form)
            reason = _to_come(symbol, checked.today) if symbol else None
            if reason:
                yield Finding(
                    rule="symbol-session",
                    severity=SEVERITY,
                    span=reference.span,
                    message=f"{form} cannot exist: {reason}.",
                )


def _to_come(symbol: Symbol, today: date) -> str | None:
    session = symbol.session
    if not session:
        return None
    if symbol.series.startswith("A/HRC"):
        year = human_rights_council_year(session)
        return f"session {session} of the Human Rights Council comes in {year}" if year > today.year + 1 else None
    latest = max(assembly_sessions_on(today)) + 1
    return f"session {session} opens in {1945 + session}" if session > latest else None
