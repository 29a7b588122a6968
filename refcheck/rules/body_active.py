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

from refcheck.domain.symbols import Symbol, parse
from refcheck.model import Checked, Finding, Kind, Severity

TITLE = "Body did not exist in that year"
SEVERITY = Severity.ERROR

# Series, body, first and last year. Sources: research.un.org, UN Document Symbols; resolution 60/251.
_YEARS: tuple[tuple[str, str, int, int | None], ...] = (
    ("E/CN.4/Sub.2", "the Sub-Commission on the Promotion and Protection of Human Rights", 1947, 2006),
    ("E/CN.4", "the Commission on Human Rights", 1947, 2006),
    ("S/PRST", "the series of presidential statements", 1994, None),
    ("UNEP/EA", "the Environment Assembly", 2014, None),
    ("A/HRC", "the Human Rights Council", 2006, None),
)
_LAST_SPC_SESSION = 47


def check(checked: Checked) -> Iterator[Finding]:
    """By the year that the symbol itself carries."""
    for reference in checked.references:
        if reference.kind not in (Kind.SYMBOL, Kind.RESOLUTION):
            continue
        for form in reference.canonical:
            symbol = parse(form)
            reason = _inactive(symbol) if symbol else None
            if reason:
                yield Finding(
                    rule="body-active",
                    severity=SEVERITY,
                    span=reference.span,
                    message=f"{form} cannot exist: {reason}.",
                )


def _inactive(symbol: Symbol) -> str | None:
    if symbol.series == "A/SPC" and (symbol.session or 0) > _LAST_SPC_SESSION:
        return "the Special Political Committee was merged into the Fourth Committee after the forty-seventh session"
    if symbol.year is None:
        return None
    for series, body, first, last in _YEARS:
        if symbol.canonical.startswith(f"{series}/"):
            if symbol.year < first:
                return f"{body} began in {first}, the symbol is of {symbol.year}"
            if last and symbol.year > last:
                return f"{body} ended in {last}, the symbol is of {symbol.year}"
            return None
    return None
