"""Treaties and declarations by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from refcheck.domain.patterns import lazy
from refcheck.domain.treaties import TREATIES, Treaty
from refcheck.extraction.anchors import merged
from refcheck.extraction.found import Found, Source
from refcheck.model import Kind

_NOUNS = ("Convention", "Covenant", "Charter", "Declaration", "Statute", "Protocol")
ANCHORS = (*_NOUNS, *(short for treaty in TREATIES for short in treaty.abbreviations))
_IN_CASE_TITLE = lazy(r"(?:Application|Interpretation)\s+of\s+the\s+$")
_DEFINED = lazy(r"\s*\((?:hereinafter\s+)?[“\"]?([A-Z]{2,8})[”\"]?\)")
_WORD = lazy(r"\S+")
_LONGEST = 300  # characters that a name takes from its anchor on, line breaks included
_LONGEST_BEFORE = 60  # and before it
_MOST_WORDS = 30
_AROUND = ".,;:()[]“”\"'’*_"


def find_treaties(source: Source) -> Iterator[Found]:
    """Treaties by official name, usual variant or unmistakable abbreviation.

    The treaty in the title of a case ("Application of the Convention …") belongs to the case.
    """
    text = source.view.text
    end = 0
    for place in merged(source.places, _NOUNS):
        named = _named_at(text, place) if place >= end else None
        if named:
            start, end, treaty = named
            if not _IN_CASE_TITLE.search(text, max(0, start - 30), start):
                yield _with_abbreviation(text, start, end, treaty)
    for treaty in TREATIES:
        for short in treaty.abbreviations:
            for place in source.places[short]:
                if not (
                    text[place - 1 : place].isalnum() or text[place + len(short) : place + len(short) + 1].isalnum()
                ):
                    yield Found(place, place + len(short), Kind.TREATY, (treaty.canonical,))


@cache
def _names() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...], Treaty], ...]:
    """Each name as (anchor, words before it, words from it on, treaty), in lower case, longest first."""
    rows = []
    for treaty in TREATIES:
        for name in (treaty.name, *treaty.variants):
            words = tuple(name.replace(",", "").split())
            place = next(n for n, word in enumerate(words) if word.startswith(_NOUNS))
            folded = tuple(word.lower() for word in words)
            rows.append((folded[place], folded[:place], folded[place:], treaty))
    return tuple(sorted(rows, key=lambda row: -len(row[1]) - len(row[2])))


def _named_at(text: str, place: int) -> tuple[int, int, Treaty] | None:
    """The treaty whose name has its anchor at `place`: where the name begins, where it ends, and which it is."""
    right = [word.strip(_AROUND) for word in text[place : place + _LONGEST].lower().split(None, _MOST_WORDS)]
    left = [word.strip(_AROUND) for word in text[max(0, place - _LONGEST_BEFORE) : place].lower().split()]
    for anchor, before, words, treaty in _names():
        if right[0] != anchor or tuple(right[: len(words)]) != words:
            continue
        if not before or tuple(left[-len(before) :]) == before:
            return _first_word(text, place, len(before)), _last_word(text, place, len(words)), treaty
    return None


def _first_word(text: str, place: int, count: int) -> int:
    """Where the word begins that stands `count` words before `place`."""
    words = list(_WORD.finditer(text, max(0, place - _LONGEST_BEFORE), place))
    if not count:
        return place
    first = words[-count]
    return first.start() + len(first[0]) - len(first[0].lstrip(_AROUND))


def _last_word(text: str, place: int, count: int) -> int:
    """Where the last of the `count` words that begin at `place` ends."""
    last = next(islice(_WORD.finditer(text, place), count - 1, None))
    return last.end() - len(last[0]) + len(last[0].rstrip(_AROUND))


def _with_abbreviation(text: str, start: int, end: int, treaty: Treaty) -> Found:
    """A short name defined behind the full one, "(CERD)", belongs to the citation."""
    defined: re.Match[str] | None = _DEFINED.match(text, end)
    return Found(start, defined.end() if defined else end, Kind.TREATY, (treaty.canonical,))
