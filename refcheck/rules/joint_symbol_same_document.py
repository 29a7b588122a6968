"""The two halves of a double symbol are two different documents.

Why
    A letter issued for two organs has one text under two symbols. Where each symbol leads to a file of its own, one
    half is wrong: a digit changed, or a neighbouring letter.

Wrong
    A/78/636-S/2023/961

Right
    A/78/636-S/2023/960
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Checked, Finding, Severity

TITLE = "Halves of a double symbol are two documents"
SEVERITY = Severity.ERROR
NEEDS_NETWORK = True


def check(checked: Checked) -> Iterator[Finding]:
    """What the sources said of both halves."""
    for reference, verdict in checked.judged:
        for compared in verdict.comparisons:
            if compared.field == "same document" and not compared.agrees:
                yield Finding(
                    rule="joint-symbol-same-document",
                    severity=SEVERITY,
                    span=reference.span,
                    message=f"{compared.written} are written as one document, and each leads to a file of its own.",
                    evidence=verdict.evidence,
                )
