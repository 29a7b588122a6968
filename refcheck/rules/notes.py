"""How note indicators and notes pair up, for the rules on footnotes. Not a rule itself."""

from __future__ import annotations

from dataclasses import dataclass

from refcheck.model import Block, Document, NoteMark, Role


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
        """Notes that repeat the number before them, by place, with the number that they should bear."""
        numbers = self.note_labels
        return {
            place: str(int(numbers[place]) + 1)
            for place in range(1, len(numbers))
            if numbers[place] == numbers[place - 1]
        }

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


def note_runs(document: Document) -> tuple[Run, ...]:
    """The numbered notes and indicators of a document, a run for each count that begins at 1.

    A second "1" among the notes alone is a repetition; it is a new count only where the indicators begin
    anew as well.
    """
    marks = [mark for mark in document.marks if mark.label.isdigit()]
    notes = [block for block in document.blocks if block.role is Role.NOTE and (block.label or "").isdigit()]
    mark_starts = [place for place, mark in enumerate(marks) if mark.label == "1"]
    note_starts = [place for place, note in enumerate(notes) if note.label == "1"]
    if len(mark_starts) != len(note_starts) or len(note_starts) < 2:
        return (Run(tuple(marks), tuple(notes)),) if marks or notes else ()
    mark_edges, note_edges = [0, *mark_starts[1:], len(marks)], [0, *note_starts[1:], len(notes)]
    return tuple(
        Run(tuple(marks[mark_edges[n] : mark_edges[n + 1]]), tuple(notes[note_edges[n] : note_edges[n + 1]]))
        for n in range(len(note_starts))
    )
