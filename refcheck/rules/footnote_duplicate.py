"""Two notes bear the same number.

Why
    An indicator can lead to one note only. The second of two equal numbers is most often the next number.

Wrong
    It was said so<sup>1</sup> and again.<sup>2</sup>

    <sup>1</sup> A source of 1990.

    <sup>1</sup> Another source of 1991.

Right
    It was said so<sup>1</sup> and again.<sup>2</sup>

    <sup>1</sup> A source of 1990.

    <sup>2</sup> Another source of 1991.
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Checked, Finding, Related, Severity
from refcheck.rules.notes import note_runs

TITLE = "Two notes of one number"
SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """The repeated note, with the number that its place asks for where an indicator waits for it.

    Of 2, 2, 3 against the indicators 1, 2, 3 that is the first.
    """
    for run in note_runs(checked):
        misnumbered, called, notes = run.misnumbered, set(run.mark_labels), set(run.note_labels)
        right: dict[str, int] = {}  # of the notes of one number, the one whose number is right
        for place, label in sorted(enumerate(run.note_labels), key=lambda item: item[0] in misnumbered):
            right.setdefault(label, place)
        for place, label in enumerate(run.note_labels):
            if right[label] == place:
                continue
            expected = misnumbered.get(place)
            waits = expected in called and expected not in notes
            marks = [mark for mark in run.marks if mark.label == expected] if waits else []
            yield Finding(
                rule="footnote-duplicate",
                severity=SEVERITY,
                span=run.notes[place].span,
                message=f"Two notes bear the number {label}"
                + (f"; by its place this one is note {expected}." if waits else "."),
                suggestion=expected if waits else None,
                related=(
                    Related(run.notes[right[label]].span, f"the other note {label}"),
                    *(Related(mark.span, f"indicator {expected}") for mark in marks[:1]),
                ),
            )
