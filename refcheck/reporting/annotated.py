"""The letter's text with its marks: every character as in the original, nothing added to it.

Signs are drawn by the style sheet, from classes; elements that only link or draw are empty. So the
text of the annotated letter is the text of the document, and copying from it copies the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from html import escape
from itertools import pairwise
from typing import NamedTuple

from refcheck.model import Role, Span
from refcheck.report import Report
from refcheck.reporting.page import NUL_SIGN, encodable, shown
from refcheck.reporting.places import Places
from refcheck.reporting.words import STATUS, finding_name, look

# "&#13;" because parsers turn a bare carriage return into a line feed.
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", "\0": NUL_SIGN})
_INDICATOR_TAG = re.compile("&lt;/?sup&gt;")
_GAP = re.compile(r"\n[ \t]*\r?\n")  # behind a paragraph
_LONGEST_RELATED = 400  # characters: a long sentence
_LONG = 60_000  # characters of a text that is divided
_PART = 4_000
_BLOCK_CLASSES = {Role.NOTE: "note", Role.HEADING: "head", Role.RULE: "rule"}


class _Run(NamedTuple):
    """A stretch that one of several overlapping spans owns."""

    start: int
    end: int
    owner: int


class _Layer:
    """Spans of one sort, made disjoint; asked from left to right."""

    def __init__(self, spans: Sequence[Span], ranks: Sequence[int]) -> None:
        self.runs = tuple(_settled(spans, ranks))
        self._starts = [run.start for run in self.runs]
        self._next = 0

    def owner(self, offset: int) -> int | None:
        """Which span owns `offset`; offsets must not decrease from call to call."""
        while self._next < len(self.runs) and self.runs[self._next].end <= offset:
            self._next += 1
        if self._next < len(self.runs) and self.runs[self._next].start <= offset:
            return self.runs[self._next].owner
        return None

    def touches(self, span: Span) -> bool:
        """Whether some run shares a character with `span`."""
        index = bisect_left(self._starts, span.end) - 1
        return index >= 0 and self.runs[index].end > span.start


class _Note(NamedTuple):
    """A note's block: its number among the notes, and where it begins."""

    number: int
    start: int


def annotate(report: Report, places: Places) -> str:
    """The letter as HTML; its text content is the document's text (a NUL is drawn as ␀)."""
    return _Annotation(report, places).html()


class _Annotation:
    """One pass: the boundaries of all marks sorted once, each segment between them written once."""

    def __init__(self, report: Report, places: Places) -> None:
        self._report = report
        self._places = places
        self._text = report.document.text
        self._names = [escape(name) for name in report.finding_ids()]
        self._references = [places.clamp(reference.span) for reference in report.references]
        self._findings = [places.clamp(finding.span) for finding in report.findings]
        self._marks = [places.clamp(mark.span) for mark in report.document.marks]
        self._related = [places.clamp(item.span) for finding in report.findings for item in finding.related]
        self._notes = _notes_of_marks(report, places)
        self._numbers = {
            reference.span.start: number for number, reference in reversed(list(enumerate(report.references, 1)))
        }
        # Of references that overlap, the shortest shows; of findings, the worst that counts; of marks, the first.
        self._reference_layer = _Layer(self._references, [end - start for start, end in self._references])
        behind = len(self._findings)
        ranks = [rank + behind if finding.accepted else rank for rank, finding in enumerate(report.findings)]
        self._finding_layer = _Layer(self._findings, ranks)
        self._mark_layer = _Layer(self._marks, range(len(self._marks)))
        # A whole cover or annex that a finding mentions is an address to go to, and no words to mark.
        short = [span for span in self._related if span.end - span.start <= _LONGEST_RELATED]
        self._related_layer = _Layer(short, range(len(short)))
        # Elements without text, by the offset where they stand: of what begins, and of what ended there.
        self._opening: defaultdict[int, list[str]] = defaultdict(list)
        self._closing: defaultdict[int, list[str]] = defaultdict(list)

    def html(self) -> str:
        """The whole letter."""
        self._number_lines()
        self._place_references()
        self._place_findings()
        self._place_notes()
        return "".join(self._parts())

    def _parts(self) -> Iterator[str]:
        offsets = self._boundaries()
        block_end = None
        parts = set(self._part_starts())
        yield '<div class="part">'
        for start, end in zip(offsets, [*offsets[1:], len(self._text)], strict=True):
            yield from self._closing[start]
            if start == block_end:
                yield "</span>"
            if start in parts:
                yield '</div><div class="part">'
            block = self._places.block(start)
            if block is not None and block.span.start == start and block.role in _BLOCK_CLASSES:
                yield f'<span class="{_BLOCK_CLASSES[block.role]}">'
                block_end = block.span.end
            yield from self._opening[start]
            if start < end:
                yield self._segment(start, end)
        yield "</div>"

    def _part_starts(self) -> Iterator[int]:
        """Where a long text is divided, so that a browser lays out only what is seen of it: between paragraphs."""
        start = _PART
        while len(self._text) > _LONG and (gap := _GAP.search(self._text, start)):
            block = self._places.block(gap.end())
            if block is None or block.role not in _BLOCK_CLASSES or block.span.start == gap.end():
                yield gap.end()
            start = gap.end() + _PART

    def _boundaries(self) -> list[int]:
        offsets = {0, len(self._text), *self._opening, *self._closing, *self._part_starts()}
        layers = (self._reference_layer, self._finding_layer, self._mark_layer, self._related_layer)
        for layer in layers:
            for run in layer.runs:
                offsets.update((run.start, run.end))
        for block in self._places.blocks:
            offsets.update(block.span)
        return sorted(offsets)

    def _number_lines(self) -> None:
        """Numbers in the margin, of lines, paragraphs or pages on which something is marked."""
        marked = (*self._references, *self._findings, *self._related)
        for start, number in sorted({self._places.margin(span.start) for span in marked}):
            self._opening[start].append(f'<i class="ln" data-n="{number}"></i>')

    def _place_references(self) -> None:
        for number, (span, verdict) in enumerate(zip(self._references, self._report.verdicts, strict=True), 1):
            self._opening[span.start].append(f'<i id="t{number}"></i>')
            if self._target(number - 1) == f"r{number}" and not self._finding_layer.touches(span):
                self._closing[span.end].append(f'<i class="sign {verdict.status}"></i>')
                continue
            # The words lead elsewhere, so the sign is the way to the row of the table.
            label = f"Reference {number}: {STATUS[verdict.status].name}"
            self._closing[span.end].append(
                f'<a class="sign {verdict.status}" href="#r{number}" aria-label="{label}"></a>'
            )

    def _place_findings(self) -> None:
        for name, span, finding in zip(self._names, self._findings, self._report.findings, strict=True):
            # For the eye only: the marked words lead to the same card, and say as much.
            say = escape(shown(finding.message))
            self._opening[span.start].append(
                f'<i id="at-{name}"></i><a class="aside {look(finding)}" href="#{name}" data-say="{say}" '
                'aria-hidden="true" tabindex="-1"></a>'
            )
            if span.start == span.end:
                label = f"{finding_name(finding)} at this place"
                self._opening[span.start].append(
                    f'<a class="point {look(finding)}" href="#{name}" aria-label="{label}"></a>'
                )

        for start in sorted({span.start for span in self._related}):
            self._opening[start].append(f'<i id="{related_anchor(start)}"></i>')

    def _place_notes(self) -> None:
        first_marks: dict[_Note, int] = {}
        for mark, note in self._notes.items():
            self._opening[self._marks[mark].start].append(f'<i id="m{mark + 1}"></i>')
            first_marks.setdefault(note, mark)
        for note, mark in first_marks.items():
            label = escape(shown(self._report.document.marks[mark].label))
            self._opening[note.start].append(
                f'<a class="back" id="n{note.number}" href="#m{mark + 1}" '
                f'aria-label="Note {label}: back to the text"></a>'
            )

    def _target(self, reference: int) -> str:
        """Where the words of a reference lead: to the reference meant, else to its own row."""
        meant = self._report.references[reference].refers_to
        number = self._numbers.get(meant) if meant is not None else None
        return f"r{reference + 1}" if number is None or number == reference + 1 else f"t{number}"

    def _segment(self, start: int, end: int) -> str:
        inner = letter_text(self._text[start:end])
        if "&lt;" in inner:
            inner = _INDICATOR_TAG.sub(r'<span class="tag">\g<0></span>', inner)
        related = self._related_layer.owner(start)
        reference = self._reference_layer.owner(start)
        finding = self._finding_layer.owner(start)
        if related is not None and finding is None:  # the colour of a finding says more
            inner = f'<span class="related">{inner}</span>'
        mark = self._mark_layer.owner(start)
        status = None if reference is None else self._report.verdicts[reference].status
        if finding is not None:
            seen = look(self._report.findings[finding])
            under = "" if status is None else f' class="ref {STATUS[status].group}"'
            return (
                f'<mark class="{seen}"><a{under} href="#{self._names[finding]}" '
                f'aria-describedby="d-{seen}">{inner}</a></mark>'
            )
        if reference is not None and status is not None:
            return (
                f'<a class="ref {STATUS[status].group}" href="#{self._target(reference)}" '
                f'aria-describedby="d-{status}">{inner}</a>'
            )
        if mark is not None and mark in self._notes:
            return f'<a class="to-note" href="#n{self._notes[mark].number}">{inner}</a>'
        return inner


def related_anchor(start: int) -> str:
    """The name of a place that a finding mentions besides its own."""
    return f"p{start}"


def letter_text(text: str) -> str:
    """Text as HTML that parses back to the same text."""
    if not encodable(text):
        text = text.encode("utf-8", "replace").decode()
    return text.translate(_ESCAPES)


def _settled(spans: Sequence[Span], ranks: Sequence[int]) -> Iterator[_Run]:
    """Disjoint runs over all spans; where several overlap, the one of least rank owns the text."""
    order = sorted((index for index, span in enumerate(spans) if span.start < span.end), key=spans.__getitem__)
    edges = sorted({edge for index in order for edge in spans[index]})
    waiting = iter(order)
    coming = next(waiting, None)
    active: list[tuple[int, int]] = []
    last: _Run | None = None
    for start, end in pairwise(edges):
        while coming is not None and spans[coming].start <= start:
            heappush(active, (ranks[coming], coming))
            coming = next(waiting, None)
        while active and spans[active[0][1]].end <= start:
            heappop(active)
        if not active:
            continue
        owner = active[0][1]
        if last is not None and last.owner == owner and last.end == start:
            last = last._replace(end=end)
            continue
        if last is not None:
            yield last
        last = _Run(start, end, owner)
    if last is not None:
        yield last


def _notes_of_marks(report: Report, places: Places) -> dict[int, _Note]:
    """For each mark, the next note of its label below it, else the last above: notes may restart."""
    by_label: defaultdict[str, list[_Note]] = defaultdict(list)
    notes = (block for block in places.blocks if block.role is Role.NOTE)
    for number, block in enumerate(notes, 1):
        if block.label is not None:
            by_label[block.label].append(_Note(number, block.span.start))
    found: dict[int, _Note] = {}
    for index, mark in enumerate(report.document.marks):
        candidates = by_label.get(mark.label, [])
        block_at = places.block(mark.span.start)
        if not candidates or (block_at is not None and block_at.role is Role.NOTE and block_at.label == mark.label):
            continue
        after = bisect_right(candidates, mark.span.start, key=lambda note: note.start)
        found[index] = candidates[min(after, len(candidates) - 1)]
    return found
