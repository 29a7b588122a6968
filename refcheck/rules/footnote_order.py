"""Notes or their indicators do not follow in ascending order.

Why
    Notes are numbered in the order in which the text calls them. A number out of order belongs elsewhere,
    or two were swapped.

Wrong
    First<sup>1</sup> then<sup>3</sup> and then.<sup>2</sup>

    <sup>1</sup> A source of 1990.

    <sup>2</sup> Another source of 1991.

    <sup>3</sup> A third source of 1992.

Right
    First<sup>1</sup> then<sup>2</sup> and then.<sup>3</sup>

    <sup>1</sup> A source of 1990.

    <sup>2</sup> Another source of 1991.

    <sup>3</sup> A third source of 1992.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refcheck.model import Block, Checked, Finding, NoteMark, Severity
from refcheck.rules.notes import note_runs

TITLE = "Notes or indicators out of order"
SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """The first number below the one before it, among the indicators' first appearances and the notes.

    The order in which a PDF's text comes is a guess, so there it is a hint.
    """
    severity = Severity.INFO if checked.document.format == "pdf" else SEVERITY
    for run in note_runs(checked):
        mistyped, misnumbered = run.mistyped, run.misnumbered
        marks = tuple(mark for place, mark in enumerate(run.marks) if place not in mistyped)
        notes = tuple(note for place, note in enumerate(run.notes) if place not in misnumbered)
        for kind, items in (("Indicator", marks), ("Note", notes)):
            place = _first_descent([int(item.label or 0) for item in items])
            if place is not None:
                yield _finding(kind, items, place, severity)


def _first_descent(numbers: Sequence[int]) -> int | None:
    highest, seen = 0, set[int]()
    for place, number in enumerate(numbers):
        if number in seen:
            continue  # the old practice repeats an indicator
        if number < highest:
            return place
        highest = number
        seen.add(number)
    return None


def _finding(kind: str, items: Sequence[NoteMark] | Sequence[Block], place: int, severity: Severity) -> Finding:
    return Finding(
        rule="footnote-order",
        severity=severity,
        span=items[place].span,
        message=f"{kind} {items[place].label} follows {kind.lower()} {items[place - 1].label}; "
        "notes are expected in ascending order.",
    )
