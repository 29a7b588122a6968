"""What an extractor yields: a citation at its place in the view, before dates and pinpoints are read."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from refcheck.extraction.view import View
from refcheck.model import Document, Kind, Span

CaseOf = Callable[[str], str | None]
"""Finds the General List number of an ICJ case by the text that stands before a decision; None if unknown."""


@dataclass(frozen=True, slots=True)
class Found:
    """A citation in view.text[start:end]; `origin` instead, where it stands outside the view."""

    start: int
    end: int
    kind: Kind
    canonical: tuple[str, ...]
    inferred: str | None = None
    origin: Span | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What extractors read: a document, its view, and the one question they may ask."""

    document: Document
    view: View
    case_of: CaseOf


Extractor = Callable[[Source], Iterator[Found]]

_SENTENCE_END = re.compile(r"[.!?;]['\"”’)]*\s+(?=[A-Z“\"‘(\[])|\n[ \t]*\n(?=\s*[^a-z\s])")
_ABBREVIATION = re.compile(r"(?:\b(?:Nos?|paras?|pp?|vols?|sects?|chaps?|arts?|Mr|Mrs|Ms|Dr|v|cf|cit|al)|\b[A-Z])\.$")


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The last match of `pattern` in text[start:end]."""
    matches = deque(pattern.finditer(text, start, end), maxlen=1)
    return matches[0] if matches else None


def sentence_start(text: str, position: int, floor: int = 0) -> int:
    """Where the sentence that holds `position` begins, not before `floor`; semicolons end one as well."""
    low = max(floor, position - 1500)
    start = low
    for match in _SENTENCE_END.finditer(text, low, position):
        if not _ABBREVIATION.search(text, max(low, match.start() - 8), match.start() + 1):
            start = match.end()
    return start
