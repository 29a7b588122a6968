"""One document is cited twice with different dates.

Why
    A letter has one date, and a resolution was adopted on one day. Where the text gives two, one of them is
    wrong, or one of the symbols is.

Wrong
    See the letter dated 5 December 2023 from the Permanent Representative of X to the United Nations addressed to the
    Secretary-General (A/78/636). As said in the letter dated 6 December 2023 from the Permanent Representative of X
    to the United Nations addressed to the Secretary-General (A/78/636), nothing was agreed.

Right
    See the letter dated 5 December 2023 from the Permanent Representative of X to the United Nations addressed to the
    Secretary-General (A/78/636). As said in the letter dated 5 December 2023 from the Permanent Representative of X
    to the United Nations addressed to the Secretary-General (A/78/636), nothing was agreed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from refcheck.domain.dates import words
from refcheck.model import Checked, DateKind, Finding, Reference, Related, Severity
from refcheck.rules.repeated import by_claim, cited_again, odd_one

TITLE = "One document, two dates"
SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """Dates of one kind only: of the letter, of adoption, of issue. What is no letter's date is a warning."""
    for references in cited_again(checked):
        for kind in DateKind:
            differing = odd_one(by_claim(references, partial(_date, kind)))
            if differing:
                yield _finding(kind, *differing)


def _date(kind: DateKind, reference: Reference) -> dt.date | None:
    return reference.date.value if reference.date and reference.date.kind is kind else None


def _finding(kind: DateKind, odd: Reference, usual: Reference) -> Finding:
    assert odd.date  # noqa: S101 - both were chosen for their dates
    assert usual.date  # noqa: S101
    return Finding(
        rule="same-symbol-two-dates",
        severity=SEVERITY if kind is DateKind.LETTER else Severity.WARNING,
        span=odd.date.span,
        message=f"{'-'.join(odd.canonical)} is dated {words(odd.date.value)} here and {words(usual.date.value)} "
        f"elsewhere in the text; one of the two dates, or of the symbols, is wrong.",
        related=(Related(usual.date.span, f"the other date: {words(usual.date.value)}"),),
    )
