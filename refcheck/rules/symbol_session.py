"""The symbol carries a session of the General Assembly that has not come yet.

Why
    Session n opens in September of 1945 + n; documents for it appear some months before.

Wrong
    see A/178/636

Right
    see A/78/636
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.sessions import assembly_sessions_on
from refcheck.domain.symbols import parse
from refcheck.model import Checked, Finding, Kind, Severity

SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """The current session is that of the day of the run; one session ahead is allowed."""
    latest = max(assembly_sessions_on(checked.today)) + 1
    for reference in checked.references:
        if reference.kind not in (Kind.SYMBOL, Kind.RESOLUTION):
            continue
        for form in reference.canonical:
            symbol = parse(form)
            if symbol and symbol.session and symbol.session > latest and not symbol.series.startswith("A/HRC"):
                yield Finding(
                    rule="symbol-session",
                    severity=SEVERITY,
                    span=reference.span,
                    message=f"{form} cannot exist: session {symbol.session} opens in {1945 + symbol.session}.",
                )
