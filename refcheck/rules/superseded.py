"""The cited document was replaced or corrected by one that is at hand.

Why
    A revision takes the place of the text before it, and a corrigendum changes it; who cites the old one may cite what no longer holds.

Source
    A/78/900/Rev.1
    1. The mission visited four districts.
    2. It met the authorities and the residents of each of them.

Wrong
    The visit is described in the report of the mission (A/78/900).

Right
    The visit is described in the report of the mission (A/78/900/Rev.1).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from refcheck.model import Checked, Evidence, Finding, Letter, Severity

TITLE = "Superseded document"
SEVERITY = Severity.WARNING


def check(checked: Checked) -> Iterator[Finding]:
    """A warning for a revision that is not later than the letter; a hint for a corrigendum."""
    for edition in checked.consulted.later:
        reference = checked.references[edition.reference]
        if edition.date and (written := _dated(checked.letters)) and edition.date > written:
            continue
        done = "replaces" if edition.replaces else "corrects"
        yield Finding(
            rule="superseded",
            severity=SEVERITY if edition.replaces else Severity.INFO,
            span=reference.span,
            message=f"{edition.canonical}, which is among the sources, {done} the document cited, and is not cited itself.",
            suggestion=edition.canonical if edition.replaces else None,
            evidence=(Evidence(edition.source, f"{edition.canonical} is at hand."),),
        )


def _dated(letters: tuple[Letter, ...]) -> dt.date | None:
    return next((letter.title.date.value for letter in letters if letter.title), None)
