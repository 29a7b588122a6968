"""A reference so vague that there is nothing to check.

Why
    "Relevant resolutions" and "international conventions" name no document: a reader cannot look them up.

Wrong
    This was condemned in a series of resolutions.

Right
    This was condemned in General Assembly resolution 48/114.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from refcheck.domain.patterns import lazy
from refcheck.model import Checked, Finding, Severity

TITLE = "Nothing to look up"
SEVERITY = Severity.INFO
ON_BY_DEFAULT = False

_WHAT = r"(?:resolutions|decisions|conventions|treaties|instruments|documents|reports|statements|agreements|judgments|norms)"
_VAGUE = lazy(
    rf"\b(?:(?:all|other|the|many|numerous|several|various|certain)\s(?:other\s)?(?:relevant|applicable|pertinent|respective)\s(?:[A-Za-z-]+\s){{0,4}}?{_WHAT}"
    rf"|(?:relevant|applicable|pertinent)\s(?:[A-Za-z-]+\s){{0,4}}?{_WHAT}"
    rf"|(?:a\s(?:series|number)\sof|numerous|various|several|many|dozens\sof)\s(?:[A-Za-z-]+\s){{0,4}}?{_WHAT}"
    rf"|(?:(?:key|other|fundamental|core)\s)*international\s(?:human\srights\s|humanitarian\s|legal\s)?(?:conventions|treaties|instruments|documents))\b",
    re.IGNORECASE,
)
_NEAR = 120  # characters behind in which the documents meant are named after all


def check(checked: Checked) -> Iterator[Finding]:
    """Each such phrase, unless a reference follows it ("the relevant resolutions, including 48/114")."""
    starts = sorted(reference.span.start for reference in checked.references)
    prose = checked.prose
    for match in _VAGUE.finditer(prose.view.text):
        span = prose.view.span(*match.span())
        following = bisect_left(starts, span.start)
        named = following < len(starts) and starts[following] < span.end + _NEAR
        if not named and not prose.is_quoted(match.start()):
            message = f'"{" ".join(match[0].split())}" names no document that could be looked up.'
            yield Finding(rule="vague-reference", severity=SEVERITY, span=span, message=message)
