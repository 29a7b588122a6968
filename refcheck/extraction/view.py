"""A view of a document in which citations can be read: markup gone, sentences whole, offsets kept.

Conversion leaves emphasis marks, `<sup>` indicators and link targets in the text, and prints notes in
the middle of sentences. Patterns run over the view's text; `span` leads back to the original.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from refcheck.domain.patterns import lazy
from refcheck.extraction.anchors import occurrences
from refcheck.model import Block, Document, Role, View

__all__ = ["View", "make_view"]

# Characters that only look different, one for one, so that offsets stay.
_ALIKE = {
    **dict.fromkeys("\u00a0\u2007\u202f\u2009\u3000", " "),
    **dict.fromkeys("\u2010\u2011\ufe63", "-"),
    **{chr(0xFF01 + n): chr(0x21 + n) for n in range(94)},
    **{chr(base + digit): str(digit) for base in (0x0660, 0x06F0) for digit in range(10)},
}
_INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ufffe"
)
_MARKED_UP = ("txt", "md")  # formats whose text holds emphasis marks and tags
_ASCII_SIGNS = "<\\*_\r"
_ASCII = bytes(range(128))
_MARKUP = lazy(
    rf"[{_INVISIBLE}]+|\r(?=\n)|<sup>[^<]{{0,40}}</sup>|</?(?:b|i|em|strong|u|sub|span)>|\\(?=[*_#\[\]()])"
    r"|(?<!\\)\*{1,3}|(?<![A-Za-z0-9/:.=&?_\\-])_{1,3}(?=\S)|(?<=[^\s\\])_{1,3}(?![A-Za-z0-9_/(-])|(?P<space><br\s*/?>)"
)


def make_view(document: Document) -> View:
    """The view of a document. Linear in its length; a text without markup is not copied piece by piece."""
    text = document.text
    rare = _rare(text)
    marked_up = document.format in _MARKED_UP
    gaps = [*_link_markup(document), *_markup(text, rare, marked_up), *(_indicators(document) if marked_up else ())]
    gaps.sort()
    pieces: list[_Piece] = []
    for block in document.blocks:
        if block.role not in (Role.NOTE, Role.RULE):
            pieces += _pieces(text, block, gaps)
    body = len(pieces)
    notes: list[tuple[int, str]] = []  # the number of the first piece, and the label
    for block in document.blocks:
        if block.role is Role.NOTE:
            pieces.append(("\n\n", block.span.start))
            notes.append((len(pieces), block.label or ""))
            pieces += _pieces(text, block, gaps)
    texts = [piece for piece, _ in pieces]
    starts = tuple(accumulate(map(len, texts), initial=0))
    return View(
        _alike("".join(texts), rare),
        starts[:-1],
        tuple([origin for _, origin in pieces]),
        starts[body],
        tuple([(starts[first], label) for first, label in notes]),
        rare,
    )


def _rare(text: str) -> frozenset[str]:
    """The characters beyond ASCII; most documents have a handful, so that all else can ask for them first."""
    if text.isascii():
        return frozenset()
    return frozenset(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass"))


_Piece = tuple[str, int]  # a piece of the view, and where it begins in the document
_Gap = tuple[int, int, str]  # start, end, and what stands in the view instead


def _link_markup(document: Document) -> Iterator[_Gap]:
    """The spans of "[" and "](target)" around the visible text of Markdown links."""
    for link in document.links:
        if link.target_span is not None and document.text[link.span.end : link.span.end + 2] == "](":
            closing = document.text.find(")", link.target_span.end)
            yield link.span.start - 1, link.span.start, ""
            yield link.span.end, (closing if closing >= 0 else link.target_span.end) + 1, ""


def _indicators(document: Document) -> Iterator[_Gap]:
    """The indicators of notes whose signs are markup nowhere else: "[1]", "[^1]", "^1^"."""
    for mark in document.marks:
        if document.text.startswith(("[", "\\[", "^"), mark.span.start):
            yield *mark.span, ""


def _pieces(text: str, block: Block, gaps: list[_Gap]) -> Iterator[_Piece]:
    """A block's text without its markup; no piece is empty."""
    start, end = block.span
    position = start
    if block.role is Role.HEADING:
        position = end - len(text[start:end].lstrip("# \t"))
    for gap_start, gap_end, instead in gaps[bisect_left(gaps, (start,)) : bisect_left(gaps, (end,))]:
        if gap_start < position:
            position = max(position, gap_end)
            continue
        if gap_start > position:
            yield text[position:gap_start], position
        if instead:
            yield instead, gap_start
        elif text[gap_start] == "*" and start < gap_start and gap_end < end and _is_glue(text, gap_start, gap_end):
            yield " ", gap_start
        position = gap_end
    if position < end:
        yield text[position:end], position


def _is_glue(text: str, start: int, end: int) -> bool:
    """Whether two words would run together without text[start:end]."""
    return text[start - 1].isalnum() and text[end].isalnum()


def _markup(text: str, rare: frozenset[str], marked_up: bool) -> Iterator[_Gap]:
    """The markup in the text, with what stands for it; looked for only at its signs.

    In a format whose markup the reader took away, a star is a star: only indicators are left.
    """
    signs = [sign for sign in (*_ASCII_SIGNS, *_INVISIBLE) if sign.isascii() or sign in rare]
    end = 0
    for place in sorted([place for sign in signs for place in occurrences(text, sign)]):
        match = _MARKUP.match(text, place) if place >= end else None
        if match and (marked_up or match[0][0] not in "*_\\<" or match[0].startswith("<sup>")):
            end = match.end()
            yield place, end, " " if match["space"] else ""


def _alike(text: str, rare: frozenset[str]) -> str:
    """The text with plain spaces, hyphens, digits and letters for those that only look different."""
    for written in rare.intersection(_ALIKE):
        text = text.replace(written, _ALIKE[written])
    return text.replace("\r", " ").replace("\f", " ")
