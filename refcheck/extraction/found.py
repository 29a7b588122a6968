"""What an extractor yields: a citation at its place in the view, before dates and pinpoints are read."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from refcheck.domain.patterns import lazy
from refcheck.extraction.anchors import Places
from refcheck.extraction.view import View
from refcheck.model import Custom, Document, Kind, Span

CaseOf = Callable[[str], str | None]
"""Finds the General List number of an ICJ case by the text that stands before a decision; None if unknown."""


class Found(NamedTuple):
    """A citation in view.text[start:end]; `origin` instead, where it stands outside the view."""

    start: int
    end: int
    kind: Kind
    canonical: tuple[str, ...]
    inferred: str | None = None
    origin: Span | None = None
    custom: Custom | None = None


class Source(NamedTuple):
    """What extractors read: a document, its view, and the one question they may ask."""

    document: Document
    view: View
    case_of: CaseOf
    places: Places  # where the anchors of the built-in kinds stand in view.text


Extractor = Callable[[Source], Iterator[Found]]

_SENTENCE_END = lazy(r"[.!?;\n](?:(?<!\n)['\"”’)]*\s+(?=[A-Z“\"‘(\[])|(?<=\n)[ \t]*\n(?=\s*[^a-z\s]))")
_ABBREVIATION = lazy(r"(?:\b(?:Nos?|paras?|pp?|vols?|sects?|chaps?|arts?|Mr|Mrs|Ms|Dr|v|cf|cit|al)|\b[A-Z])\.$")


def at_anchors(pattern: re.Pattern[str], source: Source, *anchors: tuple[str, int]) -> Iterator[re.Match[str]]:
    """What `pattern` matches at each anchor, left to right, without overlaps.

    An anchor is a literal that every match contains, and how far behind the match's beginning it stands:
    ("rder", 1) for "Order". It must be among the anchors of its row in the table of kinds.
    """
    starts = sorted({place - back for literal, back in anchors for place in source.places[literal]})
    end = 0
    for start in starts:
        match = pattern.match(source.view.text, start) if start >= end else None
        if match:
            yield match
            end = match.end()


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The last match of `pattern` in text[start:end]."""
    matches = deque(pattern.finditer(text, start, end), maxlen=1)
    return matches[0] if matches else None


def sentence_start(text: str, position: int, floor: int = 0) -> int:
    """Where the sentence that holds `position` begins, not before `floor`; semicolons end one as well."""
    for reach in (300, 1500):  # most sentences are short
        low = start = max(floor, position - reach)
        for match in _SENTENCE_END.finditer(text, low, position + 1):  # what stands there may begin a sentence itself
            if not _ABBREVIATION.search(text, max(low, match.start() - 8), match.start() + 1):
                start = match.end()
        if start > low or low == floor:
            return start
    return start


def sentence_end(text: str, position: int, ceiling: int) -> int:
    """Where the sentence that holds `position` ends, not behind `ceiling`; semicolons end one as well."""
    for match in _SENTENCE_END.finditer(text, position, ceiling):
        if not _ABBREVIATION.search(text, max(position, match.start() - 8), match.start() + 1):
            return match.start()
    return ceiling
