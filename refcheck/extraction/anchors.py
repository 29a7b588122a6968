"""Where the literals stand that citations hang on: one pass over the text for all of them.

A pattern is tried only where its anchor stands, so that text without references costs a memory scan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

_STRETCH = 500_000  # characters that are searched at once
Places = Mapping[str, Sequence[int]]


@lru_cache(maxsize=4)
def _automaton(literals: tuple[str, ...]) -> AhoCorasick:
    # Left to itself the library takes a slower kind of automaton for more than a hundred literals.
    return AhoCorasick(literals, implementation=Implementation.DFA)


class _Sought(NamedTuple):
    """Literals by what they are written with: most texts hold no letter of most that are not ASCII."""

    plain: tuple[str, ...]
    words: tuple[str, ...]  # all but the signs
    foreign: frozenset[str]  # the characters beyond ASCII of `words`
    signs: tuple[str, ...]  # single characters beyond ASCII, as quotation marks are


@lru_cache(maxsize=4)
def _sorted_out(literals: tuple[str, ...]) -> _Sought:
    signs = tuple(literal for literal in literals if len(literal) == 1 and not literal.isascii())
    words = tuple(literal for literal in literals if literal not in signs)
    plain = tuple(word for word in words if word.isascii())
    return _Sought(plain, words, frozenset("".join(words)) - frozenset("".join(plain)), signs)


def scan(text: str, literals: tuple[str, ...], rare: frozenset[str]) -> Places:
    """Where each literal stands in `text`, ascending; all literals are keys, those that do not occur too.

    `rare` holds at least the characters of the text beyond ASCII.
    """
    sought = _sorted_out(literals)
    words = sought.plain if rare.isdisjoint(sought.foreign) else sought.words
    places: dict[str, Sequence[int]] = dict.fromkeys(literals, ())
    by_word: dict[int, list[int]] = {}
    try:
        for index, start in _matches(text, words):
            by_word.setdefault(index, []).append(start)
    except UnicodeEncodeError:  # a lone surrogate, which UTF-8 cannot write
        return {literal: list(occurrences(text, literal)) for literal in literals}
    places.update((words[index], starts) for index, starts in by_word.items())
    places.update((sign, list(occurrences(text, sign))) for sign in sought.signs if sign in rare)
    return places


def _matches(text: str, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Which word stands where, stretch by stretch: a text made of anchors must not fill the memory with matches."""
    automaton = _automaton(words)
    overlap = max(map(len, words)) - 1
    for begin in range(0, len(text), _STRETCH):
        stretch = text[begin : begin + _STRETCH + overlap] if len(text) > _STRETCH else text
        for index, start, _ in automaton.find_matches_as_indexes(stretch, overlapping=True):
            if start < _STRETCH:
                yield index, begin + start


def occurrences(text: str, literal: str) -> Iterator[int]:
    """Where one literal stands in `text`."""
    place = text.find(literal)
    while place >= 0:
        yield place
        place = text.find(literal, place + 1)


def merged(places: Places, literals: Iterable[str]) -> list[int]:
    """The places of several literals in one ascending list, each once."""
    return sorted({place for literal in literals for place in places[literal]})
