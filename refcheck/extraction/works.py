"""Sources in notes that have neither symbol nor address: reports and books described in words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from refcheck.domain.dates import DATE_PATTERN, MONTHS
from refcheck.domain.patterns import lazy
from refcheck.extraction.found import Found
from refcheck.extraction.view import View
from refcheck.model import Kind

_SEPARATOR = lazy(r";\s+(?:and\s+|see\s+also\s+)?")
_SIGNAL = lazy(
    r"\s*(?:(?:See|Cf|As cited in|For the text, see)(?:\s+also)?(?:,?\s+(?:for example|inter alia|e\.g\.))?[.,]?\s+)?",
    re.IGNORECASE,
)
_DATED = lazy(rf"(?=[\d,A-Z])(?:{DATE_PATTERN}|\b(?:{'|'.join(MONTHS)})\s+(?:19|20)\d\d\b|,\s+(?:19|20)\d\d\b)")
_TITLED = lazy(r"(?=[“\"Np])(?:[“\"][^”\"]{8,}[”\"]|\bNos?\.\s*\d|\bpp?\.\s*\d|\bparas?\.\s*\d)")


def find_works(view: View, found: Sequence[Found]) -> Iterator[Found]:
    """The sources of each note in which nothing else was found.

    Sources are separated by semicolons. A source counts as one only when it has a date, and a title in
    quotation marks or a number or page: an explanation in a note has neither.
    """
    starts = sorted(item.start for item in found if item.origin is None)
    for start, _ in view.notes:
        low, high = view.segment(start)
        for source_start, source_end in _sources(view.text, low, high):
            text = view.text[source_start:source_end]
            taken = bisect_left(starts, source_start) < bisect_left(starts, source_end)
            if not taken and _TITLED.search(text) and _DATED.search(text):
                yield Found(source_start, source_end, Kind.WORK, ())


def _sources(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The sources of a note, without the signal before ("See, for example,") and the stop behind."""
    separators = [match.span() for match in _SEPARATOR.finditer(text, low, high)]
    starts = [low, *(end for _, end in separators)]
    ends = [*(start for start, _ in separators), high]
    for start, end in zip(starts, ends, strict=True):
        signal = _SIGNAL.match(text, start, end)
        first = signal.end() if signal else start
        while end > first and text[end - 1] in " \t\n.":
            end -= 1  # noqa: PLW2901 - the end moves in
        if end > first:
            yield first, end
