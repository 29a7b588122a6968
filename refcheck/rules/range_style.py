"""Ranges of years are written in two ways.

Why
    "2019–2020" and "2019–20" are both in use; one text should keep to one of them.

Wrong
    The plan for 2019–2020 follows those for 2017–18 and 2018–2019.

Right
    The plan for 2019–2020 follows those for 2017–2018 and 2018–2019.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from refcheck.domain.dates import is_month
from refcheck.domain.patterns import lazy
from refcheck.model import Checked, Finding, Related, Severity

TITLE = "Ranges of years in two styles"
SEVERITY = Severity.INFO
ON_BY_DEFAULT = False

_RANGE = lazy(r"(?<![\w/.–-])(?P<first>(?:1[5-9]|20)\d\d)[-–](?P<last>\d{4}|\d\d)(?![\w/–-]|\.\d)")
_WORD_BEHIND = lazy(r"\s(?:de\s)?([^\W\d_]+)")


def check(checked: Checked) -> Iterator[Finding]:
    """One finding a document, at the first range in the rarer style; quotations keep their own."""
    prose = checked.prose
    full, short = list[re.Match[str]](), list[re.Match[str]]()
    for match in _RANGE.finditer(prose.view.text):
        first, last = match["first"], match["last"]
        month = _WORD_BEHIND.match(prose.view.text, match.end())  # "27 July 2023–24 July 2024"
        if (month and is_month(month[1])) or prose.is_quoted(match.start()) or int(first[-len(last) :]) >= int(last):
            continue
        (full if len(last) == 4 else short).append(match)
    if not full or not short:
        return
    rare, usual = (short, full) if len(short) <= len(full) else (full, short)
    first, *others = rare
    century = first["first"][:2]
    right = f"{first['first']}–{century}{first['last']}" if rare is short else f"{first['first']}–{first['last'][2:]}"
    yield Finding(
        rule="range-style",
        severity=SEVERITY,
        span=prose.view.span(*first.span()),
        message=f'"{first[0]}" is written in another style than "{usual[0][0]}".',
        suggestion=right,
        related=tuple(Related(prose.view.span(*other.span()), f'also "{other[0]}"') for other in others),
    )
