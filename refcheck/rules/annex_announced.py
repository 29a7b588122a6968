"""The annexes that the letter announces are not those that follow it.

Why
    "(see annexes I and II)" promises two annexes, "the present letter and its annex" one. A reader who
    looks for a third finds that something was left out.

Wrong
    General Assembly
    Distr.: General
    28 May 2025
    Seventy-ninth session

    Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    I have the honour to submit herewith the address of the President (see annexes I and II).

    Annex to the letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    Address

Right
    General Assembly
    Distr.: General
    28 May 2025
    Seventy-ninth session

    Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    I have the honour to submit herewith the address of the President (see annex).

    Annex to the letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    Address
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.numerals import joined
from refcheck.model import AnnexMention, Checked, Finding, Letter, Related, Severity

TITLE = "Annex not as announced"
SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """Compare the labels announced with the headings; a text without any annex may be an extract."""
    for letter in (letter for letter in checked.letters if letter.title):
        yield from _announced(letter, checked.document.text)
        yield from _counted(letter)


def _announced(letter: Letter, text: str) -> Iterator[Finding]:
    named = [mention for mention in letter.announced if mention.labels]
    labels = {label for mention in named for label in mention.labels}
    present = {annex.label for annex in letter.annexes}
    if not named or labels == present or (len(labels) == len(present) == 1 and "" in labels | present):
        return
    severity = SEVERITY if present else Severity.INFO
    wrong = _first_wrong(named, present)
    elsewhere = {label for mention in named if mention is not wrong for label in mention.labels}
    right = present - elsewhere or present
    yield Finding(
        rule="annex-announced",
        severity=severity,
        span=wrong.span,
        message=f"The letter announces {_names(labels)}, but {_follow(present)}.",
        suggestion=f"{'(' if text.startswith('(', wrong.span.start) else ''}see {_names(right)}"
        if letter.language == "en" and right and (right == {""} or "" not in right)
        else None,
        related=tuple(Related(annex.span, f"annex {annex.label}".strip()) for annex in letter.annexes),
    )


def _first_wrong(mentions: list[AnnexMention], present: set[str]) -> AnnexMention:
    return next((mention for mention in mentions if not set(mention.labels) <= present), mentions[0])


def _counted(letter: Letter) -> Iterator[Finding]:
    """ "its annex" and "its annexes" in the request against the number of annexes."""
    closing, count = letter.closing, len(letter.annexes)
    if not closing or not count or closing.annexes == 0 or (closing.annexes == 1) == (count == 1):
        return
    yield Finding(
        rule="annex-announced",
        severity=SEVERITY,
        span=closing.span,
        message=f"The request speaks of {'an annex' if closing.annexes == 1 else 'annexes'}, but "
        f"{_follow({annex.label for annex in letter.annexes})}.",
        suggestion=("its annex" if count == 1 else "its annexes") if letter.language == "en" else None,
        related=tuple(Related(annex.span, f"annex {annex.label}".strip()) for annex in letter.annexes),
    )


def _names(labels: set[str]) -> str:
    if "" in labels:
        others = labels - {""}
        return f"an annex without a number and {_names(others)}" if others else "annex"
    ordered = sorted(labels, key=lambda label: (len(label), label) if label.isdigit() else (0, label))
    return f"annex{'es' if len(labels) > 1 else ''} {joined(ordered)}"


def _follow(present: set[str]) -> str:
    if not present:
        return "this text contains no annex"
    if present == {""}:
        return "one annex without a number follows"
    return f"{_names(present)} follow{'s' if len(present) == 1 else ''}"
