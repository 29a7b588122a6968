"""The identity of a finding: what stays the same while the text is edited elsewhere.

It is a digest of the rule, of the words concerned, and of the letters around them in the same sentence. So it
survives edits before and after, another breaking of lines, other emphasis, moved paragraphs, new numbers of notes,
and a number mended beside it; it changes when the words themselves or their sentence change, and then a person
looks again. Findings that are alike in all this are counted, from the beginning of the text.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from refcheck.model import Block, Document, Finding, Role, Span

_AROUND = 32  # letters on each side that belong to the identity
_REACH = 400  # characters in which they are looked for
_MOST_WORDS = 2000  # characters of a long span that count
_DIGITS = 16  # of the digest, in hexadecimal
_SENTENCE_END = re.compile(r"[.!?;:؟۔][\"”’»)\]*_]*\s|[。！？；]|\n[ \t\r\f]*\n")
_NOTE_LABEL = re.compile(
    r"\s*(?:<sup>[^<]{1,20}</sup>|\[\^[^\]\s]{1,20}\]:|\\?\[\d{1,3}\\?\]|\^[\da-z]{1,3}\^|[⁰¹²³⁴-⁹]{1,3}|[\\*†‡§]{1,6})"
)
_NOT_WORDS = re.compile(r"[\W_]+")
_NOT_LETTERS = re.compile(r"[\W\d_]+")


def identities(document: Document, findings: Sequence[Finding]) -> tuple[str, ...]:
    """The identity of each finding, 16 hexadecimal digits: no two of one document are the same."""
    surroundings = _Surroundings(document)
    keys = [(finding.rule, *surroundings.of(finding.span)) for finding in findings]
    seen: Counter[tuple[str, ...]] = Counter()
    named: dict[int, str] = {}
    for place in sorted(range(len(keys)), key=lambda place: (findings[place].span, findings[place].message)):
        seen[keys[place]] += 1
        written = "\n".join((*keys[place], str(seen[keys[place]])))
        named[place] = hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()[:_DIGITS]
    return tuple(named[place] for place in range(len(keys)))


class _Surroundings:
    """The words of a span and of its sentence, without what is numbered anew when notes come or go."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._blocks = document.blocks
        self._block_starts = [block.span.start for block in document.blocks]
        self._marks = sorted(mark.span for mark in document.marks)

    def of(self, span: Span) -> tuple[str, str, str]:
        """The words before it, its own, and those behind it."""
        first, last = self._block_around(span)
        start, end = max(span.start, first), max(span.end, first)
        before = self._without_marks(max(first, start - _REACH), start)
        behind = self._without_marks(end, min(last, end + _REACH))
        return (
            _joined(_SENTENCE_END.split(before)[-1], _NOT_LETTERS)[-_AROUND:],
            _joined(self._without_marks(start, min(end, start + _MOST_WORDS)), _NOT_WORDS),
            _joined(_SENTENCE_END.split(behind, 1)[0], _NOT_LETTERS)[:_AROUND],
        )

    def _block_around(self, span: Span) -> tuple[int, int]:
        """Where the block that holds the span begins, behind its own label, and where it ends."""
        place = bisect_right(self._block_starts, span.start) - 1
        if place < 0 or self._blocks[place].span.end < span.end:
            return 0, len(self._text)
        block = self._blocks[place]
        return self._behind_label(block), block.span.end

    def _behind_label(self, block: Block) -> int:
        start = block.span.start
        if block.role is not Role.NOTE or not block.label:
            return start
        if label := _NOTE_LABEL.match(self._text, start, block.span.end):
            return label.end()
        return start + len(block.label) if self._text.startswith(block.label, start) else start

    def _without_marks(self, start: int, end: int) -> str:
        """The text from `start` to `end` without the indicators of notes."""
        pieces = []
        first = max(0, bisect_right(self._marks, (start,)) - 1)
        for mark in self._marks[first : bisect_left(self._marks, (end,))]:
            if mark.end > start:
                pieces.append(self._text[start : mark.start])
                start = mark.end
        return " ".join((*pieces, self._text[start:end]))


def _joined(text: str, dropped: re.Pattern[str]) -> str:
    """Text without what does not count: where lines or words break, and what emphasizes them."""
    return dropped.sub("", unicodedata.normalize("NFKC", text)).casefold()
