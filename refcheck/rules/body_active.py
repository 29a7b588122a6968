"""The symbol is of a year in which its body or series did not exist.

Why
    The Commission on Human Rights ended in 2006, presidential statements have a symbol of their own since
    1994: a symbol outside these years has a wrong digit.

Wrong
    E/CN.4/2009/79/Add.1

Right
    E/CN.4/1999/79/Add.1
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.organs import organ_of
from refcheck.domain.symbols import Symbol
from refcheck.model import Checked, Finding, Severity
from refcheck.rules.cited import cited_symbols

TITLE = "Body did not exist in that year"
SEVERITY = Severity.ERROR
_LAST_SPC_SESSION = 47


def check(checked: Checked) -> Iterator[Finding]:
    """By the year that the symbol itself carries."""
    for reference, symbol in cited_symbols(checked):
        reason = _inactive(symbol)
        if reason:
            yield Finding(
                rule="body-active",
                severity=SEVERITY,
                span=reference.span,
                message=f"{symbol.canonical} cannot exist: {reason}.",
            )


def _inactive(symbol: Symbol) -> str | None:
    if symbol.series == "A/SPC" and (symbol.session or 0) > _LAST_SPC_SESSION:
        return "the Special Political Committee was merged into the Fourth Committee after the forty-seventh session"
    organ = organ_of(symbol.canonical)
    if organ is None or symbol.year is None:
        return None
    if symbol.year < organ.first:
        return f"{organ.name} began in {organ.first}, the symbol is of {symbol.year}"
    if organ.last and symbol.year > organ.last:
        return f"{organ.name} ended in {organ.last}, the symbol is of {symbol.year}"
    return None
