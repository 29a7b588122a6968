"""The readable text of a document, with the way back to its offsets, and how it falls into passages."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from refcheck.model.document import Span


class View(NamedTuple):
    """The readable text of a document: first the running text, then the notes, in their order.

    `starts[i]` is where piece i begins in `text`, `origins[i]` where it begins in the document.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    notes_start: int  # where the notes begin; len(text) when there are none
    notes: tuple[tuple[int, str], ...] = ()  # (start, label) of each note in `text`
    rare: frozenset[str] = frozenset()  # the characters beyond ASCII in the document

    def offset(self, position: int) -> int:
        """The document's offset of the character at `position` of the view."""
        piece = bisect_right(self.starts, position) - 1
        return self.origins[piece] + position - self.starts[piece]

    def span(self, start: int, end: int) -> Span:
        """The document's span of view.text[start:end]; not empty."""
        return Span(self.offset(start), self.offset(end - 1) + 1)

    def position(self, offset: int) -> int:
        """Where the document's running text at `offset` stands in the view; behind it, where that is markup."""
        body = bisect_left(self.starts, self.notes_start)
        piece = bisect_right(self.origins, offset, 0, body) - 1
        if piece < 0:
            return 0
        end = self.starts[piece + 1] if piece + 1 < body else self.notes_start
        return min(end, self.starts[piece] + offset - self.origins[piece])

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


class Paragraph(NamedTuple):
    """A paragraph, a heading, a line of a table or a note: prose.view.text[start:end]."""

    start: int
    end: int
    note: bool = False
    whole: bool = True  # False for one that a page break has put together, and in what is no running text


class Prose(NamedTuple):
    """What rules read that look at the wording: passages in the order of the view, and what is quoted in them."""

    view: View
    passages: tuple[Paragraph, ...]
    quoted: tuple[tuple[int, int], ...]  # between quotation marks, in order, in view.text
    language: str | None

    def is_quoted(self, position: int) -> bool:
        """Whether the character at `position` of the view stands between quotation marks."""
        place = bisect_right(self.quoted, (position, len(self.view.text)))
        return place > 0 and position < self.quoted[place - 1][1]

    def passage_at(self, position: int) -> Paragraph | None:
        """The passage that holds `position` of the view."""
        place = bisect_right(self.passages, (position, len(self.view.text) + 1)) - 1
        return self.passages[place] if place >= 0 and position < self.passages[place].end else None
