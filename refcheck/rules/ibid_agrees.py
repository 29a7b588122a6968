""" "Ibid." goes on with something that its source cannot have.

Why
    "Ibid." stands for the source just before. Behind it only what differs is written: a page, another order in the
    same case. A judgment of the Court is no part of a resolution, and another case is another source.

Wrong
    It was said so<sup>1</sup> and again.<sup>2</sup>

    <sup>1</sup> Security Council resolution 853 (1993), para. 3.

    <sup>2</sup> Ibid., Judgment, para. 3.

Right
    It was said so<sup>1</sup> and again.<sup>2</sup>

    <sup>1</sup> Security Council resolution 853 (1993), para. 3.

    <sup>2</sup> Ibid., para. 5.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from refcheck.domain.patterns import lazy
from refcheck.model import Checked, Finding, Kind, Reference, Related, Role, Severity, Span

TITLE = "“Ibid.” with something of another source"
SEVERITY = Severity.WARNING
_REACH = 250  # characters behind "Ibid." that belong to it
_END = lazy(r";|(?<![^\w]v)(?<!\bNo)\.\s+(?=[A-Z])|\n[ \t]*\n")
_COURT_WORDS = lazy(
    r"[\s,.*_]*(?:[^;.]{0,60},\s+)?(?:Judgment|Order\s+of|Advisory\s+Opinion|Provisional\s+Measures|Merits)\b"
)
_OTHER_TRIBUNALS = ("AT/", "UNDT", "UNAT")  # their symbols are of judgments
_NO_COURT = (Kind.RESOLUTION, Kind.SYMBOL, Kind.TREATY)
_DIRECTLY = lazy(r"[\s,*_]*(?:in\s+)?\Z")


def check(checked: Checked) -> Iterator[Finding]:
    """Elements that are replaced are no contradiction: another order or phase of the same case, another page."""
    text = checked.document.text
    starting = {reference.span.start: reference for reference in checked.references if reference.kind is not Kind.SHORT}
    notes = {block.span.start: block.span for block in checked.document.blocks if block.role is Role.NOTE}
    starts = sorted(notes)
    for place, reference in enumerate(checked.references):
        source = starting.get(reference.refers_to) if reference.refers_to is not None else None
        is_ibid = reference.kind is Kind.SHORT and reference.text.lower().startswith("ibid")
        if not is_ibid or source is None or len(reference.antecedents) != 1:
            continue
        note = bisect_right(starts, reference.span.start) - 1
        limit = notes[starts[note]].end if note >= 0 else len(text)
        limit = min(limit, reference.span.end + _REACH)
        stop = _END.search(text, reference.span.end + 1, limit)
        tail = Span(reference.span.end, stop.start() if stop else limit)
        stated = _contradiction(text, source, tail, checked.references[place + 1 : place + 3])
        if stated:
            yield Finding(
                rule="ibid-agrees",
                severity=SEVERITY,
                span=reference.span,
                message=f'"Ibid." stands for "{" ".join(source.text.split())}", and goes on with {stated}.',
                related=(Related(source.span, "what it stands for"),),
            )


def _contradiction(text: str, source: Reference, tail: Span, following: Sequence[Reference]) -> str | None:
    """What the text behind "Ibid." says that cannot be of its source; None where it can."""
    inside = [found for found in following if tail.holds(found.span)]
    if source.kind in _NO_COURT and not (source.canonical and source.canonical[0].startswith(_OTHER_TRIBUNALS)):
        if any(found.kind is Kind.ICJ for found in inside) or _COURT_WORDS.match(text, tail.start, tail.end):
            return "a decision of the Court, which is none of its parts"
        return None
    if source.kind is not Kind.ICJ:
        return None
    for found in inside:
        if found.kind is Kind.ICJ and _case(found) and _case(source) and _case(found) != _case(source):
            return "a decision in another case"
        if found.kind in (Kind.RESOLUTION, Kind.SYMBOL) and _DIRECTLY.match(text[tail.start : found.span.start]):
            return f'"{" ".join(found.text.split())}", which is a source of its own'
    return None


def _case(reference: Reference) -> str | None:
    """The number of the case in the General List, where it is known."""
    parts = reference.canonical[0].split("/") if reference.canonical else []
    return parts[1] if len(parts) > 1 and parts[0] == "ICJ" and parts[1] != "?" else None
