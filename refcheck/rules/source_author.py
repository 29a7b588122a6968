"""The text names another State as the sender of a letter than the letter itself does.

Why
    A reader is led to think that another Government wrote the letter. Names of States are written in several ways, so
    this is a warning, and only where the two have nothing in common.

Source
    A/78/764

    General Assembly

    Distr.: General
    9 February 2024

    Letter dated 8 February 2024 from the Permanent Representative of Azerbaijan to the United Nations addressed to the Secretary-General

    I have the honour to transmit herewith a statement.

Wrong
    the letter dated 8 February 2024 from the Permanent Representative of Brazil to the United Nations addressed to the Secretary-General (A/78/764)

Right
    the letter dated 8 February 2024 from the Permanent Representative of the Republic of Azerbaijan to the United Nations addressed to the Secretary-General (A/78/764)
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Checked, Finding, Related, Severity, Status

TITLE = "Sender does not fit the document"
SEVERITY = Severity.WARNING


def check(checked: Checked) -> Iterator[Finding]:
    """States that the letter's own title and the text name; see `texts/stated.py`."""
    for reference, verdict in checked.judged:
        if verdict.status is not Status.MISMATCH or reference.author is None:
            continue
        for item in verdict.comparisons:
            if item.field == "author" and not item.agrees:
                yield Finding(
                    rule="source-author",
                    severity=SEVERITY,
                    span=reference.author.span,
                    message=f'The text names "{item.written}" as the sender; by its own title the letter is from '
                    f"{item.known}.",
                    related=(Related(reference.span, "the letter"),),
                    evidence=verdict.evidence,
                )
