"""The signature does not fit the title: "(Signed)" is missing or too many, or the capacity is another.

Why
    A letter bears one "(Signed)", a note verbale none, and the title gives the sender's capacity as the letter
    is signed. A Chargé d'affaires who signs for an absent Permanent Representative is one in the title as well.

Wrong
    General Assembly
    Distr.: General
    28 May 2025
    Seventy-ninth session
    Agenda item 34

    Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    I should be grateful if you would have the present letter circulated as a document of the General Assembly, under agenda item 34.

    (Signed) A. Name
    Minister Counsellor
    Chargé d'affaires a.i.

Right
    General Assembly
    Distr.: General
    28 May 2025
    Seventy-ninth session
    Agenda item 34

    Letter dated 28 May 2025 from the Chargé d'affaires a.i. of the Permanent Mission of X to the United Nations addressed to the Secretary-General

    I should be grateful if you would have the present letter circulated as a document of the General Assembly, under agenda item 34.

    (Signed) A. Name
    Minister Counsellor
    Chargé d'affaires a.i.
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.numerals import joined
from refcheck.model import Checked, Finding, Letter, LetterTitle, Related, Severity

TITLE = "Signature does not fit the title"
SEVERITY = Severity.WARNING


def check(checked: Checked) -> Iterator[Finding]:
    """A text that ends before the signature is an extract; the signatures of annexes are not the letter's.

    Looked at are circulated documents only: the missions' own copies bear a signature by hand.
    """
    for letter in checked.letters:
        if letter.title and letter.distributed and letter.signatures:
            if letter.title.kind == "note verbale":
                yield from _signed_note(letter)
            else:
                yield from _letter(letter, letter.title)


def _signed_note(letter: Letter) -> Iterator[Finding]:
    for signature in letter.signatures[:1]:
        if signature.signed:
            yield Finding(
                rule="signature-present",
                severity=SEVERITY,
                span=signature.span,
                message="A note verbale is not signed, but this one bears a signature.",
            )


def _letter(letter: Letter, title: LetterTitle) -> Iterator[Finding]:
    first = letter.signatures[0]
    if not first.signed:
        yield Finding(
            rule="signature-present",
            severity=SEVERITY,
            span=first.span,
            message=f'"(Signed)" is expected before the name of the sender, "{first.name}".'
            if first.name
            else '"(Signed)" and the name of the sender are expected above the capacity.',
        )
    elif len(letter.signatures) == 1 and not title.several:
        yield from _capacity(letter, title)


def _capacity(letter: Letter, title: LetterTitle) -> Iterator[Finding]:
    (signature,) = letter.signatures
    if title.capacities and signature.capacities and not set(title.capacities) & set(signature.capacities):
        written, expected = joined(signature.capacities), joined(title.capacities)
        yield Finding(
            rule="signature-present",
            severity=SEVERITY,
            span=signature.span,
            message=f'The letter is signed by the {written}, but the title says "{title.sender}".',
            related=(Related(title.span, f"title: {expected}"),),
        )
