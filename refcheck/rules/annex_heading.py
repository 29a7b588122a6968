"""The heading of an annex names another letter than the cover.

Why
    "Annex to the letter dated D from X" repeats the date, the sender and the addressee of the letter word
    for word.

Wrong
    General Assembly
    Distr.: General
    19 March 2025
    Seventy-ninth session

    Letter dated 19 March 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    I have the honour to submit the appeal (see annex).

    Annex to the letter dated 18 March 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    Appeal

Right
    General Assembly
    Distr.: General
    19 March 2025
    Seventy-ninth session

    Letter dated 19 March 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    I have the honour to submit the appeal (see annex).

    Annex to the letter dated 19 March 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    Appeal
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.dates import words
from refcheck.model import AnnexHeading, Checked, Finding, LetterTitle, Related, Severity

SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """The date must be the same (error), sender and addressee as well (warning)."""
    for letter in checked.letters:
        for annex in letter.annexes if letter.title else ():
            if letter.title and annex.title:
                yield from _compare(letter.title, annex, annex.title)


def _compare(title: LetterTitle, annex: AnnexHeading, heading: LetterTitle) -> Iterator[Finding]:
    name = f"annex {annex.label}".strip()
    if heading.date.value != title.date.value:
        yield Finding(
            rule="annex-heading",
            severity=SEVERITY,
            span=heading.date.span,
            message=f"The heading of {name} dates the letter {words(heading.date.value)}; the cover dates it "
            f"{words(title.date.value)}.",
            suggestion=words(title.date.value),
            related=(Related(title.date.span, f"cover: {words(title.date.value)}"),),
        )
    for what, written, expected in (
        ("sender", heading.sender, title.sender),
        ("addressee", heading.addressee, title.addressee),
    ):
        # The end of an addressee may run on into the next line of the text.
        one, other = written.casefold(), expected.casefold()
        if not one.startswith(other) and not other.startswith(one):
            yield Finding(
                rule="annex-heading",
                severity=Severity.WARNING,
                span=heading.span,
                message=f'The heading of {name} gives the {what} as "{written}"; the cover as "{expected}".',
                suggestion=expected,
                related=(Related(title.span, f"cover: {expected}"),),
            )
