"""The titles of the agenda items on a cover: how many there are, as far as the text tells.

Titles wrap over lines, and conversions run them together: "**Culture of peace****Prevention of …". A blank
line or the end of a bold run ends a title for sure; the end of a line, or a capital inside one, may begin another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from refcheck.domain.patterns import lazy
from refcheck.domain.symbols import ROOT_PATTERN
from refcheck.extraction.letter.wording import Wording
from refcheck.extraction.view import View
from refcheck.model import AgendaTitles, Passage

_BREAK = lazy(r"\n|[ \t]{3,}")  # Word's line breaks come as spaces
_NO_TITLE = lazy(rf"\s*(?:[*†]|[\d\s/.()*-]*$|Original\s?:|(?:{ROOT_PATTERN})/)")
_GLUED = lazy(r"[a-zà-ÿа-яё](?=[A-ZÀ-ÝА-ЯЁ][a-zà-ÿа-яё])")  # "armed conflictReport", where the bold was lost
_WORD = lazy(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BOLD_RUNS_MEET = 4  # characters of "****", which the view leaves out


class _Line(NamedTuple):
    start: int
    end: int
    parted: bool  # from the line before, by a blank line or the end of a bold run


def agenda_titles(view: View, text: str, start: int, end: int, wording: Wording) -> AgendaTitles | None:
    """The titles in text[start:end], behind a list of items; None where there are none, or none can be told.

    Where a title stands on the list's own line, the lines below are not lines of their own.
    """
    first = _BREAK.search(text, start, end)
    if not first or _WORD.search(text, start, first.start()):
        return None
    start = first.start()
    lines = [line for line in _lines(view, text, start, end) if not _NO_TITLE.match(text[line.start : line.end])]
    if not lines:
        return None
    kept_apart = any(not line.parted for line in lines[1:])  # then blank lines do not come from wrapping
    starts = [0]
    possible = _inner_starts(text, lines[0], wording)
    for place in range(1, len(lines)):
        line, before = lines[place], lines[place - 1]
        if not _may_start(text[before.start : before.end], text[line.start : line.end], wording):
            continue
        if line.parted and (kept_apart or not _is_full(text, lines, place)):
            starts.append(place)
        else:
            possible += 1
        possible += _inner_starts(text, line, wording)
    passages = () if possible else tuple(_passages(view, text, lines, starts))
    return AgendaTitles(len(starts), len(starts) + possible, passages)


def _lines(view: View, text: str, start: int, end: int) -> Iterator[_Line]:
    """The lines of text[start:end] that are not blank."""
    position = start
    parted = True
    breaks = [(match.start(), match.end(), False) for match in _BREAK.finditer(text, start, end)]
    seams = set(_seams(view, start, end))
    glued = {match.end() for match in _GLUED.finditer(text, start, end)}
    breaks += [(seam, seam, seam in seams) for seam in seams | glued]
    for first, last, sure in [*sorted(breaks), (end, end, False)]:
        if text[position:first].strip():
            yield _Line(position, first, parted)
            parted = sure
        else:  # a blank line, or one bold run behind another
            parted = parted or sure or position > start
        position = last


def _seams(view: View, start: int, end: int) -> Iterator[int]:
    """Where two bold runs met in text[start:end]."""
    for position in view.starts:
        if start < position < end and view.offset(position) - view.offset(position - 1) > _BOLD_RUNS_MEET:
            yield position


def _may_start(before: str, line: str, wording: Wording) -> bool:
    """Whether a title can begin with `line`, behind `before`."""
    first = line.strip()[:1]
    if first.islower() or first in "(,;-–—" or before.rstrip().endswith((",", "-", "–", ":", ";")):
        return False
    words = _WORD.findall(before[-40:])
    return not words or words[-1].lower() not in wording.continuing


def _is_full(text: str, lines: Sequence[_Line], place: int) -> bool:
    """Whether the line before was full, so that its end may be mere wrapping."""
    width = max(line.end - line.start for line in lines)
    before, line = lines[place - 1], lines[place]
    word = text[line.start : line.end].split(maxsplit=1)[0]
    return before.end - before.start + 1 + len(word) > width


def _inner_starts(text: str, line: _Line, wording: Wording) -> int:
    """How many more titles a line may hold: capitals behind a word in small letters that ends a phrase."""
    words = list(_WORD.finditer(text, line.start, line.end))
    return sum(
        after[0][0].isupper()
        and before[0][0].islower()
        and before[0].lower() not in wording.continuing
        and not text[before.end() : after.start()].strip()
        for before, after in pairwise(words)
    )


def _passages(view: View, text: str, lines: Sequence[_Line], starts: Sequence[int]) -> Iterator[Passage]:
    for first, after in zip(starts, [*starts[1:], len(lines)], strict=True):
        start, end = lines[first].start, lines[after - 1].end
        written = text[start:end]
        start += len(written) - len(written.lstrip())
        yield Passage(view.span(start, start + len(written.strip())), " ".join(written.split()))
