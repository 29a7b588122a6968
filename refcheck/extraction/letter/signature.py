"""The signatures below a letter, and the note that says when it was reissued."""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.dates import find_dates
from refcheck.domain.patterns import lazy
from refcheck.extraction.anchors import occurrences
from refcheck.extraction.letter.wording import LANGUAGES, Wording
from refcheck.extraction.view import View
from refcheck.model import DatedSpan, Signature

_BLOCK = 400  # characters of a name and the capacities below it
_LINE = lazy(r"[^\n]+")
_LINES = 6  # of a name, its rank and its capacities
_NAME_LENGTH = 80
_REISSUE_WORDS = 40
_REISSUE_DATE_WITHIN = 60


def signatures(
    view: View, text: str, start: int, end: int, request: tuple[int, int] | None, wording: Wording
) -> Iterator[Signature]:
    """ "(Signed) Name" with what stands below, in text[start:end]: the letter between its title and its annexes.

    Without any, the name and capacity behind the request, if they stand there.
    """
    marks = list(wording.signed.finditer(text, start, end))
    if not marks and request:
        yield from _unsigned(view, text, request[1], end, wording)
    for number, mark in enumerate(marks):
        stop = min(mark.end() + _BLOCK, marks[number + 1].start() if number + 1 < len(marks) else end)
        name, behind = _name(text, mark.end(), stop)
        yield Signature(
            view.span(mark.start(), behind),
            signed=True,
            name=name,
            capacities=wording.capacities(" ".join(text[behind:stop].split())),
        )


def _name(text: str, start: int, stop: int) -> tuple[str, int]:
    """The name behind "(Signed)" and where it ends; "" where the line is empty."""
    line = _LINE.search(text, start, stop)
    if not line or text[start : line.start()].strip(" \t\n"):
        return "", start
    return " ".join(line[0].split()), line.end()


def _unsigned(view: View, text: str, start: int, end: int, wording: Wording) -> Iterator[Signature]:
    """A name and a capacity on short lines of text[start:end], without "(Signed)"."""
    lines = [line for line in _LINE.finditer(text, start, min(end, start + _BLOCK)) if line[0].strip(" .\t。")]
    for line in lines[:_LINES]:
        if wording.mission.match(line[0].strip()):
            name = " ".join(lines[0][0].split()) if line is not lines[0] else ""
            yield Signature(
                view.span(*lines[0].span()), signed=False, name=name, capacities=wording.capacities(line[0])
            )
            return
        if len(line[0]) > _NAME_LENGTH or line[0].strip().endswith((".", ":", "。")):
            return


def reissues(view: View) -> list[DatedSpan]:
    """Every day in "Reissued for technical reasons on 9 September 2016", in the running text and in the notes."""
    matches = (
        wording.reissued.search(view.text, max(0, place - _REISSUE_WORDS), place + _REISSUE_WORDS)
        for wording in LANGUAGES
        for place in occurrences(view.text, wording.reissue_words)
    )
    days = (find_dates(view.text, match.start(), match.end() + _REISSUE_DATE_WITHIN) for match in matches if match)
    found = (next(dates, None) for dates in days)
    return sorted(
        (DatedSpan(view.span(first, last), day) for first, last, day in filter(None, found)),
        key=lambda reissue: reissue.span,
    )
