"""The parts of a circulated letter: masthead, agenda items, title, request, signature, annexes.

A file may hold several documents (an ECOSOC issue and the Assembly's issue of one letter): each begins
at its masthead. A document without a masthead and without a letter's title has no letters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from refcheck.domain.patterns import lazy
from refcheck.extraction.letter.annexes import annexes, mentions
from refcheck.extraction.letter.masthead import (
    cover_items,
    distributed,
    distributions,
    masthead_start,
    own_symbols,
    year_sessions,
)
from refcheck.extraction.letter.organs import DISTRIBUTION, ordinal_lines, organ_codes, organ_lines
from refcheck.extraction.letter.request import closing_request, request_span
from refcheck.extraction.letter.signature import reissues, signatures
from refcheck.extraction.letter.title import letter_title
from refcheck.extraction.letter.wording import wording_of
from refcheck.extraction.view import View
from refcheck.model import DatedSpan, Letter, Passage, Span

_MASTHEAD_LENGTH = 1500  # characters in which sessions and agenda items stand, where no title ends them
_PARAGRAPH = lazy(r"[^\n]+(?:\n[ \t]*[^\s][^\n]*)*")


def find_letters(view: View) -> tuple[Letter, ...]:
    """The letters of a document, in order; empty for a document that is none."""
    text = view.text[: view.notes_start]
    edges = [*_starts(view, text), len(text)]
    reissued = reissues(view) if edges[1:] else []
    return tuple(_letter(view, text, start, end, reissued) for start, end in pairwise(edges))


def _starts(view: View, text: str) -> Iterator[int]:
    """Where each circulated document begins: at the organ's name above "Distr.", or at the only title."""
    mastheads = distributions(text)
    floor = 0
    for number, distribution in enumerate(mastheads):
        yield 0 if number == 0 else masthead_start(text, floor, distribution.start())
        floor = distribution.end()
    if not mastheads and letter_title(view, text, 0, len(text), wording_of(text, 0, len(text))):
        yield 0


def _letter(view: View, text: str, start: int, end: int, reissued: Sequence[DatedSpan]) -> Letter:
    wording = wording_of(text, start, end)
    title = letter_title(view, text, start, end, wording)
    named = title.read if title else None
    body_start = title.end if title else start
    own_annexes, body_end = annexes(view, text, body_start, end, named, wording)
    cover_end = title.start if title else min(end, start + _MASTHEAD_LENGTH)
    distribution = DISTRIBUTION.search(text, start, cover_end)
    organs = organ_lines(text, start, cover_end, wording)
    ordinals = list(ordinal_lines(view, text, start, cover_end, organs, wording))
    request = request_span(text, body_start, body_end, wording)
    span = view.span(start, end)
    return Letter(
        span=span,
        organs=organ_codes(organs),
        distributed=distributed(view, text, distribution.end(), cover_end) if distribution else None,
        sessions=tuple(line for line in ordinals if line.organ == "A"),
        council_years=tuple(line for line in ordinals if line.organ == "S"),
        items=tuple(cover_items(view, text, start, cover_end, organs, wording, whole=title is not None)),
        title=named,
        announced=tuple(mentions(view, text, body_start, body_end, wording)),
        closing=closing_request(view, text, request, wording) if request else None,
        annexes=tuple(own_annexes),
        symbols=tuple(own_symbols(text, start, distribution, cover_end)) if distribution else (),
        language=wording.language,
        year_sessions=tuple(year_sessions(view, text, start, cover_end)),
        body=tuple(_paragraphs(view, text, body_start, body_end)) if title else (),
        signatures=tuple(signatures(view, text, body_start, body_end, request, wording)) if title else (),
        reissued=tuple(_within(reissued, span)),
    )


def _within(days: Sequence[DatedSpan], span: Span) -> Iterator[DatedSpan]:
    """Those of `days`, which are in order, that lie in `span`."""
    first = bisect_left(days, span.start, key=lambda day: day.span.start)
    yield from takewhile(lambda day: span.holds(day.span), days[first:])


def _paragraphs(view: View, text: str, start: int, end: int) -> Iterator[Passage]:
    for match in _PARAGRAPH.finditer(text, start, end):
        yield Passage(view.span(*match.span()), " ".join(match[0].split()))
