"""Where things stand in a letter: lines, paragraphs, pages, notes, and the excerpt around a place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from refcheck.model import Block, Document, Role, Span

_LINE_END = re.compile(r"\r\n?|\n")
_EXCERPT = 200  # characters around and including the place
_LONGEST_SPAN = 160
_CUT = " … "
_FLOWING = frozenset({"docx", "html"})  # formats whose lines are made by the window or the printer
_INDICATOR = re.compile(r"<sup>\s*([^<>]{1,20}?)\s*</sup>")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words around a place: before, the place itself, after.

    White space is folded, and a note indicator that the text writes "<sup>2</sup>" is "²".
    """

    before: str
    marked: str
    after: str


class Places:
    """Answers where an offset of one document stands; built once, each answer takes log n."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._lines = [match.end() for match in _LINE_END.finditer(document.text)]
        self.blocks = _apart(document.blocks, len(document.text))
        self._starts = [block.span.start for block in self.blocks]
        self.unit = "page" if document.pages else "paragraph" if document.format in _FLOWING else "line"
        self._pages = document.pages
        self._paragraphs = list(self._begun_paragraphs()) if self.unit == "paragraph" else []

    def clamp(self, span: Span) -> Span:
        """`span`, cut to the document."""
        start = min(max(span.start, 0), len(self._text))
        return Span(start, min(max(span.end, start), len(self._text)))

    def line(self, offset: int) -> int:
        """The number of the line, the first being 1."""
        return bisect_right(self._lines, offset) + 1

    def line_start(self, offset: int) -> int:
        """Where the line of `offset` begins."""
        index = bisect_right(self._lines, offset)
        return self._lines[index - 1] if index else 0

    def block(self, offset: int) -> Block | None:
        """The block that `offset` lies in."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self.blocks[index].span.end:
            return self.blocks[index]
        return None

    def number(self, offset: int) -> int:
        """The number of the line, or of what people count in such a file: its page, its paragraph."""
        if self.unit == "line":
            return self.line(offset)
        return max(bisect_right(self._pages or self._paragraphs, offset), 1)

    def margin(self, offset: int) -> tuple[int, str]:
        """Where the number of a place stands in the margin of the text, and how: "74", "¶ 12", "p. 3"."""
        if self.unit == "paragraph" and self._paragraphs:
            number = self.number(offset)
            return self._paragraphs[number - 1], f"¶ {number}"
        return self.line_start(offset), f"p. {self.number(offset)}" if self.unit == "page" else str(self.line(offset))

    def _begun_paragraphs(self) -> Iterator[int]:
        """Where a line with words begins the text, or follows an empty one."""
        between = True
        for start, end in pairwise((0, *self._lines, len(self._text))):
            blank = not self._text[start:end].strip()
            if between and not blank:
                yield start
            between = blank

    def words(self, offset: int) -> str:
        """The place for people: "line 74, note 4", "page 3", "paragraph 12"."""
        block = self.block(offset)
        note = f", note {block.label}" if block and block.role is Role.NOTE and block.label else ""
        return f"{self.unit} {self.number(offset)}{note}"

    def excerpt(self, span: Span, length: int = _EXCERPT) -> Excerpt:
        """About `length` characters with the place in their midst, cut between words."""
        start, end = self.clamp(span)
        marked = self._marked(start, end)
        room = max(length - len(marked), 40) // 2
        first, last = self._context(start)
        # White space may fold to nothing, so more is looked at than is shown.
        before = Span(max(start - 4 * room, first), start)
        after = Span(end, min(end + 4 * room, last))
        return Excerpt(
            _tail(self._text[slice(*before)], room, whole=before.start == first),
            marked,
            _head(self._text[slice(*after)], room, whole=after.end == last),
        )

    def _marked(self, start: int, end: int) -> str:
        if end - start > 8 * _LONGEST_SPAN:  # the ends are enough, however long the stretch between them
            parts = (self._text[start : start + 4 * _LONGEST_SPAN], self._text[end - 4 * _LONGEST_SPAN : end])
            marked = _CUT.join(map(_folded, parts))
        else:
            marked = _folded(self._text[start:end])
        if len(marked) <= _LONGEST_SPAN:
            return marked
        half = _LONGEST_SPAN // 2
        return marked[:half].rstrip() + _CUT + marked[-half:].lstrip()

    def _context(self, offset: int) -> Span:
        """How far an excerpt may reach: a note has nothing to do with the text around it."""
        block = self.block(offset)
        return block.span if block and block.role is Role.NOTE else Span(0, len(self._text))


def _head(raw: str, room: int, *, whole: bool) -> str:
    text = _folded(raw, keep_start=True)
    if whole and len(text) <= room:
        return text.rstrip()
    kept = text[:room]
    cut = kept.rfind(" ") if len(text) > room else len(kept)
    return kept[: cut if cut > 0 else room].rstrip() + " …"


def _tail(raw: str, room: int, *, whole: bool) -> str:
    text = _folded(raw, keep_end=True)
    if whole and len(text) <= room:
        return text.lstrip()
    kept = text[-room:]
    cut = kept.find(" ") if len(text) > room else -1
    return "… " + kept[cut + 1 if cut < len(kept) - 1 else 0 :].lstrip()


def _folded(text: str, *, keep_start: bool = False, keep_end: bool = False) -> str:
    words = " ".join(_INDICATOR.sub(_raised, text).split())
    if not words:
        return " " if text and (keep_start or keep_end) else ""
    before = " " if keep_start and text[0].isspace() else ""
    after = " " if keep_end and text[-1].isspace() else ""
    return before + words + after


def _raised(indicator: re.Match[str]) -> str:
    return indicator[1].translate(_RAISED)


def _apart(blocks: tuple[Block, ...], length: int) -> tuple[Block, ...]:
    """Blocks in the order of the text, without those that begin inside an earlier one."""
    kept: list[Block] = []
    end = 0
    for block in sorted(blocks, key=lambda block: block.span.start):
        if end <= block.span.start < block.span.end <= length:
            kept.append(block)
            end = block.span.end
    return tuple(kept)
