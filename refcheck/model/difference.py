"""What does not agree from one document of a run to another."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands: the document, the line, the code points [start, end), and the words."""

    path: str
    line: int
    start: int
    end: int
    words: str


class Difference(NamedTuple):
    """Places in two documents or more that disagree: a hint, whatever it is about."""

    check: str  # "symbol-two-dates"
    title: str  # "One symbol with two dates"
    message: str
    places: tuple[Place, ...]  # in the order of the documents
