"""An indicator in the text has no note.

Why
    The reader is sent to a source that is not there.

Wrong
    It was said so<sup>1</sup> and again.<sup>2</sup>

    <sup>1</sup> A source of 1990.

Right
    It was said so<sup>1</sup> and again.<sup>2</sup>

    <sup>1</sup> A source of 1990.

    <sup>2</sup> Another source of 1991.
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Checked, Finding, Severity
from refcheck.rules.notes import note_runs

TITLE = "Indicator without note"
SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """Each number once. Where no note was found at all the export lost them: one hint, not many errors."""
    for run in note_runs(checked):
        if run.marks and not run.notes:
            yield Finding(
                rule="footnote-missing-text",
                severity=Severity.INFO,
                span=run.marks[0].span,
                message=f"The text has {len(run.marks)} note indicators and no notes; an export may have lost them.",
            )
            continue
        present = {*run.note_labels, *run.misnumbered.values()}
        mistyped = run.mistyped
        reported: set[str] = set()
        for place, mark in enumerate(run.marks):
            if mark.label not in present and mark.label not in reported:
                reported.add(mark.label)
                yield Finding(
                    rule="footnote-missing-text",
                    severity=SEVERITY,
                    span=mark.span,
                    message=f"Indicator {mark.label} has no note; the notes are {_listed(run.note_labels)}."
                    + (f" By its place it is indicator {mistyped[place]}." if place in mistyped else ""),
                    suggestion=mistyped.get(place),
                )


def _listed(labels: tuple[str, ...]) -> str:
    return ", ".join(labels) if len(labels) <= 12 else f"{labels[0]} to {labels[-1]}"
