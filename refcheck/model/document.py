"""A document as read: its text, and what the markup said about it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """Code points [start, end) of a document's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


class Role(StrEnum):
    """What a block of text is in its document."""

    BODY = "body"
    HEADING = "heading"
    NOTE = "note"
    RULE = "rule"  # a line drawn across the page ("---"): it belongs to the page, not to the text


class Block(NamedTuple):
    """A stretch of text with one role; `label` is a note's number or sign."""

    span: Span
    role: Role
    label: str | None = None


class Link(NamedTuple):
    """A hyperlink of the markup: the span a reader sees, and where it leads."""

    span: Span
    target: str
    target_span: Span | None = None  # where the address itself stands in the text, if it does


class NoteMark(NamedTuple):
    """A note's indicator in the running text: "<sup>4</sup>" has the label "4"."""

    span: Span
    label: str


class Document(NamedTuple):
    """A document as read: its text, and what the markup said about it."""

    path: str  # as the user gave it
    format: str  # "txt", "md", …
    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    marks: tuple[NoteMark, ...]
    language: str | None  # ISO 639-1, None when it could not be told
    encoding: str
    sha256: str  # of the file's bytes
    remarks: tuple[str, ...] = ()  # what reading had to assume, one sentence each
    pages: tuple[int, ...] = ()  # where each page begins, the first at 0; empty where the format has none


class Unread(NamedTuple):
    """A file that could not be read: what it is, why, and what the user can do."""

    path: str
    reason: str
