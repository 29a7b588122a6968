"""A document with two symbols is cited by one of them alone.

Why
    A letter circulated by two organs has both symbols; where the text gives both in one place, a reader who
    meets one of them alone may take it for another document.

Wrong
    my letter (A/78/636-S/2023/960); see also A/78/636

Right
    my letter (A/78/636-S/2023/960); see also A/78/636-S/2023/960
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Checked, Finding, Kind, Related, Severity

TITLE = "One half of a double symbol"
SEVERITY = Severity.INFO


def check(checked: Checked) -> Iterator[Finding]:
    """One hint a document, at its first place."""
    whole = {
        half: reference
        for reference in reversed(checked.references)
        if reference.kind is Kind.SYMBOL and len(reference.canonical) == 2 and reference.inferred is None
        for half in reference.canonical
    }
    said = set[tuple[str, ...]]()
    for reference in checked.references:
        if reference.kind is not Kind.SYMBOL or len(reference.canonical) != 1:
            continue
        joint = whole.get(reference.canonical[0])
        if joint and joint.canonical not in said:
            said.add(joint.canonical)
            both = "-".join(joint.canonical)
            yield Finding(
                rule="joint-symbol-incomplete",
                severity=SEVERITY,
                span=reference.span,
                message=f"{reference.text} is cited as {both} elsewhere in the text.",
                suggestion=both,
                related=(Related(joint.span, joint.text),),
            )
