"""One document is cited twice with titles that differ.

Why
    A title in quotation marks is the document's own. Where two citations of one symbol give it in different words,
    one of them is not exact, or stands with the wrong symbol.

Wrong
    See “Profiles in displacement: Azerbaijan” (E/CN.4/1999/79/Add.1). It was said in “Profiles in displacement:
    Armenia” (E/CN.4/1999/79/Add.1) as well.

Right
    See “Profiles in displacement: Azerbaijan” (E/CN.4/1999/79/Add.1). It was said in “Profiles in displacement:
    Azerbaijan” (E/CN.4/1999/79/Add.1) as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Checked, Finding, Reference, Related, Severity, TitleKind
from refcheck.rules.repeated import by_claim, cited_again, odd_one, words_of

TITLE = "One document, two titles"
SEVERITY = Severity.WARNING
_ALIKE = 3  # one word in so many is the same: else it may be the title in another language, or of a part


def _words_of_title(reference: Reference) -> frozenset[str] | None:
    """The words of the title that the text gives; a description is no title."""
    claim = reference.title
    return words_of(claim.text) if claim and claim.kind is not TitleKind.DESCRIBED else None


def check(checked: Checked) -> Iterator[Finding]:
    """Titles in quotation marks that are alike and not the same; a shortened title is the same."""
    for references in cited_again(checked):
        titles = by_claim(references, _words_of_title)
        differing = odd_one(titles)
        if not differing:
            continue
        odd, usual = differing
        if not odd.title or not usual.title:
            continue
        written, other = words_of(odd.title.text), words_of(usual.title.text)
        shorter = min(len(written), len(other))
        if written <= other or other <= written or len(written & other) * _ALIKE < shorter:
            continue
        yield Finding(
            rule="same-symbol-two-titles",
            severity=SEVERITY,
            span=odd.title.span,
            message=f'{"-".join(odd.canonical)} is called "{odd.title.text}" here and "{usual.title.text}" elsewhere '
            f"in the text; a title is quoted word for word.",
            related=(Related(usual.title.span, "the other title"),),
        )
