"""Treaties and declarations by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from refcheck.domain.patterns import lazy
from refcheck.domain.treaties import TREATIES, Treaty
from refcheck.extraction.anchors import merged
from refcheck.extraction.found import Found, Source
from refcheck.model import Kind

_NOUNS = ("Convention", "Covenant", "Charter", "Declaration", "Statute", "Protocol")
_ABBREVIATIONS = {short: treaty for treaty in TREATIES for short in treaty.abbreviations}
ANCHORS = (*_NOUNS, *_ABBREVIATIONS)
_IN_CASE_TITLE = lazy(r"(?:Application|Interpretation)\s+of\s+the\s+$")
_DEFINED = lazy(r"\s*\((?:hereinafter\s+)?[“\"]?([A-Z]{2,8})[”\"]?\)")
_WORD = lazy(r"\S+")
_LONGEST = 300  # characters that a name takes from its anchor on, line breaks included
_LONGEST_BEFORE = 60  # and before it
_LONGEST_ANCHOR = 16
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
    for short, treaty in _ABBREVIATIONS.items():
        for place in source.places[short]:
            behind = place + len(short)
            if not (text[place - 1 : place].isalnum() or text[behind : behind + 1].isalnum()):
                yield Found(place, behind, Kind.TREATY, (treaty.canonical,))


class _Name(NamedTuple):
    """A name in lower case, each word with a space on either side: the words before its anchor, and from it on."""

    before: str
    words: str
    treaty: Treaty


@cache
def _names() -> dict[str, list[_Name]]:
    """The names by the word that is their anchor, longest first."""
    names: dict[str, list[_Name]] = {}
    written = [(name, treaty) for treaty in TREATIES for name in (treaty.name, *treaty.variants)]
    for name, treaty in sorted(written, key=lambda row: -len(row[0].split())):
        words = name.replace(",", "").split()
        place = next(n for n, word in enumerate(words) if word.startswith(_NOUNS))
        row = _Name(_folded(words[:place]), _folded(words[place:]), treaty)
        names.setdefault(words[place].lower(), []).append(row)
    return names


def _folded(words: list[str]) -> str:
    return "".join([f" {_bare(word)}" for word in words]).lower() + " "


def _bare(word: str) -> str:
    """The word without punctuation, and without the mark of a note that stands close behind: "Rights,4"."""
    bare = word.strip(_AROUND)
    if bare[-1:].isdigit() and bare[:1].isalpha():
        return bare.rstrip("0123456789").rstrip(_AROUND)
    return bare


def _named_at(text: str, place: int) -> tuple[int, int, Treaty] | None:
    """The treaty whose name has its anchor at `place`: where the name begins, where it ends, and which it is."""
    anchor = _bare(text[place : place + _LONGEST_ANCHOR].split(None, 1)[0]).lower()
    names = _names().get(anchor)
    if not names:
        return None
    most_words = max(name.words.count(" ") for name in names)
    behind = _folded(text[place : place + _LONGEST].split(None, most_words)[:most_words])
    before = _folded(text[max(0, place - _LONGEST_BEFORE) : place].split())
    for name in names:
        if behind.startswith(name.words) and before.endswith(name.before):
            counts = name.before.count(" ") - 1, name.words.count(" ") - 1
            return _first_word(text, place, counts[0]), _last_word(text, place, counts[1]), name.treaty
    return None


def _first_word(text: str, place: int, count: int) -> int:
    """Where the word begins that stands `count` words before `place`."""
    if not count:
        return place
    first = list(_WORD.finditer(text, max(0, place - _LONGEST_BEFORE), place))[-count]
    return first.start() + len(first[0]) - len(first[0].lstrip(_AROUND))


def _last_word(text: str, place: int, count: int) -> int:
    """Where the last of the `count` words that begin at `place` ends."""
    last = next(islice(_WORD.finditer(text, place), count - 1, None))
    bare = _bare(last[0])
    return last.start() + last[0].index(bare) + len(bare)


def _with_abbreviation(text: str, start: int, end: int, treaty: Treaty) -> Found:
    """A short name defined behind the full one, "(CERD)", belongs to the citation."""
    defined: re.Match[str] | None = _DEFINED.match(text, end)
    return Found(start, defined.end() if defined else end, Kind.TREATY, (treaty.canonical,))
