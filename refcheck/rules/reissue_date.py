"""A document is reissued before it was issued, or on a day that is still to come.

Why
    The note "Reissued for technical reasons on …" gives a day after the first issue. An earlier one is a slip in
    the note or in the masthead.

Wrong
    General Assembly
    Distr.: General
    2 May 2025
    Seventy-ninth session

    Letter dated 2 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    * Reissued for technical reasons on 6 April 2025.

Right
    General Assembly
    Distr.: General
    2 May 2025
    Seventy-ninth session

    Letter dated 2 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    * Reissued for technical reasons on 6 May 2025.
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.dates import words
from refcheck.model import Checked, DatedSpan, Finding, Letter, Related, Severity

TITLE = "Reissued before it was issued"
SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """The masthead's day counts, and the letter's own where the masthead is lost.

    Whether the symbol bears the star is not asked: text exports lose the symbol or the star.
    """
    for letter in checked.letters:
        for reissue in letter.reissued:
            yield from _before(letter, reissue)
            if reissue.value > checked.today:
                yield Finding(
                    rule="reissue-date",
                    severity=SEVERITY,
                    span=reissue.span,
                    message=f"The document was reissued on {words(reissue.value)}, a day that is still to come.",
                )


def _before(letter: Letter, reissue: DatedSpan) -> Iterator[Finding]:
    issued = letter.distributed or (letter.title and letter.title.date)
    if issued and reissue.value < issued.value:
        what = "distributed" if letter.distributed else "dated"
        yield Finding(
            rule="reissue-date",
            severity=SEVERITY,
            span=reissue.span,
            message=f"The document was reissued on {words(reissue.value)}, before {words(issued.value)}, "
            f"when it was {what}.",
            related=(Related(issued.span, f"{what}: {words(issued.value)}"),),
        )
