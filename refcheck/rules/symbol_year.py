"""The symbol carries a year that its series did not use, or that is still to come.

Why
    Documents of the Security Council carry the year since 1994, those of the Economic and Social Council
    since 1978; before, both were numbered through. The coming year is allowed from December, and in series
    other than the Council's from September, since documents for a session precede it.

Wrong
    see S/1991/234

Right
    see S/1995/234
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from refcheck.domain.symbols import Symbol
from refcheck.model import Checked, Finding, Severity
from refcheck.rules.cited import cited_symbols

TITLE = "Impossible year in a symbol"
SEVERITY = Severity.ERROR
_FIRST_YEAR = {"S": 1994, "E": 1978}
_NEXT_YEAR_FROM = {"S": 12}  # the month; a Council document is numbered on the day it comes
_NEXT_YEAR_FROM_ELSEWHERE = 9


def check(checked: Checked) -> Iterator[Finding]:
    """The future is judged by the day of the run."""
    for reference, symbol in cited_symbols(checked):
        if not symbol.year:
            continue
        first = _FIRST_YEAR.get(symbol.series)
        if first and symbol.year < first:
            reason = f"the series {symbol.root}/ carries the year only since {first}"
        elif symbol.year > _latest_year(symbol, checked.today):
            reason = f"{symbol.year} is still to come"
        else:
            continue
        yield Finding(
            rule="symbol-year",
            severity=SEVERITY,
            span=reference.span,
            message=f"{symbol.canonical} cannot exist: {reason}.",
        )


def _latest_year(symbol: Symbol, today: date) -> int:
    return today.year + (today.month >= _NEXT_YEAR_FROM.get(symbol.root, _NEXT_YEAR_FROM_ELSEWHERE))
