"""How note indicators and notes pair up, for the rules on footnotes. Not a rule itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from refcheck.model import Block, Checked, Document, NoteMark, Role

_LIKE_A_UNIT = re.compile(r"\d\s?[^\W\d_]{1,4}\Z|(?<![^\W_])[^\W\d_]{1,2}\Z|(?<![\d.,/])10\Z")  # "35 kPa", "x", "10"
_UNIT_REACH = 12


@dataclass(frozen=True, slots=True)
class Run:
    """The indicators and notes of one count: numbering restarts in an annex."""

    marks: tuple[NoteMark, ...]
    notes: tuple[Block, ...]

    @property
    def mark_labels(self) -> tuple[str, ...]:
        """The labels of the indicators, in the order of the text."""
        return tuple(mark.label for mark in self.marks)

    @property
    def note_labels(self) -> tuple[str, ...]:
        """The labels of the notes, in the order of the text."""
        return tuple(note.label or "" for note in self.notes)

    @property
    def misnumbered(self) -> dict[int, str]:
        """Notes that bear another number than theirs, by place, with the number missing there, which they should bear.

        Of 1, 1 it is the second, of 2, 2, 3 the first; of 1, 2, 4 against the indicators 1, 2, 3 the last.
        """
        numbers, called = self.note_labels, set(self.mark_labels)
        present, count = set(numbers), Counter(numbers)
        mistyped = set(self.mistyped.values())
        found: dict[int, str] = {}
        last = int(self.mark_labels[0]) - 1 if self.marks else 0
        for place, label in enumerate(numbers):
            expected = str(last + 1)
            beside = place > 0 and label == numbers[place - 1]
            repeated = count[label] > 1 and (expected in called or beside)
            uncalled = label not in called and expected in called and label not in mistyped
            if expected not in present and (repeated or uncalled):
                found[place] = expected
                last += 1
            else:
                last = int(label)
        return found

    @property
    def mistyped(self) -> dict[int, str]:
        """Indicators without a note, by place, where the next number in order is that of a note without one."""
        numbers, called, notes = self.mark_labels, set(self.mark_labels), set(self.note_labels)
        expected = {place: str(int(numbers[place - 1]) + 1 if place else 1) for place in range(len(numbers))}
        return {
            place: label
            for place, label in expected.items()
            if numbers[place] not in notes and label in notes and label not in called
        }


def note_runs(checked: Checked) -> tuple[Run, ...]:
    """The numbered notes and indicators of a document, a run for each count that begins at 1.

    A second "1" among the notes alone is a repetition; it is a new count only where an annex begins, or where
    the indicators begin anew as well. A raised number that the count does not need and that stands like an
    exponent is no indicator.
    """
    document = checked.document
    return tuple(
        run for marks, notes in _by_annex(checked) for run in _by_beginning(document, marks, notes) if marks or notes
    )


_Stretch = tuple[list[NoteMark], list[Block]]


def _by_annex(checked: Checked) -> list[_Stretch]:
    """The indicators and notes up to each annex or letter that has a count of its own."""
    marks = [mark for mark in checked.document.marks if mark.label.isdigit()]
    notes = [
        block
        for block in checked.document.blocks
        if block.role is Role.NOTE and block.label is not None and block.label.isdigit()
    ]
    places = [letter.span.start for letter in checked.letters]
    places += [annex.span.start for letter in checked.letters for annex in letter.annexes]
    stretches: list[_Stretch] = [([], [])]
    for low, high in pairwise([0, *sorted({place for place in places if place > 0}), len(checked.document.text) + 1]):
        here = (
            [mark for mark in marks if low <= mark.span.start < high],
            [note for note in notes if low <= note.span.start < high],
        )
        if _counts_anew(here, stretches[-1]):
            stretches.append(here)
        else:
            stretches[-1] = (stretches[-1][0] + here[0], stretches[-1][1] + here[1])
    return stretches


def _counts_anew(here: _Stretch, before: _Stretch) -> bool:
    """Whether a stretch has the notes 1, 2, 3 … of its own, behind one that has notes from 1 as well."""
    labels = [note.label for note in here[1]]
    return (
        bool(labels)
        and any(note.label == "1" for note in before[1])
        and labels == [str(number) for number in range(1, len(labels) + 1)]
        and {mark.label for mark in here[0]} <= set(labels)
    )


def _by_beginning(document: Document, marks: list[NoteMark], notes: list[Block]) -> tuple[Run, ...]:
    mark_starts = [place for place, mark in enumerate(marks) if mark.label == "1"]
    note_starts = [place for place, note in enumerate(notes) if note.label == "1"]
    if len(mark_starts) != len(note_starts) or len(note_starts) < 2:
        return (_run(document, marks, notes),)
    mark_edges, note_edges = [0, *mark_starts[1:], len(marks)], [0, *note_starts[1:], len(notes)]
    return tuple(
        _run(document, marks[mark_edges[n] : mark_edges[n + 1]], notes[note_edges[n] : note_edges[n + 1]])
        for n in range(len(note_starts))
    )


def _run(document: Document, marks: Sequence[NoteMark], notes: Sequence[Block]) -> Run:
    return Run(_indicators(document, marks, notes), tuple(notes))


def _indicators(document: Document, marks: Sequence[NoteMark], notes: Sequence[Block]) -> tuple[NoteMark, ...]:
    """The marks; without those that stand like exponents, where the others are those of the notes, in order."""
    if [note.label for note in notes] != [str(number) for number in range(1, len(notes) + 1)]:
        return tuple(marks)
    kept, expected = [], 1
    for mark in marks:
        start = mark.span.start
        if int(mark.label) == expected:
            expected += 1
        elif _LIKE_A_UNIT.search(document.text, max(0, start - _UNIT_REACH), start):
            continue
        elif int(mark.label) > expected:
            return tuple(marks)
        kept.append(mark)
    return tuple(kept) if notes and expected == len(notes) + 1 else tuple(marks)
