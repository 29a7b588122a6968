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

from collections.abc import Callable, Iterator, Sequence

from refcheck.domain.dates import words
from refcheck.model import AnnexHeading, Checked, DatedSpan, Finding, Letter, LetterTitle, Related, Severity

TITLE = "Annex heading names another letter"
SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """The date must be the same (error), kind, sender and addressee as well (warning).

    Where several headings agree with each other, or the cover's date alone is later than the day of distribution,
    the slip is in the title: one finding, there.
    """
    for letter in checked.letters:
        headings = [(annex, annex.title) for annex in letter.annexes if annex.title]
        if letter.title and headings:
            yield from _dates(letter.title, headings, _as_written(checked, letter), letter.distributed)
            yield from _names(letter, letter.title, headings)


def _as_written(checked: Checked, letter: Letter) -> Callable[[DatedSpan], str]:
    """How to suggest a date: in English words, in the other languages as the text has it."""
    if letter.language == "en":
        return lambda day: words(day.value)
    return lambda day: checked.document.text[day.span.start : day.span.end]


def _dates(
    title: LetterTitle,
    headings: Sequence[tuple[AnnexHeading, LetterTitle]],
    suggested: Callable[[DatedSpan], str],
    distributed: DatedSpan | None,
) -> Iterator[Finding]:
    cover = title.date.value
    wrong = [(annex, heading) for annex, heading in headings if heading.date.value != cover]
    days = {heading.date.value for _, heading in wrong}
    in_time = distributed is not None and max(days, default=cover) <= distributed.value < cover
    if len(wrong) == len(headings) and (len(headings) > 1 or in_time) and len(days) == 1:
        day = words(wrong[0][1].date.value)
        yield Finding(
            rule="annex-heading",
            severity=SEVERITY,
            span=title.date.span,
            message=f"The cover dates the letter {words(cover)}; the headings of all its annexes date it {day}.",
            suggestion=suggested(wrong[0][1].date),
            related=tuple(Related(heading.date.span, f"{_name(annex)}: {day}") for annex, heading in wrong),
        )
        return
    for annex, heading in wrong:
        yield Finding(
            rule="annex-heading",
            severity=SEVERITY,
            span=heading.date.span,
            message=f"The heading of {_name(annex)} dates the letter {words(heading.date.value)}; the cover dates it "
            f"{words(cover)}.",
            suggestion=suggested(title.date),
            related=(Related(title.date.span, f"cover: {words(cover)}"),),
        )


def _names(
    letter: Letter, title: LetterTitle, headings: Sequence[tuple[AnnexHeading, LetterTitle]]
) -> Iterator[Finding]:
    kinds = [heading.kind if letter.language == "en" else title.kind for _, heading in headings]
    for what, expected, written in (
        ("kind", title.kind, kinds),
        ("sender", title.sender, [heading.sender for _, heading in headings]),
        ("addressee", title.addressee, [heading.addressee for _, heading in headings]),
    ):
        wrong = [place for place, name in enumerate(written) if not _same(name, expected)]
        if len(wrong) == len(headings) > 1 and all(_same(name, written[0]) for name in written):
            yield Finding(
                rule="annex-heading",
                severity=Severity.WARNING,
                span=title.span,
                message=f'The cover gives the {what} as "{expected}"; the headings of all its annexes as '
                f'"{written[0]}".',
                suggestion=written[0],
                related=tuple(Related(heading.span, f"{_name(annex)}: {written[0]}") for annex, heading in headings),
            )
            continue
        for place in wrong:
            annex, heading = headings[place]
            yield Finding(
                rule="annex-heading",
                severity=Severity.WARNING,
                span=heading.span,
                message=f'The heading of {_name(annex)} gives the {what} as "{written[place]}"; the cover as '
                f'"{expected}".',
                suggestion=expected,
                related=(Related(title.span, f"cover: {expected}"),),
            )


def _same(written: str, expected: str) -> bool:
    """The end of an addressee may run on into the next line of the text."""
    one, other = written.casefold(), expected.casefold()
    return one.startswith(other) or other.startswith(one)


def _name(annex: AnnexHeading) -> str:
    return f"annex {annex.label}".strip()
