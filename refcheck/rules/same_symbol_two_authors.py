"""One document is cited twice with different authors or senders.

Why
    A letter is sent by one mission, and a report has one author. Where the text names two for one symbol, the name
    or the symbol is wrong.

Wrong
    See the letter dated 5 December 2023 from the Permanent Representative of Armenia to the United Nations addressed
    to the Secretary-General (A/78/636), and the letter from the Permanent Representative of Azerbaijan to the United
    Nations addressed to the Secretary-General (A/78/636).

Right
    See the letter dated 5 December 2023 from the Permanent Representative of Azerbaijan to the United Nations
    addressed to the Secretary-General (A/78/636), and the letter from the Permanent Mission of Azerbaijan (A/78/636).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from refcheck.model import Checked, Document, Finding, Reference, Related, Severity
from refcheck.rules.repeated import by_claim, cited_again, odd_one, words_of

TITLE = "One document, two authors"
SEVERITY = Severity.ERROR
_SENDER = re.compile(r"Representative|Mission|Minister|Charg[ée]|Ambassador|Observer")
_REPORT = re.compile(r"reports?\s+(?:of|by)\s+(?:the\s+)?\W*\Z", re.IGNORECASE)
# Offices that one State has several of: a letter of its mission is a letter of its representative.
_OFFICES = frozenset(
    [
        "permanent",
        "representative",
        "representatives",
        "mission",
        "observer",
        "chargé",
        "charge",
        "d",
        "affaires",
        "ambassador",
        "minister",
        "ministry",
        "ministers",
        "foreign",
        "deputy",
        "acting",
        "interim",
        "prime",
        "president",
        "i",
        "excellency",
        "republic",
        "state",
        "office",
        "first",
        "vice",
    ]
)


def check(checked: Checked) -> Iterator[Finding]:
    """Senders are compared by the State or name behind the office (error), authors of reports as a whole (warning)."""
    for references in cited_again(checked):
        for is_sender in (True, False):
            named = by_claim(references, partial(_name, checked.document, sender=is_sender))
            differing = odd_one(named)
            if differing:
                names = dict(named)
                odd, usual = differing
                if names[odd].isdisjoint(names[usual]):
                    yield _finding(odd, usual, SEVERITY if is_sender else Severity.WARNING)


def _name(document: Document, reference: Reference, *, sender: bool) -> frozenset[str] | None:
    """The words that tell this author from another; None where it is of the other sort, or an abbreviation."""
    author = reference.author
    if author is None or bool(_SENDER.search(author.text) and " of " in author.text) is not sender:
        return None
    if not sender:
        before = document.text[max(0, author.span.start - 30) : author.span.start]
        return words_of(author.text) if _REPORT.search(before) and not author.text.isupper() else None
    return (words_of(author.text) - _OFFICES) or None


def _finding(odd: Reference, usual: Reference, severity: Severity) -> Finding:
    assert odd.author  # noqa: S101 - both were chosen for their authors
    assert usual.author  # noqa: S101
    return Finding(
        rule="same-symbol-two-authors",
        severity=severity,
        span=odd.author.span,
        message=f'{"-".join(odd.canonical)} is said to come from "{odd.author.text}" here and from '
        f'"{usual.author.text}" elsewhere in the text; one of the names, or of the symbols, is wrong.',
        related=(Related(usual.author.span, "the other author"),),
    )
