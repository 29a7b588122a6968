"""What one document says of one thing, small enough to be kept for a whole run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from refcheck.domain.numerals import joined
from refcheck.model import Document, Place, Span

_WORDS = 120  # characters of a place that are shown


class Fact(NamedTuple):
    """A value that a document gives; facts with one key are about the same thing."""

    key: str
    value: str  # what is compared
    shown: str  # how a message says it
    place: Place
    names: frozenset[str] = frozenset()  # what else has to go together, where a check needs it


def place(document: Document, span: Span) -> Place:
    """A place in a document."""
    words = " ".join(document.text[span.start : span.end][: 4 * _WORDS].split())
    line = document.text.count("\n", 0, span.start) + 1
    shown = words if len(words) <= _WORDS else words[: _WORDS - 1].rstrip() + "…"
    return Place(document.path, line, span.start, span.end, shown)


def each_in_its_document(facts: Sequence[Fact]) -> str:
    """The values with a document for each: "5 May 2023 in a.txt, but 6 May 2023 in b.txt"."""
    said = [f"{fact.shown} in {fact.place.path}" for fact in facts]
    return f"{joined(said[:-1])}, but {said[-1]}"
