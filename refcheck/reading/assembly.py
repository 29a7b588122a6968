"""Puts a document's text together, with its blocks, links and note indicators at their offsets.

For formats that have no text of their own: what `Assembly` writes is what offsets count in. A note
indicator is written "<sup>4</sup>", as the plain text reader knows it, so that it never sticks to the
word or number before it and every format reads alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from refcheck.model import Block, Link, NoteMark, Role, Span

_LABEL = r"(?:\d{1,3}|[a-z]|\*{1,3}|†{1,3}|‡{1,3}|§{1,3})"
_LABELS = re.compile(rf"\s*{_LABEL}(?:\s*,\s*{_LABEL})*\s*,?\s*")
_POWER = re.compile(r"(?:\d|\b(?:m|km|cm|mm|ft|mi|in|yd|CO|ha))$")
_ORDINAL_STEM = re.compile(r"(?:\b[NnMD]|\d)$")  # "nᵒ", "1ᵉ": a raised letter that is no note


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a reader makes of a file: the text, and what the markup says about it."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    marks: tuple[NoteMark, ...]
    encoding: str = "utf-8"
    remarks: tuple[str, ...] = ()


class Assembly:
    """Collects a text piece by piece. `write` is the only way text comes in."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._special: list[Block] = []
        self._links: list[Link] = []
        self._marks: list[NoteMark] = []
        self._last = ""  # the last piece that is not empty
        self.length = 0

    def write(self, text: str) -> None:
        """Add text as it is to be read."""
        if text:
            self._pieces.append(text)
            self._last = text
            self.length += len(text)

    def part(self, separator: str = "\n\n") -> None:
        """Set what follows apart from what is there, if anything is."""
        if self.length:
            self.write(separator)

    def mark(self, *labels: str, is_note: bool = True) -> None:
        """Write an indicator; `is_note=False` for a raised number that only looks like one."""
        start = self.length
        self.write(f"<sup>{','.join(labels)}</sup>")
        if is_note:
            self._marks += [NoteMark(Span(start, self.length), label) for label in labels]

    def raised(self, text: str) -> str | None:
        """Write superscript text: as an indicator if it looks like one, else as plain text.

        Returns the label if it could as well be the label of a note that begins here.
        """
        labels = [label.strip() for label in text.split(",") if label.strip()]
        if not _LABELS.fullmatch(text) or (labels[0].isalpha() and _ORDINAL_STEM.search(self._last)):
            self.write(text)
            return None
        self.mark(*labels, is_note=not _POWER.search(self._last[-6:]))
        self.write(" " if text[-1:].isspace() else "")
        return labels[0] if len(labels) == 1 else None

    def block(self, start: int, role: Role, label: str | None = None) -> None:
        """Give the text since `start` a role; what gets none is running text."""
        if start < self.length:
            self._special.append(Block(Span(start, self.length), role, label))

    def note_label(self, label: str) -> None:
        """Write the label that a note begins with."""
        self.write(f"<sup>{label}</sup> ")

    def drop_marks_from(self, start: int) -> None:
        """Forget the indicators since `start`: they were the labels of notes."""
        while self._marks and self._marks[-1].span.start >= start:
            self._marks.pop()

    def link(self, start: int, target: str) -> None:
        """Make the text since `start` a link; pieces of one link that Word cut apart become one."""
        text = self._since(start)
        end = start + len(text.rstrip())
        start += len(text) - len(text.lstrip())
        if start >= end:
            return
        last = self._links[-1] if self._links else None
        if last is not None and last.target == target and last.span.end == start:
            self._links[-1] = replace(last, span=Span(last.span.start, end))
        else:
            self._links.append(Link(Span(start, end), target))

    def parsed(self, encoding: str = "utf-8", remarks: tuple[str, ...] = ()) -> Parsed:
        """Everything that was collected."""
        text = "".join(self._pieces)
        links = tuple(sorted(self._links, key=lambda link: link.span))
        return Parsed(text, covering(self.length, self._special), links, tuple(self._marks), encoding, remarks)

    def _since(self, start: int) -> str:
        pieces: list[str] = []
        position = self.length
        for piece in reversed(self._pieces):
            if position <= start:
                break
            pieces.append(piece)
            position -= len(piece)
        return "".join(reversed(pieces))[start - position :]


def covering(length: int, special: Sequence[Block]) -> tuple[Block, ...]:
    """The special blocks, and running text wherever there is none, so that all text is covered."""
    blocks: list[Block] = []
    position = 0
    for block in special:
        if block.span.start < position:
            continue
        if block.span.start > position:
            blocks.append(Block(Span(position, block.span.start), Role.BODY))
        blocks.append(block)
        position = block.span.end
    if position < length:
        blocks.append(Block(Span(position, length), Role.BODY))
    return tuple(blocks)
