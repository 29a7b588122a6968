"""The symbol carries a year that its series did not use, or that is still to come.

Why
    Documents of the Security Council carry the year since 1994, those of the Economic and Social Council
    since 1978; before, both were numbered through.

Wrong
    see S/1991/234

Right
    see S/1995/234
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.symbols import parse
from refcheck.model import Checked, Finding, Kind, Severity

SEVERITY = Severity.ERROR
_FIRST_YEAR = {"S": 1994, "E": 1978}


def check(checked: Checked) -> Iterator[Finding]:
    """The future is judged by the day of the run."""
    for reference in checked.references:
        if reference.kind not in (Kind.SYMBOL, Kind.RESOLUTION):
            continue
        for form in reference.canonical:
            symbol = parse(form)
            if not symbol or not symbol.year:
                continue
            first = _FIRST_YEAR.get(symbol.series)
            if first and symbol.year < first:
                reason = f"the series {symbol.root}/ carries the year only since {first}"
            elif symbol.year > checked.today.year + 1:
                reason = f"{symbol.year} is still to come"
            else:
                continue
            yield Finding(
                rule="symbol-year",
                severity=SEVERITY,
                span=reference.span,
                message=f"{form} cannot exist: {reason}.",
            )
