"""A note has no indicator in the text.

Why
    Nobody can tell which statement the note supports.

Wrong
    It was said so<sup>1</sup> and again.

    <sup>1</sup> A source of 1990.

    <sup>2</sup> Another source of 1991.

Right
    It was said so<sup>1</sup> and again.<sup>2</sup>

    <sup>1</sup> A source of 1990.

    <sup>2</sup> Another source of 1991.
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Block, Checked, Finding, Related, Severity, Span
from refcheck.rules.notes import Run, note_runs

TITLE = "Note without indicator"
SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """Each note once. Where no indicator was found at all the export lost them: one hint, not many errors."""
    runs = note_runs(checked)
    lost = not any(run.marks for run in runs)
    for run in runs:
        if lost and run.notes:
            yield Finding(
                rule="footnote-missing-marker",
                severity=Severity.INFO,
                span=run.notes[0].span,
                message=f"There are {len(run.notes)} notes and no indicators in the text; an export may have lost them.",
            )
            continue
        called = {*run.mark_labels, *run.mistyped.values()}
        misnumbered = run.misnumbered
        for place, note in enumerate(run.notes):
            expected = misnumbered.get(place)
            if note.label in called or (expected and run.note_labels.count(note.label or "") > 1):
                continue
            waiting = [mark.span for mark in run.marks if mark.label == expected]
            yield Finding(
                rule="footnote-missing-marker",
                severity=SEVERITY,
                span=note.span,
                message=f"Note {note.label} has no indicator in the text"
                + (f"; by its place it is note {expected}." if expected else "."),
                suggestion=expected,
                related=(
                    (Related(waiting[0], f"indicator {expected}"),) if waiting else tuple(_where_expected(run, note))
                ),
            )


def _where_expected(run: Run, note: Block) -> Iterator[Related]:
    """The stretch between the indicators on both sides of the gap: the lost one stood there."""
    number = int(note.label or 0)
    before = [mark.span.end for mark in run.marks if int(mark.label) < number]
    after = [mark.span.start for mark in run.marks if int(mark.label) > number]
    low = max(before, default=0)
    high = min((place for place in after if place > low), default=note.span.start)
    if low < high:
        neighbours = " and ".join(str(n) for n in (number - 1, number + 1) if str(n) in run.mark_labels)
        yield Related(Span(low, high), f"beside indicator {neighbours}" if neighbours else "before the note")
