"""A view of a document in which citations can be read: markup gone, sentences whole, offsets kept.

Conversion leaves emphasis marks, `<sup>` indicators and link targets in the text, and prints notes in
the middle of sentences. Patterns run over the view's text; `span` leads back to the original.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from refcheck.domain.patterns import lazy
from refcheck.model import Block, Document, Role, Span

# Characters that only look different, one for one, so that offsets stay.
_SPACES = "\u00a0\u2007\u202f\u2009\u3000\r\f"
_FULL_WIDTH = {"\u2010": "-", "\u2011": "-", "\ufe63": "-", **{chr(0xFF01 + n): chr(0x21 + n) for n in range(94)}}
_ARABIC_DIGITS = {chr(base + digit): str(digit) for base in (0x0660, 0x06F0) for digit in range(10)}

_INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ufffe"
)
_MARKUP_SIGNS = lazy(rf"[<\\*_\r{_INVISIBLE}]")
_MARKUP = lazy(
    rf"[{_INVISIBLE}]+|\r(?=\n)|<sup>[^<]{{0,40}}</sup>|</?(?:b|i|em|strong|u|sub|span)>|\\(?=[*_#\[\]()])"
    r"|(?<!\\)\*{1,3}|(?<![A-Za-z0-9/:.=&?_-])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![A-Za-z0-9_/-])|(?P<space><br\s*/?>)"
)


class View(NamedTuple):
    """The readable text of a document: first the running text, then the notes, in their order.

    `starts[i]` is where piece i begins in `text`, `origins[i]` where it begins in the document.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    notes_start: int  # where the notes begin; len(text) when there are none
    notes: tuple[tuple[int, str], ...] = ()  # (start, label) of each note in `text`

    def offset(self, position: int) -> int:
        """The document's offset of the character at `position` of the view."""
        piece = bisect_right(self.starts, position) - 1
        return self.origins[piece] + position - self.starts[piece]

    def span(self, start: int, end: int) -> Span:
        """The document's span of view.text[start:end]; not empty."""
        return Span(self.offset(start), self.offset(end - 1) + 1)

    def note_at(self, position: int) -> str | None:
        """The label of the note that `position` lies in."""
        if position < self.notes_start:
            return None
        return self.notes[bisect_right(self.notes, (position, "\U0010ffff")) - 1][1] if self.notes else None

    def segment(self, position: int) -> tuple[int, int]:
        """The part of the view that `position` lies in: the running text, or one note."""
        if position < self.notes_start:
            return 0, self.notes_start
        after = bisect_right(self.notes, (position, "\U0010ffff"))
        start = self.notes[after - 1][0] if after else self.notes_start
        return start, self.notes[after][0] if after < len(self.notes) else len(self.text)


def make_view(document: Document) -> View:
    """The view of a document. Linear in its length; a text without markup is not copied piece by piece."""
    text = document.text
    targets = sorted(_link_markup(document))
    pieces = _Pieces()
    body = [block for block in document.blocks if block.role not in (Role.NOTE, Role.RULE)]
    for block in body:
        _add_block(pieces, text, block, targets)
    notes_start = pieces.length
    notes: list[tuple[int, str]] = []
    for block in document.blocks:
        if block.role is Role.NOTE:
            pieces.add("\n\n", block.span.start)
            notes.append((pieces.length, block.label or ""))
            _add_block(pieces, text, block, targets)
    return View(
        _alike("".join(pieces.texts)),
        tuple(pieces.starts),
        tuple(pieces.origins),
        notes_start,
        tuple(notes),
    )


class _Pieces:
    """Collects the pieces of a view while it is made."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.starts: list[int] = []
        self.origins: list[int] = []
        self.length = 0

    def add(self, text: str, origin: int) -> None:
        if text:
            self.texts.append(text)
            self.starts.append(self.length)
            self.origins.append(origin)
            self.length += len(text)


def _link_markup(document: Document) -> Iterable[tuple[int, int]]:
    """The spans of "[" and "](target)" around the visible text of Markdown links."""
    for link in document.links:
        if link.target_span is not None and document.text[link.span.end : link.span.end + 2] == "](":
            closing = document.text.find(")", link.target_span.end)
            yield link.span.start - 1, link.span.start
            yield link.span.end, (closing if closing >= 0 else link.target_span.end) + 1


def _add_block(pieces: _Pieces, text: str, block: Block, targets: list[tuple[int, int]]) -> None:
    """Add a block's text without its markup."""
    start, end = block.span
    gaps = [(*gap, "") for gap in targets[bisect_left(targets, (start, 0)) : bisect_left(targets, (end, 0))]]
    if block.role is Role.HEADING:
        marks = text[start:end].lstrip("# \t")
        gaps.append((start, end - len(marks), ""))
    gaps += _markup(text, start, end)
    position = start
    for gap_start, gap_end, instead in sorted(gaps):
        if gap_start < position:
            position = max(position, gap_end)
            continue
        pieces.add(text[position:gap_start], position)
        glued = gap_start > start and gap_end < end and text[gap_start - 1].isalnum() and text[gap_end].isalnum()
        pieces.add(instead or (" " if glued and text[gap_start] == "*" else ""), gap_start)
        position = gap_end
    pieces.add(text[position:end], position)


def _markup(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The markup in text[start:end], with what stands for it; looked for only at its signs."""
    sign = _MARKUP_SIGNS.search(text, start, end)
    while sign:
        match = _MARKUP.match(text, sign.start(), end)
        if match:
            yield match.start(), match.end(), " " if match["space"] is not None else ""
        sign = _MARKUP_SIGNS.search(text, match.end() if match else sign.end(), end)


def _alike(text: str) -> str:
    """The text with plain spaces, hyphens, digits and letters for those that only look different."""
    if text.isascii():
        return text.replace("\r", " ").replace("\f", " ")
    for space in _SPACES:
        text = text.replace(space, " ")
    for table in (_FULL_WIDTH, _ARABIC_DIGITS):
        for written, plain in table.items():
            text = text.replace(written, plain)
    return text
