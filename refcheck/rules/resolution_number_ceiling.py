"""The number is higher than the resolutions of that session went.

Why
    A session of the General Assembly adopts some 300 resolutions (the seventy-third 347), one of the Human
    Rights Council some 40; a number far above has a wrong digit.

Wrong
    General Assembly resolution 48/914

Right
    General Assembly resolution 48/114
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.sessions import FIRST_NEW_STYLE_SESSION, highest_assembly_resolution
from refcheck.domain.symbols import Symbol
from refcheck.model import Checked, Finding, Severity
from refcheck.rules.cited import cited_symbols

TITLE = "Number beyond the session's resolutions"
SEVERITY = Severity.ERROR
_IMPOSSIBLE = 400  # no session of the Assembly has come near
_COUNCIL_MOST = 60  # the Human Rights Council's busiest session adopted 43


def check(checked: Checked) -> Iterator[Finding]:
    """An error where no session could have the number, a warning above what is known of this one."""
    for reference, symbol in cited_symbols(checked):
        judged = _too_high(symbol)
        if judged:
            severity, most = judged
            yield Finding(
                rule="resolution-number-ceiling",
                severity=severity,
                span=reference.span,
                message=f'"{" ".join(reference.text.split())}": {most}.',
            )


def _too_high(symbol: Symbol) -> tuple[Severity, str] | None:
    session, number = symbol.session or 0, symbol.number or 0
    if symbol.series == "A/RES" and session >= FIRST_NEW_STYLE_SESSION:
        highest, most = highest_assembly_resolution(session)
        known = f"the highest resolution known of that session is {session}/{highest}" if highest else ""
        if number > _IMPOSSIBLE:
            return SEVERITY, known or "no session of the General Assembly has as many resolutions"
        return (Severity.WARNING, known or "no session so far has as many resolutions") if number > most else None
    if symbol.series == "A/HRC/RES" and session and number > _COUNCIL_MOST:
        return Severity.WARNING, "no session of the Human Rights Council has as many resolutions"
    return None
