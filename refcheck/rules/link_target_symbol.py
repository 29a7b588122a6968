"""A link shows one symbol and leads to another.

Why
    The reader sees the right symbol and gets the wrong document.

Wrong
    See [A/78/636](https://undocs.org/A/78/663).

Right
    See [A/78/636](https://undocs.org/A/78/636).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from refcheck.domain.citing import address_to_cite
from refcheck.domain.symbols import same_key
from refcheck.domain.urls import symbols_in
from refcheck.model import Checked, Finding, Kind, Link, Reference, Severity

TITLE = "Link leads to another document"
SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """Only addresses of the UN's document servers; either half of a double symbol is right."""
    cited = [reference for reference in checked.references if reference.kind in (Kind.SYMBOL, Kind.RESOLUTION)]
    starts = [reference.span.start for reference in cited]
    for link in checked.document.links:
        first = bisect_left(starts, link.span.start)
        shown = [one for one in cited[first : bisect_left(starts, link.span.end)] if link.span.holds(one.span)]
        before = cited[first - 1] if first else None
        if not shown and before and before.span.holds(link.span) and before.span.end == link.span.end:
            shown = [before]  # only the number is linked: "General Assembly resolution [74/158](…)"
        if len(shown) == 1:
            yield from _compare(link, shown[0])


def _documents(forms: Iterable[str]) -> set[str]:
    """The documents named; part A of a resolution stands in the document of the whole."""
    return {re.sub(r"(?<=[\d)])[A-Z]$", "", same_key(form)) for form in forms}


def _compare(link: Link, reference: Reference) -> Iterator[Finding]:
    target = [symbol.canonical for symbol in symbols_in(link.target)]
    if not target or _documents(reference.canonical) & _documents(target):
        return
    yield Finding(
        rule="link-target-symbol",
        severity=SEVERITY,
        span=reference.span,
        message=f"The text shows {'-'.join(reference.canonical)}; its link leads to {'-'.join(target)} ({link.target}).",
        suggestion=address_to_cite(reference.canonical[0]),
    )
