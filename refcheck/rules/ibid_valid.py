""" "Ibid." has no source before it, or more than one.

Why
    "Ibid." means the one source of the note just before. In the first note there is none; after a note
    with several sources nobody can tell which is meant.

Wrong
    It was said so.<sup>1</sup>

    <sup>1</sup> Ibid., para. 3.

Right
    It was said so<sup>1</sup> and again.<sup>2</sup>

    <sup>1</sup> A/HRC/8/6/Add.2, para. 2.

    <sup>2</sup> Ibid., para. 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from refcheck.domain.patterns import lazy
from refcheck.model import Checked, Finding, Kind, Reference, Related, Role, Severity

TITLE = "“Ibid.” without a source"
SEVERITY = Severity.ERROR
_ANNEX = lazy(r"^[\s#*]*(?:Annexe?|Anexo|Appendi(?:x|ce)|Enclosure|Приложение|附件|المرفق)\b", re.MULTILINE)
_FEW = 2  # sources that "Ibid." leaves open; a document with more of them has it as its practice


def check(checked: Checked) -> Iterator[Finding]:
    """An error in the first note; a warning after several sources; a hint after a note without a known one."""
    first = next((block.label for block in checked.document.blocks if block.role is Role.NOTE), None)
    starting: dict[int, list[Reference]] = {}
    ambiguous: dict[tuple[int, ...], Finding] = {}  # by the sources meant: a chain of "Ibid." is one finding
    for reference in checked.references:
        starting.setdefault(reference.span.start, []).append(reference)
    for reference in checked.references:
        is_ibid = reference.kind is Kind.SHORT and reference.text.lower().startswith("ibid")
        if not is_ibid or reference.footnote is None:
            continue
        if _is_first_of_annex(checked, reference):
            yield _without_source(reference, "in the first note of an annex")
            continue
        if not reference.antecedents:
            is_first = reference.footnote == first
            where = "in the first note" if is_first else "after a note in which no source was recognized"
            yield _without_source(reference, where, SEVERITY if is_first else Severity.INFO)
            continue
        sources = _distinct(other for start in reference.antecedents for other in starting.get(start, ()))
        if len(sources) > 1:
            finding = _ambiguous(reference, sources)
            known = ambiguous.get(reference.antecedents)
            again = Related(reference.span, "the same is meant here")
            ambiguous[reference.antecedents] = replace(known, related=(*known.related, again)) if known else finding
    yield from _together(list(ambiguous.values()))


def _together(ambiguous: Sequence[Finding]) -> Iterator[Finding]:
    """One finding for all, where they are many."""
    if len(ambiguous) <= _FEW:
        yield from ambiguous
        return
    first, *others = ambiguous
    yield replace(
        first,
        message=f"{first.message} {len(others)} more follow notes with several sources.",
        related=(*first.related, *(Related(other.span, other.message) for other in others)),
    )


def _distinct(antecedents: Iterable[Reference]) -> list[Reference]:
    """The sources meant: two names of one document, and the address where it stands, are one."""
    sources: dict[tuple[str, ...], Reference] = {}
    for other in antecedents:
        if other.kind is not Kind.TREATY:
            sources.setdefault(other.canonical, other)
    documents = [source for source in sources.values() if source.kind is not Kind.URL]
    return documents or list(sources.values())


def _is_first_of_annex(checked: Checked, reference: Reference) -> bool:
    """Whether the note is a second note 1, and an annex begins between its text and what the word would stand for."""
    if reference.footnote != "1" or not reference.antecedents:
        return False
    document, source = checked.document, max(reference.antecedents)
    notes = [block.span for block in document.blocks if block.role is Role.NOTE and block.label == "1"]
    own = next((span for span in notes[1:] if span.holds(reference.span)), None)
    marks = [mark.span.start for mark in document.marks if mark.label == "1" and source < mark.span.start]
    # Where the notes of all parts stand at the end of a file, the annex stands before them all.
    return (
        own is not None
        and source < own.start
        and bool(marks)
        and _ANNEX.search(document.text, source, min(marks[0], own.start)) is not None
    )


def _without_source(reference: Reference, where: str, severity: Severity = SEVERITY) -> Finding:
    return Finding(
        rule="ibid-valid",
        severity=severity,
        span=reference.span,
        message=f'"Ibid." stands {where}; what it refers to '
        + ("cannot be told." if severity is SEVERITY else "could not be checked."),
    )


def _ambiguous(reference: Reference, sources: Sequence[Reference]) -> Finding:
    return Finding(
        rule="ibid-valid",
        severity=Severity.WARNING,
        span=reference.span,
        message=f'"Ibid." follows a note with {len(sources)} sources; it was taken to mean the last, '
        f'"{sources[-1].text}".',
        related=tuple(Related(source.span, source.text) for source in sources),
    )
