"""Puts a document's text together, with its blocks, links and note indicators at their offsets.

For formats that have no text of their own: what `Assembly` writes is what offsets count in. A note
indicator is written "<sup>4</sup>", as the plain text reader knows it, so that it never sticks to the
word or number before it and every format reads alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from refcheck.domain.patterns import lazy
from refcheck.model import Block, Link, NoteMark, Role, Span

_LABEL = r"(?:\d{1,3}|[a-z]|\*{1,3}|†{1,3}|‡{1,3}|§{1,3})"
_LABELS = lazy(rf"\s*{_LABEL}(?:\s*,\s*{_LABEL})*\s*,?\s*")
_UNIT = lazy(r"\b(?:m|km|cm|mm|ft|mi|in|yd|CO|ha)$")  # m², km²: no note
_SPACE = lazy(r"\A\s+")
_STAR_NOTE = lazy(r"\s*(\*{1,3})\s+(?=\S)")
_STAR_MARK = lazy(r"(?<=[\w.,;:”\"')\]])\*{1,3}(?=[\s.,;:)]|\Z)")
_ORDINAL_STEM = lazy(r"(?:\b[NnMD]|\d)$")  # "nᵒ", "1ᵉ": a raised letter that is no note


class Parsed(NamedTuple):
    """What a reader makes of a file: the text, and what the markup says about it."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    marks: tuple[NoteMark, ...]
    encoding: str = "utf-8"
    remarks: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()  # where each begins, for formats that have pages


class Origin(NamedTuple):
    """The stretch [start, end) of a text, and the parts of the file that it was made of, in their order."""

    start: int
    end: int
    sources: tuple[Any, ...]


class Assembly:
    """Collects a text piece by piece. `write` is the only way text comes in.

    With `traced` it keeps the way back: `origins` of the text, and in `led` what each link was made of.
    """

    def __init__(self, *, traced: bool = False) -> None:
        self.origins: list[Origin] | None = [] if traced else None
        self.led: list[tuple[str, tuple[Any, ...]]] = []  # where each link leads, and the parts that say so
        self._pieces: list[str] = []
        self._special: list[Block] = []
        self._links: list[tuple[int, int, str]] = []
        self._marks: list[NoteMark] = []
        self._doubtful: list[NoteMark] = []  # "Add.2¹" or "10⁶": an indicator if there is such a note
        self._length = 0
        self._starred = 0  # where the last text with a star ends
        self._separator = ""  # written before the next text
        self._opening: re.Pattern[str] | None = None  # a note has begun: what not to write at its beginning

    @property
    def position(self) -> int:
        """The offset of the next character."""
        return self._length + len(self._separator)

    def write(self, text: str, *sources: Any) -> None:
        """Add text as it is to be read; `sources` are the parts of the file that it stands in."""
        if self._opening is not None:
            text = self._opening.sub("", text, count=1)
        if text:
            self._opening = None
            self._add(text, sources)

    def part(self, separator: str = "\n\n") -> None:
        """Set what follows apart from what is there, if anything is."""
        if self._opening is None and self._length and len(separator) > len(self._separator):
            self._separator = separator

    def mark(self, *labels: str, is_note: bool = True, sources: tuple[Any, ...] = ()) -> None:
        """Write an indicator; `is_note=False` for a raised number that only looks like one."""
        start = self.position
        self._add(f"<sup>{','.join(labels)}</sup>", sources)
        if is_note:
            self._marks += [NoteMark(Span(start, self._length), label) for label in labels]

    def raised(self, text: str, *sources: Any, opens: bool = False) -> str | None:
        """Write superscript text: as an indicator if it looks like one, else as plain text.

        `opens` says that a paragraph begins here. Then the indicator may be the label of a note, which is
        returned, and no indicator.
        """
        labels = [label.strip() for label in text.split(",") if label.strip()]
        before = self._pieces[-1][-6:] if self._pieces and not opens else ""
        if self._opening is not None and not self._opening.sub("", text, count=1):
            self.label_seen()
            return None
        if not _LABELS.fullmatch(text) or (labels[0].isalpha() and _ORDINAL_STEM.search(before)):
            self.write(text, *sources)
            return None
        start = self.position
        is_note = not opens and not _UNIT.search(before) and not before[-1:].isdigit()
        self.mark(*labels, is_note=is_note, sources=sources)
        if not opens and before[-1:].isdigit():
            self._doubtful += [NoteMark(Span(start, self._length), label) for label in labels]
        if text[-1:].isspace():
            self._add(" ")
        return labels[0] if opens and len(labels) == 1 else None

    def begin_note(self, label: str, *sources: Any, repeated: bool) -> int:
        """Begin a note with its label; `repeated` says that the label may follow, which is left out then."""
        start = self.position
        self._add(f"<sup>{label}</sup> ", sources)
        written = rf"(?:[\[(]?{re.escape(label)}[\])]?[.:]?(?:\s+|\Z))?" if repeated else ""
        self._opening = re.compile(rf"\A\s*{written}")
        return start

    def label_seen(self) -> None:
        """The label of the note that has begun was met: what looks like it from here on is text."""
        if self._opening is not None:
            self._opening = _SPACE

    def block(self, start: int, role: Role, label: str | None = None) -> None:
        """Give the text since `start` a role; what gets none is running text."""
        self._opening = None
        if start < self._length:
            self._special.append(Block(Span(start, self._length), role, label))

    def star_label(self, start: int) -> str | None:
        """The sign with which a note that begins at `start` is written: "* A/80/50."."""
        if self._starred <= start:
            return None
        note = _STAR_NOTE.match(self._since(start))
        return note[1] if note else None

    def link(self, start: int, target: str, end: int | None = None, *, sources: tuple[Any, ...] = ()) -> None:
        """Make the text from `start` to `end`, or to here, a link; `sources` say where it leads."""
        if self.origins is not None:
            self.led.append((target, sources))
        self._links.append((start, self._length if end is None else end, target))

    def parsed(self, encoding: str = "utf-8", remarks: tuple[str, ...] = ()) -> Parsed:
        """Everything that was collected."""
        text = "".join(self._pieces)
        labels = {block.label for block in self._special if block.role is Role.NOTE}
        self._marks += [mark for mark in self._doubtful if mark.label in labels]
        self._mark_stars(text, labels)
        self._marks.sort(key=lambda mark: mark.span)
        blocks = covering(self._length, self._special)
        return Parsed(text, blocks, _joined(text, self._links), tuple(self._marks), encoding, remarks)

    def _mark_stars(self, text: str, signs: set[str | None]) -> None:
        """Make indicators of stars behind words, where the text has a note with that sign."""
        if any(sign and sign.startswith("*") for sign in signs):
            self._marks += [
                NoteMark(Span(*match.span()), match[0]) for match in _STAR_MARK.finditer(text) if match[0] in signs
            ]
            self._marks.sort(key=lambda mark: mark.span)

    def _add(self, text: str, sources: tuple[Any, ...] = ()) -> None:
        if self.origins is not None and sources:
            start = self.position
            self.origins.append(Origin(start, start + len(text), sources))
        text = self._separator + text
        self._separator = ""
        self._pieces.append(text)
        self._length += len(text)
        if "*" in text:
            self._starred = self._length

    def _since(self, start: int) -> str:
        pieces: list[str] = []
        position = self._length
        for piece in reversed(self._pieces):
            if position <= start:
                break
            pieces.append(piece)
            position -= len(piece)
        return "".join(reversed(pieces))[start - position :]


def _joined(text: str, pieces: Sequence[tuple[int, int, str]]) -> tuple[Link, ...]:
    """Links without the space around them; what Word or a line end cut apart becomes one again."""
    links: list[Link] = []
    for piece in sorted(pieces):
        start, end, target = piece
        visible = text[start:end]
        start, end = start + len(visible) - len(visible.lstrip()), start + len(visible.rstrip())
        if start >= end:
            continue
        last = links[-1] if links else None
        if last is not None and last.target == target and not text[last.span.end : start].strip():
            links[-1] = Link(Span(last.span.start, max(end, last.span.end)), target)
        else:
            links.append(Link(Span(start, end), target))
    return tuple(links)


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
