"""A Security Council resolution is cited without its year.

Why
    The year in brackets is part of the number; "UNSCR 1325" is an unofficial form.

Wrong
    in line with UNSCR 1325

Right
    in line with Security Council resolution 1325 (2000)
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.symbols import parse
from refcheck.model import Checked, Finding, Kind, Reference, Related, Severity

TITLE = "Resolution without its year"
SEVERITY = Severity.INFO


def check(checked: Checked) -> Iterator[Finding]:
    """One hint a resolution, at its first place; none where the full form stands elsewhere."""
    bare: dict[str, list[Reference]] = {}
    full = set[str]()
    for reference in checked.references:
        if reference.names_another_body:
            continue  # the year is there, and another rule speaks of the body
        if reference.kind is Kind.RESOLUTION and reference.canonical[0].startswith("S/RES/"):
            if reference.inferred:
                bare.setdefault(reference.canonical[0], []).append(reference)
            else:
                full.add(reference.canonical[0])
    for canonical, places in bare.items():
        symbol = parse(canonical)
        if canonical in full or not symbol or not symbol.year:
            continue
        official = f"Security Council resolution {symbol.number} ({symbol.year})"
        yield Finding(
            rule="resolution-year-missing",
            severity=SEVERITY,
            span=places[0].span,
            message=f'"{" ".join(places[0].text.split())}" lacks the year; the official form is "{official}".',
            suggestion=official,
            related=tuple(Related(place.span, place.text) for place in places[1:]),
        )
