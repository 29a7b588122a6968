"""A body's name is one word or one letter away from its official name.

Why
    "United Nations High Commission for Refugees" names no body: the office is the High Commissioner's. In an
    official document the name must be the official one.

Wrong
    This was referred to the United Nations High Commission for Refugees.

Right
    This was referred to the United Nations High Commissioner for Refugees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from refcheck.domain.distance import distance
from refcheck.domain.names import NAMES
from refcheck.domain.patterns import lazy
from refcheck.model import Checked, Finding, Severity

TITLE = "Not the body's official name"
SEVERITY = Severity.INFO

_SMALL = r"(?:of|the|for|on|and|in|to|or|against)"
_WORD = r"[A-Z](?<![\w’'/-][A-Z])[\w’'/-]*"
_RUN = lazy(rf"{_WORD}(?:,?\s(?:{_SMALL}\s){{0,3}}{_WORD})+")
_WORDS = lazy(r"[\w’'/-]+")
_OWNER = lazy(r"['’]s?\Z|\d+\Z")
_SLIPS = lazy(r"(?P<court>International\s(?:Criminal\sCourt\sof\sJustice|Court\sof\sCriminal\sJustice))\b")
_KEPT = 200  # characters of a run that is worth remembering
_SMALL_WORDS = frozenset(["of", "the", "for", "on", "and", "in", "to", "or", "against"])


class _Name(NamedTuple):
    official: str
    words: tuple[str, ...]


def check(checked: Checked) -> Iterator[Finding]:
    """One finding a wrong name, at its first place; quotations keep what they quote."""
    prose = checked.prose
    text, seen = prose.view.text, set[str]()
    for match in _SLIPS.finditer(text) if "of Justice" in text or "Criminal Justice" in text else ():
        if not prose.is_quoted(match.start()) and match[0] not in seen:
            seen.add(match[0])
            yield Finding(
                rule="entity-name",
                severity=SEVERITY,
                span=prose.view.span(*match.span()),
                message=f'There is no "{" ".join(match[0].split())}": there is an International Court of Justice and an '
                "International Criminal Court.",
            )
    for run in _RUN.finditer(text):
        near = _near_misses if run.end() - run.start() < _KEPT else _found_in
        for low, high, official in near(run[0]):
            start, end = run.start() + low, run.start() + high
            written = " ".join(text[start:end].split())
            if written in seen or prose.is_quoted(start):
                continue
            seen.add(written)
            yield Finding(
                rule="entity-name",
                severity=SEVERITY,
                span=prose.view.span(start, end),
                message=f'"{written}" is not the official name; that is "{official}".',
                suggestion=official,
            )


@cache
def _by_beginning() -> dict[tuple[str, ...], list[_Name]]:
    """The names by their first word, and by their second and third, should the first be the wrong one."""
    index: dict[tuple[str, ...], list[_Name]] = {}
    for official in NAMES:
        words = tuple(_plain(word) for word in _WORDS.findall(official))
        name = _Name(official, words)
        index.setdefault(words[:1], []).append(name)
        if len(words) > 2:
            index.setdefault(words[1:3], []).append(name)
    return index


def _plain(word: str) -> str:
    return _OWNER.sub("", word).casefold()


@lru_cache(maxsize=4096)  # documents name the same few bodies and offices again and again
def _near_misses(run: str) -> tuple[tuple[int, int, str], ...]:
    """The places in a run of capitalised words that are nearly, but not, an official name."""
    return tuple(_found_in(run))


def _found_in(run: str) -> Iterator[tuple[int, int, str]]:
    index = _by_beginning()
    places = [match.span() for match in _WORDS.finditer(run)]
    words = [_plain(run[low:high]) for low, high in places]
    for at in range(len(words)):
        names = [*index.get((words[at],), ()), *index.get(tuple(words[at + 1 : at + 3]), ())]
        lengths = [len(name.words) for name in names if tuple(words[at : at + len(name.words)]) == name.words]
        right = max(lengths, default=0)
        for name in names:
            length = len(name.words)
            if length > right and _nearly(words[at : at + length], name.words):
                yield places[at][0], places[at + length - 1][1], name.official
                break


def _nearly(written: Sequence[str], name: Sequence[str]) -> bool:
    """Whether exactly one word differs, and by little: a plural, or s for z, is no other name."""
    if len(written) != len(name):
        return False
    pairs = [(one, other) for one, other in zip(written, name, strict=True) if one != other]
    if len(pairs) != 1:
        return False
    one, other = pairs[0]
    if one in _SMALL_WORDS or other in _SMALL_WORDS:
        return one in _SMALL_WORDS and other in _SMALL_WORDS and len(name) > 4
    if one == f"{other}s" or (
        re.sub("[sz]|-", "", one) == re.sub("[sz]|-", "", other) and one.rstrip("s") != other[:-1]
    ):
        return False
    if len(other) >= 5 and (one.startswith(other) or other.startswith(one)):
        return abs(len(one) - len(other)) <= 3 and min(len(one), len(other)) >= 4
    return min(len(one), len(other)) >= 5 and distance(one, other) <= 2
