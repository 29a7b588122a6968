"""A reference to another place of the document leads nowhere, or to the wrong side.

Why
    "See footnote 3 above" sends the reader to a note of this document that stands before. When notes or paragraphs
    are added or taken out, such references are often left as they were.

Wrong
    It was said so<sup>1</sup> and again.<sup>2</sup>

    <sup>1</sup> A/HRC/8/6/Add.2, para. 2.

    <sup>2</sup> See footnote 3 above.

Right
    It was said so<sup>1</sup> and again.<sup>2</sup>

    <sup>1</sup> A/HRC/8/6/Add.2, para. 2.

    <sup>2</sup> See footnote 1 above.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from refcheck.domain.patterns import lazy
from refcheck.model import Checked, Document, Finding, Kind, Reference, Role, Severity, Span

TITLE = "Reference to a place that is not there"
SEVERITY = Severity.ERROR
_NUMBER = lazy(r"\d+")
_ABOVE = lazy(r"above|supra", re.IGNORECASE)
_WORK_CITED = lazy(r"(?:op|loc)\.\s?cit\.", re.IGNORECASE)
_NAME = lazy(r"[A-ZÀ-ÞА-Я][\w’'-]+")
_PARAGRAPH = lazy(
    r"[pP](?<!\w[pP])(?i:ara(?:graphs?|s?\.)\s+(?P<number>\d{1,3})(?:\s?\([a-z]\))?,?\s+(?P<side>above|below|supra|infra))\b"
)
_NUMBERED = lazy(r"^[ \t]*(?:\*\*)?(?P<number>\d{1,3})\\?\.(?:\*\*)?[ \t]+(?=\S)", re.MULTILINE)
_QUOTED_BEFORE = lazy(r"[“\"«][^”\"»\n]{0,400}\Z")
_FEWEST = 5  # numbered paragraphs that make a count
_BLANK_LINE = lazy(r"\n[ \t]*\n")


def check(checked: Checked) -> Iterator[Finding]:
    """Notes, paragraphs and works of this document; "A/78/636, footnote 4" is of another."""
    yield from _notes(checked)
    yield from _paragraphs(checked.document)


# --- notes and works -----------------------------------------------------------------------


def _notes(checked: Checked) -> Iterator[Finding]:
    document = checked.document
    notes = [block for block in document.blocks if block.role is Role.NOTE and block.label]
    numbers = [int(block.label) for block in notes if block.label and block.label.isdigit()]
    for reference in checked.references:
        if reference.kind is not Kind.SHORT or not notes:
            continue
        number = _NUMBER.search(reference.text)
        if number and "note" in reference.text.lower() and numbers:
            yield from _note(document, reference, int(number[0]), numbers)
        elif _WORK_CITED.match(reference.text) and not reference.antecedents:
            yield from _work(document, reference)


def _note(document: Document, reference: Reference, number: int, numbers: Sequence[int]) -> Iterator[Finding]:
    marks = [mark.span.start for mark in document.marks if mark.label == str(number)]
    if number > max(numbers) and not marks:
        yield _finding(reference.span, reference.text, f"the last note of this document is {max(numbers)}")
        return
    above = bool(_ABOVE.search(reference.text))
    side = "before" if above else "behind"
    if reference.footnote is not None:
        own = int(reference.footnote) if reference.footnote.isdigit() else None
        wrong = own is not None and numbers.count(own) == 1 and (own <= number if above else own >= number)
    else:
        start = reference.span.start
        wrong = bool(marks) and all(mark > start if above else mark < start for mark in marks)
    if wrong and numbers.count(number) == 1:
        yield _finding(reference.span, reference.text, f"note {number} does not stand {side} this place")


def _work(document: Document, reference: Reference) -> Iterator[Finding]:
    """ "Deng, op. cit.", where nothing before in the whole document has that name."""
    block = next((block for block in document.blocks if block.span.holds(reference.span)), None)
    low = block.span.start if block and block.role is Role.NOTE else 0
    names = _NAME.findall(document.text, max(low, reference.span.start - 60), reference.span.start)
    if names and low and names[-1] not in document.text[:low]:
        yield _finding(reference.span, f"{names[-1]}, {reference.text}", f"{names[-1]} is not cited before")


# --- paragraphs ----------------------------------------------------------------------------


def _paragraphs(document: Document) -> Iterator[Finding]:
    text = document.text
    mentions = [*_PARAGRAPH.finditer(text)]
    count = _count(text) if mentions else ()
    for mention in mentions:
        number, start = int(mention["number"]), mention.start()
        own = bisect_right(count, start)
        if own == 0 or _BLANK_LINE.search(text, count[own - 1], start):
            continue  # of a paragraph that has no number: who knows what is counted there
        above = bool(_ABOVE.fullmatch(mention["side"]))
        wrong = number >= own if above else number <= own
        if wrong and not _QUOTED_BEFORE.search(text, max(0, start - 400), start):
            side = "before" if above else "behind"
            yield _finding(
                Span(*mention.span()), mention[0], f"it stands in paragraph {own}, {side} which is no {number}"
            )


def _count(text: str) -> tuple[int, ...]:
    """Where the paragraphs 1, 2, 3 … begin; empty where they are few, or where another count stands beside them.

    A Word file numbers paragraphs by itself, and its text holds only the numbers that were typed.
    """
    numbered = [*_NUMBERED.finditer(text)]
    ascending = [int(match["number"]) for match in numbered] == list(range(1, len(numbered) + 1))
    return tuple(match.start() for match in numbered) if ascending and len(numbered) >= _FEWEST else ()


def _finding(span: Span, written: str, why: str) -> Finding:
    return Finding(
        rule="short-reference-target",
        severity=SEVERITY,
        span=span,
        message=f'"{" ".join(written.split())}" leads nowhere: {why}.',
    )
